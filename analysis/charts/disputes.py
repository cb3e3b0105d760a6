"""Charts and tables of disputes: who answers one question with which number, and when."""

from collections.abc import Iterator
from html import escape

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.intervals import (
    ATTRIBUTED,
    OWN_VOICE,
    WITHDRAWN,
    drawn_ends,
    interval_layers,
)
from analysis.charts.tables import show_table
from analysis.charts.theme import finish, note
from analysis.compare.disputes import Disputes

# A chart with more claims than this is no longer read; those most sources tell, and of them the
# latest, are drawn.
MAX_DRAWN = 24
# Pairs that exclude each other, listed below a chart, contradictions first.
MAX_LISTED = 10
VERDICT_ORDER = ["contradiction", "not_comparable", "development"]
# How many sources are named in the chart before the rest is only counted.
MAX_NAMED = 3

GROUPS = {
    "label": "question",
    "n_sources": "sources",
    "n_speakers": "speakers",
    "n_claims": "different claims",
    "n_contradictions": "contradictions",
    "n_developments": "developments",
}
CLAIMS = {
    "text": "words",
    "reading": "read as",
    "speaker": "who says it",
    "said": "said",
    "repeats": "told by",
}
PAIRS = {"verdict": "relation", "one": "one claim", "other": "the other", "why": "why"}
TIPS = {
    "said": "said",
    "speaker": "who says it",
    "text": "words",
    "reading": "read as",
    "sources": "told by",
}


def disputes_table(disputes: Disputes) -> HTML:
    """The questions that more than one claim answers; the numbers open the figures."""
    return show_table(
        _disputed(disputes), GROUPS, links="figure_ids", caption="Questions with several answers"
    )


def dispute_parts(disputes: Disputes, *, top: int = 5) -> Iterator[alt.TopLevelMixin | HTML]:
    """Heading, chart and tables of the questions most sources answer, to display one by one.

    Args:
        disputes: what `analysis.compare.disputes` returns.
        top: how many questions.
    """
    shown = _disputed(disputes).head(top)
    if disputes.groups.empty:
        yield note("No figures were found, so there is nothing to compare.")
    elif shown.empty:
        yield note("No question is answered by two different claims in these sources.")
    for group in shown.itertuples():
        claims = disputes.claims[disputes.claims["group_id"] == group.group_id]
        yield HTML(f"<h3>{escape(group.label)}</h3>")
        yield dispute_chart(claims, label=group.label, unit=group.unit)
        yield show_table(claims, CLAIMS, links="figure_ids", caption=f"Claims: {group.label}")
        if len(pairs := _excluding(disputes, group.group_id)):
            listed = pairs.head(MAX_LISTED)
            caption = f"Claims that exclude each other ({len(listed)} of {len(pairs)} pairs)"
            yield show_table(listed, PAIRS, caption=caption)


def dispute_chart(claims: pd.DataFrame, *, label: str, unit: str | None) -> alt.TopLevelMixin:
    """The claims of one question as intervals, oldest first; click one to open its sentence.

    Args:
        claims: rows of `Disputes.claims`, of one group.
        label: the question.
        unit: what the numbers are in; None for counts.
    """
    widest = claims.sort_values(["n_sources", "said"], ascending=False).head(MAX_DRAWN)
    drawn = claims.loc[sorted(widest.index)]
    rows = dispute_rows(drawn)
    measured = "number" if pd.isna(unit) else unit
    chart = interval_layers(rows, measured=measured, tips=TIPS, lines=2)
    return finish(
        chart, title=f"Who says how much: {label}", description=_describe(rows, label, len(claims))
    )


def dispute_rows(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims -> what is drawn: see `drawn_ends`, and two lines of words, voice, link."""
    said = claims["said"].dt.strftime("%Y-%m-%d").fillna("no date")
    voice = claims["own_voice"].map({True: OWN_VOICE, False: ATTRIBUTED})
    told_by = claims["sources"].map(_told_by)
    words = pd.DataFrame(
        {
            "row": range(len(claims)),
            "label": (claims["speaker"] + ": „" + claims["text"] + "“").to_numpy(),
            "sublabel": (said.where(said != "no date", "") + " " + told_by).str.strip().to_numpy(),
            "voice": voice.mask(claims["withdrawn"].astype(bool), WITHDRAWN).to_numpy(),
            "said": said.to_numpy(),
            "sources": [", ".join(sources) for sources in claims["sources"]],
            "link": [f"#{figure_ids[0]}" for figure_ids in claims["figure_ids"]],
            **{name: claims[name].to_numpy() for name in ("speaker", "text", "reading", "bound")},
        }
    )
    return words.join(drawn_ends(claims))


def _told_by(sources: list[str]) -> str:
    """A tick for each source that tells it, and their names."""
    more = len(sources) - MAX_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return f"{'●' * min(len(sources), MAX_DRAWN)} {', '.join(sources[:MAX_NAMED])}{rest}"


def _disputed(disputes: Disputes) -> pd.DataFrame:
    return disputes.groups[disputes.groups["n_claims"] > 1]


def _excluding(disputes: Disputes, group_id: str) -> pd.DataFrame:
    """The pairs of a group that exclude each other: contradictions first, most told first."""
    related = disputes.relations[disputes.relations["group_id"] == group_id]
    pairs = related[related["relation"] == "disjoint"]
    if pairs.empty:
        return pairs
    claims = disputes.claims.set_index("claim_id")
    told = claims["speaker"] + ": " + claims["reading"]
    n_told = pairs["claim_a"].map(claims["n_sources"]) + pairs["claim_b"].map(claims["n_sources"])
    order = pairs["verdict"].map(VERDICT_ORDER.index)
    pairs = pairs.assign(
        one=pairs["claim_a"].map(told),
        other=pairs["claim_b"].map(told),
        verdict=pairs["verdict"].str.replace("_", " "),
    )
    return pairs.loc[
        pd.DataFrame({"order": order, "told": -n_told})
        .sort_values(["order", "told"], kind="stable")
        .index
    ]


def _describe(rows: pd.DataFrame, label: str, n_claims: int) -> str:
    told = "; ".join(f"{r.speaker}: {r.reading}" for r in rows.head(12).itertuples())
    more = f"; and {n_claims - 12} more" if n_claims > 12 else ""
    return (
        f"Interval chart of claims that answer one question, {label}, oldest first, one row a "
        f"claim: {told}{more}. All claims stand in the table below."
    )
