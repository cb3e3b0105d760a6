"""The `figures` component: claimed numbers of a Doc as `Figure` records.

Text to shapes (dates, and what is no figure), numbers, quantities (intervals), kinds; then, with
the parse, whether it is a figure at all, what it counts, and of which other figure it is a part.
Attributions are read before, so that a cue is not taken for an event.
"""

from bisect import bisect_right
from collections.abc import Set

from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.language.figures.articles import counting_articles
from analysis.language.figures.bounds import Quantity, read_quantities, rebound
from analysis.language.figures.context import settle
from analysis.language.figures.events import cue_tokens, event_of, told_by_noun
from analysis.language.figures.kinds import WITH_UNIT, Kind, kind_of
from analysis.language.figures.measures import find_measured, find_shared
from analysis.language.figures.modifiers import right_modifier
from analysis.language.figures.neighbours import (
    in_units,
    join_ranges,
    merge_compounds,
    share_bounds,
    share_units,
)
from analysis.language.figures.nouns import Counted, among, find_next, find_noun, is_quantity
from analysis.language.figures.parts import link_parts, merge_shares
from analysis.language.figures.phrases import lemma_of
from analysis.language.figures.places import Places
from analysis.language.figures.qualifiers import qualifiers_of
from analysis.language.figures.shapes import Shape, find_shapes
from analysis.language.figures.sites import Site
from analysis.language.records import Figure, set_records
from analysis.lexicon import load_toml

SHOWN = ("noun:next", "noun:partitive", "noun:nummod", "noun:participle")
NOUNLESS = ("age", "date", "duration", "multiple")  # they tell when and how long or often
NOWHERE = ("age", "date", "rank")  # told of no place
NOUN_DISTANCE = 12  # tokens; a noun farther behind is not shown as part of the expression


@Language.factory("figures", default_config={"lang": "de"})
def make_figures(nlp: Language, name: str, lang: str) -> "FigureReader":
    """The spaCy factory; `lang` names the lexicons."""
    return FigureReader(lang)


class FigureReader:
    """Callable component: reads figures into `doc.spans["figures"]`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, doc: Doc) -> Doc:
        """Read the figures of `doc`; the Doc is returned with the records set."""
        text = doc.text
        shapes = find_shapes(text, lang=self.lang)
        sites = self._sites(doc, text, [(shape.start, shape.end) for shape in shapes])
        cues = cue_tokens(doc)
        places = Places(doc, cues, self.lang)
        figures = [self._figure(doc, site, cues, places) for site in sites]
        figures += [self._date(doc, shape, cues) for shape in shapes if shape.label != "none"]
        set_records(doc, Figure, link_parts(doc, text, sorted(figures, key=_place), lang=self.lang))
        return doc

    def _sites(self, doc: Doc, text: str, skip: list[tuple[int, int]]) -> list[Site]:
        """The quantities that are figures, each at its tokens."""
        lang = self.lang
        quantities = read_quantities(text, lang=lang, skip=skip)
        kinds = (kind_of(text, quantity, lang=lang) for quantity in quantities)
        found = [pair for pair in zip(quantities, kinds, strict=True) if pair[1] is not None]
        found = join_ranges(text, share_units(text, found, lang=lang), lang=lang)
        found = share_bounds(text, found, lang=lang)
        found = counting_articles(text, merge_compounds(text, found, lang=lang), lang=lang)
        found = [(in_units(text, quantity, kind, lang=lang), kind) for quantity, kind in found]
        found = merge_shares(text, found, lang=lang)
        starts = doc.to_array("IDX").tolist() if found else []
        sites = []
        for quantity, kind in found:
            settled = settle(doc, self._site(doc, text, starts, quantity, kind), lang=lang)
            if settled is not None:
                sites.append(settled)
        return sites

    def _site(self, doc: Doc, text: str, starts: list[int], quantity: Quantity, kind: Kind) -> Site:
        """The quantity at its tokens, with a bound right behind it ("drei oder mehr Kinder")."""
        end, modifier = right_modifier(text, kind.end, self.lang)
        if modifier is not None:
            quantity = rebound(quantity, modifier.bound, f"{modifier.bound}:{modifier.phrase}")
            kind = kind._replace(end=end)
        first = doc[bisect_right(starts, quantity.number_start) - 1]
        behind = bisect_right(starts, quantity.number.end - 1)
        return Site(text, quantity, kind, first, behind, bisect_right(starts, kind.end - 1))

    def _figure(self, doc: Doc, site: Site, cues: Set[int], places: Places) -> Figure:
        text, quantity, kind, first, _, after = site
        counted = self._counted(doc, site)
        noun, end = counted.token, kind.end
        if noun is not None and counted.rule in SHOWN and _in_phrase(doc, after, noun):
            end = max(end, noun.idx + len(noun))
        elif kind.kind == "measure" and after < len(doc) and self._is_size(doc[after]):
            end = doc[after].idx + len(doc[after])  # "200 Metern Tiefe"
        end, modifier = right_modifier(text, end, self.lang)
        if modifier is not None:
            quantity = rebound(quantity, modifier.bound, f"{modifier.bound}:{modifier.phrase}")
        event = None
        if kind.kind not in ("age", "date"):
            event = told_by_noun(first, self.lang)
        if kind.kind != "age" and event is None:
            event = event_of(first, noun, cues=cues, lang=self.lang)
        if counted.rule == "noun:unit" and event is None:
            counted = Counted(None, None, "noun:none")  # a sum that is only told
        if kind.kind == "date":
            quantity = _undated(quantity, keeps=kind.rule in ("date:year", "date:noun"))
        rules = (*_told(quantity.rules, event, self.lang), kind.rule, counted.rule)
        start = min(kind.start, quantity.start)
        if kind.kind == "date" and quantity.bound == "exact":
            start = quantity.number_start  # "ab 1980"
        return Figure(
            start, end, quantity.number_start, quantity.number_end,
            quantity.value, quantity.low, quantity.high, quantity.low_open, quantity.high_open,
            quantity.bound, kind.kind, kind.unit, counted.lemma,
            () if noun is None else qualifiers_of(noun, self._narrowing(site), lang=self.lang),
            event, None, "+".join(rules),
            None if kind.kind in NOWHERE else places.of(first, noun),
        )  # fmt: skip

    def _is_size(self, token: Token) -> bool:
        return token.pos_ == "NOUN" and is_quantity(token, load_toml(self.lang, "figures")["nouns"])

    def _narrowing(self, site: Site) -> int:
        """Where what narrows the noun can begin: behind "lange" in "40 Meter lange Brücke"."""
        doc, after = site.first.doc, site.after
        words = load_toml(self.lang, "figures")["nouns"]["dimensions"]
        large = site.kind.kind == "measure" and after < len(doc) and lemma_of(doc[after]) in words
        return after + large

    def _date(self, doc: Doc, shape: Shape, cues: Set[int]) -> Figure:
        """A date or a time of day: more than a bare year, so it has no value."""
        bound = "range" if shape.spans else "exact"
        span = doc.char_span(shape.start, shape.end, alignment_mode="expand")
        event = event_of(span[0], cues=cues, lang=self.lang)
        return Figure(
            shape.start, shape.end, shape.start, shape.end, None, None, None, None, None,
            bound, "date", None, None, (), event, None, f"shape:{shape.label}",
        )  # fmt: skip

    def _counted(self, doc: Doc, site: Site) -> Counted:
        kind = site.kind
        if kind.noun is not None:
            return Counted(None, kind.noun, "noun:affix")
        if kind.kind in NOUNLESS:
            return Counted(None, None, "noun:none")
        if _names_itself(site):
            words = load_toml(self.lang, "figures")["nouns"]
            return among(doc, site.first, words) or Counted(None, None, "noun:none")
        if _stops(doc, site):
            return find_noun(doc, site.first, len(doc), lang=self.lang)
        if kind.kind == "rank":
            return find_next(doc, site.first, site.after)
        if kind.kind == "share":
            return find_shared(doc, site.first, site.after, lang=self.lang)
        if kind.kind not in WITH_UNIT:
            return find_noun(doc, site.first, site.after, lang=self.lang)
        span = (site.behind, site.after)
        return find_measured(doc, site.first, span, kind=kind.kind, lang=self.lang)


def _in_phrase(doc: Doc, after: int, noun: Token) -> bool:
    """The noun stands behind the number with no comma or joined number between."""
    between = doc[after : noun.i] if after <= noun.i else ()
    apart = any(token.text == "," or token.pos_ == "NUM" for token in between)
    return after <= noun.i < after + NOUN_DISTANCE and not apart


def _stops(doc: Doc, site: Site) -> bool:
    """`… spricht von 38. Wo …`: what looks like an ordinal ends the sentence."""
    if site.kind.kind != "count" or site.text[site.kind.end : site.kind.end + 1] != ".":
        return False
    at = site.after + (doc[site.after].text == "." if site.after < len(doc) else 0)
    return at < len(doc) and doc[at].text[:1].isupper()


def _undated(quantity: Quantity, *, keeps: bool) -> Quantity:
    """The quantity of a date, which is no interval; `keeps` a bare year's value."""
    return quantity._replace(
        value=quantity.value if keeps else None,
        low=None, high=None, low_open=None, high_open=None,
        bound=quantity.bound if quantity.bound == "range" else "exact",
    )  # fmt: skip


def _names_itself(site: Site) -> bool:
    """`die 53-Jährige`, `jeder Zweite`: a noun made of the number, which counts no other."""
    end = site.quantity.number_end
    if site.kind.kind == "age":
        return site.text[end : end + 2].lstrip("-")[:1].isupper()
    *others, last = site.text[site.quantity.number.start : end].split()
    return site.quantity.number.form == "share" and bool(others) and last[0].isupper()


def _told(rules: tuple[str, ...], event: str | None, lang: str) -> tuple[str, ...]:
    """The rules; steps of a change ("um", "auf") only with a verb of change."""
    if event in load_toml(lang, "figures")["changes"]["verbs"]:
        return rules
    return tuple(rule for rule in rules if not rule.startswith("change_"))


def _place(figure: Figure) -> tuple[int, int]:
    return figure.start, figure.number_start
