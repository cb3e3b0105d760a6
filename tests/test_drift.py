"""Drift and citations: dated articles in, steps and chains out."""

import pandas as pd
import pytest

from analysis.compare.citations import citations, leaned_on
from analysis.compare.claims import claims
from analysis.compare.codebook import Claim
from analysis.compare.drift import drift
from analysis.tables import Tables, analyse_texts

BRIDGE = Claim("bruecke", "Die Brücke ist eingestürzt.", ("brücke eingestürzt",))
DOUBT = "Angeblich ist die Brücke eingestürzt."
WORD = "Die Brücke ist laut Feuerwehr eingestürzt."
FACT = "Die Brücke ist eingestürzt."


def told(*articles: tuple[str, str | None, str]) -> Tables:
    """Tables of articles: (outlet, day, text)."""
    tables = analyse_texts([(f"d{n}", text) for n, (_, _, text) in enumerate(articles)])
    sources = tables.sources.assign(
        outlet=[outlet for outlet, _, _ in articles],
        published=pd.to_datetime([day for _, day, _ in articles]),
    )
    return Tables(**dict(tables) | {"sources": sources})


def test_each_telling_is_a_step_from_the_last_of_an_earlier_day():
    frame = drift(
        told(
            ("Bote", "2025-01-01", DOUBT),
            ("Kurier", "2025-01-02", WORD),
            ("Post", "2025-01-03", FACT),
            ("Blatt", "2025-01-03", WORD),
        ),
        [BRIDGE],
    )
    steps = dict(zip(frame["source"], frame["step"], strict=True))
    assert steps == {
        "Bote": "first",
        "Kurier": "firmer",
        "Post": "to bare assertion",
        "Blatt": "same",
    }
    assert frame.set_index("source").at["Blatt", "step_from"] == "Kurier"


def test_an_outlets_own_last_telling_is_compared_too():
    frame = drift(told(("Bote", "2025-01-01", FACT), ("Bote", "2025-01-05", DOUBT)), [BRIDGE])
    assert list(frame["own_step"].fillna("")) == ["", "weaker"]


def test_undated_tellings_take_no_step_and_silence_is_no_telling():
    frame = drift(
        told(("Bote", None, FACT), ("Kurier", "2025-01-02", WORD), ("Post", None, "Es regnet.")),
        [BRIDGE],
    )
    assert list(frame["source"]) == ["Kurier", "Bote"]
    assert frame["step"].isna().tolist() == [False, True]


def test_nothing_told_gives_an_empty_frame():
    assert drift(told(("Bote", None, "Es regnet.")), [BRIDGE]).empty
    assert leaned_on(citations(analyse_texts([]))).empty


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Der Kurier berichtete unter Berufung auf das Magazin Kiosk, die Brücke sei gesperrt.",
            ["Bote", "Kurier", "Kiosk"],
        ),
        (
            "„Die Brücke hält“, sagte der Landrat dem Kurier.",
            ["Bote", "Kurier"],
        ),
    ],
)
def test_a_chain_goes_from_the_article_to_the_last_one_named(text, chain):
    tables = told(("Bote", None, text), ("Kurier", None, "Es regnet."), ("Kiosk", None, "Nichts."))
    assert citations(tables)["chain"].to_list() == [chain]


def test_an_outlet_does_not_lean_on_itself_and_a_bare_mention_is_no_citation():
    tables = told(
        ("Bote", None, "Das sagte der Landrat dem Boten Bote."),
        ("Post", None, "Der Kurier hat ein neues Haus."),
        ("Kurier", None, "Es regnet."),
    )
    assert citations(tables).empty


def test_articles_that_lean_on_one_agency_are_counted():
    tables = told(("Bote", None, FACT), ("Kurier", None, FACT), ("Post", None, FACT))
    lines = [("d0", "Ulm (dpa) -"), ("d1", "Ulm (dpa) -"), ("d2", "Ulm (xyz) -")]
    furniture = pd.DataFrame(
        [
            {"doc_id": doc, "start": 0, "end": 3, "text": text, "kind": "dateline", "rule": "t"}
            for doc, text in lines
        ]
    )
    found = leaned_on(citations(Tables(**dict(tables) | {"furniture": furniture})))
    assert found[["name", "kind", "n_articles"]].to_numpy().tolist() == [["dpa", "agency", 2]]


def test_frames_at_hand_need_not_be_made_again():
    tables = told(("Bote", "2025-01-01", DOUBT), ("Kurier", "2025-01-02", FACT))
    made = drift(tables, [BRIDGE], told=claims(tables, [BRIDGE]), cited=citations(tables))
    pd.testing.assert_frame_equal(made, drift(tables, [BRIDGE]))
