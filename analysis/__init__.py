"""Lesarten: several sources' versions of one event, side by side.

>>> import analysis
>>> corpus = analysis.read_corpus("data/nordkorea")
>>> tables = analysis.analyse(corpus)
>>> tables.figures[["doc_id", "text", "low", "high", "speaker"]]
"""

from analysis.corpus import Article, Corpus, read_corpus
from analysis.tables import Tables, analyse, analyse_texts, read_tables

__all__ = ["Article", "Corpus", "Tables", "analyse", "analyse_texts", "read_corpus", "read_tables"]
