"""Charts: one claim from telling to telling, and tables of steps and of who leans on whom."""

from textwrap import shorten

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.claims import claim_label, sign_scale
from analysis.charts.tables import show_table
from analysis.charts.theme import VERMILLION, WIDTH, finish, note
from analysis.compare.drift import FIRMNESS

UNITS, TOP = 10.0, 3.4  # a claim's height on the y axis, of which the wording takes the first part
PIXELS = 11  # of one unit
# Tellings of one day stand side by side, this share of the whole time apart.
ASIDE = 0.02
FEW_DAYS = 8  # so few are named one by one on the axis
BARE = "to bare assertion"
STEPS = {
    "wording": "claim",
    "published": "published",
    "source": "source",
    "reading": "told as",
    "step": "against the telling before",
    "via": "leans on",
    "first_words": "words",
}
STEP = ["step", "step_from", "reading_before"]
LEANED_ON = {
    "name": "name",
    "kind": "kind",
    "n_articles": "articles",
    "n_places": "places",
    "sources": "sources that lean on it",
}
CHAINS = {"path": "from … to", "kind": "the last is", "words": "words"}


def drift_chart(drift: pd.DataFrame) -> alt.TopLevelMixin | HTML:
    """A strip a claim: its tellings by date, the firmer the higher; arrows mark bare assertions.

    Args:
        drift: rows of `analysis.compare.drift`.
    """
    if drift.empty:
        return note("No source tells any of the claims, so none can be followed through time.")
    dated = drift[drift["published"].notna()]
    if dated["published"].nunique() < 2:
        return note(
            "The claims cannot be followed through time: fewer than two sources have dates of "
            "publication that differ. `published` in sources.toml gives them."
        )
    rows = _rows(dated)
    n_claims = rows["row"].max() + 1
    days = (dated["published"].max() - dated["published"].min()).days
    ticks = "day" if days <= FEW_DAYS else 6
    x = alt.X(
        "when:T", title=None, axis=alt.Axis(format="%d.%m.%y", labelAngle=-35, tickCount=ticks)
    )
    y = alt.Y("level:Q", axis=None, scale=alt.Scale(domain=[0, n_claims * UNITS], reverse=True))
    base = alt.Chart(rows).encode(x=x, y=y)
    claims = alt.Chart(rows.drop_duplicates("row"))
    wordings = claims.mark_text(align="left", baseline="top", lineBreak="\n", fontSize=11.5).encode(
        x=alt.value(0), y=alt.Y("top:Q", axis=None), text="label:N"
    )
    edges = claims.mark_rule(color="#ddd").encode(y=alt.Y("edge:Q", axis=None))
    line = base.mark_line(interpolate="step-after", color="#bbb", strokeWidth=1.5).encode(
        detail="row:N", order="when:T"
    )
    points = base.mark_point(size=130, filled=True, opacity=1).encode(
        color=alt.Color("reading:N", title="told as", scale=sign_scale(rows["reading"], 0)),
        shape=alt.Shape("reading:N", title="told as", scale=sign_scale(rows["reading"], 1)),
        href="link:N",
        tooltip=_tips(),
    )
    arrows = base.transform_filter(f"datum.step == '{BARE}'").mark_text(
        text="▲", color=VERMILLION, fontSize=13, dy=-13
    )
    chart = alt.layer(edges, wordings, line, points, arrows).properties(
        width=WIDTH, height=PIXELS * UNITS * n_claims
    )
    return finish(chart, title="Each claim from telling to telling", description=_describe(drift))


def drift_table(drift: pd.DataFrame) -> HTML:
    """All tellings with their steps; the claim opens the words."""
    shown = drift.assign(
        first_words=[shorten(words[0], 220, placeholder=" …") for words in drift["words"]],
        wording=drift["wording"].map(lambda words: shorten(words, 70, placeholder=" …")),
        step=[_step(*told) for told in drift[STEP].itertuples(index=False)],
    )
    return show_table(shown, STEPS, links="sentence_ids", caption="Tellings of each claim, by date")


def leaned_on_table(leaned_on: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.leaned_on`; the name opens the places."""
    return show_table(leaned_on, LEANED_ON, links="sentence_ids", caption="Who leans on whom")


def citations_table(citations: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.citations`, each with its chain."""
    shown = citations.assign(path=citations["chain"].map(" → ".join))
    return show_table(shown, CHAINS, links="sentence_id", caption="Every citation, as a chain")


def _step(step: str | None, source: str | None, before: str | None) -> str:
    if pd.isna(step):
        return "no date"
    return step if pd.isna(source) else f"{step} ({before} in {source})"


def _rows(dated: pd.DataFrame) -> pd.DataFrame:
    """What is drawn: one row a telling, at its date and at the height of its firmness."""
    numbers = {claim: n for n, claim in enumerate(dict.fromkeys(dated["claim_id"]))}
    row = dated["claim_id"].map(numbers)
    apart = (dated["published"].max() - dated["published"].min()) * ASIDE
    nth = dated.groupby(["claim_id", "published"]).cumcount()
    top = row * UNITS
    return pd.DataFrame(
        {
            "row": row,
            "edge": top,
            "top": top + 0.5,
            "level": top + TOP + 1 + (max(FIRMNESS.values()) - dated["firmness"]),
            "label": dated["wording"].map(claim_label),
            "wording": dated["wording"],
            "when": dated["published"] + nth * apart,
            "date": dated["published"].dt.date.astype(str),
            "source": dated["source"],
            "reading": dated["reading"],
            "speaker": dated["speaker"].fillna(""),
            "step": dated["step"],
            "before": dated["reading_before"].fillna(""),
            "words": [shorten(words[0], 300, placeholder=" …") for words in dated["words"]],
            "link": ["#" + ids[0] for ids in dated["sentence_ids"]],
        }
    )


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (
            ("wording", "claim"),
            ("date", "published"),
            ("source", "source"),
            ("reading", "told as"),
            ("speaker", "said by"),
            ("step", "step"),
            ("before", "told before as"),
            ("words", "words"),
        )
    ]


def _describe(drift: pd.DataFrame) -> str:
    bare = drift[drift["step"] == BARE]
    steps = "; ".join(
        f"{shorten(row.wording, 60, placeholder=' …')}: {row.source}, before {row.reading_before}"
        for row in bare.itertuples()
    )
    return (
        f"Strip chart of {drift['claim_id'].nunique()} claims through time, the firmer told the "
        f"higher. Steps to the bare assertion: {steps or 'none'}. All tellings stand in the table "
        "below."
    )
