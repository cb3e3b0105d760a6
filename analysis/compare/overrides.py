"""The researcher's word on which figures belong together: `disputes.toml` beside the corpus.

```toml
[[together]]
why = "one question, worded differently"
figures = ["agentur:f120-135", { doc = "zeitung", text = "1.500" }]

[[apart]]
figures = [{ doc = "kommentar", text = "höchstens 2.000 Mann" }]
```

First every figure named under `apart` leaves its group, each for a group of its own; then the
groups of the figures named under `together` become one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pydantic import ConfigDict, TypeAdapter, ValidationError

from analysis.errors import InputError

FILE = "disputes.toml"


@dataclass(frozen=True, slots=True)
class Named:
    """A figure by its words: `text` (or a part of it) in the article `doc`."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    doc: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Figures named together, by figure_id or by their words."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    figures: tuple[str | Named, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Overrides:
    """What `disputes.toml` says; the fields are its tables."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    together: tuple[Entry, ...] = ()
    apart: tuple[Entry, ...] = ()


_OVERRIDES: TypeAdapter[Overrides] = TypeAdapter(Overrides)


def read_overrides(path: Path | str) -> Overrides:
    """Read `disputes.toml`.

    Args:
        path: the file, or the corpus's folder; a folder without one has no overrides.

    Raises:
        InputError: the file is not as it should be; names the key.
    """
    file = Path(path) / FILE if Path(path).is_dir() else Path(path)
    if Path(path).is_dir() and not file.is_file():
        return Overrides()
    try:
        return _OVERRIDES.validate_python(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InputError(f"{file}: {problems}") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file}: {error}") from error


def override(groups: pd.Series, figures: pd.DataFrame, overrides: Overrides) -> pd.Series:
    """The groups as the researcher wants them.

    Args:
        groups: a group for each row of `figures`.
        figures: rows of the table `figures`, those that are compared.

    Raises:
        InputError: a figure is not there, or its words stand in several places.
    """
    groups = groups.copy()
    for entry in overrides.apart:
        for row in _rows(entry, figures):
            groups[row] = ("apart", figures.at[row, "figure_id"])
    for entry in overrides.together:
        rows = _rows(entry, figures)
        joined = groups[rows].tolist()
        groups = groups.map(lambda group, joined=joined: joined[0] if group in joined else group)
    return groups


def _rows(entry: Entry, figures: pd.DataFrame) -> list:
    return [_row(named, figures) for named in entry.figures]


def _row(named: str | Named, figures: pd.DataFrame) -> object:
    """The row of one figure."""
    if isinstance(named, str):
        found = figures.index[figures["figure_id"] == named]
        said = f"figure {named!r}"
    else:
        words = _plain(named.text)
        of_doc = figures[figures["doc_id"] == named.doc]
        exact = of_doc.index[of_doc["text"].map(_plain) == words]
        part = of_doc.index[of_doc["text"].map(_plain).str.contains(words, regex=False)]
        found = exact if len(exact) else part
        said = f"{named.text!r} in {named.doc!r}"
    if len(found) == 0:
        raise InputError(f"{FILE}: {said} is no figure that was found and can be compared")
    if len(found) > 1:
        ids = ", ".join(figures.loc[found, "figure_id"])
        raise InputError(f"{FILE}: {said} stands in several places; name one of {ids}")
    return found[0]


def _plain(text: str) -> str:
    """Words as one types them: any space is a plain one."""
    return " ".join(text.split())
