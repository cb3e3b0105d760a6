"""The infinitive of a regular verb form, by its ending (`verbs.toml` of the language)."""

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
    return possible[0] if possible and not form.endswith(ends) else None


def _infinitives(form: str, rules: dict) -> Iterator[str]:
    """What the form can be of, the likeliest first."""
    cut = [("", form, rules["endings"])]
    for prefix in ("", *rules["separable"]):
        if form.startswith(prefix + rules["participle"]):
            stem = form.removeprefix(prefix + rules["participle"])
            cut.insert(0, (prefix, stem, rules["participle_endings"]))
    for prefix, word, endings in cut:
        for ending in endings:
            stem = word.removesuffix(ending)
            if word.endswith(ending) and len(stem) >= rules["shortest"]:
                short = stem.endswith(tuple(rules["short_stems"]))
                yield prefix + stem + (rules["short"] if short else rules["infinitive"])
