"""Frames as HTML tables whose rows open the words they were made from."""

from collections.abc import Mapping
from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import note, style
from analysis.compare.wording import number

# A page with more rows than this is slow to scroll; the files beside the report have all of them.
MAX_ROWS = 200

# Column -> heading of the report's tables, in the order shown; the first one links to the words.
SOURCES = {
    "source": "source",
    "published": "published",
    "title": "title",
    "n_words": "words",
    "figures": "figures",
    "attributions": "attributions",
    "evidence": "evidence marks",
    "furniture": "parts set aside",
}
CLAIMS = {
    "text": "words",
    "reading": "read as",
    "noun": "noun",
    "event": "event",
    "source": "source",
    "speaker": "speaker",
    "sentence": "sentence",
}
VOICES = {
    "speaker": "speaker",
    "source": "source",
    "speaker_type": "type",
    "n_attributions": "attributions",
    "n_words": "words said",
    "n_direct": "of these quoted",
    "cues": "words of saying",
}
HEARD = {
    "speaker": "speaker",
    "speaker_type": "type",
    "n_sources": "sources",
    "only_in": "nowhere but in",
    "n_attributions": "attributions",
    "n_words": "words said",
    "n_direct": "of these quoted",
    "cues": "words of saying",
}
SHARES = {
    "speaker_type": "type",
    "n_attributions": "attributions",
    "n_sources": "sources",
    "share": "share",
    "low": "from",
    "high": "to",
}
ROLES = {
    "speaker": "speaker",
    "role": "called",
    "sources": "by",
    "differs": "nothing in common",
}
EVIDENCE = {
    "label": "label",
    "axis": "axis",
    "source": "source",
    "n_marks": "marks",
    "per_1000_words": "per 1,000 words",
    "low": "from",
    "high": "to",
    "words": "words",
}
KEYNESS = {
    "lemma": "word",
    "source": "source",
    "labels": "labels",
    "n_here": "marks here",
    "n_elsewhere": "elsewhere",
    "log_ratio": "log ratio",
    "low": "from",
    "high": "to",
    "n_sources": "sources with it",
    "dispersion": "dispersion",
}


def sources_table(overview: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.sources_overview`; a source opens its text."""
    return show_table(overview, SOURCES, links="doc_id", caption="What was read")


def claims_table(claims: pd.DataFrame, *, caption: str) -> HTML:
    """Rows of `analysis.compare.claimed_figures`; the words open their place in the text."""
    return show_table(claims, CLAIMS, links="figure_id", caption=caption)


def voices_table(voices: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.voices`; speaker and numbers open the attributions."""
    return show_table(voices, VOICES, links="attribution_ids", caption="Voices by source")


def evidence_table(profile: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.evidence_profile` that have marks."""
    found = profile[profile["n_marks"] > 0]
    return show_table(found, EVIDENCE, links="evidence_ids", caption="Evidence marks by source")


def heard_table(heard: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.heard`; speaker and numbers open the attributions."""
    return show_table(
        heard, HEARD, links="attribution_ids", caption="Who is heard, and where alone"
    )


def shares_table(shares: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.type_shares`; type and numbers open the attributions."""
    return show_table(shares, SHARES, links="attribution_ids", caption="Types of speakers")


def roles_table(roles: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.roles`; speaker and numbers open the attributions."""
    return show_table(roles, ROLES, links="attribution_ids", caption="One speaker, several roles")


def keyness_table(keyness: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.keyness`; word and numbers open the marks."""
    return show_table(keyness, KEYNESS, links="evidence_ids", caption="Evidence words by source")


def show_table(
    frame: pd.DataFrame, columns: Mapping[str, str], *, links: str | None = None, caption: str = ""
) -> HTML:
    """An HTML table.

    Args:
        frame: what to show.
        columns: column -> heading, in the order to show.
        links: column that holds an id, or a list of ids, of spans; the first shown column links to
            the first of them in the reading view, the others follow as numbers.
        caption: what the table shows.
    """
    if frame.empty:
        return note(f"{caption}: nothing was found.")
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in columns.values())
    body = "".join(_row(row, list(columns), links) for _, row in frame.head(MAX_ROWS).iterrows())
    more = len(frame) - MAX_ROWS
    rest = f"<p>… and {more} more rows in the table files.</p>" if more > 0 else ""
    return HTML(
        f'{style("tables")}<div class="lesarten-table" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{rest}"
    )


def _row(row: pd.Series, columns: list[str], links: str | None) -> str:
    cells = [_cell(row[name]) for name in columns]
    if links is not None:
        cells[0] = _linked(cells[0], row[links])
    kinds = [_kind(row[name]) for name in columns]
    inside = "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, cells, strict=True))
    return f"<tr>{inside}</tr>"


def _kind(value: object) -> str:
    """The class of a cell that must not be broken into lines."""
    return ' class="date"' if isinstance(value, pd.Timestamp) else ""


def _cell(value: object) -> str:
    if isinstance(value, list):
        return escape(", ".join(map(str, value)))
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int | float):
        return number(round(value, 2))
    return escape(str(value))


def _linked(cell: str, ids: object) -> str:
    targets = ids if isinstance(ids, list) else [ids]
    targets = [t for t in targets if not pd.isna(t)]
    if not targets:
        return cell
    first = f'<a href="#{escape(targets[0])}">{cell}</a>'
    rest = [f'<a href="#{escape(t)}">{n}</a>' for n, t in enumerate(targets[1:], 2)]
    return " ".join([first, *rest])
