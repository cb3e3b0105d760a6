"""Outside benchmarks as JSONL -> documents like those of our gold, so that one code path scores.

Two kinds of records are known. Attributions: `{doc_id, text, attributions: [{cue, source, content,
type, form}]}`, the three parts as lists of [start, end]. Figures: `{id, text, figures: [{start,
end, value_low, value_high, low_incl, high_incl, modifier, unit, noun, kind, soft}], fields, scope,
exhaustive}`; `fields` says what the record annotates, and only that is scored.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.evaluate.conventions import in_scheme, scheme_of
from analysis.evaluate.records import ROLES, Document, Pair, Row

# Their names of units, bounds and kinds -> ours (`analysis.tables.schema`).
UNITS = {
    "second": "s", "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo",
    "year": "a", "percent": "%", "euro": "EUR", "dollar": "USD", "pound sterling": "GBP",
    "kilometre": "km", "metre": "m", "centimetre": "cm", "millimetre": "mm", "litre": "l",
    "celsius": "Cel",
}  # fmt: skip
BOUNDS = {"up_to": "at_most", "upper": "at_most", "lower": "at_least"}
KINDS = {
    "currency": {"money"}, "money": {"money"}, "percent": {"percent"}, "duration": {"duration"},
    "dimension": {"measure"}, "distance": {"measure"}, "volume": {"measure"}, "age": {"age"},
    "ordinal": {"rank", "date"}, "number": {"count", "multiple", "share"},
    "numeral": {"count", "multiple", "share"},
}  # fmt: skip
FIELDS = {
    "value": {"value"}, "interval": {"low", "high", "low_open", "high_open"}, "unit": {"unit"},
    "noun": {"noun"}, "modifier": {"bound"},
}  # fmt: skip
_ENDS = re.compile(r"[\w.,]+")


def read_bench(path: Path | str) -> list[Document]:
    """The documents of a benchmark file.

    Raises:
        InputError: the file cannot be read, or a line is of neither kind.
    """
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from error
    made = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line)
                read = _attributions if "attributions" in record else _figures
                made.append(read(record))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}, line {number}: no benchmark record ({error})") from error
    return made


def comparable(gold: Document, found: Document) -> Document:
    """What of `found` a benchmark can judge.

    Figures it did not look for are left out: of other kinds, in texts not annotated throughout, and
    in soft places. A range is two figures where the benchmark lists its ends. Attributions are told
    by the benchmark's conventions.
    """
    if "figures" not in gold.rows:
        return in_scheme(found, gold.scheme)
    rows = found.rows["figures"]
    if not gold.interval:
        rows = [part for row in rows for part in _range_ends(row, found.text)]
    looked_for = [row.anchor()[0] for row in gold.rows["figures"]]
    kept = []
    for row in rows:
        place = row.spans["number"][0]
        wanted = gold.exhaustive and (gold.kinds is None or row.values["kind"] in gold.kinds)
        if _meets(place, looked_for) or (wanted and not _meets(place, gold.soft)):
            kept.append(row)
    return found._replace(rows={**found.rows, "figures": kept})


def _attributions(record: Mapping[str, Any]) -> Document:
    rows = []
    for number, entry in enumerate(record["attributions"]):
        spans = {role: tuple(map(tuple, entry.get(role) or ())) for role in ROLES}
        # Their type "reported" is our form of that name; their form has no such label.
        form = "reported" if entry.get("type") == "reported" else entry.get("form")
        rows.append(Row(str(number), spans, {"form": form} if form else {}))
    return _document(
        record["doc_id"],
        record["text"],
        "attributions",
        rows,
        frozenset({"form"}),
        scheme=scheme_of(record["attributions"]),
    )


def _figures(record: Mapping[str, Any]) -> Document:
    fields = set(record["fields"])
    rows, soft = [], []
    for number, entry in enumerate(record["figures"]):
        place = (entry["start"], entry["end"])
        if entry.get("soft"):
            soft.append(place)
        else:
            spans = {"whole": (place,), "number": (place,)}
            rows.append(Row(str(number), spans, _values(entry, fields)))
    kinds = [KINDS.get(kind) for kind in record["scope"]]
    return _document(
        record["id"],
        record["text"],
        "figures",
        rows,
        frozenset().union(*(FIELDS.get(field, ()) for field in fields)),
        exhaustive=record["exhaustive"],
        kinds=None if None in kinds else frozenset().union(*kinds),
        soft=tuple(soft),
        interval="interval" in fields,
    )


def _values(entry: Mapping[str, Any], fields: set[str]) -> dict[str, Any]:
    """The fields of ours that the record annotates."""
    low, high = entry["value_low"], entry["value_high"]
    values: dict[str, Any] = {}
    if "value" in fields and (low, high) != (None, None):
        values["value"] = low if low == high else None
    if "interval" in fields:
        values |= {"low": low, "high": high}
        values["low_open"] = None if low is None else not entry["low_incl"]
        values["high_open"] = None if high is None else not entry["high_incl"]
    if "unit" in fields:
        unit = entry["unit"]
        values["unit"] = UNITS.get(unit, unit)
    if "noun" in fields and entry["noun"]:
        values["noun"] = entry["noun"]
    if "modifier" in fields and entry["modifier"]:
        values["bound"] = BOUNDS.get(entry["modifier"], entry["modifier"])
    return values


def _document(
    doc_id: str, text: str, layer: str, rows: list[Row], fields: frozenset[str], **more: Any
) -> Document:
    return Document(doc_id, text, ((0, len(text)),), {layer: rows}, fields, **more)


def _range_ends(row: Row, text: str) -> list[Row]:
    """The two ends of a range as figures of their own; any other row as it is."""
    start, end = row.spans["number"][0]
    words = list(_ENDS.finditer(text, start, end))
    if row.values["bound"] != "range" or len(words) < 2:
        return [row]
    ends = (("low", words[0]), ("high", words[-1]))
    return [
        row._replace(
            id=f"{row.id}.{name}",
            spans={"whole": (word.span(),), "number": (word.span(),)},
            values={**row.values, "value": row.values[name]},
        )
        for name, word in ends
    ]


def _meets(place: Pair, others: tuple[Pair, ...] | list[Pair]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)
