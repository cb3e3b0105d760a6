"""The network in JAX: random weights, scores of a batch, and their loss."""

import math

import jax
import jax.numpy as jnp

from analysis.language.biaffine import ROWS
from analysis.language.de.training.batches import SOURCES, Batch
from analysis.language.de.training.recipe import Settings
from analysis.language.de.training.recurrent import dot, lstm
from analysis.language.de.training.schemes import SOURCE_WIDTH
from analysis.language.de.training.sequences import log_likelihood

Weights = dict[str, jax.Array]

EMBEDDED = {"word": 96, "l": 64, "p": 32, "2": 24, "3": 32, "4": 32, "": 24}
LAYERS = ("upos", "xpos", "feats", "entity")
LOSS_SHARE = {"upos": 0.6, "xpos": 0.3, "feats": 0.8, "entity": 1.0}
SIMPLE_LAYERS = ("upos", "xpos")


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
    for layer, hidden in enumerate(settings.hidden):
        both = 2 * hidden
        for direction in "fb":
            name = f"lstm{layer}.{direction}"
            matrix(name, inputs, 4 * hidden)
            blocks = jax.random.orthogonal(next(keys), hidden, shape=(4,))
            weights[f"{name}.U"] = blocks.transpose(1, 0, 2).reshape(hidden, 4 * hidden)
            weights[f"{name}.b"] = weights[f"{name}.b"].at[hidden:both].set(1.0)
        inputs = both
    if not labels:
        return weights
    for name in LAYERS:
        matrix(f"{name}.hidden", both, settings.tag)
        matrix(f"{name}.out", settings.tag, len(labels[name]))
    tags = len(labels["entity"])
    weights |= {"entity.first": jnp.zeros(tags), "entity.next": jnp.zeros((tags, tags))}
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


def embed(weights: Weights, batch: Batch, drop: Dropout) -> jax.Array:
    """Embeddings, vector and source of each word, side by side."""
    count, length = batch["mask"].shape
    parts = [
        drop(weights[f"embed.{name}"][batch["rows"][..., i]], (count, length, 1), 0.6)
        for i, name in enumerate(EMBEDDED)
    ]
    if "source" in batch:
        source = weights["embed.source"][batch["source"]][:, None]
        source = jnp.broadcast_to(source, (count, length, SOURCE_WIDTH))
    else:
        source = jnp.zeros((count, length, SOURCE_WIDTH))
    states = jnp.concatenate([*parts, batch["vectors"], source], axis=-1)
    return drop(states, states.shape, 0.6)


def layer_outputs(weights: Weights, layer: int, states: jax.Array, mask: jax.Array):
    """Outputs of a layer's two directions."""
    inputs, real = states.swapaxes(0, 1), mask.swapaxes(0, 1)[..., None].astype(jnp.float32)
    outputs = []
    for direction in "fb":
        name = f"lstm{layer}.{direction}"
        gates = dot(inputs, weights[f"{name}.W"]) + weights[f"{name}.b"]
        outputs.append(lstm(gates, weights[f"{name}.U"], real, direction == "b").swapaxes(0, 1))
    return outputs


def forward(weights: Weights, batch: Batch, drop: Dropout) -> dict[str, jax.Array]:
    """Scores of a padded batch: label layers, arcs (column 0: root), and both sides' relations."""
    count = len(batch["mask"])
    states = embed(weights, batch, drop)
    layer = 0
    while f"lstm{layer}.f.W" in weights:
        states = jnp.concatenate(layer_outputs(weights, layer, states, batch["mask"]), axis=-1)
        states = drop(states, (count, 1, states.shape[-1]))
        layer += 1

    def dense(name: str, x: jax.Array) -> jax.Array:
        y = jax.nn.leaky_relu(dot(x, weights[f"{name}.W"]) + weights[f"{name}.b"], 0.1)
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
    entities = _entities(weights, scores["entity"], batch)
    return total - LOSS_SHARE["feats"] * likely - LOSS_SHARE["entity"] * entities


def _entities(weights: Weights, scores: jax.Array, batch: Batch) -> jax.Array:
    """Log likelihood of a word's entity tag; a sentence is annotated throughout or not at all."""
    gold, known = jnp.maximum(batch["entity"], 0), batch["entity"][:, 0] >= 0
    follow = weights["entity.first"], weights["entity.next"]
    found = log_likelihood(scores, gold, batch["mask"], *follow)
    words = (batch["mask"] * known[:, None]).sum()
    return (found * known).sum() / jnp.maximum(words, 1.0)
