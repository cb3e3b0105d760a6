"""Train sentence ends: a spaCy pipeline of `tok2vec` and `senter`."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from analysis.language.de.training.docs import make_docs
from analysis.language.de.training.material import Material, with_ends_alone
from analysis.language.de.training.readers import Sentence, Word

CONFIG = Path(__file__).with_name("configs") / "senter.cfg"


def train(
    material: Material,
    weights: dict[str, int],
    raw: Iterable[Sentence],
    work: Path,
    *,
    without_stop: float,
    steps: int | None = None,
) -> Path:
    """The folder of the trained pipeline; the vectors are in `work/vectors`.

    Args:
        weights: how often the sentences of each source are seen.
        raw: sentences of raw text, seen once.
        without_stop: share of the sentences that lose their full stop.
        steps: how many at most; None: as many as the configuration says.
    """
    output = work / "senter"
    if not output.exists():
        vocab, rng = Vocab(), random.Random(5)
        kinds = [material.train[name] for name, weight in weights.items() for _ in range(weight)]
        parts = {
            "train": [*map(with_ends_alone, kinds), list(raw)],
            "dev": [with_ends_alone(sentences) for sentences in material.dev.values()],
        }
        overrides: dict[str, str | int] = {"paths.vectors": str(work / "vectors")}
        for name, lists in parts.items():
            share = {"without_stop": without_stop} if name == "train" else {}
            docs = [doc for part in lists for doc in make_docs(part, vocab, rng, **share)]
            rng.shuffle(docs)
            path = work / f"senter-{name}.spacy"
            DocBin(docs=docs).to_disk(path)
            overrides[f"paths.{name}"] = str(path)
        if steps:
            overrides["training.max_steps"] = overrides["training.eval_frequency"] = steps
        spacy_train(CONFIG, output, overrides=overrides)
    return output / "model-best"


def raw_sentences(lines: Iterable[str], nlp: Language) -> Iterator[Sentence]:
    """Lines of one sentence each, in the tokens they are found in; neighbours stay together."""
    for line in lines:
        words = tuple(Word(t.text, bool(t.whitespace_)) for t in nlp.make_doc(line))
        yield Sentence("raw", "raw", words)
