"""File formats: from a file to the pages (articles) in it."""

from collections.abc import Callable
from pathlib import Path

from analysis.corpus.decode import decode
from analysis.corpus.html import read_html
from analysis.corpus.markdown import read_markdown
from analysis.corpus.office import read_docx, read_pdf
from analysis.corpus.page import Page
from analysis.corpus.tabular import read_csv, read_jsonl, read_parquet
from analysis.errors import InputError

Reader = Callable[[Path], list[Page]]


def read_text(path: Path) -> list[Page]:
    """A plain text file: one article, as it is."""
    return [Page(path.stem, path.name, decode(path.read_bytes(), where=str(path)))]


_TABLES: dict[str, Reader] = {".jsonl": read_jsonl, ".csv": read_csv, ".parquet": read_parquet}
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
    **_TABLES,
}


def is_table(path: Path) -> bool:
    """Whether the file holds one article a row."""
    return path.suffix.lower() in _TABLES


def read_pages(path: Path) -> list[Page]:
    """The articles of a file, by the reader for its ending.

    Raises:
        InputError: the file cannot be opened or is damaged.
    """
    try:
        return READERS[path.suffix.lower()](path)
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror})") from error
