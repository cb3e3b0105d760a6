"""Evidence profile: how firmly each source says things, and what it says they rest on."""

import pandas as pd

from analysis.compare.names import with_source
from analysis.tables import Tables
from analysis.tables.schema import BASES, STANCES

AXES = {"stance": STANCES, "basis": BASES}
COLUMNS = ["doc_id", "axis", "label", "n_marks", "per_1000_words", "words", "evidence_ids"]


def evidence_profile(tables: Tables) -> pd.DataFrame:
    """Counts of evidence marks by source, axis and label, zeros included.

    Returns:
        The columns of `source_labels`, `axis` (stance or basis), `label`, `n_marks`,
        `per_1000_words`, `words` (the marks' lemmas, by frequency), `evidence_ids` (list).
    """
    frames = [_axis(tables, axis, labels) for axis, labels in AXES.items()]
    return with_source(pd.concat(frames, ignore_index=True), tables.sources)


def _axis(tables: Tables, axis: str, labels: tuple[str, ...]) -> pd.DataFrame:
    marks = tables.evidence.dropna(subset=[axis])
    groups = dict(tuple(marks.groupby(["doc_id", axis])))
    n_words = tables.sources.set_index("doc_id")["n_words"]
    rows = []
    for doc_id in tables.sources["doc_id"]:
        for label in labels:
            found = groups.get((doc_id, label), marks.iloc[:0])
            rows.append(
                {
                    "doc_id": doc_id,
                    "axis": axis,
                    "label": label,
                    "n_marks": len(found),
                    "per_1000_words": 1000 * len(found) / max(n_words[doc_id], 1),
                    "words": list(found["lemma"].value_counts().index),
                    "evidence_ids": list(found["evidence_id"]),
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)
