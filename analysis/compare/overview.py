"""Overview: one row a source, with how much was found in it."""

import pandas as pd

from analysis.compare.names import with_source
from analysis.tables import Tables

COUNTED = ("figures", "attributions", "evidence", "furniture")


def sources_overview(tables: Tables) -> pd.DataFrame:
    """The sources in order of publication.

    Returns:
        doc_id, title, author, n_words, the columns of `source_labels`, and a column of row counts
        for each table of COUNTED.
    """
    overview = tables.sources[["doc_id", "title", "author", "n_words"]].copy()
    for name in COUNTED:
        found = getattr(tables, name)["doc_id"].value_counts()
        overview[name] = overview["doc_id"].map(found).fillna(0).astype("int64")
    return with_source(overview, tables.sources)
