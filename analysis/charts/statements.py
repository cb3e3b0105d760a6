"""The versions of a statement side by side, with what each cuts and changes marked, as HTML."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import note, style
from analysis.compare.statements import BOTH, HERE_ONLY, Difference
from analysis.compare.voices import UNRESOLVED

MAX_STATEMENTS = 30  # the files beside the report have all


def statements_view(statements: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.statements`, a block a statement, a line a version."""
    if statements.empty:
        return note("No statement stands in more than one source.")
    groups = list(statements.groupby("statement_id", sort=False))
    blocks = "".join(_block(rows) for _, rows in groups[:MAX_STATEMENTS])
    more = len(groups) - MAX_STATEMENTS
    rest = f"<p>… and {more} more statements in the table files.</p>" if more > 0 else ""
    return HTML(f'{style("tables")}<div class="lesarten-statements">{blocks}</div>{rest}')


def _block(rows: pd.DataFrame) -> str:
    speaker = _speaker(rows.iloc[0])
    lines = "".join(_line(row, speaker) for row in rows.itertuples())
    return f"<section><h4>{escape(speaker)}</h4><dl>{lines}</dl></section>"


def _speaker(row) -> str:
    return UNRESOLVED if pd.isna(row.speaker) else row.speaker


def _line(row, heading: str) -> str:
    """One version; its speaker is named where it is not the one of the heading."""
    speaker = _speaker(row)
    named = "" if speaker == heading else f"{escape(speaker)} · "
    cue = "" if pd.isna(row.cue_lemma) else f" · {escape(row.cue_lemma)}"
    words = " ".join(_marked(difference) for difference in row.differences)
    told = f"{named}{escape(row.relation)} · {escape(row.form)}{cue}"
    return (
        f'<dt><a href="#{escape(row.attribution_id)}">{escape(row.source)}</a>'
        f"<small>{told}</small></dt><dd>{words}</dd>"
    )


def _marked(difference: Difference) -> str:
    words = escape(difference.words)
    if difference.where == BOTH:
        return words
    return f"<ins>{words}</ins>" if difference.where == HERE_ONLY else f"<del>{words}</del>"
