"""What a number with a unit, a share or a multiple is of: the amount's noun, or a verb's argument.

The words right behind are tried first (`nouns`), then what the amount belongs to or is told of.
"""

from functools import cache

from spacy.tokens import Doc, Token

from analysis.language.figures.events import changing, clause_ends, clause_verb, verb_of
from analysis.language.figures.kinds import is_currency
from analysis.language.figures.nouns import (
    Counted,
    among,
    find_noun,
    heading_noun,
    is_quantity,
    look_through,
    of_which,
    summed,
)
from analysis.language.figures.phrases import (
    NOUNS,
    amount_noun,
    lemma_of,
    next_noun,
    partitive,
)
from analysis.lexicon import fold, load_toml


def find_measured(
    doc: Doc, first: Token, unit: tuple[int, int], *, kind: str, lang: str = "de"
) -> Counted:
    """What a number with a unit measures; `unit` are the indices of the unit's first token and the
    one behind its last.

    It stands behind the unit ("20 Prozent der Befragten") or is the subject ("der Schaden beträgt
    3.000 Euro"); money with nothing else said is the currency.
    """
    words, after = load_toml(lang, "figures")["nouns"], unit[1]
    if kind == "measure" and _is_distance(doc, after, words):
        return Counted(None, None, "noun:none")
    which = of_which(doc, first, words) if kind == "percent" else None
    if which is not None:
        return which
    if kind == "percent" and after < len(doc) and fold(doc[after].text) in words["differences"]:
        more = next_noun(doc, after + 1, first)  # "vier Prozent mehr Lohn"
        if more is not None:
            return Counted(more, lemma_of(more), "noun:more")
    noun = next_noun(doc, after, first) or _made_of(doc, after, first, words) or _bearer(doc, after)
    if kind == "measure" and noun is not None and is_quantity(noun, words):
        return _measured(first, lang, kind) or Counted(None, None, "noun:none")
    if noun is not None and not doc[after].ent_type_:  # "5 Euro Trump zufolge"
        return summed(doc, noun, "noun:next", words)
    whole = None if kind == "money" else _whole(doc, after, first, words)
    if whole is not None:
        return summed(doc, whole, "noun:partitive", words)
    measured = _measured(first, lang, kind)
    if measured is None and (noun := amount_noun(doc, first, lang)) is not None:
        measured = _sized(noun, first, lang)
    measured = measured or (among(doc, first, words) if kind == "percent" else None)
    measured = measured or heading_noun(doc, first)
    if measured is not None and (measured.lemma is not None or kind != "money"):
        return measured
    return _unit_word(doc, unit) if kind == "money" else Counted(None, None, "noun:none")


def _made_of(doc: Doc, after: int, first: Token, words: dict) -> Token | None:
    """`38 Millionen Euro an Fördergeld`: what an amount is made of, a bare noun behind "an"."""
    if after + 1 >= len(doc) or fold(doc[after].text) not in words["made_of"]:
        return None
    noun = next_noun(doc, after + 1, first)
    return noun if noun is not None and noun.pos_ == "NOUN" else None


def _bearer(doc: Doc, after: int) -> Token | None:
    """`Das 40 Meter lange und neun Meter breite Schiff`: what both adjectives stand before."""
    if after >= len(doc) or doc[after].pos_ != "ADJ" or doc[after].dep_ != "amod":
        return None
    noun = doc[after].head
    return noun if noun.pos_ == "NOUN" and noun.i > after else None


def _is_distance(doc: Doc, after: int, words: dict) -> bool:
    """`40 Kilometer von Kiel`, `das 40 Kilometer entfernte Kiel`: how far, of nothing."""
    if not after < len(doc) or fold(doc[after - 1].text) not in words["lengths"]:
        return False
    return fold(doc[after].text).startswith(tuple(words["away"]))


def find_shared(doc: Doc, first: Token, after: int, *, lang: str = "de") -> Counted:
    """What a share is of: what stands behind it, or what is changed by it.

    "Die Hälfte der Beete", "der Gewinn stieg um ein Viertel".
    """
    noun = next_noun(doc, after, first)
    if noun is not None:
        return Counted(noun, lemma_of(noun), "noun:next")
    words = load_toml(lang, "figures")["nouns"]
    whole = _whole(doc, after, first, words)
    if whole is not None:
        return summed(doc, whole, "noun:partitive", words)
    if _fills(first, words):
        return _measured(first, lang, "share") or Counted(None, None, "noun:none")
    found = find_noun(doc, first, after, lang=lang)
    return found if found.lemma is not None else _measured(first, lang, "share") or found


def _whole(doc: Doc, after: int, first: Token, words: dict) -> Token | None:
    """What a share or percentage is of: "40 Prozent der Gäste"; not "zu 40 Prozent dem Bund"."""
    return None if _fills(first, words) else partitive(doc, after, first, words)


def _fills(first: Token, words: dict) -> bool:
    """`gehört zu 40 Prozent der Stadt`: how far, with what follows outside the phrase."""
    at = first.i - 1
    while at > 0 and fold(first.doc[at].text) in words["gauges"]:
        at -= 1
    before = [fold(token.text) for token in first.doc[max(0, at - 1) : at + 1]]
    return before[-1:] == words["filled"] and before[:1] != words["not_filled"]


@cache
def _roles(lang: str, kind: str) -> dict[str, tuple[str, ...]]:
    """Verbs that measure, change or reckon, and where what they measure stands."""
    lexicon = load_toml(lang, "figures")
    words = lexicon["nouns"]
    measuring = (*words["measure_verbs"], *lexicon["changes"]["verbs"])
    if kind == "percent":
        measuring = (*measuring, *words["percent_verbs"])
    return {
        **dict.fromkeys(measuring, ("obj", "nsubj:pass", "nsubj")),
        **dict.fromkeys(words["reckoning_verbs"], ("obj", "nsubj:pass")),
        **dict.fromkeys(words["subject_verbs"], ("nsubj",)),
    }


def _measured(first: Token, lang: str, kind: str) -> Counted | None:
    """What the number and its unit measure: the noun they belong to, or an argument of the verb."""
    token, words = first, load_toml(lang, "figures")["nouns"]
    inside = ("nummod", "advmod", "compound", "det")
    while token.dep_ in inside and token.head.pos_ in (*NOUNS, "NUM"):
        token = token.head
    change = changing(token, lang)
    if change is not None:
        return _sized(change, first, lang)
    head = _changed_by(token, lang) or token.head
    if token.dep_ == "nmod" and head == token.head and head.pos_ == "NOUN" and head.i < token.i:
        cases = [fold(child.text) for child in token.lefts if child.dep_ == "case"]
        if set(cases) & set(words["levels"]):
            return look_through(head, first, "noun:amount", lang)
        if set(cases) & set(words["amounts"]):
            return _sized(head, first, lang)
    verb = token if token.pos_ == "VERB" else head
    if verb.pos_ == "ADJ" and verb.head.pos_ == "VERB" and verb.head.lemma_ in _roles(lang, kind):
        verb = verb.head  # "die Löhne liegen vier Prozent niedriger"
    beside = verb != token and not token.dep_.startswith("nsubj")
    filled = any(fold(child.text) in words["filled"] for child in token.lefts)
    if beside and (verb.pos_ == "ADJ" or (filled and verb.pos_ == "VERB")):
        found = [c for c in verb.children if c.dep_ == "obj" and c.pos_ in NOUNS]
        return look_through(found[0], first, "noun:measured", lang) if found else _subject(verb)
    roles = (
        ("obj", "nsubj:pass", "nsubj") if verb == first else _roles(lang, kind).get(verb.lemma_, ())
    )
    roles = tuple(role for role in roles if role != token.dep_)
    if _is_means(token, verb, lang):
        return None
    return _argument(verb, first, roles, lang) if verb.pos_ == "VERB" else None


def _changed_by(amount: Token, lang: str) -> Token | None:
    """The verb of change over a step of it, whatever the step is attached to.

    `stieg im Vergleich zum Vorjahr um vier Prozent`, `stieg seit Mai von vier auf neun Euro`.
    """
    lexicon = load_toml(lang, "figures")
    steps = (lexicon["bounds"]["change_by"], lexicon["bounds"]["change_to"])
    case = next((fold(child.text) for child in amount.lefts if child.dep_ == "case"), None)
    follows = amount.i + 1 < len(amount.doc) and fold(amount.nbor().text) == steps[1]
    if case not in steps and not (case == lexicon["bounds"]["change_from"] and follows):
        return None
    verb = clause_verb(amount, lang)
    return verb if verb is not None and lemma_of(verb) in lexicon["changes"]["verbs"] else None


def _is_means(amount: Token, verb: Token, lang: str) -> bool:
    """`gewann die Wahl mit 54 Prozent`, `nahm ihm vier Euro ab`: what it was done with, or to."""
    lexicon = load_toml(lang, "figures")
    cases = {fold(child.text) for child in amount.lefts if child.dep_ == "case"}
    if cases & set(lexicon["nouns"]["means"]):
        return lemma_of(verb) not in lexicon["nouns"]["reckoning_verbs"]
    changes = lemma_of(verb) in lexicon["changes"]["verbs"]
    return changes and not cases and amount.dep_ == "obj" and is_currency(amount.text, lang)


def _argument(verb: Token, first: Token, roles: tuple[str, ...], lang: str) -> Counted | None:
    """The nearest noun in the first of these roles that the verb has."""
    for role in roles:
        found = [_stood_for(c) for c in verb.children if c.dep_ == role]
        found = [
            c for c in found if c.pos_ in NOUNS and not clause_ends(c)
        ]  # "Das Ergebnis: Die Miete stieg …"
        if found:
            nearest = min(found, key=lambda child: abs(child.i - verb.i))
            return look_through(nearest, first, "noun:measured", lang)
    return None


def _stood_for(argument: Token) -> Token:
    """`die Aktie, die vier Prozent verlor`: the noun that a relative pronoun stands for."""
    clause = argument.head
    opens = argument.pos_ == "PRON" and argument.i > 0 and argument.nbor(-1).text == ","
    return clause.head if opens and clause.dep_.startswith("acl") else argument


def _subject(predicate: Token) -> Counted | None:
    """`die Strecke ist 4,2 Kilometer lang`, `der Kessel ist zu 96 Prozent voll`."""
    first = predicate.head if predicate.dep_ == "conj" else predicate
    if not any(child.dep_ in ("cop", "aux", "aux:pass") for child in first.children):
        return None
    subjects = [c for c in first.children if c.dep_.startswith("nsubj") and c.pos_ in NOUNS]
    return Counted(subjects[0], lemma_of(subjects[0]), "noun:subject") if subjects else None


def _sized(noun: Token, first: Token, lang: str) -> Counted:
    """The noun an amount belongs to; of one made from a verb, what its verb is told of.

    "Ein Schaden in Höhe von 40 Euro": what a word of quantity hangs on has the amount.
    """
    words = load_toml(lang, "figures")["nouns"]
    if is_quantity(noun, words) and noun.dep_ == "nmod" and noun.head.pos_ == "NOUN":
        return look_through(noun.head, first, "noun:amount", lang)
    if is_quantity(noun, words) and noun.dep_ == "obj" and lemma_of(noun.head) in words["having"]:
        return _argument(noun.head, first, ("nsubj",), lang) or Counted(None, None, "noun:none")
    bare = noun.i > 0 and noun.nbor(-1).dep_ == "case"
    if is_quantity(noun, words) and noun.dep_ == "obl" and bare:  # "Sie fordern Ersatz in Höhe von"
        return _argument(noun.head, first, ("obj", "nsubj:pass", "nsubj"), lang) or Counted(
            None, None, "noun:none"
        )
    if verb_of(lemma_of(noun), lang) is None:
        return look_through(noun, first, "noun:amount", lang)
    for child in noun.rights:
        if child.dep_ == "nmod" and child.i < first.i and child.pos_ in NOUNS:
            return look_through(child, first, "noun:amount", lang)
    return Counted(None, None, "noun:none")


def _unit_word(doc: Doc, unit: tuple[int, int]) -> Counted:
    """The unit itself, when nothing else is said to be measured: "vier Minuten"."""
    words = [token for token in doc[slice(*unit)] if token.text[0].isalpha() and len(token) > 1]
    nouns = [token for token in words if token.pos_ in NOUNS] or words
    return Counted(None, lemma_of(nouns[0]) if nouns else None, "noun:unit")
