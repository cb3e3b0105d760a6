"""Which question each figure answers: the key by which figures of several sources meet.

Read from the figure's noun and event, from the words of its sentence, and, where both leave it open
("26 meldete der Minister"), from the sentences before; by the lexicon `topics.toml`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from analysis.compare.bare import AGAIN, GOES_ON, WHOSE, settle_bare
from analysis.compare.quantities import COMPARED_KINDS
from analysis.compare.scopes import is_before, is_planned, known_places, place, scope
from analysis.compare.spots import Sentence, Spot, by_article, spots
from analysis.compare.topics import Topic, Topics, topics
from analysis.lexicon import fold
from analysis.tables import Tables

# How far behind a number its noun begins.
NOUN_REACH = 12
# How far from a number the words may stand that make it a rate: "2.000 Dollar je Mann und Monat".
RATE_REACH = 40
# Words on the other side of it are of another statement.
SENTENCE_LIKE = ";"
# These take their topic from the sentences before; measures are too often told by the way, and so
# are spans of time unless the sentence says that they lasted (`lasting` in the lexicon).
INHERITING = ("count", "share", "EUR", "USD", "CHF", "GBP")


class Question(NamedTuple):
    """What is asked. Figures that agree in all of it answer one question.

    Attributes:
        dimension: count, share, a currency, a base unit, h (time), multiple.
        subject: class of what is counted; empty where anybody or nothing is named.
        topic: id in the lexicon; empty where none fits.
        event: verb, only where there is no topic and the verb says what happened.
        place: only for topics that ask where.
        scope: part, whole, more (added to others), including (others, too), negated, before (how
            much it once was), change (by how much it has changed); empty: all that the words cover.
        rate: per month, per second …
        planned: what is meant to happen.
        number: of figures that say nothing of all this; only equal ones are then one question.
    """

    dimension: str
    subject: str
    topic: str
    event: str
    place: str
    scope: str
    rate: str
    planned: bool
    number: str = ""


FIELDS = Question._fields[:-1]


def questions(tables: Tables) -> pd.DataFrame:
    """The question of each figure that claims a quantity.

    Returns:
        Indexed like the rows of `tables.figures` that are compared: the fields of `Question`
        without `number`, and `factor` (to the base unit of its dimension).
    """
    figures = _claimed(tables)
    hearsay = tables.evidence[tables.evidence["basis"] == "hearsay"]
    langs = dict(zip(tables.sources["doc_id"], tables.sources["lang"], strict=True))
    dated = tables.sources[tables.sources["published"].notna()]
    years = dict(zip(dated["doc_id"], dated["published"].dt.year, strict=True))
    sentences, marks = by_article(tables.sentences), by_article(hearsay)
    known = {lang: known_places(figures, topics(lang)) for lang in set(langs.values())}
    rows = {}
    for doc_id, of_article in by_article(figures).items():
        lexicon = topics(langs[doc_id])
        found = spots(
            sentences.get(doc_id, ()), of_article, marks.get(doc_id, ()), lexicon, years.get(doc_id)
        )
        for spot in found:
            rows[spot.figure.Index] = _row(spot, lexicon, known[langs[doc_id]])
    asked = pd.DataFrame.from_dict(
        rows, orient="index", columns=[*FIELDS, "factor", "bare", "once"]
    )
    order = tables.sentences.groupby("doc_id").cumcount()
    order.index = tables.sentences["sentence_id"]
    places = figures["sentence_id"].map(order).fillna(-1)
    return _settled(settle_bare(figures, asked.reindex(figures.index), places), figures)


def _claimed(tables: Tables) -> pd.DataFrame:
    """The figures that claim a quantity; how many unnamed people speak ("zwei Insider") is none."""
    figures = tables.figures[tables.figures["kind"].isin(COMPARED_KINDS)]
    unnamed = tables.attributions[tables.attributions["speaker_type"] == "anonymous"]
    heard = {doc_id: rows["source_spans"].sum() for doc_id, rows in unnamed.groupby("doc_id")}
    counts_them = [
        any(start <= row.start and row.end <= end for start, end in heard.get(row.doc_id, ()))
        for row in figures.itertuples()
    ]
    return figures[~pd.Series(counts_them, index=figures.index, dtype=bool)]


def _row(spot: Spot, lexicon: Topics, known: re.Pattern[str]) -> tuple:
    """A figure's question, its factor, how bare it is, whether it is told of an earlier time."""
    question, is_own = _question(spot, lexicon, known)
    bare = ""
    if question.scope == "whole" or (question.dimension == "multiple" and not is_own):
        bare = AGAIN
    elif spot.sentence.is_heading and not question.topic and _is_open(spot, lexicon):
        bare = AGAIN  # a heading names the number, the text below says of what
    elif spot.is_borrowed and is_own and question.topic and question.subject:
        bare = WHOSE
    elif spot.is_borrowed and not is_own and not isinstance(spot.figure.part_of, str):
        bare = GOES_ON if _is_open(spot, lexicon) else "" if spot.noun else AGAIN
    return *question[:-1], spot.factor, bare, bool(bare) and is_before(spot, lexicon)


def _question(spot: Spot, lexicon: Topics, known: re.Pattern[str]) -> tuple[Question, bool]:
    """What a figure answers, and whether its own words or its sentence say so."""
    counts = spot.dimension == "count"
    rate = "s" if spot.dimension == "m3/s" else _rate(spot, lexicon)
    subject = _subject(spot, lexicon)
    is_base = _is_base(spot, lexicon)
    topic, is_own = _topic(spot, lexicon, subject, is_base=is_base, has_rate=bool(rate))
    asks_where = counts and (topic is None or topic.place)
    question = Question(
        dimension="m3" if spot.dimension == "m3/s" else spot.dimension,
        subject="" if rate else lexicon.compared_subject(subject, topic),
        topic=topic.id if topic else "",
        event="" if topic or rate or _is_open(spot, lexicon) else lexicon.event(spot.figure.event),
        place=place(spot, lexicon, known) if asks_where else "",
        scope="whole" if is_base and not topic else scope(spot, lexicon),
        rate=rate,
        planned=counts and is_planned(spot, lexicon),
    )
    return question, is_own


def _is_open(spot: Spot, lexicon: Topics) -> bool:
    """Whether the figure's verb leaves open what happened."""
    return not isinstance(spot.figure.event, str) or spot.figure.event in lexicon.light


def _is_base(spot: Spot, lexicon: Topics) -> bool:
    """Whether something is told of a part of it only: "von elf Sirenen blieben drei stumm"."""
    if spot.part is None or spot.part.sentence_id != spot.figure.sentence_id:
        return False
    sentence, figure = spot.sentence, spot.figure
    before = sentence.folded[: sentence.place(figure.start)]
    between = sentence.folded[sentence.place(figure.end) : sentence.place(spot.part.start)]
    return bool(lexicon.out_of.search(before)) and not lexicon.of_them.search(between)


def _rate(spot: Spot, lexicon: Topics) -> str:
    """What the number is told for, a month, a second …: the lexicon's first one near it."""
    for name, pattern in lexicon.rates.items():
        if any(abs(word.start() - spot.number) <= RATE_REACH for word in spot.near(pattern)):
            return name
    return ""


def _subject(spot: Spot, lexicon: Topics) -> str:
    """What is counted; people of an institution named with them are its residents."""
    if spot.noun in lexicon.relative_nouns:
        return _whose(spot, lexicon) or spot.noun
    subject = lexicon.subject(spot.noun, spot.dimension)
    if subject not in lexicon.anybody or spot.dimension != "count":
        return subject
    for name, pattern in lexicon.institutions.items():
        before = spot.earlier[0].folded if spot.earlier and spot.is_supplied else ""
        if any(spot.near(pattern)) or pattern.search(before):
            return name
    return subject


def _whose(spot: Spot, lexicon: Topics) -> str:
    """Whom "colleagues" are of: the class named nearest in the sentence, else in those before."""
    for sentence in (spot.sentence, *spot.earlier):
        found = [
            (abs(word.start() - spot.number) if sentence is spot.sentence else -word.start(), name)
            for name, pattern in lexicon.relatives.items()
            for word in pattern.finditer(sentence.folded)
        ]
        if found:
            return min(found)[1]
    return ""


def _topic(
    spot: Spot, lexicon: Topics, subject: str, *, is_base: bool, has_rate: bool
) -> tuple[Topic | None, bool]:
    """The topic told by the noun, else the event, else the words around, else what is usual.

    True behind it: the figure's own words or its sentence tell it.
    """
    fitting = [t for t in lexicon.topics if lexicon.takes(t, spot.dimension, subject)]
    by_noun = next((t for t in fitting if t.has_noun(spot.noun, spot.part is not None)), None)
    if not is_base and (found := _near(spot, [t for t in fitting if t.first])):
        return found, True
    own = fold(spot.figure.text)
    if by_own := next((t for t in fitting if t.words and t.words.search(own)), None):
        return by_own, True
    if by_noun and not spot.is_supplied:
        return by_noun, True
    if not is_base:
        by_event = next((t for t in fitting if t.tells(spot.figure.event, has_rate)), None)
        by_words = None if has_rate else _nearest(fitting, spot.sentence, spot.number)
        if found := by_event or by_words:
            return found, bool(by_event) or not _is_taken(spot, found)
        if by_noun:
            return by_noun, False
    is_open = _is_open(spot, lexicon)
    if default := lexicon.default(subject, spot.dimension):
        return default, False
    around = is_open and not has_rate and _told_around(spot, lexicon, subject, fitting)
    return around or by_noun, False


def _is_taken(spot: Spot, topic: Topic) -> bool:
    """Whether the words of a topic stand only as the nouns of other numbers: "30 Vermisste"."""
    others = [number for number in spot.sentence.numbers if number != spot.number]
    found = topic.words.finditer(spot.sentence.folded)
    return all(any(0 < word.start() - number <= NOUN_REACH for number in others) for word in found)


def _told_around(spot: Spot, lexicon: Topics, subject: str, fitting: list[Topic]) -> Topic | None:
    """The topic of the sentence behind a heading, else of the sentences before."""
    behind = spot.following if spot.sentence.is_heading else None
    if behind and (found := _nearest(fitting, behind, 0)):
        return found
    inherits = spot.dimension in INHERITING or lexicon.lasting.search(spot.clause())
    if not inherits or not (spot.is_supplied or subject in lexicon.anybody):
        return None
    handed_on = [t for t in fitting if not t.here]
    for sentence in spot.earlier:
        if found := _nearest(handed_on, sentence, len(sentence.folded)):
            return found
    return None


def _near(spot: Spot, fitting: list[Topic]) -> Topic | None:
    """The first topic one of whose words stands nearer to the number than to any other."""
    return next((t for t in fitting if t.words and any(spot.near(t.words))), None)


def _nearest(fitting: list[Topic], sentence: Sentence, place: int) -> Topic | None:
    """The topic one of whose words stands nearest to a place."""
    found = [
        (min(abs(word.start() - place), abs(word.end() - place)), n)
        for n, topic in enumerate(fitting)
        if topic.words
        for word in topic.words.finditer(sentence.folded)
        if SENTENCE_LIKE not in sentence.folded[min(place, word.start()) : max(place, word.end())]
    ]
    return fitting[min(found)[1]] if found else None


def _settled(asked: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """What only all figures tell: places that one source names, parts that ask another question."""
    named = asked.assign(doc_id=figures["doc_id"]).groupby(["dimension", "place"])["doc_id"]
    asked.loc[named.transform("nunique") < 2, "place"] = ""
    by_id = asked.set_index(figures["figure_id"])
    wholes = by_id.reindex(figures["part_of"]).set_index(asked.index)
    question = ["topic", "subject", "place"]
    is_same = (asked[question] == wholes[question]).all(axis=1) & (wholes["scope"] != "whole")
    asked.loc[(asked["scope"] == "part") & ~is_same, "scope"] = ""
    return asked
