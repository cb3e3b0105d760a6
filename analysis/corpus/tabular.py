"""Tables of articles: .jsonl, .csv and .parquet with one article a row."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.decode import decode
from analysis.corpus.page import Page
from analysis.corpus.sources import DETAILS
from analysis.errors import InputError

# Other names for a column that exported tables often have.
_ALIASES = {"id": "doc_id", "date": "published", "license": "licence", "language": "lang"}
_KNOWN = ("text", "doc_id", *DETAILS)
_DELIMITERS = (",", ";", "\t")
Row = dict[str, Any]


def read_jsonl(path: Path) -> list[Page]:
    """JSON Lines: one object a line."""
    rows = []
    text = decode(path.read_bytes(), where=str(path))
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: no JSON ({error})") from error
        if not isinstance(row, dict):
            raise InputError(f'{path}, line {number}: not an object such as {{"text": "…"}}')
        rows.append(row)
    return _pages(path, rows, [key for row in rows for key in row])


def read_csv(path: Path) -> list[Page]:
    """CSV with a header line; comma, semicolon or tab between the fields."""
    text = decode(path.read_bytes(), where=str(path))
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    limit = csv.field_size_limit(max(len(text), csv.field_size_limit()))
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")
        rows = list(reader)
    except csv.Error as error:
        raise InputError(f"{path}: no CSV ({error})") from error
    finally:
        csv.field_size_limit(limit)
    return _pages(path, rows, reader.fieldnames or ())


def read_parquet(path: Path) -> list[Page]:
    """Parquet, one article a row."""
    try:
        table = pq.read_table(path)
    except pa.ArrowException as error:
        raise InputError(f"{path}: no Parquet file ({error})") from error
    return _pages(path, table.to_pylist(), table.column_names)


def _pages(path: Path, rows: list[Row], columns: Iterable[str]) -> list[Page]:
    """Rows to pages; a row without an id is `STEM-ROW`, counted from 1."""
    names = list(dict.fromkeys(columns))
    if rows and "text" not in map(_column, names):
        raise InputError(
            f"{path}: no column 'text'; its columns are {', '.join(map(repr, names))}: "
            "rename the one that holds the articles"
        )
    return [_page(path, number, row) for number, row in enumerate(rows, 1)]


def _column(name: str) -> str:
    plain = name.strip().lower()
    return _ALIASES.get(plain, plain)


def _page(path: Path, number: int, row: Row) -> Page:
    values = {_column(name): value for name, value in row.items() if isinstance(name, str)}
    details = {}
    warnings = []
    for key in DETAILS:
        value = values.get(key)
        if key == "published":
            try:
                value = _date(value)
            except ValueError:
                warnings.append(f"{path.name}, row {number}: {value!r} is no date; left out")
                value = None
        elif value is not None:
            value = str(value).strip()
        if value:
            details[key] = value
    doc_id = values.get("doc_id")
    doc_id = f"{path.stem}-{number}" if doc_id in (None, "") else str(doc_id)
    text = values.get("text")
    return Page(doc_id, path.name, str(text or ""), details=details, warnings=tuple(warnings))


def _date(value: Any) -> date | None:
    """A date from what a table holds; raises ValueError when it is none."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return datetime.fromisoformat(str(value).strip()).date()
