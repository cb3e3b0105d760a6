"""Train embeddings and first LSTM layer on raw text: each direction says which word comes next.

After Peters et al. 2018, "Deep contextualized word representations", with one layer and the
parser's own embeddings. The choice is among the right word and words drawn by frequency (sampled
softmax, their frequency taken off the scores). A rare word counts as its class: first character
and ending.
"""

import itertools
import math
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from spacy.util import minibatch
from spacy.vocab import Vocab

from analysis.language.biaffine import word_rows, word_shape
from analysis.language.de.training.batches import LENGTHS, Batch
from analysis.language.de.training.network import (
    Dropout,
    Weights,
    embed,
    init_weights,
    layer_outputs,
)
from analysis.language.de.training.recipe import Plan, Settings
from analysis.language.de.training.recurrent import dot, similarity

# Forms in lower case with an embedding of their own, and forms that can be predicted as such.
KNOWN, PREDICTED = 20_000, 20_000
CLASS_FROM = 100  # words of a class of rare ones; the others are one class
END, OTHER = "", "…"
SHORTEST, LONGEST = 3, 48
REPORT = 500  # steps
WIDTH = 128  # of the predicted words' embeddings
FLATTEN = 0.75  # words are drawn by their frequency to this power


class Corpus:
    """Sentences as numbers of forms, and what goes in and should come out for each form."""

    def __init__(self, lines: Iterable[str], vocab: Vocab) -> None:
        numbers: dict[str, int] = {}
        words: list[int] = []
        ends = [0]
        for line in lines:
            forms = line.split()
            if SHORTEST <= len(forms) <= LONGEST:
                words.extend(numbers.setdefault(form, len(numbers)) for form in forms)
                ends.append(len(words))
        self.words, self.ends = np.array(words, dtype=np.int32), np.array(ends)
        forms = list(numbers)
        counts = Counter(dict(zip(forms, np.bincount(self.words).tolist(), strict=True)))
        lower: Counter[str] = Counter()
        for form, count in counts.items():
            lower[form.lower()] += count
        self.known = sorted(form for form, _ in lower.most_common(KNOWN))
        rows = {form: row for row, form in enumerate(self.known)}
        self.rows = np.array([word_rows(form, rows) for form in forms], dtype=np.int32)
        parts = minibatch(forms, 10_000)  # all at once would take ten gigabytes on the way
        self.vectors = np.concatenate([vocab.vectors.get_batch(part) for part in parts])
        self.targets, self.shares = _targets(forms, counts, len(ends) - 1)

    def steps(self, words: int) -> int:
        """Number of batches of all sentences."""
        return sum(math.ceil(len(m) / (words // length)) for length, m in self._by_length())

    def _by_length(self) -> Iterator[tuple[int, list[int]]]:
        lengths = np.diff(self.ends)
        for shorter, length in itertools.pairwise((0, *LENGTHS)):
            yield length, np.flatnonzero((lengths > shorter) & (lengths <= length)).tolist()

    def batches(self, words: int, rng: random.Random) -> Iterator[Batch]:
        """All sentences once, at random."""
        groups = []
        for length, members in self._by_length():
            rng.shuffle(members)
            size = words // length
            groups.extend((length, members[i : i + size]) for i in range(0, len(members), size))
        rng.shuffle(groups)
        for length, members in groups:
            yield self._batch(length, members, words // length)

    def _batch(self, length: int, members: list[int], size: int) -> Batch:
        table = np.zeros((size, length), dtype=np.int32)
        mask = np.zeros((size, length), dtype=bool)
        for row, i in enumerate(members):
            sentence = self.words[self.ends[i] : self.ends[i + 1]]
            table[row, : len(sentence)] = sentence
            mask[row, : len(sentence)] = True
        targets = np.pad(np.where(mask, self.targets[table], 0), ((0, 0), (1, 1)))
        return {
            "rows": self.rows[table],
            "vectors": self.vectors[table],
            "mask": mask,
            "next": targets[:, 2:],
            "last": targets[:, :-2],
        }


def _targets(forms: list[str], counts: Counter[str], ends: int) -> tuple[np.ndarray, np.ndarray]:
    """Number of what is predicted for each form (0: a sentence's end), and each one's share."""
    own = {form for form, _ in counts.most_common(PREDICTED)}
    names = [form if form in own else f"{word_shape(form)[0]}…{form[-2:]}" for form in forms]
    sums = Counter({END: 2 * ends})
    for form, name in zip(forms, names, strict=True):
        sums[name] += counts[form]
    kept = [n for n, count in sums.items() if n in own or n == END or count >= CLASS_FROM]
    numbers = {name: i for i, name in enumerate([*kept, OTHER])}
    targets = np.array([numbers.get(name, len(kept)) for name in names], dtype=np.int32)
    found = np.bincount(targets, weights=[counts[f] for f in forms], minlength=len(numbers))
    found[0] = sums[END]
    shares = np.maximum(found, 1) ** FLATTEN
    return targets, shares / shares.sum()


def pretrain(
    lines: Iterable[str],
    vocab: Vocab,
    settings: Settings,
    plan: Plan,
    *,
    start: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Train on tokenized sentences.

    Args:
        start: an earlier result on the same sentences, to carry on from.

    Returns:
        `weights` of the embeddings and the first layer and the `known` words, to start from, and
        the weights of the `predictions`.
    """
    corpus, rng = Corpus(lines, vocab), random.Random(plan.seed)
    weights = _init(corpus, settings, plan, vocab.vectors_length)
    if start:
        learned = start["weights"] | start["predictions"]
        weights = {name: jnp.asarray(w) for name, w in learned.items()}
    steps = int(plan.words / len(corpus.words) * corpus.steps(plan.batch_words))
    step, state = _make_step(weights, corpus.shares, plan, steps)
    drawing, heap = np.random.default_rng(plan.seed), corpus.shares.cumsum()
    began, total = time.monotonic(), 0.0
    endless = (b for _ in itertools.count() for b in corpus.batches(plan.batch_words, rng))
    for done, batch in enumerate(itertools.islice(endless, steps), 1):
        drawn = np.searchsorted(heap, drawing.random(plan.drawn) * heap[-1])
        weights, state, value = step(weights, state, batch, drawn)
        total += float(value)
        if done % REPORT == 0:
            minutes = (time.monotonic() - began) / 60
            print(
                f"step {done} of {steps}: loss {total / REPORT:.3f}, {minutes:.1f} min", flush=True
            )
            total = 0.0
    kept, predictions = {}, {}
    for name, w in weights.items():
        (kept if name.startswith(("embed.", "lstm0.")) else predictions)[name] = np.asarray(w)
    return {"weights": kept, "known": corpus.known, "predictions": predictions}


def _init(corpus: Corpus, settings: Settings, plan: Plan, vector: int) -> Weights:
    first = settings._replace(hidden=settings.hidden[:1])
    key, *keys = jax.random.split(jax.random.PRNGKey(plan.seed), 4)
    weights = init_weights(key, first, {}, len(corpus.known), vector)
    count, hidden = len(corpus.shares), settings.hidden[0]
    weights["next.out"] = jax.random.normal(keys[0], (count, WIDTH)) * WIDTH**-0.5
    weights["next.out.b"] = jnp.zeros(count)
    for i, direction in enumerate("fb"):
        weights[f"next.{direction}"] = (
            jax.random.normal(keys[1 + i], (hidden, WIDTH)) * hidden**-0.5
        )
    return weights


def _loss(weights: Weights, batch: Batch, drawn: jax.Array, log_shares: jax.Array) -> jax.Array:
    states = embed(weights, batch, Dropout(None, 0.0))
    mask = batch["mask"].reshape(-1)
    bias, total = weights["next.out.b"] - log_shares, 0.0
    both = layer_outputs(weights, 0, states, batch["mask"])
    for direction, outputs, gold in zip("fb", both, ("next", "last"), strict=True):
        gold = batch[gold].reshape(-1)
        hidden = dot(outputs.reshape(-1, outputs.shape[-1]), weights[f"next.{direction}"])
        right = (hidden * weights["next.out"][gold]).sum(axis=1) + bias[gold]
        others = similarity(hidden, weights["next.out"][drawn]) + bias[drawn]
        others = jnp.where(drawn == gold[:, None], -1e9, others)
        highest = jnp.maximum(jax.lax.stop_gradient(others.max(axis=1)), right)
        spread = jnp.exp(others - highest[:, None]).sum(axis=1) + jnp.exp(right - highest)
        total += ((highest + jnp.log(spread) - right) * mask).sum()
    return total / (2 * mask.sum())


def _make_step(weights: Weights, shares: np.ndarray, plan: Plan, steps: int):
    rate = optax.warmup_cosine_decay_schedule(
        plan.rate * 0.1, plan.rate, min(300, steps // 10), steps, plan.rate * 0.03
    )
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate, b2=0.98))
    log_shares = jnp.asarray(np.log(shares * plan.drawn), dtype=jnp.float32)

    def step(weights, state, batch, drawn):
        value, gradient = jax.value_and_grad(_loss)(weights, batch, drawn, log_shares)
        updates, state = optimizer.update(gradient, state, weights)
        return optax.apply_updates(weights, updates), state, value

    return jax.jit(step, donate_argnums=(0, 1)), optimizer.init(weights)
