"""Disputes: which figures answer one question, who claims what, and how the claims relate."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.compare.dispute_claims import Claims, claims_of
from analysis.compare.dispute_groups import group_rows
from analysis.compare.overrides import Overrides
from analysis.compare.relating import given_up, relate
from analysis.compare.told import told_figures
from analysis.compare.topics import topics
from analysis.tables import Tables

# Of the claims of one group this many are related in pairs, those with most sources first: pairs
# grow with the square, and nobody reads more.
MAX_PAIRED = 40
RELATION_COLUMNS = ["group_id", "claim_a", "claim_b", "relation", "verdict", "why"]


@dataclass(frozen=True, slots=True)
class Disputes:
    """The comparison of figures as three tidy frames.

    Attributes:
        groups: a row a question, most sources first (`dispute_groups.COLUMNS`). `unit` is the one
            its claims are given in (null for counts, % for shares); `figure_ids` list.
        claims: a row a statement, repeats of one speaker's number taken together
            (`dispute_claims.COLUMNS`). `said`: day of the statement, `published`: day of the first
            article with it, `own_voice`: the source says it itself, `withdrawn`: it is told as a
            mistake, `repeats`: who told it when, the first one first (list).
        relations: a row a pair of claims in a group: RELATION_COLUMNS. `relation` is null where no
            number is said; `why` is in words.
    """

    groups: pd.DataFrame
    claims: pd.DataFrame
    relations: pd.DataFrame


def disputes(tables: Tables, overrides: Overrides | None = None) -> Disputes:
    """Group the figures of a corpus by the question they answer, and relate their claims.

    Args:
        tables: the corpus.
        overrides: the researcher's groups (`read_overrides`).

    Raises:
        InputError: the overrides name a figure that is not there.
    """
    told = told_figures(tables, overrides)
    claims = claims_of(told)
    relations = _relations(claims, told)
    return Disputes(group_rows(told, claims.rows, relations), claims.rows, relations)


def _relations(claims: Claims, told: pd.DataFrame) -> pd.DataFrame:
    """Every pair of claims in a group; of large groups the claims most sources tell."""
    first = told.drop_duplicates("group_id").set_index("group_id")
    rows = []
    for group_id, found in claims.rows.groupby("group_id", sort=False):
        changing = _changing(first.at[group_id, "lang"], first.at[group_id, "key"])
        widest = found["n_sources"].sort_values(ascending=False, kind="stable").index[:MAX_PAIRED]
        ids = found["claim_id"].loc[sorted(widest)]
        pairs = list(combinations(ids, 2))
        of_group = [(claims.compared[a], claims.compared[b]) for a, b in pairs]
        related = [relate(a, b, changing=changing) for a, b in of_group]
        related = related if changing else given_up(of_group, related)
        for pair, verdict in zip(pairs, related, strict=True):
            rows.append((group_id, *pair, *verdict))
    return pd.DataFrame(rows, columns=RELATION_COLUMNS)


def _changing(lang: str, key: Any) -> str:
    """Whether the number asked for moves; what is planned does not, and shares move both ways."""
    topic = topics(lang).by_id.get(getattr(key, "topic", ""))
    if topic is None or key.planned:
        return ""
    return "any" if topic.changing and key.dimension == "share" else topic.changing
