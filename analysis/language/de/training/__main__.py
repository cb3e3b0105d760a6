"""Train the German pipeline anew.

    python -m analysis.language.de.training DATA TREEBANK WORK PIPELINE

DATA is the folder of `material.py`, TREEBANK ours (`data/treebank`), WORK keeps what takes long (a
step whose result is there is not done again), PIPELINE is where the result goes. It needs the
packages of `requirements.txt` beside this file and about an hour and a half of one core that knows
products in bfloat16 (AMX), else several. Seeds are fixed.

The shipped 0.2.1 is not of this recipe but of the one before, without pretraining (commit 97277c4
of this folder); what this one reaches is in the README of the treebank.
"""

import argparse
import pickle
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import spacy

from analysis.language.de.training import (
    assemble,
    biaffine,
    lemmas,
    material,
    network,
    pretrain,
    spans,
    vectors,
)
from analysis.language.de.training.tokenizer import with_stops

# Each goes on from the one before, the first from what `pretrain` learned on raw text.
ROUNDS = (
    network.Settings(seed=2, epochs=10, rate=2e-3),
    network.Settings(seed=3, epochs=5, rate=1.4e-3),
)


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
    tokens = partial(vectors.tokens_of, work / "vectors")
    results = [
        _once(
            work / "pretrained.pkl",
            lambda: pretrain.pretrain(tokens(), vocab, ROUNDS[0], pretrain.Plan()),
        )
    ]
    for s in ROUNDS:
        make = partial(biaffine.train, gold, vocab, s, start=results[-1])
        results.append(_once(work / f"round{s.seed}.pkl", make))
    trees = [s for s in gold if s.source in material.WITH_TREES]
    table = _once(work / "table.pkl", lambda: lemmas.make_table(trees, tokens()))
    weights = biaffine.for_scheme(results[-1], "own")
    assemble.assemble(vocab, spans.train(parts, work), weights, table).to_disk(pipeline)


def _once(path: Path, make: Callable[[], Any]) -> Any:
    """The pickled result at `path`, made first if it is not there."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


if __name__ == "__main__":
    main()
