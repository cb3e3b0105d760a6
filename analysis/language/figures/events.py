"""What is said to happen to what is counted: the predicate over it.

Nouns that tell an event count as predicates too (`events.tsv`): "die Entsendung von 3.000 Soldaten"
and "3.000 Soldaten wurden entsandt" name one event.
"""

from functools import cache

from spacy.tokens import Token

from analysis.language.figures.nouns import lemma_of
from analysis.lexicon import load_tsv

LONGEST_CLIMB = 8  # arcs from the noun up to its predicate
_CLAUSES = ("ccomp", "parataxis", "advcl", "csubj")


def event_of(token: Token, *, lang: str = "de") -> str | None:
    """Lemma of the predicate over the noun (or bare number) `token`; None when there is none.

    Nouns that tell an event count as predicates ("die Entsendung von …": entsenden), and so do
    nouns with light verbs ("ums Leben kommen": sterben). The climb ends at the clause: what a
    speaker does with it ("…, sagte er") happens to nobody counted.
    """
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if token.pos_ == "VERB" or head.i == token.i:
            return _predicate(token, lang) if token.pos_ in ("VERB", "AUX") else None
        if token.dep_ in _CLAUSES:
            return None
        if token.dep_ in ("nmod", "appos"):
            verb = _events(lang).get((lemma_of(head), ""))
            if verb:
                return verb
        token = head
    return None


def _predicate(verb: Token, lang: str) -> str:
    lemma = lemma_of(verb)
    for child in verb.children:
        verb_lemma = _events(lang).get((child.lemma_, lemma))
        if verb_lemma:
            return verb_lemma
    return lemma


@cache
def _events(lang: str) -> dict[tuple[str, str], str]:
    return {(row["noun"], row["light"]): row["verb"] for row in load_tsv(lang, "events")}
