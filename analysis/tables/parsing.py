"""The parsed layer: analysis texts in, Docs out, each text parsed once and kept as a DocBin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.corpus import AnalysisText, Article
from analysis.corpus.model import Block
from analysis.language import COMPONENTS, load, pipeline_key
from analysis.language.records import Pair
from analysis.tables.cache import Cache

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# A parse takes memory in proportion to its text (about 1 GB per 100,000 characters at worst), so
# longer articles are parsed in pieces, cut between blocks.
PIECE_CHARS = 50_000

Take = Callable[["Doc", Callable[[int, int], Pair], Sequence[Pair]], None]


class Piece(NamedTuple):
    """A run of whole blocks of an analysis text; `start` is where it begins there."""

    start: int
    text: str
    blocks: list[Block]


class Parser:
    """Gives Docs with our span groups; the pipeline is loaded when it is first needed."""

    def __init__(self, cache: Cache, pipeline: str | None, cues: str | None = None) -> None:
        self._cache = cache
        self._pipeline = pipeline
        self._cues = cues
        self._loaded: dict[str, tuple[Language, str]] = {}

    def each_piece(self, article: Article, text: AnalysisText, take: Take) -> None:
        """Call `take(doc, to_source, headings)` for each piece of the article.

        The Doc must not be kept: its memory is given back afterwards.
        """
        parts = list(pieces(text))
        nlp, made_by = self._language(article.lang)
        key = self._cache.parse_key(text, made_by)
        with nlp.memory_zone():
            docs = self._cache.read_docs(key, nlp.vocab) if parts else []
            if docs is None:
                docs = [_base(nlp, part.text) for part in parts]
                self._cache.write_docs(key, docs)
            for part, doc in zip(parts, docs, strict=True):
                take(_with_records(nlp, doc, part), _mapper(text, part.start), _headings(part))

    def _language(self, lang: str) -> tuple[Language, str]:
        """The pipeline and its key; both cost time, so once for all articles of a language."""
        if lang not in self._loaded:
            nlp = load(lang, pipeline=self._pipeline, cues=self._cues)
            nlp.max_length = max(nlp.max_length, 100 * PIECE_CHARS)
            self._loaded[lang] = nlp, pipeline_key(lang, self._pipeline)
        return self._loaded[lang]


def pieces(text: AnalysisText, *, size: int = PIECE_CHARS) -> Iterator[Piece]:
    """Cut an analysis text into runs of whole blocks of at most `size` characters.

    A single block that is longer is cut at white space.
    """
    run: list[Block] = []
    for block in _cut_long(text, size):
        if run and block.end - run[0].start > size:
            yield _piece(text, run)
            run = []
        run.append(block)
    if run:
        yield _piece(text, run)


def _cut_long(text: AnalysisText, size: int) -> Iterator[Block]:
    for block in text.blocks:
        start, end, is_heading = block
        while end - start > size:
            cut = text.text.rfind(" ", start + 1, start + size) + 1 or start + size
            yield Block(start, cut, is_heading)
            start = cut
        if start < end:
            yield Block(start, end, is_heading)


def _piece(text: AnalysisText, run: list[Block]) -> Piece:
    start = run[0].start
    blocks = [Block(b.start - start, b.end - start, b.is_heading) for b in run]
    return Piece(start, text.text[start : run[-1].end], blocks)


def _base(nlp: Language, text: str) -> Doc:
    """The parse alone: what is kept, whatever our rules later make of it."""
    with nlp.select_pipes(disable=[name for name in COMPONENTS if name in nlp.pipe_names]):
        return nlp(text)


def _with_records(nlp: Language, doc: Doc, part: Piece) -> Doc:
    from analysis.language.blocks import set_blocks

    set_blocks(doc, part.blocks)
    for name in COMPONENTS:
        if name in nlp.pipe_names:
            doc = nlp.get_pipe(name)(doc)
    return doc


def _mapper(text: AnalysisText, offset: int) -> Callable[[int, int], Pair]:
    def to_source(start: int, end: int) -> Pair:
        return text.source_span(offset + start, offset + end)

    return to_source


def _headings(part: Piece) -> list[Pair]:
    return [(block.start, block.end) for block in part.blocks if block.is_heading]
