"""Answer sheets are read and checked; groups and relations are scored against them."""

import pytest

from analysis.errors import InputError
from analysis.evaluate.answers import read_answers
from analysis.evaluate.compared import b_cubed, score_disputes
from tests.disputes_corpus import article, corpus

SHEET = """
[[group]]
id = "tote"
question = "Wie viele sind tot?"

[[statement]]
id = "amt-40"
group = "tote"
speaker = "Amt"
said = 2025-01-01
bound = "exact"
value = 40
told = [{ doc = "a", text = "40 Tote" }]

[[statement]]
id = "wehr-50"
group = "tote"
speaker = "Wehr"
said = 2025-01-01
bound = "exact"
value = 50
told = [{ doc = "b", text = "50", within = "50 Tote" }]

[[pair]]
a = "amt-40"
b = "wehr-50"
relation = "contradiction"
reason = "Same day."
"""


def test_a_sheet_is_read_and_its_pairs_are_scored(tmp_path):
    (tmp_path / "answers.toml").write_text(SHEET)
    figures = [{"text": f"{n} Tote", "noun": "Tote", "speaker": who}
               for n, who in ((40, "Amt"), (50, "Wehr"))]  # fmt: skip
    tables = corpus(
        article("a", ("Es gab 40 Tote.", figures[0]), published="2025-01-01"),
        article("b", ("Es gab 50 Tote.", figures[1]), published="2025-01-01"),
    )
    scored = score_disputes(tables, read_answers(tmp_path))
    scores = scored.scores.set_index("measure")
    assert scores.at["grouping, all listed", "f1"] == 1
    assert scores.at["pair relations, all listed", "accuracy"] == 1
    assert scored.wrong == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('bound = "exact"', 'bonud = "exact"', "bonud"),
        ('b = "wehr-50"', 'b = "wehr-90"', "wehr-90"),
        ('"contradiction"', '"fight"', "relation"),
    ],
)
def test_a_slip_in_a_sheet_is_named(tmp_path, old, new, message):
    (tmp_path / "answers.toml").write_text(SHEET.replace(old, new, 1))
    with pytest.raises(InputError, match=message):
        read_answers(tmp_path)


def test_b_cubed_counts_what_is_missing_as_alone():
    gold = {"a": 1, "b": 1, "c": 2}
    assert b_cubed(gold, gold).f1 == 1
    assert b_cubed(gold, {"a": "x", "c": "x"})[:2] == (pytest.approx(2 / 3), pytest.approx(2 / 3))
