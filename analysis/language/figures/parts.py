"""Figures that belong together: shares told as two numbers, and parts of an earlier figure.

"Drei von vier Befragten" is one share. "1.000 der 11.000 Soldaten", "davon 500", "von ihnen seien
20 gefallen" are parts: they point at the figure they are of and take its noun when they name none.
"""

import re
from bisect import bisect_right
from functools import cache

from spacy.tokens import Doc, Token

from analysis.language.figures.bounds import DIGITS, Quantity
from analysis.language.figures.events import clause_verb
from analysis.language.figures.kinds import WITH_UNIT, Kind
from analysis.language.figures.number_marks import FRACTION_PLACE
from analysis.language.figures.supplied import (
    Place,
    is_converted,
    lends_unit,
    supplier,
    taken_up,
)
from analysis.language.records import Figure
from analysis.lexicon import fold, load_toml

LARGEST_SHARED = 10  # "drei von vier" is a share; "drei von 14 Sirenen" are three
_SHORT = re.compile(r"(?:\w+ ){1,3}\w+")  # "davon 40 in Italien und 17 in Ungarn"
ROUND = (100, 1000)  # and these are wholes that nobody counted: "43 von 100 Befragten"
# Rules of numbers whose verb is left out with their noun: "Verletzt wurden 20, davon drei schwer"
SAME_CLAUSE = ("noun:elided", "part:thereof", "part:too", "part:behind", "part:of_them")


def merge_shares(
    text: str, found: list[tuple[Quantity, Kind]], *, lang: str = "de"
) -> list[tuple[Quantity, Kind]]:
    """`drei von vier` as one share; all else unchanged."""
    words = load_toml(lang, "figures")["nouns"]["share_words"]
    merged: list[tuple[Quantity, Kind]] = []
    for quantity, kind in found:
        before = merged[-1] if merged else None
        if before is not None and _is_share(text, before, (quantity, kind), words):
            merged[-1] = _share(before[0], quantity)
        else:
            merged.append((quantity, kind))
    return merged


def _is_share(
    text: str, part: tuple[Quantity, Kind], whole: tuple[Quantity, Kind], words: list[str]
) -> bool:
    (first, first_kind), (second, second_kind) = part, whole
    whole_value = second.number.value
    if second.bound != "exact" or first.bound in ("range", "vague"):
        return False
    if whole_value > LARGEST_SHARED and whole_value not in ROUND:
        return False
    if (first_kind.kind, second_kind.kind) != ("count", "count"):
        return False
    gap = fold(text[first.number_end : second.start].strip())
    return gap in words and first.number.value < second.number.value and first_kind.noun is None


def _share(part: Quantity, whole: Quantity) -> tuple[Quantity, Kind]:
    of = whole.number.value
    number = part.number._replace(value=part.number.value / of, place=part.number.place / of)
    low, high = (None if end is None else end / of for end in (part.low, part.high))
    if part.bound == "approx" and part.number.form != "digits":  # words tell a share to a tenth
        low, high = (
            None
            if end is None
            else round(number.value + (end - number.value) / number.place * FRACTION_PLACE, DIGITS)
            for end in (low, high)
        )
    quantity = part._replace(
        end=whole.end, number_end=whole.number_end, value=number.value, low=low, high=high,
        number=whole.number, rules=(*part.rules, "share:of"),
    )  # fmt: skip
    return quantity, Kind("share", None, part.start, whole.end, "share")


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    words = load_toml(lang, "figures")["nouns"]
    either = {key: "|".join(value) for key, value in words.items() if isinstance(value, list)}
    return {
        "of": re.compile(rf"(?:{either['partitives']})(?: (?:{either['determiners']}))*(?: \w+)?"),
        "part": re.compile(rf"(?:^|\W)(?:{either['parts']})[\s:]+(?:[^\s,;:]+\s){{0,3}}$"),
        "them": re.compile(rf"(?:^|\W)(?:{either['of_them']}) (?:{either['pronouns']})\b[^.;!?]*$"),
        "behind": re.compile(
            rf"\s(?:(?:{either['parts']})|(?:{either['of_them']}) (?:{either['pronouns']}))\b"
        ),
        "whole": re.compile(
            rf"(?:^\W*|[,:„]\s)(?:{either['of_them']}) $"
            rf"|(?:^|\W)(?:{either['of_them']}) (?:{either['determiners']})\W*(?:\w+\s){{0,5}}$"
        ),
        "difference": re.compile(rf"\s(?:{either['differences']})\b"),
    }


def link_parts(doc: Doc, text: str, figures: list[Figure], *, lang: str = "de") -> list[Figure]:
    """`figures` (sorted) with `part_of` set, and nouns where a bare number takes up another's."""
    if not figures:
        return []
    tokens = doc.to_array(["IDX", "SENT_START"]).tolist()
    offsets = [place for place, _ in tokens]
    starts = [place for place, starts_sentence in tokens if starts_sentence == 1] or [0]
    places = [max(0, bisect_right(starts, figure.start) - 1) for figure in figures]
    sentences = [Place(number, starts[number]) for number in places]
    linked = list(figures)
    for at, figure in enumerate(figures):
        number = doc[bisect_right(offsets, figure.number_start) - 1]
        linked[at] = _linked(text, linked, sentences, at, number, lang)
    return linked


def _linked(
    text: str, figures: list[Figure], sentences: list[Place], at: int, number: Token, lang: str
) -> Figure:
    """Figure `at`, whose number is at token `number`, with its whole and a noun if it lacks one."""
    figure, source, rule = figures[at], None, ""
    lender = lends_unit(text, figures, sentences, at, lang)
    far = lender is not None and sentences[at].number - sentences[lender].number > 1
    if lender is not None and (far or figure.rule.endswith("noun:among")):
        return figure._replace(kind=figures[lender].kind, unit=figures[lender].unit)
    compared = _compared_points(text, figures, sentences, at, lang)
    if compared is not None or _counts_points(figures, sentences, at, lang):
        figure = figure._replace(kind="percent", unit="%-pt", noun=None)
    if compared is not None:
        figure, source, rule = figure._replace(part_of=compared), compared, "part:difference"
    if (
        figure.rule.endswith("noun:unit")
        and at
        and is_converted(text, figures[at - 1], figure, lang)
    ):
        figure = figure._replace(noun=None)
    elif figure.kind in ("count", "share", "percent"):
        source, rule = _whole(text, figures, sentences, at, lang)
        figure = figure._replace(part_of=source)
    if source is None and figure.noun is None:
        source, rule = supplier(text, figures, sentences, at, lang)
    if source is not None:
        figure = figure._replace(rule=f"{figure.rule}+{rule}")
    if figure.noun is not None:
        return figure
    if source is None:
        return taken_up(number, figure, lang)
    if rule == "noun:again":  # "das heißt 40" is no event
        figure = figure._replace(event=figures[source].event)
    alone = clause_verb(number, lang) is None and sentences[source] == sentences[at]
    return _named_like(figure, figures[source], alone=alone)


def _compared_points(
    text: str, figures: list[Figure], sentences: list[Place], at: int, lang: str
) -> int | None:
    """Index of the percentage that points are more or less than: `48 Prozent, sieben Punkte mehr`.

    It stands in the same sentence or one of the two before it.
    """
    words = load_toml(lang, "figures")["nouns"]
    behind = fold(text[figures[at].end : figures[at].end + 12]).split()
    if figures[at].noun not in words["points"] or not behind or behind[0] not in words["compared"]:
        return None
    for back in range(at - 1, -1, -1):
        if sentences[at].number - sentences[back].number > 2:
            return None
        if figures[back].kind == "percent" and figures[back].unit != "%-pt":
            return back
    return None


def _counts_points(figures: list[Figure], sentences: list[Place], at: int, lang: str) -> bool:
    """`um 0,2 Punkte auf 6,1 Prozent`: points beside a percentage are percentage points."""
    if figures[at].noun not in load_toml(lang, "figures")["nouns"]["points"]:
        return False
    beside = (other for other in (at - 1, at + 1) if 0 <= other < len(figures))
    return any(
        figures[other].kind == "percent" and sentences[other] == sentences[at] for other in beside
    )


def _named_like(figure: Figure, source: Figure, *, alone: bool) -> Figure:
    """The figure with the noun and unit of `source`; `alone`, without a verb, with its event."""
    figure = figure._replace(noun=source.noun, qualifiers=source.qualifiers)
    if alone and figure.event is None and figure.rule.endswith(SAME_CLAUSE):
        figure = figure._replace(event=source.event)
    if source.kind in (*WITH_UNIT, "age") and figure.kind == "count":
        figure = figure._replace(kind=source.kind, unit=source.unit)
    return figure


def _whole(
    text: str, figures: list[Figure], sentences: list[Place], at: int, lang: str
) -> tuple[int | None, str]:
    """Index of the figure that figure `at` is a part of, and the rule."""
    figure, patterns = figures[at], _patterns(lang)
    if at + 1 < len(figures) and figures[at + 1].kind == "count" and figure.kind == "count":
        gap = text[figure.number_end : figures[at + 1].start].strip()
        if gap.islower() and patterns["of"].fullmatch(fold(gap)):
            return at + 1, "part:of"
    joins = load_toml(lang, "figures")["nouns"]["part_joins"]
    sibling = figures[at - 1] if at else figure
    behind = patterns["behind"].match(fold(text[figure.end : figure.end + 24]))
    if behind and sibling.kind == "count" and at and sentences[at - 1] == sentences[at]:
        return at - 1, "part:behind"  # "47 von ihnen kamen, fünf davon spät"
    gap = text[sibling.end : figure.start].strip()
    goes_on = figure.noun is None and _SHORT.fullmatch(gap) and gap.split()[-1] in joins
    if sibling.part_of is not None and (gap in joins or goes_on):
        return sibling.part_of, "part:too"
    if figure.rule.endswith("noun:of_which"):
        return _told_before(figures, sentences, at)
    previous = _previous(figures, sentences, at)
    if previous is None:
        return None, ""
    start = sentences[at].start
    before = fold(text[start : figure.start])
    if behind:  # "3,50 Euro das Stück. 400 davon": pieces are no part of a price
        same = figures[previous].kind == figure.kind or figure.kind not in ("count", "rank")
        return (previous, "part:behind") if same else (None, "")
    compared = patterns["difference"].match(fold(text[figure.end : figure.end + 24]))
    if compared and figures[previous].kind == figure.kind and figure.noun is None:
        return previous, "part:difference"
    part = patterns["part"].search(before)
    if part and not _asks_for(part[0], figure, lang):
        return previous, "part:thereof"
    whole = figures[previous]
    taken = patterns["behind"].match(fold(text[whole.end : whole.end + 24]))
    if not taken and patterns["them"].search(before):
        return previous, "part:of_them"
    smaller = None in (whole.value, figure.value) or figure.value < whole.value
    apart = ";" in text[whole.end : figure.start]
    told = figure.noun is None or (figure.event is None and figure.kind == "count")
    bare = whole.start >= start and told and smaller and not apart
    if bare and patterns["whole"].search(fold(text[start : whole.start])):
        return previous, "part:from"
    return None, ""


def _asks_for(part: str, figure: Figure, lang: str) -> bool:
    """`Betroffen sind davon 40 Dörfer`: the verb asks for "davon", which names no whole."""
    words = load_toml(lang, "figures")["nouns"]
    asks = figure.event in words["of_verbs"] and any(word in part for word in words["of_parts"])
    return asks and not figure.rule.endswith("noun:none")


def _told_before(figures: list[Figure], sentences: list[Place], at: int) -> tuple[int | None, str]:
    """The figure of the noun that a relative pronoun stands for, if that is counted."""
    for back in range(at - 1, -1, -1):
        if sentences[back] != sentences[at]:
            break
        if figures[back].noun == figures[at].noun and figures[back].kind in ("count", "measure"):
            return back, "part:of_which"
    return None, ""


def _previous(figures: list[Figure], sentences: list[Place], at: int) -> int | None:
    """The last count before figure `at` that is no part itself, at most one sentence back."""
    for back in range(at - 1, -1, -1):
        if sentences[at].number - sentences[back].number > 1:
            return None
        if figures[back].kind in ("count", "money") and figures[back].part_of is None:
            return back
    return None
