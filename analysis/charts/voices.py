"""Chart: who speaks in which source, as a matrix of circles with numbers."""

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import OTHER_COLOUR, ROW_HEIGHT, SPEAKER_COLOURS, WIDTH, finish, note


def voices_chart(voices: pd.DataFrame, *, top: int = 15) -> alt.TopLevelMixin | HTML:
    """The most heard speakers by source; the number is that of attributions.

    Args:
        voices: rows of `analysis.compare.voices`.
        top: how many speakers to show; the table below has all.
    """
    if voices.empty:
        return note("No source attributes anything to anybody.")
    ranked = (
        voices.groupby("speaker")["n_attributions"]
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    shown = voices[voices["speaker"].isin(ranked.index[:top])]
    rows = pd.DataFrame(
        {
            "source": shown["source"],
            "speaker": shown["speaker"],
            "type": shown["speaker_type"].where(
                shown["speaker_type"].isin(list(SPEAKER_COLOURS)), "other or unknown"
            ),
            "n": shown["n_attributions"],
            "words": shown["n_words"],
            "quoted": shown["n_direct"],
            "cues": shown["cues"].str.join(", "),
        }
    )
    types = [*SPEAKER_COLOURS, "other or unknown"]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "source:N",
            sort=list(dict.fromkeys(voices["source"])),
            title=None,
            axis=alt.Axis(labelAngle=-35, labelLimit=120),
        ),
        y=alt.Y(
            "speaker:N", sort=list(ranked.index[:top]), title=None, axis=alt.Axis(labelLimit=150)
        ),
        tooltip=[
            alt.Tooltip("speaker:N"),
            alt.Tooltip("source:N"),
            alt.Tooltip("n:Q", title="attributions"),
            alt.Tooltip("words:Q", title="words said"),
            alt.Tooltip("quoted:Q", title="of these quoted"),
            alt.Tooltip("cues:N", title="verbs"),
        ],
    )
    circles = base.mark_circle(opacity=1).encode(
        size=alt.Size("n:Q", scale=alt.Scale(range=[180, 620]), legend=None),
        color=alt.Color(
            "type:N",
            title="speaker",
            scale=alt.Scale(domain=types, range=[*SPEAKER_COLOURS.values(), OTHER_COLOUR]),
        ),
    )
    numbers = base.mark_text(color="white", fontSize=11, fontWeight="bold").encode(text="n:Q")
    height = (ROW_HEIGHT + 6) * shown["speaker"].nunique()
    chart = alt.layer(circles, numbers).properties(width=WIDTH - 150, height=height)
    return finish(chart, title="Who is heard in which source", description=_describe(ranked, rows))


def _describe(ranked: pd.Series, rows: pd.DataFrame) -> str:
    first = "; ".join(f"{speaker}: {n}" for speaker, n in ranked.head(5).items())
    return (
        f"Matrix of {rows['speaker'].nunique()} speakers by {rows['source'].nunique()} sources, a "
        "circle with the number of attributions in each cell. Most heard over all sources: "
        f"{first}. All cells stand in the table below."
    )
