"""Patterns by lemma: the words of a sentence that are forms of what a codebook's `lemmas` name.

"Sirene ausfallen|schweigen" finds "die Luftschutzsirenen fielen dort aus": a noun also as the last
part of a compound, a verb also with its prefix apart. Words are looked up in the shipped table of
forms, without a parse; in a language without one a word is found as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from analysis.compare.spans import Span
from analysis.errors import InputError
from analysis.lexicon import language_folder, languages, load_toml

WORD = re.compile(r"[^\W\d_][\w-]*")
UPOS = ("NOUN", "VERB", "ADJ")
# The first part of a compound has at least so many letters: "Vorort" is no Ort, "Tatort" is one.
FIRST_PART = 3
# Of a lemma that stands in a sentence more often, so many places are looked at.
MAX_PLACES = 4


class LemmaPattern:
    """Lemmas that all have to stand in one sentence, in any order.

    Raises:
        InputError: there is no lemma to look for.
    """

    def __init__(self, written: str) -> None:
        words = written.split()
        self.written = written
        self._wanted = [word.split("|") for word in words if not word.startswith("-")]
        self._never = [word[1:].split("|") for word in words if word.startswith("-")]
        if not self._wanted:
            raise InputError(f"lemmas {written!r} have no word to look for")

    def find(self, text: str, lang: str) -> list[Span] | None:
        """The words found in a sentence, as close together as they stand; None: not all do."""
        words = [(m.span(), lemmas(m[0], lang)) for m in WORD.finditer(text)]
        if any(next(_places(choice, words, lang), None) for choice in self._never):
            return None
        places = [list(_places(choice, words, lang))[:MAX_PLACES] for choice in self._wanted]
        if not all(places):
            return None
        found = min(product(*places), key=lambda spans: max(spans)[1] - min(spans)[0])
        return sorted(set(found))


@cache
def lemmas(word: str, lang: str) -> frozenset[str]:
    """What a word can be a form of, in lower case; itself in any case."""
    table = _table(lang)
    found = {word} if table is None else {word, *(table.lemma(word, upos) for upos in UPOS)}
    return frozenset(lemma.lower() for lemma in found)


def _places(
    choice: list[str], words: list[tuple[Span, frozenset[str]]], lang: str
) -> Iterator[Span]:
    """Where a form of one of these lemmas stands."""
    for wanted in choice:
        for number, (span, found) in enumerate(words):
            after = (lemma for _, rest in words[number + 1 :] for lemma in rest)
            if _is_form(wanted, found) or _stands_apart(wanted, found, set(after), lang):
                yield span


def _is_form(wanted: str, found: frozenset[str]) -> bool:
    """Whether a word is a form of the lemma; of a noun (with a capital) also a compound."""
    lemma = wanted.lower()
    is_noun = wanted[:1].isupper()
    return lemma in found or (
        is_noun and any(f.endswith(lemma) and len(f) >= len(lemma) + FIRST_PART for f in found)
    )


def _stands_apart(wanted: str, found: frozenset[str], after: set[str], lang: str) -> bool:
    """Whether it is a verb whose prefix comes later: "fielen … aus"."""
    prefixes = load_toml(lang, "verbs")["separable"] if _table(lang) is not None else ()
    return any(
        wanted.startswith(prefix) and wanted.removeprefix(prefix) in found and prefix in after
        for prefix in prefixes
    )


@cache
def _table(lang: str):
    """The table of word forms of a language's shipped pipeline, if it has one."""
    if lang not in languages():
        return None
    folder = language_folder(lang).joinpath("pipeline", "table_lemmatizer")
    if not folder.is_dir():
        return None
    from analysis.language.lemmas import TableLemmatizer

    return TableLemmatizer().from_disk(folder)
