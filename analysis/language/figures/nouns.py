"""What a number counts, from the parse.

Neighbouring words are tried first and the tree second: a noun phrase is mostly in order even when
an arc is wrong. Only Universal Dependencies labels are used.
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.figures.bare_nouns import bare_tally, is_bare
from analysis.language.figures.kinds import is_unit
from analysis.language.figures.phrases import (
    FARTHEST,
    NOUNS,
    behind_participle,
    is_nominal,
    is_plural,
    lemma_of,
    next_noun,
    partitive,
    sentence_end,
    sentence_start,
)
from analysis.lexicon import fold, load_toml

FARTHEST_COLON = 4  # tokens between a colon and the number behind it: "Tote: weit mehr als 40"


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
        (behind_participle(doc, after, first), "noun:participle"),
    ):
        if token is not None:
            return summed(doc, token, rule, words)
    found = of_which(doc, first, words) or _tally(doc, first, words) or among(doc, first, words)
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
            if noun is not None and noun.text.endswith("-"):  # "den 18- bis 29-Jährigen"
                noun = next_noun(doc, noun.i + 2, first)
            if noun is None or noun.i >= first.i or is_unit(noun.text, doc.lang_):
                continue
            if word != words["among"] or is_plural(noun):  # not "unter dem Strich"
                return Counted(noun, lemma_of(noun), "noun:among")
    return None


def of_which(doc: Doc, first: Token, words: dict) -> Counted | None:
    """`Anlagen, von denen 40 …`: the noun before the comma that the relative pronoun stands for."""
    for at in range(first.i - 1, max(sentence_start(first) + 2, first.i - FARTHEST), -1):
        if doc[at].is_punct:
            return None
        comma, of, them = (fold(token.text) for token in doc[at - 2 : at + 1])
        if comma == "," and of in words["of_them"] and them in words["pronouns"]:
            if doc[at - 3].like_num:  # "maximal 4.000, von denen 40": of what that number counts
                return None
            found = _antecedent(doc, at - 3)
            return found and found._replace(rule="noun:of_which")
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
    nouns = all(token.pos_ in NOUNS or is_nominal(token) for token in (one, other))
    return nouns and is_plural(one) and (weak or is_plural(other))


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
    """What stands behind a word of quantity or a unit ("der Anteil der Mieter", "ein Kilo Reis").

    Else it is the noun itself.
    """
    if is_unit(token.text, lang) and token.i + 1 < len(token.doc) and token.nbor().pos_ == "NOUN":
        token = token.nbor()
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
    if colon == start or any(token.pos_ in ("VERB", "AUX") for token in doc[start : first.i]):
        return None
    if doc[start].pos_ == "ADP":  # "Zum Vergleich: 40 Euro"
        return None
    noun = next((token for token in doc[start:colon] if token.pos_ == "NOUN"), None)
    if noun is None or is_quantity(noun, load_toml(doc.lang_, "figures")["nouns"]):
        return None  # "Zahl des Tages: 43 Tonnen"
    return Counted(noun, lemma_of(noun), "noun:before")
