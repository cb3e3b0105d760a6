"""Reading a corpus: from files to articles with offsets, furniture and blocks."""

from analysis.corpus.draft import Draft, draft_sources
from analysis.corpus.model import Article, Block, Corpus, Furniture
from analysis.corpus.normalise import AnalysisText, analysis_text
from analysis.corpus.read import article_from_text, read_corpus

__all__ = [
    "AnalysisText",
    "Article",
    "Block",
    "Corpus",
    "Draft",
    "Furniture",
    "analysis_text",
    "article_from_text",
    "draft_sources",
    "read_corpus",
]
