"""spaCy's German tokenizer with the full stops that news has and it leaves at the word before."""

from spacy.language import Language
from spacy.util import compile_suffix_regex

LETTER = "A-Za-zÄÖÜäöüß"
# Where a final stop is split off. A whole number of up to three digits keeps its stop, for it may
# be an ordinal: `sentence_edges` decides. Longer and decimal ones are figures, years, results.
STOPS = (
    r"(?<=[a-zäöüß][A-ZÄÖÜ])",  # AfD, GmbH
    *(
        rf"(?<=[{LETTER}]{hyphen}{digits})"
        for hyphen in ("", "-")
        for digits in (r"\d", r"\d\d", r"\d\d\d")
    ),  # CO2, A320, Covid-19
    r"(?<=\d\d\d\d)",  # 2015
    r"(?<=[.,]\d\d\d)",  # 2.140
    r"(?<=[,:]\d\d)",  # 3,25; 20:15
    r"(?<=[,:]\d)",  # 2,9; 3:2
)


def with_stops(nlp: Language) -> Language:
    """The pipeline, its tokenizer now splitting those stops off."""
    suffixes = [*(nlp.Defaults.suffixes or ()), *(rf"{place}\." for place in STOPS)]
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    return nlp
