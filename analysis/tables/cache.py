"""Layers on disk: parses and tables, each under the hash of what it was made from.

A layer that cannot be written (full disk, read-only home) costs time on the next run, never this
run's result: it is a warning.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import platformdirs

from analysis.corpus import AnalysisText, Corpus
from analysis.errors import InputError
from analysis.language import pipeline_keys
from analysis.tables.frames import Tables, read_tables, write_tables

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# What a table depends on besides texts and pipeline: the code and lexicons of these folders.
RULE_FOLDERS = ("corpus", "language", "tables")
NO_RULES = ("pipeline", "training", "__pycache__")


class Cache:
    """Parses and tables of earlier runs.

    Args:
        folder: where to keep them; None is `$LESARTEN_CACHE` or the user's cache folder.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        chosen = (
            folder or os.environ.get("LESARTEN_CACHE") or platformdirs.user_cache_dir("lesarten")
        )
        self.folder = Path(chosen)

    def parse_key(self, text: AnalysisText, made_by: str) -> str:
        """Hash of a text, its blocks, and `made_by`, the `pipeline_key` of what parses it."""
        return _digest([text.text, text.blocks, made_by])

    def tables_key(self, corpus: Corpus, pipeline: str | None, cues: str | None = None) -> str:
        """Hash of what the tables are made from: articles, pipelines, spaCy, rules, own cues."""
        articles = [asdict(article) for article in corpus.articles]
        pipelines = pipeline_keys((article.lang for article in corpus.articles), pipeline)
        own = [_cues_hash(cues)] if cues else []
        return _digest([articles, pipelines, rules_version(), *own])

    def read_docs(self, key: str, vocab: Vocab) -> list[Doc] | None:
        """The Docs of a parse, or None when it has to be made."""
        from spacy.tokens import DocBin

        path = self._docs_path(key)
        if not path.is_file():
            return None
        try:
            return list(DocBin().from_disk(path).get_docs(vocab))
        except Exception as error:  # a damaged file may raise anything; it is simply made anew
            warnings.warn(f"parse {path} is damaged and is made anew ({error})", stacklevel=2)
            return None

    def write_docs(self, key: str, docs: Sequence[Doc]) -> None:
        """Keep the Docs of a parse."""
        from spacy.tokens import DocBin

        data = DocBin(docs=docs).to_bytes()
        self._publish(self._docs_path(key), lambda path: path.write_bytes(data))

    def read_tables(self, key: str) -> Tables | None:
        """Tables made before, or None when they have to be made."""
        path = self.folder / "tables" / key
        return read_tables(path) if path.is_dir() else None

    def write_tables(self, key: str, tables: Tables) -> None:
        """Keep tables."""
        self._publish(self.folder / "tables" / key, lambda path: write_tables(tables, path))

    def _docs_path(self, key: str) -> Path:
        return self.folder / "parses" / key[:2] / f"{key}.spacy"

    def _publish(self, path: Path, write: Callable[[Path], object]) -> None:
        """Write aside, then rename, so that a reader never sees half a file."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=path.parent, prefix=".new-") as aside:
                made = Path(aside) / path.name
                write(made)
                if not path.is_dir():
                    made.rename(path)
        except OSError as error:
            warnings.warn(
                f"cannot keep {path} ({error}); the next run will take longer. Free some space or "
                "set LESARTEN_CACHE to a folder that can be written",
                stacklevel=2,
            )


def rules_version() -> str:
    """Hash of the code and the lexicons the tables depend on."""
    root = Path(str(files("analysis")))
    paths = sorted(
        path
        for folder in RULE_FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".toml", ".tsv"}
        and not set(NO_RULES) & set(path.relative_to(root).parts)
    )
    return _digest([[path.relative_to(root).as_posix(), path.read_text("utf-8")] for path in paths])


def _cues_hash(cues: str) -> str:
    try:
        return hashlib.sha256(Path(cues).read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"own cues {cues}: {error}") from error


def _digest(made_from: Any) -> str:
    text = json.dumps(made_from, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
