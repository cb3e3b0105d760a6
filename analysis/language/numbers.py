"""Raw text to the numbers written in it, with character offsets; no parse is needed.

Digits with German, Swiss and unambiguous English grouping, number words, mixtures of both
("2,3 Millionen"), halves and fractions, ordinals, shares, multiples, and orders of magnitude
("Tausende"). What only looks like a number (dates, scores, identifiers) is passed in as `skip`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.language.number_words import NumberWords, fold, number_words
from analysis.lexicon import load_toml

LONGEST_DIGITS = 25  # more digits than a trillion trillion: an identifier
MOST_WORDS = 12  # words that are looked at as one spelled-out number
LARGEST_DENOMINATOR = 10  # of a fraction written with a slash: 3/4, but not 9/11

_SPACES = "\u0020\u00a0\u2009\u202f"
_DIGITS = re.compile(
    rf"""(?P<english>[1-9]\d{{0,2}}(?:(?:,\d{{3}}){{2,}}(?:\.\d+)?|(?:,\d{{3}})+\.\d+))(?![\d,])
    |(?P<grouped>[1-9]\d{{0,2}}(?P<mark>[.'’{_SPACES}])\d{{3}}(?:(?P=mark)\d{{3}})*(?:,\d+)?)(?!\d)
    |(?P<fraction>(?:\d{{1,3}}[ ])?\d{{1,2}}[/⁄]\d{{1,2}})(?![\d/⁄])
    |(?P<plain>\d+(?:[.,]\d+)?|(?<![\w.,]),\d+)
    |(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒])
    |(?P<word>[^\W\d_]+)""",
    re.VERBOSE,
)
_VULGAR = dict(
    zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒",
        (1 / 2, 1 / 3, 2 / 3, 1 / 4, 3 / 4, 1 / 5, 2 / 5, 3 / 5, 4 / 5, 1 / 6, 5 / 6)
        + (1 / 8, 3 / 8, 5 / 8, 7 / 8, 1 / 7, 1 / 9, 1 / 10),
        strict=True,
    )
)
_MINUS = "-−–"
FRACTION_PLACE = 0.1  # a share is taken to be told to a tenth ("rund ein Drittel")


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


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    word: str


class _Amount(NamedTuple):
    """A value read from the marks before `stop`."""

    value: float
    place: float
    stop: int
    form: str
    scale: float = 1.0


@cache
def _numeric_words(lang: str) -> frozenset[str]:
    """Folded words that matter to the reader besides the number words themselves."""
    lexicon = load_toml(lang, "numbers")
    reading = lexicon["reading"]
    openers = {word for phrase in lexicon["orders"]["openers"] for word in phrase.split()}
    return frozenset(
        openers
        | {reading["decimal_word"], reading["and_word"], *reading["signs"], *reading["pairing"]}
        | set(lexicon["halves"]["adjectives"])
        | set(lexicon["fractions"]["denominators"])
        | set(lexicon["shares"]["words"]) | set(lexicon["shares"]["every"])
        | set(lexicon["multiples"]["compared"]) | set(lexicon["multiples"]["words"])
        | set(lexicon["multiples"]["nouns"]) | {lexicon["multiples"]["comparison"]}
    )  # fmt: skip


def read_numbers(
    text: str, *, lang: str = "de", skip: Sequence[tuple[int, int]] = ()
) -> list[Number]:
    """All numbers of `text` in order, none inside the sorted spans `skip`."""
    return _Reader(text, lang, skip).run()


class _Reader:
    def __init__(self, text: str, lang: str, skip: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.words: NumberWords = number_words(lang)
        self.lexicon = load_toml(lang, "numbers")
        self.marks = _marks(text, lang, self.words, skip)

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
                end = last.end + self._dot(last)
                start = self.marks[at].start
                value, place, stop, form, scale = amount
                return Number(start, end, value, place, form, scale), stop
        return None, at + 1

    # -- neighbours -------------------------------------------------------------------------

    def _adjacent(self, at: int, *, hyphen: bool = False) -> bool:
        """Whether mark `at` follows the one before it, with only a space between."""
        if not 0 < at < len(self.marks):
            return False
        gap = self.text[self.marks[at - 1].end : self.marks[at].start]
        return gap in (" ", "\u00a0", "\u202f", "\u2009") or (hyphen and gap == "-")

    def _word(self, at: int, *, hyphen: bool = False) -> str:
        """The folded word of mark `at` if it follows directly, else ""."""
        return self.marks[at].word if self._adjacent(at, hyphen=hyphen) else ""

    def _dot(self, mark: _Mark) -> int:
        abbreviated = mark.word in self.lexicon["reading"]["abbreviated"]
        return int(abbreviated and self.text[mark.end : mark.end + 1] == ".")

    # -- rules ------------------------------------------------------------------------------

    def _opened_order(self, at: int) -> _Amount | None:
        """`mehrere Hundert`, `ein paar Dutzend`, `mehrere zehn Milliarden`: an order."""
        openers = self.lexicon["orders"]["openers"]
        two = f"{self.marks[at].word} {self._word(at + 1)}"
        skip = 2 if two in openers else 1 if self.marks[at].word in openers else 0
        if not skip or not (word := self._word(at + skip)):
            return None
        scale = self.words.scales.get(word)
        if scale is not None:
            order = self._scaled(_Amount(scale, scale, at + skip + 1, "order", scale))
        else:
            order = self._amount(at + skip)
            if order is None or order.scale == 1:
                bare = self._bare_order(at + skip)
                return bare and bare._replace(stop=at + skip + 1)
        return order._replace(form="order")

    def _bare_order(self, at: int) -> _Amount | None:
        order = self.words.order(self.marks[at].word)
        return None if order is None else _Amount(order, order, at + 1, "order", order)

    def _signed(self, at: int) -> _Amount | None:
        if self.marks[at].word not in self.lexicon["reading"]["signs"] or not self._word(at + 1):
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
        """`einhundert Milliardste`, `zwei Millionste`."""
        rank = self.words.ordinal(self._word(base.stop)) or 0
        if rank < 1000 or base.form == "article":
            return None
        return _Amount(base.value * rank, 1.0, base.stop + 1, "ordinal")

    def _digits(self, at: int) -> _Amount | None:
        mark = self.marks[at]
        if mark.kind == "word":
            return None
        value, place = _digits_value(mark)
        if mark.word[:1] in _MINUS:
            value = -value
        if mark.kind == "plain" and self._word(at + 1) == "" and self._is_rank(mark):
            return _Amount(value, place, at + 1, "ordinal")
        if mark.kind in ("plain", "grouped"):
            suffix = self.text[mark.end : mark.end + 2]
            scale = self.lexicon["reading"]["suffixes"].get(suffix[:1])
            if scale and not suffix[1:].isalnum():
                return _Amount(value * scale, place * scale, at + 1, "digits", scale)
        form = "fraction" if mark.kind == "fraction" else "digits"
        return _Amount(value, place, at + 1, form)

    def _is_rank(self, mark: _Mark) -> bool:
        """`3.` behind an article and before a word."""
        after = self.text[mark.end : mark.end + 3]
        if not re.fullmatch(r"\.\s\w", after) or not mark.word.isdigit() or len(mark.word) > 3:
            return False
        before = self.text[max(0, mark.start - 12) : mark.start].split()
        return bool(before) and fold(before[-1]) in self.lexicon["ordinals"]["before_digits"]

    def _half_word(self, at: int) -> _Amount | None:
        value = self.words.half(self.marks[at].word)
        return None if value is None else _Amount(value, FRACTION_PLACE, at + 1, "words")

    def _spelled(self, at: int) -> _Amount | None:
        """The longest run of words that is one number."""
        first = self.words.read(self.marks[at].word)
        if not first or (first[0].letter in "md" and len(first) == 1 and self._needs_number(at)):
            return None
        best, pieces = None, ()
        paired = at > 0 and self.marks[at - 1].word in self.lexicon["reading"]["pairing"]
        for stop in range(at, min(at + MOST_WORDS, len(self.marks))):
            if stop > at and (not self._adjacent(stop) or paired):
                break
            more = self.words.read(self.marks[stop].word)
            if not more:
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
        if self._word(at) != self.lexicon["reading"]["decimal_word"] or not self._adjacent(at + 1):
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
        if self._word(base.stop) != self.lexicon["reading"]["and_word"]:
            return None
        if not self._adjacent(base.stop + 1) or base.form == "article":
            return None
        numerator = self._spelled(base.stop + 1)
        part = self._part(numerator) if numerator else None
        if part is None:
            return None
        return part._replace(value=base.value + part.value, form="words")

    def _part(self, base: _Amount) -> _Amount | None:
        word = self._word(base.stop)
        denominator = self.lexicon["fractions"]["denominators"].get(word)
        if denominator and base.value < 100:
            return _Amount(base.value / denominator, FRACTION_PLACE, base.stop + 1, "fraction")
        if word in self.lexicon["halves"]["adjectives"]:
            return _Amount(base.value / 2, FRACTION_PLACE, base.stop + 1, "words")
        return None

    def _scaled(self, base: _Amount) -> _Amount:
        """Scale words behind: `2,3 Millionen`, `5 tausend`, `40-Millionen`."""
        for _ in range(2):  # "5 tausend Milliarden" is as far as it goes
            scale = self.words.scales.get(self._word(base.stop, hyphen=True))
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
        if word in shares["every"] and self._adjacent(at + 1):
            rank = self._ordinal(at + 1) or self._digits(at + 1)
            if rank is not None and rank.form == "ordinal" and rank.value > 1:
                return _Amount(1 / rank.value, FRACTION_PLACE, rank.stop, "share")
        return None

    def _multiple(self, at: int) -> _Amount | None:
        """`doppelt so viele`, `verdreifacht`, `das Doppelte`."""
        multiples, word = self.lexicon["multiples"], self.marks[at].word
        value = multiples["words"].get(word)
        if value is None and self._word(at + 1) == multiples["comparison"]:
            value = multiples["compared"].get(word)
        if value is None and self.text[self.marks[at].start].isupper():
            value = multiples["nouns"].get(word)
        return None if value is None else _Amount(float(value), FRACTION_PLACE, at + 1, "multiple")

    def _ordinal(self, at: int) -> _Amount | None:
        rank = self.words.ordinal(self.marks[at].word)
        if rank is None:
            return None
        if self.marks[at].word in self.lexicon["ordinals"]["verbs"]:
            before = self.text[max(0, self.marks[at].start - 12) : self.marks[at].start].split()
            if not before or fold(before[-1]) not in self.lexicon["ordinals"]["before_digits"]:
                return None
        return _Amount(rank, 1.0, at + 1, "ordinal")


def _marks(
    text: str, lang: str, words: NumberWords, skip: Sequence[tuple[int, int]]
) -> list[_Mark]:
    """Digits and the words the reader knows, in order."""
    known, starts, found = _numeric_words(lang), [start for start, _ in skip], []
    cache_: dict[str, str] = {}
    for match in _DIGITS.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        raw = match[0]
        if kind == "word":
            word = cache_.get(raw)
            if word is None:
                word = cache_[raw] = _known_word(raw, words, known)
            if not word:
                continue
            if word == "|":
                end = start + words.split(raw)
                word = fold(text[start:end])
        else:
            kind = "grouped" if kind == "mark" else kind
            word = raw
            if not _free_digits(text, start, end):
                continue
            start -= _has_minus(text, start)
            word = text[start:end]
        at = bisect_right(starts, start) - 1
        if at < 0 or skip[at][1] <= start:
            found.append(_Mark(start, end, kind, word))
    return found


def _known_word(raw: str, words: NumberWords, known: frozenset[str]) -> str:
    """The folded word if the reader knows it, "|" for a compound with a number, else ""."""
    word = fold(raw)
    if word in known or words.read(word) or words.half(word) or words.order(word):
        return word
    if words.ordinal(word):
        return word
    return "|" if words.split(raw) else ""


def _free_digits(text: str, start: int, end: int) -> bool:
    """Whether digits stand alone: not `G7`, `COVID-19`, nor part of a longer code."""
    if end - start > LONGEST_DIGITS:
        return False
    before = text[max(0, start - 2) : start]
    if before[-1:].isalnum() or before[-1:] == "_":
        return False
    return not (len(before) == 2 and before[1] in "-–/.,:" and before[0].isalnum()) or (
        before[1] in "-–/" and before[0].isdigit()
    )


def _has_minus(text: str, start: int) -> int:
    """1 when a minus sign is glued to the digits and nothing is glued to the sign."""
    glued = start > 0 and text[start - 1] in _MINUS
    return int(glued and (start == 1 or text[start - 2] in " \n\t\u00a0("))


def _digits_value(mark: _Mark) -> tuple[float, float]:
    """Value and last significant place of digits as written."""
    raw = mark.word.lstrip(_MINUS)
    if mark.kind == "vulgar":
        return _VULGAR[raw], FRACTION_PLACE
    if mark.kind == "fraction":
        return _slash_value(raw), FRACTION_PLACE
    if mark.kind == "english":
        whole, _, decimals = raw.replace(",", "").partition(".")
    elif mark.kind == "grouped":
        whole, _, decimals = re.sub(rf"[.'’{_SPACES}]", "", raw).partition(",")
    else:
        whole, _, decimals = raw.replace(".", ",").partition(",")
    value = float(f"{whole or 0}.{decimals or 0}")
    return value, 10.0 ** -len(decimals) if decimals else last_place(value)


def _slash_value(raw: str) -> float:
    whole, _, part = raw.rpartition(" ")
    over, under = re.split("[/⁄]", part)
    return float(whole or 0) + float(over) / (float(under) or 1.0)


def last_place(value: float) -> float:
    """Value of the last non-zero digit of a whole number: 1000 for 11000, 1 for 25 and 0."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place
