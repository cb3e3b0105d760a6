"""Cues of evidence language: the lexicon `evidence.tsv` and where its entries stand in a Doc."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Token

from analysis.language.evidence.clauses import View
from analysis.language.evidence.own_cues import EMPTY, Entry, merged_cues, strength_of

NONE = "none"
NAMED, ANONYMOUS, HEARSAY, EVIDENCE = "named", "anonymous", "hearsay", "evidence"
SPOKEN = ("source", NAMED, ANONYMOUS, HEARSAY)  # bases of cues that hand a claim on
ANY = "*"  # before a word of the lexicon: the end of one in the text; behind it: its beginning


class Cue(NamedTuple):
    """One entry of the lexicon; `words` are the alternatives at each place."""

    words: tuple[frozenset[str], ...]
    name: str
    pos: frozenset[str]
    stance: str | None
    basis: str | None
    holder: str
    negated: str | None
    requires: tuple[tuple[str, ...], ...]
    strength: float | None
    look: bool

    @property
    def is_stop(self) -> bool:
        """A false friend: its words carry no mark."""
        return self.stance == NONE

    @property
    def speaks(self) -> bool:
        """It hands a claim to somebody, or holds it for somebody."""
        return not self.is_stop and (self.holder == "source" or self.basis in SPOKEN)


class Hit(NamedTuple):
    """An entry found in a Doc; `tokens` are its words, `anchor` the one the others depend on."""

    cue: Cue
    tokens: tuple[Token, ...]
    anchor: Token


class CueIndex:
    """Entries by their first word; `words` are these, `speaking` the verbs of speakers."""

    def __init__(self, cues: Iterable[Cue]):
        self.by_word: dict[str, list[Cue]] = defaultdict(list)
        self.by_end: dict[str, list[Cue]] = defaultdict(list)
        self.by_start: dict[str, list[Cue]] = defaultdict(list)
        self.cues = tuple(cues)
        for cue in self.cues:
            for word in cue.words[0]:
                if word.startswith(ANY):
                    self.by_end[word[1:]].append(cue)
                elif word.endswith(ANY):
                    self.by_start[word[:-1]].append(cue)
                else:
                    self.by_word[word].append(cue)
        self.words = frozenset(self.by_word)
        self.speaking = frozenset(
            word
            for word, entries in self.by_word.items()
            if any("VERB" in cue.pos and cue.speaks for cue in entries)
        )

    def find(self, view: View) -> list[Hit]:
        """All entries in the Doc by words and part of speech; they may overlap."""
        ends, starts = tuple(self.by_end), tuple(self.by_start)
        hits = []
        for token, lemma in zip(view.tokens, view.lemmas, strict=True):
            i, form = token.i, token.lower_
            cues = [*self.by_word.get(lemma, ()), *self.by_word.get(form, ())]
            if form.endswith(ends):
                cues += [c for e in ends if form.endswith(e) for c in self.by_end[e]]
            if form.startswith(starts):
                cues += [c for s in starts if form.startswith(s) for c in self.by_start[s]]
            for cue in {id(c): c for c in cues}.values():
                if _matches(view, i, cue):
                    tokens = tuple(view.tokens[i : i + len(cue.words)])
                    hits.append(Hit(cue, tokens, _anchor(tokens)))
        return hits


def _matches(view: View, start: int, cue: Cue) -> bool:
    token = view.tokens[start]
    if cue.pos and token.pos_ not in cue.pos and view.pos(token) not in cue.pos:
        return False
    if start + len(cue.words) > len(view.tokens):
        return False
    for i, words in enumerate(cue.words[1:], start + 1):
        if not _is_one_of(view.tokens[i].lower_, view.lemmas[i], words):
            return False
    return True


def _is_one_of(form: str, lemma: str, words: frozenset[str]) -> bool:
    if form in words or lemma in words:
        return True
    return form.endswith(_ends(words))


@cache
def _ends(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(word[1:] for word in words if word.startswith(ANY))


def _anchor(tokens: tuple[Token, ...]) -> Token:
    """The word whose head is not among the words; the last one when there are several."""
    inside = {token.i for token in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    return heads[-1] if heads else tokens[-1]


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that share no word: of two, the one with more words stays, then with more conditions."""
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda h: (-len(h.tokens), -len(h.cue.requires))):
        places = {token.i for token in hit.tokens}
        if not places & taken:
            taken |= places
            kept.append(hit)
    return sorted(kept, key=lambda h: h.tokens[0].i)


def load_cues(lang: str, own: Path | None = None) -> CueIndex:
    """The index of a language's `evidence.tsv`, changed by a user's own file (`merged_cues`)."""
    return CueIndex(merged_cues(lang, own, parse_cue))


def parse_cue(entry: Entry) -> Cue:
    """A line of the lexicon as a `Cue`; "-" is empty."""
    value: dict[str, Any] = {k: (None if v == EMPTY else v) for k, v in entry.items()}
    words = entry["cue"].split()
    return Cue(
        words=tuple(frozenset(word.lower().split("/")) for word in words),
        name=" ".join(word.partition("/")[0] for word in words),
        pos=frozenset((value["pos"] or "").split(",")) - {""},
        stance=value["stance"],
        basis=value["basis"],
        holder=entry["holder"],
        negated=value["negated"],
        requires=tuple(tuple(c.split("/")) for c in (value["requires"] or "").split(";") if c),
        strength=strength_of(entry),
        look=value["look"] == "yes",
    )
