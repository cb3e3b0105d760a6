"""What is said to happen to what is counted: the verb of the clause the number stands in.

Nouns made from a verb (`events.tsv`) are read like it where the number hangs on them: "die
Entsendung von 3.000 Soldaten" and "3.000 Soldaten wurden entsandt" name one event. The cue of an
attribution says who speaks, not what happened, so it is no event.
"""

import re
from collections.abc import Set
from functools import cache

from spacy.tokens import Doc, Token

from analysis.language.figures.phrases import NOUNS, lemma_of, noun_before, sentence_end
from analysis.language.lemmas import INFLECTION
from analysis.language.records import Attribution, get_records
from analysis.language.strong_verbs import strong_infinitive
from analysis.language.weak_verbs import is_participle, weak_infinitive
from analysis.lexicon import fold, load_toml, load_tsv

LONGEST_CLIMB = 12  # arcs from a number up to the head of its clause
LONGEST_NAME = 4  # tokens from an opening quotation mark to a verb that is part of a name
SHORTEST_PART = 4  # letters before a noun that is looked for at the end of a compound: no prefixes
_CLAUSES = ("ccomp", "parataxis", "advcl", "csubj", "acl", "acl:relcl", "ROOT")
_OPENING = ("„", "»", "›", "‚")
_CLAUSE_ENDS = (":", ";", "!", "?")
_DASHES = ("-", "–", "—")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj")


def cue_tokens(doc: Doc) -> frozenset[int]:
    """Indices of the tokens of all cues of the Doc's attributions."""
    spans = (
        doc.char_span(*pair, alignment_mode="expand")
        for record in get_records(doc, Attribution)
        for pair in record.cue_spans
    )
    return frozenset(token.i for span in spans if span is not None for token in span)


def event_of(
    first: Token, noun: Token | None = None, *, cues: Set[int] = frozenset(), lang: str = "de"
) -> str | None:
    """Infinitive of the verb over the number at token `first`, which counts `noun`.

    It is the verb of the smallest clause; where that is a cue, a copula or missing, that of a
    relative clause on the noun.
    """
    verb = clause_verb(first, lang)
    if verb is not None and _is_compared(first, verb, lang):
        verb = None
    event = None if verb is None or verb.i in cues else _named(verb, lang)
    event = _participle(first, noun, lang) or event
    if event is None and noun is not None:
        event = _relative(noun, cues, lang)
    return event


def _is_compared(number: Token, verb: Token, lang: str) -> bool:
    """`drei mehr als am Abend gemeldet`: the participle is of what the number is compared with."""
    if verb.i < number.i or "Part" not in verb.morph.get("VerbForm"):
        return False
    if any(child.dep_ in ("aux", "aux:pass") for child in verb.children):
        return False
    between = [fold(token.text) for token in verb.doc[number.i + 1 : verb.i]]
    than = load_toml(lang, "figures")["events"]["than"]
    return any(word in between for word in than) and "," not in between


def clause_verb(number: Token, lang: str) -> Token | None:
    """The verb (or copula) of the smallest clause `number` stands in; None when there is none."""
    token = number
    for _ in range(LONGEST_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return None if _is_in_name(token, number) else _lexical(token, lang)
        copulas = [child for child in token.children if child.dep_ == "cop"]
        if copulas:
            return copulas[0]
        apart = token.dep_ in _CLAUSES and not _is_added(token)
        if token.head.i == token.i or apart or clause_ends(token):
            return None
        token = token.head
    return None


def _is_added(phrase: Token) -> bool:
    """`Sie flogen weiter, mindestens 40 Minuten lang`: added without a verb of its own."""
    first, last = sorted((phrase.i, phrase.head.i))
    near = any(token.text == "," for token in phrase.doc[first:last])
    verbs = any(token.pos_ in ("VERB", "AUX") for token in phrase.subtree)
    return phrase.dep_ == "parataxis" and near and not verbs


def _is_in_name(verb: Token, number: Token) -> bool:
    """`das Bündnis „Süd bleibt“ von 40`: a verb in a quoted name that ends before the number."""
    doc = verb.doc
    quotes = [token.text for token in doc[max(0, verb.i - LONGEST_NAME) : verb.i] if token.is_quote]
    closes = any(token.is_quote for token in doc[verb.i + 1 : number.i])
    return closes and quotes[-1:] != [] and quotes[-1] in _OPENING


def _participle(first: Token, noun: Token | None, lang: str) -> str | None:
    """The verb of a participle that a number stands inside of: "der seit 2019 gesperrte Weg"."""
    token, inside = first, ""
    if noun is not None and first.head.head == noun:
        return None  # "61.480 eingereichte Stimmen"
    while token.head.i != token.i and token.pos_ != "ADJ" and token.i <= token.head.i:
        token, inside = token.head, token.dep_
    if token.pos_ != "ADJ" or token.dep_ != "amod" or inside in ("", "nummod"):
        return None
    lemma, present = lemma_of(token).lower(), load_toml(lang, "verbs")["present_participle"]
    if lemma.endswith(tuple(present)):
        return lemma[:-1]  # "umfassend"
    form = INFLECTION.sub("", token.lower_)
    if not is_participle(form, lang=lang):
        return None
    return strong_infinitive(form, (), lang=lang) or weak_infinitive(form, (), lang=lang)


def clause_ends(token: Token) -> bool:
    """Whether a colon or a semicolon stands between the token and its head.

    In a heading, which has no full stop, a dash parts two statements as well.
    """
    first, last = sorted((token.i, token.head.i))
    ends = (*_CLAUSE_ENDS, *_DASHES) if _in_heading(token) else _CLAUSE_ENDS
    return any(part.text in ends for part in token.doc[first:last])


def _in_heading(token: Token) -> bool:
    """Whether the token's sentence ends without a full stop."""
    return not token.doc[sentence_end(token) - 1].is_punct


def _lexical(verb: Token, lang: str) -> Token:
    """The verb that "lassen", "brauchen" and the like only modify: "will räumen lassen"."""
    words = load_toml(lang, "figures")["events"]
    for child in verb.children if lemma_of(verb) in words["passed_over"] else ():
        purpose = any(fold(mark.text) == words["purpose"] for mark in child.lefts)
        if child.dep_ == "xcomp" and child.pos_ == "VERB" and not purpose:
            return verb if _clause_between(verb, child) else child
    return verb


def _clause_between(verb: Token, infinitive: Token) -> bool:
    """`hat Tage gebraucht, und nun hoffen alle, gewonnen zu haben`: another verb's infinitive."""
    between = verb.doc[verb.i + 1 : infinitive.i]
    return any(token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm") for token in between)


def _named(verb: Token, lang: str) -> str | None:
    """The verb's infinitive, with verbs that are joined to it; None for a copula."""
    if lemma_of(verb) in load_toml(lang, "figures")["events"]["copulas"]:
        return _state(verb.head, lang) if verb.dep_ == "cop" else None
    joined = load_toml(lang, "figures")["events"]["joined"]
    for child in verb.children:
        if lemma_of(verb) in joined.get(child.lower_, ()):
            return child.lower_ + lemma_of(verb)
    lemmas, verbs = [lemma_of(name) for name in _joined(verb)], load_toml(lang, "verbs")
    if not lemmas[0].endswith(verbs["short"]) or re.match(verbs["no_verb"], lemmas[0]):
        return None  # "soll wirksam werden", "sind ungenutzt"
    return " ".join(lemmas)


def _joined(verb: Token) -> list[Token]:
    """`getötet oder verwundet`: the verb and another of its form, with only und/oder between."""
    for at in (verb.i, verb.i - 2):
        three = verb.doc[at : at + 3] if at >= 0 else ()
        if len(three) < 3 or three[1].pos_ != "CCONJ" or three[2].dep_ != "conj":
            continue
        one, _, other = three
        alike = one.morph.get("VerbForm") == other.morph.get("VerbForm")
        if other.head == one and one.pos_ == other.pos_ == "VERB" and alike:
            return list(three)
    return [verb]


def _state(predicate: Token, lang: str) -> str | None:
    """`war geschützt`: a participle taken for an adjective keeps its verb's lemma."""
    lemma, known = lemma_of(predicate), predicate.pos_ == "ADJ"
    return lemma if known and weak_infinitive(predicate.lower_, (), lang=lang) == lemma else None


def _relative(noun: Token, cues: Set[int], lang: str) -> str | None:
    """The verb of a relative clause in which the noun takes part: "40 Mann, die kamen"."""
    joined = [child for child in noun.rights if child.dep_ == "conj" and child.pos_ == "NOUN"]
    clauses = [clause for one in (noun, *joined) for clause in one.rights]
    for clause in clauses:
        if not clause.dep_.startswith("acl") or clause.i in cues:
            continue
        opening = next((token for token in clause.subtree if not token.is_punct), clause)
        if opening.pos_ == "PRON" and opening.dep_ in _ARGUMENTS and clause.pos_ == "VERB":
            return _named(_lexical(clause, lang), lang)
    return None


def told_by_noun(first: Token, lang: str) -> str | None:
    """The verb of the noun that the number hangs on: "die Verlegung von 40 Mann"."""
    token = first
    while token.dep_ in ("nummod", "advmod", "compound", "det") and token.head.i != token.i:
        token = token.head
    change = changing(token, lang)
    if change is not None:
        return verb_of(lemma_of(change), lang)
    head = token.head
    if token.dep_ != "nmod" or head.i >= first.i or head.pos_ not in NOUNS:
        return None
    cases = [child for child in token.lefts if child.dep_ == "case"]
    joins = load_toml(lang, "figures")["events"]["noun_joins"]
    if cases and fold(cases[0].text) not in joins:
        return None
    nearest = noun_before(cases[0]) if cases else None
    return (nearest and verb_of(lemma_of(nearest), lang)) or verb_of(lemma_of(head), lang)


def changing(amount: Token, lang: str) -> Token | None:
    """The noun of change that an amount with "um" or "auf" is told of, whatever the parse.

    "Ein Rückgang der Exporte um 1,7 Prozent".
    """
    lexicon = load_toml(lang, "figures")
    steps = (lexicon["bounds"]["change_by"], lexicon["bounds"]["change_to"])
    case = next((child for child in amount.lefts if child.dep_ == "case"), None)
    if case is None or fold(case.text) not in steps:
        return None
    noun = noun_before(case)
    while noun is not None and verb_of(lemma_of(noun), lang) not in lexicon["changes"]["verbs"]:
        inside = noun.dep_ == "nmod" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i
        noun = noun.head if inside else None
    return noun


@cache
def verb_of(noun: str, lang: str) -> str | None:
    """The verb a noun is made from, also of its last part ("Truppenverlegung"); None if unknown."""
    events = _events(lang)
    if noun in events:
        return events[noun] or None
    for start in range(SHORTEST_PART, len(noun)):
        ending = noun[start:].capitalize()
        if ending in events:
            return events[ending] or None
    return None


@cache
def _events(lang: str) -> dict[str, str]:
    return {row["noun"]: row["verb"] for row in load_tsv(lang, "events")}
