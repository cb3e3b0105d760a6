"""Train sentence ends and entities: a spaCy pipeline of `tok2vec`, `senter` and `ner`."""

import random
from pathlib import Path

from spacy.cli.train import train as spacy_train
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from analysis.language.de.training.docs import make_docs
from analysis.language.de.training.material import WEIGHTS, Material, without_trees

CONFIG = Path(__file__).with_name("configs") / "spans.cfg"


def train(material: Material, work: Path) -> Path:
    """The folder of the trained pipeline; the vectors are in `work/vectors`."""
    output = work / "spans"
    if not output.exists():
        vocab, rng = Vocab(), random.Random(5)
        docs = [
            doc
            for name, weight in WEIGHTS.items()
            for _ in range(weight)
            for doc in make_docs(without_trees(material.train[name]), vocab, rng)
        ]
        rng.shuffle(docs)
        DocBin(docs=docs).to_disk(work / "spans-train.spacy")
        dev = [without_trees(sentences) for sentences in material.dev.values()]
        docs = [d for sentences in dev for d in make_docs(sentences, vocab, rng)]
        DocBin(docs=docs).to_disk(work / "spans-dev.spacy")
        paths = {"train": work / "spans-train.spacy", "dev": work / "spans-dev.spacy"}
        overrides = {f"paths.{part}": str(path) for part, path in paths.items()}
        overrides["paths.vectors"] = str(work / "vectors")
        spacy_train(CONFIG, output, overrides=overrides)
    return output / "model-best"
