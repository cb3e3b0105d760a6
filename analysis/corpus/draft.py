"""Draft `sources.toml`: what the articles themselves show, for a person to complete."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import dateparser
import tomlkit
from tomlkit.items import Table

from analysis.corpus.decode import decode
from analysis.corpus.formats import is_table
from analysis.corpus.furniture import named_parts
from analysis.corpus.model import Article
from analysis.corpus.read import read_files
from analysis.corpus.sources import DETAILS, FILE_NAME, text_hash
from analysis.errors import InputError, OutputError

_HEADER = (
    "What is known of the articles in this folder, one table each; drafted by `lesarten init`.",
    "Correct it and fill in what is missing; running it again only adds what is not there.",
)
# What a page seldom tells and a person knows.
_ASKED = ("outlet", "title", "author", "published", "url", "licence")


class Draft(NamedTuple):
    """What `draft_sources` wrote: entries that are new, and entries that got keys they lacked."""

    path: Path
    added: tuple[str, ...]
    completed: tuple[str, ...]
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path} ({len(self.added)} new, {len(self.completed)} completed)"


def draft_sources(folder: str | Path) -> Draft:
    """Write `sources.toml` into a folder of articles, or complete the one that is there.

    A key that is there stays as it is, whatever its value. Tables of articles (.csv, .jsonl,
    .parquet) get no entries: their columns say what is known.

    Raises:
        InputError: no folder, no article in it, or a `sources.toml` that is not as it should be.
        OutputError: the file cannot be written.
    """
    folder = Path(folder)
    if folder.is_file():
        raise InputError(f"{folder}: is a file; name the folder it is in")
    reading = read_files(folder)
    path = folder / FILE_NAME
    document, tables = _open(path)
    added, completed = [], []
    for doc_id in sorted(reading.articles):
        file = reading.files[doc_id]
        if is_table(Path(file)):
            continue
        is_new = doc_id not in tables
        if is_new:
            tables[doc_id] = tomlkit.table()
        changed = _complete(tables[doc_id], _known(reading.articles[doc_id], file))
        if is_new:
            _ask(tables[doc_id])
            added.append(doc_id)
        elif changed:
            completed.append(doc_id)
    if added or completed:
        _write(path, tomlkit.dumps(document))
    return Draft(path, tuple(added), tuple(completed), reading.warnings)


def _open(path: Path) -> tuple[tomlkit.TOMLDocument, Any]:
    """The document as it is, or a new one, and its `sources` table."""
    if path.exists():
        document = tomlkit.parse(decode(path.read_bytes(), where=str(path)))
    else:
        document = tomlkit.document()
        for line in _HEADER:
            document.add(tomlkit.comment(line))
    if "sources" not in document:
        document["sources"] = tomlkit.table(is_super_table=True)
    return document, document["sources"]


def _known(article: Article, file: str) -> dict[str, tuple[Any, str | None]]:
    """What the article shows of itself: value and, where it is read from its words, a remark."""
    named = named_parts(article)
    known: dict[str, tuple[Any, str | None]] = {"file": (file, None)}
    for key in DETAILS:
        known[key] = (getattr(article, key), None)
    if article.author is None and "author" in named:
        known["author"] = (named["author"], "from the byline")
    if article.published is None and "date" in named:
        known["published"] = (_day(named["date"], article.lang), f"from the text: {named['date']}")
    known["sha256"] = (text_hash(article.text), None)
    return {key: entry for key, entry in known.items() if entry[0] is not None}


def _day(words: str, lang: str) -> date | None:
    """The date that the words name in full, read as the language writes dates."""
    settings = {"REQUIRE_PARTS": ["day", "month", "year"]}
    moment = dateparser.parse(words, languages=[lang], settings=settings)
    return moment.date() if moment else None


def _complete(table: Table, known: dict[str, tuple[Any, str | None]]) -> bool:
    """Add what the table lacks; tell whether anything was."""
    missing = {key: entry for key, entry in known.items() if key not in table}
    for key, (value, remark) in missing.items():
        item = tomlkit.item(value)
        if remark is not None:
            item.comment(remark)
        table.add(key, item)
    return bool(missing)


def _ask(table: Table) -> None:
    """Name the keys that are left to the person, as a comment in a new entry."""
    missing = [key for key in _ASKED if key not in table]
    if missing:
        table.add(tomlkit.comment(f"not known yet: {', '.join(missing)}"))
    table.add(tomlkit.nl())


def _write(path: Path, text: str) -> None:
    """Write beside the file and put it in its place in one step."""
    target = path.resolve()
    aside = target.with_name(f".{target.name}.new")
    try:
        aside.write_text(text, encoding="utf-8", newline="")
        aside.replace(target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
