"""Train the network that `analysis.language.biaffine` reads, in JAX.

Losses are summed over heads, relations, UPOS, tags, features and entities; a layer that a source
leaves open adds none. Where the features of a word are known in part (our treebank gives those of
verbs alone), the probability of all feature sets that agree with that part is raised.

The sources differ in scheme (GSD hangs focus adverbs elsewhere, GermEval marks other names), so
every sentence carries an embedding of its source (Stymne et al. 2018, "Parser Training with
Heterogeneous Treebanks"); `for_scheme` fixes it, for the pipeline to our own.
"""

import os
import random
import time
from collections import Counter
from typing import Any

os.environ.setdefault(
    "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
)

import jax
import jax.numpy as jnp
import numpy as np
import optax
from spacy.vocab import Vocab

from analysis.language.de.training.batches import SOURCES, Encoder, Labels
from analysis.language.de.training.network import (
    SOURCE_WIDTH,
    Settings,
    Weights,
    init_weights,
    loss,
)
from analysis.language.de.training.readers import Sentence

# A form seen less often gets no embedding of its own: its parts and vector must do.
KNOWN_FROM = 3


def train(
    sentences: list[Sentence],
    vocab: Vocab,
    settings: Settings,
    *,
    start: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Train on fully parsed sentences.

    Args:
        start: an earlier result to go on from; it also fixes labels and known words.

    Returns:
        `weights` (running averages), `known` words and `labels`, as `BiaffineParser.load` takes.
    """
    labels: Labels = start["label_sets"] if start else Labels(sentences)
    known = start["known"] if start else _known_words(sentences)
    encoder, rng = Encoder(labels, known, vocab), random.Random(settings.seed)
    key = jax.random.PRNGKey(settings.seed)
    for sentence in sentences:
        for word in sentence.words:
            labels.feature_set(sentence.source, word)
    weights = init_weights(key, settings, labels.names, len(known), vocab.vectors_length)
    if start:
        weights |= {name: jnp.asarray(w) for name, w in start["weights"].items()}
    steps = settings.epochs * len(list(encoder.batches(sentences, settings.batch_words, rng)))
    step, state = _make_step(weights, jnp.asarray(labels.allowed()), settings, steps)
    average, began, done = weights, time.monotonic(), 0
    for epoch in range(settings.epochs):
        total = 0.0
        for group in encoder.batches(sentences, settings.batch_words, rng):
            key, now = jax.random.split(key)
            done += 1
            batch = encoder.encode(group, settings.batch_words)
            kept = min(0.995, done / (done + 20))
            weights, state, average, value = step(weights, state, average, batch, now, kept)
            total += float(value)
        minutes = (time.monotonic() - began) / 60
        print(f"epoch {epoch + 1}: loss {total * settings.epochs / steps:.3f}, {minutes:.1f} min")
    arrays = {name: np.asarray(w) for name, w in average.items()}
    return {"weights": arrays, "known": known, "labels": labels.names, "label_sets": labels}


def average(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Networks of successive rounds as one: the mean of their weights."""
    names = results[0]["weights"]
    weights = {name: np.mean([r["weights"][name] for r in results], axis=0) for name in names}
    return results[-1] | {"weights": weights}


def for_scheme(result: dict[str, Any], source: str) -> dict[str, Any]:
    """The trained network as the pipeline takes it: it always reads in that source's scheme.

    Entities are learned along, but spaCy's `ner` finds them better (on our development part 86 to
    81), so their layer is left out.
    """
    weights = dict(result["weights"])
    constant = weights.pop("embed.source")[SOURCES.index(source)]
    for direction in "fb":
        name = f"lstm0.{direction}"
        weights[f"{name}.b"] = (
            weights[f"{name}.b"] + constant @ weights[f"{name}.W"][-SOURCE_WIDTH:]
        )
        weights[f"{name}.W"] = weights[f"{name}.W"][:-SOURCE_WIDTH]
    weights = {name: w for name, w in weights.items() if not name.startswith("entity.")}
    labels = {name: x for name, x in result["labels"].items() if name != "entity"}
    return {"weights": weights, "known": result["known"], "labels": labels}


def _known_words(sentences: list[Sentence]) -> list[str]:
    counts = Counter(w.form.lower() for s in sentences for w in s.words)
    return sorted(form for form, count in counts.items() if count >= KNOWN_FROM)


def _make_step(weights: Weights, allowed: jax.Array, settings: Settings, steps: int):
    """The compiled update of weights and of their running average, and the first state."""
    warm = min(200, steps // 10)
    rate = optax.warmup_cosine_decay_schedule(
        settings.rate * 0.1, settings.rate, warm, steps, settings.rate * 0.03
    )
    adam = optax.adamw(rate, b1=0.9, b2=0.95, weight_decay=1e-5)
    optimizer = optax.chain(optax.clip_by_global_norm(2.0), adam)

    @jax.jit
    def step(weights, state, average, batch, key, kept):
        value, gradient = jax.value_and_grad(loss)(weights, batch, allowed, key, settings.dropout)
        updates, state = optimizer.update(gradient, state, weights)
        weights = optax.apply_updates(weights, updates)
        average = jax.tree.map(lambda a, w: kept * a + (1 - kept) * w, average, weights)
        return weights, state, average, value

    return step, optimizer.init(weights)
