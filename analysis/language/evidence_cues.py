"""Cues of evidence language: the lexicon `evidence.tsv` and where its entries stand in a Doc."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from analysis.errors import InputError
from analysis.lexicon import load_toml, load_tsv

NONE = "none"
SPOKEN = ("source", "named", "anonymous", "hearsay")  # bases of cues that hand a claim on


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
    def speaks(self) -> bool:
        """It hands a claim to somebody, or holds it for somebody."""
        return not self.is_stop and (self.holder == "source" or self.basis in SPOKEN)

    @property
    def is_stop(self) -> bool:
        """A false friend: its words carry no mark."""
        return self.stance == NONE


class Hit(NamedTuple):
    """An entry found in a Doc; `tokens` are its words, `anchor` the one the others depend on."""

    cue: Cue
    tokens: tuple[Token, ...]
    anchor: Token


class CueIndex:
    """Entries by their first word."""

    def __init__(self, cues: Iterable[Cue], forms: Mapping[str, str]):
        self.forms = forms
        self.by_word: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            for word in cue.words[0]:
                self.by_word[word].append(cue)
        self.speaking = frozenset(
            word
            for word, entries in self.by_word.items()
            for cue in entries
            if cue.speaks and "VERB" in cue.pos
        )

    def find(self, doc: Doc) -> list[Hit]:
        """All entries in the Doc by words and part of speech; they may overlap."""
        lemmas = [self.lemma(token) for token in doc]
        hits = []
        for i, token in enumerate(doc):
            cues = self.by_word.get(lemmas[i], []) + self.by_word.get(token.lower_, [])
            for cue in dict.fromkeys(cues):
                if self._matches(doc, lemmas, i, cue):
                    tokens = tuple(doc[i : i + len(cue.words)])
                    hits.append(Hit(cue, tokens, _anchor(tokens)))
        return hits

    def lemma(self, token: Token) -> str:
        """Lower-case lemma, the separated prefix of a verb put in front."""
        if token.pos_ not in ("VERB", "AUX"):
            return token.lemma_.lower()
        lemma = self.forms.get(token.lower_, token.lemma_.lower())
        for child in token.children:
            if child.dep_ == "compound:prt":
                prefix = child.lower_
                return lemma if lemma.startswith(prefix) else prefix + lemma
        return self._with_stray_prefix(token, lemma)

    def _with_stray_prefix(self, token: Token, lemma: str) -> str:
        """The same when the parse lost the prefix: the clause's last word makes a known verb."""
        if token.morph.get("VerbForm", [""]) != ["Fin"]:
            return lemma
        end = token.i + 1
        while end < token.sent.end and not token.doc[end].is_punct:
            end += 1
        last = token.doc[end - 1]
        if last.i > token.i and last.pos_ in ("ADV", "ADP", "ADJ"):
            joined = last.lower_ + lemma
            if joined in self.by_word:
                return joined
        return lemma

    @staticmethod
    def _matches(doc: Doc, lemmas: list[str], start: int, cue: Cue) -> bool:
        if cue.pos and doc[start].pos_ not in cue.pos:
            return False
        if start + len(cue.words) > len(doc):
            return False
        return all(
            lemmas[start + n] in words or doc[start + n].lower_ in words
            for n, words in enumerate(cue.words[1:], 1)
        )


def _anchor(tokens: tuple[Token, ...]) -> Token:
    """The word whose head is not among the words; the last one when there are several."""
    inside = {token.i for token in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    return heads[-1] if heads else tokens[-1]


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that share no word: of two, the one with more words stays, then the earlier."""
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda h: (-len(h.tokens), h.tokens[0].i)):
        places = {token.i for token in hit.tokens}
        if not places & taken:
            taken |= places
            kept.append(hit)
    return sorted(kept, key=lambda h: h.tokens[0].i)


@cache
def load_cues(lang: str) -> CueIndex:
    """The index of a language's `evidence.tsv`.

    Raises:
        InputError: an entry's strength is no number.
    """
    cues = [parse_cue(entry) for entry in load_tsv(lang, "evidence")]
    return CueIndex(cues, load_toml(lang, "evidence")["forms"])


def parse_cue(entry: Mapping[str, str]) -> Cue:
    """A line of the lexicon as a `Cue`; "-" is empty."""
    value: dict[str, Any] = {k: (None if v == "-" else v) for k, v in entry.items()}
    try:
        strength = float(value["strength"]) if value["strength"] else None
    except ValueError as error:
        raise InputError(
            f"evidence cue {entry['cue']!r}: strength {entry['strength']!r}"
        ) from error
    words = entry["cue"].lower().split()
    return Cue(
        words=tuple(frozenset(word.split("/")) for word in words),
        name=" ".join(word.partition("/")[0] for word in entry["cue"].split()),
        pos=frozenset((value["pos"] or "").split(",")) - {""},
        stance=value["stance"],
        basis=value["basis"],
        holder=entry["holder"],
        negated=value["negated"],
        requires=tuple(tuple(c.split("/")) for c in (value["requires"] or "").split(";") if c),
        strength=strength,
        look=value["look"] == "yes",
    )
