"""Chart: claimed figures as intervals, a row a claim, in source order."""

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.intervals import ATTRIBUTED, OWN_VOICE, drawn_ends, interval_layers
from analysis.charts.theme import finish, note

TIPS = {
    "source": "source",
    "text": "words",
    "reading": "read as",
    "bound": "bound",
    "speaker": "speaker",
    "sentence": "sentence",
}


def figures_chart(claims: pd.DataFrame, *, noun: str | None) -> alt.TopLevelMixin | HTML:
    """Intervals of the claims about one noun; click a claim to open its sentence.

    Args:
        claims: rows of `analysis.compare.claimed_figures`.
        noun: what is counted, for the title; None when nothing is.
    """
    if claims.empty:
        return note(
            f"No source claims a number of {noun}." if noun else "No source counts anything."
        )
    rows = interval_rows(claims)
    chart = interval_layers(rows, measured=str(noun), tips=TIPS)
    return finish(chart, title=f"Who claims how many: {noun}", description=_describe(rows, noun))


def interval_rows(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims -> what is drawn: see `drawn_ends`, and label, reading, link."""
    speaker = claims["speaker"].fillna("")
    said_by = speaker.where(speaker == "", " – " + speaker)
    words = pd.DataFrame(
        {
            "row": range(len(claims)),
            "source": claims["source"].to_numpy(),
            "text": claims["text"].to_numpy(),
            "label": (claims["source"] + ": „" + claims["text"] + "“" + said_by).to_numpy(),
            "bound": claims["bound"].to_numpy(),
            "voice": [
                OWN_VOICE if flag else ATTRIBUTED for flag in claims["attribution_id"].isna()
            ],
            "speaker": speaker.to_numpy(),
            "sentence": claims["sentence"].to_numpy(),
            "reading": claims["reading"].to_numpy(),
            "link": ("#" + claims["figure_id"]).to_numpy(),
        }
    )
    return words.join(drawn_ends(claims))


def _describe(rows: pd.DataFrame, noun: str) -> str:
    claims = "; ".join(f"{r.source}: {r.reading}" for r in rows.head(12).itertuples())
    more = f"; and {len(rows) - 12} more" if len(rows) > 12 else ""
    return (
        f"Interval chart of {len(rows)} claims about the number of {noun}, one row a claim, in "
        f"order of publication: {claims}{more}. All claims stand in the table below."
    )
