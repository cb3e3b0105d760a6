"""Percentile bootstrap (Efron 1979): how far a rate depends on which units happen to be there."""

import numpy as np

DRAWS = 1000
LEVEL = 0.95
SEED = 20241018  # fixed, so that a report made again has the same numbers


def rate_intervals(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Intervals of sum(counts) / sum(sizes) when the units are drawn anew with replacement.

    Args:
        counts: (units, k), what was counted in each unit, for k things.
        sizes: (units,), how large each unit is, e.g. in words.

    Returns:
        (k, 2): the ends of the central 95 %. NaN with fewer than two units, as nothing can be
        drawn, and where every draw is empty.
    """
    n_units, k = counts.shape
    if n_units < 2 or not sizes.any():
        return np.full((k, 2), np.nan)
    generator = np.random.default_rng(SEED)
    weights = generator.multinomial(n_units, np.full(n_units, 1 / n_units), size=DRAWS)
    drawn = weights @ sizes
    rates = (weights[drawn > 0] @ counts) / drawn[drawn > 0, None]
    tail = (1 - LEVEL) / 2
    return np.quantile(rates, [tail, 1 - tail], axis=0).T
