"""What a number with a unit, a share or a multiple is of: the amount's noun, or a verb's argument.

The words right behind are tried first (`nouns`), then what the amount belongs to or is told of.
"""

from functools import cache

from spacy.tokens import Doc, Token

from analysis.language.figures.nouns import (
    NOUNS,
    Counted,
    find_next,
    find_noun,
    lemma_of,
    next_noun,
    partitive,
    sentence_start,
)
from analysis.language.figures.number_words import fold
from analysis.lexicon import load_toml


def find_measured(
    doc: Doc, first: Token, unit: tuple[int, int], *, kind: str, lang: str = "de"
) -> Counted:
    """What a number with a unit measures; `unit` are the indices of the unit's first token and the
    one behind its last.

    It stands behind the unit ("20 Prozent der Befragten") or is the subject ("der Schaden beträgt
    3.000 Euro"); money with nothing else said is the currency.
    """
    words, after = load_toml(lang, "figures")["nouns"], unit[1]
    noun = next_noun(doc, after, first)
    if noun is not None and not doc[after].ent_type_:  # "5 Euro Trump zufolge"
        return Counted(noun, lemma_of(noun), "noun:next")
    whole = None if kind == "money" else partitive(doc, after, first, words)
    if whole is not None:
        return Counted(whole, lemma_of(whole), "noun:partitive")
    measured = _measured(first, lang)
    measured = measured or _amount_of(doc, first, words)
    measured = measured or (_among(doc, first, words) if kind == "percent" else None)
    if measured is not None:
        return measured
    return _unit_word(doc, unit) if kind == "money" else Counted(None, None, "noun:none")


def _amount_of(doc: Doc, first: Token, words: dict) -> Counted | None:
    """`einen Betrag zwischen 3 und 4 Euro`: the noun right before, however it is attached."""
    if first.i < 2 or fold(doc[first.i - 1].text) not in words["amounts_next"]:
        return None
    noun = doc[first.i - 2]
    if noun.pos_ != "NOUN" or noun.lemma_ in words["amount_words"]:
        return None
    return Counted(noun, lemma_of(noun), "noun:amount")


def _among(doc: Doc, first: Token, words: dict) -> Counted | None:
    """`Unter den Frauen sind es 46 Prozent`: the noun behind the last "unter" of the sentence."""
    for at in range(first.i - 1, sentence_start(first) - 1, -1):
        if fold(doc[at].text) == words["among"]:
            articled = doc[at + 1].pos_ == "DET" or doc[at + 1].pos_ == "NUM"
            noun = next_noun(doc, at + 1 + articled, first)
            return Counted(noun, lemma_of(noun), "noun:among") if noun is not None else None
    return None


def find_compared(doc: Doc, first: Token, after: int, *, lang: str = "de") -> Counted:
    """What a share or a multiple is of: what stands behind it, or what is changed by it.

    "Doppelt so viele Besucher", "die Hälfte der Beete", "der Gewinn stieg um ein Viertel", "die
    Preise haben sich verdoppelt".
    """
    comparison = load_toml(lang, "numbers")["multiples"]["comparison"]
    if after < len(doc) and fold(doc[after].text) == comparison:
        found = find_next(doc, first, after + 2)
    else:
        found = find_noun(doc, first, after, lang=lang)
    if found.lemma is not None:
        return found
    return _measured(first, lang) or found


@cache
def _roles(lang: str) -> dict[str, tuple[str, ...]]:
    """Verbs that measure, change or reckon, and where what they measure stands."""
    lexicon = load_toml(lang, "figures")
    words = lexicon["nouns"]
    measuring = (*words["measure_verbs"], *lexicon["changes"]["verbs"])
    return {
        **dict.fromkeys(measuring, ("obj", "nsubj:pass", "nsubj")),
        **dict.fromkeys(words["reckoning_verbs"], ("obj", "nsubj:pass")),
    }


def _measured(first: Token, lang: str) -> Counted | None:
    """What the number and its unit measure: the noun they belong to, or an argument of the verb."""
    token, words = first, load_toml(lang, "figures")["nouns"]
    inside = ("nummod", "advmod", "compound", "det")
    while token.dep_ in inside and token.head.pos_ in (*NOUNS, "NUM"):
        token = token.head
    head = token.head
    if token.dep_ == "nmod" and head.pos_ == "NOUN" and head.i < token.i:
        cases = [fold(child.text) for child in token.lefts if child.dep_ == "case"]
        if set(cases) & set(words["amounts"]) and head.lemma_ not in words["amount_words"]:
            return Counted(head, lemma_of(head), "noun:amount")
    verb = token if token.pos_ == "VERB" else head
    copulas = [child for child in verb.children if child.dep_ in ("cop", "aux", "aux:pass")]
    beside = verb != token and not token.dep_.startswith("nsubj")
    if verb.pos_ == "ADJ" and beside and copulas:  # "die Strecke ist 4,2 Kilometer lang"
        subjects = [c for c in verb.children if c.dep_.startswith("nsubj") and c.pos_ in NOUNS]
        return Counted(subjects[0], lemma_of(subjects[0]), "noun:subject") if subjects else None
    roles = ("obj", "nsubj:pass", "nsubj") if verb == first else _roles(lang).get(verb.lemma_, ())
    if verb.pos_ != "VERB":
        return None
    for role in roles:
        found = [c for c in verb.children if c.dep_ == role != token.dep_ and c.pos_ in NOUNS]
        if found:
            nearest = min(found, key=lambda child: abs(child.i - verb.i))
            return Counted(nearest, lemma_of(nearest), "noun:measured")
    return None


def _unit_word(doc: Doc, unit: tuple[int, int]) -> Counted:
    """The unit itself, when nothing else is said to be measured: "vier Minuten"."""
    words = [token for token in doc[slice(*unit)] if token.text[0].isalpha() and len(token) > 1]
    nouns = [token for token in words if token.pos_ in NOUNS] or words
    return Counted(None, lemma_of(nouns[0]) if nouns else None, "noun:unit")
