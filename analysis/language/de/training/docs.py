"""`Sentence`s -> training Docs: grouped into short texts, with typographic variation."""

import random
from collections.abc import Iterable, Iterator
from itertools import groupby

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analysis.language.de.training.readers import Sentence, Word

QUOTE_PAIRS = (("„", "“"), ('"', '"'), ("»", "«"), ("„", "”"), ("“", "”"), ("«", "»"))
QUOTE_WEIGHTS = (6, 4, 1, 1, 2, 1)
OPENING = {"„", "»", "“", "«", '"'}
# How often a sentence loses its full stop if nothing else is said; headings and lists have none.
DROP_STOP = 0.06


def make_docs(
    sentences: Iterable[Sentence],
    vocab: Vocab,
    rng: random.Random,
    *,
    longest: int = 6,
    without_stop: float = DROP_STOP,
) -> Iterator[Doc]:
    """Docs of one to `longest` sentences; sentences of one passage stay together, in order.

    Args:
        without_stop: share of the sentences that lose their full stop.
    """
    passages = [list(group) for _, group in groupby(sentences, key=lambda s: (s.source, s.passage))]
    rng.shuffle(passages)
    text: list[Sentence] = []
    size = rng.randint(1, longest)
    for passage in passages:
        for sentence in passage:
            words = vary(sentence.words, rng, without_stop=without_stop)
            text.append(sentence._replace(words=words))
            if len(text) >= size:
                yield make_doc(text, vocab)
                text, size = [], rng.randint(1, longest)
    if text:
        yield make_doc(text, vocab)


def vary(
    words: tuple[Word, ...], rng: random.Random, *, without_stop: float = DROP_STOP
) -> tuple[Word, ...]:
    """The words with one of the quotation styles in use, and now and then no final full stop."""
    opening, closing = rng.choices(QUOTE_PAIRS, QUOTE_WEIGHTS)[0]
    has_stop = words[-1].form == "." and len(words) > 3
    is_leaf = not any(w.head == len(words) - 1 for w in words[:-1])
    if has_stop and is_leaf and rng.random() < without_stop:
        words = words[:-1]
    inside, result = False, []
    for word in words:
        if word.form in {"„", "“", "”", '"', "»", "«"}:
            form = closing if inside else opening
            inside = not inside
            word = word._replace(form=form, lemma=form if word.lemma else None)
        result.append(word)
    return tuple(result)


def make_doc(sentences: list[Sentence], vocab: Vocab) -> Doc:
    """One Doc of sentences that are all annotated in the same layers."""
    words, starts, heads = [], [], []
    for sentence in sentences:
        offset = len(words)
        words.extend(sentence.words[:-1])
        words.append(sentence.words[-1]._replace(space=True))
        starts.extend(i == 0 for i in range(len(sentence.words)))
        heads.extend(None if w.head is None else offset + w.head for w in sentence.words)
    trees = all(head is not None for head in heads)
    entities = all(w.entity is not None for w in words)
    doc = Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.xpos or "" for w in words],
        lemmas=[w.lemma or "" for w in words],
        heads=heads if trees else None,
        deps=[w.dep for w in words] if trees else None,
        sent_starts=None if trees else starts,
        ents=_repair(w.entity for w in words) if entities else None,
    )
    for token, word in zip(doc, words, strict=True):
        if word.feats is not None and word.upos is not None:
            token.pos_ = word.upos
            token.set_morph(word.feats)
    return doc


def _repair(tags: Iterable[str]) -> list[str]:
    """IOB tags in which every entity begins with `B`."""
    result = []
    for tag in tags:
        position, _, label = tag.partition("-")
        inside = position == "I" and bool(result) and result[-1][2:] == label
        result.append(f"{'I' if inside else 'B'}-{label}" if label else "O")
    return result
