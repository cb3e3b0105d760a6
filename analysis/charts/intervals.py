"""Drawing of intervals: a row each, with words above a bar whose ends say what is open."""

from math import ceil, floor, log10

import altair as alt
import pandas as pd

from analysis.charts.theme import BLUE, GREY, ORANGE, WIDTH
from analysis.compare.wording import is_true

# Beyond this ratio of largest to smallest a linear axis would squeeze the small claims together.
LOG_RATIO = 30
# How far past the outermost finite end an open interval is drawn, as a factor.
OPEN_END = 1.35
# Digits in groups of three with a narrow no-break space, as in the tables.
GROUPED = "replace(format(datum.value, ',~r'), /,/g, '\u202f')"
ATTRIBUTED, OWN_VOICE = "on somebody's word", "in the writer's own voice"
WITHDRAWN = "withdrawn"
VOICES = {ATTRIBUTED: BLUE, OWN_VOICE: ORANGE, WITHDRAWN: GREY}
# One line of words above the bar, or two.
LINE = 15


def drawn_ends(claims: pd.DataFrame) -> pd.DataFrame:
    """Where each interval is drawn.

    Args:
        claims: columns low, high, low_open, high_open as in the table `figures`.

    Returns:
        left, right (open ends run to the edge), low_end, high_end (none, included, excluded).
    """
    finite = pd.concat([claims["low"], claims["high"]]).dropna()
    positive = finite[finite > 0]
    smallest = positive.min() if len(positive) else 0.0
    edge_left = 0.0 if (finite <= 0).any() else smallest / OPEN_END
    edge_right = finite.max() * OPEN_END if len(finite) else 1.0
    return pd.DataFrame(
        {
            "left": claims["low"].fillna(edge_left).to_numpy(),
            "right": claims["high"].fillna(edge_right).to_numpy(),
            "low_end": _ends(claims["low"], claims["low_open"]),
            "high_end": _ends(claims["high"], claims["high_open"]),
        }
    )


def interval_layers(
    rows: pd.DataFrame, *, measured: str, tips: dict[str, str], lines: int = 1
) -> alt.LayerChart:
    """The intervals as a chart without title.

    Args:
        rows: what `drawn_ends` returns, and row (order), bound, voice (one of VOICES), link,
            label, with two lines also `sublabel`.
        measured: what the axis measures.
        tips: column -> heading, of what is shown when the mouse is over a row.
        lines: how many lines of words stand above a bar.
    """
    low, high = rows["left"].min(), rows["right"].max()
    log = low > 0 and high / low > LOG_RATIO
    x = alt.X(
        "left:Q",
        title=f"{measured} ({'logarithmic scale' if log else 'linear scale'})",
        scale=alt.Scale(type="log" if log else "linear", domain=[low, high], nice=False),
        axis=alt.Axis(
            values=_ticks(low, high) if log else alt.Undefined, tickCount=6, labelExpr=GROUPED
        ),
    )
    used = [voice for voice in VOICES if (rows["voice"] == voice).any()]
    colour = alt.Color(
        "voice:N",
        title=None,
        scale=alt.Scale(domain=used, range=[VOICES[voice] for voice in used]),
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("row:O", axis=None, sort=None),
        href="link:N",
        tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in tips.items()],
    )
    below = 7 + LINE * (lines - 1) / 2
    bars = base.mark_rule(strokeWidth=4, yOffset=below).encode(
        x=x,
        x2="right:Q",
        color=colour,
        strokeDash=alt.condition("datum.bound == 'vague'", alt.value([3, 3]), alt.value([1, 0])),
    )
    ends = [
        _end(base, "left", "low", -90, x, colour, below),
        _end(base, "right", "high", 90, x, colour, below),
    ]
    words = [_words(base, "label", -3 - LINE * (lines - 1) / 2, "#222")]
    if lines > 1:
        words.append(_words(base, "sublabel", -3 + LINE * (lines - 1) / 2, "#555"))
    height = (38 + (LINE + 2) * (lines - 1)) * len(rows)
    return alt.layer(*words, bars, *ends).properties(width=WIDTH, height=height)


def _words(base: alt.Chart, column: str, up: float, colour: str) -> alt.Chart:
    return base.mark_text(
        align="left",
        baseline="bottom",
        dy=up,
        fontSize=12,
        color=colour,
        limit=alt.ExprRef("width"),
    ).encode(x=alt.value(0), text=f"{column}:N")


def _ends(values: pd.Series, is_open: pd.Series) -> list[str]:
    """Which sign stands at this end: an arrow (no end), a hollow or a filled point."""
    return [
        "none" if pd.isna(value) else "excluded" if is_true(flag) else "included"
        for value, flag in zip(values, is_open, strict=True)
    ]


def _end(
    base: alt.Chart, place: str, end: str, angle: int, x: alt.X, colour: alt.Color, below: float
) -> alt.Chart:
    """The signs at one end of every interval."""
    is_arrow, is_hollow = f"datum.{end}_end == 'none'", f"datum.{end}_end == 'excluded'"
    return base.mark_point(size=70, yOffset=below, opacity=1, strokeWidth=2).encode(
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
