"""Keyness: which evidence words a source uses more or less than the others.

An effect size with its uncertainty and how the word is spread, not a test: with few articles a
p-value would answer a question nobody asked.
"""

import numpy as np
import pandas as pd

from analysis.compare.names import with_source
from analysis.tables import Tables

HALF = 0.5  # added to both counts, so that a word one side does not use has a ratio (Haldane 1956)
Z = 1.96  # the central 95 % of the normal distribution
COLUMNS = [
    "doc_id", "lemma", "labels", "n_here", "n_elsewhere", "per_1000_here", "per_1000_elsewhere",
    "log_ratio", "low", "high", "n_sources", "dispersion", "evidence_ids",
]  # fmt: skip


def keyness(tables: Tables, *, min_marks: int = 2) -> pd.DataFrame:
    """Each source's evidence words against those of all other sources.

    Args:
        min_marks: leave out words with fewer marks than that in all sources together.

    Returns:
        One row a source and a word it uses, in source order, the strongest effect first: the
        columns of `source_labels`, `lemma`, `labels` (list: its stances and bases here), `n_here`,
        `n_elsewhere`, `per_1000_here`, `per_1000_elsewhere` (per 1,000 words), `log_ratio`
        (base 2: 1 is twice as often here as elsewhere; Hardie 2014), `low`, `high` (its 95 %
        interval by the normal approximation to log rates), `n_sources` (that use the word),
        `dispersion` (Gries' DP over all sources, 2008: 0 spread like the text, towards 1 all in
        one place), `evidence_ids` (list). Empty with one source.
    """
    words = tables.sources.set_index("doc_id")["n_words"].astype(float)
    often = tables.evidence.groupby("lemma")["lemma"].transform("size") >= min_marks
    marks = tables.evidence[often]
    if len(words) < 2 or marks.empty:
        return with_source(pd.DataFrame(columns=COLUMNS), tables.sources)
    counts = pd.crosstab(marks["doc_id"], marks["lemma"]).reindex(words.index, fill_value=0)
    used = _effects(counts, words).merge(_marks(tables.evidence), on=["doc_id", "lemma"])
    frame = with_source(used[COLUMNS], tables.sources)
    order = frame.assign(strength=-frame["log_ratio"].abs())
    order = order.sort_values(["position", "strength", "lemma"])
    return frame.loc[order.index].reset_index(drop=True)


def _effects(counts: pd.DataFrame, words: pd.Series) -> pd.DataFrame:
    """One row a source and a word it uses, with what is computed from counts alone."""
    here = counts.stack().rename("n_here").reset_index()
    here = here[here["n_here"] > 0]
    total, share = counts.sum(), words / words.sum()
    spread = (counts / total).sub(share, axis=0).abs().sum() / 2
    n_words = here["doc_id"].map(words).clip(lower=1)
    n_others = (words.sum() - n_words).clip(lower=1)
    n_else = here["lemma"].map(total) - here["n_here"]
    ratio = np.log2((here["n_here"] + HALF) / n_words) - np.log2((n_else + HALF) / n_others)
    error = Z * np.sqrt(1 / (here["n_here"] + HALF) + 1 / (n_else + HALF)) / np.log(2)
    return here.assign(
        n_elsewhere=n_else,
        per_1000_here=1000 * here["n_here"] / n_words,
        per_1000_elsewhere=1000 * n_else / n_others,
        log_ratio=ratio,
        low=ratio - error,
        high=ratio + error,
        n_sources=here["lemma"].map((counts > 0).sum()),
        dispersion=here["lemma"].map(spread),
    )


def _marks(evidence: pd.DataFrame) -> pd.DataFrame:
    both = evidence.melt(
        id_vars=["doc_id", "lemma", "evidence_id"],
        value_vars=["stance", "basis"],
        value_name="label",
    )
    grouped = both.groupby(["doc_id", "lemma"], as_index=False)
    return grouped.agg(
        labels=("label", lambda found: list(found.dropna().value_counts().index)),
        evidence_ids=("evidence_id", lambda ids: list(dict.fromkeys(ids))),
    )
