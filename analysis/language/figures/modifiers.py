"""The words around a number that bound it: `mindestens`, `bis zu`, `oder mehr`.

Modifiers stack from the number outwards, over words that change nothing (`noch`, `insgesamt`). All
words are the lexicon's: `bounds.tsv`, and `figures.toml`, `[bounds]`.
"""

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicon import fold, load_toml, load_tsv

WINDOW = 90  # characters left of a number in which its modifiers stand
FARTHEST_WORD = 12  # words left of it that are looked at
LONGEST_PHRASE = 4  # words of the longest modifier
_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
_RIGHT = re.compile(r"\s*([^\W\d_]+|\+)(?:\s([^\W\d_]+))?")


class Modifier(NamedTuple):
    """A bound's label, its folded words, and the lexicon's note."""

    bound: str
    phrase: str
    note: str


@cache
def _modifiers(lang: str, side: str) -> dict[str, Modifier]:
    return {
        " ".join(_TOKEN.findall(fold(row["phrase"]))): Modifier(
            row["bound"], fold(row["phrase"]), row["note"]
        )
        for row in load_tsv(lang, "bounds")
        if row["side"] == side
    }


def left_modifiers(
    text: str, start: int, lang: str, *, article: bool = False
) -> tuple[int, list[Modifier]]:
    """Modifiers that end at `start`, from the number outwards, and where the first begins.

    With `article`, a definite article may stand between ("gut die Hälfte").
    """
    words = load_toml(lang, "figures")["bounds"]
    tokens = list(_TOKEN.finditer(text, max(0, start - WINDOW), start))[-FARTHEST_WORD:]
    folded = [fold(token[0]) for token in tokens]
    begin, found, at = start, [], len(tokens)
    while at > 0 and _touches(text, tokens, at, start):
        size, modifier = _ends_with(folded, at, lang)
        if article and not found and folded[at - 1] in words["articles"]:
            article = False
            at -= 1
        elif modifier is not None and not (found and modifier.note == "preposition"):
            found.append(modifier)
            at -= size
            begin = tokens[at].start()
        elif found and folded[at - 1] in words["degrees"]:
            at -= 1
            begin = tokens[at].start()
        elif folded[at - 1] in words["fillers"] or _passes(folded, at, lang):
            at -= 1
        else:
            break
    return begin, found


def _ends_with(folded: list[str], at: int, lang: str) -> tuple[int, Modifier | None]:
    """The longest modifier that ends before word `at`, and its length in words."""
    table = _modifiers(lang, "left")
    for size in range(min(LONGEST_PHRASE, at), 0, -1):
        modifier = table.get(" ".join(folded[at - size : at]))
        if modifier is not None:
            return size, modifier
    return 0, None


def _passes(folded: list[str], at: int, lang: str) -> bool:
    """`höchstens noch für fünf Tage`: a preposition behind an adverb that bounds."""
    words = load_toml(lang, "figures")["bounds"]
    if folded[at - 1] not in words["across"]:
        return False
    at -= 1
    while at > 0 and folded[at - 1] in words["fillers"]:
        at -= 1
    _, modifier = _ends_with(folded, at, lang)
    return modifier is not None and modifier.note == "adverb"


def _touches(text: str, tokens: list[re.Match[str]], at: int, start: int) -> bool:
    """Only spaces between token `at - 1` and what follows it; no line break."""
    gap = text[tokens[at - 1].end() : tokens[at].start() if at < len(tokens) else start]
    return (not gap or gap.isspace()) and "\n" not in gap


def right_modifier(text: str, end: int, lang: str) -> tuple[int, Modifier | None]:
    """A modifier behind `end` ("oder mehr", "aufwärts"), and where it ends."""
    match = _RIGHT.match(text, end)
    if match:
        table = _modifiers(lang, "right")
        for group, phrase in ((2, f"{match[1]} {match[2]}"), (1, match[1])):
            modifier = table.get(fold(phrase))
            if modifier and _closes(text, match, group, lang):
                return match.end(group), modifier
    return end, None


def _closes(text: str, match: re.Match[str], words: int, lang: str) -> bool:
    """One word alone ("mindestens") must close the phrase; else it belongs to what follows.

    So does the second of "drei Kisten und mehr als 40 Säcke".
    """
    behind = re.match(r"\s*(\w+)", text[match.end(words) :][:WINDOW])
    if words == 1 or behind is None:
        return behind is None
    return fold(f"{match[2]} {behind[1]}") not in _modifiers(lang, "left")


def word_before(text: str, start: int) -> str:
    """The folded word directly before `start`, or ""."""
    match = re.search(r"([^\W\d_]+)\s$", text[max(0, start - 24) : start])
    return fold(match[1]) if match else ""
