"""Tags, features, trees and entities by one network over a two-way LSTM, in NumPy alone.

After Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (ICLR 2017), with
tags, features, heads, relations and entities from one encoder. `de/training/biaffine.py` trains it
in JAX, which is not needed here. Sentences must be set before; each gets exactly one root.
"""

import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import srsly
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch
from spacy.vocab import Vocab
from threadpoolctl import ThreadpoolController

from analysis.language.neural import ArcScorer, Weights, best_tags, classify, encode

# Rows of the hashed embeddings, by a key that seeds the hash: the form in lower case (l), its first
# three letters (p), the last 2, 3 and 4 letters, the shape (no key). A change needs a new training.
ROWS = {"l": 6000, "p": 3000, "2": 1000, "3": 3000, "4": 5000, "": 800}
# Words at once; with half of it the parser is a tenth slower.
BATCH_WORDS = 6000
# What is longer is no sentence but a table or a list, and is cut: time grows with the square.
LONGEST = 250
# Word forms whose features are kept, at about half a kilobyte each.
CACHE_SIZE = 50_000
# Relations a word has one of at most ("Das sagte eine Sprecherin": not two objects).
SINGLE = ("nsubj", "nsubj:pass", "obj")
PARTICIPLE = "VVPP"  # in STTS
PREDICATED = ("aux:pass", "cop")  # relations of werden and sein beside it
ATTRIBUTES = (POS, TAG, MORPH, DEP, HEAD, ENT_IOB, ENT_TYPE)
IOB_CODES = {"I": 1, "O": 2, "B": 3}  # as spaCy has them


def word_rows(form: str, known: dict[str, int]) -> list[int]:
    """Rows of a word form in the embeddings: the known word, then those of `ROWS`."""
    lower = form.lower()
    parts = (lower, lower[:3], form[-2:], form[-3:], form[-4:], word_shape(form))
    rows = [
        zlib.crc32(f"{name}{part}".encode()) % size
        for (name, size), part in zip(ROWS.items(), parts, strict=True)
    ]
    return [known.get(lower, len(known)), *rows]


def word_shape(form: str) -> str:
    """`Xxxx` for `Soldaten`, `d.ddd` for `3.000`: at most three of a kind in a row."""
    shape = ""
    for char in form:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if shape[-3:] != kind * 3:
            shape += kind
    return shape


# The matrices are small: a second thread of the linear algebra library costs more in waiting than
# it brings (seen on a busy machine: 23 seconds of processor time against 3).
_BLAS = ThreadpoolController()


@Language.factory(
    "biaffine",
    assigns=["token.pos", "token.tag", "token.morph", "token.head", "token.dep", "doc.ents"],
)
class BiaffineParser:
    """Sets UPOS, tag, features, head, relation and entity of every token, by sentence."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.vocab: Vocab = nlp.vocab
        self.weights: Weights = {}
        self.known: dict[str, int] = {}
        self.labels: dict[str, list[str]] = {}
        self._codes: dict[str, np.ndarray] = {}
        self._fits = np.zeros((0, 0), dtype=bool)  # UPOS x features
        self._follows = np.zeros((0, 0), dtype=bool)  # tag of a word x tag of the next one
        self._cache: dict[str, np.ndarray] = {}

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        for batch in minibatch(docs, batch_size):
            with _BLAS.limit(limits=1):
                self._annotate(batch)
            yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        values = [np.zeros((len(doc), len(ATTRIBUTES)), dtype=np.uint64) for doc in docs]
        spans = [(i, span) for i, doc in enumerate(docs) for span in _pieces(doc)]
        spans.sort(key=lambda item: len(item[1]), reverse=True)
        first = 0
        while first < len(spans):
            batch = spans[first : first + max(1, BATCH_WORDS // len(spans[first][1]))]
            found = self.read([[token.text for token in span] for _, span in batch])
            for (i, span), columns in zip(batch, found, strict=True):
                values[i][span.start : span.end] = columns
            first += len(batch)
        for doc, table in zip(docs, values, strict=True):
            doc.from_array(ATTRIBUTES, table)

    def read(self, sentences: list[list[str]]) -> list[np.ndarray]:
        """`ATTRIBUTES` of each word; the sentences are sorted, the longest first."""
        lengths = np.array([len(s) for s in sentences])
        forms: dict[str, int] = {}
        index = np.zeros((lengths[0], len(sentences)), dtype=np.intp)
        for row, words in enumerate(sentences):
            index[: len(words), row] = [forms.setdefault(word, len(forms)) for word in words]
        states = encode(self.weights, self._embed(list(forms)), index, lengths)
        flat = np.concatenate([states[:length, row] for row, length in enumerate(lengths)])
        arcs = ArcScorer(self.weights, flat)
        number = self.labels["dep"].index
        root, single = number("ROOT"), [*map(number, SINGLE)]
        with_sein = [*map(number, PREDICATED)]
        columns = np.zeros((len(flat), len(ATTRIBUTES)), dtype=np.uint64)
        columns[:, 5:] = self._entities(flat, lengths)
        predicated = np.zeros(len(flat), dtype=bool)
        for start, end in pairwise([0, *lengths.cumsum()]):
            heads, relations = arcs.tree(start, end, root=root, single=single)
            columns[start:end, 3] = self._codes["dep"][relations]
            offsets = np.where(heads == 0, 0, heads - 1 - np.arange(end - start))
            columns[start:end, 4] = offsets.astype(np.int64).view(np.uint64)
            predicated[start + heads[np.isin(relations, with_sein)] - 1] = True
        columns[:, :3] = self._tag(flat, predicated)
        return np.split(columns, lengths.cumsum()[:-1])

    def _embed(self, forms: list[str]) -> np.ndarray:
        """Embeddings and vector of each form, side by side."""
        if len(self._cache) > CACHE_SIZE:
            self._cache.clear()
        new = [form for form in forms if form not in self._cache]
        if new:
            vectors = self.vocab.vectors.get_batch(new)
            for form, vector in zip(new, vectors, strict=True):
                rows = word_rows(form, self.known)
                parts = [
                    self.weights[f"embed.{name}"][row]
                    for name, row in zip(("word", *ROWS), rows, strict=True)
                ]
                self._cache[form] = np.concatenate([*parts, vector])
        return np.stack([self._cache[form] for form in forms])

    def _tag(self, states: np.ndarray, predicated: np.ndarray) -> np.ndarray:
        """Codes of UPOS, tag and features; features only as they occur with that UPOS.

        A participle with werden or sein ("ist widerlegt") is a verb and no adjective.
        """
        tags = classify(self.weights, "xpos", states).argmax(axis=1)
        upos = classify(self.weights, "upos", states).argmax(axis=1)
        participle = tags == self.labels["xpos"].index(PARTICIPLE)
        upos[predicated & participle] = self.labels["upos"].index("VERB")
        features = classify(self.weights, "feats", states)
        features = np.where(self._fits[upos], features, -np.inf).argmax(axis=1)
        rows = (("upos", upos), ("xpos", tags), ("feats", features))
        return np.stack([self._codes[layer][row] for layer, row in rows], axis=1)

    def _entities(self, states: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Codes of position and label in entities."""
        scores = classify(self.weights, "entity", states)
        first, following = self.weights["entity.first"], self.weights["entity.next"]
        inside = [label.startswith("I-") for label in self.labels["entity"]]
        tags = best_tags(
            scores,
            lengths,
            np.where(inside, -np.inf, first),
            np.where(self._follows, following, -np.inf),
        )
        return self._codes["entity"][tags]

    def load(self, weights: Weights, known: list[str], labels: dict[str, list[str]]) -> None:
        """Take over a trained network; `labels["feats"]` are written `UPOS~features`."""
        self.weights = {name: np.asarray(w, dtype=np.float32) for name, w in weights.items()}
        self.known = {word: row for row, word in enumerate(known)}
        self.labels = labels
        strings, morphology = self.vocab.strings, self.vocab.morphology
        features = [label.partition("~") for label in labels["feats"]]
        codes = {name: [strings.add(x) for x in labels[name]] for name in ("upos", "xpos", "dep")}
        codes["feats"] = [morphology.add(feats) for _, _, feats in features]
        self._codes = {name: np.array(c, dtype=np.uint64) for name, c in codes.items()}
        self._fits = np.array([[upos == f[0] for f in features] for upos in labels["upos"]])
        tags = [tag.partition("-")[::2] for tag in labels["entity"]]
        pairs = [(IOB_CODES[position], strings.add(label)) for position, label in tags]
        self._codes["entity"] = np.array(pairs, dtype=np.uint64)
        self._follows = np.array([[b[0] != "I" or a[1] == b[1] for b in tags] for a in tags])
        self._cache.clear()

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        Path(path).mkdir(exist_ok=True)
        halves = {name: w.astype(np.float16) for name, w in self.weights.items()}
        np.savez_compressed(Path(path) / "weights.npz", **halves)
        srsly.write_json(
            Path(path) / "labels.json", {"known": list(self.known), "labels": self.labels}
        )

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "BiaffineParser":
        data = srsly.read_json(Path(path) / "labels.json")
        with np.load(Path(path) / "weights.npz") as weights:
            self.load(dict(weights), data["known"], data["labels"])
        return self


def _pieces(doc: Doc) -> Iterator[Span]:
    for span in doc.sents:
        for start in range(span.start, span.end, LONGEST):
            yield doc[start : min(start + LONGEST, span.end)]
