"""The lines of a text with their offsets: what furniture rules and blocks are made from.

A line ends at CR LF, LF, CR, vertical tab, form feed, or Unicode's line and paragraph separators.
Nothing is translated: offsets point into the text as it was decoded, a CR LF stays two characters.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.corpus.model import Furniture

# Characters that take no room on the page: soft hyphen, zero-width spaces and joiners, direction
# marks, byte order mark, and control characters that are not white space.
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
BLANK = rf"[\s{INVISIBLE}]"
TERMINAL = ".!?…:;"
CLOSING = "\"'“”„«»‹›‘’)]}*_"

_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\u2028\u2029]")
_VISIBLE = re.compile(rf"[^\s{INVISIBLE}]")
_BLANK = re.compile(BLANK)


class Line(NamedTuple):
    """A visible line without the furniture at its ends; `breaks` counts line ends before it."""

    start: int
    end: int
    breaks: int


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of `text[start:end]` from its first to its last visible character."""
    first = _VISIBLE.search(text, start, end)
    if first is None:
        return start, start
    while _BLANK.match(text[end - 1]):
        end -= 1
    return first.start(), end


def free_lines(text: str, furniture: Iterable[Furniture] = ()) -> Iterator[Line]:
    """Lines that hold visible characters outside `furniture` (sorted, without overlaps).

    Furniture in the middle of a line leaves one line; a line that is all furniture is left out.
    """
    pieces = sorted(furniture)
    index = 0
    line_end = 0
    breaks = 0
    for match in _LINE.finditer(text):
        breaks += sum(1 for _ in _BREAK.finditer(text, line_end, match.start()))
        line_end = match.end()
        while index < len(pieces) and pieces[index].end <= match.start():
            index += 1
        free = _free_part(text, match.start(), match.end(), pieces, index)
        if free is not None:
            yield Line(*free, breaks)
            breaks = 0


def _free_part(
    text: str, start: int, end: int, pieces: list[Furniture], index: int
) -> tuple[int, int] | None:
    """From the first to the last visible character of the line that no piece covers."""
    first = last = None
    position = start
    while position < end:
        piece = pieces[index] if index < len(pieces) and pieces[index].start < end else None
        stop = min(max(piece.start, position), end) if piece else end
        left, right = trim(text, position, stop)
        if left < right:
            first = left if first is None else first
            last = right
        position = max(piece.end, position) if piece else end
        index += 1
    return None if first is None or last is None else (first, last)


def is_open(words: str) -> bool:
    """Whether the words end without a full stop or its like (closing quotes do not count)."""
    bare = words.rstrip().rstrip(CLOSING).rstrip()
    return not bare.endswith(tuple(TERMINAL)) if bare else True


def squeeze(words: str) -> str:
    """Words to compare: invisible characters out, every run of white space one space."""
    return " ".join(_BLANK.sub(_keep_space, words).split())


def _keep_space(match: re.Match[str]) -> str:
    return " " if match.group().isspace() else ""
