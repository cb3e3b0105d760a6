"""Two claimed intervals -> how they lie to each other.

An end that is null is open: nothing is said about it. Both intervals are in one unit.
"""

from __future__ import annotations

from math import inf
from typing import Literal, NamedTuple

import pandas as pd

from analysis.compare.wording import is_true

Relation = Literal["same", "inside", "overlap", "compatible", "disjoint"]
RELATIONS: tuple[Relation, ...] = ("same", "inside", "overlap", "compatible", "disjoint")

# Rule "tenth": `rund 10.000` is 5 000 to 15 000 by its last place, which would swallow every
# conflict with it. To compare, a number with one significant digit is taken within a tenth of it.
TENTH = 0.1
# Numbers told as words or parts are read off with rounding: a third is 0.3333 or 0.333333.
TOLERANCE = 2e-4


class Interval(NamedTuple):
    """From `low` to `high`; without an end -inf or inf; open: the end itself is excluded."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @property
    def is_bounded(self) -> bool:
        """Both ends are said."""
        return self.low > -inf and self.high < inf

    def scaled(self, factor: float) -> Interval:
        """The interval in a unit `factor` times as small."""
        return self._replace(low=self.low * factor, high=self.high * factor)


def interval(low: float, high: float, low_open: object, high_open: object) -> Interval:
    """An interval from the four columns of the table `figures`, null where an end is open."""
    return Interval(
        -inf if pd.isna(low) else low,
        inf if pd.isna(high) else high,
        is_true(low_open),
        is_true(high_open),
    )


def narrowed(said: Interval, *, value: float, bound: str, is_near: bool = False) -> Interval:
    """What a number is compared as: of an approximate one no more than a tenth (rule "tenth").

    Args:
        value: the number said, null where none is.
        is_near: an open end is said to lie near it: "etwas mehr als drei Millionen".
    """
    if pd.isna(value) or not (bound == "approx" or is_near):
        return said
    reach = abs(value) * TENTH
    low, high = max(said.low, value - reach), min(said.high, value + reach)
    return said._replace(low=low, high=high)


def relation(one: Interval, other: Interval) -> Relation:
    """How two intervals lie to each other; the same whichever is named first.

    same: equal. disjoint: no number is in both. compatible: each is open at an end and both can be
    true. inside: one lies in the other. overlap: some numbers are in both.
    """
    if _equal(one, other):
        return "same"
    if _ends_before(one, other) or _ends_before(other, one):
        return "disjoint"
    if not one.is_bounded and not other.is_bounded:
        return "compatible"
    if _within(one, other) or _within(other, one):
        return "inside"
    return "overlap"


def _equal(one: Interval, other: Interval) -> bool:
    return (
        _close(one.low, other.low)
        and _close(one.high, other.high)
        and one.low_open == other.low_open
        and one.high_open == other.high_open
    )


def _ends_before(one: Interval, other: Interval) -> bool:
    """Whether `one` ends before `other` begins."""
    if _close(one.high, other.low):
        return one.high_open or other.low_open
    return one.high < other.low


def _within(inner: Interval, outer: Interval) -> bool:
    """Whether all of `inner` is in `outer`."""
    low = _close(inner.low, outer.low) and (inner.low_open or not outer.low_open)
    high = _close(inner.high, outer.high) and (inner.high_open or not outer.high_open)
    above = low or (not _close(inner.low, outer.low) and inner.low > outer.low)
    below = high or (not _close(inner.high, outer.high) and inner.high < outer.high)
    return above and below


def _close(one: float, other: float) -> bool:
    return one == other or abs(one - other) <= TOLERANCE * max(abs(one), abs(other)) < inf
