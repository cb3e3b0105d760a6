"""`sources.toml`: what is known of each article, written by a person or drafted by `init`.

[sources.zeitung]
file = "zeitung.txt"
outlet = "Landeskurier"
published = 2024-11-14
"""

import hashlib
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.decode import decode
from analysis.errors import InputError

FILE_NAME = "sources.toml"
# Order in which a draft writes them.
DETAILS = ("outlet", "title", "author", "published", "url", "lang", "licence", "notes")
KEYS = ("file", *DETAILS, "sha256")

_LANG = re.compile(r"[a-z]{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Entry(NamedTuple):
    """One `[sources.<doc_id>]` table; `details` holds only what it says."""

    doc_id: str
    file: str | None
    details: dict[str, Any]
    sha256: str | None


def text_hash(text: str) -> str:
    """SHA-256 of an article's text in UTF-8: the hash of the `sources` table."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_sources(path: Path) -> dict[str, Entry]:
    """The entries of a `sources.toml` by `doc_id`; none when there is no such file.

    Raises:
        InputError: it is no TOML, has an unknown key, or a value of the wrong kind; the message
            names line and key and what is allowed.
    """
    if not path.exists():
        return {}
    text = decode(path.read_bytes(), where=str(path))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from error
    for key in data.keys() - {"sources"}:
        raise InputError(
            f"{path}, {_line(text, None, key)}: unknown key {key!r}; "
            "entries are tables [sources.ID], one an article"
        )
    tables = data.get("sources", {})
    if not isinstance(tables, dict):
        raise InputError(f"{path}: 'sources' holds tables: [sources.ID], one an article")
    return {doc_id: _entry(doc_id, table, path, text) for doc_id, table in tables.items()}


def _entry(doc_id: str, table: Any, path: Path, text: str) -> Entry:
    if not isinstance(table, dict):
        raise InputError(
            f"{path}, {_line(text, None, doc_id)}: {doc_id!r} is no table; "
            f"write [sources.{doc_id}] and below it any of {', '.join(KEYS)}"
        )
    values = {}
    for key, value in table.items():
        try:
            values[key] = _value(key, value)
        except ValueError as fault:
            place = f"{path}, {_line(text, doc_id, key)}: [sources.{doc_id}] {key}"
            raise InputError(f"{place}: {fault}") from fault
    file, sha256 = values.pop("file", None), values.pop("sha256", None)
    known = {key: value for key, value in values.items() if value is not None}
    return Entry(doc_id, file, known, sha256)


def _value(key: str, value: Any) -> Any:
    """The value in its type; an empty string says that nothing is known.

    Raises:
        ValueError: what is wrong and what to write instead.
    """
    if key not in KEYS:
        raise ValueError(f"unknown key; allowed are {', '.join(KEYS)}")
    if key == "published":
        return _date(value)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text; put it in quotation marks")
    value = value.strip() or None
    if value and key == "lang" and not _LANG.fullmatch(value):
        raise ValueError(f'{value!r} is no language code of two letters such as "de"')
    if value and key == "sha256" and not _SHA256.fullmatch(value):
        raise ValueError(f"{value!r} is not 64 hexadecimal digits; leave the key out")
    return value


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        if not value.strip():
            return None
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise ValueError(f"{value!r} is no date; write year-month-day: 2024-11-14")


def _line(text: str, doc_id: str | None, key: str) -> str:
    """Where the key stands, for an error ("line 7"); TOML readers do not keep it."""
    inside = doc_id is None
    header = re.compile(rf"""\s*\[\s*sources\s*\.\s*["']?{re.escape(doc_id or "")}["']?\s*\]""")
    wanted = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[\].=]""")
    for number, line in enumerate(text.splitlines(), 1):
        if doc_id is not None and line.lstrip().startswith("["):
            inside = header.match(line) is not None
        elif inside and wanted.match(line):
            return f"line {number}"
    return "somewhere in it"
