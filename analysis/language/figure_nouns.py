"""What a number counts, what narrows it, and what is said to happen to it, from the parse.

Neighbouring words are tried first and the tree second: a noun phrase is mostly in order even when
an arc is wrong. Only Universal Dependencies labels are used.
"""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.number_words import fold
from analysis.lexicon import load_toml, load_tsv

FARTHEST = 14  # tokens between a number and its noun in the longest participle phrases of the news
LONGEST_CLIMB = 8  # arcs from the noun up to its predicate
_NOUNS = ("NOUN", "PROPN")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "csubj", "xcomp", "ccomp")


class Counted(NamedTuple):
    """The noun's token (None when only its lemma is known), its lemma, and how it was found."""

    token: Token | None
    lemma: str | None
    rule: str


def find_noun(doc: Doc, first: Token, after: int, *, lang: str = "de") -> Counted:
    """What the number at token `first` counts; `after` is the index of the token behind it."""
    words = load_toml(lang, "figures")["nouns"]
    noun = _scan(doc, after, first)
    if noun is not None:
        return Counted(noun, lemma_of(noun), "noun:next")
    partitive = _partitive(doc, after, first, words)
    if partitive is not None:
        return Counted(partitive, lemma_of(partitive), "noun:partitive")
    head = first.head
    if first.dep_ == "nummod" and head.pos_ in _NOUNS and 0 < head.i - first.i <= FARTHEST:
        return Counted(head, lemma_of(head), "noun:nummod")
    return _tally(doc, first, words) or _before(doc, first) or Counted(None, None, "noun:none")


def lemma_of(token: Token) -> str:
    """The token's lemma, its own text when there is none."""
    return token.lemma_ or token.text


def _scan(doc: Doc, at: int, first: Token) -> Token | None:
    """The next noun, over adjectives and what joins them."""
    for token in doc[at : at + FARTHEST]:
        if token.sent != first.sent:
            return None
        if token.pos_ in _NOUNS or _is_nominal(token):
            return token
        joins = token.pos_ in ("CCONJ", "PUNCT") and _next_is_adjective(doc, token.i + 1)
        if token.pos_ != "ADJ" and not joins:
            return None
    return None


def _is_nominal(token: Token) -> bool:
    """A capitalised adjective or numeral that no noun follows: "zwei Verletzte"."""
    follows = token.i + 1 < len(token.doc) and token.nbor().pos_ in (*_NOUNS, "ADJ")
    return token.pos_ == "ADJ" and token.text[:1].isupper() and not follows


def _next_is_adjective(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].pos_ == "ADJ" and doc[at - 1].text != "."


def _partitive(doc: Doc, at: int, first: Token, words: dict) -> Token | None:
    """`11.000 der entsandten Soldaten`, `zwei von ihren Leuten`."""
    if at >= len(doc) or fold(doc[at].text) not in words["partitives"]:
        return None
    at += 1
    while (at < len(doc) and doc[at].pos_ in ("DET", "NUM")) or (
        at < len(doc) and doc[at].like_num
    ):
        at += 1
    return _scan(doc, at, first)


def _tally(doc: Doc, first: Token, words: dict) -> Counted | None:
    """`Die Zahl der Toten liegt bei 34`, `die Opferzahl stieg auf 34`."""
    for token in reversed(doc[first.sent.start : first.i]):
        word = fold(token.text)
        if token.pos_ not in _NOUNS:
            continue
        if word in words["tallies"]:
            noun = _scan(doc, token.i + 2, first) or _scan(doc, token.i + 1, first)
            return Counted(noun, lemma_of(noun), "noun:tally") if noun is not None else None
        suffix = words["tally_suffix"]
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return Counted(token, lemma_of(token)[: -len(suffix)], "noun:tally")
    return None


def _before(doc: Doc, first: Token) -> Counted | None:
    """`Soldaten: 11.000`, `Soldaten (11.000)`."""
    at = first.i - 1
    if at > 0 and doc[at].text in (":", "(") and doc[at - 1].pos_ in _NOUNS:
        return Counted(doc[at - 1], lemma_of(doc[at - 1]), "noun:before")
    return None


def qualifiers_of(noun: Token, number: Token, *, lang: str = "de") -> tuple[str, ...]:
    """Lemmas of the adjectives of `noun`, and where its bearers are from ("aus Nordkorea")."""
    words = load_toml(lang, "figures")["nouns"]
    plain = words["plain_adjectives"]
    found = {}
    for token in noun.lefts:
        if token.dep_ == "amod" and token.pos_ == "ADJ":
            found[token.i] = token
    at = noun.i - 1
    while at > number.i and noun.doc[at].pos_ in ("ADJ", "CCONJ", "PUNCT"):
        if noun.doc[at].pos_ == "ADJ":
            found[at] = noun.doc[at]
        at -= 1
    for token in noun.rights:
        if token.dep_ == "nmod" and any(
            fold(child.text) in words["origin"] for child in token.lefts
        ):
            found[token.i] = token
    lemmas = (lemma_of(found[at]) for at in sorted(found))
    return tuple(lemma for lemma in lemmas if _stem(lemma) not in plain and not lemma[0].isdigit())


def _stem(lemma: str) -> str:
    folded = fold(lemma)
    return folded if not folded.endswith("e") else folded[:-1]


@cache
def _events(lang: str) -> dict[str, str]:
    return {row["noun"]: row["verb"] for row in load_tsv(lang, "events")}


def event_of(token: Token, *, lang: str = "de") -> str | None:
    """Lemma of the predicate over the noun (or the bare number) `token`; None when there is none."""
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if head.i == token.i:
            return lemma_of(token) if token.pos_ == "VERB" else None
        if head.pos_ == "VERB":
            return lemma_of(head)
        if token.dep_ in ("nmod", "appos") and head.pos_ == "NOUN":
            verb = _events(lang).get(lemma_of(head))
            if verb:
                return verb
        if head.pos_ == "AUX" and token.dep_ in _ARGUMENTS:
            return lemma_of(head)
        token = head
    return None
