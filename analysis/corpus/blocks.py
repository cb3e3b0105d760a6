"""The article proper as blocks: paragraphs and headings.

A line end closes a block, unless the text is hard-wrapped (then a line that was full runs on) or a
sentence was broken in two, as machine translations and advertisements leave it.
"""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

from analysis.corpus.lines import CLOSING, Line, free_lines, is_open
from analysis.corpus.model import Block, Furniture

# Typewriter and e-mail conventions wrap at 65 to 80 columns; a text whose lines are longer than
# 120 was not wrapped by hand, one whose lines are shorter than 40 is a list or a poem.
MAX_WRAP = 120
MIN_WRAP = 40
# A wrapped text has at least this many full lines, and they are the greater part.
MIN_FULL_LINES = 3
# Longer than any headline we know of; the longest here (agency headlines) have about 15 words.
MAX_HEADING_WORDS = 20
# Kicker, title and standfirst may follow each other; more short lines in a row are a list.
MAX_HEADINGS_IN_A_ROW = 3
# A sentence broken after a comma has by then more words than a short headline like "Zahlen, Daten".
MIN_BROKEN_WORDS = 6
# Items of a list without marks may begin in lower case; they are shorter than this.
MIN_OPEN_WORDS = 4

_WORD = re.compile(r"\w[\w.-]*")
# "1." is no list mark here: it may begin a date or a heading ("18. Oktober", "1. FC …").
_LIST_ITEM = re.compile(r"[-–—•·*▪◦‣]\s|\(?(?:\d{1,3}|[a-z])\)\s")
_LAST_AFTER_COMMA = re.compile(r",\s+\w+$")
# Enough of a block's end to see how it ends; keeps the walk linear on blocks of any length.
_TAIL = 200
_QUESTION_ENDS = ("?", "!")


def find_blocks(
    text: str,
    furniture: Iterable[Furniture] = (),
    *,
    headings: Iterable[tuple[int, int]] = (),
    open_words: Collection[str] = (),
) -> tuple[Block, ...]:
    """Blocks of `text`, in order; every visible character outside `furniture` is in one.

    Args:
        text: the article as decoded.
        furniture: what was set aside; a block may enclose a piece of it but starts and ends with
            its own words.
        headings: spans the format marks as headings; they are never joined to anything.
        open_words: lower-case words of the language that cannot end a sentence or a headline.
    """
    lines = list(free_lines(text, furniture))
    marked = {start for start, _ in _marked(lines, headings)}
    joined: list[list[int]] = []
    runs_on = _full_lines(text, lines)
    for index, line in enumerate(lines):
        if index and line.start not in marked and lines[index - 1].start not in marked:
            start, end = joined[-1]
            before = text[max(start, end - _TAIL) : end]
            wrapped = runs_on[index - 1] and line.breaks == 1
            is_title = index == 1 and line.breaks > 1  # a first line on its own is whole
            broken = _is_broken(before, text[line.start : line.end], open_words)
            if wrapped or (broken and not is_title):
                joined[-1][1] = line.end
                continue
        joined.append([line.start, line.end])
    return _with_headings(text, joined, marked)


def _marked(lines: list[Line], headings: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines that lie in a marked heading."""
    spans = sorted(headings)
    found = []
    index = 0
    for line in lines:
        while index < len(spans) and spans[index][1] <= line.start:
            index += 1
        if index < len(spans) and spans[index][0] < line.end:
            found.append((line.start, line.end))
    return found


def _full_lines(text: str, lines: list[Line]) -> list[bool]:
    """For each line of a hard-wrapped text whether the next line's first word had no room on it.

    A text counts as wrapped when most lines that another follows directly are full in this sense
    and do not end a sentence. In all other texts no line is full.
    """
    lengths = sorted(line.end - line.start for line in lines)
    none = [False] * len(lines)
    if not lengths or not MIN_WRAP <= lengths[-1] <= MAX_WRAP:
        return none
    # One word that sticks out (a web address) must not set the width.
    width = lengths[int(0.9 * (len(lengths) - 1))]
    full = none.copy()
    followed = run_on = 0
    for index, (line, following) in enumerate(pairwise(lines)):
        if following.breaks != 1:
            continue
        followed += 1
        first_word = text[following.start : following.end].split(maxsplit=1)[0]
        full[index] = line.end - line.start + 1 + len(first_word) > width
        run_on += full[index] and is_open(text[line.start : line.end])
    return full if run_on >= MIN_FULL_LINES and 2 * run_on > followed else none


def _is_broken(before: str, after: str, open_words: Collection[str]) -> bool:
    """Whether a sentence breaks off at the end of `before` and goes on in `after`."""
    if not is_open(before) or _LIST_ITEM.match(before) or _LIST_ITEM.match(after):
        return False
    if before.endswith(","):
        return True
    words = before.split()
    if after.lstrip(CLOSING)[:1].islower():
        return len(words) >= MIN_OPEN_WORDS
    return len(words) >= MIN_BROKEN_WORDS and (
        words[-1] in open_words or _LAST_AFTER_COMMA.search(before) is not None
    )


def _with_headings(text: str, spans: list[list[int]], marked: set[int]) -> tuple[Block, ...]:
    """Blocks with their headings told by their look, and where the format marks them."""
    # A page that marks more than its title marks all its headings.
    by_look = len(marked) < 2
    looks = [
        start in marked or (by_look and _looks_like_heading(text[start:end], first=index == 0))
        for index, (start, end) in enumerate(spans)
    ]
    blocks = []
    for index, (start, end) in enumerate(spans):
        heading = start in marked or (
            looks[index]
            and index + 1 < len(spans)
            and not (index and text[spans[index - 1][1] - 1] == ":")
            and _in_a_row(looks, index) <= MAX_HEADINGS_IN_A_ROW
        )
        blocks.append(Block(start, end, heading))
    return tuple(blocks)


def _in_a_row(looks: list[bool], index: int) -> int:
    """How many heading-like blocks stand together around `index` (counted up to the limit)."""
    first = last = index
    while first and looks[first - 1] and index - first <= MAX_HEADINGS_IN_A_ROW:
        first -= 1
    while last + 1 < len(looks) and looks[last + 1] and last - index <= MAX_HEADINGS_IN_A_ROW:
        last += 1
    return last - first + 1


def _looks_like_heading(words: str, *, first: bool) -> bool:
    """Short, no list item, no full stop; a question only as the first block of the text."""
    if len(words.split(maxsplit=MAX_HEADING_WORDS)) > MAX_HEADING_WORDS:
        return False
    if _LIST_ITEM.match(words) or not _WORD.search(words):
        return False
    return is_open(words) or (first and words.rstrip(CLOSING).endswith(_QUESTION_ENDS))
