"""Evidence profile: how firmly each source says things, and what it says they rest on."""

import numpy as np
import pandas as pd

from analysis.compare.bootstrap import rate_intervals
from analysis.compare.names import with_source
from analysis.tables import Tables
from analysis.tables.schema import BASES, STANCES

AXES = {"stance": STANCES, "basis": BASES}
LABELS = [(axis, label) for axis, labels in AXES.items() for label in labels]
COLUMNS = [
    "doc_id", "axis", "label", "n_marks", "per_1000_words", "low", "high", "words", "evidence_ids",
]  # fmt: skip


def evidence_profile(tables: Tables) -> pd.DataFrame:
    """Counts of evidence marks by source, axis and label, zeros included.

    The interval tells how far a rate depends on single sentences: those of the article are drawn
    again with replacement (`analysis.compare.bootstrap`).

    Returns:
        The columns of `source_labels`, `axis` (stance or basis), `label`, `n_marks`,
        `per_1000_words`, `low`, `high` (the interval's ends, per 1,000 words; null with fewer than
        two sentences), `words` (the marks' lemmas, by frequency), `evidence_ids` (list).
    """
    marks = dict(tuple(tables.evidence.groupby("doc_id")))
    sentences = dict(tuple(tables.sentences.groupby("doc_id")))
    rows = [
        row
        for doc_id, n_words in zip(tables.sources["doc_id"], tables.sources["n_words"], strict=True)
        for row in _of_source(
            doc_id,
            n_words,
            marks.get(doc_id, tables.evidence.iloc[:0]),
            sentences.get(doc_id, tables.sentences.iloc[:0]),
        )
    ]
    return with_source(pd.DataFrame(rows, columns=COLUMNS), tables.sources)


def _of_source(doc_id: str, n_words: int, marks: pd.DataFrame, sentences: pd.DataFrame) -> list:
    found = [marks[marks[axis] == label] for axis, label in LABELS]
    ends = 1000 * _intervals(found, sentences)
    return [
        {
            "doc_id": doc_id,
            "axis": axis,
            "label": label,
            "n_marks": len(its),
            "per_1000_words": 1000 * len(its) / max(n_words, 1),
            "low": low,
            "high": high,
            "words": list(its["lemma"].value_counts().index),
            "evidence_ids": list(its["evidence_id"]),
        }
        for (axis, label), its, (low, high) in zip(LABELS, found, ends, strict=True)
    ]


def _intervals(found: list[pd.DataFrame], sentences: pd.DataFrame) -> np.ndarray:
    """Intervals of the marks a word, sentences drawn anew: (labels, 2)."""
    place = pd.Series(range(len(sentences)), index=sentences["sentence_id"])
    counts = np.zeros((len(sentences), len(found)))
    for column, its in enumerate(found):
        np.add.at(counts[:, column], place.reindex(its["sentence_id"]).dropna().astype(int), 1)
    return rate_intervals(counts, sentences["text"].str.split().str.len().to_numpy(dtype=float))
