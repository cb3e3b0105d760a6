"""Colours, sizes and how numbers are written, the same in every chart and page."""

from functools import cache
from html import escape
from importlib.resources import files

import altair as alt
from IPython.display import HTML

# Okabe & Ito (2008), "Color Universal Design", without black (text) and without yellow (too light
# on white for thin marks).
BLUE, ORANGE, GREEN, VERMILLION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE, GREY = "#56B4E9", "#CC79A7", "#767676"

STANCE_COLOURS = {
    "endorse": BLUE,
    "acknowledge": SKY,
    "hedge": ORANGE,
    "distance": VERMILLION,
    "deny": PURPLE,
}
BASIS_COLOURS = {
    "named": BLUE,
    "anonymous": SKY,
    "hearsay": ORANGE,
    "inference": PURPLE,
    "evidence": GREEN,
    "no_evidence": VERMILLION,
    "unverified": GREY,
}
SPEAKER_COLOURS = {
    "person": BLUE,
    "government": ORANGE,
    "military": VERMILLION,
    "intelligence": PURPLE,
    "organisation": GREEN,
    "media": SKY,
}
OTHER_COLOUR = GREY

WIDTH = 620
ROW_HEIGHT = 22
FONT = "system-ui, 'DejaVu Sans', sans-serif"


def finish(chart: alt.Chart | alt.LayerChart, *, title: str, description: str) -> alt.TopLevelMixin:
    """The chart with title, description (its alt text) and the common look."""
    return (
        chart.properties(title=alt.Title(title, anchor="start"), description=description)
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(labelLimit=320, labelFontSize=12, titleFontSize=12, grid=True)
        .configure_legend(labelFontSize=12, titleFontSize=12, orient="top", columns=4)
        .configure_title(fontSize=14)
    )


def note(words: str) -> HTML:
    """What stands in a chart's or table's place when there is nothing to show."""
    return HTML(f'<p class="lesarten-note">{escape(words)}</p>')


@cache
def style(name: str) -> str:
    """A `<style>` element with one of the style sheets beside this module."""
    css = files("analysis.charts").joinpath(f"{name}.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"
