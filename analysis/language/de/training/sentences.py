"""Train the sentence boundaries: a small spaCy pipeline of `tok2vec` and `senter`."""

import random
from pathlib import Path

from spacy.cli.train import train as spacy_train
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from analysis.language.de.training.docs import make_docs
from analysis.language.de.training.material import WEIGHTS, Material, without_trees

CONFIG = Path(__file__).with_name("configs") / "sentences.cfg"


def train(material: Material, work: Path) -> Path:
    """The folder of the trained pipeline; the vectors are in `work/vectors`."""
    output = work / "sentences"
    if not output.exists():
        vocab, rng = Vocab(), random.Random(5)
        docs = [
            doc
            for name, weight in WEIGHTS.items()
            for _ in range(weight)
            for doc in make_docs(without_trees(material.train[name]), vocab, rng)
        ]
        rng.shuffle(docs)
        DocBin(docs=docs).to_disk(work / "sentences-train.spacy")
        dev = [without_trees(sentences) for sentences in material.dev.values()]
        docs = [d for sentences in dev for d in make_docs(sentences, vocab, rng)]
        DocBin(docs=docs).to_disk(work / "sentences-dev.spacy")
        paths = {"train": work / "sentences-train.spacy", "dev": work / "sentences-dev.spacy"}
        overrides = {f"paths.{part}": str(path) for part, path in paths.items()}
        overrides["paths.vectors"] = str(work / "vectors")
        spacy_train(CONFIG, output, overrides=overrides)
    return output / "model-best"
