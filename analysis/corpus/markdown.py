"""Markdown: its marks are furniture of kind `markup`, its headings are known."""

import re
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.decode import decode
from analysis.corpus.lines import Line, free_lines
from analysis.corpus.model import Furniture
from analysis.corpus.page import Page

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,200}?(?:---|\.\.\.)[ \t]*(?=\r?\n|$)"
)
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")
_CLOSING_HASHES = re.compile(r"[ \t]#+$")
_UNDERLINE = re.compile(r"=+|-{2,}")
_RULE = re.compile(r"(?:\*[ \t]*){3,50}|(?:-[ \t]*){3,50}|(?:_[ \t]*){3,50}|(?:`{3}|~{3})\S{0,40}")
_QUOTE = re.compile(r"(?:>[ \t]*){1,20}(?=\S)")
# Marks within a line. Each part has a limit, so that no line can make the search slow. Asterisks
# and underscores inside a word are the writer's own (Leser*innen).
_INLINE = re.compile(
    r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)"
    r"|\[(?=[^\[\]\n]{1,500}\]\([^()\n]{0,2000}\))"
    r"|\]\([^()\n]{0,2000}\)"
    r"|<!--[^\n]{0,2000}?-->"
    r"|\*\*|__"
    r"|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)"
)


def read_markdown(path: Path) -> list[Page]:
    """A Markdown file: one article, the text as it is, its marks set aside."""
    text = decode(path.read_bytes(), where=str(path))
    front = _FRONT_MATTER.match(text)
    furniture = [_mark(front.start(), front.end(), "front_matter")] if front else []
    headings: list[tuple[int, int]] = []
    before: Line | None = None
    for line in list(free_lines(text, furniture)):
        words = text[line.start : line.end]
        if before and line.breaks == 1 and _UNDERLINE.fullmatch(words):
            headings.append((before.start, before.end))
            furniture.append(_mark(line.start, line.end, "heading"))
            before = None
        elif _RULE.fullmatch(words):
            furniture.append(_mark(line.start, line.end, "rule"))
            before = None
        else:
            if _HASHES.match(words):
                headings.append((line.start, line.end))
            furniture += _marks(text, line)
            before = line
    return [Page(path.stem, path.name, text, tuple(furniture), tuple(headings))]


def _marks(text: str, line: Line) -> Iterator[Furniture]:
    """The marks of one line: at its start, within it, at its end."""
    start, end = line.start, line.end
    if quote := _QUOTE.match(text, start, end):
        yield _mark(start, quote.end(), "quote")
        start = quote.end()
    if hashes := _HASHES.match(text, start, end):
        yield _mark(start, hashes.end(), "heading")
        start = hashes.end()
        if closing := _CLOSING_HASHES.search(text, max(start, end - 80), end):
            yield _mark(closing.start() + 1, end, "heading")
            end = closing.start()
    for match in _INLINE.finditer(text, start, end):
        yield _mark(match.start(), match.end(), "inline")


def _mark(start: int, end: int, name: str) -> Furniture:
    return Furniture(start, end, "markup", f"markdown:{name}")
