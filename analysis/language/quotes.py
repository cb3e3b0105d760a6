"""Quotation marks in, quoted stretches out: any style, unbalanced ones too, never an error."""

from typing import NamedTuple

# Marks are read by where they stand, since one character opens in one style and closes in another
# („…“, “…”, »…«, «…», "…"). Only these are certain wherever they stand:
ALWAYS_OPEN = frozenset("„‚")
DOUBLE = frozenset('„“”"»«')
SINGLE = frozenset("‚‘›‹")
MARKS = DOUBLE | SINGLE
OPENERS_BEFORE = frozenset("([{–—-/") | MARKS


class Quote(NamedTuple):
    """A quoted stretch, marks included; character offsets. `depth` 0 is the outermost."""

    start: int
    end: int
    depth: int
    closed: bool


def pair_quotes(text: str) -> list[Quote]:
    """All quoted stretches of `text` in reading order.

    A quotation never runs over a line break: where a paragraph ends without a closing mark, or a
    new quotation opens before the old one is closed, the open one ends there (`closed` is False).
    Where the next paragraph closes what it did not open, the quotation goes on from its start.
    """
    quotes: list[Quote] = []
    start, left_open = 0, False
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        found = _pair_line(text, start, end)
        close = _closes_first(text, start, end) if left_open else None
        if close is not None:
            found = [Quote(start, close + 1, 0, True), *(q for q in found if q.start > close)]
        quotes += found
        if line.strip():
            left_open = any(not q.closed and not q.depth and q.end == end for q in found)
        start += len(line)
    return sorted(quotes)


def _closes_first(text: str, start: int, end: int) -> int | None:
    """The first mark of a line, if it can only close."""
    first = next((i for i in range(start, end) if text[i] in DOUBLE), None)
    return first if first is not None and not _opens(text, start, end, first) else None


def _pair_line(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened: list[int] = []
    for i in range(start, end):
        if text[i] not in MARKS:
            continue
        level = _level_to_close(text, opened, i)
        if level is not None and not _opens(text, start, end, i):
            found += [
                Quote(at, i, n + level + 1, False) for n, at in enumerate(opened[level + 1 :])
            ]
            found.append(Quote(opened[level], i + 1, level, True))
            del opened[level:]
        elif _opens(text, start, end, i):
            if opened and _same_kind(text[opened[-1]], text[i]):
                found.append(Quote(opened.pop(), i, len(opened), False))
            opened.append(i)
    found += [Quote(at, end, depth, False) for depth, at in enumerate(opened)]
    return [quote for quote in found if text[quote.start + 1 : quote.end].strip()]


def _level_to_close(text: str, opened: list[int], i: int) -> int | None:
    """Which open quotation a mark of this kind would close: the innermost of its kind."""
    for level in range(len(opened) - 1, -1, -1):
        if _same_kind(text[opened[level]], text[i]):
            return level
    return None


def _same_kind(one: str, other: str) -> bool:
    return (one in DOUBLE) == (other in DOUBLE)


def _opens(text: str, start: int, end: int, i: int) -> bool:
    if text[i] in ALWAYS_OPEN:
        return True
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return not after.isspace() and (before.isspace() or before in OPENERS_BEFORE)
