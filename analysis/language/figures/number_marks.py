"""Raw text to the marks the number reader works on: digits, and the words it knows.

Digits are read with the grouping marks and the decimal mark of the language (German and Swiss
12.000, 12 000, 12'000, 1,5; English 12,000, 1.5), with those of the other where they cannot be
anything else (1,234,567.8 in German), as fractions (3/4, ½) and with a glued minus sign.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.language.figures.number_words import number_words
from analysis.lexicon import fold, load_toml, load_tsv

LONGEST_DIGITS = 25  # more than a trillion trillion: an identifier
LARGEST_DENOMINATOR = 10  # of a fraction written with a slash
FRACTION_PLACE = 0.1  # a share is taken to be told to a tenth ("rund ein Drittel")

_SPACES = "\u0020\u00a0\u2009\u202f"
_OTHER = {",": ".", ".": ","}
_MINUS = "-−–"
_LETTER_HYPHEN = re.compile(r"[^\W\d_]-$")  # "die Top-Elf"


class Mark(NamedTuple):
    """Digits (`kind` says how written) or a folded word (`kind` is word) the reader may use."""

    start: int
    end: int
    kind: str
    word: str


@cache
def _marks(lang: str) -> re.Pattern[str]:
    """Digits and words as the language writes them; the group says which.

    `foreign` has the other language's marks: two of a kind, or both, leave no doubt.
    """
    decimal = load_toml(lang, "numbers")["reading"]["decimal_mark"]
    d, g = re.escape(decimal), re.escape(_OTHER[decimal])
    return re.compile(
        rf"""(?P<foreign>[1-9]\d{{0,2}}(?:(?:{d}\d{{3}}){{2,}}(?:{g}\d+)?|(?:{d}\d{{3}})+{g}\d+))(?!\d|{d}\d)
        |(?P<grouped>[1-9]\d{{0,2}}(?P<mark>[{g}'’{_SPACES}])\d{{3}}(?:(?P=mark)\d{{3}})*(?:{d}\d+)?)(?!\d)
        |(?P<fraction>(?:\d{{1,3}}[ ])?\d{{1,2}}[/⁄]\d{{1,2}})(?![\d/⁄])
        |(?P<plain>\d+(?:[.,]\d+)?|(?<![\w.,]){d}\d+)
        |(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒])
        |(?P<word>[^\W\d_]+)""",
        re.VERBOSE,
    )


@cache
def _numeric_words(lang: str) -> frozenset[str]:
    """Folded words that matter to the reader besides the number words themselves."""
    lexicon = load_toml(lang, "numbers")
    reading = lexicon["reading"]
    phrases = (*lexicon["orders"]["openers"], *lexicon["orders"]["multiplied"])
    openers = {word for phrase in phrases for word in phrase.split()}
    return frozenset(
        openers
        | {reading["decimal_word"], reading["and_word"], *reading["signs"], *reading["pairing"]}
        | set(lexicon["halves"]["adjectives"]) | set(lexicon["halves"]["before"])
        | set(lexicon["fractions"]["denominators"]) | set(lexicon["fractions"]["before_of"])
        | set(lexicon["shares"]["words"]) | set(lexicon["shares"]["every"])
        | set(lexicon["multiples"]["compared"]) | set(lexicon["multiples"]["words"])
        | set(lexicon["multiples"]["nouns"]) | {lexicon["multiples"]["comparison"]}
    )  # fmt: skip


def find_marks(text: str, lang: str, skip: Sequence[tuple[int, int]]) -> list[Mark]:
    """Digits and known words of `text` in order, none inside the sorted spans `skip`."""
    starts = [start for start, _ in skip]
    found = []
    for match in _marks(lang).finditer(text):
        kind = match.lastgroup or "plain"
        mark = _word(match, lang) if kind == "word" else _digits(text, match, kind, lang)
        if mark is None:
            continue
        at = bisect_right(starts, mark.start) - 1
        if at < 0 or skip[at][1] <= mark.start:
            found.append(mark)
    return found


def _word(match: re.Match[str], lang: str) -> Mark | None:
    known = _known_word(match[0], lang)
    if known is None:
        return None
    joined = _LETTER_HYPHEN.search(match.string, max(0, match.start() - 2), match.start())
    if joined and not load_toml(lang, "numbers")["reading"]["hyphened"]:
        return None
    word, length = known
    return Mark(match.start(), match.start() + length, "word", word)


@lru_cache(maxsize=100_000)
def _known_word(raw: str, lang: str) -> tuple[str, int] | None:
    """The folded word and how much of `raw` it is; None when the reader has no use for it."""
    words, word = number_words(lang), fold(raw)
    if word in _numeric_words(lang) or words.is_known(word):
        return word, len(raw)
    length = words.split(raw)
    return (fold(raw[:length]), length) if length else None


def _digits(text: str, match: re.Match[str], kind: str, lang: str) -> Mark | None:
    start, end = match.span()
    free = _free(text, start, end) or _behind_currency(text, start, lang)
    if not free or (kind == "fraction" and not _is_fraction(match[0])):
        return None
    start -= _has_minus(text, start)
    return Mark(start, end, "grouped" if kind == "mark" else kind, text[start:end])


def _free(text: str, start: int, end: int) -> bool:
    """Whether digits stand alone: not `G7` or `COVID-19`, nor the middle of a longer code."""
    before = text[max(0, start - 2) : start]
    if end - start > LONGEST_DIGITS or before[-1:].isalnum() or before[-1:] == "_":
        return False
    if len(before) < 2:
        return True
    glued_to_word = before[1] in "-–" and before[0].isalpha()
    glued_to_digits = before[1] in ".,:" and before[0].isdigit()
    return not (glued_to_word or glued_to_digits)


@cache
def _currency_codes(lang: str) -> frozenset[str]:
    return frozenset(row["unit"] for row in load_tsv(lang, "units") if row["kind"] == "money")


def _behind_currency(text: str, start: int, lang: str) -> bool:
    """`EUR5`, `USD1,23`: glued to the code of a currency."""
    code = re.search(r"\b[A-Z]{3}$", text[max(0, start - 4) : start])
    return code is not None and code[0] in _currency_codes(lang)


def _is_fraction(raw: str) -> bool:
    """3/4 and 2 1/2 are fractions; 57/28 and 9/11 are codes."""
    over, under = map(int, re.split("[/⁄]", raw.rpartition(" ")[2]))
    return 0 < over < under <= LARGEST_DENOMINATOR


def _has_minus(text: str, start: int) -> int:
    """1 when a minus sign is glued to the digits and nothing is glued to the sign."""
    glued = start > 0 and text[start - 1] in _MINUS
    return int(glued and (start == 1 or text[start - 2] in " \n\t\u00a0("))


def digits_value(mark: Mark, lang: str) -> tuple[float, float]:
    """Value and last significant place of digits as written."""
    raw = mark.word.lstrip(_MINUS)
    decimal = load_toml(lang, "numbers")["reading"]["decimal_mark"]
    if mark.kind == "vulgar":
        return unicodedata.numeric(raw), FRACTION_PLACE
    if mark.kind == "fraction":
        return _slash_value(raw), FRACTION_PLACE
    if mark.kind == "foreign":
        whole, _, decimals = raw.replace(decimal, "").partition(_OTHER[decimal])
    elif mark.kind == "grouped":
        whole, _, decimals = re.sub(rf"[{_OTHER[decimal]}'’{_SPACES}]", "", raw).partition(decimal)
    else:
        whole, _, decimals = raw.replace(".", ",").partition(",")
    value = float(f"{whole or 0}.{decimals or 0}")
    return value, 10.0 ** -len(decimals) if decimals else last_place(value)


def _slash_value(raw: str) -> float:
    whole, _, part = raw.rpartition(" ")
    over, under = re.split("[/⁄]", part)
    return float(whole or 0) + float(over) / float(under)


def last_place(value: float) -> float:
    """Value of the last non-zero digit of a whole number: 1000 for 11000, 1 for 25 and 0."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place
