"""Annotations as CSV, for tools coders use, and gold back from it.

    lesarten evaluate --csv DIR                           writes DIR/gold_*.csv and DIR/found_*.csv
    python -m analysis.evaluate.exchange DIR GOLD         reads DIR/gold_*.csv into GOLD/<corpus>/

One file a layer, one row an annotation: `doc_id` (`corpus/doc_id`), then the fields of a gold file.
Spans of several pieces and `qualifiers` are JSON lists; an empty cell is null.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from analysis.corpus import read_corpus
from analysis.errors import InputError, LesartenError
from analysis.evaluate.gold import GoldRow, check_links, check_row, gold_root, write_rows
from analysis.evaluate.records import LAYERS, ROLES, Document, entry_of

LISTS = (*ROLES, "qualifiers")


def write_csv(documents: Sequence[Document], folder: Path, *, who: str) -> list[Path]:
    """Write what one reader annotated, as `<who>_<layer>.csv`.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for layer in LAYERS:
        rows = [
            {"doc_id": document.doc_id, **entry_of(layer, row, document.text), "rule": row.rule}
            for document in documents
            for row in document.rows.get(layer, [])
        ]
        frame = pd.DataFrame(rows, dtype=object)
        for name in frame.columns.intersection(LISTS):
            frame[name] = [json.dumps(v, ensure_ascii=False) for v in frame[name]]
        written.append(folder / f"{who}_{layer}.csv")
        frame.to_csv(written[-1], index=False)
    return written


def read_csv(folder: Path, gold: Path) -> list[Path]:
    """Gold files from `gold_<layer>.csv`, checked against the texts beside the folder `gold`.

    Returns:
        The files written, `<gold>/<corpus>/<doc_id>.jsonl`.

    Raises:
        InputError: a file or a text is missing, or a row is not as it should be.
    """
    found: dict[str, list[dict]] = {}
    for layer in LAYERS:
        path = folder / f"gold_{layer}.csv"
        for entry in _entries(path):
            found.setdefault(entry.pop("doc_id", ""), []).append(entry)
    texts = article_texts(gold_root(gold).parent, found)
    written = []
    for name, entries in found.items():
        if name not in texts:
            raise InputError(f"{folder}: there is no text of '{name}' beside {gold}")
        written.append(gold / f"{name}.jsonl")
        write_rows(_checked(entries, texts[name], f"{folder}, {name}"), written[-1])
    return written


def article_texts(place: Path, names: Iterable[str]) -> dict[str, str]:
    """The texts of the corpora in `place` that the names (`corpus/doc_id`) are of, by name."""
    corpora = {name.partition("/")[0] for name in names}
    return {
        f"{corpus}/{article.doc_id}": article.text
        for corpus in corpora
        for article in read_corpus(place / corpus).articles
    }


def _entries(path: Path) -> list[dict]:
    """The rows of a CSV file as entries of gold files."""
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    except pd.errors.EmptyDataError:
        return []
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {error}") from error
    rows = frame.drop(columns="rule", errors="ignore").to_dict("records")
    return [{name: _value(name, cell) for name, cell in row.items()} for row in rows]


def _value(name: str, cell: str) -> str | list | None:
    return json.loads(cell or "[]") if name in LISTS else cell or None


def _checked(entries: list[dict], text: str, where: str) -> list[GoldRow]:
    try:
        rows = [check_row(entry, text) for entry in entries]
        check_links(rows)
    except ValueError as error:
        raise InputError(f"{where}: {error}") from error
    return rows


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        for file in read_csv(Path(sys.argv[1]), Path(sys.argv[2])):
            print(file)
    except LesartenError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
