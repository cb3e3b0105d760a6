"""Where what is counted was or happened: "1.500 Mann in Kursk", "nach Russland verlegt".

A place is an entity of the parse behind a preposition of place (`figures.toml`, `[places]`) that
hangs on the noun, or on the verb over the number unless that verb is a cue ("sagte in Seoul").
"""

from collections.abc import Set

from spacy.tokens import Doc, Span, Token

from analysis.language.figures.events import clause_verb
from analysis.language.figures.phrases import lemma_of
from analysis.lexicon import fold, load_toml

FARTHEST = 3  # tokens between a preposition and the name: "in der umkämpften Region Kursk"


class Places:
    """The places of a Doc, each with the preposition before it."""

    def __init__(self, doc: Doc, cues: Set[int], lang: str) -> None:
        self._cues, self._lang = cues, lang
        words = load_toml(lang, "figures")["places"]["prepositions"]
        pairs = ((_preposition(span, words), span) for span in doc.ents if span.label_ == "LOC")
        self._found = [(token, span) for token, span in pairs if token is not None]

    def of(self, first: Token, noun: Token | None) -> str | None:
        """The place of the number at token `first`, which counts `noun`; None if none is named."""
        if not self._found:
            return None
        verb = clause_verb(first, self._lang)
        at_verb = set() if verb is None or verb.i in self._cues else {verb.i, _predicate(verb).i}
        for anchors in ({noun.i} if noun is not None else set(), at_verb):
            near = [
                (abs(span.start - first.i), span.start, span)
                for preposition, span in self._found
                if preposition.head.head.i in anchors and preposition.head.i not in anchors
            ]
            if near:
                return _name(min(near)[2])
        return None


def _predicate(verb: Token) -> Token:
    """What a copula hangs on: "40 waren in Kursk" has the place there."""
    return verb.head if verb.dep_ == "cop" else verb


def _preposition(span: Span, words: list[str]) -> Token | None:
    """The preposition of place before a name, over an article and the like."""
    for token in reversed(span.doc[max(0, span.start - FARTHEST - 1) : span.start]):
        if token.pos_ == "ADP":
            return token if fold(token.text) in words else None
        if token.pos_ not in ("DET", "ADJ", "NOUN"):
            return None
    return None


def _name(span: Span) -> str:
    """The name as it stands, one word by its lemma."""
    return lemma_of(span[0]) if len(span) == 1 else span.text
