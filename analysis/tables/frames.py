"""Tables: the frames of DESIGN.md together, checked, written to and read from a folder."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from analysis.errors import InputError
from analysis.tables.schema import SCHEMAS

Format = Literal["parquet", "csv", "jsonl"]
FORMATS: tuple[Format, ...] = ("parquet", "csv", "jsonl")


@dataclass(frozen=True, slots=True)
class Tables:
    """One analysed corpus as tidy frames; columns and labels: `analysis.tables.schema`."""

    sources: pd.DataFrame
    furniture: pd.DataFrame
    sentences: pd.DataFrame
    figures: pd.DataFrame
    attributions: pd.DataFrame
    evidence: pd.DataFrame

    def __iter__(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Pairs of (table name, frame)."""
        return ((part.name, getattr(self, part.name)) for part in fields(self))

    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: len(frame) for name, frame in self}


def frames(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tables:
    """Rows by table -> checked frames, also when a table has no row at all.

    Raises:
        pandera.errors.SchemaErrors: a row does not fit the schema (a defect of ours).
    """
    made = {}
    for name, schema in SCHEMAS.items():
        frame = pd.DataFrame(rows.get(name, []), columns=list(schema.columns))
        made[name] = schema.validate(frame, lazy=True)
    return Tables(**made)


def write_tables(tables: Tables, folder: Path, *, format: Format = "parquet") -> list[Path]:
    """Write one file a table, named after it; lists become JSON in CSV.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in tables:
        path = folder / f"{name}.{format}"
        if format == "parquet":
            frame.to_parquet(path, index=False)
        elif format == "csv":
            _flat(frame).to_csv(path, index=False)
        else:
            frame.to_json(path, orient="records", lines=True, force_ascii=False, date_format="iso")
        written.append(path)
    return written


def read_tables(folder: Path | str) -> Tables:
    """Read tables written as Parquet, and check them.

    Raises:
        InputError: a table is missing or is not one of ours.
    """
    made = {}
    for name, schema in SCHEMAS.items():
        path = Path(folder) / f"{name}.parquet"
        if not path.is_file():
            raise InputError(
                f"{path} is missing; write it with `lesarten extract CORPUS --out DIR`"
            )
        made[name] = schema.validate(_plain_lists(pd.read_parquet(path)), lazy=True)
    return Tables(**made)


def _list_columns(frame: pd.DataFrame) -> list[str]:
    return [c for c in frame.columns if c == "qualifiers" or c.endswith("_spans")]


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        **{c: [json.dumps(v, ensure_ascii=False) for v in frame[c]] for c in _list_columns(frame)}
    )


def _plain_lists(frame: pd.DataFrame) -> pd.DataFrame:
    """Arrays, which Parquet gives back, as the lists that were written."""
    return frame.assign(**{c: [_as_list(v) for v in frame[c]] for c in _list_columns(frame)})


def _as_list(value: Any) -> Any:
    """Arrays of arrays of NumPy numbers as plain lists of plain numbers."""
    if isinstance(value, str):
        return value
    if hasattr(value, "tolist"):
        value = value.tolist()
    return [_as_list(v) for v in value] if isinstance(value, list) else value
