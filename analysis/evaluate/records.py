"""What is compared: rows of one reader (a coder, the program, an outside benchmark), per document.

All three come in this form, so that scores, agreement and errors are counted by one code path.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.tables import Tables

Pair = tuple[int, int]

# Layer of the tables -> how a gold row names it, its identifier's column, its fields.
LAYERS = {
    "figures": (
        "figure",
        "figure_id",
        ("value", "low", "high", "low_open", "high_open", "bound", "kind", "unit", "noun",
         "qualifiers", "event", "part_of", "speaker"),
    ),
    "attributions": (
        "attribution",
        "attribution_id",
        ("form", "speaker", "speaker_type", "resolved_by", "stance", "negated", "parent"),
    ),
    "evidence": ("evidence", "evidence_id", ("stance", "basis", "holder", "negated")),
}  # fmt: skip
ROLES = ("cue", "source", "content")
# Fields that lead to another row of the same document and layer.
LINKS = ("part_of", "parent")


class Row(NamedTuple):
    """One annotated thing.

    Attributes:
        id: unique in its document and layer; `part_of` and `parent` refer to it.
        spans: `cue`, `source`, `content` of an attribution; `whole` of the others, and `number`
            of a figure. Offsets into the document's text.
        values: the fields of `LAYERS`; one that is not annotated is left out.
        rule: what found it; None for a person.
    """

    id: str
    spans: Mapping[str, tuple[Pair, ...]]
    values: Mapping[str, Any]
    rule: str | None = None

    def anchor(self) -> tuple[Pair, ...]:
        """The words that stand for the row: the expression, the content, else the cue."""
        return self.spans.get("whole") or self.spans["content"] or self.spans["cue"]


class Document(NamedTuple):
    """What one reader found in one text.

    Attributes:
        doc_id: `corpus/doc_id`.
        text: what the offsets point into.
        passages: sentences, or paragraphs where no sentences are known; to show errors in.
        rows: rows by layer; a layer that was not annotated is missing.
        fields: the fields that are annotated; None: all of `LAYERS`.
        exhaustive: False: what is not annotated may still be there, so only recall counts.
        kinds: figures of other kinds were not looked for; None: all were.
        soft: figures in these spans are neither right nor wrong.
        interval: False: the two ends of a range are annotated as two figures.
        scheme: whose conventions the attributions follow (`conventions`); None: ours.
    """

    doc_id: str
    text: str
    passages: tuple[Pair, ...]
    rows: Mapping[str, list[Row]]
    fields: frozenset[str] | None = None
    exhaustive: bool = True
    kinds: frozenset[str] | None = None
    soft: tuple[Pair, ...] = ()
    interval: bool = True
    scheme: str | None = None

    def passage(self, place: int) -> str:
        """The sentence (or paragraph) a place lies in, on one line."""
        start, end = next(
            (p for p in reversed(self.passages) if p[0] <= place), (0, len(self.text))
        )
        return " ".join(self.text[start:end].split())


def layer_of(entry: Mapping[str, Any]) -> str:
    """The layer of an entry of a gold file."""
    return next(name for name, (label, _, _) in LAYERS.items() if label == entry["layer"])


def row_of(entry: Mapping[str, Any], layer: str) -> Row:
    """The row an entry of a gold file makes."""
    if layer == "attributions":
        spans = {role: tuple((start, end) for start, end in entry[role]) for role in ROLES}
    else:
        spans = {"whole": ((entry["start"], entry["end"]),)}
    if layer == "figures":
        spans["number"] = ((entry["number_start"], entry["number_end"]),)
    values = {field: entry[field] for field in LAYERS[layer][2]}
    return Row(entry["id"], spans, values, entry.get("rule"))


def entry_of(layer: str, row: Row, text: str) -> dict[str, Any]:
    """The entry of a gold file that says what `row` says."""
    entry: dict[str, Any] = {"layer": LAYERS[layer][0], "id": row.id}
    if "whole" in row.spans:
        ((start, end),) = row.spans["whole"]
        entry |= {"start": start, "end": end, "text": text[start:end]}
    for role in ROLES:
        if role in row.spans:
            entry |= {role: row.spans[role], f"{role}_text": words_at(text, row.spans[role])}
    for start, end in row.spans.get("number", ()):
        entry |= {"number_start": start, "number_end": end}
    return entry | row.values


def words_at(text: str, spans: Iterable[Pair]) -> str | None:
    """The words of a span that may be in several pieces, as the tables write them."""
    return " … ".join(text[start:end] for start, end in spans) or None


def documents(tables: Tables, *, prefix: str = "", carried: bool = False) -> dict[str, Document]:
    """What the program found, by `doc_id` (with `prefix` before it).

    A carried row has no source, as in GUIDELINES; with `carried`, the words that named its speaker.
    """
    sentences = tables.sentences.groupby("doc_id")[["start", "end"]]
    passages = {doc: tuple(part.itertuples(index=False, name=None)) for doc, part in sentences}
    rows = {doc_id: {layer: [] for layer in LAYERS} for doc_id in tables.sources["doc_id"]}
    for layer, (_, key, _) in LAYERS.items():
        for entry in _records(getattr(tables, layer)):
            entry |= {role: entry.pop(f"{role}_spans") for role in ROLES if role in entry}
            if entry.get("resolved_by") == "carried" and not carried:
                entry["source"] = []
            row = row_of({**entry, "id": entry[key], "parent": entry.get("parent_id")}, layer)
            rows[entry["doc_id"]][layer].append(row)
    return {
        prefix + source.doc_id: Document(
            prefix + source.doc_id,
            source.text,
            passages.get(source.doc_id, ()),
            rows[source.doc_id],
        )
        for source in tables.sources.itertuples()
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of plain Python values, missing ones None."""
    plain = frame.astype(object)
    return plain.where(plain.notna(), None).to_dict("records")
