"""The researcher's codebook: `claims.toml` beside the corpus, read and checked.

    [[claim]]
    id = "sirenen"
    wording = "Mehrere Sirenen blieben stumm."
    patterns = ["sirene* stumm|schw*g*|ausgefallen", "sirenen / stumm"]
    lemmas = ["Sirene ausfallen|versagen|schweigen"]
    against = ["sirene* heulten|funktionierten"]
    figure = { low = 2, noun = "Sirene" }

`patterns` tell the claim, `against` tell its contrary. All words of a pattern have to stand in one
sentence, in any order; `...` between words asks for that order. Case does not matter. `*` stands
for any letters, `a|b` for either word, `-word` for a word that must not stand there. ` / ` begins
the next sentence: the last one tells the claim, those before it say what it is about. With
`figure` a sentence counts only when it has such a number: between `low` and `high`, of `noun` (a
lemma), in `unit` (as in the table). A claim without patterns and lemmas is looked for by the
likeness of its wording alone.

`lemmas` tell the claim too. All lemmas of an entry have to stand in one sentence, in any form and
order: nouns, written with a capital, also as the last part of a compound (Luftschutzsirene), verbs
also with their prefix apart ("fielen … aus"); `a|b` and `-word` as in patterns.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from analysis.compare.lemma_patterns import LemmaPattern
from analysis.compare.spans import Span
from analysis.errors import InputError

FILE = "claims.toml"
ORDERED = "..."
# Of a word that stands in a sentence more often, so many places are looked at.
MAX_PLACES = 4


class _Strict:
    """Keys nobody knows are errors, so that a slip of the pen shows."""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class FigureCondition(_Strict):
    """What number a sentence must have to tell the claim; missing ends are open."""

    low: float | None = None
    high: float | None = None
    noun: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Claim(_Strict):
    """One claim, and how a sentence that tells it can be known."""

    id: str
    wording: str
    patterns: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    figure: FigureCondition | None = None
    suggested: bool = False
    lemmas: tuple[str, ...] = ()

    @cached_property
    def told(self) -> tuple["Pattern", ...]:
        """The patterns, ready to search with."""
        return tuple(map(Pattern.of, self.patterns))

    @cached_property
    def by_lemma(self) -> tuple[LemmaPattern, ...]:
        """The lemmas, ready to search with."""
        return tuple(map(LemmaPattern, self.lemmas))

    @cached_property
    def contrary(self) -> tuple["Pattern", ...]:
        """The patterns of the contrary, ready to search with."""
        return tuple(map(Pattern.of, self.against))


@dataclass(frozen=True, slots=True)
class _File(_Strict):
    claim: tuple[Claim, ...] = Field(min_length=1)


_FILE: TypeAdapter[_File] = TypeAdapter(_File)


def read_codebook(path: Path | str) -> tuple[Claim, ...]:
    """Read a codebook.

    Args:
        path: the codebook, a `.toml` file, or the corpus it lies in.

    Returns:
        The claims in the order of the file; none when the corpus has no codebook.

    Raises:
        InputError: the file is missing or not as it should be; names claim and key.
    """
    is_codebook = Path(path).suffix == ".toml"
    file = Path(path) if is_codebook else Path(path) / FILE
    if not is_codebook and not file.is_file():
        return ()
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
        claims = _FILE.validate_python(raw).claim
    except ValidationError as error:
        problems = "; ".join(f"{_place(raw, e['loc'])}: {e['msg']}" for e in error.errors())
        raise InputError(f"{file}: {problems}") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file}: {error}") from error
    _check(claims, file)
    return claims


def _check(claims: tuple[Claim, ...], file: Path) -> None:
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            raise InputError(f"{file}: two claims are called {claim.id!r}; give each its own id")
        seen.add(claim.id)
        try:
            _ = claim.told, claim.by_lemma, claim.contrary
        except InputError as error:
            raise InputError(f"{file}, claim {claim.id!r}: {error}") from error


def _place(raw: dict, loc: tuple) -> str:
    """Where a problem is, with the claim's own id instead of its number."""
    match loc:
        case ("claim", int(number), *rest):
            name = raw["claim"][number].get("id", number + 1)
            return f"claim {name!r}: {'.'.join(map(str, rest))}"
    return ".".join(map(str, loc)) or "the file"


@dataclass(frozen=True, slots=True)
class Part:
    """The words that have to stand in one sentence."""

    words: tuple[re.Pattern, ...]
    ordered: bool

    def closest(self, text: str) -> list[Span] | None:
        """One place for each word, so that they stand as close together as they can."""
        places = [[m.span() for m in word.finditer(text)][:MAX_PLACES] for word in self.words]
        choices = [
            spans
            for spans in product(*places)
            if not self.ordered or all(a[1] <= b[0] for a, b in pairwise(spans))
        ]
        if not choices:
            return None
        return sorted(min(choices, key=lambda spans: max(spans)[1] - min(spans)[0]))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that have to stand in one sentence, or part by part in sentences one after another."""

    written: str
    parts: tuple["Part", ...]
    never: tuple[re.Pattern, ...]

    @classmethod
    def of(cls, written: str) -> "Pattern":
        """The pattern as the codebook writes it.

        Raises:
            InputError: there is no word to look for.
        """
        split = [part.split() for part in written.split(" / ")]
        parts = tuple(
            Part(
                tuple(_word(w) for w in words if w != ORDERED and not w.startswith("-")),
                ordered=ORDERED in words,
            )
            for words in split
        )
        if not all(part.words for part in parts):
            raise InputError(f"pattern {written!r} has no word to look for on one side")
        never = tuple(_word(w[1:]) for words in split for w in words if w.startswith("-"))
        return cls(written, parts, never)

    def find(self, sentences: list[str]) -> list[Span] | None:
        """The words of the last of as many sentences as the pattern has parts, or None."""
        if len(sentences) != len(self.parts) or any(
            word.search(text) for word in self.never for text in sentences
        ):
            return None
        found = [part.closest(text) for text, part in zip(sentences, self.parts, strict=True)]
        return None if None in found else found[-1]


def _word(written: str) -> re.Pattern:
    forms = "|".join(re.escape(form).replace(r"\*", r"\w*") for form in written.split("|"))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
