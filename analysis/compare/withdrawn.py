"""Figures that are told as a mistake: in corrections, or taken back in so many words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.compare.spots import by_article
from analysis.compare.topics import topics
from analysis.lexicon import fold
from analysis.tables import Tables


def withdrawn_sentences(tables: Tables) -> set[str]:
    """The sentence_ids whose numbers are told as a mistake (`topics.toml`, `withdrawn`)."""
    langs = dict(zip(tables.sources["doc_id"], tables.sources["lang"], strict=True))
    found: set[str] = set()
    for doc_id, sentences in by_article(tables.sentences).items():
        found |= _of_article(sentences, topics(langs[doc_id]).withdrawn)
    return found


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
