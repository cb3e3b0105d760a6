"""The Konjunktiv I is found by form, and nothing else is taken for it.

Measured on the treebank's development part (`data/treebank/split.toml`), on the trained pipeline's
own reading of the sentences.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.language.evidence.clauses import View
from analysis.language.evidence.mood import PRESENT, konjunktiv
from analysis.lexicon import load_toml

TREEBANK = Path(__file__).parents[1] / "data" / "treebank"
MIN_PRECISION, MIN_RECALL = 0.97, 0.9


def trees(part: str) -> Iterator[tuple[str, set[int]]]:
    """Sentences of a part, each with the places in its text where a Konjunktiv I begins."""
    passages = set(tomllib.loads((TREEBANK / "split.toml").read_text(encoding="utf-8"))[part])
    for path in sorted(TREEBANK.glob("*.conllu")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            lines = block.splitlines()
            about = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
            if about["passage"] in passages:
                rows = [line.split("\t") for line in lines if not line.startswith("#")]
                yield about["text"], _places(about["text"], rows)


def _places(text: str, rows: list[list[str]]) -> set[int]:
    found, end = set(), 0
    for number, form, _, _, _, features, *_ in rows:
        start = text.find(form, end)
        if start < 0 or not number.isdigit():
            continue  # the parts of "im", or "im" itself
        end = start + len(form)
        if {"Mood=Sub", "Tense=Pres"} <= set(features.split("|")):
            found.add(start)
    return found


def test_konjunktiv_is_found_in_the_treebank(nlp):
    texts = list(trees("dev"))
    lexicon, right, found, there = load_toml("de", "evidence"), 0, 0, 0
    for doc, (_, gold) in zip(nlp.pipe([text for text, _ in texts]), texts, strict=True):
        view = View(doc, lexicon)
        marked = {t.idx for t in doc if konjunktiv(view, t) == PRESENT}
        right, found, there = right + len(marked & gold), found + len(marked), there + len(gold)
    print(f"Konjunktiv I: {right} of {found} right, {there} there")
    assert right / found >= MIN_PRECISION
    assert right / there >= MIN_RECALL


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Sie sagte, er sei krank und habe Fieber.", {"sei", "habe"}),
        ("Er behauptet, das Werk liefere bald.", {"liefere"}),
        ("Ich habe das Werk gesehen.", set()),
        ("Heute kam sie ohne Bitte zurück.", set()),
    ],
)
def test_forms(nlp, text, forms):
    doc = nlp(text)
    view = View(doc, load_toml("de", "evidence"))
    assert {t.text for t in doc if konjunktiv(view, t) == PRESENT} == forms
