"""Chart: claimed figures as intervals, a row a claim, in source order."""

from math import ceil, floor, log10

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import BLUE, ORANGE, WIDTH, finish, note
from analysis.compare.wording import is_true

CLAIM_HEIGHT = 38  # room for the words above and the interval below
# Beyond this ratio of largest to smallest a linear axis would squeeze the small claims together.
LOG_RATIO = 30
# How far past the outermost finite end an open interval is drawn, as a factor.
OPEN_END = 1.35
# Digits in groups of three with a narrow no-break space, as in the tables.
GROUPED = "replace(format(datum.value, ',~r'), /,/g, '\u202f')"
ATTRIBUTED, OWN_VOICE = "on somebody's word", "in the writer's own voice"
VOICES = {ATTRIBUTED: BLUE, OWN_VOICE: ORANGE}


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
    low, high = rows["left"].min(), rows["right"].max()
    log = low > 0 and high / low > LOG_RATIO
    x = alt.X(
        "left:Q",
        title=f"{noun} ({'logarithmic scale' if log else 'linear scale'})",
        scale=alt.Scale(type="log" if log else "linear", domain=[low, high], nice=False),
        axis=alt.Axis(
            values=_ticks(low, high) if log else alt.Undefined, tickCount=6, labelExpr=GROUPED
        ),
    )
    y = alt.Y("row:O", axis=None, sort=None)
    colour = alt.Color(
        "voice:N",
        title=None,
        scale=alt.Scale(domain=list(VOICES), range=list(VOICES.values())),
    )
    tips = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (
            ("source", "source"),
            ("text", "words"),
            ("reading", "read as"),
            ("bound", "bound"),
            ("speaker", "speaker"),
            ("sentence", "sentence"),
        )
    ]
    base = alt.Chart(rows).encode(y=y, href="link:N", tooltip=tips)
    words = base.mark_text(
        align="left", baseline="bottom", dy=-3, fontSize=12, limit=alt.ExprRef("width")
    ).encode(x=alt.value(0), text="label:N")
    bars = base.mark_rule(strokeWidth=4, yOffset=7).encode(
        x=x,
        x2="right:Q",
        color=colour,
        strokeDash=alt.condition("datum.bound == 'vague'", alt.value([3, 3]), alt.value([1, 0])),
    )
    ends = [_end(base, "left", "low", -90, x, colour), _end(base, "right", "high", 90, x, colour)]
    chart = alt.layer(words, bars, *ends).properties(width=WIDTH, height=CLAIM_HEIGHT * len(rows))
    return finish(chart, title=f"Who claims how many: {noun}", description=_describe(rows, noun))


def interval_rows(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims -> what is drawn: left, right (open ends run to the edge), label, reading, link."""
    finite = pd.concat([claims["low"], claims["high"]]).dropna()
    positive = finite[finite > 0]
    smallest = positive.min() if len(positive) else 0.0
    edge_left = 0.0 if (finite <= 0).any() else smallest / OPEN_END
    edge_right = finite.max() * OPEN_END if len(finite) else 1.0
    speaker = claims["speaker"].fillna("")
    said_by = speaker.where(speaker == "", " – " + speaker)
    return pd.DataFrame(
        {
            "row": range(len(claims)),
            "source": claims["source"].to_numpy(),
            "text": claims["text"].to_numpy(),
            "label": (claims["source"] + ": „" + claims["text"] + "“" + said_by).to_numpy(),
            "bound": claims["bound"].to_numpy(),
            "left": claims["low"].fillna(edge_left).to_numpy(),
            "right": claims["high"].fillna(edge_right).to_numpy(),
            "low_end": _ends(claims["low"], claims["low_open"]),
            "high_end": _ends(claims["high"], claims["high_open"]),
            "voice": [
                OWN_VOICE if flag else ATTRIBUTED for flag in claims["attribution_id"].isna()
            ],
            "speaker": speaker.to_numpy(),
            "sentence": claims["sentence"].to_numpy(),
            "reading": claims["reading"].to_numpy(),
            "link": ("#" + claims["figure_id"]).to_numpy(),
        }
    )


def _ends(values: pd.Series, is_open: pd.Series) -> list[str]:
    """Which sign stands at this end: an arrow (no end), a hollow or a filled point."""
    return [
        "none" if pd.isna(value) else "excluded" if is_true(flag) else "included"
        for value, flag in zip(values, is_open, strict=True)
    ]


def _end(base: alt.Chart, place: str, end: str, angle: int, x: alt.X, colour: alt.Color):
    """The signs at one end of every interval."""
    is_arrow, is_hollow = f"datum.{end}_end == 'none'", f"datum.{end}_end == 'excluded'"
    return base.mark_point(size=70, yOffset=7, opacity=1, strokeWidth=2).encode(
        x=x.copy() if place == "left" else alt.X("right:Q"),
        stroke=colour.copy(),
        fill=alt.condition(is_hollow, alt.value("white"), colour.copy()),
        shape=alt.condition(is_arrow, alt.value("triangle-up"), alt.value("circle")),
        angle=alt.condition(is_arrow, alt.value(angle), alt.value(0)),
    )


def _ticks(low: float, high: float) -> list[float]:
    """Where a logarithmic axis is labelled: powers of ten, with 2 and 5 where there is room."""
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    steps = (1, 2, 5) if len(powers) <= 4 else (1,)
    return [v for p in powers for s in steps if low <= (v := s * 10.0**p) <= high]


def _describe(rows: pd.DataFrame, noun: str) -> str:
    claims = "; ".join(f"{r.source}: {r.reading}" for r in rows.head(12).itertuples())
    more = f"; and {len(rows) - 12} more" if len(rows) > 12 else ""
    return (
        f"Interval chart of {len(rows)} claims about the number of {noun}, one row a claim, in "
        f"order of publication: {claims}{more}. All claims stand in the table below."
    )
