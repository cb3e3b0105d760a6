"""Words and sentences without a trained pipeline, for languages that are read by patterns alone."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import analysis.language.sentence_edges  # noqa: F401  (its factory)


def plain_pipeline(lang: str) -> Language:
    """spaCy's tokenizer of the language; sentences end at full stops and at line breaks."""
    nlp = spacy.blank(lang)
    nlp.add_pipe("line_starts")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("sentence_edges")
    return nlp


def line_starts(doc: Doc) -> Doc:
    """The Doc with a sentence start behind each line break: headings have no full stop."""
    for token in doc[1:]:
        if "\n" in token.nbor(-1).text and not token.is_space:
            token.is_sent_start = True
    return doc


@Language.factory("line_starts")
def make_line_starts(nlp: Language, name: str):
    """Factory of `line_starts`, which stands before what sets the other sentence starts."""
    return line_starts
