"""Voices: who is heard in which source, how often, in how many words, in which form."""

import pandas as pd

from analysis.compare.bootstrap import rate_intervals
from analysis.compare.names import with_source
from analysis.tables import Tables

UNRESOLVED = "(speaker not resolved)"
UNKNOWN_TYPE = "(unknown)"
QUOTED = ("direct", "partial")  # the forms with the speaker's own words in them


def voices(tables: Tables) -> pd.DataFrame:
    """Who speaks in which source.

    Returns:
        One row a source and speaker, in source order: the columns of `source_labels`,
        `speaker_id`, `speaker` (UNRESOLVED where none was found), `speaker_type`,
        `n_attributions`, `n_words` (words of the contents), `n_direct` (direct and partial
        quotation), `forms`, `cues`, `stances` (lists, by frequency), `attribution_ids` (list).
    """
    grouped = _said(tables).groupby(["doc_id", "speaker_id"], as_index=False, sort=False)
    return with_source(grouped.agg(**_MEASURES), tables.sources)


def heard(tables: Tables) -> pd.DataFrame:
    """The resolved speakers over all sources, those that most sources hear first.

    Returns:
        One row a speaker: `speaker_id`, `speaker`, `speaker_type`, `sources` (list of the names
        of `source_labels`, in source order), `n_sources`, `only_in` (the source, where it is the
        only one), and the measures of `voices`.
    """
    said = _said(tables)
    said = with_source(said[said["speaker_id"] != UNRESOLVED], tables.sources)
    grouped = said.groupby("speaker_id", as_index=False, sort=False).agg(
        sources=("source", lambda names: list(dict.fromkeys(names))), **_MEASURES
    )
    grouped.insert(2, "n_sources", grouped["sources"].map(len))
    only = grouped["sources"].map(lambda names: names[0] if len(names) == 1 else None)
    grouped.insert(3, "only_in", only.astype("str").where(only.notna()))
    return grouped.sort_values(
        ["n_sources", "n_attributions", "speaker"],
        ascending=[False, False, True],
        ignore_index=True,
    )


def type_shares(tables: Tables) -> pd.DataFrame:
    """What share of the attributions each type of speaker has.

    The interval tells how far the share depends on which articles happen to be in the corpus:
    articles are drawn again with replacement (`analysis.compare.bootstrap`). Null with one article.

    Returns:
        One row a type that is heard, the most frequent first: `speaker_type`, `n_attributions`,
        `n_sources`, `share`, `low`, `high` (shares, 0 to 1), `attribution_ids` (list).
    """
    said = _said(tables).assign(speaker_type=lambda rows: rows["speaker_type"].fillna(UNKNOWN_TYPE))
    grouped = said.groupby("speaker_type").agg(
        n_attributions=("attribution_id", "size"),
        n_sources=("doc_id", "nunique"),
        attribution_ids=("attribution_id", list),
    )
    counts = pd.crosstab(said["doc_id"], said["speaker_type"])[grouped.index].to_numpy()
    grouped.insert(2, "share", grouped["n_attributions"] / len(said))
    grouped[["low", "high"]] = rate_intervals(counts, counts.sum(axis=1))
    return grouped.reset_index().sort_values(
        ["n_attributions", "speaker_type"], ascending=[False, True], ignore_index=True
    )


def _said(tables: Tables) -> pd.DataFrame:
    """The attributions, with what the measures count; who was not found is one speaker.

    A speaker has one name in all articles (see `_one_name`). Without `source`, the words that name
    the speaker: here it is the name of the article.
    """
    told = tables.attributions.dropna(subset=["speaker_id", "speaker"])
    named = told.groupby("speaker_id")["speaker"].agg(_one_name)
    ids = tables.attributions["speaker_id"]
    return tables.attributions.drop(columns="source").assign(
        speaker_id=ids.fillna(UNRESOLVED),
        speaker=ids.map(named).astype("str").fillna(UNRESOLVED),
        n_words=tables.attributions["content"].fillna("").str.split().str.len(),
        quoted=tables.attributions["form"].isin(QUOTED),
    )


def _one_name(names: pd.Series) -> str:
    """The commonest name, made full where an article gives more of it: "Ruprecht Halm"."""
    commonest = names.value_counts().index[0]
    fuller = (name for name in names if name.endswith(f" {commonest}"))
    return max(fuller, key=len, default=commonest)


def _by_frequency(values: pd.Series) -> list[str]:
    return list(values.dropna().value_counts().index)


def _commonest(values: pd.Series) -> str | None:
    return next(iter(_by_frequency(values)), None)


_MEASURES = {
    "speaker": ("speaker", _commonest),
    "speaker_type": ("speaker_type", _commonest),
    "n_attributions": ("attribution_id", "size"),
    "n_words": ("n_words", "sum"),
    "n_direct": ("quoted", "sum"),
    "forms": ("form", _by_frequency),
    "cues": ("cue_lemma", _by_frequency),
    "stances": ("stance", _by_frequency),
    "attribution_ids": ("attribution_id", list),
}
