"""Raw text to the stretches that look like numbers and are dates, times, or no figures at all.

Scores, phone numbers, addresses, section and page counters, web addresses and other codes are
masked; dates and times of day come out as shapes of their own. Words are the lexicon's
(`figures.toml`, `[shapes]`).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analysis.lexicon import load_toml

BEFORE = 40  # characters before digits in which the words stand that make a shape of them
BEHIND = 24  # characters behind
# What the lexicon's patterns are made of besides its own lists.
_PARTS = {
    "day": r"0?[1-9]|[12]\d|3[01]",
    "month": r"0?[1-9]|1[0-2]",
    "year": r"1\d{3}|20\d{2}",
    "hour": r"[01]?\d|2[0-4]",
}
# Dates and times that are written so in any language.
_ANYWHERE = {
    "dates": (
        r"\b\d{4}-\d{2}-\d{2}\b",
        r"\b<day>/<month>/<year>\b",
        r"(?<![\d.,/-])<year>\s?[/–-]\s?(?:<year>|\d{2})\b(?![.,/-]?\d)",
    ),
    "times": (r"\b(?:<hour>:[0-5]\d:[0-5]\d|0\d:[0-5]\d|<hour>:(?:[0-5]0|[03]5))\b(?!:)",),
}


class Shape(NamedTuple):
    """A stretch of text: `label` is date, time or none; `spans` when it has two ends."""

    start: int
    end: int
    label: str
    spans: bool = False


def find_shapes(text: str, *, lang: str = "de") -> list[Shape]:
    """Dates, times and non-figures of `text`, in order, not overlapping."""
    found, joins, pattern = [], _joins(lang), _pattern(lang)
    has_words = re.search(r"[^\W\d_]", text) is not None
    for start, end in _windows(text, _trigger(lang)):
        found += _shapes(pattern.finditer(text, start, end), joins, has_words)
    return found


@cache
def _trigger(lang: str) -> re.Pattern[str]:
    words = load_toml(lang, "figures")["shapes"]["triggers"]
    return re.compile("|".join([r"\d+", r"(?:://|www\.|@)\S*", *(rf"\b{w}\b" for w in words)]))


def _windows(text: str, trigger: re.Pattern[str]) -> list[tuple[int, int]]:
    """Stretches around digits, addresses and the lexicon's words: where a shape can be."""
    windows: list[list[int]] = []
    for match in trigger.finditer(text):
        start, end = max(0, match.start() - BEFORE), min(len(text), match.end() + BEHIND)
        if windows and start <= windows[-1][1]:
            windows[-1][1] = max(windows[-1][1], end)
        else:
            windows.append([start, end])
    return [(start, end) for start, end in windows]


def _shapes(
    matches: Iterator[re.Match[str]], joins: re.Pattern[str], has_words: bool
) -> list[Shape]:
    """Shapes of the matches; a line with nothing but a number counts only beside words."""
    found = []
    for match in matches:
        name = match.lastgroup or "none"
        if name == "counter" and not has_words:
            continue
        label = name if name in ("date", "time") else "none"
        spans = label != "none" and joins.search(match[0]) is not None
        found.append(Shape(match.start(), match.end(), label, spans))
    return found


@cache
def _joins(lang: str) -> re.Pattern[str]:
    """What joins the two ends of a span of dates or times; a hyphen also joins the parts of one."""
    joins = load_toml(lang, "figures")["shapes"]["day_joins"]
    return re.compile(rf"\d\.?\s?(?:{'|'.join(join for join in joins if join not in '/-')})\s?\d")


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    words = load_toml(lang, "figures")["shapes"]
    either = {key: "|".join(value) for key, value in words.items() if isinstance(value, list)}
    parts = either | _PARTS
    dates, times = (
        "|".join(_filled(pattern, parts) for pattern in (*words[key], *_ANYWHERE[key]))
        for key in ("dates", "times")
    )
    counter = r"(?P<counter>(?m:^[ \t]*\d{1,7}[ \t]*$))"
    return re.compile(
        "|".join([rf"(?P<date>{dates})", rf"(?P<time>{times})", counter, *_none_patterns(either)])
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """A pattern of the lexicon with `<day>`, `<months>`, … filled in."""
    return re.sub(r"<(\w+)>", lambda name: f"(?:{parts[name[1]]})", pattern)


def _none_patterns(either: dict[str, str]) -> list[str]:
    """Web addresses, codes, laws and pages, telephones, streets, scores, footnotes, lists."""
    return [
        r"(?:https?://|www\.)\S+",
        r"(?<!\S)[^\s@]{1,64}@\S+",
        r"(?<!\w)[@#]\w+",
        r"\b[A-Z]{2}[A-Z0-9]{9}\d\b",
        rf"(?:§+|\b(?:{either['sections']}))\s?\d+(?:[.,/-]\d+)*[a-z]?\b(?:\s?ff?\.)?",
        rf"\b(?:{either['phone_words']})\W{{0,3}}[+\d][\d\s/().–-]{{3,}}\d",
        r"(?<![\w,.])(?:\+|00)\d{1,3}[\d\s/()-]{5,}\d",
        r"(?<![\w,.])0\d{1,5}\s?[/–-]\s?\d[\d\s-]{2,}\d",
        rf"(?<=\w)(?i:{either['street_ends']})\s\d{{1,3}}[a-z]?\b(?:,\s?\d{{5}}\b)?",
        r"\bD-\d{5}\b",
        rf"\b(?:{either['codes']})\s\d{{1,4}}[a-z]?\b(?![.,:]\d)",
        r"(?<![\d.,])\d{1,3}(?: ?: ?)\d{1,3}(?![\d,.]\d)",
        r"(?<![\d.,])(?!\d{1,3}(?:\.\d{3})+(?![.\d]))\d+(?:\.\d+){2,}",
        r"\[\d{1,3}\]",
        r"\(\d{1,3}\.(?:\+\d)?(?:,[^()\d]*)?\)",
        r"(?m:^)\s*\(?\d{1,2}[.)]\s(?=\S)",
        r"\b(?:24/7|9/11)\b",
        r"(?<=\s)1\.\s(?=[A-Z]{2,3}\b)",
    ]
