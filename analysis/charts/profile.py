"""Charts: rates and shares with their intervals, and the evidence words that set a source apart."""

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import (
    BASIS_COLOURS,
    BLUE,
    OTHER_COLOUR,
    ROW_HEIGHT,
    STANCE_COLOURS,
    WIDTH,
    finish,
    note,
)

COLOURS = {"stance": STANCE_COLOURS, "basis": BASIS_COLOURS}
MAX_SOURCES = 20  # more rows than fit on a page; the table has all
MAX_WORDS = 4  # words a source in the keyness chart
LEFT = 130  # room for the names of sources


def profile_chart(profile: pd.DataFrame, *, axis: str) -> alt.TopLevelMixin | HTML:
    """Marks per 1,000 words with intervals, a small chart a label; the scales differ.

    Args:
        profile: rows of `analysis.compare.evidence_profile`.
        axis: "stance" or "basis".
    """
    sources = list(dict.fromkeys(profile["source"]))[:MAX_SOURCES]
    rows = profile[(profile["axis"] == axis) & profile["source"].isin(sources)]
    rows = rows[rows.groupby("label")["n_marks"].transform("sum") > 0]
    if rows.empty:
        return note(f"No mark of evidence language carries a {axis}.")
    labels = [label for label in COLOURS[axis] if label in set(rows["label"])]
    data = rows[["source", "label", "n_marks", "per_1000_words", "low", "high"]].assign(
        words=rows["words"].str.join(", ")
    )
    base = alt.Chart().encode(
        y=alt.Y("source:N", sort=sources, title=None, axis=alt.Axis(labelLimit=LEFT)),
        color=alt.Color(
            "label:N",
            legend=None,
            scale=alt.Scale(domain=labels, range=[COLOURS[axis][label] for label in labels]),
        ),
        tooltip=[
            alt.Tooltip("source:N"),
            alt.Tooltip("label:N", title=axis),
            alt.Tooltip("n_marks:Q", title="marks"),
            alt.Tooltip("per_1000_words:Q", title="per 1,000 words", format=".1f"),
            alt.Tooltip("low:Q", title="from", format=".1f"),
            alt.Tooltip("high:Q", title="to", format=".1f"),
            alt.Tooltip("words:N", title="words"),
        ],
    )
    x = alt.X(
        "per_1000_words:Q",
        title=None,
        axis=alt.Axis(tickCount=3, labelOverlap="greedy", labelSeparation=4),
        scale=alt.Scale(zero=True),
    )
    layers = alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.45).encode(
            x=alt.X("low:Q", title=None), x2="high:Q"
        ),
        base.mark_point(filled=True, size=60, opacity=1).encode(x=x),
        data=data,
    ).properties(width=(WIDTH - LEFT) // len(labels) - 14, height=ROW_HEIGHT * len(sources))
    chart = layers.facet(
        facet=alt.Facet("label:N", sort=labels, title=None, header=alt.Header(labelFontSize=12)),
        columns=len(labels),
        spacing=14,
    ).resolve_scale(x="independent")
    return finish(
        chart,
        title=f"Marks per 1,000 words by {axis}, with 95 % intervals",
        description=_describe(rows, axis),
    )


def shares_chart(shares: pd.DataFrame) -> alt.TopLevelMixin | HTML:
    """Rows of `analysis.compare.type_shares`: what share of all attributions a type has."""
    if shares.empty:
        return note("No source attributes anything to anybody.")
    data = shares.drop(columns="attribution_ids")
    base = alt.Chart(data).encode(
        y=alt.Y("speaker_type:N", sort=list(shares["speaker_type"]), title=None),
        tooltip=[
            alt.Tooltip("speaker_type:N", title="type"),
            alt.Tooltip("n_attributions:Q", title="attributions"),
            alt.Tooltip("n_sources:Q", title="in sources"),
            alt.Tooltip("share:Q", format=".0%"),
            alt.Tooltip("low:Q", title="from", format=".0%"),
            alt.Tooltip("high:Q", title="to", format=".0%"),
        ],
    )
    x = alt.X("share:Q", title="share of all attributions", axis=alt.Axis(format="%"))
    chart = alt.layer(
        base.mark_bar(color=BLUE, opacity=0.35, height=ROW_HEIGHT - 8).encode(x=x),
        base.mark_rule(color=BLUE, strokeWidth=3).encode(x="low:Q", x2="high:Q"),
    ).properties(width=WIDTH - LEFT, height=ROW_HEIGHT * len(shares))
    told = "; ".join(
        f"{r.speaker_type} {r.share:.0%} ({r.n_attributions})" for r in data.itertuples()
    )
    return finish(
        chart,
        title="Which types of speakers are heard",
        description=f"Bars with intervals: share of all attributions by type of speaker. {told}. "
        "All shares stand in the table below.",
    )


def keyness_chart(keyness: pd.DataFrame) -> alt.TopLevelMixin | HTML:
    """Rows of `analysis.compare.keyness`: the words a source uses more than the others.

    Of each source the strongest words that it uses repeatedly and whose interval lies above zero.
    """
    sure = (keyness["low"] > 0) & (keyness["n_here"] > 1)
    above = keyness[sure].groupby("source", sort=False).head(MAX_WORDS)
    sources = list(dict.fromkeys(above["source"]))[:MAX_SOURCES]
    above = above[above["source"].isin(sources)]
    if above.empty:
        return note("No source uses an evidence word surely more often than the others.")
    data = above[["source", "lemma", "n_here", "n_elsewhere", "log_ratio", "low", "high"]].assign(
        labels=above["labels"].str.join(", "), row=[f"{n:03d}" for n in range(len(above))]
    )
    names = dict(zip(data["row"], data["source"] + ": " + data["lemma"], strict=True))
    base = alt.Chart(data.assign(name=list(names.values()))).encode(
        y=alt.Y("name:N", sort=list(names.values()), title=None, axis=alt.Axis(labelLimit=260)),
        tooltip=[
            alt.Tooltip("source:N"),
            alt.Tooltip("lemma:N", title="word"),
            alt.Tooltip("labels:N"),
            alt.Tooltip("n_here:Q", title="marks here"),
            alt.Tooltip("n_elsewhere:Q", title="marks elsewhere"),
            alt.Tooltip("log_ratio:Q", format=".1f"),
            alt.Tooltip("low:Q", title="from", format=".1f"),
            alt.Tooltip("high:Q", title="to", format=".1f"),
        ],
    )
    axis = alt.Axis(labelExpr="'×' + pow(2, datum.value)", tickCount=6, values=[0, 2, 4, 6, 8, 10])
    x = alt.X("log_ratio:Q", title="times as often as in the other sources", axis=axis)
    chart = alt.layer(
        base.mark_rule(color=OTHER_COLOUR, strokeWidth=2).encode(x="low:Q", x2="high:Q"),
        base.mark_point(color=BLUE, filled=True, size=60, opacity=1).encode(x=x),
    ).properties(width=WIDTH - 260, height=ROW_HEIGHT * len(data))
    told = "; ".join(
        f"{r.source}: {r.lemma} ({r.n_here} against {r.n_elsewhere})" for r in data.itertuples()
    )
    return finish(
        chart,
        title="Evidence words that set a source apart",
        description="Dots with intervals, a row a word that one source uses more often: "
        f"{told}. All words stand in the table below.",
    )


def _describe(rows: pd.DataFrame, axis: str) -> str:
    told = [
        f"{label}: " + ", ".join(f"{r.source} {r.per_1000_words:.1f}" for r in group.itertuples())
        for label, group in rows.groupby("label", sort=False)
    ]
    return (
        f"Dots with intervals: marks per 1,000 words by {axis}, a small chart a label, a row a "
        f"source. {'; '.join(told)}. All values stand in the table below."
    )
