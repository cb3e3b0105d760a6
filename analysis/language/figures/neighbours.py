"""Quantities that are told together: one unit for two, a range with two units, a sum of units.

"Von 8,7 auf 15,9 Prozent" are two percentages, "20 Euro bis 30 Euro" is one range, "zwei Stunden
und 15 Minuten" one duration. Each step takes the quantities of a text with their kinds, in order.
"""

import re

from analysis.language.figures.bounds import DIGITS, Quantity, rebound
from analysis.language.figures.kinds import Kind
from analysis.language.figures.numbers import Number
from analysis.lexicon import fold, load_toml

LONGEST_PHRASE = 3  # words between two joined counts: "30 verletzte Männer und 20 Frauen"
LARGEST_SHORT = 1000  # a number from here on is told in full, without a scale word to come


def share_units(
    text: str, found: list[tuple[Quantity, Kind]], *, lang: str = "de"
) -> list[tuple[Quantity, Kind]]:
    """`von 8,7 auf 15,9 Prozent`: a bare number takes unit and scale of the one it is joined to."""
    words = load_toml(lang, "figures")["bounds"]
    shared = share_places(text, found, lang=lang)
    for at in range(len(found) - 2, -1, -1):
        (quantity, kind), (following, unit) = found[at], shared[at + 1]
        gap = fold(text[quantity.number_end : following.start]).strip()
        plain = kind.rule == "count" and quantity.number.form in ("digits", "words")
        plain = plain and not _is_year(text, quantity, following, lang)
        joined = gap in words["unit_joins"] or re.fullmatch(words["unit_between"], gap)
        if plain and joined and unit.rule.startswith(("unit:", "age:behind")):
            quantity = _rescaled(quantity, following.number)
            kind = kind._replace(kind=unit.kind, unit=unit.unit, rule="unit:shared")
            shared[at] = (quantity, kind)
    return shared


def _is_year(text: str, quantity: Quantity, following: Quantity, lang: str) -> bool:
    """`kommt für 2025 auf 41 Millionen Euro`: a year before an amount with a scale word."""
    dates = load_toml(lang, "figures")["dates"]
    digits = text[quantity.number_start : quantity.number_end]
    scaled_up = not text[following.number_start : following.number_end][-1:].isdigit()
    year = len(digits) == 4 and digits.isdigit()
    return year and scaled_up and dates["recent"] <= int(digits) <= dates["latest"]


def share_places(
    text: str, found: list[tuple[Quantity, Kind]], *, lang: str = "de"
) -> list[tuple[Quantity, Kind]]:
    """`auf den Plätzen drei und vier`: the second is a place as the first is."""
    plurals = load_toml(lang, "figures")["ranks"]["plurals"]
    joins = load_toml(lang, "figures")["bounds"]["unit_joins"]
    shared = list(found)
    for at in range(1, len(found)):
        (before, place), (quantity, kind) = shared[at - 1], shared[at]
        gap = fold(text[before.end : quantity.start]).strip()
        if kind.rule == "count" and gap in joins and place.rule.removeprefix("rank:") in plurals:
            kind = kind._replace(kind="rank", noun=place.noun, rule=place.rule)
            shared[at] = (quantity, kind)
    return shared


def share_bounds(
    text: str, found: list[tuple[Quantity, Kind]], *, lang: str = "de"
) -> list[tuple[Quantity, Kind]]:
    """`rund 30 Männer und 20 Frauen`: a modifier before joined counts is read over all of them."""
    joins = "|".join(load_toml(lang, "figures")["bounds"]["count_joins"])
    phrase = re.compile(rf"\s(?:[^\W\d_][\w-]*\s){{1,{LONGEST_PHRASE}}}(?:{joins})\s", re.I)
    shared = list(found)
    for at in range(1, len(found)):
        (before, counted), (quantity, kind) = shared[at - 1], shared[at]
        bare = len(quantity.rules) == 1 and quantity.number.form in ("digits", "words")
        modifiers = [rule for rule in before.rules if ":" in rule and before.doubtful is None]
        single = before.bound not in ("range", "vague", "exact") and len(modifiers) == 1
        if not (bare and single and counted.kind == kind.kind == "count"):
            continue
        if phrase.fullmatch(text, before.number_end, quantity.start):
            bound = modifiers[0].partition(":")[0]
            shared[at] = (rebound(quantity, bound, modifiers[0]), kind)
    return shared


def join_ranges(
    text: str, found: list[tuple[Quantity, Kind]], *, lang: str = "de"
) -> list[tuple[Quantity, Kind]]:
    """`20 Euro bis 30 Euro`: one range, though each end has its unit."""
    joins = load_toml(lang, "figures")["bounds"]["range_words"]
    joined: list[tuple[Quantity, Kind]] = []
    for quantity, kind in found:
        before, unit = joined[-1] if joined else (None, None)
        if before is not None and unit is not None and unit.unit is not None:
            gap = fold(text[unit.end : quantity.number_start].strip())
            rising = before.bound == "exact" and before.number.value < quantity.number.value
            if gap in joins and rising and (unit.kind, unit.unit) == (kind.kind, kind.unit):
                joined[-1] = (_join(before, quantity), kind._replace(start=unit.start))
                continue
        joined.append((quantity, kind))
    return joined


def merge_compounds(
    text: str, found: list[tuple[Quantity, Kind]], *, lang: str = "de"
) -> list[tuple[Quantity, Kind]]:
    """`zwei Stunden und 15 Minuten`, `3 Euro und 20 Cent`: one quantity in the larger unit."""
    compounds = load_toml(lang, "figures")["compounds"]
    merged: list[tuple[Quantity, Kind]] = []
    for quantity, kind in found:
        if merged:
            before, larger = merged[-1]
            parts = compounds["parts"].get(f"{larger.unit} {kind.unit}")
            gap = fold(text[larger.end : quantity.start]).strip()
            whole = kind.kind != "money" or before.number.place >= 1  # not "1,89 Euro, zehn Cent"
            if parts and whole and gap in compounds["joins"] and quantity.bound == "exact":
                merged[-1] = (_add(before, quantity, parts), larger._replace(end=kind.end))
                continue
        merged.append((quantity, kind))
    return merged


def _join(first: Quantity, second: Quantity) -> Quantity:
    """The range between two exact quantities that were told with a unit each."""
    return second._replace(
        start=first.start, number_start=first.number_start, value=None,
        low=first.number.value, high=second.number.value, low_open=False, high_open=False,
        bound="range", rules=(first.number.form, "range:to"), doubtful=None,
    )  # fmt: skip


def _add(larger: Quantity, smaller: Quantity, parts: float) -> Quantity:
    """The sum of a quantity and an exact one in a unit of which `parts` make one of the first.

    An article counts there: "eine Stunde und 32 Minuten".
    """
    place = smaller.number.place / parts
    value = larger.number.value + smaller.number.value / parts
    form = "words" if larger.number.form == "article" else larger.number.form
    number = larger.number._replace(value=value, place=place, form=form)
    return _moved(larger, number, place / larger.number.place)._replace(
        end=smaller.end, number_end=smaller.number_end, rules=(*larger.rules, "compound")
    )


def in_units(text: str, quantity: Quantity, kind: Kind, *, lang: str = "de") -> Quantity:
    """The quantity in its unit: a Viertelstunde is 0.25 hours, `eine knappe Stunde` almost one.

    Multiples are told to a whole: `fast das Zehnfache` is 9.5 at least.
    """
    units = load_toml(lang, "figures")["units"]
    graded, words = units["graded"], fold(text[quantity.number_end : kind.end]).split()
    if fold(text[quantity.number_start : kind.end]).startswith(tuple(units["many"])):
        return quantity._replace(value=None, high=None, high_open=None, bound="vague")
    if kind.kind == "multiple" and quantity.number.place > 1:
        return scaled(quantity, 1, 1)
    if len(words) > 1 and words[0] in graded and quantity.bound == "exact":
        quantity = rebound(quantity, graded[words[0]], f"{graded[words[0]]}:{words[0]}")
    return quantity if kind.times == 1 else scaled(quantity, kind.times)


def scaled(quantity: Quantity, scale: float, place: float | None = None) -> Quantity:
    """The quantity of a number that was meant `scale` times as large, with its last `place`."""
    number = quantity.number
    place = place or number.place * scale
    larger = number._replace(value=number.value * scale, place=place)
    return _moved(quantity, larger, place / number.place)


def _rescaled(quantity: Quantity, following: Number) -> Quantity:
    """The quantity with the following number's scale word: "um 1,2 auf 41,5 Milliarden"."""
    number = quantity.number
    if quantity.value is None or number.scale != 1 or number.value >= LARGEST_SHORT:
        return quantity
    return scaled(quantity, following.scale)


def _moved(quantity: Quantity, number: Number, ratio: float) -> Quantity:
    """The quantity around another number, its distances to the ends multiplied by `ratio`."""
    said, value = quantity.number.value, number.value
    low, high = (
        None if end is None else round(value + (end - said) * ratio, DIGITS)
        for end in (quantity.low, quantity.high)
    )
    said_value = None if quantity.value is None else value
    return quantity._replace(number=number, value=said_value, low=low, high=high)
