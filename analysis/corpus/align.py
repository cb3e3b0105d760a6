"""Which lines of a page are the lines of a text that another program took from it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict

# Shorter lines are found in other words by chance, so they must match a whole line.
MIN_PART = 30
# Between two lines that match, more than this is another text and not the same cut differently.
MAX_GAP = 20_000

_LETTERS = re.compile(r"\w+")


def shared_lines(page: list[str], taken: list[str]) -> set[int]:
    """Indices of the lines of `page` that are in `taken`, which has them in the same order.

    Lines that occur once in each are the anchors (as in a patience diff). Between two anchors lines
    match whole, or when one is a part of the other. Letters and digits alone are compared.
    """
    ours = [_key(line) for line in page]
    theirs = [key for key in map(_key, taken) if key]
    found: set[int] = set()
    before = (-1, -1)
    for anchor in [*_anchors(ours, theirs), (len(ours), len(theirs))]:
        found |= _between(ours, theirs, before, anchor)
        found.add(anchor[0])
        before = anchor
    found.discard(len(ours))
    return found


def _key(line: str) -> str:
    return " ".join(_LETTERS.findall(line.casefold()))


def _anchors(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Pairs of lines that are unique on both sides: the longest row that keeps the order."""
    once = {key for key, count in Counter(ours).items() if count == 1}
    once &= {key for key, count in Counter(theirs).items() if count == 1}
    place = {key: index for index, key in enumerate(theirs) if key in once}
    pairs = [(index, place[key]) for index, key in enumerate(ours) if key in once]
    # Longest increasing subsequence: `ends[n]` is the smallest end of a row of n + 1 pairs.
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for number, (_, their) in enumerate(pairs):
        length = bisect_left(ends, their)
        ends[length : length + 1] = [their]
        last[length : length + 1] = [number]
        previous.append(last[length - 1] if length else -1)
    row = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(pairs[number])
        number = previous[number]
    return row[::-1]


def _between(
    ours: list[str], theirs: list[str], before: tuple[int, int], after: tuple[int, int]
) -> set[int]:
    """Lines of ours between two anchors that are, whole or in part, lines of theirs there."""
    wanted = theirs[before[1] + 1 : after[1]]
    if not wanted or before[0] + 1 == after[0]:
        return set()
    places = defaultdict(list)
    for index in range(before[0] + 1, after[0]):
        places[ours[index]].append(index)
    found = set()
    rest = []
    position = before[0]
    for key in wanted:
        free = places.get(key, [])
        at = bisect_right(free, position)
        if at < len(free):
            position = free[at]
            found.add(position)
        else:
            rest.append(key)
    whole = " ".join(rest)
    if rest and len(whole) <= MAX_GAP:
        parts = [key for key in rest if len(key) >= MIN_PART]
        for index in range(before[0] + 1, after[0]):
            line = ours[index]
            if (len(line) >= MIN_PART and line in whole) or any(part in line for part in parts):
                found.add(index)
    return found
