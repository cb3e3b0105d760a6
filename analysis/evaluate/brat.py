"""Annotations as brat stand-off, for coders who mark up on a screen (back from it: `brat_read`).

    lesarten evaluate --brat DIR      writes DIR/gold and DIR/found

Each row is a brat event (format: brat.nlplab.org/standoff.html). A `Figure` and a `Mark` stand on
their words, a `Said` on the words said, a `Saying` on a cue whose words are not told. `Number`,
`Cue` and `Source` are its arguments, and so are the rows that `part_of` and `parent` lead to.
Labels are attributes, a missing one is null; everything else is JSON in the event's note. A span
over several lines is cut at their ends, as brat does it, and joined again when read.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from analysis.evaluate.records import LAYERS, LINKS, Document, Pair, Row
from analysis.tables.schema import (
    BASES,
    BOUNDS,
    FIGURE_KINDS,
    FORMS,
    HOLDERS,
    RESOLVED_BY,
    SPEAKER_TYPES,
    STANCES,
)

FLAGS = {"true": True, "false": False}
# Fields that are brat attributes, with their values; `negated` is there or not, so it has none.
LABELS: dict[str, Sequence[str]] = {
    "bound": BOUNDS, "kind": FIGURE_KINDS, "low_open": tuple(FLAGS), "high_open": tuple(FLAGS),
    "form": FORMS, "speaker_type": SPEAKER_TYPES, "resolved_by": RESOLVED_BY, "stance": STANCES,
    "negated": (), "basis": BASES, "holder": HOLDERS,
}  # fmt: skip


class Kind(NamedTuple):
    """A type of event: the layer of its rows, the role it stands on, the roles of arguments."""

    layer: str
    trigger: str
    roles: tuple[str, ...]


KINDS = {
    "Figure": Kind("figures", "whole", ("number",)),
    "Said": Kind("attributions", "content", ("cue", "source")),
    "Saying": Kind("attributions", "cue", ("source",)),
    "Mark": Kind("evidence", "whole", ()),
}
# Where a reader, brat or Python's, may see the end of a line.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_brat(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write what one reader annotated: `annotation.conf`, and `.txt` and `.ann` for each document.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "annotation.conf"]
    written[0].write_text(_configuration(), encoding="utf-8")
    for document in documents:
        place = folder / document.doc_id
        place.parent.mkdir(exist_ok=True)
        lines = "".join(f"{line}\n" for line in _lines(document))
        for suffix, text in ((".txt", document.text), (".ann", lines)):
            written.append(place.with_name(place.name + suffix))
            written[-1].write_bytes(text.encode())  # line ends as they are: they count
    return written


def fragments(spans: Iterable[Pair], text: str) -> list[Pair]:
    """The pieces of a span as brat keeps them: in order, apart, none over the end of a line."""
    found: list[Pair] = []
    for start, end in sorted(spans):
        for line in _LINE.finditer(text, start, end):
            words = line[0].strip()
            if words:
                begin = line.start() + line[0].index(words)
                found.append((begin, begin + len(words)))
    merged: list[Pair] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def joined(pieces: Sequence[Pair], text: str) -> list[Pair]:
    """Pieces with nothing but the end of a line between them made one."""
    made: list[Pair] = []
    for start, end in pieces:
        gap = text[made[-1][1] : start] if made else "."
        if gap.isspace() and not _LINE.fullmatch(gap):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


def _configuration() -> str:
    """What may be annotated, as brat's `annotation.conf`."""
    lines = ["[entities]", "Number", "Cue", "Source", "", "[relations]", "", "[events]"]
    for name, kind in KINDS.items():
        same = "|".join(other for other, k in KINDS.items() if k.layer == kind.layer)
        roles = [
            f"{r.capitalize()}{'' if r == 'number' else '?'}:{r.capitalize()}" for r in kind.roles
        ]
        links = [f"{link.capitalize()}?:{same}" for link in links_of(kind.layer)]
        lines.append(f"{name}\t{', '.join(roles + links)}".rstrip())
    lines += ["", "[attributes]"]
    for field, values in LABELS.items():
        names = "|".join(name for name, k in KINDS.items() if field in LAYERS[k.layer][2])
        lines.append(f"{field}\tArg:{names}" + (f", Value:{'|'.join(values)}" if values else ""))
    return "\n".join(lines) + "\n"


def links_of(layer: str) -> list[str]:
    """Fields of a layer that are arcs to other rows."""
    return [field for field in LAYERS[layer][2] if field in LINKS]


def _lines(document: Document) -> list[str]:
    """The lines of a document's `.ann`."""
    text, numbers = document.text, defaultdict(lambda: count(1))
    marked: dict[tuple[str, str], str] = {}  # words of one type are marked once, for all events
    rows = [(layer, row) for layer in LAYERS for row in document.rows.get(layer, [])]
    names = {(layer, row.id): f"E{n}" for n, (layer, row) in enumerate(rows, 1)}
    lines: list[str] = []

    def mark(label: str, spans: Sequence[Pair]) -> str:
        pieces = fragments(spans, text)
        places = ";".join(f"{start} {end}" for start, end in pieces)
        if (label, places) not in marked:
            marked[label, places] = f"T{next(numbers['T'])}"
            words = " ".join(text[start:end] for start, end in pieces)
            lines.append(f"{marked[label, places]}\t{label} {places}\t{words}")
        return marked[label, places]

    for layer, row in rows:
        name = next(n for n, k in KINDS.items() if k.layer == layer and row.spans[k.trigger])
        kind, event = KINDS[name], names[layer, row.id]
        arguments = [f"{name}:{mark(name, row.spans[kind.trigger])}"]
        arguments += [
            f"{role.capitalize()}:{mark(role.capitalize(), row.spans[role])}"
            for role in kind.roles
            if row.spans[role]
        ]
        for field in links_of(layer):
            if row.values[field] is not None:
                arguments.append(f"{field.capitalize()}:{names[layer, row.values[field]]}")
        lines.append(f"{event}\t{' '.join(arguments)}")
        for field, value in _labels(layer, row):
            lines.append(f"A{next(numbers['A'])}\t{field} {event}{value}")
        note = json.dumps(_note(layer, row, text), ensure_ascii=False)
        lines.append(f"#{next(numbers['#'])}\tAnnotatorNotes {event}\t{note}")
    return lines


def _labels(layer: str, row: Row) -> Iterable[tuple[str, str]]:
    """Attributes of a row: the field, and its value with a space before it."""
    for field in LAYERS[layer][2]:
        value = row.values[field]
        if field == "negated" and value:
            yield field, ""
        elif field in LABELS and field != "negated" and value is not None:
            yield field, f" {str(value).lower()}"


def _note(layer: str, row: Row, text: str) -> dict[str, Any]:
    """What is no label of a row; and spans that brat's pieces alone would not give back."""
    free = {f: row.values[f] for f in free_fields(layer) if row.values[f] not in (None, [])}
    odd = {
        role: spans
        for role, spans in row.spans.items()
        if joined(fragments(spans, text), text) != list(spans)
    }
    note = {"id": row.id, **free}
    return note | ({"spans": odd} if odd else {}) | ({"rule": row.rule} if row.rule else {})


def free_fields(layer: str) -> list[str]:
    """Fields of a layer that stand in the note."""
    return [f for f in LAYERS[layer][2] if f not in LABELS and f not in LINKS]
