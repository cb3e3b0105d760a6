"""Noun phrases around a number: the next noun, what a partitive names, where the sentence ends."""

from functools import cache

from spacy.tokens import Doc, Token

from analysis.language.figures.bare_nouns import bare_noun, is_bare, singular
from analysis.language.lemmas import INFLECTION
from analysis.language.weak_verbs import is_participle
from analysis.lexicon import fold, load_toml

FARTHEST = 14  # tokens between a number and its noun in the longest participle phrases of the news
NOUNS = ("NOUN", "PROPN")


def is_plural(noun: Token) -> bool:
    """Whether the noun can be a plural."""
    return "Number=Sing" not in str(noun.morph)


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
        if token.pos_ in NOUNS or is_nominal(token):
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


def is_nominal(token: Token) -> bool:
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
        numbered = token.i + 1 < len(doc) and token.nbor().pos_ == "NUM"  # "der planmäßig 560 Züge"
        passed = token.pos_ in ("DET", "NUM") or (numbered and token.pos_ in ("ADJ", "ADV"))
        if not passed and fold(token.text) not in words["determiners"]:
            return next_noun(doc, token.i, first) or behind_participle(doc, token.i, first)
    return None


def behind_participle(doc: Doc, at: int, first: Token) -> Token | None:
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


def governs(noun: Token, governors: list[str]) -> bool:
    """Whether a noun is one of these or a compound of one: "Staatsbürgschaft"."""
    if noun.pos_ not in NOUNS:
        return False
    return lemma_of(noun).lower().endswith(tuple(g.lower() for g in governors if g[0].isupper()))


def amount_noun(doc: Doc, first: Token, lang: str) -> Token | None:
    """The noun an amount belongs to, right before its preposition, however it is attached.

    `einen Betrag zwischen 3 und 4 Euro`; also `eine Bürgschaft über 5 Millionen`.
    """
    if first.i < 2:
        return None
    noun, preposition = doc[first.i - 2], fold(doc[first.i - 1].text)
    lexicon = load_toml(lang, "figures")
    governors = lexicon["prepositions"]["governors"].get(preposition, [])
    belongs = preposition in lexicon["nouns"]["amounts_next"] or governs(noun, governors)
    return noun if belongs and noun.pos_ == "NOUN" else None


def has_amount(noun: Token | None, lang: str) -> bool:
    """Whether it is a noun that has an amount: Schaden, Gesamtkosten."""
    endings = tuple(load_toml(lang, "figures")["nouns"]["amounted"])
    return noun is not None and lemma_of(noun).lower().endswith(endings)
