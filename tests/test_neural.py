"""The network's arithmetic: best tags and relations, states that do not depend on the batch."""

from itertools import pairwise, product

import numpy as np

from analysis.language.neural import best_relations, best_tags, encode

RNG = np.random.default_rng(3)


def test_best_tags_is_the_best_of_all_sequences():
    lengths, tags = np.array([4, 2, 1]), 3
    scores = RNG.normal(size=(lengths.sum(), tags))
    first, following = RNG.normal(size=tags), RNG.normal(size=(tags, tags))
    found = best_tags(scores, lengths, first, following)
    start = 0
    for length in lengths:
        own = scores[start : start + length]

        def value(path, own=own):
            steps = sum(following[a, b] for a, b in pairwise(path))
            return first[path[0]] + steps + sum(own[i, tag] for i, tag in enumerate(path))

        best = max(product(range(tags), repeat=length), key=value)
        assert tuple(found[start : start + length]) == best
        start += length


def test_a_tag_that_may_not_follow_never_does():
    scores = np.array([[0.0, 5.0], [0.0, 5.0]])
    following = np.array([[0.0, -np.inf], [0.0, 0.0]])
    found = best_tags(scores, np.array([2]), np.array([0.0, -np.inf]), following)
    assert found.tolist() == [0, 0]


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


def test_of_two_objects_the_one_that_loses_less_becomes_the_subject():
    subject, obj = 0, 1
    scores = np.array([[1.0, 9.0, 0.0], [4.0, 5.0, 0.0], [0.0, 0.0, 7.0]])
    found = best_relations(scores, np.array([3, 3, 0]), [subject, obj])
    assert found.tolist() == [obj, subject, 2]


def test_words_of_other_heads_and_other_relations_are_left_alone():
    scores = np.array([[0.0, 9.0], [0.0, 9.0], [9.0, 0.0], [9.0, 0.0]])
    found = best_relations(scores, np.array([3, 4, 3, 3]), [1])
    assert found.tolist() == [1, 1, 0, 0]
