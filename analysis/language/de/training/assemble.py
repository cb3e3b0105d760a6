"""Put the trained parts together to the pipeline that is shipped."""

import json
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.vocab import Vocab

from analysis.language import biaffine, lemmas, spaces  # noqa: F401  (each registers its factory)

META = Path(__file__).with_name("meta.json")


def assemble(
    vocab: Vocab, sentence_part: Path, network: dict[str, Any], table: lemmas.Table
) -> Language:
    """The pipeline of trained parts.

    Args:
        vocab: with the vectors all parts were trained on.
        sentence_part: folder of the pipeline with `tok2vec` and `senter`.
        network: arguments of `BiaffineParser.load`.
        table: of `training/lemmas.py`.
    """
    nlp = spacy.blank("de", vocab=vocab, meta=json.loads(META.read_text(encoding="utf-8")))
    nlp.add_pipe("hide_spaces")
    trained = spacy.load(sentence_part, vocab=vocab)
    for name in ("tok2vec", "senter"):
        nlp.add_pipe(name, source=trained)
    nlp.add_pipe("biaffine").load(**network)
    nlp.add_pipe("table_lemmatizer").table = table
    nlp.add_pipe("show_spaces")
    return nlp
