"""Tables -> frames that put the sources side by side."""

import pandas as pd
import pytest

from analysis import compare
from analysis.compare.names import source_labels
from analysis.compare.wording import reading
from analysis.tables.frames import frames

NA = float("nan")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((3000, 3000, False, False), "3\u202f000"),
        ((11000, NA, False, None), "≥ 11\u202f000"),
        ((11000, NA, True, None), "> 11\u202f000"),
        ((NA, 500, None, True), "< 500"),
        ((NA, 500, None, False), "≤ 500"),
        ((1.5, 2.5, False, False), "1.5 – 2.5"),
        ((NA, NA, pd.NA, pd.NA), "?"),
    ],
)
def test_intervals_read_as_signs(ends, words):
    assert reading(*ends) == words


def test_sources_are_named_by_outlet_else_by_file_and_ordered_by_date():
    sources = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c", "d"],
            "outlet": ["Bote", "Bote", None, "Kurier"],
            "published": pd.to_datetime(["2024-11-02", None, "2024-11-01", "2024-11-03"]),
        }
    )
    labels = source_labels(sources)
    assert list(labels["source"]) == ["c", "Bote · a", "Kurier", "Bote · b"]


def test_claims_keep_ids_sentence_and_reading(tables):
    claims = compare.claimed_figures(tables, noun="Bergmann")
    assert list(claims["source"]) == ["Nordkurier", "sued"]
    assert list(claims["reading"]) == ["≥ 300", "≥ 100"]
    assert claims["sentence"][1].startswith("Angeblich")
    assert set(claims["figure_id"]) == set(tables.figures["figure_id"])


def test_dates_are_no_claims(tables):
    dated = frames({"figures": tables.figures.assign(kind="date").to_dict("records")})
    assert compare.claimed_figures(dated).empty


def test_what_most_sources_count_comes_first(tables):
    shared = compare.shared_nouns(tables)
    assert shared.loc[0, ["noun", "n_sources"]].tolist() == ["Bergmann", 2]
    assert compare.widest_noun(tables) == "Bergmann"


def test_voices_count_words_and_quotations(tables):
    (row,) = compare.voices(tables).itertuples()
    assert (row.source, row.speaker, row.n_attributions, row.n_words, row.n_direct) == (
        "Nordkurier",
        "Ministerium",
        1,
        5,
        0,
    )
    assert row.cues == ["mitteilen"]


def test_a_speaker_nobody_could_resolve_is_shown_as_such(tables):
    unknown = tables.attributions.assign(speaker=None).to_dict("records")
    sources = tables.sources.to_dict("records")
    (row,) = compare.voices(frames({"sources": sources, "attributions": unknown})).itertuples()
    assert row.speaker == "(speaker not resolved)"


def test_profile_has_zeros_and_ids(tables):
    profile = compare.evidence_profile(tables)
    assert len(profile) == 2 * (5 + 7)
    distance = profile[(profile["source"] == "sued") & (profile["label"] == "distance")].iloc[0]
    assert (distance["n_marks"], distance["words"]) == (1, ["angeblich"])
    assert distance["per_1000_words"] == pytest.approx(1000 / 9)
    assert distance["evidence_ids"] == list(tables.evidence["evidence_id"])


def test_overview_counts_rows(tables):
    overview = compare.sources_overview(tables)
    assert overview.set_index("doc_id").loc["sued", ["figures", "attributions"]].tolist() == [1, 0]


def test_a_corpus_without_anything_gives_empty_frames():
    empty = frames({})
    for made in (
        compare.claimed_figures(empty),
        compare.voices(empty),
        compare.evidence_profile(empty),
        compare.sources_overview(empty),
    ):
        assert made.empty
    assert compare.widest_noun(empty) is None
