"""Corpus -> Tables: parse what is new, read off the records, check the frames."""

import hashlib
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from analysis.corpus import AnalysisText, Article, Corpus, analysis_text, article_from_text
from analysis.language import COMPONENTS, not_read
from analysis.lexicon import languages
from analysis.tables.across import across_articles
from analysis.tables.cache import Cache
from analysis.tables.frames import Tables, frames
from analysis.tables.parsing import Parser
from analysis.tables.rows import RowMaker

Progress = Callable[[str, int, int], None]
Rows = dict[str, list[dict[str, Any]]]


def _quiet(stage: str, done: int, total: int) -> None:
    """The default progress report: none."""


def analyse(
    corpus: Corpus,
    *,
    pipeline: str | None = None,
    cues: str | None = None,
    cache: Cache | None = None,
    progress: Progress = _quiet,
) -> Tables:
    """Analyse a corpus.

    Only texts that are new or changed are parsed; a corpus that was analysed before with the same
    pipeline and rules is read back whole. What there are no rules
    for in an article's language leaves its tables empty, and is a warning.

    Args:
        corpus: what `analysis.read_corpus` gave.
        pipeline: name or path of the spaCy pipeline underneath; None is the shipped one of each
            article's language.
        cues: path of a TSV with evidence cues of one's own, added to ours or switching them off.
        cache: where parses and tables are kept; None is the user's cache folder.
        progress: called with (stage, articles done, articles in all).

    Returns:
        Tables with the columns of `analysis.tables.schema`.

    Raises:
        InputError: no such pipeline, or a mistake in `cues` (names file and line).
    """
    cache = cache or Cache()
    key = cache.tables_key(corpus, pipeline, cues)
    tables = cache.read_tables(key)
    if tables is None:
        tables = frames(_rows(corpus, Parser(cache, pipeline, cues), progress))
        cache.write_tables(key, tables)
    else:
        progress("analyse", len(corpus), len(corpus))
    return tables


def analyse_texts(
    texts: Iterable[tuple[str, str]],
    lang: str = "de",
    *,
    pipeline: str | None = None,
    cache: Cache | None = None,
) -> Tables:
    """Analyse clean texts without files: pairs of (doc_id, text); no furniture is removed."""
    articles = tuple(article_from_text(doc_id, text, lang) for doc_id, text in texts)
    return analyse(Corpus(name="texts", articles=articles), pipeline=pipeline, cache=cache)


def _rows(corpus: Corpus, parser: Parser, progress: Progress) -> Rows:
    """The rows of all tables, one article after the other so that memory stays flat."""
    rows: Rows = {name: [] for name in ("sources", "furniture")}
    for number, article in enumerate(corpus.articles, 1):
        text = analysis_text(article)
        rows["sources"].append(_source(article, text))
        rows["furniture"] += _furniture(article)
        maker = RowMaker(article.doc_id, article.text)
        missing = COMPONENTS
        if article.lang in languages():
            parser.each_piece(article, text, maker.add)
            missing = not_read(article.lang)
        if missing:
            warnings.warn(
                f"{article.doc_id}: there are no rules for {', '.join(missing)} in language "
                f"{article.lang!r} yet; its text is shown without them",
                stacklevel=2,
            )
        for name, found in maker.rows.items():
            rows.setdefault(name, []).extend(found)
        progress("analyse", number, len(corpus))
    outlets = [article.outlet for article in corpus.articles]
    rows["attributions"] = across_articles(rows.get("attributions", []), outlets)
    return rows


def _source(article: Article, text: AnalysisText) -> dict[str, Any]:
    fields = ("doc_id", "outlet", "title", "author", "url", "lang", "licence", "text")
    return {name: getattr(article, name) for name in fields} | {
        "published": pd.Timestamp(article.published) if article.published else pd.NaT,
        "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "n_words": sum(any(c.isalnum() for c in word) for word in text.text.split()),
    }


def _furniture(article: Article) -> list[dict[str, Any]]:
    return [
        {"doc_id": article.doc_id, "text": article.text[part.start : part.end]} | part._asdict()
        for part in article.furniture
    ]
