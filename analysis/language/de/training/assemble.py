"""Put the trained parts together to the pipeline that is shipped."""

import json
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.vocab import Vocab

from analysis.language import (  # noqa: F401  (each registers its factory)
    biaffine,
    lemmas,
    sentence_edges,
    spaces,
)
from analysis.language.de.training.recipe import Recipe
from analysis.language.de.training.tokenizer import with_stops

META = Path(__file__).with_name("meta.json")


def assemble(
    vocab: Vocab, senter: Path, network: dict[str, Any], table: lemmas.Table, recipe: Recipe
) -> Language:
    """The pipeline of trained parts.

    Args:
        vocab: with the vectors all parts were trained on.
        senter: folder of the pipeline with `tok2vec` and `senter`.
        network: arguments of `BiaffineParser.load`.
        table: of `training/lemmas.py`.
        recipe: for `meta.json`, which tells the mixture of schemes the network reads in.
    """
    meta = json.loads(META.read_text(encoding="utf-8")) | {"reads_with": recipe.reads_with}
    nlp = with_stops(spacy.blank("de", vocab=vocab, meta=meta))
    nlp.add_pipe("hide_spaces")
    trained = spacy.load(senter, vocab=vocab)
    nlp.add_pipe("tok2vec", source=trained)
    nlp.add_pipe("senter", source=trained)
    nlp.add_pipe("sentence_edges")
    nlp.add_pipe("biaffine").load(**network)
    nlp.add_pipe("table_lemmatizer").table = table
    nlp.add_pipe("show_spaces")
    return nlp
