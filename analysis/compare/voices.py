"""Voices: who is heard in which source, how often, in how many words, in which form."""

import pandas as pd

from analysis.compare.names import with_source
from analysis.tables import Tables

UNRESOLVED = "(speaker not resolved)"


def voices(tables: Tables) -> pd.DataFrame:
    """Who speaks in which source.

    Returns:
        One row a source and speaker, in source order: the columns of `source_labels`, `speaker`
        (UNRESOLVED where none was found), `speaker_type`, `n_attributions`, `n_words` (words of
        the contents), `n_direct` (direct and partial quotation), `cues` (list, by frequency),
        `attribution_ids` (list).
    """
    said = tables.attributions.assign(
        speaker=tables.attributions["speaker"].fillna(UNRESOLVED),
        n_words=tables.attributions["content"].fillna("").str.split().str.len(),
        quoted=tables.attributions["form"].isin(["direct", "partial"]),
    )
    grouped = said.groupby(["doc_id", "speaker"], as_index=False, sort=False).agg(
        speaker_type=("speaker_type", _commonest),
        n_attributions=("attribution_id", "size"),
        n_words=("n_words", "sum"),
        n_direct=("quoted", "sum"),
        cues=("cue_lemma", lambda cues: list(cues.dropna().value_counts().index)),
        attribution_ids=("attribution_id", list),
    )
    return with_source(grouped, tables.sources)


def _commonest(values: pd.Series) -> str | None:
    counts = values.dropna().value_counts()
    return None if counts.empty else counts.index[0]
