"""What is known of speakers before a text is read: sorts of nouns, metonyms, countries, people."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from analysis.lexicon import load_toml, load_tsv

BODY, OFFICE, MEMBER, LEAD, TEXT, PLACE = "body", "office", "member", "lead", "text", "place"
EXPERT, INSIDER, GROUP, TRADE = "expert", "insider", "group", "trade"
PERSONS = frozenset({OFFICE, MEMBER, LEAD, EXPERT, TRADE})
# what a noun of a kind says of its bearer when nothing else is known
SORTS = {
    MEMBER: "government", LEAD: "person", EXPERT: "expert", INSIDER: "anonymous",
    GROUP: "collective", TRADE: "person", TEXT: "document",
}  # fmt: skip

REMEMBERED = 50_000  # nouns whose readings are kept; each text asks for the same ones often
SAFE = 5  # letters of an ending that no name of a place or a person ends in (Mannheim)


class Noun(NamedTuple):
    """A noun for speakers: its kind (a body, an office, …), its sort, and the ending it ends in."""

    kind: str
    sort: str | None
    ending: str


class StandsFor(NamedTuple):
    """Bare nouns for bodies that were named: by which endings of their nouns, or by names alone."""

    nouns: frozenset[str]
    of: tuple[str, ...]
    names: bool


@dataclass(frozen=True)
class SpeakerLexicon:
    """A language's lexicon of speakers; see the comments in its `speakers.toml`."""

    words: dict[str, frozenset[str]]
    endings: dict[str, str]
    stems: dict[str, str]
    relatives: dict[str, str]
    nouns: dict[str, tuple[Noun, ...]]
    named: dict[str, str]
    metonyms: dict[str, tuple[str, str, str]]
    bodies: dict[tuple[str, str], str]
    same_body: dict[str, str]
    seats: dict[str, str]
    countries: dict[str, str]
    adjectives: dict[str, str]
    people: dict[str, str]
    offices: dict[str, str]
    first_names: dict[str, str]
    conjunction: str
    stands_for: tuple[StandsFor, ...]
    same_office: tuple[frozenset[str], ...]
    role_classes: dict[str, frozenset[str]]

    def stem(self, noun: str) -> str:
        """A role noun without its feminine ending, lower case."""
        word = noun.lower()
        for ending in sorted(self.words["feminine"], key=len, reverse=True):
            base = word.removesuffix(ending)
            if base != word and (len(base) > 4 or base in self.nouns):
                return base
        return word

    @cached_property
    def readings(self) -> Callable[[str], tuple[Noun, ...]]:
        """What a noun, singular or plural, can be; the longest known ending of the word decides."""
        return lru_cache(maxsize=REMEMBERED)(self._read)

    def _read(self, noun: str) -> tuple[Noun, ...]:
        word = noun.lower()
        plurals = {word.removesuffix(ending) for ending in self.words["plural"]}
        forms = {word, self.stem(noun)} | {form for form in plurals if len(form) > 4}
        found = [(len(f) - i, f[i:]) for f in forms for i in range(len(f)) if f[i:] in self.nouns]
        return self.nouns[max(found)[1]] if found else ()

    def noun(self, noun: str) -> Noun | None:
        """The first reading of a noun; None when no list knows it."""
        return next(iter(self.readings(noun)), None)

    def can_speak(self, noun: str) -> bool:
        """Whether a noun names somebody, not a text, a place or a thing."""
        return any(reading.kind not in (TEXT, PLACE) for reading in self.readings(noun))

    def of_kind(self, noun: str, kind: str) -> bool:
        """Whether a noun can be of a kind."""
        return any(reading.kind == kind for reading in self.readings(noun))

    def is_power(self, name: str) -> bool:
        """Whether a place's name stands for a government: a country or the seat of one."""
        return same(name) in self.countries or same(name) in self.seats

    def type_of_noun(self, noun: str) -> str | None:
        """The sort of speaker a noun names by itself."""
        found = self.noun(noun)
        return found.sort if found is not None else None

    def sort_of_name(self, name: str) -> str | None:
        """The sort of a body by its name: as listed, of a medium, or by the noun in it."""
        listed = self.named.get(same(name)) or self.named.get(same(name).removesuffix("s"))
        words = [part for word in name.split() for part in word.split("-") if part]
        if listed is None and self.is_body_name(name):
            return "media"
        words = [word for word in words if word[0].isupper()] or words
        bodies = (
            reading.sort
            for word in words
            for reading in self.readings(word)
            if reading.kind == BODY and len(reading.ending) >= min(len(word), SAFE)
        )
        return listed or next(bodies, None)

    def is_body_name(self, name: str) -> bool:
        """Whether a name is listed as a body's, or a word in it makes it a medium's."""
        words = name.lower().replace("-", " ").split()
        outlet = any(word in self.words["outlets"] for word in words)
        outlet = outlet or name.lower().endswith(tuple(self.words["domains"]))
        return outlet or same(name) in self.named or same(name).removesuffix("s") in self.named

    def body_key(self, name: str, country: str | None = None) -> str | None:
        """The key that all names of a listed body share; its noun's country may be in the name."""
        words = [word for part in name.split() for word in part.split("-") if word[:1].isalpha()]
        countries = [self._country(word) for word in words]
        country = country or next((c for c in countries if c), None)
        nouns = [w for w, c in zip(words, countries, strict=True) if not c and w[0].isupper()]
        listed = self.same_body.get(same(name))
        if listed is None and country and len(nouns) == 1:
            listed = self.bodies.get((country, nouns[0].lower()))
        return slug(listed) if listed else None

    def _country(self, word: str) -> str | None:
        """The country a word of a name tells: its own name or its adjective, in any case."""
        forms = {word.lower().removesuffix(ending) for ending in self.endings.values()}
        adjective = next((form for form in forms if form in self.adjectives), "")
        names = (same(word), same(word).removesuffix("s"))
        return self.adjectives.get(adjective) or next(
            (self.countries[name] for name in names if name in self.countries), None
        )

    def names_alone(self, noun: str) -> bool:
        """Whether a body of this noun is called by its name alone ("das Blatt Morgenwelt")."""
        word, firms = noun.lower(), tuple(self.words["firms"])
        media = self.type_of_noun(noun) == "media"
        return media or word.endswith(firms) or word in self.words["bands"]

    def gender(self, first_name: str) -> str | None:
        """The gender of a first name: as listed, else feminine by its ending."""
        listed = self.first_names.get(first_name.split("-")[0]) or self.first_names.get(first_name)
        if listed is None and first_name.lower().endswith(tuple(self.words["feminine_endings"])):
            return "Fem"
        return listed


@cache
def load_speakers(lang: str) -> SpeakerLexicon:
    """The lexicon of speakers of a language."""
    table = load_toml(lang, "speakers")
    rows, people = load_tsv(lang, "countries"), load_tsv(lang, "people")
    bodies = load_tsv(lang, "bodies")
    return SpeakerLexicon(
        words={
            name: frozenset(word.lower() for word in listed)
            for name, listed in table["words"].items()
            if isinstance(listed, list)
        },
        conjunction=table["words"]["conjunction"],
        stands_for=tuple(
            StandsFor(frozenset(row["nouns"]), tuple(row["of"]), row["names"])
            for row in table["stands_for"]
        ),
        same_office=tuple(frozenset(names) for names in table["same_office"].values()),
        role_classes={sort: frozenset(nouns) for sort, nouns in table["role_classes"].items()},
        endings=table["words"]["strong_endings"],
        stems=table["adjective_stems"],
        relatives=table["relatives"],
        nouns=_nouns(table),
        named={same(name): sort for sort, names in table["names"].items() for name in names},
        metonyms={
            r["phrase"]: (r["speaker"], r["type"], r["by"]) for r in load_tsv(lang, "metonyms")
        },
        bodies={(r["country"], noun): r["id"] for r in bodies for noun in r["nouns"].split("|")},
        same_body={
            same(name): r["id"]
            for r in bodies
            for name in (r["id"], *r["also"].split("|"))
            if name != "-"
        },
        seats={same(r["seat"]): r["country"] for r in rows if r["seat"] != "-"},
        countries={
            same(name): r["country"]
            for r in rows
            for name in (r["country"], *r["also"].split("|"))
            if name != "-"
        },
        adjectives={r["adjective"]: r["country"] for r in rows},
        people={
            same(variant): r["name"]
            for r in people
            for variant in (r["name"], *r["variants"].split("|"))
        },
        offices={r["name"]: r["type"] for r in people},
        first_names={
            name: gender
            for gender, key in (("Fem", "female"), ("Masc", "male"))
            for name in load_toml(lang, "first_names")[key]
        },
    )


def _nouns(table: dict[str, Any]) -> dict[str, tuple[Noun, ...]]:
    """Nouns with their readings: roles before bodies, since a bearer is the rarer reading."""
    listed: list[tuple[str, Noun]] = []
    for kind, words in (*table["persons"].items(), *table["offices"].items()):
        kind_of = kind if kind in SORTS else OFFICE
        listed += [(word, Noun(kind_of, SORTS.get(kind, kind), word)) for word in words]
    listed += [
        (word, Noun(BODY, sort, word)) for sort, ws in table["bodies"].items() for word in ws
    ]
    listed += [(word, Noun(TEXT, SORTS[TEXT], word)) for word in table["texts"]["document"]]
    listed += [(word, Noun(PLACE, None, word)) for word in table["places"]["place"]]
    nouns: dict[str, tuple[Noun, ...]] = {}
    for word, noun in listed:
        nouns[word] = (*nouns.get(word, ()), noun)
    return nouns


def same(name: str) -> str:
    """A name as it is compared: no case, accents, hyphens or spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())


def slug(name: str) -> str:
    """A name as a key: lower case letters and digits of the base alphabet, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", plain).strip("-")
