"""Millions of no currency that are money all the same: `ein Verlust von 23 Millionen`.

The noun they belong to has an amount (`amounted` in figures.toml); the currency is the one told
nearest in the text.
"""

from spacy.tokens import Doc, Token

from analysis.language.figures.kinds import currency_of
from analysis.language.figures.phrases import governs, lemma_of, next_noun
from analysis.language.figures.sites import Site
from analysis.lexicon import fold, load_toml

LARGE = 1e6  # a smaller bare number may count anything


def as_sum(doc: Doc, site: Site, *, lang: str = "de") -> Site:
    """The site as money, if its noun has an amount and the text names a currency."""
    quantity = site.quantity
    if site.kind.rule != "count" or max(quantity.low or 0, quantity.high or 0) < LARGE:
        return site
    if not _has_amount(doc, site, lang):
        return site
    currency = _currency(doc, site.first, lang)
    if currency is None:
        return site
    return site._replace(kind=site.kind._replace(kind="money", unit=currency, rule="sum"))


def _has_amount(doc: Doc, site: Site, lang: str) -> bool:
    """`87 Millionen Verlust`, `Verlust von 23 Millionen`, `eine Bürgschaft über 5 Millionen`."""
    lexicon = load_toml(lang, "figures")
    noun, at = next_noun(doc, site.after, site.first), site.first.i - 1
    if noun is None and at > 0:
        word = fold(doc[at].text)
        plain = governs(doc[at - 1], lexicon["prepositions"]["governors"].get(word, []))
        if plain or word in lexicon["nouns"]["amounts_next"]:
            noun = doc[at - 1]
    endings = tuple(lexicon["nouns"]["amounted"])
    return noun is not None and lemma_of(noun).lower().endswith(endings)


def _currency(doc: Doc, first: Token, lang: str) -> str | None:
    """The currency told last before the number, else the first one behind it."""
    for token in (*reversed(doc[: first.i]), *doc[first.i :]):
        unit = currency_of(token.text, lang)
        if unit is not None:
            return unit
    return None
