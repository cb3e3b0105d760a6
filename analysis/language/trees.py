"""The best tree of a matrix of arc scores (Chu-Liu/Edmonds), with exactly one root."""

import numpy as np

NEVER = -1e9


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Heads of the words, 1-based, 0 for the one root.

    Args:
        scores: words x (1 + words); column 0 is the score of being the root.
    """
    heads = scores.argmax(axis=1)
    if _is_tree(heads):
        return heads
    others = scores.copy()
    np.fill_diagonal(others[:, 1:], NEVER)
    root = int((others[:, 0] - others[:, 1:].max(axis=1, initial=NEVER)).argmax())
    others[:, 0] = NEVER
    others[root] = NEVER
    others[root, 0] = 0.0
    square = np.vstack([np.full((1, others.shape[1]), NEVER), others])
    return spanning_heads(square)[1:]


def _is_tree(heads: np.ndarray) -> bool:
    """Is there one root, and does every word reach it?"""
    if (heads == 0).sum() != 1:
        return False
    table = np.concatenate([[0], heads])
    reached = np.arange(len(table))
    for _ in range(len(table).bit_length()):
        reached = table[reached]
        table = table[table]
    return not reached.any() and not table.any()


def spanning_heads(scores: np.ndarray) -> np.ndarray:
    """Heads of the maximum spanning tree over nodes, node 0 being its root.

    Args:
        scores: dependents x heads; row 0 and the diagonal are ignored.
    """
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    return _expand(scores, heads, cycle)


def _find_cycle(heads: np.ndarray) -> list[int]:
    seen = np.zeros(len(heads), dtype=int)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            cycle, at = [int(node)], heads[node]
            while at != node:
                cycle.append(int(at))
                at = heads[at]
            return cycle
    return []


def _expand(scores: np.ndarray, heads: np.ndarray, cycle: list[int]) -> np.ndarray:
    """Contract the cycle to one node, solve the smaller problem, open the cycle again."""
    inside = np.array(cycle)
    rest = np.setdiff1d(np.arange(len(heads)), inside)
    kept = scores[inside, heads[inside]]
    smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    from_cycle = scores[np.ix_(rest, inside)]
    smaller[:-1, -1] = from_cycle.max(axis=1)
    into_cycle = scores[np.ix_(inside, rest)] - kept[:, None] + kept.sum()
    smaller[-1, :-1] = into_cycle.max(axis=0)
    solved = spanning_heads(smaller)
    result = heads.copy()
    for row, node in enumerate(rest[1:], 1):
        head = solved[row]
        last = head == len(rest)
        result[node] = inside[from_cycle[row].argmax()] if last else rest[head]
    entry = solved[-1]
    result[inside[into_cycle[:, entry].argmax()]] = rest[entry]
    return result
