"""What our components find, as plain records kept in `doc.spans`.

Each component writes one span group (`figures`, `attributions`, `evidence`): a span per record, to
look at, and the records themselves in the group's `attrs`, so that they survive `Doc.to_bytes` and
`DocBin`. All offsets here are character offsets into `doc.text`; `analysis.tables` maps them to the
article's own text. Labels and their meanings are those of DESIGN.md ("The tables").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc

Pair = tuple[int, int]


class Figure(NamedTuple):
    """One claimed number. `part_of` is the index of another figure of the same Doc."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: float | None
    low: float | None
    high: float | None
    low_open: bool | None
    high_open: bool | None
    bound: str
    kind: str
    unit: str | None
    noun: str | None
    qualifiers: tuple[str, ...]
    event: str | None
    part_of: int | None
    rule: str
    place: str | None = None

    @property
    def anchor(self) -> Pair:
        """What is marked in the Doc: the whole expression."""
        return self.start, self.end


class Attribution(NamedTuple):
    """Cue, source and content of one act of speech. `parent` is an index of the same Doc."""

    cue_spans: tuple[Pair, ...]
    source_spans: tuple[Pair, ...]
    content_spans: tuple[Pair, ...]
    form: str
    speaker: str | None
    speaker_id: str | None
    speaker_type: str | None
    resolved_by: str
    cue_lemma: str | None
    stance: str | None
    negated: bool
    parent: int | None
    confidence: float
    rule: str
    role: str | None = None

    @property
    def anchor(self) -> Pair:
        """What is marked in the Doc: from the first to the last character of all three parts."""
        pairs = self.cue_spans + self.source_spans + self.content_spans
        return min(s for s, _ in pairs), max(e for _, e in pairs)


class Evidence(NamedTuple):
    """One mark of evidence language; at least one of `stance` and `basis` is set."""

    start: int
    end: int
    lemma: str
    stance: str | None
    basis: str | None
    holder: str
    negated: bool
    strength: float | None
    ambiguous: bool
    scope_spans: tuple[Pair, ...]
    rule: str

    @property
    def anchor(self) -> Pair:
        """What is marked in the Doc: the mark's own words."""
        return self.start, self.end


Record = TypeVar("Record", Figure, Attribution, Evidence)
GROUPS = {Figure: "figures", Attribution: "attributions", Evidence: "evidence"}


def set_records(doc: Doc, kind: type[Record], records: Sequence[Record]) -> None:
    """Write `records` into the Doc's span group of that kind, replacing what was there."""
    from spacy.tokens import SpanGroup

    name = GROUPS[kind]
    spans = [doc.char_span(*record.anchor, alignment_mode="expand") for record in records]
    doc.spans[name] = SpanGroup(
        doc, name=name, spans=spans, attrs={"records": [record._asdict() for record in records]}
    )


def get_records(doc: Doc, kind: type[Record]) -> list[Record]:
    """The records of that kind in the Doc; empty when the component did not run."""
    name = GROUPS[kind]
    if name not in doc.spans:
        return []
    return [kind(**_tuples(entry)) for entry in doc.spans[name].attrs["records"]]


def _tuples(entry: dict) -> dict:
    """Lists back to tuples: msgpack knows no tuples."""
    return {key: _freeze(value) for key, value in entry.items()}


def _freeze(value: object) -> object:
    return tuple(_freeze(item) for item in value) if isinstance(value, list) else value
