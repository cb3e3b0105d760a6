"""What is trained on, what chooses among variants, and how much each source counts.

The data folder holds `ud/` (CoNLL-U trees in one scheme), `ner/` (GermEval 2014, UNER) and `text/`
(raw sentences, gzipped, one a line). `part` is 357 sentences of GSD's training part that came
through PARSEME 1.1: its README of 2018 names GSD's licence of then (CC BY-NC-SA 3.0), today GSD is
CC BY-SA 4.0. The HDT fragments are left out on purpose: their text is "for academic use".
"""

import gzip
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

from analysis.language.de.training.docs import vary
from analysis.language.de.training.readers import (
    Sentence,
    Word,
    add_entities,
    read_conllu,
    read_germeval,
    read_inline,
    read_treebank,
)

WITH_TREES = ("gsd", "part", "pud", "own")
# This share of GermEval's sentences is learned as if in our scheme: they have most of the names.
GERMEVAL_AS_OWN = 0.5
GSD_DEV_SENTENCES = 120
GERMEVAL_DEV_SENTENCES = 350
# Every tenth sentence of PUD and every twelfth passage of the inline entities is kept back.
PUD_DEV_STEP, INLINE_DEV_STEP = 10, 12
# A number the tokenizer cannot tell from an ordinal (see `tokenizer.py`).
SHORT_NUMBER = re.compile(r"\d{1,3}")


class Material(NamedTuple):
    """Sentences by source, for training and kept back."""

    train: dict[str, list[Sentence]]
    dev: dict[str, list[Sentence]]


def read_material(data: Path, treebank: Path, nlp: Language, *, every: int = 1) -> Material:
    """All annotated sentences but the tests, parted the same way every time.

    Args:
        every: of each source take every sentence of this number only.
    """
    gsd = read_conllu(data / "ud/train-gsd-dev.conllu", source="gsd")
    pud = read_conllu(data / "ud/train-pud.conllu", source="pud")
    pud = add_entities(pud, data / "ner/uner-pud.iob2")
    part = read_conllu(data / "ud/train-gsd-train-part.conllu", source="gsd")
    own = read_treebank(treebank)
    inline = [s for p in sorted(treebank.glob("entities*.txt")) for s in read_inline(p, nlp)]
    germeval = read_germeval(data / "ner/germeval-test.tsv")
    order = list(range(len(gsd)))
    random.Random(1).shuffle(order)
    kept = {
        "gsd": set(order[:GSD_DEV_SENTENCES]),
        "pud": set(range(0, len(pud), PUD_DEV_STEP)),
        "inline": {i for i, s in enumerate(inline) if _number(s) % INLINE_DEV_STEP == 0},
        "germeval": set(random.Random(3).sample(range(len(germeval)), GERMEVAL_DEV_SENTENCES)),
    }
    train, dev = {"own": own["train"], "part": part}, {"own": own["dev"]}
    for name, sentences in (("gsd", gsd), ("pud", pud), ("inline", inline), ("germeval", germeval)):
        train[name] = [s for i, s in enumerate(sentences) if i not in kept[name]]
        dev[name] = [s for i, s in enumerate(sentences) if i in kept[name]]
    return Material(*({name: s[::every] for name, s in part.items()} for part in (train, dev)))


def _number(sentence: Sentence) -> int:
    return int(sentence.passage.rpartition("-")[2])


def all_sentences(
    material: Material, weights: dict[str, int], rng: random.Random
) -> list[Sentence]:
    """The training sentences, repeated by weight, each time in another typography."""
    sentences = [
        sentence._replace(words=vary(sentence.words, rng))
        for name, weight in weights.items()
        for _ in range(weight)
        for sentence in material.train[name]
    ]
    return [
        s._replace(source="own") if s.source == "germeval" and rng.random() < GERMEVAL_AS_OWN else s
        for s in sentences
    ]


def with_ends_alone(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with their ends alone, in the tokens they are found in."""
    return [
        s._replace(words=tuple(Word(w.form, w.space) for w in _joined(s.words))) for s in sentences
    ]


def _joined(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words as the tokenizer leaves them: a short number keeps the full stop after it."""
    if len(words) > 2 and words[-1].form == "." and SHORT_NUMBER.fullmatch(words[-2].form):
        return (*words[:-2], words[-2]._replace(form=words[-2].form + ".", space=True))
    return words


def raw_lines(data: Path, *, every: int = 1) -> Iterator[str]:
    """The sentences of the raw text, or every sentence of this number; white space made single."""
    for path in sorted((data / "text").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in islice(file, 0, None, every):
                if line.strip():
                    yield " ".join(line.split())
