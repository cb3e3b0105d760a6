"""Claimed figures: which source claims which number of what, on whose word."""

import pandas as pd

from analysis.compare.names import with_source
from analysis.compare.wording import reading
from analysis.tables import Tables

# Kinds that claim how many or how much; dates, ages and ranks place or order something instead.
CLAIMING_KINDS = ("count", "money", "percent", "share", "multiple", "measure", "duration")
INTERVAL = ("low", "high", "low_open", "high_open")


def claimed_figures(tables: Tables, *, noun: str | None = None) -> pd.DataFrame:
    """The figures that claim a quantity, in source order.

    Args:
        noun: only figures that count this lemma, e.g. "Soldat".

    Returns:
        The columns of `figures` and of `source_labels`, plus `sentence` (the whole sentence),
        `is_heading` and `reading` (the interval in signs).
    """
    figures = tables.figures[tables.figures["kind"].isin(CLAIMING_KINDS)]
    if noun is not None:
        figures = figures[figures["noun"] == noun]
    sentences = tables.sentences.set_index("sentence_id")
    context = pd.DataFrame(
        {
            "sentence": figures["sentence_id"].map(sentences["text"]),
            "is_heading": figures["sentence_id"].map(sentences["is_heading"]),
            "reading": [
                reading(*ends) for ends in zip(*(figures[name] for name in INTERVAL), strict=True)
            ],
        },
        index=figures.index,
    )
    return with_source(figures.join(context), tables.sources)


def shared_nouns(tables: Tables) -> pd.DataFrame:
    """What is counted by how many sources, the most widely counted first.

    Returns:
        noun, n_sources, n_figures, figure_ids (list).
    """
    counted = tables.figures[tables.figures["kind"].eq("count") & tables.figures["noun"].notna()]
    grouped = counted.groupby("noun", as_index=False).agg(
        n_sources=("doc_id", "nunique"),
        n_figures=("figure_id", "size"),
        figure_ids=("figure_id", list),
    )
    return grouped.sort_values(
        ["n_sources", "n_figures", "noun"], ascending=[False, False, True], ignore_index=True
    )


def widest_noun(tables: Tables) -> str | None:
    """The lemma counted by most sources; None when nothing is counted."""
    nouns = shared_nouns(tables)["noun"]
    return None if nouns.empty else nouns.iloc[0]
