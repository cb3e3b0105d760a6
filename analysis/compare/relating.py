"""Two claims of one group -> how they relate, and why, in words.

A relation is plain interval logic (`intervals`). The verdict adds speakers and dates: numbers that
exclude each other contradict within one period and develop across time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import pandas as pd

from analysis.compare.intervals import Interval, Relation, relation

Verdict = Literal["contradiction", "development", "compatible", "not_comparable"]
VERDICTS: tuple[Verdict, ...] = ("contradiction", "development", "compatible", "not_comparable")

# Sentences this far apart, or nearer, lay two numbers side by side.
SIDE_BY_SIDE = 2
# Two names are of one speaker when the words of one are among those of the other; compared
# without articles and without the letters endings are made of (südkoreanischer, südkoreanische).
ENDINGS, SHORTEST = "emnrs", 4

NEW_NUMBER = "one speaker gives a new number"
_WHY_COMPATIBLE: dict[Relation, str] = {
    "same": "the same number",
    "inside": "one lies within the other",
    "overlap": "some numbers fit both",
    "compatible": "both are open at an end, and both can be true",
}


class Claim(NamedTuple):
    """What a verdict needs to know of a claim.

    Attributes:
        compared: the interval, approximate numbers within a tenth; None: no number is said.
        speaker: key of the speaker.
        names: the first letters of the words of their name (`name_words`).
        is_own: the source says it itself.
        said: day; null when unknown.
        until: the last day it was told.
        places: doc_id -> the sentence's number of each telling, and whether it is dated there.
        is_new: told as a number that has gone up or replaces another.
        withdrawn: told as a mistake.
    """

    compared: Interval | None
    speaker: str
    names: frozenset[str]
    is_own: bool
    said: pd.Timestamp
    until: pd.Timestamp
    places: dict[str, list[tuple[int, bool]]]
    is_new: bool
    withdrawn: bool


class Related(NamedTuple):
    """How two claims relate."""

    relation: Relation | None
    verdict: Verdict
    why: str


def relate(one: Claim, other: Claim, *, changing: str) -> Related:
    """The relation of two claims, the same whichever is named first.

    Args:
        changing: whether the number asked for moves: "up" (a total that only grows), "any", or
            "" (it is the case once).
    """
    if one.compared is None or other.compared is None:
        return Related(None, "not_comparable", "one of them says no number")
    found = relation(one.compared, other.compared)
    if found != "disjoint":
        return Related(found, "compatible", _WHY_COMPATIBLE[found])
    if _same_speaker(one, other):
        return Related(found, "development", NEW_NUMBER)
    if one.withdrawn or other.withdrawn:
        return Related(found, "contradiction", "both cannot be true, and one has been withdrawn")
    if not changing:
        if _is_revised(one, other):
            return Related(found, "development", "the later one is told as a new number")
        return Related(found, "contradiction", "both cannot be true, and it is the case only once")
    if _side_by_side(one, other, changing):
        return Related(
            found, "contradiction", "both cannot be true, and they are told side by side"
        )
    if pd.isna(one.said) or pd.isna(other.said):
        why = "they exclude each other, but without dates nobody can tell whether one is newer"
        return Related(found, "not_comparable", why)
    return Related(found, *_over_time(one, other, changing))


def given_up(pairs: Sequence[tuple[Claim, Claim]], related: Sequence[Related]) -> Iterator[Related]:
    """The relations of a group where a speaker replaces a number that others have told too.

    Whoever told, before the new number, what fits the old one only, is overtaken by it.
    """
    replaced = [
        (one, other)
        for (one, other), found in zip(pairs, related, strict=True)
        if found.why == NEW_NUMBER and one.is_new != other.is_new
    ]
    for (one, other), found in zip(pairs, related, strict=True):
        if found.verdict == "contradiction" and any(
            _is_overtaken(one, other, *pair) for pair in replaced
        ):
            why = "the earlier one fits a number that has been replaced since"
            yield found._replace(verdict="development", why=why)
        else:
            yield found


def _is_overtaken(one: Claim, other: Claim, first: Claim, second: Claim) -> bool:
    """Whether one of two claims tells the new number of a pair, the other the old one."""
    old, new = (first, second) if second.is_new else (second, first)
    earlier, later = (one, other) if other.compared == new.compared else (other, one)
    return (
        later.compared == new.compared
        and relation(earlier.compared, old.compared) != "disjoint"
        and not earlier.said > later.said
    )


def _over_time(one: Claim, other: Claim, changing: str) -> tuple[Verdict, str]:
    """The verdict on dated claims of two speakers that exclude each other."""
    days = abs((one.said - other.said).days)
    if not days:
        if changing == "up" and (one.is_new or other.is_new):
            return "development", "they exclude each other, but the total was rising that day"
        return "contradiction", "both cannot be true, and they were said on the same day"
    earlier, later = sorted((one, other), key=lambda claim: claim.said)
    if changing == "up" and _is_upheld(earlier, later):
        return "contradiction", "both cannot be true, and the earlier is still told after the later"
    apart = f"{days} day{'s' if days != 1 else ''}"
    if changing == "up" and later.compared.low < earlier.compared.low:
        why = f"a total that only grows, yet the number said {apart} later is lower"
        return "contradiction", why
    return "development", f"they exclude each other, but {apart} lie between them"


def _is_revised(one: Claim, other: Claim) -> bool:
    """Whether the later one is told as a new number, in an article that tells the other too."""
    if pd.isna(one.said) or pd.isna(other.said) or one.said == other.said:
        return False
    earlier, later = sorted((one, other), key=lambda claim: claim.said)
    if not later.is_new or _is_upheld(earlier, later):
        return False
    return not one.places.keys().isdisjoint(other.places)


def _is_upheld(earlier: Claim, later: Claim) -> bool:
    """Whether somebody still says the earlier number after the later one."""
    return not earlier.is_own and earlier.until > later.said


def name_words(speaker: str) -> frozenset[str]:
    """What tells a speaker's name: the beginnings of its words, without endings and small words."""
    return frozenset(
        word.rstrip(ENDINGS) for word in speaker.casefold().split() if len(word) >= SHORTEST
    )


def _same_speaker(one: Claim, other: Claim) -> bool:
    """Whether one name is the other, or lacks a word of it: "Landkreis", "Landkreis Asmerland"."""
    if one.speaker == other.speaker:
        return True
    shorter, longer = sorted((one.names, other.names), key=len)
    return bool(shorter) and shorter <= longer and len(longer) - len(shorter) <= 1


def _side_by_side(one: Claim, other: Claim, changing: str) -> bool:
    """Whether an article lays the numbers of two speakers next to each other.

    What comes and goes may be told day by day in a row, and by the writer between two speakers;
    there a date named, or the writer's own voice, sets numbers apart.
    """
    if changing == "any" and (one.is_own or other.is_own):
        return False
    has_dates = changing == "any" and one.said != other.said
    return any(
        abs(sentence - other_sentence) <= SIDE_BY_SIDE
        and not (has_dates and (dated or other_dated))
        for doc_id in one.places.keys() & other.places.keys()
        for sentence, dated in one.places[doc_id]
        for other_sentence, other_dated in other.places[doc_id]
    )
