"""Lesarten: several sources' versions of one event, side by side.

>>> import analysis
>>> corpus = analysis.read_corpus("data/nordkorea")
>>> tables = analysis.analyse(corpus)
>>> tables.figures[["doc_id", "text", "low", "high", "speaker"]]

Nothing heavy is imported before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.corpus import Article, Corpus, read_corpus
    from analysis.tables import Tables, analyse, analyse_texts, read_tables

__all__ = ["Article", "Corpus", "Tables", "analyse", "analyse_texts", "read_corpus", "read_tables"]

_HOME = {"Article": "corpus", "Corpus": "corpus", "read_corpus": "corpus"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOME.get(name, 'tables')}"), name)
