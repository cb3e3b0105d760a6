"""The arithmetic of the network of `biaffine`, in NumPy: states of words, scores, best tags."""

import numpy as np

from analysis.language.trees import best_tree

Weights = dict[str, np.ndarray]


def encode(
    weights: Weights, forms: np.ndarray, index: np.ndarray, lengths: np.ndarray
) -> np.ndarray:
    """States of the last layer: time x sentences x 2 hidden.

    Args:
        forms: inputs of each different form, so that what repeats is computed once.
        index: rows of `forms`, time x sentences.
        lengths: of the sentences, falling.
    """
    time = np.arange(len(index))[:, None]
    backwards = np.where(time < lengths, lengths - 1 - time, time)
    rows = np.arange(len(lengths))
    active = (time < lengths).sum(axis=1)
    states, places, layer = forms, index, 0
    while f"lstm{layer}.f.W" in weights:
        forward = _lstm(weights, f"lstm{layer}.f", states, places, active)
        backward = _lstm(weights, f"lstm{layer}.b", states, places[backwards, rows], active)
        states = np.concatenate([forward, backward[backwards, rows]], axis=2)
        states = states.reshape(-1, states.shape[2])
        places = np.arange(len(states)).reshape(index.shape)
        layer += 1
    return states.reshape(*index.shape, -1)


def _lstm(
    weights: Weights, name: str, inputs: np.ndarray, places: np.ndarray, active: np.ndarray
) -> np.ndarray:
    """Outputs of one direction; at time t only the first `active[t]` sentences go on."""
    recurrent = weights[f"{name}.U"]
    width = recurrent.shape[0]
    gates = inputs @ weights[f"{name}.W"] + weights[f"{name}.b"]
    outputs = np.zeros((*places.shape, width), dtype=np.float32)
    hidden = np.zeros((places.shape[1], width), dtype=np.float32)
    cell = np.zeros_like(hidden)
    for t, n in enumerate(active):
        gate = gates[places[t, :n]] + hidden[:n] @ recurrent
        write, keep, read = (_sigmoid(gate[:, k * width : (k + 1) * width]) for k in (0, 1, 3))
        cell = keep * cell[:n] + write * np.tanh(gate[:, 2 * width : 3 * width])
        hidden = read * np.tanh(cell)
        outputs[t, :n] = hidden
    return outputs


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 0.5 * np.tanh(0.5 * x) + 0.5


def _dense(weights: Weights, name: str, states: np.ndarray) -> np.ndarray:
    """A layer with leaky rectifier (slope 0.1)."""
    values = states @ weights[f"{name}.W"] + weights[f"{name}.b"]
    return np.maximum(values, 0.1 * values)


def classify(weights: Weights, name: str, states: np.ndarray) -> np.ndarray:
    hidden = _dense(weights, f"{name}.hidden", states)
    return hidden @ weights[f"{name}.out.W"] + weights[f"{name}.out.b"]


def best_tags(
    scores: np.ndarray, lengths: np.ndarray, first: np.ndarray, following: np.ndarray
) -> np.ndarray:
    """The best sequence of tags of each sentence (Viterbi), one sentence after the other.

    Args:
        scores: words x tags, all sentences' words.
        lengths: of the sentences, falling.
        first: scores of the tags at the beginning.
        following: scores of a tag (row) followed by another (column).
    """
    starts = lengths.cumsum() - lengths
    active = (np.arange(lengths[0])[:, None] < lengths).sum(axis=1)
    best = first + scores[starts]
    before = np.zeros(scores.shape, dtype=np.intp)
    for t, n in enumerate(active[1:], 1):
        paths = best[:n, :, None] + following
        before[starts[:n] + t] = paths.argmax(axis=1)
        best[:n] = paths.max(axis=1) + scores[starts[:n] + t]
    tags = np.zeros(len(scores), dtype=np.intp)
    now = best.argmax(axis=1)
    for t in range(lengths[0] - 1, -1, -1):
        rows = starts[: active[t]] + t
        tags[rows] = now[: active[t]]
        now[: active[t]] = before[rows, now[: active[t]]]
    return tags


class ArcScorer:
    """Scores of heads and relations between words of one batch, given as rows of `states`."""

    def __init__(self, weights: Weights, states: np.ndarray) -> None:
        with_root = np.vstack([states, weights["root"][None]])
        self.heads = _dense(weights, "arc.head", with_root)
        self.dependents = _with_one(_dense(weights, "arc.dep", states)) @ weights["arc"]
        self.relation_heads = _with_one(_dense(weights, "label.head", with_root))
        dependents = _with_one(_dense(weights, "label.dep", states))
        relations = weights["label"]  # dependent x relation x head
        pairs = dependents @ relations.reshape(len(relations), -1)
        self.relations = pairs.reshape(len(states), *relations.shape[1:])

    def tree(
        self, start: int, end: int, *, root: int, single: list[int]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Heads (1-based, 0 the root) and relations of the sentence in rows `start` to `end`.

        `root` is the relation of the root, and of nothing else; of each relation in `single` a head
        has one at most.
        """
        rows = np.concatenate([[len(self.heads) - 1], np.arange(start, end)])
        heads = best_tree(_log_softmax(self.dependents[start:end] @ self.heads[rows].T))
        chosen = self.relation_heads[rows[heads]][:, :, None]
        relations = (self.relations[start:end] @ chosen)[:, :, 0]
        relations[:, root] = np.where(heads == 0, np.inf, -np.inf)
        return heads, best_relations(relations, heads, single)


def best_relations(scores: np.ndarray, heads: np.ndarray, single: list[int]) -> np.ndarray:
    """The best relation of each word; of what may stand only once, the other word loses least.

    Args:
        scores: words x relations; what is given up becomes minus infinity.
        heads: of the words.
        single: relations of which a head has one at most.
    """
    while True:
        best = scores.argmax(axis=1)
        once = np.flatnonzero(np.isin(best, single))
        pairs, counts = np.unique(heads[once] * scores.shape[1] + best[once], return_counts=True)
        if not (counts > 1).any():
            return best
        head, relation = divmod(pairs[counts > 1][0], scores.shape[1])
        rivals = np.flatnonzero((heads == head) & (best == relation))
        taken = np.intersect1d(best[heads == head], single)
        others = scores[rivals]
        others[:, taken] = -np.inf
        loser = rivals[(scores[rivals, relation] - others.max(axis=1)).argmin()]
        scores[loser, taken] = -np.inf


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    scores = scores - scores.max(axis=1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def _with_one(values: np.ndarray) -> np.ndarray:
    return np.concatenate([values, np.ones((len(values), 1), dtype=values.dtype)], axis=1)
