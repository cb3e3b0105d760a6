"""Reading a corpus: from files to articles with offsets, furniture and blocks."""

from analysis.corpus.model import Article, Block, Corpus, Furniture
from analysis.corpus.normalise import AnalysisText, analysis_text
from analysis.corpus.read import article_from_text, read_corpus

__all__ = [
    "AnalysisText",
    "Article",
    "Block",
    "Corpus",
    "Furniture",
    "analysis_text",
    "article_from_text",
    "read_corpus",
]
