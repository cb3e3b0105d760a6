"""The `figures` component: claimed numbers of a Doc as `Figure` records.

Text to shapes (what is no number), numbers, quantities (intervals), kinds; then, with the parse,
whether it is a figure at all, what is counted, and of which other figure it is a part.
"""

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.figure_bounds import Quantity, read_quantities, rebound, right_modifier
from analysis.language.figure_kinds import Kind, kind_of
from analysis.language.figure_nouns import Counted, event_of, find_noun, qualifiers_of
from analysis.language.figure_shapes import Shape, find_shapes
from analysis.language.records import Figure, set_records


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
        text, lang = doc.text, self.lang
        shapes = find_shapes(text, lang=lang)
        skip = [(shape.start, shape.end) for shape in shapes]
        quantities = read_quantities(text, lang=lang, skip=skip)
        figures = [_date(shape) for shape in shapes if shape.label != "none"]
        starts = [token.idx for token in doc] if quantities else []
        for quantity in quantities:
            kind = kind_of(text, quantity, lang=lang)
            if kind is not None and quantity.number.form != "article":
                figures.append(_figure(doc, starts, quantity, kind, lang))
        set_records(doc, Figure, sorted(figures))
        return doc


def _figure(doc: Doc, starts: list[int], quantity: Quantity, kind: Kind, lang: str) -> Figure:
    end, modifier = right_modifier(doc.text, kind.end, lang)
    if modifier is not None:
        quantity = rebound(quantity, modifier.bound, f"{modifier.bound}:{modifier.phrase}")
    first = doc[bisect_right(starts, quantity.number_start) - 1]
    after = bisect_right(starts, end - 1)
    counted = Counted(None, kind.noun, "noun:affix")
    if kind.noun is None and kind.kind not in ("date", "rank", "age", "duration"):
        counted = find_noun(doc, first, after, lang=lang)
    noun = counted.token
    if noun is not None and 0 <= noun.i - after < 12:
        end = max(end, noun.idx + len(noun))
    anchor = noun if noun is not None else first
    return Figure(
        min(kind.start, quantity.start), end, quantity.number_start, quantity.number_end,
        quantity.value, quantity.low, quantity.high, quantity.low_open, quantity.high_open,
        quantity.bound, kind.kind, kind.unit, counted.lemma,
        qualifiers_of(noun, first, lang=lang) if noun is not None else (),
        event_of(anchor, lang=lang), None,
        "+".join((*quantity.rules, kind.rule, counted.rule)),
    )  # fmt: skip


def _date(shape: Shape) -> Figure:
    year = None if shape.year is None else float(shape.year)
    return Figure(
        shape.start, shape.end, shape.start, shape.end, year, year, year, False, False,
        "exact", "date", None, None, (), None, None, f"shape:{shape.label}",
    )  # fmt: skip
