"""Frames -> Altair charts, each with a description, and HTML for tables and annotated texts."""

from analysis.charts.claims import claims_chart, claims_view
from analysis.charts.disputes import dispute_chart, dispute_parts, disputes_table
from analysis.charts.drift import citations_table, drift_chart, drift_table, leaned_on_table
from analysis.charts.evidence import evidence_chart
from analysis.charts.figures import figures_chart
from analysis.charts.key import term_key
from analysis.charts.profile import keyness_chart, profile_chart, shares_chart
from analysis.charts.reading import reading_view
from analysis.charts.statements import statements_view
from analysis.charts.tables import (
    claims_table,
    evidence_table,
    heard_table,
    keyness_table,
    roles_table,
    shares_table,
    show_table,
    sources_table,
    voices_table,
)
from analysis.charts.voices import voices_chart
from analysis.renderer import enable_renderer

__all__ = [
    "citations_table",
    "claims_chart",
    "claims_table",
    "claims_view",
    "dispute_chart",
    "dispute_parts",
    "disputes_table",
    "drift_chart",
    "drift_table",
    "enable_renderer",
    "evidence_chart",
    "evidence_table",
    "figures_chart",
    "heard_table",
    "keyness_chart",
    "keyness_table",
    "leaned_on_table",
    "profile_chart",
    "reading_view",
    "roles_table",
    "shares_chart",
    "shares_table",
    "show_table",
    "sources_table",
    "statements_view",
    "term_key",
    "voices_chart",
    "voices_table",
]
