"""Where the sentence and the paragraph of a token begin and end."""

from bisect import bisect_left
from functools import lru_cache

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.records import Pair

DIVIDERS = frozenset(";")  # what stands behind one is another act of speech


def line_of(token: Token) -> Pair:
    """The token range of a token's sentence, as far as it stands on one line and between
    semicolons."""
    return _lines(token.doc)[token.i]


@lru_cache(maxsize=1)
def _lines(doc: Doc) -> list[Pair]:
    """For each token what `line_of` gives."""
    divides = st.of_each(doc, "ORTH", lambda word: word in DIVIDERS or "\n" in word)
    starts, ends = list(range(len(doc))), list(range(len(doc)))
    for sent in doc.sents:
        for i in range(sent.start + 1, sent.end):
            if not divides[i - 1]:
                starts[i] = starts[i - 1]
        following = sent.end
        for i in range(sent.end - 1, sent.start - 1, -1):
            following = i if divides[i] else following
            ends[i] = following
    return list(zip(starts, ends, strict=True))


def paragraph_of(token: Token) -> Pair:
    """The token range of the line a token stands in."""
    breaks = _breaks(token.doc)
    behind = bisect_left(breaks, token.i)
    first = breaks[behind - 1] + 1 if behind else 0
    return first, breaks[behind] if behind < len(breaks) else len(token.doc)


@lru_cache(maxsize=1)
def _breaks(doc: Doc) -> list[int]:
    """The tokens that break a line."""
    return [i for i, broken in enumerate(st.of_each(doc, "ORTH", _is_break)) if broken]


def _is_break(word: str) -> bool:
    return "\n" in word
