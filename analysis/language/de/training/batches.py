"""Sentences -> padded batches of numbers, with `OPEN` where a layer is not annotated."""

import random
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from spacy.vocab import Vocab

from analysis.language.biaffine import word_rows
from analysis.language.de.training.readers import Sentence, Word

Batch = dict[str, np.ndarray]

OPEN = -1
# Sentences are padded to one of these lengths, so that few shapes must be compiled.
LENGTHS = (10, 16, 22, 28, 36, 48, 70, 110)
SOURCES = ("own", "gsd", "pud", "inline", "germeval", "silver")
EMBEDDINGS = 7  # the known word and the rows of `analysis.language.biaffine.ROWS`


class Labels:
    """The label sets, and the sets of features that a partly known word may have."""

    def __init__(self, sentences: list[Sentence]) -> None:
        words = [(s.source, w) for s in sentences for w in s.words]
        self.names = {
            "upos": sorted({w.upos for _, w in words if w.upos}),
            "xpos": sorted({w.xpos for _, w in words if w.xpos}),
            "feats": sorted({f"{w.upos}~{w.feats}" for s, w in words if _features_known(s, w)}),
            "dep": sorted({w.dep for _, w in words if w.dep}),
            "entity": sorted({w.entity for _, w in words if w.entity}),
        }
        self.rows = {k: {x: i for i, x in enumerate(v)} for k, v in self.names.items()}
        self._sets: dict[tuple[int, ...], int] = {tuple(range(len(self.names["feats"]))): 0}

    def feature_set(self, source: str, word: Word) -> int:
        """Number of the set of features that `word` may have; 0: any."""
        if word.feats is None:
            return 0
        if _features_known(source, word):
            fitting = [self.rows["feats"].get(f"{word.upos}~{word.feats}", -1)]
        else:
            names = enumerate(self.names["feats"])
            fitting = [i for i, name in names if _agrees(name, word)]
        key = tuple(i for i in fitting if i >= 0)
        return self._sets.setdefault(key, len(self._sets)) if key else 0

    def allowed(self) -> np.ndarray:
        """Sets x features, true where a set has the features."""
        table = np.zeros((len(self._sets), len(self.names["feats"])), dtype=bool)
        for members, row in self._sets.items():
            table[row, list(members)] = True
        return table


def _features_known(source: str, word: Word) -> bool:
    return word.feats is not None and (source != "own" or "Case=" in word.feats)


def _agrees(name: str, word: Word) -> bool:
    upos, _, feats = name.partition("~")
    known = set(filter(None, word.feats.split("|")))
    mood = any(f.startswith("Mood=") for f in known) == ("Mood=" in feats)
    return upos == word.upos and mood and known <= set(feats.split("|"))


class Encoder:
    """Sentences -> padded batches of numbers."""

    def __init__(self, labels: Labels, known: list[str], vocab: Vocab) -> None:
        self.labels = labels
        self.known = {word: row for row, word in enumerate(known)}
        self.vectors = vocab.vectors
        self._forms: dict[str, tuple[list[int], np.ndarray]] = {}

    def form(self, form: str) -> tuple[list[int], np.ndarray]:
        if form not in self._forms:
            vector = self.vectors.get_batch([form])[0]
            self._forms[form] = (word_rows(form, self.known), vector)
        return self._forms[form]

    def batches(
        self, sentences: list[Sentence], words: int, rng: random.Random
    ) -> Iterator[list[Sentence]]:
        """Groups of sentences of like length, at random; those beyond all lengths are left out."""
        by_length = defaultdict(list)
        for sentence in sentences:
            by_length[next((n for n in LENGTHS if len(sentence.words) <= n), 0)].append(sentence)
        by_length.pop(0, None)
        groups = []
        for length, members in by_length.items():
            rng.shuffle(members)
            size = max(1, words // length)
            groups.extend(members[i : i + size] for i in range(0, len(members), size))
        rng.shuffle(groups)
        yield from groups

    def encode(self, group: list[Sentence], words: int) -> Batch:
        longest = max(len(s.words) for s in group)
        length = next(n for n in LENGTHS if longest <= n)
        shape = (max(1, words // length), length)
        integers = ("head", "dep", "upos", "xpos", "entity")
        batch: Batch = {name: np.full(shape, OPEN, dtype=np.int32) for name in integers}
        batch["feats"] = np.zeros(shape, dtype=np.int32)
        batch["rows"] = np.zeros((*shape, EMBEDDINGS), dtype=np.int32)
        batch["vectors"] = np.zeros((*shape, self.vectors.shape[1]), dtype=np.float32)
        batch["mask"] = np.zeros(shape, dtype=bool)
        batch["weight"] = np.ones(shape, dtype=np.float32)
        rows = self.labels.rows
        batch["source"] = np.zeros(shape[0], dtype=np.int32)
        for b, sentence in enumerate(group):
            batch["source"][b] = SOURCES.index(sentence.source)
            for t, word in enumerate(sentence.words):
                batch["rows"][b, t], batch["vectors"][b, t] = self.form(word.form)
                batch["mask"][b, t] = True
                if word.head is not None:
                    batch["head"][b, t] = 0 if word.head == t else word.head + 1
                for name in ("dep", "upos", "xpos", "entity"):
                    batch[name][b, t] = rows[name].get(getattr(word, name), OPEN)
                batch["feats"][b, t] = self.labels.feature_set(sentence.source, word)
        return batch
