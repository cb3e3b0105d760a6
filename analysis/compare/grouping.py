"""Questions -> groups: figures that ask the same, with those that leave open what they ask."""

from __future__ import annotations

import math
from bisect import bisect
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median, median_low

import pandas as pd

from analysis.compare.bare import size_of
from analysis.compare.questions import FIELDS, Question

# Plain numbers below this are too common to tell that two figures are about the same thing.
TELLING = 10
# Of people many different shares are told; of other things a share is taken to be the same one.
MANY_SHARES = frozenset({"person", "soldier", "resident", "participant", "helper", "police",
                         "young"})  # fmt: skip
# A number joins people of whom others tell numbers of its size: at most this many times more.
SIZE = 10
# Shares of one question lie near each other; where one is more than so many times the next smaller
# one, they answer two.
GAP = 3


def groups(figures: pd.DataFrame, asked: pd.DataFrame) -> pd.Series:
    """The group of each figure.

    Figures with one question are a group. One without a topic joins a group that has its very
    number, else, if it counts people of whom no event is told, the largest group of people told in
    numbers of its size. One told for no period joins those told for one, where these are more.

    Args:
        figures: rows of the table `figures`.
        asked: their questions, with `factor` (see `questions`).

    Returns:
        A question for each row, the same in one group.
    """
    keys = [Question(*row) for row in asked[list(FIELDS)].itertuples(index=False)]
    values = (figures["value"] * asked["factor"]).round(6)
    telling = figures["value"].ge(TELLING) | ~figures["bound"].isin(["exact", "vague", "range"])
    sizes = [size_of(figure) for figure in figures.itertuples()]
    sizes = (pd.Series(sizes, index=figures.index, dtype="float64") * asked["factor"]).tolist()
    groups = _Groups(keys, sizes, values.where(telling).tolist())
    numbers = [_words(*row) for row in figures[["value", "low", "high"]].itertuples(index=False)]
    joined = [groups.find(*row) for row in zip(keys, values, sizes, numbers, strict=True)]
    return pd.Series(_parted(joined, sizes), index=asked.index, dtype="object")


def _parted(keys: list[Question], sizes: list[float]) -> list[Question]:
    """Questions of shares with those parted whose numbers leave a gap: 4 and 8 from 29 to 50."""
    of_shares: dict[Question, list[float]] = defaultdict(list)
    for key, size in zip(keys, sizes, strict=True):
        if key.dimension == "share" and key.topic and key.scope != "change" and size > 0:
            of_shares[key].append(size)
    edges = {}
    for key, found in of_shares.items():
        found.sort()
        edges[key] = [b for a, b in pairwise(found) if b > a * GAP]
    main = {key: bisect(edges[key], median_low(found)) for key, found in of_shares.items()}
    parted = []
    for key, size in zip(keys, sizes, strict=True):
        part = bisect(edges[key], size) if key in edges else 0
        apart = key in edges and size > 0 and part != main[key]
        parted.append(key._replace(number=f"part{part + 1}") if apart else key)
    return parted


class _Groups:
    """The questions there are, to find one for figures that leave theirs open."""

    def __init__(self, keys: list[Question], values: list[float], telling: list[float]) -> None:
        sizes = Counter(keys)
        found: dict[Question, list[float]] = defaultdict(list)
        for key, value in zip(keys, values, strict=True):
            if value > 0:
                found[key].append(value)
        self._middle = {key: median(of_key) for key, of_key in found.items()}
        self._kin: dict[tuple, list[Question]] = defaultdict(list)
        self._rated: dict[Question, Question] = {}
        ranked = sorted(sizes, key=lambda key: (not key.topic, not key.subject, -sizes[key]))
        self._heads = _heads({key.subject for key in keys if key.subject and not key.topic})
        self._largest: dict[tuple, Question] = {}
        for key in ranked:
            if key.topic:
                self._kin[_kin(key)].append(key)
                bare = key._replace(rate="")
                if key.rate and sizes[key] > sizes[bare]:
                    self._rated.setdefault(bare, key)
                self._largest.setdefault((key.dimension, key.rate), key)
        self._rated_number = {
            (key._replace(rate=""), value): key
            for key, of_key in found.items()
            for value in of_key
            if key.topic and key.rate
        }
        rank = {key: n for n, key in enumerate(ranked)}
        self._by_number: dict[tuple, list[Question]] = {}
        told = Counter(zip(keys, telling, strict=True))
        often = sorted(told, key=lambda k: (not k[0].topic, not k[0].subject, -told[k], rank[k[0]]))
        for key, number in often:
            self._by_number.setdefault((key.dimension, key.rate, number), []).append(key)

    def find(self, key: Question, number: float, size: float, words: str) -> Question:
        """The group of a figure with this question and number.

        Args:
            size: the number, or the middle of its ends.
            words: the number in words.
        """
        if key.topic:
            return self._rated.get(key) or self._rated_number.get((key, number), key)
        if key.rate:
            return self._largest.get((key.dimension, key.rate), key)
        if key.dimension == "share":
            if key.event and key.subject in MANY_SHARES:
                return _bare(key._replace(subject=""), words)
            # classes of the lexicon are in lower case; other nouns may be there by chance
            is_class = key.subject.islower() and key.subject not in MANY_SHARES
            if not is_class and (same := self._same_share(key, number)):
                return same
        if key.subject and not (key.dimension == "share" and key.subject in MANY_SHARES):
            return key._replace(subject=self._heads[key.subject], event="", place="")
        counts_people = key.dimension == "count" and not key.subject
        if counts_people and not key.event and key.place and (kin := self._of_size(key, size)):
            return kin
        if not (counts_people and key.event):
            for other in self._by_number.get((key.dimension, key.rate, number), ()):
                if _fits(key, other) and (other.topic or not counts_people):
                    return other if other.topic else _bare(other, words)
        key = key._replace(place="")
        if counts_people and not key.event and (kin := self._of_size(key, size)):
            return kin
        return _bare(key, words)

    def _same_share(self, key: Question, number: float) -> Question | None:
        """The topic that has this very share, whatever noun stands beside it."""
        others = self._by_number.get((key.dimension, key.rate, number), ())
        return next((o for o in others if o.topic and o.scope == key.scope), None)

    def _of_size(self, key: Question, size: float) -> Question | None:
        """The largest kin with numbers of this size, else the largest."""
        kin = self._kin.get(_kin(key), ())
        near = (
            k
            for k in kin
            if size > 0
            and k in self._middle
            and abs(math.log(size / self._middle[k])) <= math.log(SIZE)
        )
        return next(near, next(iter(kin), None))


def _heads(nouns: set[str]) -> dict[str, str]:
    """Each noun -> the shortest one among them that it ends with: Sachschaden, Schaden."""
    return {
        noun: min((n for n in nouns if noun.casefold().endswith(n.casefold())), key=len)
        for noun in nouns
    }


def _words(value: float, low: float, high: float) -> str:
    """A number, or the two ends, as text that is the same for equal ones."""
    return f"{value:g}" if value == value else f"{low:g}-{high:g}"


def _bare(key: Question, number: str) -> Question:
    """The question of a figure without a topic: its noun's, else its verb's, else its number's."""
    return key._replace(place="", number="" if key.event else number)


def _fits(key: Question, other: Question) -> bool:
    """Whether a figure may belong to a question that has its very number."""
    if key.planned != other.planned or key.scope != other.scope:
        return False
    is_bare = key.dimension != "count" and not (key.subject and other.subject)
    return key.subject == other.subject or is_bare


def _kin(key: Question) -> tuple:
    """What two questions must share for a figure of the one to join the other."""
    return key.dimension, key.subject, key.place, key.scope, key.rate, key.planned
