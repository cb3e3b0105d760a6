"""Drift: one claim from telling to telling, in order of publication.

The readings are ordered by how firmly the claim stands in them (FIRMNESS). Each telling is compared
with the last one of an earlier day, and with the outlet's own; what makes a rumour a fact is the
step from a doubt or from somebody's word to the bare assertion, so that step is named. Sources
without a date stand last and take no step; of one day nobody knows which came first. Silence,
questions and sources that are not read are no tellings.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.compare.citations import citations
from analysis.compare.claims import claims
from analysis.compare.codebook import Claim
from analysis.tables import Tables

FIRMNESS = {
    "denied": 0,
    "distanced": 1,
    "unverified": 2,
    "hedged": 3,
    "attributed": 4,
    "asserted": 5,
}
STEPS = ("first", "same", "firmer", "weaker", "to bare assertion")


def drift(
    tables: Tables,
    codebook: Sequence[Claim],
    *,
    told: pd.DataFrame | None = None,
    cited: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The tellings of each claim, dated.

    Args:
        told, cited: what `claims(tables, codebook)` and `citations(tables)` gave, where they are
            at hand; they are not changed.

    Returns:
        One row a claim and source that tells it, by claim and date: the columns of
        `analysis.compare.claims`, and `firmness` (0 denied … 5 asserted), `step` (one of STEPS
        against the telling before it; null without a date), `step_from` (that telling's source),
        `reading_before`, `own_step` and `own_before` (the same against the outlet's own last
        telling), `via` (list: whom the passages lean on, see `analysis.compare.citations`).
    """
    told = claims(tables, codebook) if told is None else told
    cited = citations(tables) if cited is None else cited
    told = told[told["reading"].isin(list(FIRMNESS))].reset_index(drop=True)
    outlets = tables.sources.set_index("doc_id")["outlet"]
    told["firmness"] = told["reading"].map(FIRMNESS).astype("int64")
    told["outlet"] = told["doc_id"].map(outlets)
    told = told.join(_steps(told, ["claim_id"]))
    own = _steps(told, ["claim_id", "outlet"])
    told["own_step"] = own["step"].where(told["outlet"].notna() & own["step"].ne("first"))
    told["own_before"] = own["reading_before"]
    leaning = cited.groupby("sentence_id")["leans_on"].agg(list).to_dict()
    told["via"] = [
        list(dict.fromkeys(name for i in ids for name in leaning.get(i, ())))
        for ids in told["sentence_ids"]
    ]
    return told.drop(columns="outlet")


def _steps(told: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Each dated telling against the last one of an earlier day in its group."""
    made = {}
    for _, group in told[told["published"].notna()].groupby(by, sort=False):
        rows = list(group.itertuples())
        for row in rows:
            earlier = [other for other in rows if other.published < row.published]
            last = earlier[-1] if earlier else None
            made[row.Index] = (
                (_step(last.firmness, row.firmness), last.source, last.reading)
                if last
                else ("first", None, None)
            )
    columns = ["step", "step_from", "reading_before"]
    steps = pd.DataFrame.from_dict(made, orient="index", columns=columns, dtype="object")
    return steps.reindex(told.index)


def _step(was: int, now: int) -> str:
    if was == now:
        return "same"
    if now == FIRMNESS["asserted"]:
        return "to bare assertion"
    return "firmer" if now > was else "weaker"
