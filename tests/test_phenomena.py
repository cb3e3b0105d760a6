"""The German articles hold the phenomena the project is about: data/gold/phenomena.tsv."""

import csv
import re

import pytest

from analysis.evaluate.gold import read_gold
from analysis.evaluate.records import LAYERS
from tests.test_evaluate import OWN

WANTED = 0.8
LAYER = {label: layer for layer, (label, _, _) in LAYERS.items()}
WORDS = {"null": None, "true": True, "false": False, "1": 1}


def lines() -> list[dict[str, str]]:
    text = (OWN / "phenomena.tsv").read_text("utf-8").splitlines()
    kept = [line for line in text if not line.startswith("#")]
    return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


LINES = lines()
PLACES = [line for line in LINES if line["document"]]


@pytest.fixture(scope="module")
def golds():
    return {d.doc_id: d for _, found in read_gold(OWN, lang="de") for d in found}


@pytest.mark.parametrize("line", PLACES, ids=lambda line: f"{line['phenomenon']}: {line['words']}")
def test_each_place_is_in_the_text_and_in_the_gold(line, golds):
    document = golds[line["document"]]
    pattern = re.compile(r"\s+".join(map(re.escape, line["words"].split())))
    places = [match.span() for match in pattern.finditer(document.text)]
    assert places, "the words do not stand there"
    layer, *labels = line["gold"].removeprefix("no ").split()
    found = [_rows(document, layer, place) for place in places]
    if line["gold"].startswith("no "):
        assert [] in found
    else:
        wanted = dict(label.split("=") for label in labels)
        assert any(_fits(row.values, wanted) for rows in found for row in rows)


def test_the_articles_hold_most_phenomena():
    held, named = coverage()
    assert len(held) / len(named) >= WANTED


def test_the_readme_tells_what_is_held():
    held, named = coverage()
    told = " ".join((OWN / "README.md").read_text("utf-8").split())
    assert f"{len(held)} of {len(named)} phenomena" in told
    assert all(phenomenon.rpartition(" ")[2] in told for _, phenomenon in named - held)


def coverage() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The phenomena that stand somewhere, and all that are named."""
    named = {(line["group"], line["phenomenon"]) for line in LINES}
    return {(line["group"], line["phenomenon"]) for line in PLACES}, named


def _rows(document, layer, place):
    """The rows of a layer that share a character with a place."""
    start, end = place
    return [
        row
        for row in document.rows[LAYER[layer]]
        if any(s < end and start < e for spans in row.spans.values() for s, e in spans)
    ]


def _fits(values, wanted) -> bool:
    for field, word in wanted.items():
        value = values[field]
        if word == "*":
            fits = value is not None
        elif isinstance(value, list):
            fits = word in value
        else:
            fits = value == WORDS.get(word, word)
        if not fits:
            return False
    return True
