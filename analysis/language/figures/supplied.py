"""The noun of a number that stands without one, from the same sentence or the one before it.

Which one is decided by words and order alone (data/gold/GUIDELINES.md, "Noun"): the noun a pronoun
stands for, that of the nearest figure before of the same kind, or another noun before it which the
number goes on counting. Else it has none.
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.figures.kinds import WITH_UNIT
from analysis.language.figures.phrases import has_amount, lemma_of, sentence_start
from analysis.language.figures.qualifiers import qualifiers_of
from analysis.language.figures.sums import LARGE
from analysis.language.records import Figure
from analysis.lexicon import fold, load_toml

ALIKE = {"share": "percent"}  # kinds that tell the same thing
FARTHEST_SUM = 3  # sentences back to the money that bare millions are of
WITH_NOUN = ("money", "percent", "measure")
WITHOUT_NOUN = ("age", "date", "duration", "multiple")
CLOSE = 60  # characters between a count and the share it makes: "17 der Bäume, also drei Viertel"
LONGEST_INSTEAD = 3  # words: "90 statt der erlaubten 40 Gäste"
AGAIN = 18  # characters between a share and its count: "jeder fünfte Gast, das heißt etwa 40"
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj")


class Place(NamedTuple):
    """The sentence a figure stands in: its number in the Doc, and where it starts."""

    number: int
    start: int


def supplier(
    text: str, figures: list[Figure], sentences: list[Place], at: int, lang: str
) -> tuple[int | None, str]:
    """Index of the figure that lends figure `at` its noun, and the rule; None when nothing does."""
    figure = figures[at]
    if figure.kind in WITHOUT_NOUN or (figure.kind == "rank" and _is_titled(text, figure, lang)):
        return None, ""
    lender = lends_unit(text, figures, sentences, at, lang)
    if lender is not None:
        return lender, "noun:elided"
    pair = _respectively(text, figures, sentences, at, lang)
    if pair is not None:
        return pair, "noun:elided"
    if at and is_converted(text, figures[at - 1], figure, lang):
        return at - 1, "noun:elided"
    if _is_sum_before(figures, sentences, at):
        return at + 1, "noun:elided"
    if _is_joined(text, figures, at, lang):
        return at + 1, "noun:joined"
    same = at > 0 and sentences[at] == sentences[at - 1]
    if same and _said_again(text, figures[at - 1], figure):
        return at - 1, "noun:again"
    summed_up = _summed_up(text, figures, sentences, at, lang)
    if summed_up is not None:
        return summed_up, "noun:antecedent"
    for gap, goes_on in ((0, _same_kind), (0, _close_count), (1, _same_kind)):
        for back in range(at - 1, -1, -1):
            away = sentences[at].number - sentences[back].number
            if away > gap:
                break
            if away == gap and figures[back].noun is not None and goes_on(figures[back], figure):
                return back, "noun:antecedent" if gap else "noun:elided"
    asked = _asked(figures, sentences, at)
    if asked is not None:
        return asked, "noun:antecedent"
    for back in range(at - 1, -1, -1):  # "fielen die drei schon einmal aus"
        if figures[back].noun is not None and _repeats(text, figures[back], figure, lang):
            return back, "noun:repeated"
    return None, ""


def _respectively(
    text: str, figures: list[Figure], sentences: list[Place], at: int, lang: str
) -> int | None:
    """`vier Tote und 30 Vermisste, am Abend neun und 50`: each of two takes up its own."""
    joins = load_toml(lang, "figures")["bounds"]["count_joins"]

    def joined(one: int) -> bool:
        pair = figures[one : one + 2]
        if one < 0 or len(pair) < 2 or {figure.kind for figure in pair} != {"count"}:
            return False
        gap = fold(text[pair[0].end : pair[1].start]).strip()
        return gap in joins and sentences[one] == sentences[one + 1]

    for first in (at, at - 1):
        if joined(first) and joined(first - 2) and sentences[first] == sentences[first - 2]:
            told = [figure.noun for figure in figures[first - 2 : first]]
            if (
                None not in told
                and told[0] != told[1]
                and figures[first + 1].noun in (None, told[1])
            ):
                return at - 2
    return None


def is_converted(text: str, before: Figure, figure: Figure, lang: str) -> bool:
    """`149.800 Yuan (zirka 16.000 Euro)`, `um zehn oder 20 Cent`: the same thing once more."""
    if before.kind != figure.kind or before.noun is None or before.rule.endswith("noun:unit"):
        return False
    joins = load_toml(lang, "figures")["bounds"]["unit_joins"]
    return fold(text[before.end : figure.start]).strip() in ("(", *joins)


def _same_kind(before: Figure, figure: Figure) -> bool:
    """Percentages and shares are one kind; percentage points are of no such thing."""
    points = before.unit == "%-pt" != figure.unit
    return ALIKE.get(before.kind, before.kind) == ALIKE.get(figure.kind, figure.kind) and not points


def _asked(figures: list[Figure], sentences: list[Place], at: int) -> int | None:
    """`Befragt wurden 900 Mieter in 12 Orten. 44 Prozent sagten …`: the largest count before.

    The share begins its sentence, so nothing else there is what it is of.
    """
    if figures[at].kind not in ("share", "percent") or figures[at].start != sentences[at].start:
        return None
    counts = [
        back
        for back in range(at)
        if sentences[at].number - sentences[back].number == 1
        and figures[back].kind == "count"
        and figures[back].noun
        and figures[back].value
    ]
    return max(counts, key=lambda back: figures[back].value, default=None)


def _summed_up(
    text: str, figures: list[Figure], sentences: list[Place], at: int, lang: str
) -> int | None:
    """`Es fuhren 206 Züge. Das sind 37 Prozent.`: the last count of the sentence before."""
    opening = fold(text[sentences[at].start : figures[at].start]).strip()
    if figures[at].kind not in ("share", "percent"):
        return None
    if opening not in load_toml(lang, "figures")["nouns"]["that_is"]:
        return None
    for back in range(at - 1, -1, -1):
        if sentences[at].number - sentences[back].number > 1:
            break
        if figures[back].kind == "count" and figures[back].noun is not None:
            return back
    return None


def _said_again(text: str, before: Figure, figure: Figure) -> bool:
    """`die Hälfte der Gäste, nämlich 40,`: a share is told once more as a count."""
    gap = text[before.end : figure.start]
    near = len(gap) < AGAIN and gap.startswith((",", " ("))
    return near and before.kind == "share" and figure.kind == "count" and before.noun is not None


def _close_count(before: Figure, figure: Figure) -> bool:
    """`17 der Bäume, also drei Viertel`; `90 Gäste, vier Prozent mehr`; `zwei, nun eine dritte`."""
    if before.kind != "count":
        return False
    close = figure.kind in ("share", "percent") and figure.start - before.end < CLOSE
    return close or figure.rule.startswith("ordinal")


def _is_titled(text: str, figure: Figure, lang: str) -> bool:
    """`wurde Fünfte`, `als 30.`: a rank that counts no other thing, without an article."""
    articles = load_toml(lang, "numbers")["ordinals"]["before_digits"]
    before = fold(text[max(0, figure.start - 12) : figure.start]).split()
    return text[figure.number_start].isupper() or not before or before[-1] not in articles


def _repeats(text: str, before: Figure, figure: Figure, lang: str) -> bool:
    """`die drei`: a count that was told before, with the article that points back to it."""
    if figure.kind != "count" or before.kind != "count" or before.value != figure.value:
        return False
    articles = load_toml(lang, "figures")["bounds"]["articles"]
    said = fold(text[max(0, figure.start - 8) : figure.start]).split()
    return before.value is not None and said[-1:] != [] and said[-1] in articles


def taken_up(number: Token, figure: Figure, lang: str) -> Figure:
    """The figure with a noun that the words before it name, if they name one."""
    doc, words = number.doc, load_toml(lang, "figures")["nouns"]
    start = sentence_start(number)
    before = sentence_start(doc[start - 1]) if start else start
    nouns = [token for token in doc[before : number.i] if token.pos_ == "NOUN"]
    found = None
    if figure.kind == "money":
        found = next((noun for noun in reversed(nouns) if has_amount(noun, lang)), None)
    elif figure.kind == "count":
        told = figure.event is None and figure.bound != "vague"  # "Zehntausende fehlen": no names
        found = _changed(number, lang) or _counted_on(doc, number, start, nouns, words, told=told)
    if found is None:
        return figure
    return figure._replace(
        noun=lemma_of(found),
        qualifiers=qualifiers_of(found, number.i, lang=lang),
        rule=f"{figure.rule}+noun:taken_up",
    )


def _counted_on(
    doc: Doc, number: Token, start: int, nouns: list[Token], words: dict, *, told: bool
) -> Token | None:
    """What a bare count goes on counting; `told`: nothing happens to it but being told."""
    behind = [fold(token.text) for token in doc[number.i + 1 : number.i + 3]]
    plural = [
        noun
        for noun in nouns
        if "Number=Plur" in str(noun.morph)
        and not any(child.dep_ == "nummod" for child in noun.children)
    ]
    if len(behind) == 2 and behind[0] in words["of_them"] and behind[1] in words["pronouns"]:
        return next((noun for noun in reversed(plural) if noun.dep_ in _ARGUMENTS), None)
    asked = words["how_many"].split()
    for noun in reversed(nouns):
        if [fold(token.text) for token in doc[max(0, noun.i - len(asked)) : noun.i]] == asked:
            return noun
    alone = len(plural) == 1 and plural[0].i < start
    return plural[0] if told and alone else None


def _changed(number: Token, lang: str) -> Token | None:
    """`Man will die Plätze auf zwölf erhöhen`: the plural whose number changes."""
    lexicon = load_toml(lang, "figures")
    steps = {lexicon["bounds"][step] for step in ("change_by", "change_from", "change_to")}
    cases = {fold(child.text) for child in number.lefts if child.dep_ == "case"}
    if lemma_of(number.head) not in lexicon["changes"]["verbs"] or not cases & steps:
        return None
    for child in number.head.children:
        if child.dep_ in _ARGUMENTS and child.pos_ == "NOUN" and "Number=Plur" in str(child.morph):
            return child
    return None


def lends_unit(
    text: str, figures: list[Figure], sentences: list[Place], at: int, lang: str
) -> int | None:
    """Index of the figure whose unit a bare number has: `im Schnitt 46 Tage, in Städten 29.`"""
    figure = figures[at]
    if not at or figure.kind != "count":
        return None
    if (figure.low or figure.high or 0) >= LARGE and figure.noun is None:
        return _last_sum(figures, sentences, at)
    last = next((back for back in range(at - 1, -1, -1) if figures[back].kind != "date"), at - 1)
    before = figures[last]
    gap = sentences[at].number - sentences[last].number
    if before.kind not in (*WITH_UNIT, "age") or gap > 1:
        return None
    goes_on = before.kind in WITH_NOUN and _goes_on(text, figure, lang)
    ends = goes_on or re.match(r"\s*(?:[.,;)]|$)", text[figure.end : figure.end + 2]) is not None
    near = goes_on or (gap == 0 and last == at - 1)
    lends = near and ends and (before.low or 0) < LARGE and not _is_when(text, before, lang)
    return last if lends else None


def _last_sum(figures: list[Figure], sentences: list[Place], at: int) -> int | None:
    """The money told last, for millions of nothing; None where millions of something come later."""
    for back in range(at - 1, -1, -1):
        if sentences[at].number - sentences[back].number > FARTHEST_SUM:
            return None
        if figures[back].kind == "money":
            return back
        if figures[back].kind == "count" and (figures[back].low or 0) >= LARGE:
            return None
    return None


def _goes_on(text: str, figure: Figure, lang: str) -> bool:
    """`Im Herbst waren es 35.`: what was told in the sentence before, of another time or place."""
    words = load_toml(lang, "figures")["nouns"]
    before = fold(text[max(0, figure.number_start - 24) : figure.number_start]).rstrip()
    for adverb in words["it_was_still"]:
        before = before.removesuffix(f" {adverb}")
    return before.endswith(tuple(words["it_was"]))


def _is_when(text: str, figure: Figure, lang: str) -> bool:
    """`ein Jahr zuvor waren es 9.000`: a span of time that says when lends no unit."""
    words = load_toml(lang, "figures")["articles"]
    behind = fold(text[figure.end : figure.end + 12]).split()
    before = fold(text[max(0, figure.start - 12) : figure.start]).split()
    when = behind[:1] and behind[0] in words["duration_behind"]
    return figure.kind == "duration" and bool(
        when or (before[-1:] and before[-1] in words["duration_before"])
    )


def _is_sum_before(figures: list[Figure], sentences: list[Place], at: int) -> bool:
    """`statt 40 Millionen kostet es 65 Millionen Euro`: millions before a sum of money are one."""
    if figures[at].kind != "count" or (figures[at].low or 0) < LARGE or at + 1 == len(figures):
        return False
    return figures[at + 1].kind == "money" and sentences[at + 1] == sentences[at]


def _is_joined(text: str, figures: list[Figure], at: int, lang: str) -> bool:
    """`sechs oder sieben Kisten`: the noun behind the second number is that of both."""
    behind = figures[at + 1] if at + 1 < len(figures) else figures[at]
    ranked = figures[at].kind == "rank" and behind.kind == "count"
    if behind.noun is None or not (ranked or behind.kind == figures[at].kind):
        return False
    words = load_toml(lang, "figures")
    gap = text[figures[at].end : behind.start].strip()
    if ranked:
        return not gap  # "die ersten zwei Tage"
    if figures[at].kind != "rank":
        instead = (
            gap.split()[:1] == words["nouns"]["instead"] and len(gap.split()) <= LONGEST_INSTEAD
        )
        joins, doubts = words["nouns"]["number_joins"], words["nouns"]["number_doubts"]
        first, *doubt = gap.split() or [""]
        listed = first in joins or (first == "," and doubt)  # "drei, vielleicht vier Kisten"
        return instead or bool(listed and set(doubt) <= set(doubts))
    steps = (*words["nouns"]["number_joins"], *words["bounds"]["rank_joins"])
    first, *articles = gap.removeprefix(".").split() or [""]
    return first in steps and set(articles) <= set(words["bounds"]["articles"])
