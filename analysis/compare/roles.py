"""Roles: the office or function that different sources give one speaker."""

from itertools import combinations

import pandas as pd

from analysis.compare.names import with_source
from analysis.tables import Tables


def roles(tables: Tables) -> pd.DataFrame:
    """Speakers to whom the sources give more than one role.

    Returns:
        One row a speaker and role, by speaker: `speaker_id`, `speaker`, `role`, `sources` (list of
        the names of `source_labels`), `attribution_ids` (list), `differs` (true where two roles of
        the speaker share no words: "Präsident" and "ukrainischer Präsident" do, "Präsident" and
        "Oberbefehlshaber" do not).
    """
    named = tables.attributions.drop(columns="source").dropna(subset=["speaker_id", "role"])
    named = with_source(named.assign(key=named["role"].str.casefold()), tables.sources)
    grouped = named.groupby(["speaker_id", "key"], as_index=False).agg(
        speaker=("speaker", "first"),
        role=("role", "first"),
        sources=("source", lambda names: list(dict.fromkeys(names))),
        attribution_ids=("attribution_id", list),
    )
    keys = grouped.groupby("speaker_id")["key"]
    grouped["differs"] = grouped["speaker_id"].map(keys.agg(_differ)).astype(bool)
    several = grouped[keys.transform("size") > 1]
    ordered = several.sort_values(["differs", "speaker_id", "role"], ascending=[False, True, True])
    columns = ["speaker_id", "speaker", "role", "sources", "attribution_ids", "differs"]
    return ordered[columns].reset_index(drop=True)


def _differ(keys: pd.Series) -> bool:
    """Whether two of a speaker's roles have nothing in common: neither stands in the other."""
    return any(a not in b and b not in a for a, b in combinations(keys, 2))
