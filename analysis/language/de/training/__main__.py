"""Train the German pipeline anew.

    python -m analysis.language.de.training DATA TREEBANK WORK PIPELINE

DATA is the folder of `material.py`, TREEBANK ours (`data/treebank`), WORK keeps what takes long (a
step whose result is there is not done again), PIPELINE is where the result goes. It needs the
packages of `requirements.txt` beside this file and about three hours of one core that knows
products in bfloat16 (AMX), else several. Seeds are fixed.

A first layer learned on raw text; two rounds on annotated sentences; two networks of other kinds to
vote with the result on raw sentences (`silver.py`); and two rounds on both. The shipped 0.3.0 was
made by these steps, but by hand and with these differences. Its third voter was the parser of 0.2.1
(commit 97277c4). All networks but the last saw the sentences in the weights of commit 94c7ee5, the
357 trees as a source of their own, and those of the first rounds and the votes not the last 184
entity sentences; half of GermEval counted as ours from the second round on. The first of the last
rounds saw 230,000 of the 395,000 words of agreed sentences. The sentence ends are those of 0.2.1,
learned together with `ner` in a `tok2vec` of 96. So a new run gives a pipeline of this kind, not
the same bytes.
"""

import argparse
import pickle
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.vocab import Vocab

from analysis.language.de.training import (
    assemble,
    biaffine,
    lemmas,
    material,
    network,
    pretrain,
    senter,
    silver,
    vectors,
)
from analysis.language.de.training.docs import vary
from analysis.language.de.training.readers import Sentence
from analysis.language.de.training.tokenizer import with_stops

# Each goes on from the one before, the first from what `pretrain` learned on raw text.
FIRST_ROUNDS = (
    network.Settings(seed=2, epochs=10, rate=2e-3),
    network.Settings(seed=3, epochs=5, rate=1.4e-3),
)
# Not pretrained, so that they err elsewhere.
OTHERS = (
    network.Settings(seed=2, epochs=10, kept_rate=1.0),
    network.Settings(seed=1, epochs=20, kept_rate=1.0, hidden=(300, 300)),
)
LAST_ROUNDS = (
    network.Settings(seed=4, epochs=3, rate=1.2e-3),
    network.Settings(seed=5, epochs=6, rate=1.3e-3),
)
LINES = 26_000  # of raw text to vote on; 17,500 of them were kept


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
    nlp = with_stops(spacy.blank("de", vocab=vocab))
    parts = material.read_material(data, treebank, nlp)
    gold = material.all_sentences(parts, random.Random(0))
    tokens = partial(vectors.tokens_of, work / "vectors")
    start = _once(
        work / "pretrained.pkl",
        lambda: pretrain.pretrain(tokens(), vocab, FIRST_ROUNDS[0], pretrain.Plan()),
    )
    best = _rounds(FIRST_ROUNDS, gold, vocab, start, work)
    blank = start | {"weights": {}}
    voters = [best, *(_rounds((s,), gold, vocab, blank, work) for s in OTHERS)]
    raw = _once(work / "silver.pkl", lambda: _agreed(nlp, voters, data))
    best = _rounds(LAST_ROUNDS, gold + raw, vocab, best, work)
    trees = [s for name in material.WITH_TREES for s in parts.train[name]]
    table = _once(work / "table.pkl", lambda: lemmas.make_table(trees, tokens()))
    weights = biaffine.for_scheme(best, "own")
    assemble.assemble(vocab, senter.train(parts, work), weights, table).to_disk(pipeline)


def _rounds(
    rounds: tuple[network.Settings, ...],
    sentences: list[Sentence],
    vocab: Vocab,
    start: dict[str, Any],
    work: Path,
) -> dict[str, Any]:
    """The network of the last round."""
    for settings in rounds:
        kind = "" if start["weights"] else "-blank"
        make = partial(biaffine.train, sentences, vocab, settings, start=start)
        start = _once(work / f"round{settings.seed}{kind}.pkl", make)
    return start


def _agreed(nlp: Language, voters: list[dict[str, Any]], data: Path) -> list[Sentence]:
    rng = random.Random(31)
    lines = silver.choose(material.raw_lines(data), LINES, rng)
    networks = [biaffine.for_scheme(voter, "own") for voter in voters]
    sentences = silver.agreed(nlp, networks, lines)
    return [s._replace(words=vary(s.words, rng)) for s in sentences]


def _once(path: Path, make: Callable[[], Any]) -> Any:
    """The pickled result at `path`, made first if it is not there."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


if __name__ == "__main__":
    main()
