"""Stretches of text as pairs of character offsets: what covers what."""

from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]


def share(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """The share of the characters of `spans` that `others` cover together."""
    left = [part for span in spans for part in without(span, others)]
    whole = length(spans)
    return 1 - length(left) / whole if whole else 0.0


def without(span: Span, holes: Iterable[Sequence[int]]) -> Iterator[Span]:
    """What is left of a span when others are cut out of it."""
    place, end = span
    for start, stop in sorted(map(tuple, holes)):
        if start >= end:
            break
        if place < start:
            yield place, start
        place = max(place, stop)
    if place < end:
        yield place, end


def length(spans: Iterable[Sequence[int]]) -> int:
    """Characters in spans that do not overlap."""
    return sum(end - start for start, end in spans)
