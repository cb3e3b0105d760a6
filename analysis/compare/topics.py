"""The lexicon of topics (`language/<lang>/topics.toml`), ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.lexicon import fold, languages, load_toml, load_tsv

# The class of nouns that count anybody.
PERSON = "person"
# Of these it says little which noun stands beside them.
UNCOUNTED = frozenset({"%-pt", "multiple"})
# Sums with a topic are compared whatever noun stands beside them.
# "von 12.000 auf 31.500": how far apart the two words may stand.
FROM_REACH = 20
MONEY = frozenset({"EUR", "USD", "CHF", "GBP"})


@dataclass(frozen=True, slots=True)
class Topic:
    """What may have happened to what is counted; the fields are those of the lexicon."""

    id: str
    label: str
    nouns: frozenset[str]
    noun_ends: tuple[str, ...]
    whole_nouns: frozenset[str]
    verbs: frozenset[str]
    words: re.Pattern[str] | None
    dimensions: frozenset[str]
    subjects: frozenset[str] | None
    default_for: frozenset[str]
    changing: str
    place: bool
    first: bool
    rate: bool
    here: bool

    def takes(self, dimension: str, subject: str) -> bool:
        """Whether a figure of this dimension and subject can be about it."""
        return dimension in self.dimensions and (self.subjects is None or subject in self.subjects)

    def tells(self, event: object, has_rate: bool) -> bool:
        """Whether a verb says it by itself; of some topics only beside a rate."""
        return event in self.verbs and (has_rate or not self.rate)

    def has_noun(self, noun: str, is_whole: bool) -> bool:
        """Whether the noun says it by itself; some do only where a part of theirs is told."""
        if is_whole and noun in self.whole_nouns:
            return True
        return noun in self.nouns or fold(noun).endswith(self.noun_ends or ("\0",))


class Topics:
    """One language's lexicon of topics."""

    def __init__(self, lang: str) -> None:
        table = _optional(load_toml, lang, "topics") or {}

        def section(name: str) -> dict[str, list[str]]:
            return table.get(name, {})

        self.topics = tuple(_topic(entry) for entry in table.get("topic", []))
        self.by_id = {topic.id: topic for topic in self.topics}
        self.anybody = frozenset(section("anybody").get("subjects", [""]))
        self.light = frozenset(section("light").get("verbs", []))
        self.rising = frozenset(section("rising").get("verbs", []))
        self.revising = frozenset(section("revised").get("verbs", []))
        self.new_number = phrases(section("revised").get("before", []))
        instead = phrases(section("revised").get("after", []))
        self.instead = re.compile(rf"[\w ]{{0,12}}{instead.pattern}")
        self.rates = {name: phrases(words) for name, words in section("rates").items()}
        self.scopes = {
            name: phrases(section("scope").get(name, []))
            for name in ("more", "including", "negated", "before", "than")
        }
        self.by = re.compile(phrases(section("scope").get("by", [])).pattern + r"\s*$")
        relative = dict(section("relative"))
        self.relative_nouns = frozenset(relative.pop("nouns", []))
        self.relatives = {name: phrases(words) for name, words in relative.items()}
        self.institutions = {n: phrases(words) for n, words in section("institutions").items()}
        self.withdrawn = {
            name: phrases(section("withdrawn").get(name, []))
            for name in ("headings", "words", "anywhere")
        }
        self.of_them = phrases(section("parts").get("of_them", []))
        self.out_of = re.compile(phrases(section("parts").get("out_of", [])).pattern + r"\s*$")
        self.any_of = re.compile(phrases(section("parts").get("any_of", [])).pattern + r"\s*$")
        self._events = {verb: name for name, verbs in section("events").items() for verb in verbs}
        self._people = frozenset(section("people").get("subjects", []))
        self.points = frozenset(section("parts").get("points", []))
        self.risen_from = re.compile(phrases(section("change").get("from", [])).pattern + r"\s*$")
        self.risen_to = re.compile(r"\s*" + phrases(section("change").get("to", [])).pattern)
        once, now = (phrases(section("change").get(name, [])).pattern for name in ("from", "to"))
        self.changed = re.compile(rf"{once}[\w., ]{{1,{FROM_REACH}}}{now}\s*$")
        self.near = phrases(section("change").get("little", []))
        self.lasting = phrases(section("lasting").get("words", []))
        self.planned = phrases(section("planned").get("words", []))
        self.planned_events = frozenset(section("planned").get("events", []))
        self.modals = frozenset(section("planned").get("modals", []))
        self.there = phrases(section("places").get("there", []))
        self._subjects = {
            noun: name for name, nouns in section("subjects").items() for noun in nouns
        }
        self._empty = frozenset(section("empty").get("nouns", []))
        units, countries, metonyms = (
            _optional(load_tsv, lang, name) or () for name in ("units", "countries", "metonyms")
        )
        self._units = {form.casefold() for row in units for form in row["forms"].split("|")}
        self._adjectives = {row["adjective"] for row in countries}
        self.no_places = {row[key] for row in countries for key in ("country", "seat")}
        self.no_places |= {row["phrase"].capitalize() for row in metonyms}

    def is_unit(self, noun: object) -> bool:
        """Whether a noun only names the unit: Euro, Liter."""
        return isinstance(noun, str) and noun.casefold() in self._units

    def subject(self, noun: str, dimension: str) -> str:
        """What a noun counts: a class of the lexicon, `person` for a nationality, else itself."""
        if not noun or self.is_unit(noun) or dimension in UNCOUNTED:
            return ""
        if noun in self._empty and dimension != "count":
            return ""
        # nouns made of adjectives may keep their ending: Entsandten, Verletzten
        if found := self._subjects.get(noun) or self._subjects.get(noun.removesuffix("n")):
            return found
        if {f"{noun[:-2].lower()}isch", f"{noun[:-1].lower()}isch"} & self._adjectives:
            return PERSON
        if any(topic.has_noun(noun, False) for topic in self.topics):
            return ""
        return noun

    def event(self, verb: str) -> str:
        """The verb that stands for all that tell the same."""
        return self._events.get(verb, verb)

    def takes(self, topic: Topic, dimension: str, subject: str) -> bool:
        """Whether a figure of this dimension and subject can be about a topic."""
        return topic.takes(dimension, subject) or (
            subject in self._people and topic.takes(dimension, PERSON)
        )

    def compared_subject(self, subject: str, topic: Topic | None) -> str:
        """The subject as figures are compared: empty for anybody the topic may be about."""
        if topic is None:
            return "" if subject == PERSON else subject
        if (
            topic.dimensions <= MONEY
            or subject in self.anybody
            or (
                topic.subjects
                and {subject, PERSON if subject in self._people else subject} & topic.subjects
            )
        ):
            return ""
        return subject

    def default(self, subject: str, dimension: str) -> Topic | None:
        """What figures of a subject are about where nothing else is said."""
        found = (t for t in self.topics if subject in t.default_for and t.takes(dimension, subject))
        return next(found, None)


@cache
def topics(lang: str) -> Topics:
    """The lexicon of a language, read once."""
    return Topics(lang)


def phrases(words: list[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases in folded text; `*` stands for any letters."""
    parts = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if words else r"(?!)")


def _optional(load: Callable[[str, str], Any], lang: str, name: str) -> Any:
    """A lexicon, or None where the language has none: its figures then meet by noun and verb."""
    try:
        return load(lang, name) if lang in languages() else None
    except FileNotFoundError:
        return None


def _topic(entry: dict[str, Any]) -> Topic:
    nouns = entry.get("nouns", [])
    words = entry.get("words", [])
    return Topic(
        id=entry["id"],
        label=entry["label"],
        nouns=frozenset(n for n in nouns if not n.startswith("*")),
        noun_ends=tuple(fold(n[1:]) for n in nouns if n.startswith("*")),
        whole_nouns=frozenset(entry.get("whole_nouns", [])),
        verbs=frozenset(entry.get("verbs", [])),
        words=phrases(words) if words else None,
        dimensions=frozenset(entry.get("dimensions", ["count"])),
        subjects=frozenset(entry["subjects"]) if "subjects" in entry else None,
        default_for=frozenset(entry.get("default_for", [])),
        changing=entry.get("changing", ""),
        place=entry.get("place", False),
        first=entry.get("first", False),
        rate=entry.get("rate", False),
        here=entry.get("here", False),
    )
