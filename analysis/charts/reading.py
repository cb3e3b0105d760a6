"""Reading view: an article's text with figures, attributions and evidence marks in it."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import style
from analysis.compare.names import source_labels
from analysis.tables import Tables

# Pages with more articles than this show them folded; the browser opens one when a link leads in.
OPEN_ARTICLES = 12


class Mark(NamedTuple):
    """One marked span. `name` is shown behind it, `title` on hover, `anchor` can be linked to."""

    start: int
    end: int
    css: str
    title: str
    name: str = ""
    anchor: str = ""


def reading_view(tables: Tables, doc_ids: Iterable[str] | None = None) -> HTML:
    """The annotated texts, with a legend.

    Args:
        tables: what to show.
        doc_ids: which articles, in source order; None shows all.
    """
    labels = source_labels(tables.sources)
    if doc_ids is not None:
        labels = labels[labels["doc_id"].isin(set(doc_ids))]
    is_open = len(labels) <= OPEN_ARTICLES
    articles = "".join(_article(tables, row, is_open) for row in labels.itertuples())
    return HTML(f'{style("reading")}<div class="lesarten-reading">{_LEGEND}{articles}</div>')


def annotate(text: str, marks: list[Mark]) -> str:
    """Text -> HTML in which every mark is a run of spans; marks may nest and overlap freely."""
    marks = [m for m in marks if m.start < m.end]
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    begins: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(mark.start, []).append(mark)
    html, active = [], []
    for start, end in pairwise(cuts):
        active = [m for m in active if m.end > start] + begins.get(start, [])
        html.append(_segment(text[start:end], start, end, active))
    return "".join(html)


def _segment(words: str, start: int, end: int, active: list[Mark]) -> str:
    anchors = "".join(
        f'<a id="{escape(m.anchor)}"></a>' for m in active if m.anchor and m.start == start
    )
    if not active:
        return escape(words)
    css = " ".join(dict.fromkeys(m.css for m in active if m.css))
    title = escape(" | ".join(dict.fromkeys(m.title for m in active if m.title)))
    names = "".join(f"<sub>{escape(m.name)}</sub>" for m in active if m.name and m.end == end)
    return f'{anchors}<span class="{css}" title="{title}">{escape(words)}</span>{names}'


def _article(tables: Tables, label: NamedTuple, is_open: bool) -> str:
    source = tables.sources[tables.sources["doc_id"] == label.doc_id].iloc[0]
    date = "" if pd.isna(label.published) else f", {label.published.date().isoformat()}"
    text = annotate(source["text"], _marks(tables, label.doc_id)).strip()
    return (
        f'<details class="lesarten-article" id="{escape(label.doc_id)}"{" open" * is_open}>'
        f"<summary>{escape(label.source)}{date}</summary>"
        f'<div lang="{escape(source["lang"])}">{text}</div></details>'
    )


def _marks(tables: Tables, doc_id: str) -> list[Mark]:
    def of(frame: pd.DataFrame):
        return frame[frame["doc_id"] == doc_id].itertuples()

    marks = [
        Mark(r.start, r.end, "furniture", f"set aside: {r.kind}") for r in of(tables.furniture)
    ]
    marks += [
        Mark(r.start, r.end, "heading" if r.is_heading else "", "", "", r.sentence_id)
        for r in of(tables.sentences)
    ]
    for row in of(tables.attributions):
        marks += _speech(row)
    for row in of(tables.figures):
        said = _words(row.kind, row.bound, row.noun, row.speaker)
        marks.append(Mark(row.start, row.end, "figure", f"figure: {said}", "", row.figure_id))
    for row in of(tables.evidence):
        name = _words(row.stance, row.basis)
        title = f"evidence language: {name} ({row.holder})"
        css = f"evidence {row.stance if _is_set(row.stance) else row.basis}"
        marks.append(Mark(row.start, row.end, css, title, name, row.evidence_id))
    return marks


def _speech(row) -> list[Mark]:
    """The three parts of an attribution; the first of them carries the anchor."""
    title = f"said by: {row.speaker if _is_set(row.speaker) else 'not resolved'} ({row.form})"
    parts = [
        Mark(start, end, css, title)
        for css, pairs in (
            ("speaker", () if row.resolved_by == "carried" else row.source_spans),
            ("cue", row.cue_spans),
            ("content", row.content_spans),
        )
        for start, end in pairs
    ]
    first = min(range(len(parts)), key=lambda i: parts[i].start)
    parts[first] = parts[first]._replace(anchor=row.attribution_id)
    return parts


def _is_set(value: object) -> bool:
    return not pd.isna(value)


def _words(*values: object) -> str:
    return " · ".join(str(v) for v in values if _is_set(v))


_LEGEND = (
    '<p class="lesarten-legend"><span class="figure">figure</span> '
    '<span class="speaker">speaker</span> <span class="cue">word of saying</span> '
    '<span class="content">what is said</span> '
    '<span class="evidence hedge">evidence language</span><sub>its labels</sub> '
    '<span class="furniture">set aside as page furniture</span></p>'
)
