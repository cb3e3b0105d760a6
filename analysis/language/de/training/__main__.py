"""Train the German pipeline anew.

    python -m analysis.language.de.training DATA TREEBANK WORK PIPELINE

DATA is the folder of `material.py`, TREEBANK ours (`data/treebank`), WORK keeps what takes long (a
step whose result is there is not done again), PIPELINE is where the result goes. It needs the
packages of `requirements.txt` beside this file and about two hours of two cores.
"""

import argparse
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.vocab import Vocab

from analysis.language.biaffine import BiaffineParser
from analysis.language.de.training import (
    assemble,
    biaffine,
    lemmas,
    material,
    network,
    sentences,
    silver,
    vectors,
)
from analysis.language.de.training.readers import Sentence

# The two teachers differ in size and seed; the student goes on from the second.
TEACHERS = (
    network.Settings(seed=0, hidden=256, epochs=20),
    network.Settings(seed=1, hidden=300, epochs=18),
)
STUDENT = network.Settings(seed=2, hidden=300, epochs=5, batch_words=900, rate=1.5e-3)
SILVER_LINES, SILVER_SEED = 24_000, 21


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("data", "treebank", "work", "pipeline"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    run(args.data, args.treebank, args.work, args.pipeline)


def run(data: Path, treebank: Path, work: Path, pipeline: Path) -> None:
    """All steps, from the vectors to the pipeline on disk."""
    vocab = vectors.make_vocab(data, work / "vectors")
    parts = material.read_material(data, treebank, spacy.blank("de"))
    gold = material.all_sentences(parts, random.Random(0))
    teachers = [
        _once(work / f"teacher{s.seed}.pkl", lambda s=s: biaffine.train(gold, vocab, s))
        for s in TEACHERS
    ]
    agreed = _once(work / "silver.pkl", lambda: _agreed(teachers, vocab, data))
    student = _once(
        work / "student.pkl",
        lambda: biaffine.train(gold + agreed, vocab, STUDENT, start=teachers[-1]),
    )
    trees = [s for name in material.WITH_TREES for s in parts.train[name]]
    tokens = vectors.tokens_of(work / "vectors")
    table = _once(work / "table.pkl", lambda: lemmas.make_table(trees, tokens))
    network = biaffine.for_scheme(student, "own")
    nlp = assemble.assemble(vocab, sentences.train(parts, work), network, table)
    nlp.to_disk(pipeline)


def _once(path: Path, make: Callable[[], Any]) -> Any:
    """The pickled result at `path`, made first if it is not there."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


def _agreed(teachers: list[dict[str, Any]], vocab: Vocab, data: Path) -> list[Sentence]:
    """Raw sentences that both teachers parse alike."""
    nlp = spacy.blank("de", vocab=vocab)
    first, second = (BiaffineParser(nlp, "teacher") for _ in teachers)
    for parser, teacher in zip((first, second), teachers, strict=True):
        parser.load(**biaffine.for_scheme(teacher, "own"))
    lines = list(material.raw_lines(data))
    random.Random(SILVER_SEED).shuffle(lines)
    return list(silver.agreed(nlp, first, second, lines[:SILVER_LINES]))


if __name__ == "__main__":
    main()
