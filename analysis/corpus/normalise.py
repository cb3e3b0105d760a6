"""The article proper as one clean text for the language pipeline, with the way back.

Furniture is left out; blocks are joined by one line feed; mojibake, decomposed letters, ligatures,
invisible characters and runs of white space are put right. For every character of the new text the
offset it came from is kept, so that what is found in it can be shown in `Article.text`.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

import ftfy
import numpy as np
from ftfy.badness import is_bad

from analysis.corpus.lines import BLANK, INVISIBLE
from analysis.corpus.model import Article, Block, Furniture

# ftfy looks at a whole run of foreign letters; a longer one is another script, not mojibake.
_MAX_MOJIBAKE = 200

_FOREIGN = re.compile(rf"[^\x00-\x7f]{{2,{_MAX_MOJIBAKE}}}")
_COMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}|[\ufb00-\ufb06]")
_GAP = re.compile(rf"{BLANK}*\s{BLANK}*")
_INVISIBLE = re.compile(rf"[{INVISIBLE}]+")

Replace = Callable[[str], str]
Mapped = tuple[str, np.ndarray]


class AnalysisText(NamedTuple):
    """The article proper, ready to be parsed.

    Attributes:
        text: blocks joined by one line feed.
        offsets: for each character of `text` the offset in `Article.text` it comes from, then the
            end of the last; int64, never falling. Characters made from one (a ligature) share it.
        blocks: paragraphs and headings, as offsets into `text`.
    """

    text: str
    offsets: np.ndarray
    blocks: tuple[Block, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `Article.text`.

        A span that ends within a ligature is widened to the whole of it.
        """
        first = int(self.offsets[start])
        if start >= end:
            return first, first
        last = int(self.offsets[end])
        if last == self.offsets[end - 1]:
            after = int(np.searchsorted(self.offsets, last, side="right"))
            last = int(self.offsets[min(after, len(self.text))])
        return first, last


def normalise(words: str) -> str:
    """Words as the analysis sees them: one line, clean."""
    return _clean(words)[0].strip()


def analysis_text(article: Article) -> AnalysisText:
    """The article proper of `article`: its blocks, clean, furniture left out."""
    texts: list[str] = []
    offsets: list[np.ndarray] = []
    blocks: list[Block] = []
    position = 0
    index = 0
    for block in article.blocks:
        while index < len(article.furniture) and article.furniture[index].end <= block.start:
            index += 1
        words, source = _block(article.text, block, article.furniture, index)
        if not words:
            continue
        # The block's last offset, one past its end, becomes that of the line feed.
        texts.append(words)
        offsets.append(source)
        blocks.append(Block(position, position + len(words), block.is_heading))
        position += len(words) + 1
    joined = np.concatenate(offsets) if offsets else np.zeros(1, dtype=np.int64)
    return AnalysisText("\n".join(texts), joined, tuple(blocks))


def _block(text: str, block: Block, furniture: tuple[Furniture, ...], index: int) -> Mapped:
    """A block's clean words with their offsets in `text`, and one more for the end."""
    parts: list[str] = []
    offsets: list[np.ndarray] = []
    position = block.start
    while position < block.end:
        piece = furniture[index] if index < len(furniture) else None
        stop = min(piece.start, block.end) if piece else block.end
        if stop > position:
            parts.append(text[position:stop])
            offsets.append(np.arange(position, stop, dtype=np.int64))
        position = piece.end if piece else block.end
        index += 1
    source = np.append(np.concatenate(offsets), block.end) if offsets else np.array([block.end])
    words, where = _clean("".join(parts))
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return words[left:right], source[where[left : right + 1]]


def _clean(words: str) -> Mapped:
    """Clean words, and for each character the offset in `words` it comes from (then the end)."""
    steps: list[tuple[re.Pattern[str], Replace]] = [
        (_FOREIGN, _repair),
        (_COMPOSED, lambda found: unicodedata.normalize("NFKC", found)),
        (_GAP, lambda found: " "),
        (_INVISIBLE, lambda found: ""),
    ]
    where = np.arange(len(words) + 1, dtype=np.int64)
    for pattern, replace in steps:
        words, step = _rewrite(words, pattern, replace)
        where = where[step]
    return words, where


def _rewrite(words: str, pattern: re.Pattern[str], replace: Replace) -> Mapped:
    """`pattern.sub`, with the offset each character of the result comes from."""
    parts: list[str] = []
    offsets: list[np.ndarray] = []
    position = 0
    for match in pattern.finditer(words):
        found = match.group()
        new = replace(found)
        if new == found:
            continue
        start = match.start()
        parts += (words[position:start], new)
        offsets.append(np.arange(position, start, dtype=np.int64))
        offsets.append(start + _widths(found, new))
        position = match.end()
    parts.append(words[position:])
    offsets.append(np.arange(position, len(words) + 1, dtype=np.int64))
    return "".join(parts), np.concatenate(offsets)


def _widths(found: str, new: str) -> np.ndarray:
    """Offsets of the new characters within what they replace.

    Mojibake shows each byte of a character as a character of its own, which tells where each
    belongs; what else was replaced is one whole.
    """
    sizes = [len(character.encode("utf-8")) for character in new]
    if len(new) > 1 and sum(sizes) == len(found):
        return np.cumsum([0, *sizes[:-1]], dtype=np.int64)
    return np.zeros(len(new), dtype=np.int64)


def _repair(found: str) -> str:
    """Mojibake put right; everything else as it is."""
    return ftfy.fix_encoding(found) if is_bad(found) else found
