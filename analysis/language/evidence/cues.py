"""Cues of evidence language: the lexicon `evidence.tsv` and where its entries stand in a Doc."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Token

from analysis.errors import InputError
from analysis.language.evidence.clauses import View
from analysis.lexicon import load_tsv, parse_tsv

EMPTY, NONE, OFF = "-", "none", "off"
LABELS = ("stance", "basis", "holder", "negated")
NAMED, ANONYMOUS, HEARSAY = "named", "anonymous", "hearsay"
SPOKEN = ("source", NAMED, ANONYMOUS, HEARSAY)  # bases of cues that hand a claim on
ANY_START = "*"  # a word of the lexicon that begins so is the end of a word in the text


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
        self.cues = tuple(cues)
        for cue in self.cues:
            for word in cue.words[0]:
                if word.startswith(ANY_START):
                    self.by_end[word[1:]].append(cue)
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
        ends = tuple(self.by_end)
        hits = []
        for token, lemma in zip(view.tokens, view.lemmas, strict=True):
            i, form = token.i, token.lower_
            cues = [*self.by_word.get(lemma, ()), *self.by_word.get(form, ())]
            if form.endswith(ends):
                cues += [c for e in ends if form.endswith(e) for c in self.by_end[e]]
            for cue in {id(c): c for c in cues}.values():
                if _matches(view, i, cue):
                    tokens = tuple(view.tokens[i : i + len(cue.words)])
                    hits.append(Hit(cue, tokens, _anchor(tokens)))
        return hits


def _matches(view: View, start: int, cue: Cue) -> bool:
    if cue.pos and view.tokens[start].pos_ not in cue.pos:
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
    return tuple(word[1:] for word in words if word.startswith(ANY_START))


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
    """The index of a language's `evidence.tsv`, changed by a user's own file.

    Args:
        lang: language of the lexicon.
        own: a TSV with the same columns (missing ones count as "-"). Its entries take the place
            of ours with the same words; stance "off" only takes ours away.

    Raises:
        InputError: the file cannot be read, or an entry has an unknown label or no number where
            one is due.
    """
    ours = load_tsv(lang, "evidence")
    theirs = _read_own(own, tuple(ours[0])) if own is not None else []
    labels = {name: {entry[name] for entry in ours} for name in LABELS}
    for entry in theirs:
        where = place_of(own, entry["cue"])
        _check_labels(entry, labels, where=where)
        try:
            parse_cue(entry)
        except InputError as error:
            raise InputError(f"{where}: {error}") from error
    changed = {entry["cue"] for entry in theirs}
    kept = [entry for entry in ours if entry["cue"] not in changed]
    added = [entry for entry in theirs if entry["stance"] != OFF]
    return CueIndex(parse_cue(entry) for entry in kept + added)


def _read_own(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        entries = parse_tsv(path.read_text(encoding="utf-8"), where=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"own cues {path}: {error}") from error
    empty = dict.fromkeys(columns, EMPTY) | {"holder": "writer"}
    unknown = {name for entry in entries for name in entry} - set(columns)
    if unknown or any("cue" not in entry for entry in entries):
        raise InputError(f"own cues {path}: columns are {', '.join(columns)}; `cue` is needed")
    return [empty | entry for entry in entries]


def place_of(path: Path, cue: str) -> str:
    """File and line of a user's entry, for an error message."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    number = next((n for n, line in lines if cue in line.split("\t")), 0)
    return f"own cues {path}, line {number}"


def _check_labels(entry: Mapping[str, str], labels: Mapping[str, set[str]], *, where: str) -> None:
    for name, known in labels.items():
        if entry[name] not in known and entry["stance"] != OFF:
            raise InputError(
                f"{where}, cue {entry['cue']!r}: {name} {entry[name]!r} is none of "
                f"{', '.join(sorted(known - {EMPTY}))}"
            )


def parse_cue(entry: Mapping[str, str]) -> Cue:
    """A line of the lexicon as a `Cue`; "-" is empty."""
    value: dict[str, Any] = {k: (None if v == EMPTY else v) for k, v in entry.items()}
    try:
        strength = float(value["strength"]) if value["strength"] else None
    except ValueError as error:
        raise InputError(
            f"evidence cue {entry['cue']!r}: strength {entry['strength']!r} is no number"
        ) from error
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
        strength=strength,
        look=value["look"] == "yes",
    )
