"""What a figure measures: its dimension, and the factor that brings it to one unit.

Percentages and fractions are shares of 1, durations are hours, cents are parts of their currency.
"""

from typing import NamedTuple

import pandas as pd

# Kinds that claim how many or how much; dates, ages and ranks place or order something instead.
COMPARED_KINDS = ("count", "money", "percent", "share", "multiple", "measure", "duration")

# Unit (UCUM-like, as in the table `figures`) -> what it is brought to, and by which factor.
# Months and years by their mean length.
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("share", 0.01),
    "[ppth]": ("share", 0.001),
    "bp": ("%-pt", 0.01),
    "EUR-ct": ("EUR", 0.01),
    "CHF-ct": ("CHF", 0.01),
    "mm": ("m", 0.001),
    "cm": ("m", 0.01),
    "km": ("m", 1000),
    "l": ("m3", 0.001),
    "l/m2": ("m3", 0.001),  # the square metre is the rate, see `questions`
    "hL": ("m3", 0.1),
    "m3/s": ("m3/s", 1),
    "g": ("kg", 0.001),
    "t": ("kg", 1000),
    "kt": ("kg", 1e6),
    "Mt": ("kg", 1e9),
    "har": ("m2", 10_000),
    "km2": ("m2", 1e6),
    "kW": ("W", 1000),
    "MW": ("W", 1e6),
    "GW": ("W", 1e9),
    "s": ("h", 1 / 3600),
    "min": ("h", 1 / 60),
    "d": ("h", 24),
    "wk": ("h", 168),
    "mo": ("h", 730.5),
    "3.mo": ("h", 2191.5),
    "a": ("h", 8766),
    "10.a": ("h", 87_660),
    "100.a": ("h", 876_600),
}


class Quantity(NamedTuple):
    """`dimension`: what can be compared with it; a number times `factor` is in its base unit."""

    dimension: str
    factor: float


def quantity(kind: str, unit: object) -> Quantity:
    """The quantity of a figure, from its columns `kind` and `unit`."""
    if kind in ("count", "share", "multiple"):
        return Quantity(kind, 1.0)
    name = "" if pd.isna(unit) else str(unit)
    return Quantity(*_UNITS.get(name, (name or kind, 1.0)))
