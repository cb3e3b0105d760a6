"""Our attributions told by an outside benchmark's conventions."""

import json

import pytest

from analysis.evaluate.conventions import NEWS, in_scheme, scheme_of, write_predictions
from analysis.evaluate.records import Document, Row


def _row(text, rule, form, *, cue="", source="", content=()):
    def spans(words):
        return tuple((text.index(w), text.index(w) + len(w)) for w in words if w)

    parts = {"cue": spans([cue]), "source": spans([source]), "content": spans(content)}
    return Row(rule + str(parts["content"]), parts, {"form": form, "parent": None}, rule)


def _told(text, *rows):
    found = in_scheme(Document("x", text, (), {"attributions": list(rows)}), NEWS)
    return [
        (row.values["form"], [text[a:b] for a, b in row.spans["content"]])
        for row in found.rows["attributions"]
    ]


def test_a_reported_act_is_its_clause_without_a_cue():
    text = "Es regnet. Im Mai forderte der Rat eine Prüfung, dann schwieg er."
    row = _row(
        text, "verb-matter", "reported", cue="forderte", source="der Rat", content=["eine Prüfung"]
    )
    assert _told(text, row) == [("reported", ["Im Mai forderte der Rat eine Prüfung"])]


def test_quoted_words_are_a_row_nested_in_the_reported_ones():
    text = "Roth sagte, der Plan sei „ein Irrweg“."
    row = _row(text, "verb-clause", "partial", cue="sagte", content=["der Plan sei „ein Irrweg“"])
    assert _told(text, row) == [
        ("partial", ["der Plan sei „ein Irrweg“"]),
        ("direct", ["„ein Irrweg“"]),
    ]


def test_of_a_name_given_the_quoted_words_count():
    text = "Roth nannte den Plan „einen Irrweg“."
    row = _row(text, "verb-naming", "partial", cue="nannte", content=["den Plan „einen Irrweg“"])
    assert _told(text, row) == [("direct", ["„einen Irrweg“"])]


@pytest.mark.parametrize(
    ("other", "rows"),
    [("Roth", [["Er sei da. Er bleibe."]]), ("Brandis", [["Er sei da."], ["Er bleibe."]])],
)
def test_sentences_that_carry_on_are_one_row(other, rows):
    text = "Roth spricht, Brandis hört. Er sei da. Er bleibe."
    pair = (
        _row(text, "carried-mood", "indirect", source="Roth", content=["Er sei da."]),
        _row(text, "carried-mood", "indirect", source=other, content=["Er bleibe."]),
    )
    assert [content for _, content in _told(text, *pair)] == rows


def test_the_scheme_is_known_by_its_roles():
    assert scheme_of([{"roles": {"frame": []}}]) == NEWS
    assert scheme_of([{"roles": {"ptc": []}}, {}]) is None


def test_predictions_are_written_like_the_benchmark(tmp_path):
    text = "Roth sagte, er gehe."
    row = _row(text, "verb-clause", "partial", cue="sagte", source="Roth", content=["er gehe"])
    path = write_predictions(
        [Document("x", text, (), {"attributions": [row]})], tmp_path / "p" / "x.jsonl"
    )
    (record,) = map(json.loads, path.read_text("utf-8").splitlines())
    assert record["attributions"] == [
        {"cue": [[5, 10]], "source": [[0, 4]], "content": [[12, 19]], "form": "partial",
         "type": "indirect", "nested": False}
    ]  # fmt: skip
