"""Numbers that leave open what they count: each takes the question of another figure.

"Die Polizei bleibt bei 8.000." A bare number is, in this order,

1. **the same number again**: figures with a topic of their own tell it, in this article or another;
2. **one more of its kind**: the figure before it that is nearest in size ("vier Tote und 30
   Vermisste, am Abend neun und 50").

Both also settle the unit: "der Schaden beträgt 400 Millionen Euro, andere nennen 300 Millionen".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import takewhile

import pandas as pd

from analysis.compare.spots import by_article

# Plain numbers below this are too common to tell that two figures are about the same thing.
TELLING = 10
# A number goes on with one that is at most this many times larger or smaller.
ALIKE = 4
# How many sentences back it may stand.
REACH = 2
# What is taken over from the number before; the rest (scope, plan) a number says by itself.
TAKEN = ["dimension", "factor", "subject", "topic", "event", "place", "rate"]
COLUMNS = [*TAKEN, "scope"]
# A number in words such as "Tausende" is taken as the (geometric) middle of its order.
ORDER = 3
# How bare a figure is: it can go on with the number before it, only be told again, or has a topic
# of its own and leaves open only whom it counts.
GOES_ON, AGAIN, WHOSE = "goes on", "again", "whose"


def settle_bare(figures: pd.DataFrame, asked: pd.DataFrame, order: pd.Series) -> pd.DataFrame:
    """The questions with those of bare numbers filled in.

    Args:
        figures: rows of the table `figures`.
        asked: their questions, with `factor` and `bare` (see `questions`).
        order: the number of each figure's sentence in its article.
    """
    rows = dict(zip(asked.index, asked[COLUMNS].to_dict("records"), strict=True))
    bare, once, at = asked["bare"].to_dict(), asked["once"].to_dict(), order.to_dict()
    told = _Told(figures, rows, {index for index, how in bare.items() if not how})
    left = []
    for of_article in by_article(figures).values():
        before: list[tuple[int, float, object]] = []
        for figure in sorted(of_article, key=lambda row: row.number_start):
            own, how = rows[figure.Index], bare[figure.Index]
            if how == WHOSE:
                own |= told.whose(figure, own)
            elif how:
                found = told.again(figure, own)
                if not found and how == GOES_ON:
                    found = _gone_on(figure, at[figure.Index], own, before, rows)
                own |= found or {}
                if own["dimension"] == "share" and once[figure.Index]:
                    own["scope"] = "before"
                left += [] if found else [figure]
            before.append((at[figure.Index], size_of(figure), figure.Index))
    told = _Told(figures, rows, set(rows))
    for figure in left:
        rows[figure.Index] |= told.again(figure, rows[figure.Index]) or {}
    found = pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS).reindex(asked.index)
    return asked.assign(**{name: found[name] for name in COLUMNS})


def _gone_on(
    figure: object, at: int, own: dict, before: list[tuple[int, float, object]], rows: dict
) -> dict:
    """What a number takes from the one before it that is nearest in size, of its sentence first."""
    size = size_of(figure)
    near_by = list(takewhile(lambda found: at - found[0] <= REACH, reversed(before)))
    near = [
        (at != sentence, abs(math.log(size / other)), n, rows[index])
        for n, (sentence, other, index) in enumerate(near_by)
        if size > 0 < other
        and rows[index]["dimension"] != "multiple"
        and _takes(figure, own, rows[index])
        and abs(math.log(size / other)) <= math.log(ALIKE)
    ]
    if not near:
        return {}
    taken = min(near, key=lambda found: found[:3])[3]
    return {name: taken[name] for name in TAKEN}


class _Told:
    """The numbers that figures with a topic tell, to find one again."""

    def __init__(self, figures: pd.DataFrame, rows: dict, known: set) -> None:
        self._counts: dict[str, Counter] = defaultdict(Counter)
        self._rows: dict[tuple, dict] = {}
        self._subjects: set[tuple] = set()
        for figure in figures.itertuples():
            row = rows[figure.Index]
            if figure.Index in known and row["topic"]:
                key = tuple(row.values())
                self._counts[_number(figure)][key] += 1
                self._rows[key] = dict(row)
                self._subjects.add((row["dimension"], row["topic"], row["subject"]))

    def again(self, figure: object, own: dict) -> dict | None:
        """The question this number answers most often, of its own unit or, for a bare one, any."""
        if not _is_telling(figure, own["dimension"]):
            return None
        found = [
            (row["dimension"] == own["dimension"], row["topic"] == own["topic"], n, row)
            for key, n in self._counts.get(_number(figure), {}).items()
            if _takes(figure, own, row := self._rows[key])
        ]
        return max(found, key=lambda f: f[:3])[3] if found else None

    def whose(self, figure: object, own: dict) -> dict:
        """Whom a number counts: those its topic's equal number does, else all, if not others do."""
        again = self.again(figure, own)
        if again and again["topic"] == own["topic"]:
            return {"subject": again["subject"]}
        is_told = (own["dimension"], own["topic"], own["subject"]) in self._subjects
        return {} if is_told else {"subject": ""}


def _takes(figure: object, own: dict, other: dict) -> bool:
    """Whether a number can be of that question: a count that names nothing can be of any unit."""
    return own["dimension"] == other["dimension"] or (
        own["dimension"] == "count" and not isinstance(figure.noun, str)
    )


def _is_telling(figure: object, dimension: str) -> bool:
    """Whether a number is rare enough to be known again."""
    is_plain = figure.value < TELLING and figure.value % 1 == 0
    return figure.bound != "vague" and (dimension != "count" or not is_plain)


def _number(figure: object) -> str:
    """The number as it is said, or its two ends; `rund 300` and `300` are one."""
    if figure.value == figure.value:
        return f"{figure.value:g}"
    return f"{figure.low:g}-{figure.high:g}"


def size_of(figure: object) -> float:
    """The number said, else the middle of its ends or of its order, else 0."""
    if figure.value == figure.value:
        return figure.value
    ends = [end for end in (figure.low, figure.high) if end == end]
    if not ends:
        return 0
    return ends[0] * ORDER if figure.bound == "vague" else sum(ends) / len(ends)
