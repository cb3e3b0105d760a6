"""Train sentence ends: a spaCy pipeline of `tok2vec` and `senter`."""

import random
from pathlib import Path

from spacy.cli.train import train as spacy_train
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from analysis.language.de.training.docs import make_docs
from analysis.language.de.training.material import WEIGHTS, Material, with_ends_alone

CONFIG = Path(__file__).with_name("configs") / "senter.cfg"


def train(material: Material, work: Path) -> Path:
    """The folder of the trained pipeline; the vectors are in `work/vectors`."""
    output = work / "senter"
    if not output.exists():
        vocab, rng = Vocab(), random.Random(5)
        docs = [
            doc
            for name, weight in WEIGHTS.items()
            for _ in range(weight)
            for doc in make_docs(with_ends_alone(material.train[name]), vocab, rng)
        ]
        rng.shuffle(docs)
        DocBin(docs=docs).to_disk(work / "senter-train.spacy")
        dev = [with_ends_alone(sentences) for sentences in material.dev.values()]
        docs = [d for sentences in dev for d in make_docs(sentences, vocab, rng)]
        DocBin(docs=docs).to_disk(work / "senter-dev.spacy")
        paths = {"train": work / "senter-train.spacy", "dev": work / "senter-dev.spacy"}
        overrides = {f"paths.{part}": str(path) for part, path in paths.items()}
        overrides["paths.vectors"] = str(work / "vectors")
        spacy_train(CONFIG, output, overrides=overrides)
    return output / "model-best"
