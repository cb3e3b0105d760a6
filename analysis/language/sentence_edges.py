"""Sentence starts that typography settles: white space, full stops, closing and opening marks."""

from spacy.language import Language
from spacy.tokens import Doc, Token

STOPS = {".", "!", "?"}


@Language.component("sentence_edges", requires=["token.is_sent_start"])
def sentence_edges(doc: Doc) -> Doc:
    """The Doc with surer sentence starts.

    A start within a run without white space moves to its edge: in `… Nachmittag.“ Die Gäste` the
    mark stays with what it closes, in `(Der Antrag …` it begins the sentence. After a full stop of
    its own (the stop of `19.` or `Dr.` is part of the token) and white space, a capital begins one.
    """
    for token in doc:
        if not token.i:
            continue
        inside = not doc[token.i - 1].whitespace_
        if token.is_sent_start and inside:
            _move(token)
        elif not inside and _after_stop(token) and _is_capital(token):
            token.is_sent_start = True
    return doc


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
    before = token.nbor(-1)
    while before.i and not _is_word(before) and before.text not in STOPS:
        if before.nbor(-1).whitespace_:
            return False
        before = before.nbor(-1)
    return before.text in STOPS


def _is_capital(token: Token) -> bool:
    """Does the run that begins here begin with a capital, after opening marks?"""
    while not _is_word(token) and not token.whitespace_ and token.i + 1 < len(token.doc):
        token = token.nbor()
    return token.text[0].isupper()


def _is_word(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)
