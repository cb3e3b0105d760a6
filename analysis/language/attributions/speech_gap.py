"""A second speaker whose verb is left out: "X zählt 40 Tote, das Amt bis zu 50"."""

from typing import NamedTuple

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of

LINKS = frozenset({"CCONJ", "NOUN", "PUNCT"})  # before the number: then it is a list, no speaker


class Gap(NamedTuple):
    """The comma before the second speaker, its noun, where its phrase ends, and what it says."""

    comma: int
    noun: Token
    source_end: int
    start: int
    end: int


def find_gap(verb: Token, lexicon: Lexicon) -> Gap | None:
    """Another noun and another number behind a comma, and no verb."""
    doc, (_, stop) = verb.doc, line_of(verb)
    for comma in range(verb.i + 1, stop):
        if doc[comma].text != "," or not any(t.like_num for t in doc[verb.i : comma]):
            continue
        rest = doc[comma + 1 : stop]
        number = next((t.i for t in rest if t.like_num or t.pos_ == "NUM"), None)
        if number is None or any(_is_verb(t) or t.text == "," for t in rest):
            return None
        noun = next((t for t in doc[comma + 1 : number] if t.pos_ in ("NOUN", "PROPN")), None)
        if noun is None or rest[0].pos_ not in ("DET", "NOUN", "PROPN"):
            return None
        if noun.lower_ in lexicon.words["amounts"] or lexicon.in_group(noun.lemma_, "quantity"):
            return None  # "40 Gäste, ein Viertel davon über 70"
        end = _end_of_name(noun, number)
        start = end + (doc[end].pos_ == "ADP" and doc[end].lower_ not in lexicon.words["spans"])
        between = (doc[i] for i in range(start, number))
        if any(t.pos_ in LINKS and t.lower_ not in lexicon.words["than"] for t in between):
            return None
        told = st.trimmed(doc, [(start, stop)])
        return Gap(comma, noun, end, *told[0]) if told else None
    return None


def _is_verb(token: Token) -> bool:
    return st.is_finite(token) and not st.in_name(token)


def _end_of_name(noun: Token, number: int) -> int:
    """One past the noun's proper or quoted name."""
    doc, end = noun.doc, noun.i + 1
    if doc[end].is_quote:
        return next((i + 1 for i in range(end + 1, number) if doc[i].is_quote), end)
    while end < number and doc[end].pos_ == "PROPN":
        end += 1
    return end
