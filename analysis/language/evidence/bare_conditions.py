"""When a row of words is a cue, where there is no parse: conditions, word class, negation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Token

from analysis.errors import InputError
from analysis.language.evidence.bare_cues import LIST, BareCue, BareHit
from analysis.language.evidence.bare_speakers import DOCUMENT, Speakers

CONDITIONS = ("after", "before", "lower", "near", "next", "number", "prev", "soon", "subject")
NEGATION_REACH = 3  # words between a negation and its verb: "did not at once confirm"
SOON = 5  # words behind a verb in which its object complement stands: "called the claim false"


class Around(NamedTuple):
    """A sentence and what is looked up for it; `earlier` are the places of its verbs of saying."""

    sent: Sequence[Token]
    lower: Sequence[str]
    before: Sequence[str]
    words: Mapping[str, frozenset[str]]
    speakers: Speakers
    earlier: set[int]


def check_conditions(cues: Mapping[str, Iterable[BareCue]], words: Mapping[str, Any]) -> None:
    """All conditions of the entries exist, and the lists they name.

    Raises:
        InputError: one does not; the message names those there are.
    """
    for cue in (cue for entries in cues.values() for cue in entries):
        for condition in cue.requires:
            name, _, values = condition.lstrip("!").partition(":")
            lists = {v[1:] for v in values.split(",") if v.startswith(LIST)}
            if name not in CONDITIONS or not lists <= words.keys():
                raise InputError(
                    f"evidence cue {cue.name!r}: no condition {condition!r}; there are: "
                    f"{', '.join(CONDITIONS)}"
                )


def holds(hit: BareHit, around: Around) -> bool:
    """Whether all conditions of the entry are met, and its verb is one."""
    if hit.cue.is_verb and not hit.cue.is_stop and not _is_verb(hit, around):
        return False
    return all(
        _condition(c.lstrip("!"), hit, around) != c.startswith("!") for c in hit.cue.requires
    )


def is_suspended(hit: BareHit, around: Around) -> bool:
    """In a condition: "if it confirms the toll"."""
    for at in range(hit.start - 1, -1, -1):
        if around.lower[at] in around.words["conditions"]:
            return True
        if not around.sent[at].is_alpha:
            return False
    return False


def is_prospective(hit: BareHit, around: Around) -> bool:
    """Not carried out: "to confirm", "will announce"."""
    return hit.start > 0 and around.lower[hit.start - 1] in around.words["auxiliary"]


def is_passive(hit: BareHit, around: Around) -> bool:
    """A participle behind a form of to be: "was also confirmed"."""
    at = hit.start - 1
    while at >= 0 and not _is(around, at, "be") and around.speakers.skips(around.lower[at]):
        at -= 1
    participle = around.lower[hit.start].endswith(tuple(around.words["participles"]))
    return participle and at >= 0 and _is(around, at, "be")


def negation(hit: BareHit, around: Around) -> int | None:
    """The place of a negation close before the hit, in the same stretch."""
    for at in range(hit.start - 1, max(hit.start - 1 - NEGATION_REACH, -1), -1):
        if _is(around, at, "negations"):
            return at
        if at in around.earlier or not around.sent[at].is_alpha:
            return None
    return None


def _is(around: Around, at: int, words: str) -> bool:
    return around.lower[at] in around.words[words]


def _is_verb(hit: BareHit, around: Around) -> bool:
    """Not a noun or an attribute: "the claim", "a reported theft"."""
    before = around.lower[hit.start - 1] if hit.start else ""
    if around.lower[hit.start].endswith(tuple(around.words["ing"])):
        return before in around.words["ing_after"]
    return before not in around.words["noun_before"]


def _condition(condition: str, hit: BareHit, around: Around) -> bool:
    name, _, words = condition.partition(":")
    sent, lower = around.sent, around.lower
    if name == "lower":
        return sent[hit.start].is_lower
    if name == "number":
        return any(token.like_num or token.text[:1].isdigit() for token in sent[hit.end :])
    if name == "subject":
        kind = around.speakers.subject(sent, hit.start, set())
        return (kind == DOCUMENT) == (words == DOCUMENT)
    places = {
        "next": lower[hit.end : hit.end + 1],
        "prev": lower[max(hit.start - 1, 0) : hit.start],
        "soon": lower[hit.end : hit.end + SOON],
        "after": lower[hit.end :],
        "before": lower[: hit.start],
        "near": [*lower[: hit.start], *lower[hit.end :]],
    }
    return not _listed(words, around).isdisjoint(places[name])


def _listed(words: str, around: Around) -> frozenset[str]:
    """The words of a condition; "~papers" is a list of the lexicon."""
    names = words.split(",")
    lists = (around.words[name[1:]] for name in names if name.startswith(LIST))
    return frozenset(names).union(*lists)
