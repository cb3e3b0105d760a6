"""How numbers and intervals are written for a reader."""

import pandas as pd


def number(value: float) -> str:
    """A number as it is read: 11000 -> "11 000" with a narrow no-break space, 1.5 -> "1.5"."""
    return f"{value:,.10g}".replace(",", "\u202f")


def reading(low: float, high: float, low_open: object, high_open: object) -> str:
    """An interval in signs: "11 000", "≥ 11 000", "< 500", "1 000 – 2 000"; "?" without any end."""
    if pd.isna(low) and pd.isna(high):
        return "?"
    if pd.isna(high):
        return f"{'>' if is_true(low_open) else '≥'} {number(low)}"
    if pd.isna(low):
        return f"{'<' if is_true(high_open) else '≤'} {number(high)}"
    return number(low) if low == high else f"{number(low)} – {number(high)}"


def is_true(flag: object) -> bool:
    """A nullable flag as a plain bool; null is False."""
    return not pd.isna(flag) and bool(flag)
