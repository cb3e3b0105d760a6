"""Relations of claimed intervals, against sets of grid points and by their properties."""

from itertools import product
from math import inf

import pytest

from analysis.compare.intervals import RELATIONS, Interval, interval, narrowed, relation

GRID = range(4)
BOUNDED = [
    Interval(low, high, low_open, high_open)
    for low, high, low_open, high_open in product(GRID, GRID, (False, True), (False, True))
    if low < high or (low == high and not low_open and not high_open)
]
AT_LEAST = [Interval(low, inf, is_open) for low, is_open in product(GRID, (False, True))]
AT_MOST = [Interval(-inf, high, False, is_open) for high, is_open in product(GRID, (False, True))]
ALL = BOUNDED + AT_LEAST + AT_MOST
# Steps of a half tell an open end from a closed one; far beyond the grid stands for endless.
POINTS = [-99.0, *(n / 2 for n in range(-2, 9)), 99.0]


def points(of: Interval) -> frozenset[float]:
    return frozenset(
        p
        for p in POINTS
        if (of.low < p or (p == of.low and not of.low_open))
        and (p < of.high or (p == of.high and not of.high_open))
    )


def by_sets(one: Interval, other: Interval) -> str:
    first, second = points(one), points(other)
    if first == second:
        return "same"
    if not first & second:
        return "disjoint"
    if not one.is_bounded and not other.is_bounded:
        return "compatible"
    return "inside" if first <= second or second <= first else "overlap"


def test_every_pair_on_a_grid_has_the_relation_of_its_sets_of_points():
    for one, other in product(ALL, ALL):
        assert relation(one, other) == by_sets(one, other), (one, other)


def test_relations_are_symmetric_and_one_of_five():
    for one, other in product(ALL, ALL):
        found = relation(one, other)
        assert found in RELATIONS
        assert found == relation(other, one)
    assert all(relation(one, one) == "same" for one in ALL)


@pytest.mark.parametrize("factor", [0.01, 7, 1e6])
def test_the_unit_does_not_matter(factor):
    for one, other in product(ALL[::3], ALL[::3]):
        assert relation(one, other) == relation(one.scaled(factor), other.scaled(factor))


def test_null_ends_are_open():
    at_least = interval(3000, float("nan"), False, None)
    assert at_least == Interval(3000, inf)
    assert relation(at_least, Interval(3000, 3000)) == "inside"
    assert relation(interval(None, 12000, None, False), at_least) == "compatible"
    assert relation(interval(None, 3000, None, True), at_least) == "disjoint"


def test_a_third_in_words_and_in_digits_is_the_same():
    assert relation(Interval(1 / 3, 1 / 3), Interval(0.3333, 0.3333)) == "same"


def test_an_approximate_number_is_compared_within_a_tenth():
    around = Interval(5000, 15000)
    assert relation(around, Interval(14000, 14000)) == "inside"
    compared = narrowed(around, value=10000, bound="approx")
    assert compared == Interval(9000, 11000)
    assert relation(compared, Interval(14000, 14000)) == "disjoint"


@pytest.mark.parametrize(
    ("said", "value", "bound"),
    [
        (Interval(10500, 11500), 11000, "approx"),
        (Interval(5000, 15000), None, "range"),
        (Interval(1000, inf), None, "vague"),
    ],
)
def test_what_is_said_narrowly_or_openly_stays_as_it_is(said, value, bound):
    assert narrowed(said, value=value, bound=bound) == said
