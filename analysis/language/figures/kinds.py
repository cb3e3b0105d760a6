"""What kind of number a quantity is, and in which unit: read from the words around it.

The unit stands behind the number (`20 Prozent`, `90min`, `40-Millionen-Dollar-Projekt`,
`53-Jährige`) or, with currencies, before it (`EUR 5`, `$ 20`). Forms and units are in `units.tsv`.
"""

import re
from functools import cache
from typing import NamedTuple

from analysis.language.figures.bounds import Quantity
from analysis.lexicon import fold, load_toml, load_tsv

SHORT_FORM = 3  # letters up to which a form is an abbreviation, unless written as a noun: "Tag"
WITH_UNIT = ("money", "percent", "measure", "duration")
OLDEST = 120  # years; more is no age
_WORD = r"[^\s,;:!?()„“”\"»«\d][^\s,;:!?()„“”\"»«]*"
_BEHIND = re.compile(
    rf"(?P<sep>[\s‑-]?)(?P<one>{_WORD})(?: (?P<two>{_WORD}))?(?: (?P<three>{_WORD}))?"
    rf"(?: (?P<four>{_WORD}))?"
)
_BEFORE = re.compile(r"([^\s\d,;:!?()„“”\"»«]+)\s?$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+\.?)\s$")


class Kind(NamedTuple):
    """Kind, unit, and the stretch of text that says so (`end` is the quantity's when none does).

    A number is told in `times` units: one Viertelstunde is 0.25 hours.
    """

    kind: str
    unit: str | None
    start: int
    end: int
    rule: str
    noun: str | None = None
    times: float = 1.0


class _Unit(NamedTuple):
    kind: str
    unit: str | None
    times: float


@cache
def _units(lang: str) -> tuple[dict[str, _Unit], dict[str, _Unit]]:
    """Exact forms, and folded forms of the longer words."""
    exact, folded = {}, {}
    for row in load_tsv(lang, "units"):
        times, _, unit = row["unit"].rpartition(" ")
        for form in row["forms"].split("|"):
            exact[form] = _Unit(row["kind"], unit or None, float(times or 1))
            if len(form) > SHORT_FORM:
                folded[fold(form)] = exact[form]
    return exact, folded


def is_unit(word: str, lang: str) -> bool:
    """Whether a word is a unit: Jahren, Euro."""
    exact, folded = _units(lang)
    return word in exact or fold(word) in folded


def is_currency(word: str, lang: str) -> bool:
    """Whether a word is a unit of money: Euro."""
    return currency_of(word, lang) is not None


def currency_of(word: str, lang: str) -> str | None:
    """The ISO code of a word that is a unit of money: Euro, EUR; None for other words."""
    exact, folded = _units(lang)
    unit = exact.get(word) or folded.get(fold(word))
    return unit.unit if unit is not None and unit.kind == "money" else None


def kind_of(text: str, quantity: Quantity, *, lang: str = "de") -> Kind | None:
    """Kind and unit of a quantity; None when what is glued to it shows that it is no figure."""
    number = quantity.number
    if number.form == "ordinal":
        return _rank(text, quantity, lang)
    plain = Kind("count", None, quantity.start, number.end, "count")
    if number.form == "share":
        return plain._replace(kind="share", rule="share")
    behind = _unit_behind(text, quantity, lang)
    if behind is not None:
        return _aged(text, quantity, behind, lang) if behind.kind == "duration" else behind
    if _glued(text, number.end) or _is_level(text, quantity, lang):
        return None
    if number.form == "fraction":
        return plain._replace(kind="share", rule="share")
    if number.form == "multiple":
        return plain._replace(kind="multiple", rule="multiple")
    if _is_compared_age(quantity, lang):
        return plain._replace(kind="age", unit="a", rule="age:compared")
    return _unit_before(text, quantity, lang) or _rank_before(text, quantity, lang) or plain


def _glued(text: str, end: int) -> bool:
    """A letter, or a hyphen and a letter, directly behind: part of a longer word."""
    return bool(re.match(r"[-‑]?[^\W\d_]", text[end : end + 2]))


def _unit_behind(text: str, quantity: Quantity, lang: str) -> Kind | None:
    match = _BEHIND.match(text, quantity.number_end)
    if not match:
        return None
    digits = quantity.number.form in ("digits", "fraction")
    glued = match["sep"] in ("", "-", "‑")
    affix = _affix(match, lang) if glued else None
    if affix is not None:
        return affix._replace(start=quantity.start)
    if not glued or digits or match["sep"] in ("-", "‑"):
        match = _over_adjective(text, match, lang)
        for last in ("four", "three", "two", "one"):
            unit = _lookup(text, match, last, digits, lang)
            if unit is not None:
                kind, end = unit
                if kind.kind == "multiple":
                    return Kind("multiple", None, quantity.start, end, "times")
                start, rule = quantity.start, f"unit:{kind.unit}"
                return Kind(kind.kind, kind.unit, start, end, rule, times=kind.times)
    return _compound(match, quantity, lang) if glued else None


def _over_adjective(text: str, match: re.Match[str], lang: str) -> re.Match[str]:
    """`drei volle Stunden`, `ein knappes Prozent`: the words from the unit on."""
    adjectives = load_toml(lang, "figures")["units"]["over"]
    if match["two"] is None or fold(match["one"]) not in adjectives:
        return match
    return _BEHIND.match(text, match.end("one")) or match


def _lookup(
    text: str, match: re.Match[str], last: str, digits: bool, lang: str
) -> tuple[_Unit, int] | None:
    """The unit in the words up to group `last`, and where it ends."""
    if match[last] is None:
        return None
    exact, folded = _units(lang)
    form = text[match.start("one") : match.end(last)]
    parts = re.split(r"[-–/‑]", form)[:1] if last == "one" else []
    for cut in (form, form.rstrip("."), *parts):
        unit = exact.get(cut) if digits or len(cut) > 1 else None
        unit = unit or folded.get(fold(cut))
        if unit is not None:
            return unit, match.start("one") + len(cut)
    return None


def _affix(match: re.Match[str], lang: str) -> Kind | None:
    """`53-Jährige`, `siebentägig`, `zweifach`."""
    lexicon = load_toml(lang, "figures")
    word = fold(re.split(r"[-‑.]", match["one"])[0])
    for ending in lexicon["affix_endings"]["endings"]:
        entry = lexicon["affixes"].get(word.removesuffix(ending)) if word.endswith(ending) else None
        if entry:
            end = match.start("one") + len(re.split(r"[-‑.]", match["one"])[0])
            return Kind(
                entry["kind"], entry.get("unit"), 0, end, f"affix:{word}", entry.get("noun")
            )
    return None


def _compound(match: re.Match[str], quantity: Quantity, lang: str) -> Kind | None:
    """`12-Punkte-Plan`: a count of what the compound's next part names."""
    parts = match["one"].split("-")
    if fold(parts[0]) in load_toml(lang, "figures")["compounds"]["fixed"]:
        return None
    if match["sep"] == "" or len(parts) < 2 or not parts[0].isalpha():
        return None
    end = match.end("one") - (match["one"][-1] == ".")
    return Kind("count", None, quantity.start, end, "compound", parts[0])


def _unit_before(text: str, quantity: Quantity, lang: str) -> Kind | None:
    """A currency's sign or code before the number: `EUR 5`, `$ 20`."""
    match = _BEFORE.search(text, max(0, quantity.number_start - 12), quantity.number_start)
    unit = _units(lang)[0].get(match[1]) if match else None
    if match is None or unit is None or quantity.number.form != "digits" or unit.kind != "money":
        return None
    if match[1].isalpha() and not match[1].isupper():
        return None
    start = min(quantity.start, match.start(1))
    return Kind(unit.kind, unit.unit, start, quantity.number.end, f"unit:{unit.unit}")


def _rank(text: str, quantity: Quantity, lang: str) -> Kind | None:
    match = _BEHIND.match(text, quantity.number_end)
    ranks = load_toml(lang, "figures")["ranks"]
    if match and fold(match["one"]).rstrip(".") in ranks["levels"]:
        return None
    if match and fold(match["one"]).rstrip(".") in ranks["date_nouns"]:
        end = match.start("one") + len(match["one"].rstrip("."))
        return Kind("date", None, quantity.start, end, "ordinal_date")
    return Kind("rank", None, quantity.start, quantity.number_end, "ordinal")


def _is_level(text: str, quantity: Quantity, lang: str) -> bool:
    """`Stufe vier`: the number is a name."""
    match = _WORD_BEFORE.search(text, max(0, quantity.start - 24), quantity.start)
    return match is not None and fold(match[1]) in load_toml(lang, "figures")["ranks"]["levels"]


def _rank_before(text: str, quantity: Quantity, lang: str) -> Kind | None:
    """`Platz 3`, `Nummer eins`, `Top 50`; values on a scale (`der Stärke 6,8`) are measures."""
    match = _WORD_BEFORE.search(text, max(0, quantity.start - 24), quantity.start)
    ranks = load_toml(lang, "figures")["ranks"]
    if match and fold(match[1]) in ranks["scales"]:
        unit = ranks["scales"][fold(match[1])] or None
        return Kind("measure", unit, match.start(1), quantity.number_end, "scale", match[1])
    if match and fold(match[1]) in ranks["factors"]:
        return Kind("multiple", None, match.start(1), quantity.number_end, "factor")
    ages = load_toml(lang, "figures")["ages"]
    if match and fold(match[1]) in ages["prefixed"]:
        return Kind("age", "a", quantity.start, quantity.number_end, "age:before")
    if match and fold(match[1]) in ranks["words"]:
        rule = f"rank:{fold(match[1])}"
        noun = ranks["plurals"].get(fold(match[1]), match[1])
        return Kind("rank", None, match.start(1), quantity.number_end, rule, noun)
    return None


def _behind_person(text: str, start: int, ages: dict) -> bool:
    """`Jugendliche von 12 bis 17 Jahren`: a span of years right behind persons."""
    words = text[max(0, start - 40) : start].split()
    if words and fold(words[-1]) in ages["from"]:
        words.pop()
    return bool(words) and words[-1].rstrip("n") in ages["bearers"]


def _is_compared_age(quantity: Quantity, lang: str) -> bool:
    """`jünger als 25`, with or without years."""
    comparatives = load_toml(lang, "figures")["ages"]["comparatives"]
    return any(rule.split(":")[-1] in comparatives for rule in quantity.rules)


def _aged(text: str, quantity: Quantity, kind: Kind, lang: str) -> Kind:
    """Years that are somebody's age: `41 Jahre alt`, `im Alter von 16 Jahren`, `mit 20 Jahren`."""
    ages = load_toml(lang, "figures")["ages"]
    if kind.rule.startswith("affix"):
        return kind
    after = re.match(r"\s([^\W\d_]+)", text[kind.end : kind.end + 16])
    if after is not None and fold(after[1]) in ages["behind"]:
        return kind._replace(kind="age", rule="age:behind", end=kind.end + after.end())
    if quantity.number.value > OLDEST:
        return kind
    before = fold(text[max(0, quantity.start - 16) : quantity.start]).split()
    compared = _is_compared_age(quantity, lang)
    named = " ".join(before[-2:]) in ages["before"] or before[-1:] == [ages["preposition"]]
    named = named or (quantity.bound == "range" and _behind_person(text, quantity.start, ages))
    stacked = load_toml(lang, "figures")["prepositions"]["stacked"]
    limit = quantity.doubtful in ages["limits"] and not set(before[-1:]) & set(stacked)
    if kind.unit == "a" and (compared or named or limit):
        return kind._replace(kind="age", rule="age:before")
    return kind
