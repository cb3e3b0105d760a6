"""The network's arithmetic: a sentence's states do not depend on the batch it is read in."""

import numpy as np

from analysis.language.neural import encode

RNG = np.random.default_rng(3)


def test_states_of_a_sentence_are_its_own():
    hidden, width = 3, 4
    weights = {}
    for layer, inputs in ((0, width), (1, 2 * hidden)):
        for direction in "fb":
            name = f"lstm{layer}.{direction}"
            weights[f"{name}.W"] = RNG.normal(size=(inputs, 4 * hidden)).astype(np.float32)
            weights[f"{name}.U"] = RNG.normal(size=(hidden, 4 * hidden)).astype(np.float32)
            weights[f"{name}.b"] = np.zeros(4 * hidden, dtype=np.float32)
    forms = RNG.normal(size=(5, width)).astype(np.float32)
    together = encode(weights, forms, np.array([[0, 3], [1, 4], [2, 0]]), np.array([3, 2]))
    alone = encode(weights, forms, np.array([[3], [4]]), np.array([2]))
    assert np.allclose(together[:2, 1], alone[:, 0], atol=1e-6)
