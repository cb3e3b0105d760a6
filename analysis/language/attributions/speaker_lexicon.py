"""What is known of speakers before a text is read: sorts of nouns, metonyms, countries, people."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from analysis.lexicon import load_toml, load_tsv


@dataclass(frozen=True)
class SpeakerLexicon:
    """A language's lexicon of speakers; see the comments in its `speakers.toml`."""

    words: dict[str, frozenset[str]]
    endings: dict[str, str]
    types: dict[str, frozenset[str]]
    named: dict[str, str]
    metonyms: dict[str, tuple[str, str]]
    seats: dict[str, str]
    countries: dict[str, str]
    adjectives: dict[str, str]
    people: dict[str, str]
    conjunction: str

    def stem(self, noun: str) -> str:
        """A role noun without its feminine ending, lower case."""
        word = noun.lower()
        for ending in sorted(self.words["feminine"], key=len, reverse=True):
            if len(word) > len(ending) + 4 and word.endswith(ending):
                return word[: -len(ending)]
        return word

    def type_of_noun(self, noun: str) -> str | None:
        """The sort of speaker a noun names; the longest known ending of the word decides."""
        best: tuple[int, str] | None = None
        forms = {noun.lower(), self.stem(noun)}
        plurals = {noun.lower().removesuffix(ending) for ending in self.words["plural"]}
        for word in forms | {form for form in plurals if len(form) > 4}:
            for sort, endings in self.types.items():
                for ending in endings:
                    if word.endswith(ending) and (best is None or len(ending) > best[0]):
                        best = len(ending), sort
        return best[1] if best else None

    def speaks_as_body(self, noun: str) -> bool:
        """Whether an unnamed bearer of the noun only lends the body a voice."""
        return self.stem(noun).endswith(tuple(self.words["voices"]))

    def is_spokesperson(self, noun: str) -> bool:
        """Whether the noun's bearer speaks for the organisation named beside it."""
        return any(self.stem(noun).endswith(word) for word in self.words["spokespeople"])


@cache
def load_speakers(lang: str) -> SpeakerLexicon:
    """The lexicon of speakers of a language."""
    table = load_toml(lang, "speakers")
    types = {sort: frozenset(nouns) for sort, nouns in table["types"].items()}
    spokespeople = types.pop("spokespeople")
    words = {
        name: frozenset(word.lower() for word in listed)
        for name, listed in table["words"].items()
        if isinstance(listed, list)
    }
    rows = load_tsv(lang, "countries")
    return SpeakerLexicon(
        words=words | {"spokespeople": spokespeople},
        conjunction=table["words"]["conjunction"],
        endings=table["words"]["strong_endings"],
        types=types,
        named={same(name): sort for sort, names in table["names"].items() for name in names},
        metonyms={r["phrase"]: (r["speaker"], r["type"]) for r in load_tsv(lang, "metonyms")},
        seats={same(r["seat"]): r["country"] for r in rows if r["seat"] != "-"},
        countries={same(r["country"]): r["country"] for r in rows},
        adjectives={r["adjective"]: r["country"] for r in rows},
        people={
            same(variant): r["name"]
            for r in load_tsv(lang, "people")
            for variant in (r["name"], *r["variants"].split("|"))
        },
    )


def same(name: str) -> str:
    """A name as it is compared: no case, accents, hyphens or spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())


def slug(name: str) -> str:
    """A name as a key: lower case letters and digits of the base alphabet, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", plain).strip("-")
