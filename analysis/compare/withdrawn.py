"""Figures told as a mistake (in corrections, or taken back in so many words) or as a new number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.compare.spots import by_article
from analysis.compare.topics import topics
from analysis.lexicon import fold
from analysis.tables import Tables

# How far from a number the words may stand that say it is a new one.
REACH = 30
SHARES = ("percent", "share")


def withdrawn_sentences(tables: Tables) -> set[str]:
    """The sentence_ids whose numbers are told as a mistake (`topics.toml`, `withdrawn`)."""
    langs = dict(zip(tables.sources["doc_id"], tables.sources["lang"], strict=True))
    found: set[str] = set()
    for doc_id, sentences in by_article(tables.sentences).items():
        found |= _of_article(sentences, topics(langs[doc_id]).withdrawn)
    return found


def revised(tables: Tables, figures: pd.DataFrame) -> pd.Series:
    """Whether each figure is told as a new number: "inzwischen 14", "1.941 statt 1.987"."""
    langs = dict(zip(tables.sources["doc_id"], tables.sources["lang"], strict=True))
    sentences = tables.sentences.set_index("sentence_id")[["start", "text"]]
    where = figures.join(sentences.add_suffix("_of_sentence"), on="sentence_id")
    found = []
    for row in where.itertuples():
        lexicon = topics(langs[row.doc_id])
        text = row.text_of_sentence if isinstance(row.text_of_sentence, str) else ""
        at = 0 if pd.isna(row.start_of_sentence) else int(row.start_of_sentence)
        before = fold(text[: max(row.number_start - at, 0)])[-REACH:]
        after = fold(text[max(row.number_end - at, 0) :])[:REACH]
        is_old = lexicon.risen_from.search(before) and lexicon.risen_to.match(after)
        # a share that rises is another one than before, and no new count of the same
        is_share = row.kind in SHARES
        verbs = lexicon.revising | (frozenset() if is_share else lexicon.rising)
        says_new = lexicon.new_number.search(before) or lexicon.instead.match(after)
        says_new = says_new or (not is_share and lexicon.changed.search(before))
        found.append(not is_old and bool(row.event in verbs or says_new))
    return pd.Series(found, index=figures.index, dtype=bool)


def _of_article(sentences: Sequence[NamedTuple], patterns: Mapping) -> set[str]:
    found, before, in_corrections = set(), None, False
    for row in sentences:
        words = fold(row.text)
        if row.is_heading:
            in_corrections, before = bool(patterns["headings"].search(words)), None
            continue
        if in_corrections and patterns["words"].search(words):
            found.add(row.sentence_id)
        if patterns["anywhere"].search(words):
            found |= {row.sentence_id} | ({before} if before else set())
        before = row.sentence_id
    return found
