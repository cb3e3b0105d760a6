"""The article proper as one clean text for the language pipeline, with the way back.

Furniture is left out; blocks are joined by one line feed; mojibake, words divided at line ends,
decomposed letters, ligatures, invisible characters and white space are put right. For every
character of the new text the place it came from is kept, so that what is found in it can be shown
in `Article.text`.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import ftfy
import numpy as np
from ftfy.badness import is_bad

from analysis.corpus.furniture import lexicon
from analysis.corpus.lines import BLANK, INVISIBLE
from analysis.corpus.model import Article, Block, Furniture

# A character of UTF-8 read as Windows-1252: what the first byte of two, three or four looks like,
# then what the others do. Each is put right for itself, so that it keeps its place.
_OTHER_BYTE = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(
    f"[\xc2-\xdf]{_OTHER_BYTE}|[\xe0-\xef]{_OTHER_BYTE}{{2}}|[\xf0-\xf4]{_OTHER_BYTE}{{3}}"
)
_COMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}|[\ufb00-\ufb06]")
_NEEDS_COMPOSING = re.compile(r"[\u0300-\u036f\ufb00-\ufb06]")
_DIVIDED = re.compile(r"(?<=[^\W\d_])([-\u00ad\u2010])[ \t]*(?:\r\n|[\r\n])[ \t]*(?=([^\W\d_]+))")
# All runs of blank characters but the single space before a word, which is right as it is.
_GAP = re.compile(rf"(?! [^\s{INVISIBLE}]){BLANK}+")

Replace = Callable[[re.Match[str]], str]


class AnalysisText(NamedTuple):
    """The article proper, ready to be parsed.

    Attributes:
        text: blocks joined by one line feed.
        offsets: for each character of `text` the offset in `Article.text` it comes from, then the
            end of the last; int64, never falling. Characters made from one (a ligature) share it.
        ends: for each character of `text` the offset one past what it was made from.
        blocks: paragraphs and headings, as offsets into `text`.
    """

    text: str
    offsets: np.ndarray
    ends: np.ndarray
    blocks: tuple[Block, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `Article.text`; an empty span stays empty.

        A span that ends within a ligature is widened to the whole of it.
        """
        first = int(self.offsets[start])
        return first, (int(self.ends[end - 1]) if start < end else first)


class _Mapped(NamedTuple):
    """Words, and for each character where what it was made from starts and ends."""

    words: str
    starts: np.ndarray
    ends: np.ndarray


def normalise(words: str) -> str:
    """Words as the analysis sees them: one line, clean."""
    return _clean(_as_it_is(words), frozenset()).words.strip()


def analysis_text(article: Article) -> AnalysisText:
    """The article proper of `article`: its blocks, clean, furniture left out."""
    texts: list[str] = []
    starts: list[np.ndarray] = []
    ends: list[np.ndarray] = []
    blocks: list[Block] = []
    position = index = 0
    apart = lexicon(article.lang).after_hyphen
    for block in article.blocks:
        while index < len(article.furniture) and article.furniture[index].end <= block.start:
            index += 1
        part = _block(article.text, block, article.furniture, index)
        part = _trim(_clean(part, apart))
        if not part.words:
            continue
        # The line feed after a block is made from nothing, at the block's end.
        after = part.ends[-1:]
        texts.append(part.words)
        starts += (part.starts, after)
        ends += (part.ends, after)
        blocks.append(Block(position, position + len(part.words), block.is_heading))
        position += len(part.words) + 1
    if not blocks:
        return AnalysisText("", np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64), ())
    joined = "\n".join(texts)
    return AnalysisText(joined, np.concatenate(starts), np.concatenate(ends[:-1]), tuple(blocks))


def _as_it_is(words: str, offset: int = 0) -> _Mapped:
    starts = np.arange(offset, offset + len(words), dtype=np.int64)
    return _Mapped(words, starts, starts + 1)


def _block(text: str, block: Block, furniture: tuple[Furniture, ...], index: int) -> _Mapped:
    """A block's words with their places in `text`, without the furniture in it."""
    parts: list[_Mapped] = []
    position = block.start
    while position < block.end:
        piece = furniture[index] if index < len(furniture) else None
        stop = min(piece.start, block.end) if piece else block.end
        parts.append(_as_it_is(text[position:stop], position))
        position = max(piece.end, position) if piece else block.end
        index += 1
    return _joined(parts)


def _trim(part: _Mapped) -> _Mapped:
    """The words without white space around them."""
    words, starts, ends = part
    left = len(words) - len(words.lstrip())
    right = max(len(words.rstrip()), left)
    return _Mapped(words[left:right], starts[left:right], ends[left:right])


def _joined(parts: list[_Mapped]) -> _Mapped:
    if len(parts) == 1:
        return parts[0]
    words, starts, ends = zip(*parts, strict=True)
    return _Mapped("".join(words), np.concatenate(starts), np.concatenate(ends))


def _clean(part: _Mapped, apart: frozenset[str]) -> _Mapped:
    """The words put right, each character with the place it had before.

    `apart` are words that a hyphen at the end of the line before does not belong to.
    """
    part = _rewrite(part, _MOJIBAKE, lambda match: _repair(match.group()))
    part = _rewrite(part, _DIVIDED, lambda match: _undivide(match, apart))
    if _NEEDS_COMPOSING.search(part.words):
        part = _rewrite(part, _COMPOSED, _compose)
    return _rewrite(part, _GAP, _close)


def _rewrite(part: _Mapped, pattern: re.Pattern[str], replace: Replace) -> _Mapped:
    """`pattern.sub`, where each character of the result keeps its place.

    All new characters of a match are made from all of its old ones.
    """
    words: list[str] = []
    changes: list[tuple[int, int, int]] = []
    position = 0
    for match in pattern.finditer(part.words):
        new = replace(match)
        if new != match.group():
            words += (part.words[position : match.start()], new)
            position = match.end()
            changes.append((match.start(), position, len(new)))
    if not changes:
        return part
    first, last = _sources(len(part.words), np.array(changes, dtype=np.int64))
    words.append(part.words[position:])
    return _Mapped("".join(words), part.starts[first], part.ends[last])


def _sources(length: int, changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each new character the index of the first and the last old one it is made from.

    `changes` has the start, the end and the new length of each replacement, in order.
    """
    starts, ends, lengths = changes.T
    edges = np.zeros(length + 1, dtype=np.int64)
    np.add.at(edges, starts, 1)
    np.add.at(edges, ends, -1)
    copies = np.where(np.cumsum(edges[:-1]) > 0, 0, 1)
    copies[starts] = lengths
    last = np.arange(length, dtype=np.int64)
    last[starts] = ends - 1
    first = np.repeat(np.arange(length, dtype=np.int64), copies)
    return first, last[first]


@lru_cache(maxsize=4096)
def _repair(found: str) -> str:
    """One character of mojibake put right, where ftfy is sure that it is one."""
    return ftfy.fix_encoding(found) if is_bad(found) else found


def _undivide(match: re.Match[str], apart: frozenset[str]) -> str:
    """A word divided at the end of a line in one piece; a hyphen that is the word's own stays."""
    hyphen, following = match.groups()
    if hyphen == "\u00ad":
        return ""
    if following in apart:
        return match.group()
    return "" if following[0].islower() else hyphen


def _compose(match: re.Match[str]) -> str:
    """A letter with its marks as one character, a ligature as its letters."""
    return unicodedata.normalize("NFKC", match.group())


def _close(match: re.Match[str]) -> str:
    """White space as one space; characters that take no room as nothing."""
    return " " if any(map(str.isspace, match.group())) else ""
