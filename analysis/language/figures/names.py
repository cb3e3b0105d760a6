"""Numbers that are part of a name: `Boeing 737`, `Zweiter Weltkrieg`, `Claudia Tausend`."""

import re

from spacy.tokens import Doc, Token

from analysis.language.figures.nouns import find_noun, is_quantity
from analysis.language.figures.phrases import NOUNS
from analysis.language.figures.sites import Site
from analysis.lexicon import fold, load_toml

LARGEST_LABEL = 10_000  # numbers from here on are not put behind names (Boeing 737, Windows 10)


def is_name(doc: Doc, site: Site) -> bool:
    """`iPhone 7`, `Boeing 737`: a number that names, behind what it names."""
    quantity, first = site.quantity, site.first
    if quantity.number.form == "ordinal":
        return _named_ordinal(doc, site)
    if _capital_word(site) or (site.kind.rule == "compound" and first.ent_type_ in ("ORG", "MISC")):
        return True
    plain = quantity.bound == "exact" and quantity.start == quantity.number_start
    if site.kind.rule != "count" or not plain or quantity.number.form != "digits":
        return False
    if first.is_sent_start or not first.i or quantity.number.value >= LARGEST_LABEL:
        return False
    before = doc[first.i - 1]
    if _labels(first, before, site):
        return True
    if first.dep_ == "flat" or (first.pos_ == "PROPN" and first.is_digit and before.pos_ in NOUNS):
        return True
    if before.pos_ != "PROPN" or not before.is_alpha:
        return False
    if find_noun(doc, first, site.after).token is not None:
        return False
    acts = site.after < len(doc) and doc[site.after].pos_ in ("VERB", "AUX")  # "Boeing 737 fiel"
    kinds = ("", "MISC", "ORG") if acts else ("", "MISC")
    return first.ent_iob_ == "I" or before.ent_type_ in kinds


def _labels(first: Token, before: Token, site: Site) -> bool:
    """`Boeing 737`, `Profil 1.1`: the parse hangs the number on the one thing right before it.

    A number that ends the phrase counts ("die Bildgebung 14."), but not in "eine Boeing 737".
    """
    doc, words = first.doc, load_toml(first.doc.lang_, "figures")
    hangs = first.dep_ in ("nummod", "flat", "appos") and first.head == before
    if not hangs or before.pos_ not in NOUNS or before.ent_type_ in ("LOC", "PER"):
        return False
    if is_quantity(before, words["nouns"]) or "Number=Plur" in str(before.morph):
        return False
    ends = site.after >= len(doc) or doc[site.after].is_punct
    one = before.i and fold(before.nbor(-1).text) in words["articles"]["indefinite"]
    if ends and not one and not re.search(r"\d\.\d", first.text):
        return False
    return find_noun(doc, first, site.after).token is None


def _named_ordinal(doc: Doc, site: Site) -> bool:
    """`Zweiter Weltkrieg`, `Erste Bundesliga`: capitals inside a sentence before a noun."""
    first = site.first
    follows = first.i + 1 < len(doc) and first.nbor().pos_ in NOUNS
    return first.text[:1].isupper() and not first.is_sent_start and follows


def _capital_word(site: Site) -> bool:
    """A spelled number in capitals that is a name: `Claudia Tausend`, `Dreißigjähriger Krieg`."""
    first, number = site.first, site.quantity.number
    if number.form != "words" or number.scale != 1 or not first.text[:1].isupper():
        return False
    if first.is_sent_start:
        return False
    if site.kind.rule.startswith("affix"):
        return first.i + 1 < len(first.doc) and first.nbor().pos_ in NOUNS
    if (
        first.i
        and first.nbor(-1).text.lower() in load_toml(first.doc.lang_, "figures")["nouns"]["heed"]
    ):
        return True
    named = first.ent_type_ == "PER" and first.ent_iob_ == "I"  # "Claudia Tausend"
    return named or (first.i > 0 and first.nbor(-1).pos_ == "PROPN" == first.pos_)
