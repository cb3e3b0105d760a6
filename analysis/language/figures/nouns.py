"""What a number counts and what narrows it, from the parse.

Neighbouring words are tried first and the tree second: a noun phrase is mostly in order even when
an arc is wrong. Only Universal Dependencies labels are used.
"""

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.figures.bare_nouns import (
    bare_noun,
    bare_tally,
    is_bare,
    singular,
)
from analysis.language.figures.kinds import is_unit
from analysis.language.figures.number_words import fold
from analysis.language.lemmas import INFLECTION
from analysis.language.weak_verbs import is_participle
from analysis.lexicon import load_toml

FARTHEST = 14  # tokens between a number and its noun in the longest participle phrases of the news
FARTHEST_COLON = 4  # tokens between a colon and the number behind it: "Tote: weit mehr als 40"
NOUNS = ("NOUN", "PROPN")


class Counted(NamedTuple):
    """The noun's token (None when only its lemma is known), its lemma, and how it was found."""

    token: Token | None
    lemma: str | None
    rule: str


def find_noun(doc: Doc, first: Token, after: int, *, lang: str = "de") -> Counted:
    """What the number at token `first` counts; `after` is the index of the token behind it."""
    words = load_toml(lang, "figures")["nouns"]
    head = first.head if _reaches(doc, first, after) else None
    for token, rule in (
        (next_noun(doc, after, first), "noun:next"),
        (_plural(partitive(doc, after, first, words)), "noun:partitive"),
        (head, "noun:nummod"),
        (_behind_participle(doc, after, first), "noun:participle"),
    ):
        if token is not None:
            return summed(doc, token, rule, words)
    found = _tally(doc, first, words) or among(doc, first, words)
    found = found or _before(doc, first, words)
    return found or Counted(None, None, "noun:none")


def _plural(noun: Token | None) -> Token | None:
    """`drei der Frauen` are some of them; in `die 23 der Polizei` another noun is left out."""
    return noun if noun is not None and is_plural(noun) else None


def among(doc: Doc, first: Token, words: dict) -> Counted | None:
    """`Unter den Frauen sind es 46 Prozent`, `Von den Geiseln leben noch 38`.

    The noun behind the last "unter", or behind the "von" that begins the sentence.
    """
    start = sentence_start(first)
    for at in range(first.i - 1, start - 1, -1):
        word = fold(doc[at].text)
        opens = at == start and word in words["of_them"] and doc[at + 1].pos_ == "DET"
        if word == words["among"] or opens:
            articled = doc[at + 1].pos_ == "DET" or doc[at + 1].pos_ == "NUM"
            noun = next_noun(doc, at + 1 + articled, first)
            if noun is not None and noun.i < first.i and not is_unit(noun.text, doc.lang_):
                return Counted(noun, lemma_of(noun), "noun:among")
    return None


def summed(doc: Doc, token: Token, rule: str, words: dict) -> Counted:
    """`1.100 Tote und Verletzte`: a sum is both; `40 Lehrerinnen und Lehrer` are one."""
    pair = doc[token.i : token.i + 3]
    if len(pair) == 3 and pair[1].pos_ == "CCONJ" and pair[2].dep_ == "conj":
        one, other = lemma_of(pair[0]), lemma_of(pair[2])
        for first, second in ((one, other), (other, one)):
            if fold(first) == _feminine(second, words):
                return Counted(pair[2], second, rule)
        if _is_summed(pair[0], pair[2], words):
            return Counted(pair[2], f"{one} {pair[1].text} {other}", rule)
    return Counted(token, lemma_of(token), rule)


def _is_summed(one: Token, other: Token, words: dict) -> bool:
    """Two bare plural nouns; the number of participle nouns is often misread."""
    weak = lemma_of(other).endswith(tuple(words["weak_endings"]))
    nouns = all(token.pos_ in NOUNS or _is_nominal(token) for token in (one, other))
    return nouns and is_plural(one) and (weak or is_plural(other))


def is_plural(noun: Token) -> bool:
    """Whether the noun can be a plural."""
    return "Number=Sing" not in str(noun.morph)


def _feminine(noun: str, words: dict) -> str:
    return fold(noun).removesuffix("e") + words["feminine"]


def _reaches(doc: Doc, first: Token, after: int) -> bool:
    """Whether the number's head can be its noun: behind it, with no other phrase between."""
    head = first.head
    if first.dep_ != "nummod" or head.pos_ not in NOUNS or not after <= head.i:
        return False
    between = doc[after : head.i]
    breaks = any(
        token.pos_ in ("AUX", "PRON", "SCONJ") or "VerbForm=Fin" in str(token.morph)
        for token in between
    )
    governed = any(child.dep_ == "case" and child.i >= after for child in head.lefts)
    return head.i <= first.i + FARTHEST and not breaks and not governed  # "2.600 zu Hause"


def find_next(doc: Doc, first: Token, after: int) -> Counted:
    """The noun right behind, over adjectives only: "die dritte Bewerbung"."""
    noun = next_noun(doc, after, first)
    if noun is None:
        return Counted(None, None, "noun:none")
    return Counted(noun, lemma_of(noun), "noun:next")


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence (`token.sent` walks the whole Doc each time)."""
    at = token.i
    while at > 0 and not token.doc[at].is_sent_start:
        at -= 1
    return at


def sentence_end(token: Token) -> int:
    """Index behind the last token of the sentence."""
    at = token.i + 1
    while at < len(token.doc) and not token.doc[at].is_sent_start:
        at += 1
    return at


def lemma_of(token: Token) -> str:
    """The token's lemma; its singular when there is no parse."""
    return token.lemma_ or (singular(token) if is_bare(token) else token.text)


def noun_before(preposition: Token) -> Token | None:
    """The noun right before a preposition, which it hangs on far more often than the parse says."""
    before = preposition.nbor(-1) if preposition.i else preposition
    return before if before.pos_ == "NOUN" else None


def next_noun(doc: Doc, at: int, first: Token) -> Token | None:
    """The next noun from token `at` on, over adjectives and what joins them; None at a break."""
    if is_bare(first):
        return bare_noun(doc, at)
    narrowed = False
    for token in doc[at : at + FARTHEST]:
        if (token.is_sent_start and token.i > first.i) or token.is_space:
            return None
        if token.pos_ in NOUNS or _is_nominal(token):
            return token
        joins = token.pos_ in ("CCONJ", "PUNCT") and _next_is_adjective(doc, token.i + 1)
        narrows = _is_adjective(token) or _grades(token)
        if not narrows and not (joins and narrowed) and not joins_number(token):
            return None
        narrowed = narrowed or narrows
    return None


def _grades(token: Token) -> bool:
    """`neun teils schwer verletzte Gäste`: what says how much of an adjective before a noun."""
    head = token.head
    if token.pos_ not in ("ADV", "PART") or head.i < token.i:
        return False
    return token.dep_ == "amod" or (
        head.pos_ == "ADJ" and (head.dep_ == "amod" or head.head.i > head.i)
    )


def _is_adjective(token: Token) -> bool:
    """An adjective, a participle before a noun, or a pronoun used like one ("solcher")."""
    if token.pos_ == "VERB" and token.i + 1 < len(token.doc):
        finite = "VerbForm=Fin" in str(token.morph) or "VerbForm=Inf" in str(token.morph)
        follows = token.nbor().pos_ in NOUNS
        taken = finite and follows and token.i > 0 and token.nbor(-1).pos_ == "NUM"
        if taken and is_plural(token.nbor()):  # "14 verletzte Beamte"
            return is_participle(INFLECTION.sub("", token.lower_), lang=token.lang_)
        return not finite and follows
    return token.pos_ == "ADJ" or fold(token.text) in _pronominal(token.lang_)


@cache
def _pronominal(lang: str) -> frozenset[str]:
    return frozenset(load_toml(lang, "figures")["nouns"]["pronominal"])


def _is_nominal(token: Token) -> bool:
    """A capitalised adjective or participle that no noun follows: "zwei Verletzte"."""
    follows = token.i + 1 < len(token.doc) and token.nbor().pos_ in (*NOUNS, "ADJ")
    return token.pos_ in ("ADJ", "VERB") and token.text[:1].isupper() and not follows


def joins_number(token: Token) -> bool:
    """`300 getötete und 2.700 verletzte Soldaten`: a second number with adjectives of its own."""
    at = token.i + 1 if token.pos_ == "CCONJ" else token.i
    doc = token.doc
    joined = 1 < at < len(doc) and doc[at - 1].pos_ == "CCONJ" and doc[at - 2].pos_ == "ADJ"
    return joined and doc[at].pos_ == "NUM" and _next_is_adjective(doc, at + 1)


def _next_is_adjective(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].pos_ == "ADJ" and doc[at - 1].text != "."


def partitive(doc: Doc, at: int, first: Token, words: dict) -> Token | None:
    """`11.000 der entsandten Soldaten`, `33 der noch rund 98 Geiseln`."""
    if at < len(doc) and doc[at].is_quote:
        at += 1  # "„unter 40 Prozent“ seines Geldes"
    if at >= len(doc) or doc[at].is_sent_start or fold(doc[at].text) not in words["partitives"]:
        return None
    for token in doc[at + 1 : at + FARTHEST]:
        if token.is_sent_start:
            return None
        if token.pos_ not in ("DET", "NUM") and fold(token.text) not in words["determiners"]:
            return next_noun(doc, token.i, first) or _behind_participle(doc, token.i, first)
    return None


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
    """`Die Zahl der Toten liegt bei 34`, `die Opferzahl stieg auf 34`; also behind the number."""
    if is_bare(first):
        noun = bare_tally(doc, first, sentence_start(first))
        return Counted(noun, lemma_of(noun), "noun:tally") if noun is not None else None
    sentence = doc[sentence_start(first) : sentence_end(first)]
    left = [token for token in sentence if token.i < first.i]
    for token in (*reversed(left), *sentence[len(left) :]):
        if token.pos_ in NOUNS:
            counted = _tallied(doc, token, first, words)
            if counted is not None:
                return counted
    return None


def _tallied(doc: Doc, token: Token, first: Token, words: dict) -> Counted | None:
    """What the noun `token` is a number of; None when it is no word of quantity or says nothing."""
    lemma, known = lemma_of(token), is_quantity(token, words)
    if known and token.i and fold(token.nbor(-1).text) in words["relatives"]:
        return _antecedent(doc, token.i - 1)
    if not known:
        ending = next((e for e in words["tally_suffixes"] if lemma.lower().endswith(e)), "")
        whole = lemma.removesuffix(ending).removesuffix(words["linking"]).rstrip("-")
        counts = bool(ending) and len(whole) > 2
        return Counted(token, _part_lemma(whole, words), "noun:tally") if counts else None
    of = [
        child
        for child in token.rights
        if child.dep_ == "nmod" and _is_genitive(child, words)
        and (child.i < first.i) == (token.i < first.i)
    ]  # fmt: skip
    noun = of[0] if of else partitive(doc, token.i + 1, first, words)
    if noun is None or (noun.i < first.i) != (token.i < first.i):
        return None
    if fold(lemma) in words["counts_of"] and not is_plural(noun):
        return None
    return Counted(noun, lemma_of(noun), "noun:tally")


def _part_lemma(part: str, words: dict) -> str:
    """The lemma of a compound's part: Stimmen -> Stimme, Patienten -> Patient."""
    for ending, lemma in words["plural_parts"].items():
        if re.search(ending, part):
            return re.sub(ending, lemma, part)
    return part


def is_quantity(token: Token, words: dict) -> bool:
    """Whether the noun only says that there is a number: Zahl, Anteil, Betrag."""
    return fold(lemma_of(token)) in words["tallies"]


def look_through(token: Token, first: Token, rule: str, lang: str) -> Counted:
    """What stands behind a word of quantity ("der Anteil der Mieter"); else the noun itself."""
    words = load_toml(lang, "figures")["nouns"]
    counted = _tallied(token.doc, token, first, words)
    if counted is None and is_quantity(token, words):
        return Counted(None, None, "noun:none")
    return counted or Counted(token, lemma_of(token), rule)


def _is_genitive(token: Token, words: dict) -> bool:
    """`die Zahl der Toten`, `die Zahl von Toten`; not `die Bilanz am Abend`."""
    cases = [fold(child.text) for child in token.lefts if child.dep_ == "case"]
    return token.pos_ in NOUNS and all(case in words["partitives"] for case in cases)


def _antecedent(doc: Doc, at: int) -> Counted | None:
    """The noun before the relative pronoun at `at`: "die Verletzten, deren Zahl …"."""
    while at > 0 and doc[at].pos_ not in NOUNS:
        at -= 1
    return Counted(doc[at], lemma_of(doc[at]), "noun:tally") if doc[at].pos_ in NOUNS else None


def _before(doc: Doc, first: Token, words: dict) -> Counted | None:
    """`Soldaten: 11.000`, `Tote und Verletzte: mindestens 40`, `Soldaten (11.000)`."""
    at = first.i - 1
    while (
        at > 0 and doc[at].pos_ in ("ADV", "ADP", "ADJ", "CCONJ") and at > first.i - FARTHEST_COLON
    ):
        at -= 1
    timed = at > 1 and doc[at - 2].pos_ == "NUM"  # "15.05 Uhr: 6.000 oder 15.000?"
    if at < 1 or timed or doc[at].text not in (":", "(") or doc[at - 1].pos_ not in NOUNS:
        return None
    if not is_plural(doc[at - 1]):  # "Kommentar: 40"
        return None
    pair = at > 2 and doc[at - 2].pos_ == "CCONJ" and doc[at - 3].pos_ in NOUNS
    return summed(doc, doc[at - 3] if pair else doc[at - 1], "noun:before", words)


def heading_noun(doc: Doc, first: Token) -> Counted | None:
    """`Der Schaden für die Stadt: 40 Millionen Euro`: the noun that heads what a colon opens."""
    start = sentence_start(first)
    colon = next((at for at in range(first.i - 1, start, -1) if doc[at].text == ":"), start)
    if colon == start or any(token.pos_ in ("VERB", "AUX") for token in doc[start:colon]):
        return None
    if doc[start].pos_ == "ADP":  # "Zum Vergleich: 40 Euro"
        return None
    noun = next((token for token in doc[start:colon] if token.pos_ == "NOUN"), None)
    return None if noun is None else Counted(noun, lemma_of(noun), "noun:before")
