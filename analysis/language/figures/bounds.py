"""Numbers and the words around them to quantities: an interval each, with its bound.

What the words do to a number n with last significant place p (DESIGN.md's table):

- exact (also `genau`, `nur`): [n, n]
- approx (`rund`, `etwa`): [n - p/2, n + p/2]; "rund 11.000" is 10,500 to 11,500
- below (`knapp`, `fast`): [n - p/2, n), labelled approx; above (`gut`): (n, n + p/2], approx
- at_least, more_than, at_most, less_than: open on one side, the end itself in or out
- range: [a, b]; a scale word behind b holds for a too ("100 bis 300 Milliarden")
- vague: [order, -), no value ("Tausende", "mehrere Hundert")

Modifiers stack from the number outwards. A one-sided one wins over an approximate one
("bis zu rund 12.000" is at most 12,000); of two one-sided ones the inner wins.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.language.figures.modifiers import Modifier, left_modifiers, word_before
from analysis.language.figures.numbers import Number, read_numbers
from analysis.lexicon import fold, load_toml

BETWEEN_WINDOW = 60  # "zwischen 3.000 Soldaten im Norden und 5.000": how far apart the two may be
DIGITS = 9  # decimals kept in an interval's ends, against the noise of binary fractions
_NO_ENDS = {"share", "multiple"}  # forms that are no ends of a range
_PLACES = {"share": 0.1, "fraction": 0.1, "multiple": 1.0}  # how finely the words tell them
_ONE_SIDED = ("at_least", "more_than", "at_most", "less_than")


class Quantity(NamedTuple):
    """A number or a range read as an interval; offsets into the text it was read from.

    `doubtful` is the phrase that may be a plain preposition and no bound. `number` is the last
    number in it, whose tail says the unit.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float | None
    low: float | None
    high: float | None
    low_open: bool | None
    high_open: bool | None
    bound: str
    number: Number
    rules: tuple[str, ...]
    doubtful: str | None = None


@cache
def _words(lang: str) -> dict:
    return load_toml(lang, "figures")["bounds"]


def read_quantities(
    text: str, *, lang: str = "de", skip: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    """All quantities of `text` in order; nothing inside the sorted spans `skip` is read."""
    numbers = read_numbers(text, lang=lang, skip=skip)
    found: list[Quantity] = []
    at = 0
    while at < len(numbers):
        pair = _range(text, numbers, at, lang)
        if pair is not None:
            found.append(pair)
            at += 2
        else:
            found.append(_single(text, numbers, at, lang))
            at += 1
    return found


def interval(
    bound: str, value: float, place: float
) -> tuple[float | None, float | None, bool | None, bool | None]:
    """(low, high, low_open, high_open) of a number under a bound; open-ended sides are None."""
    low, high = (round(end, DIGITS) for end in (value - place / 2, value + place / 2))
    return {
        "approx": (low, high, False, False),
        "below": (low, value, False, True),
        "above": (value, high, True, False),
        "at_least": (value, None, False, None),
        "more_than": (value, None, True, None),
        "vague": (value, None, False, None),
        "at_most": (None, value, None, False),
        "less_than": (None, value, None, True),
    }.get(bound, (value, value, False, False))


def rebound(quantity: Quantity, bound: str, rule: str) -> Quantity:
    """The quantity under another bound (a right-hand modifier, or a preposition taken back)."""
    if quantity.bound in ("range", "vague"):
        return quantity
    ends = interval(bound, quantity.number.value, quantity.number.place)
    kept = [kept for kept in quantity.rules if kept.partition(":")[2] != quantity.doubtful]
    label = "approx" if bound in ("below", "above") else bound
    return quantity._replace(
        low=ends[0], high=ends[1], low_open=ends[2], high_open=ends[3], bound=label,
        rules=(*kept, rule), doubtful=None,
    )  # fmt: skip


def _single(text: str, numbers: list[Number], at: int, lang: str) -> Quantity:
    number = numbers[at]
    glued = text[number.end : number.end + 1].isalpha()  # "rund das Dreifache"
    article = glued or number.form in ("share", "multiple")
    start, modifiers = left_modifiers(text, number.start, lang, article=article)
    if number.form == "order":
        modifiers = [Modifier("vague", "order", "")]
    elif number.form == "ordinal":  # "gute Elfte"
        start, modifiers = number.start, []
    winner = _winner(modifiers)
    bound = winner.bound if winner else "exact"
    rules = [number.form, *([f"{bound}:{winner.phrase}"] if winner else [])]
    rules += _change(text, start, lang)
    place = _PLACES.get(number.form, number.place)
    low, high, low_open, high_open = interval(bound, number.value, place)
    return Quantity(
        start, number.end, number.start, number.end,
        None if bound == "vague" else number.value,
        low, high, low_open, high_open,
        "approx" if bound in ("below", "above") else bound,
        number, tuple(rules),
        winner.phrase if winner and winner.note == "preposition" else None,
    )  # fmt: skip


def _winner(modifiers: list[Modifier]) -> Modifier | None:
    """The modifier that decides, of those listed from the number outwards."""
    for modifier in modifiers:
        if modifier.bound in _ONE_SIDED:
            return modifier
    return modifiers[0] if modifiers else None


def _change(text: str, start: int, lang: str) -> list[str]:
    words = _words(lang)
    before = fold(text[max(0, start - 6) : start]).split()
    named = {words["change_by"]: "change_by", words["change_to"]: "change_to"}
    return [named[before[-1]]] if before and before[-1] in named else []


def _range(text: str, numbers: list[Number], at: int, lang: str) -> Quantity | None:
    """`zwischen a und b`, `a bis b`, `a–b`, `zwei oder drei`, `Hunderte bis Tausende`."""
    if at + 1 >= len(numbers):
        return None
    first, second = numbers[at], numbers[at + 1]
    if second.start - first.end > BETWEEN_WINDOW or {first.form, second.form} & _NO_ENDS:
        return None
    if not _joins(lang).search(text, first.end, second.start):
        return None
    start, how = _range_words(text, first, second, lang)
    if not how:
        return None
    low = first.value * _shared_scale(text, first, second)
    if first.form == "order":
        return _single(text, numbers, at, lang)._replace(
            end=second.end, number_end=second.end, number=second
        )
    if not low < second.value or second.form == "order":
        return None
    return Quantity(
        start, second.end, first.start, second.end, None, low, second.value, False, False,
        "range", second, (first.form, f"range:{how}"),
    )  # fmt: skip


@cache
def _joins(lang: str) -> re.Pattern[str]:
    """What must stand between two numbers for a range; a quick test before the words are read."""
    words = _words(lang)
    joins = (*words["range_words"], words["range_or"], words["between_and"])
    return re.compile("|".join(map(re.escape, joins)))


def _range_words(text: str, first: Number, second: Number, lang: str) -> tuple[int, str]:
    """Where the range's words begin and which they are; "" when there are none."""
    words = _words(lang)
    start, _ = left_modifiers(text, first.start, lang)
    inner_start, _ = left_modifiers(text, second.start, lang)
    gap = fold(text[first.end : min(inner_start, second.start)].strip())
    full_gap = fold(text[first.end : second.start].strip())
    between = re.search(rf"\b{words['between']}\s+$", text[max(0, start - 12) : start], re.I)
    if between:
        joined = gap.split()[-1:] == [words["between_and"]] and not re.search(r"[.;!?\n]", gap)
        return (max(0, start - 12) + between.start(), "between") if joined else (start, "")
    if gap == words["change_to"] and word_before(text, start) == words["change_from"]:
        return start, ""
    if full_gap.split(" ")[0] in words["range_words"] and (
        full_gap in words["range_words"] or gap in words["range_words"]
    ):
        return start, "to"
    if full_gap == f"- {words['between_and']}" and re.match("-?[^\\W\\d_]", text[second.end :][:2]):
        return start, "both"  # "die 16- und 17-Jährigen"
    next_to = first.form == second.form == "words" or second.value - first.value == 1
    return start, "or" if full_gap == words["range_or"] and next_to else ""


def _shared_scale(text: str, first: Number, second: Number) -> float:
    """What the second number's scale multiplies the first by: 1 when it is not shared.

    "100 bis 300 Milliarden" shares it, "500.000 bis 2 Millionen" does not; the hyphen of
    "drei- bis viertausend" says so itself.
    """
    if text[first.end : first.end + 1] == "-" and second.form == "words":
        return 1000.0 if second.value >= 1000 else 100.0
    scale = second.scale if first.scale == 1 else 1.0
    return scale if first.value * scale < second.value else 1.0
