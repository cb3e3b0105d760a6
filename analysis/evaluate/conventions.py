"""Attributions as we annotate them -> as a benchmark does, where only the convention differs.

The news scheme (uhh-lt's German quotation annotation, the Wikinews files) differs from ours
(`data/gold/GUIDELINES.md`) in four ways; nothing here looks at the benchmark's answers:

* a reported act ("fordert eine Prüfung") is its whole clause, without a cue; ours cue and object;
* of "nannte den Plan „einen Irrweg“" the quoted words alone are the content;
* sentences of one speaker that carry on one another are one row; ours are a row each;
* quoted pieces within reported words are rows of their own, nested in it.

There a carried row has its speaker's words as source, which our tables give too.
"""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.evaluate.records import Document, Pair, Row

NEWS = "news"
# The form a row has there.
TYPES = {"partial": "indirect"}
_QUOTED = re.compile(r"[„“\"»«][^„“”\"»«\n]{2,}[“”\"«»]")
_CLAUSE_END = ".!?;:,\n„“"


def scheme_of(entries: Iterable[dict]) -> str | None:
    """The scheme of a benchmark record's attributions, by the roles it names; None: ours."""
    return NEWS if any("frame" in (entry.get("roles") or ()) for entry in entries) else None


def in_scheme(found: Document, scheme: str | None) -> Document:
    """What the program found in a text, told by the conventions of a scheme."""
    if scheme != NEWS:
        return found
    rows: list[Row] = []
    for row in sorted(found.rows["attributions"], key=_begin):
        if rows and _goes_on(rows[-1], row, found.text):
            rows[-1] = _with(rows[-1], content=_joined(rows[-1], row))
            continue
        rows.append(_translated(row, found.text))
        if row.values["form"] == "partial" and row.rule != "verb-naming":
            rows += _pieces(row, found.text)
    return found._replace(rows={**found.rows, "attributions": rows})


def write_predictions(documents: Sequence[Document], path: Path) -> Path:
    """Write attributions as JSONL in the form of the benchmark files, for their own scorers.

    Returns:
        The file written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            entries = [_entry(row) for row in document.rows["attributions"]]
            record = {
                "doc_id": document.doc_id,
                "text": document.text,
                "attributions": entries,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def _entry(row: Row) -> dict:
    form = row.values["form"]
    return {
        **{role: [list(pair) for pair in pairs] for role, pairs in row.spans.items()},
        "form": form,
        "type": TYPES.get(form, form),
        "nested": row.values.get("parent") is not None,
    }


def _translated(row: Row, text: str) -> Row:
    if row.rule == "verb-matter":
        return _with(row, cue=(), content=(_clause(row, text),))
    if row.rule == "verb-naming":
        quoted = _quoted(row, text)
        return _with(row, "direct", content=quoted[:1]) if quoted else row
    return row


def _pieces(row: Row, text: str) -> list[Row]:
    """The quoted pieces of a row as rows nested in it."""
    found = enumerate(_quoted(row, text))
    return [
        Row(
            f"{row.id}.{n}",
            {**row.spans, "content": (piece,)},
            {**row.values, "form": "direct", "parent": row.id},
            row.rule,
        )
        for n, piece in found
    ]


def _quoted(row: Row, text: str) -> list[Pair]:
    return [m.span() for pair in row.spans["content"] for m in _QUOTED.finditer(text, *pair)]


def _clause(row: Row, text: str) -> Pair:
    """From the mark before the row's words to the one behind them."""
    pairs = [pair for spans in row.spans.values() for pair in spans]
    start, end = min(a for a, _ in pairs), max(b for _, b in pairs)
    while start and text[start - 1] not in _CLAUSE_END:
        start -= 1
    while end < len(text) and text[end] not in _CLAUSE_END:
        end += 1
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def _goes_on(before: Row, row: Row, text: str) -> bool:
    if not before.rule == row.rule == "carried-mood":
        return False
    between = text[before.spans["content"][-1][1] : row.spans["content"][0][0]]
    return not between.strip(" .;!?") and before.spans["source"] == row.spans["source"]


def _joined(before: Row, row: Row) -> tuple[Pair, ...]:
    return ((before.spans["content"][0][0], row.spans["content"][-1][1]),)


def _with(row: Row, form: str | None = None, **spans: Sequence[Pair]) -> Row:
    values = {**row.values, "form": form or row.values["form"]}
    return row._replace(
        spans={**row.spans, **{role: tuple(pairs) for role, pairs in spans.items()}},
        values=values,
    )


def _begin(row: Row) -> int:
    return min(start for start, _ in row.anchor())
