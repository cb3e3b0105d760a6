"""Frames -> Altair charts, each with a description, and HTML for tables and annotated texts."""

from analysis.charts.evidence import evidence_chart
from analysis.charts.figures import figures_chart
from analysis.charts.key import term_key
from analysis.charts.reading import reading_view
from analysis.charts.renderer import enable_renderer
from analysis.charts.tables import (
    claims_table,
    evidence_table,
    show_table,
    sources_table,
    voices_table,
)
from analysis.charts.voices import voices_chart

__all__ = [
    "claims_table",
    "enable_renderer",
    "evidence_chart",
    "evidence_table",
    "figures_chart",
    "reading_view",
    "show_table",
    "sources_table",
    "term_key",
    "voices_chart",
    "voices_table",
]
