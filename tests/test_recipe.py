"""The parts of the training fit together. JAX is not needed but for one of these tests."""

import json

import numpy as np
import pytest

from analysis.language import biaffine, neural
from analysis.language.de.training import silver
from analysis.language.de.training.assemble import META
from analysis.language.de.training.batches import SOURCES
from analysis.language.de.training.readers import Sentence, Word
from analysis.language.de.training.recipe import read_recipe
from analysis.language.de.training.schemes import SOURCE_WIDTH, for_scheme

RECIPE = read_recipe()
RNG = np.random.default_rng(5)


def test_the_pipeline_reads_with_a_mixture_of_its_sources():
    assert set(RECIPE.reads_with) <= set(SOURCES)
    assert sum(RECIPE.reads_with.values()) == 1
    shipped = json.loads((META.parents[1] / "pipeline" / "meta.json").read_text(encoding="utf-8"))
    assert shipped["reads_with"] == RECIPE.reads_with


def test_rounds_and_votes_name_what_there_is():
    for number in RECIPE.rounds.values():
        assert set(number.weights) == {"own", "gsd", "part", "pud", "inline", "germeval"}
        assert set(number.agreed) <= set(RECIPE.agreed)
    for vote in RECIPE.agreed.values():
        assert len(vote.voters) == 3
        assert set(vote.voters) <= set(RECIPE.rounds)
        assert {vote.scheme, vote.source} <= set(SOURCES)


def test_a_shorter_recipe_has_the_same_steps():
    short = read_recipe(every=100)
    assert short.rounds.keys() == RECIPE.rounds.keys()
    assert short.pretraining["first"].words * 100 == RECIPE.pretraining["first"].words
    assert {r.settings.epochs for r in short.rounds.values()} == {1}


def test_a_fixed_mixture_reads_as_the_sources_embeddings_do():
    hidden, width = 3, 4
    weights = {"embed.source": RNG.normal(size=(len(SOURCES), SOURCE_WIDTH))}
    for direction in "fb":
        weights[f"lstm0.{direction}.W"] = RNG.normal(size=(width + SOURCE_WIDTH, 4 * hidden))
        weights[f"lstm0.{direction}.U"] = RNG.normal(size=(hidden, 4 * hidden))
        weights[f"lstm0.{direction}.b"] = RNG.normal(size=4 * hidden)
    forms, index, lengths = RNG.normal(size=(3, width)), np.array([[0], [1], [2]]), np.array([3])
    own, gsd = (weights["embed.source"][SOURCES.index(name)] for name in ("own", "gsd"))
    mixed = np.tile(0.75 * own + 0.25 * gsd, (3, 1))
    wanted = neural.encode(weights, np.hstack([forms, mixed]), index, lengths)
    network = {"weights": weights, "known": [], "labels": {}}
    fixed = for_scheme(network, {"own": 0.75, "gsd": 0.25})["weights"]
    assert np.allclose(neural.encode(fixed, forms, index, lengths), wanted, atol=1e-6)
    assert "embed.source" in weights


@pytest.mark.parametrize("choice", RECIPE.agreed)
def test_raw_sentences_are_chosen_by_kinds_whose_shares_make_a_whole(choice):
    kinds = silver.tomllib.loads(silver.SIGNS.read_text(encoding="utf-8"))[choice]
    assert sum(kind["share"] for kind in kinds) == pytest.approx(1)
    assert kinds[-1]["signs"] == []


def test_sentences_that_three_networks_read_alike_are_parsed(nlp):
    parser = nlp.get_pipe("biaffine")
    network = {"weights": parser.weights, "known": list(parser.known), "labels": parser.labels}
    line = "Der Verein teilte mit, dass der Platz gesperrt bleibe."
    (sentence,) = silver.agreed(nlp, [network] * 3, [line], "gsd")
    assert sentence.source == "gsd"
    assert sentence.text == line
    assert sentence.words[2].dep == "ROOT"
    assert silver.shortened([sentence] * 3, 25) == [sentence] * 2


def test_a_network_that_is_trained_can_be_read_with(nlp):
    pytest.importorskip("jax")
    from analysis.language.de.training.biaffine import train
    from analysis.language.de.training.recipe import Settings

    words = (
        Word("Fritz", True, upos="PROPN", xpos="NE", feats="", head=1, dep="nsubj", entity="B-PER"),
        Word("singt", False, upos="VERB", xpos="VVPP", feats="", head=1, dep="ROOT", entity="O"),
        Word(".", True, upos="PUNCT", xpos="$.", feats="", head=1, dep="aux:pass", entity="O"),
        Word("da", True, upos="ADV", xpos="ADV", feats="", head=1, dep="cop", entity="O"),
        Word("es", True, upos="PRON", xpos="PPER", feats="", head=1, dep="obj", entity="O"),
        Word("sie", True, upos="PRON", xpos="PPER", feats="", head=1, dep="nsubj:pass", entity="O"),
    )
    settings = Settings(hidden=(8, 8), epochs=1, batch_words=20)
    start = {"weights": {}, "known": ["singt"]}
    trained = train([Sentence("own", "1", words)], nlp.vocab, settings, start=start)
    parser = biaffine.BiaffineParser(nlp, "biaffine")
    parser.load(**for_scheme(trained, {"own": 1.0}))
    (columns,) = parser.read([["Fritz", "singt", "."]])
    assert columns.shape == (3, len(biaffine.ATTRIBUTES))
