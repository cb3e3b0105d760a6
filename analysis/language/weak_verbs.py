"""The infinitive of a regular verb form, by its ending (`verbs.toml` of the language)."""

import re
from collections.abc import Container, Iterator

from analysis.lexicon import load_toml


def weak_infinitive(form: str, known: Container[str], *, lang: str = "de") -> str | None:
    """Infinitive of `form`, in lower case: one of the `known` if it can be one.

    Else the first that the endings allow ("döst": dösen); None when they allow none. A form that
    looks like an infinitive is not guessed at.
    """
    rules = load_toml(lang, "verbs")
    possible = list(_infinitives(form, rules))
    for infinitive in possible:
        if infinitive in known:
            return infinitive
    ends = (rules["infinitive"], rules["short"])
    past = form.endswith(tuple(rules["past"])) and form not in rules["not_past"]
    guessed = not form.endswith(ends) or past
    return possible[0] if possible and guessed else None


def is_infinitive(form: str, known: Container[str], *, lang: str = "de") -> bool:
    """Whether the form is a `known` infinitive, or one behind a separable prefix."""
    separable = load_toml(lang, "verbs")["separable"]
    rests = (form.removeprefix(prefix) for prefix in separable if form.startswith(prefix))
    return form in known or any(rest in known for rest in rests)


def without_zu(form: str, known: Container[str], *, lang: str = "de") -> str | None:
    """The infinitive of `aufzustocken`: a prefix, "zu", and a `known` verb; else None."""
    rules = load_toml(lang, "verbs")
    prefixes = (*rules["separable"], *rules["prefixes"])
    for prefix in prefixes:
        verb = form.removeprefix(prefix + rules["zu"])
        if verb != form and prefix + rules["zu"] not in prefixes and verb in known:
            return prefix + verb
    return None


def is_participle(form: str, *, lang: str = "de") -> bool:
    """Whether an adjective looks like a perfect participle: `gesperrt`, `entfernt`; not `breit`."""
    return re.fullmatch(load_toml(lang, "verbs")["participle_form"], form) is not None


def _infinitives(form: str, rules: dict) -> Iterator[str]:
    """What the form can be of, the likeliest first."""
    cut = [("", form, rules["endings"])]
    for prefix in ("", *rules["separable"], *rules["prefixes"]):
        if form.startswith(prefix + rules["participle"]) and form not in rules["whole"]:
            stem = form.removeprefix(prefix + rules["participle"])
            cut.insert(0, (prefix, stem, rules["participle_endings"]))
    for prefix, word, endings in cut:
        for ending in endings:
            stem = word.removesuffix(ending)
            if word.endswith(ending) and len(stem) >= rules["shortest"]:
                short = re.search(rules["short_stems"], stem)
                yield prefix + stem + (rules["short"] if short else rules["infinitive"])
