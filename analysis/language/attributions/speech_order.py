"""What a verb of saying is about, read off the order of words where no arc leads to it.

Parsers hang a preposition or a bare number on the wrong word ("nennt im Westfunk 26"); within one
stretch between commas there is seldom a doubt what the verb's company is.
"""

from collections.abc import Set

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.records import Pair

BREAKS = frozenset(",:;–—")
SHORTEST = 4  # words behind "davor" that can be a clause
PHRASE = frozenset({"DET", "ADJ", "ADV", "NUM", "NOUN", "PROPN", "X", "CCONJ"})
LEADING = frozenset({"ADV", "ADJ", "DET", "NUM", "CCONJ"})


def clause(verb: Token) -> Pair:
    """The stretch between commas or colons that the verb stands in, as a token range."""
    doc, (first, stop) = verb.doc, line_of(verb)
    start = next((i + 1 for i in range(verb.i - 1, first - 1, -1) if doc[i].text in BREAKS), first)
    end = next((i for i in range(verb.i + 1, stop) if doc[i].text in BREAKS), stop)
    return start, end


def matter(verb: Token, cue: Cue, cut: Set[int], lexicon: Lexicon) -> list[Pair]:
    """The phrase behind the preposition a reading asks for, or the bare number it asks for."""
    doc, (start, end) = verb.doc, clause(verb)
    for rule in cue.reports:
        role, _, group = rule.partition(":")
        marker, _, counted = role.partition("+")
        for i in (*range(verb.i + 1, end), *range(start, verb.i)):
            if i in cut:
                continue
            if doc[i].lower_ in lexicon.pronominal.get(marker, ()):
                if i == start:
                    return [(i, i + 1)]
                rest = st.trimmed(doc, [(i + 1, line_of(verb)[1])])  # a comma is missing
                return rest if rest and rest[-1][1] - rest[0][0] >= SHORTEST else []
            if role in ("obj", "number"):
                begin = _bare_number(doc[i], start, cut, lexicon)
                told = begin is not None and not group and _phrase(doc[begin], end, cut, lexicon)
            else:
                told = _marks(doc[i], marker, end) and _phrase(doc[i + 1], end, cut, lexicon)
            if told and (not counted or any(t.like_num for t in doc[told[0] : told[1]])):
                return st.trimmed(doc, [told])
    return []


def _marks(token: Token, marker: str, end: int) -> bool:
    return token.pos_ == "ADP" and token.lemma_.lower() == marker and token.i + 1 < end


def _bare_number(token: Token, start: int, cut: Set[int], lexicon: Lexicon) -> int | None:
    """Where the phrase around a number begins, when no preposition governs it."""
    if not token.like_num and token.pos_ != "NUM":
        return None
    i = token.i
    while i > start and i - 1 not in cut and token.doc[i - 1].pos_ in LEADING:
        i -= 1
    before = token.doc[i - 1] if i > start else None
    if before is None or before.pos_ != "ADP":
        return i
    return i - 1 if before.lower_ in lexicon.words["spans"] else None


def _phrase(first: Token, end: int, cut: Set[int], lexicon: Lexicon) -> Pair | None:
    """The noun phrase that begins at a token, with genitives and numbers to its end."""
    i = first.i
    while i < end and i not in cut and _goes_on(first.doc[i], first, lexicon):
        i += 1
    words = first.doc[first.i : i]
    return (first.i, i) if any(t.pos_ in ("NOUN", "NUM", "PROPN") for t in words) else None


def _goes_on(token: Token, first: Token, lexicon: Lexicon) -> bool:
    if token.is_quote or token.lower_ in lexicon.words["spans"]:
        return True
    if token.pos_ == "ADP":  # "von bis zu 40"
        return not any(t.pos_ in ("NOUN", "NUM", "PROPN") for t in token.doc[first.i : token.i])
    if token.pos_ not in PHRASE or token.dep_ == "compound:prt":
        return False
    # an article in the nominative begins another phrase
    return token.i == first.i or token.pos_ != "DET" or "Nom" not in token.morph.get("Case")
