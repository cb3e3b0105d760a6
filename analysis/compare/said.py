"""The day of a statement: named in its sentence, else by the heading above, else of publication."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.spots import by_article
from analysis.lexicon import fold, languages, load_toml
from analysis.tables import Tables

Date = datetime.date
WEEK = 7


class _When(NamedTuple):
    """A date named in a sentence: where, and which day; None: a day that is to come."""

    place: int
    day: Date | None


def said_dates(tables: Tables, figures: pd.DataFrame) -> pd.DataFrame:
    """When each figure was said.

    Returns:
        Indexed like `figures`: `said` (day, null when unknown), `is_named` (the text names it).
    """
    sentences = by_article(tables.sentences)
    sources = {row.doc_id: row for row in tables.sources.itertuples()}
    rows: dict[Any, tuple[Date | None, bool]] = {}
    for doc_id, of_article in by_article(figures).items():
        source = sources[doc_id]
        day = None if pd.isna(source.published) else source.published.date()
        named = _Days(_lexicon(source.lang), day).read(sentences.get(doc_id, ()))
        for row in of_article:
            rows[row.Index] = _of_figure(named.get(row.sentence_id, ()), row, day)
    said = pd.DataFrame.from_dict(rows, orient="index", columns=["said", "is_named"])
    said = said.reindex(figures.index)
    return said.assign(said=pd.to_datetime(said["said"]), is_named=said["is_named"] == True)  # noqa: E712


def _of_figure(
    named: tuple, figure: NamedTuple, published: Date | None
) -> tuple[Date | None, bool]:
    if not named:
        return published, False
    sentence_start, text, dates, heading = named
    number = len(fold(text[: max(figure.number_start - sentence_start, 0)]))
    if dates and (day := min(dates, key=lambda when: abs(when.place - number)).day):
        return day, True
    return (heading, True) if heading else (published, False)


class _Days:
    """Reads the dates of one article in order, for some are told from the one before."""

    def __init__(self, lexicon: _Lexicon | None, published: Date | None) -> None:
        self._lexicon = lexicon
        self._published = published
        self._last = published
        self._heading: Date | None = None

    def read(self, sentences: Sequence[NamedTuple]) -> dict[str, tuple]:
        """sentence_id -> (start, text, its dates, the date of the heading above it)."""
        if self._lexicon is None:
            return {}
        found = {}
        for row in sentences:
            dates = list(self._dates(fold(row.text)))
            if row.is_heading:
                self._heading = dates[-1].day if dates else None
            found[row.sentence_id] = (row.start, row.text, dates, self._heading)
        return found

    def _dates(self, folded: str) -> Iterator[_When]:
        for match in self._lexicon.pattern.finditer(folded):
            kind = match.lastgroup
            day = getattr(self, f"_{kind}")(match) if kind else None
            if kind == "coming" or day:
                self._last = day or self._last
                yield _When(match.start(), day)

    def _coming(self, match: re.Match[str]) -> None:
        return None

    def _full(self, match: re.Match[str]) -> Date | None:
        day, month, year = match["day"], match["month"], match["year"]
        return self._near(int(year) if year else None, self._lexicon.months[month], int(day))

    def _part(self, match: re.Match[str]) -> Date | None:
        month = self._lexicon.months[match["part_month"]]
        return self._near(None, month, self._lexicon.parts[match["part_of"]])

    def _weekday(self, match: re.Match[str]) -> Date | None:
        """The last such day, up to publication; in an older section, up to a week behind it."""
        base = self._published
        if base is None:
            return None
        wanted = self._lexicon.weekdays[match["weekday_name"]]
        if match["weekday_week"]:
            return base - datetime.timedelta(base.weekday() + WEEK - wanted)
        if self._heading and (base - self._heading).days > WEEK:
            return self._heading + datetime.timedelta((wanted - self._heading.weekday()) % WEEK)
        return base - datetime.timedelta((base.weekday() - wanted) % WEEK)

    def _week(self, match: re.Match[str]) -> Date | None:
        return self._published and self._published - datetime.timedelta(WEEK)

    def _ago(self, match: re.Match[str]) -> Date | None:
        back = self._lexicon.days[match["ago"]]
        return self._published and self._published - datetime.timedelta(back)

    def _after(self, match: re.Match[str]) -> Date | None:
        word = match["after_number"]
        number = int(word) if word.isdigit() else self._lexicon.numbers[word]
        step = WEEK if match["after_unit"] in self._lexicon.weeks else 1
        return self._last and self._last + datetime.timedelta(number * step)

    def _near(self, year: int | None, month: int, day: int) -> Date | None:
        """The day of the year said, else the last such day up to publication."""
        try:
            if year is not None:
                return Date(year, month, day)
            if self._published is None:
                return None
            this = Date(self._published.year, month, day)
            return this if this <= self._published else this.replace(year=this.year - 1)
        except ValueError:
            return None


class _Lexicon:
    """`dates.toml`, with one pattern for all ways to name a day."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.months, self.weekdays, self.days = table["months"], table["weekdays"], table["days"]
        self.numbers, self.parts = table["numbers"], table["parts"]
        self.weeks = frozenset(table["week_words"])
        months, weekdays = _any(self.months), _any(self.weekdays)
        units = _any(table["day_words"] + table["week_words"])
        before, through = _any(table["week_before"]), _any(table["through"])
        self.pattern = re.compile(
            rf"\b(?:(?P<coming>{_any(table['coming'])}\s(?:zum\s)?(?:{weekdays}|{months}))"
            rf"|(?P<full>(?P<day>\d\d?)\.\s(?:{through}\s\d\d?\.\s)?(?P<month>{months})(?:\s(?P<year>\d{{4}}))?)"
            rf"|(?P<part>(?P<part_of>{_any(self.parts)})\s(?P<part_month>{months}))"
            rf"|(?P<weekday>(?P<weekday_name>{weekdays})\w*(?:\s(?P<weekday_week>{before}))?)"
            rf"|(?P<week>{before})"
            rf"|(?P<after>(?P<after_number>\d+|{_any(self.numbers)})\s(?P<after_unit>{units})\s"
            rf"(?:{_any(table['later'])}))"
            rf"|(?P<ago>{_any(self.days)}))\b"
        )


@cache
def _lexicon(lang: str) -> _Lexicon | None:
    try:
        return _Lexicon(load_toml(lang, "dates")) if lang in languages() else None
    except FileNotFoundError:
        return None


def _any(words: Any) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
