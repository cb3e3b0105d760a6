"""What is said to happen to what is counted: the predicate over it.

Nouns that tell an event count as predicates too (`events.tsv`): "die Entsendung von 3.000 Soldaten"
and "3.000 Soldaten wurden entsandt" name one event.
"""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from analysis.language.figures.nouns import lemma_of
from analysis.language.figures.number_words import fold
from analysis.lexicon import load_toml, load_tsv

LONGEST_CLIMB = 8  # arcs from the noun up to its predicate
_TOLD = ("obj", "nsubj", "nsubj:pass", "ccomp", "parataxis")
_ACTS = frozenset(("obj:claim", "obj:act", "-"))  # told of a claim or an act, never of a number
_CLAUSES = ("ccomp", "parataxis", "advcl", "csubj")


class Told(NamedTuple):
    """A figure's words: where they start, and the folded word before them."""

    start: int
    before: str


def event_of(token: Token, *, lang: str = "de", told: Told | None = None) -> str | None:
    """Lemma of the predicate over the noun (or bare number) `token`; None when there is none.

    Nouns that tell an event count as predicates ("die Entsendung von …": entsenden). The climb ends
    at the clause: what a speaker does with it ("…, sagte er") happens to nobody counted. Where
    `told` is given and the number is only told ("sprach von 40 Soldaten"), a relative clause may
    say what happens to them.
    """
    counted = token
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if token.pos_ == "VERB":
            return _predicate(token, lang)
        if head.i == token.i or token.dep_ in _CLAUSES:
            return None
        if head.pos_ == "VERB":
            if told is not None and _tells(head, token, told, lang):
                return _told_of(counted, lang)
            return _predicate(head, lang)
        if token.dep_ in ("nmod", "appos"):
            verb = _events(lang).get(lemma_of(head))
            if verb:
                return verb
        token = head
    return None


def _tells(verb: Token, argument: Token, told: Told, lang: str) -> bool:
    """Whether `verb` says or reckons the number: the cue of an attribution is no event."""
    lemma = lemma_of(verb)
    cues = _cues(lang).get(lemma, ())
    cases = (child for child in argument.children if child.dep_ == "case")
    cases = {fold(child.text) for child in cases if child.idx < told.start}
    if not cases and "obj" in cues and (argument.dep_ in _TOLD or argument.pos_ == "NUM"):
        return True
    lexicon = load_toml(lang, "figures")["events"]
    words = lexicon["reckoning"].get(lemma, ())
    if lemma in lexicon["judging"] and argument.dep_ in ("obj", "nsubj:pass"):
        beside = (case for child in verb.children for case in child.children)
        return any(fold(case.text) in lexicon["judging"][lemma] for case in beside)
    return not {*cases, told.before}.isdisjoint((*words, *cues))


def _told_of(counted: Token, lang: str) -> str | None:
    """The verb of a relative clause on what is counted: "40 Soldaten, die entsandt wurden"."""
    for child in counted.children:
        if child.dep_.startswith("acl") and child.pos_ == "VERB" and child.i > counted.i:
            return _predicate(child, lang)
    return None


def _predicate(verb: Token, lang: str) -> str | None:
    """The verb's lemma; None for a copula."""
    copulas = load_toml(lang, "figures")["events"]["copulas"]
    lemma = lemma_of(verb)
    return None if lemma in copulas or any(c.dep_ == "cop" for c in verb.children) else lemma


@cache
def _cues(lang: str) -> dict[str, tuple[str, ...]]:
    """Verbs of speech whose object is what is said, and the prepositions before it."""
    words = load_toml(lang, "figures")["events"]["told"]
    cues: dict[str, tuple[str, ...]] = dict.fromkeys(words, ("obj",))
    for row in load_tsv(lang, "speech"):
        reports = row["reports"].replace("obj:event", "obj").split(",")
        if row["with"] == "-" and not _ACTS.intersection(reports):
            cues[row["lemma"]] = (*cues.get(row["lemma"], ()), *map(fold, reports))
    return cues


@cache
def _events(lang: str) -> dict[str, str]:
    return {row["noun"]: row["verb"] for row in load_tsv(lang, "events")}
