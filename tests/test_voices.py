"""Who is heard where, the same statement in several sources, and the words that set them apart."""

import numpy as np
import pandas as pd
import pytest

from analysis import charts, compare
from analysis.compare.bootstrap import rate_intervals
from analysis.compare.statements import Difference
from analysis.tables.frames import frames


def _said(doc_id: str, number: int, speaker: str | None, content: str, **columns) -> dict:
    """One row of the attributions table."""
    return {
        "doc_id": doc_id, "attribution_id": f"{doc_id}:a{number}", "sentence_id": None,
        "cue_spans": [], "source_spans": [], "content_spans": [], "cue": "sagte", "source": speaker,
        "content": content, "form": "indirect", "speaker": speaker,
        "speaker_id": speaker and speaker.casefold(), "speaker_type": "person",
        "resolved_by": "named", "cue_lemma": "sagen", "stance": "acknowledge", "negated": False,
        "parent_id": None, "confidence": 1.0, "rule": "t", "role": None,
    } | columns  # fmt: skip


def _corpus(tables, said: list[dict], marks: list[dict] = ()):
    """Tables with these attributions and marks, and a source for each article they name."""
    template = tables.sources.iloc[0].to_dict()
    names = sorted({row["doc_id"] for row in [*said, *marks]})
    sources = [
        template | {"doc_id": name, "outlet": name.title(), "n_words": 500} for name in names
    ]
    return frames({"sources": sources, "attributions": list(said), "evidence": list(marks)})


@pytest.fixture
def mine(tables):
    return _corpus(
        tables,
        [
            _said("bote", 1, "Frau Odinga", "„Wir haben die Pumpen nie abgestellt, keine Stunde“",
                  form="direct"),
            _said("kurier", 1, "Frau Odinga", "man habe die Pumpen nie abgestellt"),
            _said("post", 1, "Frau Odinga", "die Pumpen nie abgestellt, keine Stunde",
                  form="partial", cue_lemma="beteuern"),
            _said("post", 2, "Bergamt", "der Schacht sei sicher", speaker_type="government"),
            _said("post", 3, None, "die Pumpen nie abgestellt, keine Stunde", speaker_type=None),
        ],
    )  # fmt: skip


def test_heard_tells_who_stands_in_one_source_only(mine):
    heard = compare.heard(mine).set_index("speaker")
    assert list(heard.index) == ["Frau Odinga", "Bergamt"]
    assert heard.loc["Frau Odinga", ["n_sources", "n_direct"]].tolist() == [3, 2]
    assert heard.loc["Frau Odinga", "cues"] == ["sagen", "beteuern"]
    assert heard["only_in"].fillna("-").tolist() == ["-", "Post"]


def test_shares_of_types_add_up_and_lie_in_their_intervals(mine):
    shares = compare.type_shares(mine).set_index("speaker_type")
    assert shares["share"].sum() == pytest.approx(1)
    assert shares.loc["person", "share"] == pytest.approx(3 / 5)
    assert (shares["low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["high"]).all()


def test_a_speaker_has_the_commonest_name_made_full(tables):
    named = {
        "ruprecht-halm": ["Halm", "Halm", "Ruprecht Halm"],
        "amt": ["Amt", "Amt", "oberstes Landesbergamt"],
    }
    rows = [
        _said(doc, n, name, "es gebe Tote") | {"speaker_id": key}
        for n, (key, names) in enumerate(named.items())
        for doc, name in zip(("bote", "kurier", "post"), names, strict=True)
    ]
    assert set(compare.voices(_corpus(tables, rows))["speaker"]) == {"Ruprecht Halm", "Amt"}


def test_one_article_has_shares_without_an_interval(tables):
    shares = compare.type_shares(tables)
    assert shares["share"].tolist() == [1.0]
    assert shares[["low", "high"]].isna().all(axis=None)


def test_a_statement_is_compared_with_its_fullest_version(mine):
    rows = compare.statements(mine)
    assert list(rows["source"]) == ["Bote", "Kurier", "Post", "Post"]
    assert list(rows["relation"]) == ["fullest", "reworded", "cut", "cut"]
    assert rows["differences"][1] == [
        Difference("here", "man habe"),
        Difference("fullest", "Wir haben"),
        Difference("both", "die Pumpen nie abgestellt"),
        Difference("fullest", "keine Stunde"),
    ]


def test_the_same_words_within_one_source_and_very_short_ones_are_no_pair(tables):
    words = "der Damm halte auch dem zweiten Hochwasser stand"
    one = _corpus(tables, [_said("bote", n, "Frau Odinga", words) for n in (1, 2)])
    short = _corpus(tables, [_said(doc, 1, "Amt", "die Berichte") for doc in ("bote", "post")])
    assert compare.statements(one).empty
    assert compare.statements(short).empty


def test_two_speakers_must_say_more_nearly_the_same(tables):
    kept = "der Damm halte auch dem zweiten Hochwasser stand"
    reworded = "auch dem zweiten Hochwasser werde der Damm wohl noch standhalten"

    def of(speaker: str, words: str):
        said = [_said("bote", 1, "Frau Odinga", kept), _said("post", 1, speaker, words)]
        return compare.statements(_corpus(tables, said))

    assert list(of("Frau Odinga", reworded)["relation"]) == ["fullest", "reworded"]
    assert of("Bergamt", reworded).empty
    rows = of("Bergamt", kept)
    assert set(rows["speaker"]) == {"Frau Odinga", "Bergamt"}
    assert "Bergamt · verbatim" in charts.statements_view(rows).data


def test_other_numbers_are_another_statement_unless_the_rest_is_the_same(tables):
    def of(first: str, second: str):
        said = [_said("bote", 1, "Amt", first), _said("post", 1, "Amt", second)]
        return compare.statements(_corpus(tables, said))

    assert of("Rund 30 Helfer seien im Einsatz", "Etwa 50 Verletzte seien im Krankenhaus").empty
    assert len(of("Rund 30 Menschen würden noch vermisst", "Rund 50 Menschen würden vermisst")) == 2


def test_differences_give_back_both_versions(mine):
    for row in compare.statements(mine).itertuples():
        here = " ".join(d.words for d in row.differences if d.where != "fullest")
        stripped = "".join(c for c in row.content if c not in "„“,")
        assert here == stripped


def test_cuts_and_additions_are_marked_for_the_reader(mine):
    html = charts.statements_view(compare.statements(mine)).data
    assert "<ins>man habe</ins> <del>Wir haben</del>" in html
    assert 'href="#kurier:a1"' in html


def test_roles_that_share_no_words_differ(tables):
    given = [("bote", "Präsident"), ("kurier", "ukrainischer Präsident"), ("post", "Präsident")]
    same = [_said(doc, 1, "Selenskyj", "es gebe Tote", role=role) for doc, role in given]
    other = [
        _said(doc, 2, "Brandis", "der Hang stehe", role=role)
        for doc, role in (("bote", "Betreiber"), ("post", "Geologe"), ("kurier", None))
    ]
    one = [_said("post", 3, "Odinga", "es regne", role="Meteorologin")]
    rows = compare.roles(_corpus(tables, [*same, *other, *one]))
    assert list(rows["role"]) == ["Betreiber", "Geologe", "Präsident", "ukrainischer Präsident"]
    assert list(rows["differs"]) == [True, True, False, False]
    assert rows["sources"][2] == ["Bote", "Post"]
    assert compare.roles(frames({})).empty


@pytest.fixture
def marked(tables):
    def mark(doc_id, number, lemma):
        return {
            "doc_id": doc_id, "evidence_id": f"{doc_id}:e{number}", "sentence_id": None,
            "start": number, "end": number + 1, "text": lemma, "lemma": lemma,
            "stance": "distance", "basis": None, "holder": "writer", "negated": False,
            "strength": None, "ambiguous": False, "scope_spans": [], "attribution_id": None,
            "rule": "t",
        }  # fmt: skip

    angeblich = [mark("bote", n, "angeblich") for n in range(12)] + [mark("post", 0, "angeblich")]
    even = [mark(doc, 20 + n, "sogenannt") for doc in ("bote", "post") for n in range(3)]
    return _corpus(tables, [], [*angeblich, *even, mark("post", 30, "will")])


def test_keyness_is_a_ratio_with_an_interval(marked):
    rows = compare.keyness(marked).set_index(["source", "lemma"])
    strong, even = rows.loc[("Bote", "angeblich")], rows.loc[("Bote", "sogenannt")]
    assert strong["log_ratio"] == pytest.approx(np.log2(12.5 / 1.5))
    assert strong["low"] < strong["log_ratio"] < strong["high"]
    assert even["log_ratio"] == pytest.approx(0)
    assert even["dispersion"] == pytest.approx(0)
    assert strong["dispersion"] == pytest.approx(12 / 13 - 1 / 2)
    assert strong["labels"] == ["distance"]
    assert ("Post", "will") not in rows.index


def test_nothing_to_compare_gives_empty_frames(tables):
    nothing = frames({})
    assert compare.heard(nothing).empty
    assert compare.type_shares(nothing).empty
    assert compare.statements(nothing).empty
    assert compare.keyness(nothing).empty
    assert compare.keyness(tables).empty  # one mark in all
    assert compare.keyness(frames({"sources": tables.sources[:1].to_dict("records")})).empty
    for html in (
        charts.shares_chart(compare.type_shares(nothing)),
        charts.statements_view(compare.statements(nothing)),
        charts.keyness_chart(compare.keyness(nothing)),
        charts.profile_chart(compare.evidence_profile(nothing), axis="stance"),
    ):
        assert "lesarten-note" in html.data


def test_profile_rates_lie_in_their_intervals(tables):
    profile = compare.evidence_profile(tables)
    known = profile.dropna(subset=["low"])
    assert set(known["source"]) == {"sued"}
    found = known[known["n_marks"] > 0]
    assert (found["low"] <= found["per_1000_words"]).all()
    assert (found["per_1000_words"] <= found["high"]).all()


def test_new_charts_are_described(mine, marked):
    for chart in (
        charts.shares_chart(compare.type_shares(mine)),
        charts.keyness_chart(compare.keyness(marked)),
        charts.profile_chart(compare.evidence_profile(marked), axis="stance"),
    ):
        assert len(chart.to_dict()["description"]) > 40


def test_intervals_of_equal_units_have_no_width():
    ends = rate_intervals(np.full((5, 2), 3), np.full(5, 10.0))
    assert ends == pytest.approx(np.full((2, 2), 0.3))


def test_empty_units_have_no_interval():
    assert np.isnan(rate_intervals(np.zeros((3, 1)), np.zeros(3))).all()


def test_two_thousand_sources_that_copy_one_another_stay_one_statement(tables):
    said = [_said(f"d{n:04d}", 1, "Amt", "der Damm habe überall gehalten") for n in range(2000)]
    rows = compare.statements(_corpus(tables, said))
    assert rows["statement_id"].nunique() == 1
    assert pd.Series(rows["relation"]).value_counts()["verbatim"] == 1999
