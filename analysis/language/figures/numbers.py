"""Raw text to the numbers written in it, with character offsets; no parse is needed.

Digits, number words, mixtures of both ("2,3 Millionen"), halves and fractions, ordinals, shares,
multiples, and orders of magnitude ("Tausende"). What only looks like a number (dates, scores,
identifiers) is passed in as `skip`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.figures.marked_text import MarkedText
from analysis.language.figures.number_marks import (
    FRACTION_PLACE,
    Mark,
    digits_value,
    last_place,
)
from analysis.lexicon import fold

MOST_WORDS = 12  # words that are looked at as one spelled-out number
_MINUS = "-−–"


class Number(NamedTuple):
    """A number as written.

    `place` is the value of its last significant place: 1000 for 11.000, 0.1 for 2,5, 100000 for
    2,3 Millionen. `form`: digits · words · article (ein, eine: counts only in some contexts) ·
    ordinal · fraction · share · multiple · order (no number said: Tausende). `scale` is what a
    scale word of its own multiplied (1e6 in 2,3 Millionen), which a range may share.
    """

    start: int
    end: int
    value: float
    place: float
    form: str
    scale: float = 1.0


class _Amount(NamedTuple):
    """A value read from the marks before `stop`."""

    value: float
    place: float
    stop: int
    form: str
    scale: float = 1.0


def read_numbers(
    text: str, *, lang: str = "de", skip: Sequence[tuple[int, int]] = ()
) -> list[Number]:
    """All numbers of `text` in order, none inside the sorted spans `skip`."""
    return _Reader(text, lang, skip).run()


class _Reader(MarkedText):
    def run(self) -> list[Number]:
        found, at = [], 0
        while at < len(self.marks):
            number, stop = self._number(at)
            if number is not None:
                found.append(number)
            at = max(stop, at + 1)
        return found

    def _number(self, at: int) -> tuple[Number | None, int]:
        rules = (self._opened_order, self._signed, self._amount, self._share, self._multiple)
        for rule in (*rules, self._ordinal, self._bare_order):
            amount = rule(at)
            if amount is not None:
                last = self.marks[amount.stop - 1]
                end = last.end + self.tail(last)
                start = self.marks[at].start
                value, place, stop, form, scale = amount
                return Number(start, end, value, place, form, scale), stop
        return None, at + 1

    def _opened_order(self, at: int) -> _Amount | None:
        """`mehrere Hundert`, `ein paar Dutzend`, `tens of thousands`: an order."""
        openers, multiplied = (self.lexicon["orders"][k] for k in ("openers", "multiplied"))
        two = f"{self.marks[at].word} {self.word(at + 1)}"
        if two in multiplied:
            bare = self._bare_order(at + 2) if self.word(at + 2) else None
            times = multiplied[two]
            return bare and bare._replace(value=times * bare.value, stop=at + 3)
        skip = 2 if two in openers else 1 if self.marks[at].word in openers else 0
        if not skip or not (word := self.word(at + skip)):
            return None
        scale = self.words.scales.get(word)
        if scale is not None:
            order = self._scaled(_Amount(scale, scale, at + skip + 1, "order", scale))
        else:
            order = self._amount(at + skip)
            if order is None or (order.scale == 1 and not _is_power(order.value)):
                bare = self._bare_order(at + skip)
                return bare and bare._replace(stop=at + skip + 1)
        return order._replace(form="order")

    def _opens_order(self, at: int) -> bool:
        """`zwölftausend und ein paar`: what begins at mark `at` says no number of its own."""
        return f"{self.marks[at].word} {self.word(at + 1)}" in self.lexicon["orders"]["openers"]

    def _bare_order(self, at: int) -> _Amount | None:
        order = self.words.order(self.marks[at].word)
        return None if order is None else _Amount(order, order, at + 1, "order", order)

    def _signed(self, at: int) -> _Amount | None:
        start = self.marks[at].start
        if self.marks[at].word not in self.lexicon["reading"]["signs"] or not self.word(at + 1):
            return None
        tolerance = self.before(at) in self.lexicon["reading"]["tolerance"]
        if tolerance or self.text[start - 1 : start] == "/":  # "plus/minus", "plus minus"
            return None
        amount = self._amount(at + 1)
        return amount and amount._replace(value=-amount.value)

    def _amount(self, at: int) -> _Amount | None:
        """A number with what multiplies it: decimals, fractions, halves, scale words."""
        base = self._digits(at) or self._half_word(at) or self._spelled(at)
        if base is None:
            return None
        base = self._decimals(base) or self._with_fraction(base) or base
        return self._scaled_rank(base) or self._scaled(base)

    def _scaled_rank(self, base: _Amount) -> _Amount | None:
        """`einhundert Milliardste`, `twenty-first`."""
        rank = self.words.ordinal(self.word(base.stop, hyphen=self.hyphened)) or 0
        if self.hyphened and 0 < rank < 10 and base.value >= 20 and base.value % 10 == 0:
            return _Amount(base.value + rank, 1.0, base.stop + 1, "ordinal")
        if rank < 1000 or base.form == "article":
            return None
        return _Amount(base.value * rank, 1.0, base.stop + 1, "ordinal")

    def _digits(self, at: int) -> _Amount | None:
        mark = self.marks[at]
        if mark.kind == "word":
            return None
        value, place = digits_value(mark, self.lang)
        if mark.word[:1] in _MINUS:
            value = -value
        if mark.kind == "plain" and self.word(at + 1) == "" and self._is_rank(mark):
            return _Amount(value, place, at + 1, "ordinal")
        if self.rank_suffix(mark):
            return _Amount(value, place, at + 1, "ordinal")
        _, scale = self.suffix(mark)
        form = "fraction" if mark.kind == "fraction" else "digits"
        return _Amount(value * scale, place * scale, at + 1, form, scale)

    def _is_rank(self, mark: Mark) -> bool:
        """`3.` before a small letter, or behind an article and before a capital."""
        if not self.lexicon["ordinals"]["full_stop"]:
            return False
        after = self.text[mark.end : mark.end + 3]
        if not re.fullmatch(r"\.\s[^\W\d_]", after) or not mark.word.isdigit():
            return False
        if len(mark.word) > 3 or after[-1].islower():
            return len(mark.word) <= 3
        before = self.text[max(0, mark.start - 12) : mark.start].split()
        if len(before) > 2 and re.fullmatch(r"\d{1,3}\.", before[-2]):  # "am 50. und 70. Tag"
            return fold(before[-1]) in self.lexicon["ordinals"]["joins"]
        return bool(before) and fold(before[-1]) in self.lexicon["ordinals"]["before_digits"]

    def _half_word(self, at: int) -> _Amount | None:
        """`anderthalb`; where the language asks for it, before an article: `half a million`."""
        value, before = self.words.half(self.marks[at].word), self.lexicon["halves"]["before"]
        if value is None or (before and self.word(at + 1) not in before):
            return None
        return _Amount(value, FRACTION_PLACE, at + 1 + bool(before), "words")

    def _spelled(self, at: int) -> _Amount | None:
        """The longest run of words that is one number."""
        first = self.words.read(self.marks[at].word)
        if not first or (first[0].letter in "md" and len(first) == 1 and self._needs_number(at)):
            return None
        best, pieces = None, ()
        paired = at > 0 and self.marks[at - 1].word in self.lexicon["reading"]["pairing"]
        for stop in range(at, min(at + MOST_WORDS, len(self.marks))):
            if stop > at and (not self.adjacent(stop, hyphen=self.hyphened) or paired):
                break
            more = self.words.read(self.marks[stop].word)
            if not more or (stop > at and self._opens_order(stop)):
                break
            pieces += more
            if self.words.is_number(pieces):
                best = (pieces, stop + 1)
        if best is None:
            return self._lone_article(at, first)
        return self._spelled_amount(at, *best)

    def _spelled_amount(self, at: int, pieces: tuple, stop: int) -> _Amount:
        value = self.words.value(pieces)
        scale = pieces[-1].value if pieces[-1].letter in "md" else 1.0
        dozens = 12.0 if pieces[-1].letter == "d" else None
        form = "words"
        if stop == at + 1 and [p.letter for p in pieces] == ["e"]:
            form = "article"
        return _Amount(value, dozens or last_place(value), stop, form, scale)

    def _needs_number(self, at: int) -> bool:
        """A scale noun alone is no number: "die Million" is a sum, "Millionen" an order."""
        word = self.marks[at].word
        return word in self.lexicon["reading"]["needs_number"] or word in self.words.orders

    def _lone_article(self, at: int, pieces: tuple) -> _Amount | None:
        if [piece.letter for piece in pieces] == ["a"]:
            return _Amount(1.0, 1.0, at + 1, "article")
        return None

    def _decimals(self, base: _Amount) -> _Amount | None:
        """`1 komma 5`, `zwei Komma drei`."""
        at = base.stop
        if self.word(at) != self.lexicon["reading"]["decimal_word"] or not self.adjacent(at + 1):
            return None
        after = self._digits(at + 1) or self._spelled(at + 1)
        if after is None or after.value != int(after.value) or after.value < 0:
            return None
        digits = len(str(int(after.value)))
        return base._replace(
            value=base.value + after.value / 10**digits, place=10.0**-digits, stop=after.stop
        )

    def _with_fraction(self, base: _Amount) -> _Amount | None:
        """`zwei Drittel`, `ein halbes`, `fünf und drei Viertel`."""
        part = self._part(base)
        if part is not None:
            return part
        if self.word(base.stop) != self.lexicon["reading"]["and_word"]:
            return None
        if not self.adjacent(base.stop + 1) or base.form == "article":
            return None
        numerator = self._spelled(base.stop + 1)
        part = self._part(numerator) if numerator else None
        if part is None:
            return None
        return part._replace(value=base.value + part.value, form="words")

    def _part(self, base: _Amount) -> _Amount | None:
        word, fractions = self.word(base.stop, hyphen=self.hyphened), self.lexicon["fractions"]
        denominator = fractions["denominators"].get(word)
        if denominator is None and self._is_before_of(base.stop):
            denominator = fractions["before_of"].get(word)
        if denominator and base.value < 100:
            return _Amount(base.value / denominator, FRACTION_PLACE, base.stop + 1, "fraction")
        if word in self.lexicon["halves"]["adjectives"]:
            return _Amount(base.value / 2, FRACTION_PLACE, base.stop + 1, "words")
        return None

    def _is_before_of(self, at: int) -> bool:
        """`a third of`: elsewhere the word is an ordinal, `a third attempt`."""
        of = self.lexicon["fractions"]["of_word"]
        if not of or at >= len(self.marks):
            return False
        return re.match(rf"\s{of}\b", self.text[self.marks[at].end :][: len(of) + 2]) is not None

    def _scaled(self, base: _Amount) -> _Amount:
        """Scale words behind: `2,3 Millionen`, `5 tausend`, `40-Millionen`."""
        for _ in range(2):  # "5 tausend Milliarden" is as far as it goes
            scale = self.words.scales.get(self.word(base.stop, hyphen=True))
            if scale is None or (base.form == "article" and scale == 1000):
                break
            place = scale if scale == 12 else base.place * scale
            form = "words" if base.form in ("article", "fraction") else base.form
            base = _Amount(base.value * scale, place, base.stop + 1, form, base.scale * scale)
        return base

    def _share(self, at: int) -> _Amount | None:
        """`die Hälfte`, `jeder Zehnte`."""
        shares = self.lexicon["shares"]
        word = self.marks[at].word
        if word in shares["words"]:
            return _Amount(shares["words"][word], FRACTION_PLACE, at + 1, "share")
        if word in shares["every"] and self.adjacent(at + 1):
            rank = self._ordinal(at + 1) or self._digits(at + 1)
            if rank is not None and rank.form == "ordinal" and rank.value > 1:
                return _Amount(1 / rank.value, FRACTION_PLACE, rank.stop, "share")
        return None

    def _multiple(self, at: int) -> _Amount | None:
        """`doppelt so viele`, `verdreifacht`, `das Doppelte`."""
        multiples, word = self.lexicon["multiples"], self.marks[at].word
        value = multiples["words"].get(word)
        if value is None and self.word(at + 1) == multiples["comparison"]:
            value = multiples["compared"].get(word)
        if value is None and self.text[self.marks[at].start].isupper():
            value = multiples["nouns"].get(word)
        return None if value is None else _Amount(float(value), FRACTION_PLACE, at + 1, "multiple")

    def _group(self, at: int) -> _Amount | None:
        """`zu dritt`: so many together."""
        size = self.words.group(self.marks[at].word)
        if size is None or self.before(at) != self.lexicon["ordinals"]["group_word"]:
            return None
        return _Amount(size, 1.0, at + 1, "words")

    def _ordinal(self, at: int) -> _Amount | None:
        rank = self.words.ordinal(self.marks[at].word)
        if rank is None:
            return self._group(at)
        rules = self.lexicon["ordinals"]
        if self.marks[at].word in rules["verbs"] and self.before(at) not in rules["before_digits"]:
            return None
        return _Amount(rank, 1.0, at + 1, "ordinal")


def _is_power(value: float) -> bool:
    """Whether a value is an order of magnitude of its own: 100, 1000, 100000."""
    return value >= 100 and value == last_place(value)
