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
NOUNS = ("NOUN", "PROPN")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "csubj", "xcomp", "ccomp")


class Counted(NamedTuple):
    """The noun's token (None when only its lemma is known), its lemma, and how it was found."""

    token: Token | None
    lemma: str | None
    rule: str


def find_noun(
    doc: Doc, first: Token, after: int, *, unit: bool = False, lang: str = "de"
) -> Counted:
    """What the number at token `first` counts; `after` is the index of the token behind it.

    With `unit`, the words between are the unit's: what is measured stands behind them ("20 Prozent
    der Befragten") or is the subject ("der Schaden beträgt 3.000 Euro").
    """
    words = load_toml(lang, "figures")["nouns"]
    noun = None if unit and _breaks(doc, after) else next_noun(doc, after, first)
    if noun is not None:
        return Counted(noun, lemma_of(noun), "noun:next")
    partitive = _partitive(doc, after, first, words)
    if partitive is not None:
        return Counted(partitive, lemma_of(partitive), "noun:partitive")
    if unit:
        return _measured(first, words) or _unit_word(doc, after)
    head = first.head
    if first.dep_ == "nummod" and head.pos_ in NOUNS and 0 < head.i - first.i <= FARTHEST:
        return Counted(head, lemma_of(head), "noun:nummod")
    embedded = _behind_participle(doc, after, first)
    if embedded is not None:
        return Counted(embedded, lemma_of(embedded), "noun:participle")
    return _tally(doc, first, words) or _before(doc, first) or Counted(None, None, "noun:none")


def _breaks(doc: Doc, at: int) -> bool:
    """A name behind a unit is no measured thing: "5 Euro Trump zufolge"."""
    return at < len(doc) and doc[at].pos_ == "PROPN"


def _measured(first: Token, words: dict) -> Counted | None:
    """The subject of a verb that measures, over the number."""
    token = first
    for _ in range(LONGEST_CLIMB):
        if token.pos_ == "VERB" or token.head.i == token.i:
            break
        token = token.head
    if token.lemma_ not in words["measure_verbs"]:
        return None
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if not subjects or subjects[0].pos_ not in NOUNS:
        return None
    return Counted(subjects[0], lemma_of(subjects[0]), "noun:measured")


def _unit_word(doc: Doc, after: int) -> Counted:
    """The unit itself, when nothing else is said to be measured: "vier Minuten"."""
    token = doc[after - 1]
    return Counted(None, lemma_of(token) if token.is_alpha else None, "noun:unit")


def noun_of_date(first: Token) -> Counted:
    """The noun a year stands behind: "die Unterhauswahl 2010"."""
    before = first.nbor(-1) if first.i else None
    if before is None or before.pos_ != "NOUN":
        return Counted(None, None, "noun:none")
    return Counted(None, lemma_of(before), "noun:before")


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence (`token.sent` walks the whole Doc each time)."""
    at = token.i
    while at > 0 and not token.doc[at].is_sent_start:
        at -= 1
    return at


def lemma_of(token: Token) -> str:
    """The token's lemma, its own text when there is none."""
    return token.lemma_ or token.text


def next_noun(doc: Doc, at: int, first: Token) -> Token | None:
    """The next noun from token `at` on, over adjectives and what joins them; None at a break."""
    for token in doc[at : at + FARTHEST]:
        if token.is_sent_start and token.i > first.i:
            return None
        if token.pos_ in NOUNS or _is_nominal(token):
            return token
        joins = token.pos_ in ("CCONJ", "PUNCT") and _next_is_adjective(doc, token.i + 1)
        if token.pos_ != "ADJ" and not joins:
            return None
    return None


def _is_nominal(token: Token) -> bool:
    """A capitalised adjective or numeral that no noun follows: "zwei Verletzte"."""
    follows = token.i + 1 < len(token.doc) and token.nbor().pos_ in (*NOUNS, "ADJ")
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
    return next_noun(doc, at, first)


def _behind_participle(doc: Doc, at: int, first: Token) -> Token | None:
    """`drei nach Russland verlegte Einheiten`: over a prepositional phrase and its participle."""
    if at >= len(doc) or doc[at].pos_ != "ADP":
        return None
    for token in doc[at + 1 : at + FARTHEST]:
        if token.is_sent_start or token.is_punct or token.pos_ in ("AUX", "SCONJ"):
            return None
        inside = token.pos_ in NOUNS or token.pos_ == "ADV"
        if inside and _next_is_adjective(doc, token.i + 1):
            return next_noun(doc, token.i + 1, first)
    return None


def _tally(doc: Doc, first: Token, words: dict) -> Counted | None:
    """`Die Zahl der Toten liegt bei 34`, `die Opferzahl stieg auf 34`."""
    for token in reversed(doc[sentence_start(first) : first.i]):
        word = fold(token.text)
        if token.pos_ not in NOUNS:
            continue
        if word in words["tallies"]:
            noun = next_noun(doc, token.i + 2, first) or next_noun(doc, token.i + 1, first)
            return Counted(noun, lemma_of(noun), "noun:tally") if noun is not None else None
        suffix = words["tally_suffix"]
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return Counted(token, lemma_of(token)[: -len(suffix)], "noun:tally")
    return None


def _before(doc: Doc, first: Token) -> Counted | None:
    """`Soldaten: 11.000`, `Soldaten (11.000)`."""
    at = first.i - 1
    if at > 0 and doc[at].text in (":", "(") and doc[at - 1].pos_ in NOUNS:
        return Counted(doc[at - 1], lemma_of(doc[at - 1]), "noun:before")
    return None


def qualifiers_of(noun: Token, after: int, *, lang: str = "de") -> tuple[str, ...]:
    """Lemmas of the adjectives of `noun`, and where its bearers are from ("aus Nordkorea").

    `after` is the index of the first token behind the number.
    """
    words = load_toml(lang, "figures")["nouns"]
    found = []
    for token in noun.doc[min(after, _phrase_start(noun)) : noun.i]:
        between = after <= token.i
        if token.pos_ == "ADJ" and (between or (noun.i < after and token.head == noun)):
            found.append(token)
    for token in noun.rights:
        if token.dep_ == "nmod" and any(fold(part.text) in words["origin"] for part in token.lefts):
            found.append(token)
    lemmas = [lemma_of(token) for token in found]
    return tuple(lemma for lemma in lemmas if _stem(lemma) not in words["plain_adjectives"])


def _phrase_start(noun: Token) -> int:
    return min(noun.left_edge.i, noun.i)


def _stem(lemma: str) -> str:
    folded = fold(lemma)
    return folded if not folded.endswith("e") else folded[:-1]


@cache
def _events(lang: str) -> dict[str, str]:
    return {row["noun"]: row["verb"] for row in load_tsv(lang, "events")}


def event_of(token: Token, *, lang: str = "de") -> str | None:
    """Lemma of the predicate over the noun (or bare number) `token`; None when there is none."""
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if head.i == token.i:
            return _verb_lemma(token) if token.pos_ == "VERB" else None
        if head.pos_ == "VERB":
            return _verb_lemma(head)
        if token.dep_ in ("nmod", "appos") and head.pos_ == "NOUN":
            verb = _events(lang).get(lemma_of(head))
            if verb:
                return verb
        if head.pos_ == "AUX" and token.dep_ in _ARGUMENTS:
            return lemma_of(head)
        token = head
    return None


def _verb_lemma(verb: Token) -> str:
    """The lemma with its separable prefix, also where the lemmatizer left it out."""
    lemma = lemma_of(verb)
    for child in verb.children:
        if child.dep_ == "compound:prt" and not lemma.startswith(child.lower_):
            return child.lower_ + lemma
    return lemma
