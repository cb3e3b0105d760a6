"""Chart: evidence profile, the marks of one axis by source."""

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import BASIS_COLOURS, ROW_HEIGHT, STANCE_COLOURS, WIDTH, finish, note

COLOURS = {"stance": STANCE_COLOURS, "basis": BASIS_COLOURS}
TITLES = {"stance": "How firmly it is said", "basis": "What it is said to rest on"}


def evidence_chart(profile: pd.DataFrame, *, axis: str) -> alt.TopLevelMixin | HTML:
    """Stacked bars of marks per 1,000 words; the numbers in the bars are counts.

    Args:
        profile: rows of `analysis.compare.evidence_profile`.
        axis: "stance" or "basis".
    """
    rows = _rows(profile, axis)
    if rows.empty:
        return note(f"No mark of evidence language carries a {axis}.")
    colours = COLOURS[axis]
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "source:N",
            sort=list(dict.fromkeys(profile["source"])),
            title=None,
            axis=alt.Axis(labelLimit=130),
        ),
        tooltip=[
            alt.Tooltip("source:N"),
            alt.Tooltip("label:N", title=axis),
            alt.Tooltip("n:Q", title="marks"),
            alt.Tooltip("rate:Q", title="per 1,000 words", format=".1f"),
            alt.Tooltip("words:N", title="words"),
        ],
    )
    bars = base.mark_bar(stroke="white", strokeWidth=1).encode(
        x=alt.X("begin:Q", title="marks per 1,000 words"),
        x2="end:Q",
        color=alt.Color(
            "label:N",
            title=axis,
            scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        ),
    )
    numbers = base.mark_text(color="black", fontSize=11, fontWeight="bold").encode(
        x="middle:Q", text="n:Q"
    )
    height = (ROW_HEIGHT + 6) * rows["source"].nunique()
    chart = alt.layer(bars, numbers).properties(width=WIDTH - 130, height=height)
    return finish(chart, title=TITLES[axis], description=_describe(rows, axis))


def _rows(profile: pd.DataFrame, axis: str) -> pd.DataFrame:
    """Labels of one axis with marks, stacked from left to right in the scheme's order."""
    shown = profile[(profile["axis"] == axis) & (profile["n_marks"] > 0)]
    end = shown.groupby("source", sort=False)["per_1000_words"].cumsum()
    return pd.DataFrame(
        {
            "source": shown["source"],
            "label": shown["label"],
            "n": shown["n_marks"],
            "rate": shown["per_1000_words"],
            "begin": end - shown["per_1000_words"],
            "middle": end - shown["per_1000_words"] / 2,
            "end": end,
            "words": shown["words"].str.join(", "),
        }
    )


def _describe(rows: pd.DataFrame, axis: str) -> str:
    lines = [
        f"{source}: " + ", ".join(f"{r.label} {r.n}" for r in group.itertuples())
        for source, group in rows.groupby("source", sort=False)
    ]
    return (
        f"Stacked bars of evidence marks by {axis} and source, per 1,000 words. Counts: "
        f"{'; '.join(lines)}. All counts stand in the table below."
    )
