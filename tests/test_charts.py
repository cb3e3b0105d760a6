"""Frames -> charts: what is drawn, described, and shown where there is nothing."""

import altair as alt
import pytest

from analysis import charts, compare
from analysis.charts.figures import interval_rows
from analysis.charts.theme import BASIS_COLOURS, STANCE_COLOURS
from analysis.renderer import VEGA_LITE, mime_bundle
from analysis.tables.frames import frames
from analysis.tables.schema import BASES, STANCES


@pytest.fixture
def drawn(tables):
    """Every kind of chart, of the two hand-made articles."""
    profile = compare.evidence_profile(tables)
    return {
        "figures": charts.figures_chart(compare.claimed_figures(tables), noun="Bergmann"),
        "voices": charts.voices_chart(compare.voices(tables)),
        "stance": charts.evidence_chart(profile, axis="stance"),
    }


def test_every_chart_is_valid_described_and_drawable(drawn):
    for name, chart in drawn.items():
        spec = chart.to_dict()
        assert len(spec["description"]) > 40, name
        bundle = mime_bundle(spec)
        assert bundle["image/svg+xml"].startswith("<svg")
        assert bundle[VEGA_LITE]["$schema"].endswith("v5.json")
        assert bundle["text/plain"] == spec["description"]


def test_charts_that_have_nothing_to_show_say_so(tables):
    empty = frames({"sources": tables.sources.to_dict("records")})
    shown = [
        charts.figures_chart(compare.claimed_figures(empty), noun=None),
        charts.voices_chart(compare.voices(empty)),
        charts.evidence_chart(compare.evidence_profile(empty), axis="basis"),
        charts.claims_table(compare.claimed_figures(empty), caption="Claims"),
    ]
    assert all("lesarten-note" in html.data for html in shown)


def test_open_ends_are_drawn_to_the_edge_and_marked(tables):
    rows = interval_rows(compare.claimed_figures(tables))
    assert list(rows["left"]) == [300, 100]
    assert list(rows["high_end"]) == ["none", "none"]
    assert (rows["right"] > 300).all()
    assert list(rows["voice"]) == ["on somebody's word", "in the writer's own voice"]


def test_a_click_on_a_claim_leads_to_its_words(tables):
    rows = interval_rows(compare.claimed_figures(tables))
    assert list(rows["link"]) == ["#" + id_ for id_ in tables.figures["figure_id"]]


def test_every_label_has_a_colour():
    assert set(STANCE_COLOURS) == set(STANCES)
    assert set(BASIS_COLOURS) == set(BASES)


def test_tables_escape_and_link(tables):
    claims = compare.claimed_figures(tables).assign(text="<b>300</b>")
    html = charts.claims_table(claims, caption="a & b").data
    assert "&lt;b&gt;300&lt;/b&gt;" in html
    assert f'href="#{tables.figures["figure_id"][0]}"' in html
    assert "a &amp; b" in html


def test_renderer_becomes_the_current_one():
    before = alt.renderers.active
    try:
        charts.enable_renderer()
        assert alt.renderers.active == "lesarten"
    finally:
        alt.renderers.enable(before)
