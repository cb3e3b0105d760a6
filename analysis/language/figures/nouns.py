"""What a number counts and what narrows it, from the parse.

Neighbouring words are tried first and the tree second: a noun phrase is mostly in order even when
an arc is wrong. Only Universal Dependencies labels are used.
"""

from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.figures.number_words import fold
from analysis.lexicon import load_toml

FARTHEST = 14  # tokens between a number and its noun in the longest participle phrases of the news
NOUNS = ("NOUN", "PROPN")
_UNDIVIDED = ("money", "duration")  # "sechs Wochen der Angst" are no part of anything


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
        (_partitive(doc, after, first, words), "noun:partitive"),
        (head, "noun:nummod"),
        (_behind_participle(doc, after, first), "noun:participle"),
    ):
        if token is not None:
            return Counted(token, lemma_of(token), rule)
    return _tally(doc, first, words) or _before(doc, first) or Counted(None, None, "noun:none")


def _reaches(doc: Doc, first: Token, after: int) -> bool:
    """Whether the number's head can be its noun: behind it, with no other phrase between."""
    head = first.head
    if first.dep_ != "nummod" or head.pos_ not in NOUNS or not after <= head.i:
        return False
    between = doc[after : head.i]
    breaks = any(token.pos_ in ("AUX", "PRON", "SCONJ") for token in between)
    return head.i <= first.i + FARTHEST and not breaks


def find_measured(
    doc: Doc, first: Token, unit: tuple[int, int], *, kind: str, lang: str = "de"
) -> Counted:
    """What a number with a unit measures; `unit` are the indices of the unit's first token and the
    one behind its last.

    It stands behind the unit ("20 Prozent der Befragten") or is the subject ("der Schaden beträgt
    3.000 Euro"); where nothing else is said, it is the unit itself ("vier Minuten").
    """
    words, after = load_toml(lang, "figures")["nouns"], unit[1]
    noun = next_noun(doc, after, first)
    if noun is not None and not _breaks(doc, after, kind):
        return Counted(noun, lemma_of(noun), "noun:next")
    partitive = None if kind in _UNDIVIDED else _partitive(doc, after, first, words)
    if partitive is not None:
        return Counted(partitive, lemma_of(partitive), "noun:partitive")
    verbs = "duration_verbs" if kind == "duration" else "measure_verbs"
    return _measured(first, verbs, lang) or _unit_word(doc, unit)


def _breaks(doc: Doc, at: int, unit: str) -> bool:
    """What cannot be measured: a name ("5 Euro Trump zufolge"); for a time, what is not next to it.

    "Zwei Jahre Haft" last, but "seit zwei Jahren stagnierende Löhne" do not.
    """
    return bool(doc[at].ent_type_) or (unit == "duration" and doc[at].pos_ not in NOUNS)


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
    return _measured(first, "measure_verbs", lang) or found


def find_next(doc: Doc, first: Token, after: int) -> Counted:
    """The noun right behind, over adjectives only: "die dritte Bewerbung"."""
    noun = next_noun(doc, after, first)
    if noun is None:
        return Counted(None, None, "noun:none")
    return Counted(noun, lemma_of(noun), "noun:next")


@cache
def _verbs(name: str, lang: str) -> frozenset[str]:
    lexicon = load_toml(lang, "figures")
    changes = lexicon["changes"]["verbs"] if name == "measure_verbs" else ()
    return frozenset((*lexicon["nouns"][name], *changes))


def _measured(first: Token, verbs: str, lang: str) -> Counted | None:
    """What a verb right over the number and its unit measures or changes: its object or subject."""
    token = first
    inside = ("nummod", "advmod", "compound", "det")
    while token.dep_ in inside and token.head.pos_ in (*NOUNS, "NUM"):
        token = token.head
    verb = token if token.pos_ == "VERB" else token.head
    if verb.pos_ != "VERB" or (verb != first and verb.lemma_ not in _verbs(verbs, lang)):
        return None
    for role in ("obj", "nsubj:pass", "nsubj"):
        for child in verb.children:
            if child.dep_ == role and child.pos_ in NOUNS and child != token:
                return Counted(child, lemma_of(child), "noun:measured")
    return None


def _unit_word(doc: Doc, unit: tuple[int, int]) -> Counted:
    """The unit itself, when nothing else is said to be measured: "vier Minuten"."""
    words = [token for token in doc[slice(*unit)] if token.text[0].isalpha() and len(token) > 1]
    nouns = [token for token in words if token.pos_ in NOUNS] or words
    return Counted(None, lemma_of(nouns[0]) if nouns else None, "noun:unit")


def noun_of_date(first: Token) -> Counted:
    """The noun a year stands behind: "die Unterhauswahl 2010"."""
    before = first.nbor(-1) if first.i else None
    if before is None or before.pos_ != "NOUN":
        return Counted(None, None, "noun:none")
    return Counted(None, lemma_of(before), "noun:before")


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
    """The token's lemma, its own text when there is none."""
    return token.lemma_ or token.text


def next_noun(doc: Doc, at: int, first: Token) -> Token | None:
    """The next noun from token `at` on, over adjectives and what joins them; None at a break."""
    for token in doc[at : at + FARTHEST]:
        if (token.is_sent_start and token.i > first.i) or token.is_space:
            return None
        if token.pos_ in NOUNS or _is_nominal(token):
            return token
        joins = token.pos_ in ("CCONJ", "PUNCT") and _next_is_adjective(doc, token.i + 1)
        if not joins and not _is_adjective(token):
            return None
    return None


def _is_adjective(token: Token) -> bool:
    """An adjective, a participle before a noun, or a pronoun used like one ("solcher")."""
    if token.pos_ == "VERB" and token.i + 1 < len(token.doc):
        finite = "VerbForm=Fin" in str(token.morph) or "VerbForm=Inf" in str(token.morph)
        return not finite and token.nbor().pos_ in NOUNS
    return token.pos_ == "ADJ" or fold(token.text) in _pronominal(token.lang_)


@cache
def _pronominal(lang: str) -> frozenset[str]:
    return frozenset(load_toml(lang, "figures")["nouns"]["pronominal"])


def _is_nominal(token: Token) -> bool:
    """A capitalised adjective or participle that no noun follows: "zwei Verletzte"."""
    follows = token.i + 1 < len(token.doc) and token.nbor().pos_ in (*NOUNS, "ADJ")
    return token.pos_ in ("ADJ", "VERB") and token.text[:1].isupper() and not follows


def _next_is_adjective(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].pos_ == "ADJ" and doc[at - 1].text != "."


def _partitive(doc: Doc, at: int, first: Token, words: dict) -> Token | None:
    """`11.000 der entsandten Soldaten`, `33 der noch rund 98 Geiseln`."""
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
    sentence = doc[sentence_start(first) : sentence_end(first)]
    left = [token for token in sentence if token.i < first.i]
    for token in (*reversed(left), *sentence[len(left) :]):
        if token.pos_ in NOUNS:
            counted = _tallied(doc, token, first, words)
            if counted is not None:
                return counted
    return None


def _tallied(doc: Doc, token: Token, first: Token, words: dict) -> Counted | None:
    """What the noun `token` is a number of, if it is the number of something."""
    word, suffix = fold(token.text), words["tally_suffix"]
    if word in words["tallies"]:
        if token.i and fold(token.nbor(-1).text) in words["relatives"]:
            return _antecedent(doc, token.i - 1)
        of = [child for child in token.rights if child.dep_ == "nmod" and child.pos_ in NOUNS]
        noun = of[0] if of else _partitive(doc, token.i + 1, first, words)
        return Counted(noun, lemma_of(noun), "noun:tally") if noun is not None else None
    if word.endswith(suffix) and len(word) > len(suffix) + 2:
        return Counted(token, lemma_of(token)[: -len(suffix)], "noun:tally")
    return None


def _antecedent(doc: Doc, at: int) -> Counted | None:
    """The noun before the relative pronoun at `at`: "die Verletzten, deren Zahl …"."""
    while at > 0 and doc[at].pos_ not in NOUNS:
        at -= 1
    return Counted(doc[at], lemma_of(doc[at]), "noun:tally") if doc[at].pos_ in NOUNS else None


def _before(doc: Doc, first: Token) -> Counted | None:
    """`Soldaten: 11.000`, `Soldaten (11.000)`."""
    at = first.i - 1
    if at > 0 and doc[at].text in (":", "(") and doc[at - 1].pos_ in NOUNS:
        return Counted(doc[at - 1], lemma_of(doc[at - 1]), "noun:before")
    return None


def qualifiers_of(noun: Token, after: int, *, lang: str = "de") -> tuple[str, ...]:
    """Lemmas of the adjectives of `noun`, and where its bearers are from ("aus Nordkorea").

    `after` is the index of the first token behind the number.
    """
    words = load_toml(lang, "figures")["nouns"]
    found = []
    for token in noun.doc[min(after, _phrase_start(noun)) : noun.i]:
        between = after <= token.i
        if (
            token.dep_ != "advmod"
            and token.pos_ == "ADJ"
            and (between or (noun.i < after and token.head == noun))
        ):
            found.append(token)
    for token in noun.rights:
        named = token.dep_ == "nmod" and token.pos_ == "PROPN"
        if named and any(fold(part.text) in words["origin"] for part in token.lefts):
            found.append(token)
    lemmas = [lemma_of(token) for token in found]
    plain = words["plain_adjectives"]
    return tuple(lemma for lemma in lemmas if lemma[0].isalpha() and fold(lemma) not in plain)


def _phrase_start(noun: Token) -> int:
    return min(noun.left_edge.i, noun.i)
