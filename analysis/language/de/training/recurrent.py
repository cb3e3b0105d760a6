"""Products of matrices in bfloat16 (on recent processors much faster) and the LSTM, in JAX.

Sums, weights and states stay in float32. The LSTM has its own derivative: the weights' part is one
product over all steps, which automatic differentiation would do step by step.
"""

import os
from functools import partial

# One thread: the products are small. To be set before JAX is imported.
os.environ.setdefault(
    "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
)

import jax
import jax.numpy as jnp
from jax.experimental.layout import Layout, with_layout_constraint

HALF = jnp.bfloat16


def _product(a: jax.Array, b: jax.Array) -> jax.Array:
    return jnp.dot(a.astype(HALF), b.astype(HALF), preferred_element_type=jnp.float32)


def _flipped(a: jax.Array) -> jax.Array:
    """The transpose written out; the compiler would else fold it into a slow product."""
    return with_layout_constraint(a.astype(HALF).T, Layout((0, 1)))


@jax.custom_vjp
def dot(x: jax.Array, w: jax.Array) -> jax.Array:
    """`x @ w` for a matrix `w`."""
    flat = _product(x.reshape(-1, x.shape[-1]), w)
    return flat.reshape(*x.shape[:-1], w.shape[-1])


def _dot_forward(x: jax.Array, w: jax.Array):
    return dot(x, w), (x.astype(HALF), w.astype(HALF))


def _dot_backward(kept, gradient: jax.Array):
    x, w = kept
    flat = gradient.reshape(-1, gradient.shape[-1])
    to_weights = _product(_flipped(x.reshape(-1, x.shape[-1])), flat)
    return _product(flat, _flipped(w)).reshape(x.shape), to_weights


dot.defvjp(_dot_forward, _dot_backward)


@jax.custom_vjp
def similarity(x: jax.Array, y: jax.Array) -> jax.Array:
    """`x @ y.T` for two matrices."""
    return _product(x, _flipped(y))


def _similarity_forward(x: jax.Array, y: jax.Array):
    return similarity(x, y), (x.astype(HALF), y.astype(HALF))


def _similarity_backward(kept, gradient: jax.Array):
    x, y = kept
    return _product(gradient, y), _product(_flipped(gradient), x)


similarity.defvjp(_similarity_forward, _similarity_backward)


@partial(jax.custom_vjp, nondiff_argnums=(3,))
def lstm(gates: jax.Array, recurrent: jax.Array, mask: jax.Array, backwards: bool) -> jax.Array:
    """Outputs of one direction, all with time first; where `mask` is 0 (at the end) they are 0.

    Args:
        gates: time x sentences x 4 hidden, the part that comes from the inputs.
        recurrent: hidden x 4 hidden.
        mask: time x sentences x 1.
    """
    return _run(gates, recurrent, mask, backwards)[0]


def _run(gates: jax.Array, recurrent: jax.Array, mask: jax.Array, backwards: bool):
    half = recurrent.astype(HALF)

    def step(state, now):
        hidden, cell = state
        gate, real = now
        write, keep, new, read = jnp.split(gate + _product(hidden, half), 4, axis=-1)
        write, keep, read = (jax.nn.sigmoid(x) for x in (write, keep, read))
        new = jnp.tanh(new)
        cell = (keep * cell + write * new) * real
        hidden = read * jnp.tanh(cell)
        return (hidden, cell), (hidden, cell, jnp.stack([write, keep, new, read]))

    zero = jnp.zeros((gates.shape[1], recurrent.shape[0]))
    return jax.lax.scan(step, (zero, zero), (gates, mask), reverse=backwards)[1]


def _lstm_forward(gates: jax.Array, recurrent: jax.Array, mask: jax.Array, backwards: bool):
    hidden, cell, opened = _run(gates, recurrent, mask, backwards)
    return hidden, (hidden, cell, opened, recurrent, mask)


def _lstm_backward(backwards: bool, kept, gradient: jax.Array):
    hidden, cell, opened, recurrent, mask = kept
    half = _flipped(recurrent)

    def before(states: jax.Array) -> jax.Array:
        nothing = jnp.zeros_like(states[:1])
        parts = [states[1:], nothing] if backwards else [nothing, states[:-1]]
        return jnp.concatenate(parts)

    def step(state, now):
        to_hidden, to_cell = state
        outer, cell, last, (write, keep, new, read), real = now
        squashed = jnp.tanh(cell)
        to_hidden = to_hidden + outer
        to_cell = (to_cell + to_hidden * read * (1 - squashed**2)) * real
        parts = [
            to_cell * new * write * (1 - write),
            to_cell * last * keep * (1 - keep),
            to_cell * write * (1 - new**2),
            to_hidden * squashed * read * (1 - read),
        ]
        to_gates = jnp.concatenate(parts, axis=-1)
        return (_product(to_gates, half), to_cell * keep), to_gates

    zero = jnp.zeros(gradient.shape[1:])
    series = (gradient, cell, before(cell), opened, mask)
    _, to_gates = jax.lax.scan(step, (zero, zero), series, reverse=not backwards)
    rows = before(hidden).reshape(-1, hidden.shape[-1])
    to_recurrent = _product(_flipped(rows), to_gates.reshape(-1, to_gates.shape[-1]))
    return to_gates, to_recurrent, None


lstm.defvjp(_lstm_forward, _lstm_backward)
