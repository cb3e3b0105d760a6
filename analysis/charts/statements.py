"""The versions of a statement side by side, with what each cuts and changes marked, as HTML."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.charts.theme import note, style
from analysis.compare.statements import BOTH, HERE_ONLY, Difference

MAX_STATEMENTS = 30  # the files beside the report have all


def statements_view(statements: pd.DataFrame) -> HTML:
    """Rows of `analysis.compare.statements`, a block a statement, a line a version."""
    if statements.empty:
        return note("No statement of one speaker stands in more than one source.")
    groups = list(statements.groupby("statement_id", sort=False))
    blocks = "".join(_block(rows) for _, rows in groups[:MAX_STATEMENTS])
    more = len(groups) - MAX_STATEMENTS
    rest = f"<p>… and {more} more statements in the table files.</p>" if more > 0 else ""
    return HTML(f'{style("tables")}<div class="lesarten-statements">{blocks}</div>{rest}')


def _block(rows: pd.DataFrame) -> str:
    lines = "".join(_line(row) for row in rows.itertuples())
    return f"<section><h4>{escape(rows.iloc[0]['speaker'])}</h4><dl>{lines}</dl></section>"


def _line(row) -> str:
    cue = "" if pd.isna(row.cue_lemma) else f" · {escape(row.cue_lemma)}"
    words = " ".join(_marked(difference) for difference in row.differences)
    return (
        f'<dt><a href="#{escape(row.attribution_id)}">{escape(row.source)}</a>'
        f"<small>{escape(row.relation)} · {escape(row.form)}{cue}</small></dt><dd>{words}</dd>"
    )


def _marked(difference: Difference) -> str:
    words = escape(difference.words)
    if difference.where == BOTH:
        return words
    return f"<ins>{words}</ins>" if difference.where == HERE_ONLY else f"<del>{words}</del>"
