"""The comparison against an answer sheet: where its figures stand, what is right of the groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from analysis.evaluate.answers import Answers, Told
from analysis.tables import Tables

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


class BCubed(NamedTuple):
    """B-cubed precision, recall and F1 of a grouping (Bagga & Baldwin 1998)."""

    precision: float
    recall: float
    f1: float
    n: int


def figures_told(answers: Answers, tables: Tables) -> dict[str, list[str | None]]:
    """Statement id -> figure_id for each of its `told`; None where no figure was found."""
    finder = _Finder(tables)
    return {s.id: [finder.find(told) for told in s.told] for s in answers.statement}


def figures_apart(answers: Answers, tables: Tables) -> list[tuple[str | None, str | None]]:
    """figure_ids of each pair of `groups_apart`."""
    finder = _Finder(tables)
    return [(finder.find(pair.a), finder.find(pair.b)) for pair in answers.groups_apart]


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> BCubed:
    """How well a grouping agrees with another; things missing in `found` stand alone there."""
    if not gold:
        return BCubed(float("nan"), float("nan"), float("nan"), 0)
    alone = {thing: found.get(thing, ("alone", thing)) for thing in gold}
    right, by_found = _members(gold), _members(alone)
    shared = Counter((gold[thing], alone[thing]) for thing in gold)
    precision = sum(shared[gold[t], alone[t]] / len(by_found[alone[t]]) for t in gold) / len(gold)
    recall = sum(shared[gold[t], alone[t]] / len(right[gold[t]]) for t in gold) / len(gold)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall), len(gold))


def _members(of: Mapping[Hashable, Hashable]) -> dict[Hashable, list[Hashable]]:
    members = defaultdict(list)
    for thing, group in of.items():
        members[group].append(thing)
    return members


class _Finder:
    """Finds the figure that stands where an answer sheet says."""

    def __init__(self, tables: Tables) -> None:
        sources = tables.sources
        self._texts = {d: t.translate(_SPACES) for d, t in zip(sources["doc_id"], sources["text"],
                                                                strict=True)}  # fmt: skip
        self._figures = dict(tuple(tables.figures.groupby("doc_id")))

    def find(self, told: Told) -> str | None:
        """The figure_id, or None: no figure was found there."""
        figures = self._figures.get(told.doc)
        if figures is None:
            return None
        for start, end in self._places(told):
            here = figures[(figures["number_start"] < end) & (figures["number_end"] > start)]
            if len(here):
                return here.iloc[0]["figure_id"]
        return None

    def _places(self, told: Told) -> Iterable[tuple[int, int]]:
        text = self._texts.get(told.doc, "")
        text_words, within = told.text.translate(_SPACES), (told.within or "").translate(_SPACES)
        if within:
            for at in _all(text, within):
                inside = within.find(text_words)
                yield at + inside, at + inside + len(text_words)
        else:
            for at in _all(text, text_words):
                yield at, at + len(text_words)


def _all(text: str, words: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
