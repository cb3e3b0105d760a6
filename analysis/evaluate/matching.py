"""Rows of two readers laid side by side, one to one.

Words are compared by their letters and digits, so that quotation marks, punctuation and spaces at
the edges do not count (a span of signs only keeps its signs). Rows are matched best first: figures
whose numbers share a character; marks of evidence whose words do; attributions whose contents
(cues, where the gold has no content) have at least half of the longer one in common.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from analysis.evaluate.records import Document, Pair, Row

# The share of the longer span that two spans must have in common to count as the same words.
HALF = 0.5


class Matched(NamedTuple):
    """Rows of one layer of one document laid side by side; None where the other has nothing."""

    gold: Document
    pairs: list[tuple[Row | None, Row | None]]

    def both(self) -> list[tuple[Row, Row]]:
        """The pairs in which both readers have a row."""
        return [(g, f) for g, f in self.pairs if g is not None and f is not None]


def signs(text: str, spans: Iterable[Pair]) -> frozenset[int]:
    """Places of the letters and digits of a span; of its other signs when it has none."""
    places = {i for start, end in spans for i in range(start, end)}
    kept = frozenset(i for i in places if text[i].isalnum())
    return kept or frozenset(i for i in places if not text[i].isspace())


def common(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the longer one that both have; 0 to 1."""
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0


def match(layer: str, gold: Document, found: Document) -> Matched:
    """Match the rows of a layer one to one."""
    text, golds, founds = gold.text, gold.rows[layer], found.rows[layer]
    close = _speech_closeness(text) if layer == "attributions" else _mark_closeness(text)
    pairs = [(golds[i], founds[j]) for i, j in _one_to_one(golds, founds, close)]
    left = {id(g) for g, _ in pairs}, {id(f) for _, f in pairs}
    alone = [(g, None) for g in golds if id(g) not in left[0]]
    alone += [(None, f) for f in founds if id(f) not in left[1]]
    return Matched(gold, [*pairs, *alone])


def _mark_closeness(text: str) -> Callable[[Row, Row], tuple]:
    """Of figures and marks: words in common, of the number first where there is one."""

    def close(gold: Row, found: Row) -> tuple:
        whole = common(*(signs(text, row.spans["whole"]) for row in (gold, found)))
        if "number" not in gold.spans:
            return (whole,) if whole else ()
        number = common(*(signs(text, row.spans["number"]) for row in (gold, found)))
        return (number, whole) if number else ()

    return close


def _speech_closeness(text: str) -> Callable[[Row, Row], tuple]:
    """Of attributions: the content in common, or the cue where the gold has no content."""

    def close(gold: Row, found: Row) -> tuple:
        role = "content" if gold.spans["content"] else "cue"
        share = common(*(signs(text, row.spans[role]) for row in (gold, found)))
        # Of two rows with one content (nested speech), the one with the same cue is meant.
        cue = common(*(signs(text, row.spans["cue"]) for row in (gold, found)))
        return (share, cue) if share >= HALF else ()

    return close


def same_spans(
    golds: Sequence[frozenset[int]], founds: Sequence[frozenset[int]]
) -> list[tuple[int, int]]:
    """Index pairs of spans that have half of the longer one in common."""
    return _one_to_one(
        golds, founds, lambda g, f: (share,) if (share := common(g, f)) >= HALF else ()
    )


def _one_to_one(
    golds: Sequence[Any], founds: Sequence[Any], close: Callable[[Any, Any], tuple]
) -> list[tuple[int, int]]:
    """Index pairs, closest first, nothing twice; `close` gives () where two do not match."""
    ways = [
        (near, -i, -j)
        for i, gold in enumerate(golds)
        for j, found in enumerate(founds)
        if (near := close(gold, found))
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(ways, reverse=True):
        if -i not in taken[0] and -j not in taken[1]:
            taken[0].add(-i)
            taken[1].add(-j)
            pairs.append((-i, -j))
    return pairs


def same_source(text: str, gold: Row, found: Row) -> bool:
    """The source by half of its words; where the gold names none, none is to be found."""
    if not gold.spans["source"]:
        return not found.spans["source"]
    return common(*(signs(text, row.spans["source"]) for row in (gold, found))) >= HALF
