"""Sentences of raw text that two networks parse alike: more trees to train on."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import minibatch

from analysis.language.biaffine import BiaffineParser
from analysis.language.de.training.readers import Sentence, Word

# Shorter ones are fragments, longer ones are seldom parsed alike.
SHORTEST, LONGEST = 5, 45
BATCH = 400


def agreed(
    nlp: Language, first: BiaffineParser, second: BiaffineParser, lines: Iterable[str]
) -> Iterator[Sentence]:
    """The lines, each one sentence, in which all heads, relations and UPOS are the same.

    Where tags or features differ, they are left open; `nlp` gives the tokens.
    """
    for number, batch in enumerate(minibatch(lines, BATCH)):
        docs = [doc for doc in map(nlp.make_doc, batch) if SHORTEST <= len(doc) <= LONGEST]
        pairs = zip(
            first.pipe(map(_one_sentence, docs)),
            second.pipe(map(_one_sentence, docs)),
            strict=True,
        )
        for one, other in pairs:
            words = zip(one, other, strict=True)
            if all(_same_tree(a, b) for a, b in words):
                words = zip(one, other, strict=True)
                yield Sentence("silver", str(number), tuple(_word(a, b) for a, b in words))


def _one_sentence(doc: Doc) -> Doc:
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    starts = [token.i == 0 for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _same_tree(a: Token, b: Token) -> bool:
    same_arc = a.is_punct or (a.head.i, a.dep) == (b.head.i, b.dep)
    return same_arc and a.pos == b.pos


def _word(a: Token, b: Token) -> Word:
    return Word(
        form=a.text,
        space=bool(a.whitespace_),
        upos=a.pos_,
        xpos=a.tag_ if a.tag == b.tag else None,
        feats=str(a.morph) if a.morph == b.morph else None,
        head=a.head.i,
        dep=a.dep_,
    )
