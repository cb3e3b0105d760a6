"""The infinitive of a strong verb's form: `schwiegen`, `verschwieg`, `käme`, `abgewogen`.

The verbs are the lexicon's (`strong_verbs.tsv`), their prefixes those of `verbs.toml`.
"""

import re
from collections.abc import Container, Iterator
from functools import cache

from analysis.lexicon import load_toml, load_tsv

_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}


def strong_infinitive(form: str, known: Container[str], *, lang: str = "de") -> str | None:
    """Infinitive of `form`, in lower case; None when it is no strong form.

    A form of one of the `known` infinitives is taken for that: `gelangen`, `schalten`, `führe`.
    """
    forms, (prefixes, participle) = _forms(lang), _prefixes(lang)
    if form in known or form + "n" in known:
        return None
    if form in forms:
        return forms[form]
    for prefix in prefixes:
        rest = form.removeprefix(prefix)
        if rest != form and rest in forms:
            return prefix + forms[rest]
        if rest != form and participle + rest in forms:  # "verschwiegen" has no ge-
            return prefix + forms[participle + rest]
    return None


@cache
def _prefixes(lang: str) -> tuple[tuple[str, ...], str]:
    rules = load_toml(lang, "verbs")
    prefixes = sorted((*rules["separable"], *rules["prefixes"]), key=len, reverse=True)
    return tuple(prefixes), rules["participle"]


@cache
def _forms(lang: str) -> dict[str, str]:
    """Every form of the past, and the participle, of the lexicon's verbs."""
    rows = load_tsv(lang, "strong_verbs")
    forms = {form: row["infinitive"] for row in rows for form in _subjunctive(row["past"])}
    forms |= {form: row["infinitive"] for row in rows for form in _past(row["past"])}
    return forms | {row["participle"]: row["infinitive"] for row in rows}


def _past(past: str) -> Iterator[str]:
    yield past
    yield past + ("n" if past.endswith("e") else "en")


def _subjunctive(past: str) -> Iterator[str]:
    """`käme`, `zögen`: the past's last vowel with umlaut; the past itself where it has none."""
    stem = past.removesuffix("e")
    changed = re.sub(r"(?<![äe])([aou])(?=[^aeiouäöü]*$)", lambda m: _UMLAUTS[m[1]], stem)
    yield from (changed + ending for ending in ("e", "en"))
