"""Search: the sentences of an article that tell a claim of the codebook.

By the codebook's patterns and lemmas (`analysis.compare.codebook`); for a claim without any by how
alike a sentence and the claim's wording are.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.compare.codebook import Claim, FigureCondition, Pattern
from analysis.compare.readings import Article
from analysis.compare.spans import Span
from analysis.tables import Tables

# Cosine of character n-grams from which a sentence counts as telling a claim without patterns.
ALIKE = 0.35


class Found(NamedTuple):
    """The number of the sentence that tells the claim, and the words in the article's text."""

    number: int
    spans: list[Span]
    found_by: str
    contrary: bool


class Search:
    """Finds the passages of a claim in an article."""

    def __init__(self, tables: Tables, codebook: Sequence[Claim]) -> None:
        self._figures = dict(tuple(tables.figures.groupby("sentence_id")))
        self._langs = dict(zip(tables.sources["doc_id"], tables.sources["lang"], strict=True))
        self._alike: dict[tuple[str, str], float] = {}
        bare = [claim for claim in codebook if not (claim.patterns or claim.lemmas)]
        if bare and len(tables.sentences):
            self._alike = _likeness(tables.sentences, bare)

    def find(self, claim: Claim, article: Article) -> list[Found]:
        """The sentences that tell a claim, each once; a pattern of the contrary comes first."""
        kept: dict[int, Found] = {}
        for found in self._all(claim, article):
            if self._has_figure(claim.figure, article.sentences[found.number].sentence_id):
                kept.setdefault(found.number, found)
        return [kept[number] for number in sorted(kept)]

    def _all(self, claim: Claim, article: Article) -> Iterator[Found]:
        for contrary, patterns in ((True, claim.contrary), (False, claim.told)):
            for pattern in patterns:
                yield from _matches(pattern, article, contrary)
        yield from _by_lemma(claim, article, self._langs)
        for number, row in enumerate(article.sentences):
            if self._alike.get((claim.id, row.sentence_id), 0) >= ALIKE:
                yield Found(number, [(row.start, row.end)], "alike", False)

    def _has_figure(self, wanted: FigureCondition | None, sentence_id: str) -> bool:
        if wanted is None:
            return True
        found = self._figures.get(sentence_id)
        return found is not None and any(_fits(row, wanted) for row in found.itertuples())


def _matches(pattern: Pattern, article: Article, contrary: bool) -> Iterator[Found]:
    if not all(word.search(article.text) for part in pattern.parts for word in part.words):
        return
    size = len(pattern.parts)
    for first in range(len(article.sentences) - size + 1):
        rows = article.sentences[first : first + size]
        if found := pattern.find([row.text for row in rows]):
            spans = [(rows[-1].start + start, rows[-1].start + end) for start, end in found]
            yield Found(first + size - 1, spans, pattern.written, contrary)


def _by_lemma(claim: Claim, article: Article, langs: dict[str, str]) -> Iterator[Found]:
    for pattern in claim.by_lemma:
        for number, row in enumerate(article.sentences):
            if found := pattern.find(row.text, langs[row.doc_id]):
                spans = [(row.start + start, row.start + end) for start, end in found]
                yield Found(number, spans, pattern.written, False)


def _fits(figure: Any, wanted: FigureCondition) -> bool:
    low = figure.low if pd.notna(figure.low) else figure.high
    high = figure.high if pd.notna(figure.high) else figure.low
    if pd.isna(low):
        return False
    return (
        (wanted.low is None or high >= wanted.low)
        and (wanted.high is None or low <= wanted.high)
        and wanted.noun in (None, figure.noun)
        and wanted.unit in (None, figure.unit)
    )


def _likeness(sentences: pd.DataFrame, bare: list[Claim]) -> dict[tuple[str, str], float]:
    """Cosine of the claims' wordings with all sentences, where it is high enough."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    told = vectors.fit_transform(sentences["text"])
    found = (vectors.transform([claim.wording for claim in bare]) @ told.T).tocoo()
    ids = sentences["sentence_id"].to_list()
    return {
        (bare[row].id, ids[column]): value
        for row, column, value in zip(found.row, found.col, found.data, strict=True)
        if value >= ALIKE
    }
