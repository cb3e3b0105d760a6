"""Cues of evidence language where there is no parse: the lexicon, and where its entries stand.

An entry is a row of words; "@deny" stands for every form of the verb, "~papers" for a list of
`evidence.toml`, "…" for up to three words. Conditions look at the words around it.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from analysis.language.evidence.own_cues import EMPTY, Entry, merged_cues, strength_of
from analysis.lexicon import load_toml

GAP, MAX_GAP = "…", 3
VERB, LIST = "@", "~"


class BareCue(NamedTuple):
    """An entry; a place of `places` is None for a gap."""

    places: tuple[frozenset[str] | None, ...]
    name: str
    is_verb: bool
    stance: str | None
    basis: str | None
    holder: str
    negated: str | None
    requires: tuple[str, ...]
    strength: float | None

    @property
    def is_stop(self) -> bool:
        """A false friend: no mark inside its words."""
        return self.stance == "none"


class BareHit(NamedTuple):
    """An entry found: the indices of its first and behind its last word in the sentence."""

    cue: BareCue
    start: int
    end: int


def bare_cues(lang: str, own: Path | None = None) -> dict[str, list[BareCue]]:
    """The language's cues by their first word, changed by a user's own file (`merged_cues`)."""
    found = defaultdict(list)
    for cue in merged_cues(lang, own, partial(_cue, lexicon=load_toml(lang, "evidence"))):
        for word in cue.places[0] or ():
            found[word].append(cue)
    return dict(found)


def find_cues(words: Sequence[str], cues: dict[str, list[BareCue]]) -> list[BareHit]:
    """All entries in a sentence of lower-case words; they may overlap."""
    return [
        BareHit(cue, start, end)
        for start, word in enumerate(words)
        for cue in cues.get(word, ())
        if (end := _end(words, start, cue.places)) is not None
    ]


def longest(hits: Sequence[BareHit]) -> list[BareHit]:
    """Hits that share no word, in order: of two the longer stays, then that with conditions."""
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, -len(h.cue.requires))):
        places = set(range(hit.start, hit.end))
        if not places & taken:
            taken |= places
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _end(words: Sequence[str], at: int, places: Sequence[frozenset[str] | None]) -> int | None:
    """The index behind the last word when the places stand from `at` on; None when they do not."""
    for number, place in enumerate(places):
        if place is None:
            rest = places[number + 1 :]
            ends = (_end(words, at + gap, rest) for gap in range(MAX_GAP + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(words) or words[at] not in place:
            return None
        at += 1
    return at


def _cue(entry: Entry, *, lexicon: dict) -> BareCue:
    words = entry["cue"].split()
    value = {k: None if v == EMPTY else v for k, v in entry.items()}
    return BareCue(
        places=tuple(None if word == GAP else _forms(word, lexicon) for word in words),
        name=" ".join(word.lstrip(VERB + LIST).partition("/")[0] for word in words),
        is_verb=words[0].startswith(VERB),
        stance=value["stance"],
        basis=value["basis"],
        holder=entry["holder"],
        negated=value["negated"],
        requires=tuple(c for c in (value["requires"] or "").split(";") if c),
        strength=strength_of(entry),
    )


def _forms(word: str, lexicon: dict) -> frozenset[str]:
    if word.startswith(LIST):
        return frozenset(lexicon["words"][word[1:]])
    if not word.startswith(VERB):
        return frozenset(word.split("/"))
    return frozenset(f for verb in word[1:].split("/") for f in _conjugated(verb, lexicon["verbs"]))


def _conjugated(verb: str, verbs: dict) -> Sequence[str]:
    """All forms of a verb: those of the lexicon, else by its ending."""
    if verb in verbs["forms"]:
        return verbs["forms"][verb]
    if verb in verbs["doubling"]:
        return verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    for ending, *others in verbs["endings"]:
        if verb.endswith(ending):
            stem = verb.removesuffix(ending)
            return verb, *(stem + other for other in others)
    return verb, verb + "s", verb + "ed", verb + "ing"
