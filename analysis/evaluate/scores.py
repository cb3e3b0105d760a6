"""Two readings of the same documents -> scores and errors; how rows are matched: `matching`."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.evaluate.matching import Matched, match, same_source, same_spans, signs
from analysis.evaluate.records import LINKS, ROLES, Document, Pair, Row

# Values are read off words: a third is 0.3333 or 0.333333; 11.000 and 11.003 differ.
VALUE_TOLERANCE = 2e-4

# What is asked of a matched row, by layer: the name of the measure and the fields it compares.
MEASURES: dict[str, dict[str, tuple[str, ...]]] = {
    "figures": {
        "value": ("value",),
        "interval": ("low", "high", "low_open", "high_open"),
        "bound": ("bound",),
        "kind": ("kind",),
        "unit": ("unit",),
        "noun": ("noun",),
        "event": ("event",),
        "speaker": ("speaker",),
        "qualifiers": ("qualifiers",),
        "part_of": ("part_of",),
    },
    "attributions": {
        "form": ("form",),
        "speaker": ("speaker",),
        "speaker_type": ("speaker_type",),
        "resolved_by": ("resolved_by",),
        "stance": ("stance",),
        "negated": ("negated",),
        "parent": ("parent",),
    },
    "evidence": {
        "stance": ("stance",),
        "basis": ("basis",),
        "holder": ("holder",),
        "negated": ("negated",),
    },
}
# A row is right throughout when these are; `qualifiers` and `part_of` are told for themselves.
WHOLE = {
    "figures": ("value", "interval", "bound", "kind", "unit", "noun", "event", "speaker"),
    "evidence": ("stance", "basis", "holder", "negated"),
}
# Fields whose labels get precision, recall and F1 each.
LABELS = {
    "figures": ("kind", "bound"),
    "attributions": ("form",),
    "evidence": ("stance", "basis"),
}

SCORE_COLUMNS = ("layer", "measure", "label", "precision", "recall", "f1", "accuracy",
                 "n_gold", "n_found", "n_right")  # fmt: skip
ERROR_COLUMNS = ("layer", "doc_id", "start", "error", "field", "gold", "found", "words", "rule",
                 "sentence")  # fmt: skip


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same; case does not count, nor the order of lists."""
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    if isinstance(one, list) and isinstance(other, list):
        return {str(v).casefold() for v in one} == {str(v).casefold() for v in other}
    if _is_number(one) and _is_number(other):
        return math.isclose(one, other, rel_tol=VALUE_TOLERANCE)
    return one == other


def judged(layer: str, matched: Matched) -> Iterator[tuple[Row, Row, dict[str, bool]]]:
    """Matched pairs, with what is right of each measure the gold annotates."""
    partner = {g.id: f.id for g, f in matched.both()}
    for gold, found in matched.both():
        verdict = {}
        for measure, fields in MEASURES[layer].items():
            if all(field in gold.values for field in fields):
                verdict[measure] = all(_right(f, gold, found, partner) for f in fields)
        yield gold, found, verdict


def score(golds: Sequence[Document], founds: Sequence[Document]) -> tuple[pd.DataFrame, ...]:
    """Score `founds` against `golds`, which are the same documents in the same order.

    Returns:
        scores: `SCORE_COLUMNS`, a row a measure or a label; shares 0 to 1, null where undefined
            (`accuracy` is the share of matched rows, the others have precision, recall and F1).
        errors: `ERROR_COLUMNS`, a row a miss, a false alarm or a wrong field.
    """
    sheet, errors = _Sheet(), []
    for layer in MEASURES:
        for gold, found in zip(golds, founds, strict=True):
            if layer not in gold.rows:
                continue
            matched = match(layer, gold, found)
            if layer == "attributions":
                _count_roles(sheet, gold, found)
            _count(sheet, layer, matched, found)
            errors += _errors(layer, matched)
    frame = pd.DataFrame(errors, columns=list(ERROR_COLUMNS))
    return sheet.frame(), frame.sort_values(["layer", "doc_id", "start"], ignore_index=True)


class _Sheet:
    """Counts by (layer, measure, label): [in the gold, found, right]."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], list[int]] = {}

    def add(self, key: tuple[str, str, str], gold: int, found: int, right: int) -> None:
        counts = self._counts.setdefault(key, [0, 0, 0])
        for place, more in enumerate((gold, found, right)):
            counts[place] += more

    def frame(self) -> pd.DataFrame:
        rows = []
        for (layer, measure, label), (gold, found, right) in self._counts.items():
            row: dict[str, Any] = {"layer": layer, "measure": measure, "label": label}
            row |= {"n_gold": gold, "n_found": found, "n_right": right}
            if measure in MEASURES[layer] and not label:
                row["accuracy"] = right / gold if gold else None
            else:
                row["precision"] = right / found if found else None
                row["recall"] = right / gold if gold else None
                row["f1"] = 2 * right / (gold + found) if gold + found else None
            rows.append(row)
        rows.sort(key=_in_order)
        shares = dict.fromkeys(("precision", "recall", "f1", "accuracy"), "float64")
        return pd.DataFrame(rows, columns=list(SCORE_COLUMNS)).astype(shares)


def _in_order(row: dict[str, Any]) -> tuple[int, int, int]:
    """Layers as in the tables; spans, then fields, then labels; labels most frequent first."""
    fields = list(MEASURES[row["layer"]])
    place = fields.index(row["measure"]) if row["measure"] in fields else -1
    return list(MEASURES).index(row["layer"]), 100 * bool(row["label"]) + place, -row["n_gold"]


def _count(sheet: _Sheet, layer: str, matched: Matched, found: Document) -> None:
    n_gold, n_found = len(matched.gold.rows[layer]), len(found.rows[layer])
    sheet.add((layer, "attribution" if layer == "attributions" else "span", ""), n_gold, n_found,
              len(matched.both()))  # fmt: skip
    whole = [m for m in WHOLE.get(layer, ()) if _annotated(m, layer, matched.gold)]
    n_whole = n_who = 0
    for gold, row, verdict in judged(layer, matched):
        for measure, right in verdict.items():
            sheet.add((layer, measure, ""), 1, 1, right)
        n_whole += all(verdict.get(measure, True) for measure in whole)
        n_who += layer == "attributions" and same_source(matched.gold.text, gold, row)
    if whole:
        sheet.add((layer, "all fields", ""), n_gold, n_found, n_whole)
    if layer == "attributions":
        sheet.add((layer, "who+what", ""), n_gold, n_found, n_who)
    for field in LABELS[layer]:
        _count_labels(sheet, layer, field, matched)


def _annotated(measure: str, layer: str, gold: Document) -> bool:
    """Whether the gold says anything on a measure."""
    return gold.fields is None or gold.fields.issuperset(MEASURES[layer][measure])


def _count_labels(sheet: _Sheet, layer: str, field: str, matched: Matched) -> None:
    if not _annotated(field, layer, matched.gold):
        return
    for gold, found in matched.pairs:
        if gold is not None and field not in gold.values:
            continue
        said = gold and gold.values[field]
        read = found and found.values.get(field)
        if said:
            sheet.add((layer, field, said), 1, 0, said == read)
        if read:
            sheet.add((layer, field, read), 0, 1, 0)


def _count_roles(sheet: _Sheet, gold: Document, found: Document) -> None:
    """Cues, sources and contents, each role for itself: the distinct spans of the document."""
    for role in ROLES:
        spans = [_distinct(gold.text, doc.rows["attributions"], role) for doc in (gold, found)]
        sheet.add(("attributions", role, ""), *map(len, spans), len(same_spans(*spans)))


def _distinct(text: str, rows: Iterable[Row], role: str) -> list[frozenset[int]]:
    return sorted({found for row in rows if (found := signs(text, row.spans[role]))}, key=min)


def _errors(layer: str, matched: Matched) -> Iterator[dict[str, Any]]:
    document = matched.gold
    for gold, found in matched.pairs:
        if gold is None:
            yield _error(document, layer, found, "false alarm")
        elif found is None:
            yield _error(document, layer, gold, "miss")
    for gold, found, verdict in judged(layer, matched):
        wrong = {m: MEASURES[layer][m] for m, right in verdict.items() if not right}
        for measure, fields in wrong.items():
            yield _error(document, layer, gold, "wrong") | {
                "field": measure,
                "gold": _told([gold.values[f] for f in fields]),
                "found": _told([found.values.get(f) for f in fields]),
                "rule": found.rule,
            }
        if layer == "attributions" and not same_source(document.text, gold, found):
            yield _error(document, layer, gold, "wrong") | {
                "field": "source",
                "gold": _words(document.text, gold.spans["source"]),
                "found": _words(document.text, found.spans["source"]),
                "rule": found.rule,
            }


def _error(document: Document, layer: str, row: Row, error: str) -> dict[str, Any]:
    start = row.anchor()[0][0]
    return {
        "layer": layer,
        "doc_id": document.doc_id,
        "start": start,
        "error": error,
        "field": None,
        "gold": None,
        "found": None,
        "words": _words(document.text, row.anchor()),
        "rule": row.rule,
        "sentence": document.passage(start),
    }


def _words(text: str, spans: Iterable[Pair]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _told(values: list[Any]) -> str:
    return ", ".join("–" if v is None else str(v) for v in values)


def _right(field: str, gold: Row, found: Row, partner: dict[str, str]) -> bool:
    said, read = gold.values[field], found.values.get(field)
    if field in LINKS and said is not None:
        return partner.get(said) == read
    return same(said, read)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
