"""White space never becomes a word of a tree: it is taken out before the parse and put back after.

spaCy keeps every run of white space but a single blank as a token. `hide_spaces` hands the pipeline
a Doc of the words alone, `show_spaces` carries what was found back to the first Doc, whose text and
offsets are those of the source. A white-space token hangs on the word before it, with relation
`space`, and belongs to that word's sentence; nothing hangs on it.
"""

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

SPACE_RELATION = "space"
HIDDEN = "hidden_spaces"
ATTRIBUTES = (TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE)
HEAD_COLUMN = ATTRIBUTES.index(HEAD)
ENTITY_COLUMNS = [ATTRIBUTES.index(ENT_IOB), ATTRIBUTES.index(ENT_TYPE)]
INSIDE, OUTSIDE = 1, 2  # spaCy's codes of IOB


def hide_spaces(doc: Doc) -> Doc:
    """The Doc without its white-space tokens; a line break begins a new sentence.

    A line that goes on in lower case is taken for a wrapped line and begins none.
    """
    words = [token for token in doc if not token.is_space]
    if not words or len(words) == len(doc):
        return doc
    compact = Doc(
        doc.vocab,
        words=[token.text for token in words],
        spaces=[_space_follows(token) for token in words],
    )
    for token, word in zip(compact, words, strict=True):
        if token.i and _after_line_break(word) and not word.text[0].islower():
            token.is_sent_start = True
    compact.user_data[HIDDEN] = doc
    compact._context = doc._context
    return compact


def _space_follows(token: Token) -> bool:
    is_last = token.i + 1 == len(token.doc)
    return bool(token.whitespace_) or (not is_last and token.nbor().is_space)


def _after_line_break(word: Token) -> bool:
    before = word.i - 1
    while before >= 0 and word.doc[before].is_space:
        if "\n" in word.doc[before].text:
            return True
        before -= 1
    return False


def show_spaces(doc: Doc) -> Doc:
    """The Doc that `hide_spaces` was given, with the annotation of its words."""
    if HIDDEN not in doc.user_data:
        return doc
    original: Doc = doc.user_data.pop(HIDDEN)
    is_space = np.array([token.is_space for token in original])
    places, gaps = np.flatnonzero(~is_space), np.flatnonzero(is_space)
    found = doc.to_array(ATTRIBUTES)
    values = np.zeros((len(original), len(ATTRIBUTES)), dtype=found.dtype)
    values[places] = found
    before = np.maximum(np.searchsorted(places, gaps) - 1, 0)
    offsets = np.zeros(len(original), dtype=np.int64)
    offsets[places] = places[[token.head.i for token in doc]] - places
    offsets[gaps] = places[before] - gaps
    values[:, HEAD_COLUMN] = offsets.view(found.dtype)
    strings = original.vocab.strings
    for attribute, name in ((DEP, SPACE_RELATION), (POS, "SPACE"), (TAG, "_SP")):
        values[gaps, ATTRIBUTES.index(attribute)] = strings.add(name)
    values[np.ix_(gaps, ENTITY_COLUMNS)] = _entities_of_gaps(found, places, gaps)
    return original.from_array(ATTRIBUTES, values)


def _entities_of_gaps(found: np.ndarray, places: np.ndarray, gaps: np.ndarray) -> np.ndarray:
    """White space within an entity is a part of it, all other is outside."""
    after = np.minimum(np.searchsorted(places, gaps), len(places) - 1)
    entities = found[np.ix_(after, ENTITY_COLUMNS)]
    entities[entities[:, 0] != INSIDE] = (OUTSIDE, 0)
    return entities


@Language.factory("hide_spaces")
def make_hide_spaces(nlp: Language, name: str):
    """Factory of `hide_spaces`, the pipeline's first component."""
    return hide_spaces


@Language.factory("show_spaces")
def make_show_spaces(nlp: Language, name: str):
    """Factory of `show_spaces`, which stands behind the last component of the parse."""
    return show_spaces
