"""Train the German pipeline anew.

    python -m analysis.language.de.training DATA TREEBANK WORK PIPELINE

DATA is the folder of `material.py`, TREEBANK ours (`data/treebank`), WORK keeps what takes long (a
step whose result is there is not done again), PIPELINE is where the result goes. It needs the
packages of `requirements.txt` beside this file and about two hours of two cores. Seeds are fixed;
the shipped 0.2 differs in that the treebank grew from step to step while it was made.
"""

import argparse
import pickle
import random
from collections.abc import Callable
from functools import partial
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
    silver,
    spans,
    vectors,
)
from analysis.language.de.training.readers import Sentence
from analysis.language.de.training.tokenizer import with_stops

# The two teachers differ in size and seed, and see the sentences with trees alone. The student goes
# on from the second one, round by round, with all that is annotated and what the two agree on.
TEACHERS = (
    network.Settings(seed=0, hidden=256, epochs=20),
    network.Settings(seed=1, hidden=300, epochs=18),
)
ROUNDS = (
    network.Settings(seed=2, hidden=300, epochs=5, batch_words=900, rate=1.5e-3),
    network.Settings(seed=3, hidden=300, epochs=4, batch_words=900, rate=1.3e-3),
    network.Settings(seed=4, hidden=300, epochs=4, batch_words=900, rate=1.2e-3),
    network.Settings(seed=5, hidden=300, epochs=3, batch_words=900, rate=1.0e-3),
)
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
    parts = material.read_material(data, treebank, with_stops(spacy.blank("de")))
    gold = material.all_sentences(parts, random.Random(0))
    trees = [s for s in gold if s.source in material.WITH_TREES]
    teachers = [
        _once(work / f"teacher{s.seed}.pkl", partial(biaffine.train, trees, vocab, s))
        for s in TEACHERS
    ]
    gold += _once(work / "silver.pkl", lambda: _agreed(teachers, vocab, data))
    students = [teachers[-1]]
    for s in ROUNDS:
        start = students[-1]
        make = partial(biaffine.train, gold, vocab, s, start=start)
        students.append(_once(work / f"student{s.seed}.pkl", make))
    tokens = vectors.tokens_of(work / "vectors")
    table = _once(work / "table.pkl", lambda: lemmas.make_table(trees, tokens))
    weights = biaffine.for_scheme(biaffine.average(students[-2:]), "own")
    assemble.assemble(vocab, spans.train(parts, work), weights, table).to_disk(pipeline)


def _once(path: Path, make: Callable[[], Any]) -> Any:
    """The pickled result at `path`, made first if it is not there."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


def _agreed(teachers: list[dict[str, Any]], vocab: Vocab, data: Path) -> list[Sentence]:
    """Raw sentences that both teachers parse alike."""
    nlp = with_stops(spacy.blank("de", vocab=vocab))
    first, second = (BiaffineParser(nlp, "teacher") for _ in teachers)
    for parser, teacher in zip((first, second), teachers, strict=True):
        parser.load(**biaffine.for_scheme(teacher, "own"))
    lines = list(material.raw_lines(data))
    random.Random(SILVER_SEED).shuffle(lines)
    return list(silver.agreed(nlp, first, second, lines[:SILVER_LINES]))


if __name__ == "__main__":
    main()
