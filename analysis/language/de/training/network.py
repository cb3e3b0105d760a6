"""The network in JAX: random weights, scores of a batch, and their loss."""

import math
from typing import NamedTuple

import jax
import jax.numpy as jnp

from analysis.language.biaffine import ROWS
from analysis.language.de.training.batches import SOURCES, Batch

Weights = dict[str, jax.Array]

EMBEDDED = {"word": 64, "l": 64, "p": 32, "2": 24, "3": 32, "4": 32, "": 24}
SOURCE_WIDTH = 16
LAYERS = ("upos", "xpos", "feats", "entity")
LOSS_SHARE = {"upos": 0.6, "xpos": 0.3, "feats": 0.8, "entity": 1.0}
SIMPLE_LAYERS = ("upos", "xpos", "entity")


class Settings(NamedTuple):
    """Sizes of the network and of the training."""

    hidden: int = 256
    layers: int = 2
    arc: int = 256
    label: int = 96
    tag: int = 160
    dropout: float = 0.4
    rate: float = 2.5e-3
    batch_words: int = 600
    epochs: int = 20
    seed: int = 0


def init_weights(
    key: jax.Array, settings: Settings, labels: dict[str, list[str]], known: int, vector: int
):
    """Random weights, named as `analysis.language.biaffine` reads them."""
    keys = iter(jax.random.split(key, 64))
    weights: Weights = {}

    def matrix(name: str, *shape: int) -> None:
        scale = math.sqrt(2 / (shape[0] + shape[-1]))
        weights[f"{name}.W"] = jax.random.normal(next(keys), shape) * scale
        weights[f"{name}.b"] = jnp.zeros(shape[-1])

    for name, width in EMBEDDED.items():
        rows = known + 1 if name == "word" else ROWS[name]
        weights[f"embed.{name}"] = jax.random.normal(next(keys), (rows, width)) * 0.1
    weights["embed.source"] = jax.random.normal(next(keys), (len(SOURCES), SOURCE_WIDTH)) * 0.1
    inputs = sum(EMBEDDED.values()) + vector + SOURCE_WIDTH
    hidden, both = settings.hidden, 2 * settings.hidden
    for layer in range(settings.layers):
        for direction in "fb":
            name = f"lstm{layer}.{direction}"
            matrix(name, both if layer else inputs, 4 * hidden)
            blocks = jax.random.orthogonal(next(keys), hidden, shape=(4,))
            weights[f"{name}.U"] = blocks.transpose(1, 0, 2).reshape(hidden, 4 * hidden)
            weights[f"{name}.b"] = weights[f"{name}.b"].at[hidden:both].set(1.0)
    for name in LAYERS:
        matrix(f"{name}.hidden", both, settings.tag)
        matrix(f"{name}.out", settings.tag, len(labels[name]))
    for name, width in (("arc", settings.arc), ("label", settings.label)):
        matrix(f"{name}.head", both, width)
        matrix(f"{name}.dep", both, width)
    weights["root"] = jax.random.normal(next(keys), (both,)) * 0.1
    weights["arc"] = jnp.zeros((settings.arc + 1, settings.arc))
    side, relations = settings.label + 1, len(labels["dep"])
    weights["label"] = jnp.zeros((side, relations, side))
    return weights


class Dropout:
    """Draws masks from one key; without a key it leaves values as they are."""

    def __init__(self, key: jax.Array | None, rate: float) -> None:
        self.keys = None if key is None else iter(jax.random.split(key, 32))
        self.rate = rate

    def __call__(self, x: jax.Array, shape: tuple[int, ...], share: float = 1.0) -> jax.Array:
        if self.keys is None:
            return x
        keep = 1 - self.rate * share
        return x * jax.random.bernoulli(next(self.keys), keep, shape) / keep


def forward(weights: Weights, batch: Batch, drop: Dropout) -> dict[str, jax.Array]:
    """Scores of a padded batch: label layers, arcs (column 0: root), and both sides' relations."""
    count, length = batch["mask"].shape
    parts = [
        drop(weights[f"embed.{name}"][batch["rows"][..., i]], (count, length, 1), 0.6)
        for i, name in enumerate(EMBEDDED)
    ]
    source = weights["embed.source"][batch["source"]][:, None]
    source = jnp.broadcast_to(source, (count, length, SOURCE_WIDTH))
    states = jnp.concatenate([*parts, batch["vectors"], source], axis=-1)
    states = drop(states, states.shape, 0.6)
    layer = 0
    while f"lstm{layer}.f.W" in weights:
        both = [_lstm(weights, f"lstm{layer}.{d}", states, batch["mask"], d == "b") for d in "fb"]
        states = jnp.concatenate(both, axis=-1)
        states = drop(states, (count, 1, states.shape[-1]))
        layer += 1

    def dense(name: str, x: jax.Array) -> jax.Array:
        y = jax.nn.leaky_relu(x @ weights[f"{name}.W"] + weights[f"{name}.b"], 0.1)
        return drop(y, (count, 1, y.shape[-1]))

    scores = {
        name: dense(f"{name}.hidden", states) @ weights[f"{name}.out.W"] + weights[f"{name}.out.b"]
        for name in LAYERS
    }
    root = jnp.broadcast_to(weights["root"], (count, 1, states.shape[-1]))
    with_root = jnp.concatenate([root, states], axis=1)
    arcs = _with_one(dense("arc.dep", states)) @ weights["arc"]
    arcs = arcs @ dense("arc.head", with_root).swapaxes(1, 2)
    heads = jnp.concatenate([jnp.ones((count, 1), bool), batch["mask"]], axis=1)
    scores["arc"] = jnp.where(heads[:, None, :], arcs, -1e9)
    scores["label.head"] = _with_one(dense("label.head", with_root))
    scores["label.dep"] = _with_one(dense("label.dep", states))
    return scores


def _with_one(x: jax.Array) -> jax.Array:
    return jnp.concatenate([x, jnp.ones((*x.shape[:-1], 1))], axis=-1)


def _lstm(weights: Weights, name: str, x: jax.Array, mask: jax.Array, backwards: bool):
    recurrent = weights[f"{name}.U"]
    gates = (x @ weights[f"{name}.W"] + weights[f"{name}.b"]).swapaxes(0, 1)

    def step(state, now):
        hidden, cell = state
        gate, real = now
        write, keep, new, read = jnp.split(gate + hidden @ recurrent, 4, axis=-1)
        next_cell = jax.nn.sigmoid(keep) * cell + jax.nn.sigmoid(write) * jnp.tanh(new)
        next_hidden = jax.nn.sigmoid(read) * jnp.tanh(next_cell)
        hidden, cell = jnp.where(real, next_hidden, hidden), jnp.where(real, next_cell, cell)
        return (hidden, cell), hidden

    zero = jnp.zeros((x.shape[0], recurrent.shape[0]))
    inputs = (gates, mask.swapaxes(0, 1)[..., None])
    _, states = jax.lax.scan(step, (zero, zero), inputs, reverse=backwards)
    return states.swapaxes(0, 1)


def relation_scores(weights: Weights, scores: dict[str, jax.Array], heads: jax.Array):
    """Scores of the relations between each word and its given head."""
    chosen = jnp.take_along_axis(scores["label.head"], heads[..., None], axis=1)
    pairs = jnp.einsum("bti,iln->btln", scores["label.dep"], weights["label"])
    return jnp.einsum("btln,btn->btl", pairs, chosen)


def loss(weights: Weights, batch: Batch, allowed: jax.Array, key: jax.Array, rate: float):
    """The sum of all layers' mean losses over the words of a batch."""
    scores = forward(weights, batch, Dropout(key, rate))
    weight = batch["mask"] * batch["weight"]

    def entropy(values: jax.Array, gold: jax.Array, counted: jax.Array) -> jax.Array:
        right = jnp.take_along_axis(jax.nn.log_softmax(values), gold[..., None], axis=-1)[..., 0]
        return -(right * counted).sum() / jnp.maximum(counted.sum(), 1.0)

    scores["dep"] = relation_scores(weights, scores, jnp.maximum(batch["head"], 0))
    total = 0.0
    for name, layer in (("head", "arc"), ("dep", "dep"), *((n, n) for n in SIMPLE_LAYERS)):
        counted = weight * (batch[name] >= 0)
        part = entropy(scores[layer], jnp.maximum(batch[name], 0), counted)
        total += LOSS_SHARE.get(name, 1.0) * part
    logs = jnp.where(allowed[batch["feats"]], jax.nn.log_softmax(scores["feats"]), -1e9)
    known = weight * (batch["feats"] > 0)
    likely = (jax.nn.logsumexp(logs, axis=-1) * known).sum() / jnp.maximum(known.sum(), 1.0)
    return total - LOSS_SHARE["feats"] * likely
