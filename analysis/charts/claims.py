"""Chart and table: how each source tells each claim; silence is an empty place."""

from html import escape
from textwrap import shorten, wrap

import altair as alt
import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    WIDTH,
    finish,
    note,
    style,
)
from analysis.compare.claims import ABSENT

# Colour (Okabe & Ito), shape in the chart and sign in the table: each tells the reading alone.
SIGNS = {
    "asserted": (BLUE, "circle", "●"),
    "attributed": (SKY, "square", "■"),
    "hedged": (ORANGE, "triangle-up", "▲"),
    "distanced": (VERMILLION, "triangle-down", "▼"),
    "unverified": (GREY, "diamond", "◆"),
    "denied": (PURPLE, "cross", "✚"),
    "asked": (GREEN, "triangle-right", "▶"),
}
NOT_READ = "not read"
CLAIM_HEIGHT = 64  # room for two lines of wording and a row of signs below
LINE = 46  # characters that fit a phone's line
# The last source's slanted name runs out of the chart on the right.
PADDING = {"left": 5, "top": 5, "right": 55, "bottom": 5}


def claims_chart(claims: pd.DataFrame) -> alt.TopLevelMixin | HTML:
    """A row a claim, a column a source, a sign how it is told there; click to open the words.

    Args:
        claims: rows of `analysis.compare.claims`.
    """
    if claims.empty:
        return note(
            "No claim is followed: there is no claims.toml, and nothing could be suggested."
        )
    told = claims[claims["reading"].ne(ABSENT)]
    if told.empty:
        return note("No source tells any of these claims.")
    rows = _rows(claims)
    order = list(dict.fromkeys(claims["source"]))
    x = alt.X(
        "source:N",
        title=None,
        sort=order,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(orient="top", labelAngle=-50, labelLimit=170, grid=True, domain=False),
    )
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(rows["row"].max() + 1))))
    wordings = (
        alt.Chart(rows.drop_duplicates("row"))
        .mark_text(align="left", baseline="top", lineBreak="\n", fontSize=11.5, dy=-28)
        .encode(
            y=y, x=alt.value(0), text="label:N", tooltip=alt.Tooltip("wording:N", title="claim")
        )
    )
    lines = (
        alt.Chart(rows.drop_duplicates("row"))
        .mark_rule(color="#ddd", yOffset=-CLAIM_HEIGHT / 2)
        .encode(y=y)
    )
    signs = alt.Chart(rows).encode(x=x, y=y, href="link:N", tooltip=_tips())
    points = signs.transform_filter(f"indexof({list(SIGNS)}, datum.reading) >= 0").mark_point(
        size=170, filled=True, opacity=1, yOffset=14
    )
    points = points.encode(
        color=alt.Color("reading:N", title="told as", scale=sign_scale(rows["reading"], 0)),
        shape=alt.Shape("reading:N", title="told as", scale=sign_scale(rows["reading"], 1)),
    )
    unread = signs.transform_filter(f"datum.reading == '{NOT_READ}'").mark_text(
        text="…", color=GREY, yOffset=14
    )
    n_claims = rows["row"].nunique()
    chart = alt.layer(lines, wordings, points, unread).properties(
        width=WIDTH, height=CLAIM_HEIGHT * n_claims, padding=PADDING
    )
    suggested = claims["suggested"].all()
    title = (
        "Suggested claims, source by source" if suggested else "How each source tells each claim"
    )
    return finish(chart, title=title, description=_describe(claims))


def claims_view(claims: pd.DataFrame, passages: pd.DataFrame) -> HTML:
    """The same as HTML: a block a claim, a row a source, with all the words.

    Args:
        claims: rows of `analysis.compare.claims`.
        passages: rows of `analysis.compare.passages` for the same codebook.
    """
    if claims.empty:
        return note("There are no claims to show.")
    places = {
        key: list(rows.itertuples()) for key, rows in passages.groupby(["claim_id", "doc_id"])
    }
    blocks = "".join(_block(rows, places) for _, rows in claims.groupby("claim_id", sort=False))
    return HTML(f'{style("tables")}{style("claims")}<div class="lesarten-claims">{blocks}</div>')


def _rows(claims: pd.DataFrame) -> pd.DataFrame:
    """What is drawn: one row a claim and source."""
    numbers = {claim: n for n, claim in enumerate(dict.fromkeys(claims["claim_id"]))}
    return pd.DataFrame(
        {
            "row": claims["claim_id"].map(numbers),
            "wording": claims["wording"],
            "label": [claim_label(w) for w in claims["wording"]],
            "source": claims["source"],
            "reading": claims["reading"].fillna(NOT_READ),
            "speaker": claims["speaker"].fillna(""),
            "contested": claims["contested_by"].str.join(", "),
            "evidence": [_evidence(*flags) for flags in _flags(claims)],
            "words": [
                shorten(words[0], 300, placeholder=" …") if words else ""
                for words in claims["words"]
            ],
            "link": ["#" + ids[0] if ids else "" for ids in claims["sentence_ids"]],
        }
    )


def claim_label(wording: str) -> str:
    """A claim in at most two lines that fit a phone."""
    return "\n".join(wrap(wording, LINE, max_lines=2, placeholder=" …"))


def _flags(claims: pd.DataFrame):
    return zip(claims["evidence_claimed"], claims["evidence_missing"], strict=True)


def _evidence(claimed: bool, missing: bool) -> str:
    words = ["evidence is pointed to"] * bool(claimed) + ["evidence is said to be missing"] * bool(
        missing
    )
    return "; ".join(words)


def sign_scale(readings: pd.Series, part: int) -> alt.Scale:
    """Colours (part 0) or shapes (part 1) of the readings that occur."""
    shown = {name: sign[part] for name, sign in SIGNS.items() if name in set(readings)}
    return alt.Scale(domain=list(shown), range=list(shown.values()))


def _tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (
            ("wording", "claim"),
            ("source", "source"),
            ("reading", "told as"),
            ("speaker", "said by"),
            ("contested", "denied there by"),
            ("evidence", "evidence"),
            ("words", "words"),
        )
    ]


def _describe(claims: pd.DataFrame) -> str:
    told = "; ".join(
        f"{shorten(rows['wording'].iloc[0], 80, placeholder=' …')} {_counted(rows)}"
        for _, rows in claims.groupby("claim_id", sort=False)
    )
    return (
        f"Matrix of {claims['claim_id'].nunique()} claims by {claims['doc_id'].nunique()} sources. "
        f"{told} All cells with their words stand in the list below."
    )


def _counted(rows: pd.DataFrame) -> str:
    counts = rows["reading"].fillna(NOT_READ).value_counts()
    named = [name for name in (*SIGNS, ABSENT, NOT_READ) if name in counts.index]
    return ", ".join(f"{counts[name]} {name}" for name in named) + "."


def _block(rows: pd.DataFrame, places: dict[tuple[str, str], list]) -> str:
    first = rows.iloc[0]
    told = rows[rows["reading"].isin(list(SIGNS)) | (rows["n_passages"] > 0)]
    lines = "".join(_line(row, places[row.claim_id, row.doc_id]) for row in told.itertuples())
    silent = rows.loc[rows["reading"].eq(ABSENT), "source"]
    unread = rows.loc[rows["reading"].isna() & rows["n_passages"].eq(0), "source"]
    mark = ' <em class="suggested">suggested</em>' if first["suggested"] else ""
    table = (
        '<table><thead><tr><th scope="col">source</th><th scope="col">told as</th>'
        f'<th scope="col">words</th></tr></thead><tbody>{lines}</tbody></table>'
    )
    return (
        f"<details><summary>{escape(first['wording'])}{mark}<small>{escape(_counted(rows))}</small>"
        f"</summary>{table if lines else ''}"
        + _named("Nothing of it in", silent)
        + _named("Not read, so nothing can be said of", unread)
        + "</details>"
    )


def _named(words: str, sources: pd.Series) -> str:
    return "" if sources.empty else f"<p>{words}: {escape(', '.join(sources))}.</p>"


def _line(row, passages: list) -> str:
    date = "" if pd.isna(row.published) else f"<small>{row.published.date().isoformat()}</small>"
    place = {sentence_id: n for n, sentence_id in enumerate(row.sentence_ids)}
    ordered = sorted(passages, key=lambda p: place.get(p.sentence_id, len(place)))
    words = "".join(
        f'<li><a href="#{escape(p.sentence_id)}">{escape(" ".join(p.words.split()))}</a>'
        f"<small>{escape(_told(p))}</small></li>"
        for p in ordered
    )
    source = f"<td>{escape(row.source)}{date}</td>"
    return f"<tr>{source}<td>{_cell(row)}</td><td><ul>{words}</ul></td></tr>"


def _cell(row) -> str:
    reading = NOT_READ if pd.isna(row.reading) else row.reading
    colour, _, sign = SIGNS.get(reading, (GREY, "", "…"))
    notes = [f"by {row.speaker}"] if isinstance(row.speaker, str) else []
    notes += [f"denied there by {', '.join(row.contested_by)}"] if row.contested_by else []
    notes += [_evidence(row.evidence_claimed, row.evidence_missing)]
    small = "".join(f"<small>{escape(words)}</small>" for words in notes if words)
    return f'<b><span style="color:{colour}">{sign}</span> {reading}</b>{small}'


def _told(passage) -> str:
    reading = NOT_READ if pd.isna(passage.reading) else passage.reading
    words = [reading, passage.speaker, "headline" if passage.is_heading else None]
    return ", ".join(word for word in words if isinstance(word, str))
