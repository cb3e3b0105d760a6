"""The questions of a corpus, a row each, with what is claimed in answer to them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.compare.topics import topics

COLUMNS = ["group_id", "label", "noun", "event", "qualifiers", "topic", "place", "scope", "planned",
           "kind", "unit", "n_sources", "n_speakers", "n_claims", "n_figures", "n_contradictions",
           "n_developments", "figure_ids"]  # fmt: skip

# What numbers are told for (`rates` in topics.toml), in words.
RATES = {"mo": "month", "a": "year", "d": "day", "h": "hour", "min": "minute", "s": "second",
         "m2": "square metre"}  # fmt: skip


def group_rows(told: pd.DataFrame, claims: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """A row a question, those most sources answer first."""
    by_group = claims.groupby("group_id")
    counts = relations.groupby(["group_id", "verdict"]).size().unstack(fill_value=0)
    rows = [_group(group_id, found) for group_id, found in told.groupby("group_id", sort=False)]
    groups = pd.DataFrame(rows, columns=COLUMNS)
    for name, counted in (
        ("n_speakers", by_group["speaker"].nunique()),
        ("n_claims", by_group.size()),
        ("n_contradictions", counts.get("contradiction")),
        ("n_developments", counts.get("development")),
    ):
        found = 0 if counted is None else groups["group_id"].map(counted).fillna(0)
        groups[name] = pd.Series(found, index=groups.index).astype("int64")
    return groups.sort_values(["n_sources", "n_claims", "group_id"], ascending=[False, False, True],
                              ignore_index=True)  # fmt: skip


def _group(group_id: str, found: pd.DataFrame) -> dict[str, Any]:
    key = found["key"].iloc[0]
    lexicon = topics(found["lang"].iloc[0])
    topic = lexicon.by_id.get(getattr(key, "topic", ""))
    row = {
        "group_id": group_id,
        "noun": _commonest(found["noun"][[not lexicon.is_unit(n) for n in found["noun"]]]),
        "event": _commonest(found["event"]),
        "qualifiers": list(dict.fromkeys(found["qualifiers"].explode().dropna())),
        "topic": topic.label if topic else None,
        "place": getattr(key, "place", "") or None,
        "scope": getattr(key, "scope", "") or None,
        "planned": bool(getattr(key, "planned", False)),
        "kind": _commonest(found["kind"]),
        "unit": _unit(found["group_unit"].iloc[0], getattr(key, "rate", "")),
        "n_sources": found["doc_id"].nunique(),
        "n_figures": len(found),
        "figure_ids": found.sort_values(["position", "start"])["figure_id"].tolist(),
    }
    return row | {"label": _label(row)}


def _unit(unit: str, rate: str) -> str | None:
    """The unit, with what the number is told for: USD/mo."""
    return (f"{unit}/{rate}" if rate and not unit.endswith(f"/{rate}") else unit) or None


def _label(row: dict[str, Any]) -> str:
    """The question in words: "Soldat: sent or there, Kursk (planned)", "pay, USD per month"."""
    what = row["topic"] or row["event"]
    subject = row["noun"] or (row["kind"] if not what else "")
    unit, _, rate = (row["unit"] or "").partition("/")
    per = f"{unit} per {RATES.get(rate, rate)}" if rate else unit
    parts = ": ".join(part for part in (subject, what) if part)
    parts = ", ".join(part for part in (parts, row["place"], row["scope"], per) if part)
    return f"{parts} (planned)" if row["planned"] else parts


def _commonest(values: pd.Series) -> str | None:
    counts = values.dropna().value_counts()
    return None if counts.empty else counts.index[0]
