"""Sentence starts that typography settles: white space, full stops, closing and opening marks."""

import re
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.language.spaces import HIDDEN

STOPS = {".", "!", "?"}
# The tokenizer keeps the stop of `19.`, as most often it is an ordinal's.
NUMBER_WITH_STOP = re.compile(r"\d[\d.,:]*\.")
DASHES = {"-", "–", "—"}
SHORTEST_WORD = 4  # letters; what is shorter before a stop and a number may be an abbreviation


def sentence_edges(doc: Doc) -> Doc:
    """The Doc with surer sentence starts.

    A start within a run without white space moves to its edge: in `… Nachmittag.“ Die Gäste` the
    mark stays with what it closes, in `(Der Antrag …` it begins the sentence. After a full stop of
    its own (the stop of `19.` or `Dr.` is part of the token) and white space, a capital begins one,
    and so does a number behind a whole word. What stands behind the dash of a headline is a
    sentence too: `Amt zählt 40 Fälle - Verband widerspricht`.
    A number at the end of a sentence gives up its stop, which is a token from then on.
    """
    for token in doc:
        if not token.i:
            continue
        inside = not doc[token.i - 1].whitespace_
        if token.is_sent_start and inside:
            _move(token)
        elif not inside and _after_stop(token) and (_is_capital(token) or _is_count(token)):
            token.is_sent_start = True
    _split_headlines(doc)
    return _split_numbers(doc)


def _split_headlines(doc: Doc) -> None:
    """Let a sentence begin behind the one dash of a sentence that ends without a stop."""
    starts = [*(t.i for t in doc if t.is_sent_start or not t.i), len(doc)]
    for start, end in pairwise(starts):
        dashes = [t for t in doc[start:end] if t.text in DASHES and _stands_free(t)]
        if len(dashes) == 1 and _is_word(doc[end - 1]) and _is_word(doc[start]):
            behind = dashes[0].i + 1
            if behind < end and _is_capital(doc[behind]):
                doc[behind].is_sent_start = True


def _stands_free(dash: Token) -> bool:
    return bool(dash.i and dash.nbor(-1).whitespace_ and dash.whitespace_)


def _is_count(token: Token) -> bool:
    """Is it a number behind a stop and a word that is no abbreviation?"""
    before = token.i - 2
    return token.text[0].isdigit() and before >= 0 and len(token.doc[before]) >= SHORTEST_WORD


def _split_numbers(doc: Doc) -> Doc:
    """The Doc in which the numbers that end a sentence have no stop; the same one if none has."""
    found = [t.i for t in doc if NUMBER_WITH_STOP.fullmatch(t.text) and _ends_sentence(t)]
    if not found:
        return doc
    result = _without_stops(doc, found)
    if HIDDEN in doc.user_data:
        original: Doc = doc.user_data[HIDDEN]
        words = [token.i for token in original if not token.is_space]
        result.user_data[HIDDEN] = _without_stops(original, [words[i] for i in found])
    return result


def _ends_sentence(number: Token) -> bool:
    """Does a sentence, after closing marks, begin or the text end here, and not begin with it?"""
    if number.is_sent_start or not number.i:
        return False
    after = number.i + 1
    while after < len(number.doc) and not number.doc[after - 1].whitespace_:
        if _is_word(number.doc[after]):
            return False
        after += 1
    return after == len(number.doc) or bool(number.doc[after].is_sent_start)


def _without_stops(doc: Doc, numbers: list[int]) -> Doc:
    """A copy as far as the sentence starts, the stops of the tokens in `numbers` split off."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | None] = []
    for token in doc:
        parts = [token.text[:-1], "."] if token.i in numbers else [token.text]
        inner = len(parts) - 1
        words += parts
        spaces += [False] * inner + [bool(token.whitespace_)]
        starts += [token.is_sent_start] + [False] * inner
    copy = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts, user_data=doc.user_data)
    if len(doc.tensor):
        counts = np.ones(len(doc), dtype=int)
        counts[numbers] = 2
        copy.tensor = np.repeat(doc.tensor, counts, axis=0)
    copy._context = doc._context
    return copy


def _move(start: Token) -> None:
    doc, first, end = start.doc, start.i, start.i + 1
    while first and not doc[first - 1].whitespace_:
        first -= 1
    while end < len(doc) and not doc[end - 1].whitespace_:
        end += 1
    if not any(_is_word(t) for t in doc[first : start.i]):
        target = first
    elif not any(_is_word(t) for t in doc[start.i : end]):
        target = end
    else:
        return  # a blank is missing between two sentences
    start.is_sent_start = False
    if target < len(doc):
        doc[target].is_sent_start = True


def _after_stop(token: Token) -> bool:
    """Is it a full stop, maybe before closing marks, that stands before `token`?

    Before a closing mark the stop of `17.` is no ordinal's.
    """
    before = last = token.nbor(-1)
    while before.i and not _is_word(before) and before.text not in STOPS:
        if before.nbor(-1).whitespace_:
            return False
        before = before.nbor(-1)
    closed = before.i < last.i and NUMBER_WITH_STOP.fullmatch(before.text) is not None
    return closed or before.text in STOPS


def _is_capital(token: Token) -> bool:
    """Does the run that begins here begin with a capital, after opening marks?"""
    while not _is_word(token) and not token.whitespace_ and token.i + 1 < len(token.doc):
        token = token.nbor()
    return token.text[0].isupper()


def _is_word(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)


@Language.factory("sentence_edges", requires=["token.is_sent_start"])
def make_sentence_edges(nlp: Language, name: str):
    """Factory of `sentence_edges`, which stands behind what sets the first sentence starts."""
    return sentence_edges
