"""`speaker_type` of somebody without a name: the ordered questions of data/gold/GUIDELINES.md."""

from spacy.tokens import Token

from analysis.language.attributions.speaker_lexicon import (
    BODY,
    EXPERT,
    GROUP,
    INSIDER,
    LEAD,
    MEMBER,
    OFFICE,
    TEXT,
    TRADE,
    SpeakerLexicon,
)
from analysis.language.attributions.speaker_names import is_one_of_several, is_plural

UNIQUE = frozenset({OFFICE, LEAD})  # only one holds them, where the article is definite
ALONE = frozenset({*UNIQUE, MEMBER, TRADE, EXPERT, INSIDER})


def type_of_phrase(noun: Token, lexicon: SpeakerLexicon) -> str | None:
    """The type of a noun phrase without a name: a text, a body, one nobody could ask, a group."""
    readings = lexicon.readings(noun.lemma_)
    kinds = {reading.kind for reading in readings}
    if not kinds:
        return _unlisted(noun, lexicon)
    if TEXT in kinds:
        return "document"
    if is_plural(noun):
        return _of_several(noun, kinds, lexicon)
    county = noun.lemma_.lower() in lexicon.words["counties"]
    if BODY in kinds and not (county and noun.lower_.startswith(noun.lemma_.lower() + "e")):
        return next(reading.sort for reading in readings if reading.kind == BODY)
    unique = kinds & UNIQUE and readings[0].ending not in lexicon.words["ranks"]
    owned = not unique or INSIDER in kinds
    if kinds & ALONE and (not unique or is_one_of_several(noun, lexicon, owned=owned)):
        return "anonymous"
    if GROUP in kinds:
        return "collective"
    return readings[0].sort


def _unlisted(noun: Token, lexicon: SpeakerLexicon) -> str:
    """By its form: several are a group, one that ends like a doer somebody without a name."""
    if is_plural(noun):
        return "collective"
    if noun.i and noun.nbor(-1).is_quote:  # "die „Südpost“"
        return "media"
    doer = noun.lemma_.lower().endswith(tuple(lexicon.words["agent_endings"]))
    return "anonymous" if doer else "organisation"


def _of_several(noun: Token, kinds: set[str], lexicon: SpeakerLexicon) -> str | None:
    readings = lexicon.readings(noun.lemma_)
    if INSIDER in kinds:
        return "anonymous"
    if EXPERT in kinds:
        return "expert"
    if BODY in kinds:
        return next(reading.sort for reading in readings if reading.kind == BODY)
    if OFFICE in kinds and any(
        c.lemma_.lower() in lexicon.words["definite"] for c in noun.children
    ):
        return next(reading.sort for reading in readings if reading.kind == OFFICE)
    if kinds & {OFFICE, MEMBER, LEAD} and GROUP not in kinds:
        return "anonymous"
    return "collective"
