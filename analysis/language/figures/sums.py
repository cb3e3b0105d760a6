"""Millions of no currency that are money all the same: `ein Verlust von 23 Millionen`.

The noun they belong to has an amount (`amounted` in figures.toml); the currency is the one told
nearest in the text.
"""

from spacy.tokens import Doc, Token

from analysis.language.figures.kinds import currency_of
from analysis.language.figures.phrases import amount_noun, has_amount, next_noun
from analysis.language.figures.sites import Site

LARGE = 1e6  # from here on a bare number beside a sum of money is one: "…, nach 1,6 Milliarden"


def as_sum(doc: Doc, site: Site, *, lang: str = "de") -> Site:
    """The site as money, if its noun has an amount and the text names a currency."""
    quantity = site.quantity
    if site.kind.rule != "count" or max(quantity.low or 0, quantity.high or 0) < LARGE:
        return site
    noun = next_noun(doc, site.after, site.first) or amount_noun(doc, site.first, lang)
    if not has_amount(noun, lang):
        return site
    currency = _currency(doc, site.first, lang)
    if currency is None:
        return site
    return site._replace(kind=site.kind._replace(kind="money", unit=currency, rule="sum"))


def _currency(doc: Doc, first: Token, lang: str) -> str | None:
    """The currency told last before the number, else the first one behind it."""
    for token in (*reversed(doc[: first.i]), *doc[first.i :]):
        unit = currency_of(token.text, lang)
        if unit is not None:
            return unit
    return None
