"""Gold files: one JSONL file a document, one checked row a line, offsets into `Article.text`.

The texts stand beside the gold: `<place>/gold/<corpus>/<doc_id>.jsonl` annotates the article
`<doc_id>` of the corpus `<place>/<corpus>`. Second annotations of the same documents lie deeper,
e.g. in `<place>/gold/second/<corpus>/`. `gold/split.toml` says which documents are dev and test.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from analysis.corpus import Article, Corpus, read_corpus
from analysis.errors import InputError
from analysis.evaluate.records import LAYERS, Document, Row, layer_of, row_of, words_at
from analysis.tables.schema import (
    BASES,
    BOUNDS,
    FIGURE_KINDS,
    FORMS,
    HOLDERS,
    RESOLVED_BY,
    SPEAKER_TYPES,
    STANCES,
)

FOLDER = "gold"
Span = tuple[int, int]
Split = Literal["dev", "test", "all"]


class _GoldRow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str

    def quoted(self) -> list[tuple[list[Span], str | None]]:
        """Spans with the text the file says stands there."""
        raise NotImplementedError


class GoldFigure(_GoldRow):
    """A claimed number; the fields are those of the table `figures`."""

    layer: Literal["figure"]
    start: int
    end: int
    text: str
    number_start: int
    number_end: int
    value: int | float | None
    low: int | float | None
    high: int | float | None
    low_open: bool | None
    high_open: bool | None
    bound: Literal[BOUNDS]
    kind: Literal[FIGURE_KINDS]
    unit: str | None
    noun: str | None
    qualifiers: list[str]
    event: str | None
    part_of: str | None
    speaker: str | None

    def quoted(self) -> list[tuple[list[Span], str | None]]:
        return [([(self.start, self.end)], self.text)]


class GoldAttribution(_GoldRow):
    """An act of speech; the fields are those of the table `attributions`."""

    layer: Literal["attribution"]
    cue: list[Span]
    cue_text: str | None
    source: list[Span]
    source_text: str | None
    content: list[Span]
    content_text: str | None
    form: Literal[FORMS]
    speaker: str | None
    speaker_type: Literal[SPEAKER_TYPES] | None
    resolved_by: Literal[RESOLVED_BY]
    stance: Literal[STANCES] | None
    negated: bool
    parent: str | None

    def quoted(self) -> list[tuple[list[Span], str | None]]:
        return [
            (self.cue, self.cue_text),
            (self.source, self.source_text),
            (self.content, self.content_text),
        ]


class GoldMark(_GoldRow):
    """A mark of evidence language; the fields are those of the table `evidence`."""

    layer: Literal["evidence"]
    start: int
    end: int
    text: str
    stance: Literal[STANCES] | None
    basis: Literal[BASES] | None
    holder: Literal[HOLDERS]
    negated: bool

    def quoted(self) -> list[tuple[list[Span], str | None]]:
        return [([(self.start, self.end)], self.text)]


GoldRow = GoldFigure | GoldAttribution | GoldMark
_ROW: TypeAdapter[GoldRow] = TypeAdapter(Annotated[GoldRow, Field(discriminator="layer")])


def check_row(entry: Mapping[str, Any], text: str) -> GoldRow:
    """A row of a gold file, checked against the scheme and against the article's text.

    Raises:
        ValueError: a key or a label is not of the scheme, or the words are not where it says.
    """
    try:
        row = _ROW.validate_python(entry)
    except ValidationError as error:
        raise ValueError(
            "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        ) from error
    for spans, said in row.quoted():
        if words_at(text, spans) != said:
            raise ValueError(f"{row.id}: {said!r} does not stand at {spans}; compile it anew")
    if isinstance(row, GoldMark) and not (row.stance or row.basis):
        raise ValueError(f"{row.id}: a mark needs a stance or a basis")
    if isinstance(row, GoldAttribution) and not (row.cue or row.content):
        raise ValueError(f"{row.id}: an attribution needs a cue or a content")
    return row


def check_links(rows: Iterable[GoldRow]) -> None:
    """Identifiers are unique and links lead to rows of the same layer.

    Raises:
        ValueError: names the first that does not.
    """
    seen: set[tuple[str, str]] = set()
    rows = list(rows)
    for row in rows:
        if (row.layer, row.id) in seen:
            raise ValueError(f"id {row.id} stands twice")
        seen.add((row.layer, row.id))
    for row in rows:
        link = getattr(row, "part_of", None) or getattr(row, "parent", None)
        if link and (row.layer, link) not in seen:
            raise ValueError(f"{row.id}: there is no {row.layer} {link}")


def read_rows(path: Path, text: str) -> list[GoldRow]:
    """The rows of one gold file.

    Raises:
        InputError: the file cannot be read, or a line is not as it should be; names the line.
    """
    rows = []
    try:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                rows.append(_checked(line, text, f"{path}, line {number}"))
        check_links(rows)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {error}") from error
    return rows


def _checked(line: str, text: str, where: str) -> GoldRow:
    try:
        return check_row(json.loads(line), text)
    except ValueError as error:
        raise InputError(f"{where}: {error}") from error


def write_rows(rows: Iterable[GoldRow], path: Path) -> None:
    """Write a gold file, rows in the order of the text, so that changes show as changed lines."""
    lines = [
        json.dumps(row.model_dump(), ensure_ascii=False)
        for row in sorted(rows, key=lambda r: (_begin(r), r.layer, r.id))
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _begin(row: GoldRow) -> int:
    return min(start for spans, _ in row.quoted() for start, _ in spans)


def gold_files(path: Path) -> list[Path]:
    """The gold files of a file, of one corpus's folder, or of a folder of such folders."""
    found = [path] if path.is_file() else sorted(path.glob("*.jsonl"))
    found = found or sorted(path.glob("*/*.jsonl"))
    if not found:
        raise InputError(f"{path}: no gold files; expected <corpus>/<doc_id>.jsonl in it")
    return found


def gold_root(path: Path) -> Path:
    """The folder `gold` that a gold file lies in; the corpora stand beside it."""
    for folder in (path.absolute(), *path.absolute().parents):
        if folder.name == FOLDER and folder.is_dir():
            return folder
    raise InputError(f"{path}: gold lies in a folder named '{FOLDER}' beside the folders of texts")


def read_gold(
    path: Path | str, *, split: Split = "all", lang: str | None = None
) -> list[tuple[Corpus, list[Document]]]:
    """Corpora cut down to the documents there is gold for, each with these documents' gold.

    Args:
        path: a gold file, the folder of one corpus's gold, or the folder of all.
        split: which half. Without a `split.toml` all documents are read.
        lang: only articles in this language (ISO 639-1); None: in any.

    Raises:
        InputError: no gold there, no text for it, or a gold file is not as it should be.
    """
    root = gold_root(Path(path))
    wanted = _half(root, split)
    by_corpus: dict[str, list[Path]] = {}
    for file in gold_files(Path(path)):
        name = file.absolute().parent.name
        if wanted is None or (name, file.stem) in wanted:
            by_corpus.setdefault(name, []).append(file)
    if not by_corpus:
        raise InputError(f"{path}: no document of the half '{split}'")
    read = [_corpus_gold(root.parent / name, files) for name, files in by_corpus.items()]
    if lang is None:
        return read
    chosen = [part for pair in read if (part := _in_language(*pair, lang))[1]]
    if not chosen:
        known = sorted({article.lang for corpus, _ in read for article in corpus.articles})
        raise InputError(
            f"{path}: no annotated article in the language '{lang}'; there are: {', '.join(known)}"
        )
    return chosen


def _in_language(corpus: Corpus, gold: list[Document], lang: str) -> tuple[Corpus, list[Document]]:
    pairs = [pair for pair in zip(corpus.articles, gold, strict=True) if pair[0].lang == lang]
    return Corpus(corpus.name, tuple(a for a, _ in pairs)), [document for _, document in pairs]


def _corpus_gold(texts: Path, files: list[Path]) -> tuple[Corpus, list[Document]]:
    corpus = read_corpus(texts)
    articles = {article.doc_id: article for article in corpus.articles}
    for file in files:
        if file.stem not in articles:
            raise InputError(f"{file}: there is no article '{file.stem}' in {texts}")
    chosen = {file.stem: (articles[file.stem], file) for file in files}
    gold = [_document(corpus.name, *pair) for pair in chosen.values()]
    return Corpus(corpus.name, tuple(a for a, _ in chosen.values())), gold


def _document(corpus: str, article: Article, file: Path) -> Document:
    rows: dict[str, list[Row]] = {layer: [] for layer in LAYERS}
    for row in read_rows(file, article.text):
        entry = row.model_dump()
        rows[layer_of(entry)].append(row_of(entry, layer_of(entry)))
    passages = tuple((block.start, block.end) for block in article.blocks)
    return Document(f"{corpus}/{article.doc_id}", article.text, passages, rows)


def _half(root: Path, split: Split) -> set[tuple[str, str]] | None:
    """Pairs of (corpus, doc_id) of a half; None: whatever there is."""
    path = root / "split.toml"
    if split == "all" or not path.is_file():
        return None
    try:
        halves = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from error
    return {(corpus, doc) for corpus, docs in halves.get(split, {}).items() for doc in docs}
