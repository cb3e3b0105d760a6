"""Likelihood of sequences of tags (linear-chain CRF, Lafferty et al. 2001) in JAX."""

import jax
import jax.numpy as jnp


def log_likelihood(
    scores: jax.Array, gold: jax.Array, mask: jax.Array, first: jax.Array, following: jax.Array
) -> jax.Array:
    """Of each sentence's gold tags among all sequences.

    Args:
        scores: sentences x words x tags.
        gold, mask: sentences x words; what is not real stands at the end.
        first: scores of the tags at the beginning.
        following: scores of a tag (row) followed by another (column).
    """

    def step(reached, now):
        score, real = now
        paths = jax.nn.logsumexp(reached[:, :, None] + following, axis=1) + score
        return jnp.where(real[:, None], paths, reached), None

    start = first + scores[:, 0]
    series = (scores[:, 1:].swapaxes(0, 1), mask[:, 1:].swapaxes(0, 1))
    reached, _ = jax.lax.scan(step, start, series)
    own = jnp.take_along_axis(scores, gold[..., None], axis=-1)[..., 0]
    steps = following[gold[:, :-1], gold[:, 1:]]
    path = first[gold[:, 0]] + (own * mask).sum(axis=1) + (steps * mask[:, 1:]).sum(axis=1)
    return path - jax.nn.logsumexp(reached, axis=1)
