"""Where figures stand: each with its sentence and the sentences around it, ready to be searched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.compare.quantities import Quantity, quantity
from analysis.compare.topics import Topics
from analysis.lexicon import fold

# How many sentences back a figure without a noun of its own may take its topic from.
SENTENCES_BACK = 3
# Nouns found by these rules of the figures component are the figure's own though they stand apart.
OWN_NOUN = re.compile(r"noun:(?:tally|measured|amount|partitive)")
# "Von 100 Befragten": out of a round base, named without an article, a number is a share.
BASES = frozenset(10.0**n for n in range(1, 7))
# Percentage points; "drei Punkte" are some where an article tells of them.
POINTS = "%-pt"
# The clause of a number goes from one of these to the next.
CLAUSE = re.compile(r"[,;:()]")
# Nouns found by these stand at another number, or only say what a unit is called.
BORROWED_NOUN = re.compile(r"noun:(?:elided|antecedent|taken_up|repeated|joined|unit)$")


class Sentence(NamedTuple):
    """A sentence, also folded (lower case, ß as ss, umlauts written out).

    Attributes:
        start: first character in the article.
        numbers: where the numbers of its figures begin, in `folded`.
        hearsay: where its marks of hearsay begin, in `folded`.
    """

    start: int
    text: str
    folded: str
    is_heading: bool
    numbers: tuple[int, ...] = ()
    hearsay: tuple[int, ...] = ()

    def place(self, offset: int) -> int:
        """An offset of the article as one of `folded`."""
        return len(fold(self.text[: max(offset - self.start, 0)]))

    def belongs(self, word: int, number: int) -> bool:
        """Whether a word says something of a number: it stands nearer to no other one."""
        return all(abs(word - number) <= abs(word - other) for other in self.numbers)


class Spot(NamedTuple):
    """A figure where it stands.

    Attributes:
        figure: its row.
        dimension, factor: see `quantities.Quantity`.
        sentence: the one it begins in.
        number: where its number begins, in `sentence.folded`.
        earlier: the sentences before, the nearest first.
        following: the sentence behind, if any.
        part: row of the first figure that is a part of it, if any.
        year: of publication.
    """

    figure: NamedTuple
    dimension: str
    factor: float
    sentence: Sentence
    number: int
    earlier: tuple[Sentence, ...]
    following: Sentence | None
    part: NamedTuple | None
    year: int | None

    @property
    def noun(self) -> str:
        """The figure's noun; empty when none is known."""
        return self.figure.noun if isinstance(self.figure.noun, str) else ""

    @property
    def is_supplied(self) -> bool:
        """Whether the noun is none of the figure's own words but taken from others."""
        behind = self.figure.text[self.figure.number_end - self.figure.start :]
        has_own = any(sign.isalpha() for sign in behind) or OWN_NOUN.search(self.figure.rule)
        return not (self.noun and has_own)

    @property
    def is_borrowed(self) -> bool:
        """Whether no noun of its own says what is counted; the unit is none."""
        is_count = self.dimension == "count"
        return bool(
            not self.noun
            or BORROWED_NOUN.search(self.figure.rule)
            or (is_count and self.is_supplied)
        )

    def near(self, words: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The words in its sentence that stand nearer to its number than to any other."""
        for word in words.finditer(self.sentence.folded):
            if self.sentence.belongs(word.start(), self.number):
                yield word

    def clause(self) -> str:
        """The folded words of its clause."""
        folded = self.sentence.folded
        edges = [0, *(m.end() for m in CLAUSE.finditer(folded)), len(folded) + 1]
        start = max(edge for edge in edges if edge <= self.number)
        return folded[start : min(edge for edge in edges if edge > self.number)]

    def behind(self) -> str:
        """The folded words from its number to the next one."""
        end = min((n for n in self.sentence.numbers if n > self.number), default=None)
        return self.sentence.folded[self.number : end]


def by_article(frame: pd.DataFrame) -> dict[str, list[NamedTuple]]:
    """doc_id -> the rows of a table, in its order; `Index` is that of the frame."""
    found: dict[str, list[NamedTuple]] = {}
    for row in frame.itertuples():
        found.setdefault(row.doc_id, []).append(row)
    return found


def spots(
    sentences: Sequence[NamedTuple],
    figures: Sequence[NamedTuple],
    hearsay: Sequence[NamedTuple],
    lexicon: Topics,
    year: int | None,
) -> Iterator[Spot]:
    """The figures of one article where they stand.

    Args:
        sentences, figures: its rows of these tables.
        hearsay: its marks of evidence with this basis.
        lexicon: of the article's language.
        year: of publication.
    """
    numbers, marks = defaultdict(list), defaultdict(list)
    for row in figures:
        numbers[row.sentence_id].append(row.number_start)
    for row in hearsay:
        marks[row.sentence_id].append(row.start)
    of_article = [_sentence(row, numbers, marks) for row in sentences]
    order = {row.sentence_id: n for n, row in enumerate(sentences)}
    has_points = any(row.unit == POINTS for row in figures)
    by_id = {row.figure_id: row for row in figures}
    parts = {row.part_of: row for row in reversed(figures) if isinstance(row.part_of, str)}
    for row in figures:
        at = order.get(row.sentence_id, -1)
        sentence = (
            of_article[at] if at >= 0 else Sentence(row.start, row.text, fold(row.text), False)
        )
        base = by_id.get(row.part_of)
        measured = quantity(row.kind, row.unit)
        if base is not None and _is_round_base(base, of_article, order, lexicon.any_of):
            measured = Quantity("share", 1 / base.value)
        elif has_points and row.kind == "count" and row.noun in lexicon.points:
            measured = Quantity(POINTS, 1)
        yield Spot(
            row,
            *measured,
            sentence,
            sentence.place(row.number_start),
            tuple(reversed(of_article[max(at - SENTENCES_BACK, 0) : max(at, 0)])),
            of_article[at + 1] if 0 <= at < len(of_article) - 1 else None,
            parts.get(row.figure_id),
            year,
        )


def _is_round_base(
    base: NamedTuple, sentences: list[Sentence], order: Mapping, out_of: re.Pattern[str]
) -> bool:
    at = order.get(base.sentence_id)
    if base.kind != "count" or base.value not in BASES or at is None:
        return False
    return bool(out_of.search(sentences[at].folded[: sentences[at].place(base.start)]))


def _sentence(row: NamedTuple, numbers: Mapping, marks: Mapping) -> Sentence:
    bare = Sentence(row.start, row.text, fold(row.text), row.is_heading)
    places = (
        tuple(bare.place(offset) for offset in found.get(row.sentence_id, ()))
        for found in (numbers, marks)
    )
    return bare._replace(**dict(zip(("numbers", "hearsay"), places, strict=True)))
