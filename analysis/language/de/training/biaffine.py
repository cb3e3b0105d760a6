"""Train the network that `analysis.language.biaffine` reads, in JAX.

Losses are summed over heads, relations, UPOS, tags, features and entities; a layer that a source
leaves open adds none. Where the features of a word are known in part (our treebank gives those of
verbs alone), the probability of all feature sets that agree with that part is raised.

Every sentence carries an embedding of its source, which `schemes.py` fixes for the pipeline.
"""

import random
import time
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from spacy.vocab import Vocab

from analysis.language.de.training.batches import Encoder, Labels
from analysis.language.de.training.network import Weights, init_weights, loss
from analysis.language.de.training.readers import Sentence
from analysis.language.de.training.recipe import Settings

# What `pretrain` has learned, and changes more slowly from then on.
PRETRAINED = ("embed.", "lstm0.")


def train(
    sentences: list[Sentence],
    vocab: Vocab,
    settings: Settings,
    *,
    start: dict[str, Any],
) -> dict[str, Any]:
    """Train on fully parsed sentences.

    Args:
        start: an earlier result to go on from, of `pretrain` or of this function; it also fixes
            the known words, and the labels if it has them.

    Returns:
        `weights` (running averages), `known` words and `labels`, as `BiaffineParser.load` takes.
    """
    labels: Labels = start.get("label_sets") or Labels(sentences)
    known = start["known"]
    encoder, rng = Encoder(labels, known, vocab), random.Random(settings.seed)
    key = jax.random.PRNGKey(settings.seed)
    for sentence in sentences:
        for word in sentence.words:
            labels.feature_set(sentence.source, word)
    weights = init_weights(key, settings, labels.names, len(known), vocab.vectors_length)
    weights |= {name: jnp.asarray(w) for name, w in start["weights"].items()}
    steps = settings.epochs * len(list(encoder.batches(sentences, settings.batch_words, rng)))
    schedule = _rates(settings.rate, steps)
    step, state = _make_step(weights, settings)
    allowed = jnp.asarray(labels.allowed())
    average, began, done = weights, time.monotonic(), 0
    for epoch in range(settings.epochs):
        total = 0.0
        for group in encoder.batches(sentences, settings.batch_words, rng):
            key, now = jax.random.split(key)
            rate, kept = float(schedule(done)), min(0.995, (done + 1) / (done + 21))
            batch = encoder.encode(group, settings.batch_words)
            weights, state, average, value = step(
                weights, state, average, batch, allowed, now, rate, kept
            )
            total, done = total + float(value), done + 1
        minutes = (time.monotonic() - began) / 60
        print(
            f"epoch {epoch + 1}: loss {total * settings.epochs / steps:.3f}, {minutes:.1f} min",
            flush=True,
        )
    arrays = {name: np.asarray(w) for name, w in average.items()}
    return {"weights": arrays, "known": known, "labels": labels.names, "label_sets": labels}


def carry_over(network: dict[str, Any], before: dict[str, Any], after: dict[str, Any]):
    """The network with what further pretraining changed in the layers it began with, added."""
    weights = dict(network["weights"])
    for name, learned in after["weights"].items():
        weights[name] = weights[name] + (learned - before["weights"][name])
    return network | {"weights": weights}


def _rates(highest: float, steps: int) -> optax.Schedule:
    warm = min(200, steps // 10)
    return optax.warmup_cosine_decay_schedule(highest * 0.1, highest, warm, steps, highest * 0.03)


def _make_step(weights: Weights, settings: Settings):
    """The compiled update of weights and of their running average, and the first state.

    What changes from run to run (rate, allowed features) is an argument, so that JAX's cache on
    disk, if it is on, holds for all runs.
    """
    adam = optax.adamw(1.0, b1=0.9, b2=0.95, weight_decay=1e-5)
    optimizer = optax.chain(optax.clip_by_global_norm(2.0), adam)
    slow = {n for n in weights if n.startswith(PRETRAINED) and n != "embed.source"}
    shares = {name: settings.kept_rate if name in slow else 1.0 for name in weights}

    def step(weights, state, average, batch, allowed, key, rate, kept):
        value, gradient = jax.value_and_grad(loss)(weights, batch, allowed, key, settings.dropout)
        updates, state = optimizer.update(gradient, state, weights)
        weights = {name: w + rate * shares[name] * updates[name] for name, w in weights.items()}
        average = jax.tree.map(lambda a, w: kept * a + (1 - kept) * w, average, weights)
        return weights, state, average, value

    return jax.jit(step), optimizer.init(weights)
