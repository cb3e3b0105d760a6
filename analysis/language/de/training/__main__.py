"""Train the German pipeline anew.

    python -m analysis.language.de.training DATA TREEBANK WORK PIPELINE [--every N]

DATA is the folder of `material.py`, TREEBANK ours (`data/treebank`), WORK keeps what takes long (a
step whose result is there is not done again), PIPELINE is where the result goes. It needs the
packages of `requirements.txt` beside this file and some five hours of one core that knows products
in bfloat16 (AMX), else many more. Seeds are fixed. `--every 100` takes every hundredth sentence and
goes that many times less far: to see that all steps run, not to get a pipeline of any use.

The numbers are in `recipe.toml`. A first layer learned on raw text; two rounds on annotated
sentences; two networks of other kinds to vote with the result on raw sentences (`silver.py`); two
rounds on both; more pretraining, and a last round with general raw sentences too, read in GSD's
scheme. The shipped 0.4.0 was made by these steps, but by hand and with these differences. The third
voter was the parser of 0.2.1 (commit 97277c4). All networks before 0.3.0 saw the sentences in the
weights of commit 94c7ee5, the 357 trees as a source of their own, and those of the first rounds and
the votes not the last 184 entity sentences; half of GermEval counted as ours from the second round
on. The files of 0.4.0 are lost, and what is not known of it is marked as a guess. So a new run
gives a pipeline of this kind, not the same bytes.
"""

import argparse
import pickle
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.vocab import Vocab

from analysis.language.de.training import (
    assemble,
    biaffine,
    lemmas,
    material,
    pretrain,
    senter,
    silver,
    vectors,
)
from analysis.language.de.training.docs import vary
from analysis.language.de.training.readers import Sentence
from analysis.language.de.training.recipe import read_recipe
from analysis.language.de.training.schemes import for_scheme
from analysis.language.de.training.tokenizer import with_stops

Network = dict[str, Any]

SENTER_STEPS = 20  # when it is only to be seen whether it runs
RAW_STEP = 5  # ends of sentences are learned from every fifth line


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("data", "treebank", "work", "pipeline"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--every", type=int, default=1, help="use every N-th sentence only")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    Training(args.data, args.treebank, args.work, args.every).run().to_disk(args.pipeline)


class Training:
    """The steps of the recipe; what each one makes is kept in the folder `work`."""

    def __init__(self, data: Path, treebank: Path, work: Path, every: int = 1) -> None:
        self.data, self.work, self.every = data, work, every
        self.recipe = read_recipe(every)
        self.vocab: Vocab = vectors.make_vocab(self._raw_lines(), work / "vectors")
        self.nlp = with_stops(spacy.blank("de", vocab=self.vocab))
        self.parts = material.read_material(data, treebank, self.nlp, every=every)

    def run(self) -> spacy.Language:
        """The pipeline."""
        first = self._pretrained("first")
        second = self._rounds(("first", "second"), first)
        self._rounds(("other",), first | {"weights": {}})
        self._rounds(("third_voter",), first | {"weights": {}})
        fourth = self._rounds(("third", "fourth"), second)
        further = self._pretrained("further", first)
        last = self._rounds(("last",), biaffine.carry_over(fourth, first, further))
        network = for_scheme(last, self.recipe.reads_with)
        return assemble.assemble(
            self.vocab, self._sentence_ends(), network, self._lemmas(), self.recipe
        )

    def _raw_lines(self) -> Iterator[str]:
        return material.raw_lines(self.data, every=self.every)

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        """The pickled result of that name, made first if it is not there."""
        path = self.work / f"{name}.pkl"
        if not path.exists():
            print(f"{name} …", flush=True)
            path.write_bytes(pickle.dumps(make()))
        return self._kept(name)

    def _kept(self, name: str) -> Any:
        return pickle.loads((self.work / f"{name}.pkl").read_bytes())

    def _pretrained(self, name: str, start: Network | None = None) -> Network:
        tokens = vectors.tokens_of(self.work / "vectors")
        settings, plan = self.recipe.rounds["first"].settings, self.recipe.pretraining[name]
        return self._once(
            f"pretrained-{name}",
            lambda: pretrain.pretrain(tokens, self.vocab, settings, plan, start=start),
        )

    def _rounds(self, names: tuple[str, ...], network: Network) -> Network:
        """The network after these rounds, which go on from the given one."""
        for name in names:
            network = self._once(f"round-{name}", partial(self._round, name, network))
        return network

    def _round(self, name: str, start: Network) -> Network:
        settings, weights, agreed = self.recipe.rounds[name]
        sentences = material.all_sentences(self.parts, weights, random.Random(0))
        for choice, words in agreed.items():
            sentences += silver.shortened(self._agreed(choice), words)
        return biaffine.train(sentences, self.vocab, settings, start=start)

    def _agreed(self, choice: str) -> list[Sentence]:
        vote = self.recipe.agreed[choice]

        def make() -> list[Sentence]:
            rng = random.Random(vote.seed)
            lines = silver.choose(self._raw_lines(), vote.lines, rng, choice=choice)
            voters = [self._kept(f"round-{name}") for name in vote.voters]
            networks = [for_scheme(voter, {vote.scheme: 1.0}) for voter in voters]
            sentences = list(silver.agreed(self.nlp, networks, lines, vote.source))
            print(f"{len(sentences)} of {len(lines)} raw sentences are read alike", flush=True)
            return [s._replace(words=vary(s.words, rng)) for s in sentences]

        return self._once(f"agreed-{choice}", make)

    def _sentence_ends(self) -> Path:
        lines = islice(self._raw_lines(), 0, None, RAW_STEP)
        raw = senter.raw_sentences(islice(lines, self.recipe.ends.raw), self.nlp)
        return senter.train(
            self.parts,
            self.recipe.rounds["first"].weights,
            raw,
            self.work,
            without_stop=self.recipe.ends.without_stop,
            steps=SENTER_STEPS if self.every > 1 else None,
        )

    def _lemmas(self) -> lemmas.Table:
        trees = [s for name in material.WITH_TREES for s in self.parts.train[name]]
        tokens = vectors.tokens_of(self.work / "vectors")
        table = self._once("lemmas", lambda: lemmas.make_table(trees, tokens))
        return table | {upos: lemmas.shipped()[upos] for upos in self.recipe.kept_lemmas}


if __name__ == "__main__":
    main()
