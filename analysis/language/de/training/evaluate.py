"""Measure a pipeline: running text in groups of sentences, tokens aligned by their offsets.

    python -m analysis.language.de.training.evaluate PIPELINE DATA TREEBANK [--dev]

On the tests and GermEval's development part, or on what `material.py` keeps back to choose by.
Punctuation is left out and relation subtypes are cut (`nsubj:pass` counts as `nsubj`). A gold token
that the pipeline does not have counts as wrong.
"""

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.language import (  # noqa: F401  (each registers a factory)
    biaffine,
    lemmas,
    sentence_edges,
    spaces,
)
from analysis.language.de.training.material import WITH_TREES, read_material
from analysis.language.de.training.readers import (
    Sentence,
    Word,
    read_conllu,
    read_germeval,
    read_treebank,
)

SAYING = Path(__file__).with_name("evaluation.toml")
GROUP_SIZE = 20
SUBJECTS = {"nsubj"}
CLAUSES = {"ccomp"}


class Gold(NamedTuple):
    """A gold word with its place in the text; `head` is the place of its head, itself if root.

    `joined` is the lemma with a separated prefix, which GSD's own lemmas leave out.
    """

    start: int
    end: int
    head: int
    word: Word
    joined: str | None


class Score:
    """Counts of right, found and wanted, by name."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, name: str, found: Iterable, wanted: Iterable) -> None:
        found, wanted = set(found), set(wanted)
        self.right[name] += len(found & wanted)
        self.found[name] += len(found)
        self.wanted[name] += len(wanted)

    def f1(self) -> dict[str, float]:
        """F1 in percent by name; with as many found as wanted it is the accuracy."""
        return {
            name: round(200 * self.right[name] / (self.found[name] + self.wanted[name]), 2)
            for name in self.wanted
            if self.found[name] + self.wanted[name]
        }


def groups(sentences: list[Sentence]) -> Iterator[tuple[str, list[list[Gold]]]]:
    """Texts of `GROUP_SIZE` sentences, joined by a space, and their words with offsets."""
    for first in range(0, len(sentences), GROUP_SIZE):
        text, placed = "", []
        for sentence in sentences[first : first + GROUP_SIZE]:
            placed.append(place(sentence, len(text)))
            text += sentence.text + " "
        yield text.rstrip(), placed


def place(sentence: Sentence, offset: int) -> list[Gold]:
    """The words of a sentence whose text begins at `offset`."""
    words, starts = sentence.words, []
    for word in words:
        starts.append(offset)
        offset += len(word.form) + word.space
    prefixes = {w.head: w.form.lower() for w in words if w.dep == "compound:prt"}
    placed = []
    for i, (start, word) in enumerate(zip(starts, words, strict=True)):
        head = start if word.head is None else starts[word.head]
        prefix = prefixes.get(i, "")
        lemma = word.lemma and (
            word.lemma if word.lemma.startswith(prefix) else prefix + word.lemma
        )
        placed.append(Gold(start, start + len(word.form), head, word, lemma))
    return placed


def score_trees(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Accuracy and F1 (percent) of the tree layers, and of the arcs of verbs of saying."""
    score = Score()
    saying = set(tomllib.loads(SAYING.read_text(encoding="utf-8"))["saying"])
    texts, golds = zip(*groups(sentences), strict=True)
    for doc, gold in zip(nlp.pipe(texts), golds, strict=True):
        sentence_spans = {(s[0].start, s[-1].end) for s in gold}
        score.add("sentences", {_word_span(s) for s in doc.sents}, sentence_spans)
        score.add(
            "sentence starts", {_word_span(s)[0] for s in doc.sents}, {s[0].start for s in gold}
        )
        _score_words(score, doc, [g for s in gold for g in s], saying)
    return score.f1()


def _word_span(sent: Iterable[Token]) -> tuple[int, int]:
    words = [t for t in sent if not t.is_space]
    return (words[0].idx, words[-1].idx + len(words[-1])) if words else (-1, -1)


def _score_words(score: Score, doc: Doc, gold: list[Gold], saying: set[str]) -> None:
    tokens = {(t.idx, t.idx + len(t)): t for t in doc}
    gold = [g for g in gold if g.word.upos != "PUNCT"]
    spans = {(g.start, g.end): g for g in gold}
    pairs = [(g, tokens.get(span)) for span, g in spans.items()]
    for name, of_gold, of_token in LAYERS:
        wanted = {(g.start, v) for g, _ in pairs if (v := of_gold(g)) is not None}
        found = {
            (g.start, of_token(t)) if t is not None else (g.start, None)
            for g, t in pairs
            if of_gold(g) is not None
        }
        score.add(name, found, wanted)
    mood_wanted = {g.start for g in gold if "Mood=Sub" in (g.word.feats or "")}
    score.add("Mood=Sub", {t.idx for t in doc if "Sub" in t.morph.get("Mood")}, mood_wanted)
    heads = {g.start for g in gold if g.word.upos == "VERB" and g.word.lemma in saying}
    for name, relations in (("say subject", SUBJECTS), ("say clause", CLAUSES)):
        wanted = {
            (g.start, g.head) for g in gold if g.head in heads and cut(g.word.dep) in relations
        }
        found = {
            (t.idx, t.head.idx) for t in doc if t.head.idx in heads and cut(t.dep_) in relations
        }
        score.add(name, found, wanted)
    for label in ("ccomp", "parataxis", "nsubj", "nummod", "obl", "appos"):
        score.add(
            f"dep {label}",
            {(t.idx, t.head.idx) for t in doc if cut(t.dep_) == label},
            {(g.start, g.head) for g in gold if cut(g.word.dep) == label},
        )


def cut(relation: str | None) -> str:
    return (relation or "").partition(":")[0]


LAYERS = (
    ("UAS", lambda g: g.head, lambda t: t.head.idx),
    ("LAS", lambda g: (g.head, cut(g.word.dep)), lambda t: (t.head.idx, cut(t.dep_))),
    ("UPOS", lambda g: g.word.upos, lambda t: t.pos_),
    ("STTS", lambda g: g.word.xpos, lambda t: t.tag_),
    ("lemma", lambda g: g.word.lemma, lambda t: t.lemma_),
    ("lemma with prefix", lambda g: g.joined, lambda t: t.lemma_),
)


def score_entities(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """F1 (percent) of entities with exact ends, over all and by label."""
    score = Score()
    texts, golds = zip(*groups(sentences), strict=True)
    for doc, gold in zip(nlp.pipe(texts), golds, strict=True):
        wanted = set(gold_entities([g for s in gold for g in s]))
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        score.add("ents", found, wanted)
        for label in ("PER", "LOC", "ORG", "MISC"):
            score.add(
                f"ents {label}",
                {e for e in found if e[2] == label},
                {e for e in wanted if e[2] == label},
            )
    return score.f1()


def gold_entities(gold: list[Gold]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of each entity."""
    open_entity: tuple[int, int, str] | None = None
    for g in gold:
        position, _, label = (g.word.entity or "O").partition("-")
        if open_entity and position == "I" and label == open_entity[2]:
            open_entity = (open_entity[0], g.end, label)
            continue
        if open_entity:
            yield open_entity
        open_entity = (g.start, g.end, label) if label else None
    if open_entity:
        yield open_entity


def score_tests(nlp: Language, data: Path, treebank: Path) -> dict[str, dict[str, float]]:
    """Scores on the two tests and on GermEval's development part."""
    own = read_treebank(treebank)["test"]
    gsd = read_conllu(data / "ud/test-gsd.conllu", source="gsd")
    germeval = read_germeval(data / "ner/germeval-dev.tsv")
    return {
        "own test": score_trees(nlp, own) | score_entities(nlp, own),
        "GSD test": score_trees(nlp, gsd),
        "GermEval dev": score_entities(nlp, germeval),
    }


def score_dev(nlp: Language, data: Path, treebank: Path) -> dict[str, dict[str, float]]:
    """Scores on the sentences with trees that are kept back in training."""
    kept = read_material(data, treebank, nlp).dev
    return {f"{name} dev": score_trees(nlp, kept[name]) for name in WITH_TREES if name in kept}


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pipeline")
    parser.add_argument("data", type=Path)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--dev", action="store_true", help="the development parts, not the tests")
    args = parser.parse_args()
    score = score_dev if args.dev else score_tests
    scores = score(spacy.load(args.pipeline), args.data, args.treebank)
    print(json.dumps(scores, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
