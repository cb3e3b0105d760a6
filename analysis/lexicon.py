"""Lexicon files: linguistic knowledge as data, one folder a language.

A lexicon is a TOML file (nested tables) or a TSV file (a header line, then one entry a line; lines
that start with `#` are comments) under `analysis/language/<lang>/`.
"""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from analysis.errors import InputError

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def fold(word: str) -> str:
    """Lower case with ß as ss and umlauts written out, the form in which words are looked up."""
    return word.casefold().translate(_UMLAUTS)


def languages() -> tuple[str, ...]:
    """The languages there are lexicons for, ISO 639-1."""
    root = files("analysis").joinpath("language")
    return tuple(sorted(d.name for d in root.iterdir() if d.is_dir() and len(d.name) == 2))


def language_folder(lang: str) -> Traversable:
    """The folder of a language's lexicons.

    Raises:
        InputError: there is no such language; the message names those there are.
    """
    if lang not in languages():
        raise InputError(f"no lexicons for language {lang!r}; there are: {', '.join(languages())}")
    return files("analysis").joinpath("language", lang)


@cache
def load_toml(lang: str, name: str) -> dict[str, Any]:
    """The TOML lexicon `analysis/language/<lang>/<name>.toml` as nested dicts. Do not modify it."""
    path = language_folder(lang).joinpath(f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from error


@cache
def load_tsv(lang: str, name: str) -> tuple[dict[str, str], ...]:
    """The TSV lexicon `analysis/language/<lang>/<name>.tsv`, one dict an entry."""
    path = language_folder(lang).joinpath(f"{name}.tsv")
    return parse_tsv(path.read_text(encoding="utf-8"), where=str(path))


def parse_tsv(text: str, *, where: str) -> tuple[dict[str, str], ...]:
    """Entries of a TSV lexicon given as text; `where` names it in errors.

    Raises:
        InputError: a line has more or fewer fields than the header.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if _is_entry(line)]
    if not lines:
        return ()
    header, *rows = csv.reader((line for _, line in lines), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _), row in zip(lines[1:], rows, strict=True):
        if len(row) != len(header):
            raise InputError(
                f"{where}, line {number}: {len(row)} fields where the header has {len(header)} "
                f"({', '.join(header)}); separate them with tabs"
            )
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


def _is_entry(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")
