"""Charts and lists of claims and of drift: what is drawn, described, and said where nothing is."""

import altair as alt
import pandas as pd
import pytest

from analysis import charts, compare
from analysis.charts.claims import SIGNS, claim_label
from analysis.charts.reading import reading_view
from analysis.compare.claims import CELLS
from analysis.tables import Tables, analyse_texts

BRIDGE = compare.Claim("bruecke", "Die Brücke ist eingestürzt.", ("brücke eingestürzt",))
TEXTS = [
    ("a", "Angeblich ist die Brücke eingestürzt."),
    ("b", "Die Brücke ist eingestürzt."),
    ("c", "Es regnet."),
]


@pytest.fixture
def dated() -> Tables:
    """Three articles of three days: a doubt, a bare assertion, silence."""
    tables = analyse_texts(TEXTS)
    days = pd.to_datetime(["2025-01-01", "2025-01-03", "2025-01-04"])
    return Tables(**dict(tables) | {"sources": tables.sources.assign(published=days)})


def test_charts_are_valid_and_described(dated):
    for chart in (
        charts.claims_chart(compare.claims(dated, [BRIDGE])),
        charts.drift_chart(compare.drift(dated, [BRIDGE])),
    ):
        assert isinstance(chart, alt.TopLevelMixin)
        assert "Die Brücke ist eingestürzt" in chart.to_dict()["description"]


def test_every_reading_but_silence_has_a_sign_of_its_own():
    assert set(SIGNS) == set(CELLS) - {"absent"}
    assert len({shape for _, shape, _ in SIGNS.values()}) == len(SIGNS)


def test_the_list_names_the_silent_and_links_to_words_in_the_reading_view(dated):
    told = compare.claims(dated, [BRIDGE])
    html = charts.claims_view(told, compare.passages(dated, [BRIDGE])).data
    assert "Nothing of it in: c." in html
    assert 'href="#a:s0001"' in html
    assert 'id="a:s0001"' in reading_view(dated).data


def test_suggested_claims_are_marked(dated):
    claim = compare.Claim(BRIDGE.id, BRIDGE.wording, BRIDGE.patterns, suggested=True)
    told = compare.claims(dated, [claim])
    assert "Suggested" in str(charts.claims_chart(told).to_dict()["title"])
    assert "suggested" in charts.claims_view(told, compare.passages(dated, [claim])).data


def test_the_table_of_tellings_names_the_step_and_what_it_is_from(dated):
    assert (
        "to bare assertion (distanced in a)"
        in charts.drift_table(compare.drift(dated, [BRIDGE])).data
    )


@pytest.mark.parametrize("codebook", [[], [BRIDGE]])
def test_nothing_told_is_said_in_a_sentence(codebook):
    tables = analyse_texts(TEXTS[2:])
    told, steps = compare.claims(tables, codebook), compare.drift(tables, codebook)
    shown = [charts.claims_chart(told), charts.drift_chart(steps), charts.drift_table(steps)]
    assert all("lesarten-note" in html.data for html in shown)


def test_without_dates_nothing_can_be_followed_through_time():
    steps = compare.drift(analyse_texts(TEXTS), [BRIDGE])
    assert "dates" in charts.drift_chart(steps).data


def test_long_claims_are_cut_to_two_lines():
    lines = claim_label("Ein Satz mit vielen Wörtern " * 8).split("\n")
    assert len(lines) == 2
    assert lines[1].endswith("…")
