"""What a mark or a speech makes of a claim, and which of several decides (see `readings`)."""

from collections.abc import Iterable
from typing import Any

READINGS = ("denied", "unverified", "distanced", "hedged", "attributed", "asserted", "asked")
SAID = ("named", "anonymous", "hearsay")  # bases that hand a claim to somebody


def told_as(marks: list[Any], speech: list[Any]) -> str:
    """The reading of the outermost marks, and of the speech where no mark says how it is cued."""
    cued = {m.attribution_id for m in marks}
    uncued = [a for a in speech[:1] if a.attribution_id not in cued]
    return strongest([*map(of_mark, marks), *map(_of_speech, uncued)]) or "asserted"


def by_writer(told: str | None, marks: list[Any], speech: list[Any]) -> bool:
    """A denial or a doubt that is told as a party's speech is that party's."""
    if told in ("denied", "unverified"):
        return not speech and any(
            m.holder == "writer" and m.basis not in SAID for m in marks if of_mark(m) == told
        )
    return told not in (None, "attributed")


def of_mark(mark: Any) -> str | None:
    """What one mark makes of its claim; None when it leaves it asserted."""
    writer = mark.holder == "writer"
    if mark.stance == "deny":
        return "denied"
    if mark.basis == "unverified":
        return "unverified"
    if mark.stance == "distance" and writer:
        return "distanced"
    if mark.stance == "hedge" and (writer or mark.basis not in SAID):
        return "hedged"
    if mark.stance in ("acknowledge", "distance") or mark.basis in SAID:
        return "attributed"
    return None


def _of_speech(speech: Any) -> str:
    """What it makes of a claim that it is told as this speech."""
    if speech.stance == "deny" and not speech.negated:
        return "denied"
    if speech.stance == "distance" and not speech.negated:
        return "distanced"
    if speech.negated and speech.stance in ("endorse", "acknowledge"):
        return "unverified"
    return "attributed"


def of_own_words(mark: Any) -> str | None:
    """What a speaker's own words make of the claim; whom they in turn rely on is no doubt."""
    told = None if mark.basis in SAID else of_mark(mark)
    return None if told == "attributed" else told


def strongest(found: Iterable[str | None]) -> str | None:
    """Of several readings the one that comes first in the order at the top of this module."""
    return min(filter(None, found), key=READINGS.index, default=None)
