"""Low, best and high of each question, under a rule the reader names; nothing is done unasked."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from analysis.compare.disputes import Disputes

Rule = Literal["latest", "median", "range"]
COLUMNS = ["group_id", "label", "unit", "rule", "low", "best", "high", "n_claims", "figure_ids"]


def summary(disputes: Disputes, *, rule: Rule) -> pd.DataFrame:
    """One row a question that is answered by a number; withdrawn claims are left out.

    Args:
        rule: "latest": the claim said last, as it stands (undated ones count as the oldest);
            "median": the median of the numbers said, between the lowest and the highest end said;
            "range": only the lowest and the highest end said, without a best number.

    Returns:
        COLUMNS; an end is null where no claim says one, `figure_ids` are those that went in.

    Raises:
        ValueError: there is no such rule.
    """
    if rule not in _RULES:
        raise ValueError(f"no rule {rule!r}; there are: {', '.join(_RULES)}")
    said = disputes.claims[~disputes.claims["withdrawn"].astype(bool)]
    said = said[said["low"].notna() | said["high"].notna()]
    groups = disputes.groups.set_index("group_id")
    rows = [
        {
            "group_id": group_id,
            "label": groups.at[group_id, "label"],
            "unit": groups.at[group_id, "unit"],
            "rule": rule,
            **_RULES[rule](claims),
        }
        for group_id, claims in said.groupby("group_id", sort=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _latest(claims: pd.DataFrame) -> dict[str, Any]:
    last = claims.sort_values("said", na_position="first", kind="stable").tail(1)
    return _row(last, best=last["value"].iloc[0])


def _median(claims: pd.DataFrame) -> dict[str, Any]:
    return _row(claims, best=claims["value"].median())


def _range(claims: pd.DataFrame) -> dict[str, Any]:
    return _row(claims, best=None)


def _row(claims: pd.DataFrame, *, best: float | None) -> dict[str, Any]:
    return {
        "low": claims["low"].min(),
        "best": best,
        "high": claims["high"].max(),
        "n_claims": len(claims),
        "figure_ids": claims["figure_ids"].explode().tolist(),
    }


_RULES = {"latest": _latest, "median": _median, "range": _range}
