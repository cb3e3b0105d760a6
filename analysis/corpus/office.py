"""Word-processor files and PDF, through the libraries of the extra `office`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.corpus.page import Page
from analysis.errors import InputError


def read_docx(path: Path) -> list[Page]:
    """A .docx file: one article, a line a paragraph; paragraphs styled as headings are known."""
    try:
        import docx
    except ImportError as error:
        raise _missing(path, "python-docx") from error
    try:
        document = docx.Document(str(path))
    except Exception as error:  # python-docx raises what its zip and XML readers raise
        raise InputError(f"{path}: no readable .docx file ({error})") from error
    lines: list[str] = []
    headings = []
    position = 0
    for words, is_heading in _paragraphs(document):
        if is_heading and words.strip():
            headings.append((position, position + len(words)))
        lines.append(words)
        position += len(words) + 1
    properties = document.core_properties
    details = {"title": properties.title, "author": properties.author}
    known = {key: value for key, value in details.items() if value}
    return [Page(path.stem, path.name, "\n".join(lines), (), tuple(headings), known)]


def _paragraphs(document: Any) -> Iterator[tuple[str, bool]]:
    """Paragraphs and table cells in order, each with whether it is a heading."""
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                yield from ((cell.text, False) for cell in row.cells)
        else:
            style = part.style.name if part.style is not None else ""
            yield part.text, style.startswith(("Heading", "Title"))


def read_pdf(path: Path) -> list[Page]:
    """A .pdf file: one article, the text layer of its pages."""
    try:
        import pypdf
    except ImportError as error:
        raise _missing(path, "pypdf") from error
    try:
        with path.open("rb") as stream:
            reader = pypdf.PdfReader(stream)
            text = "\n".join(page.extract_text() for page in reader.pages)
            title, author = _pdf_details(reader)
    except Exception as error:  # pypdf raises many kinds of errors on damaged files
        raise InputError(f"{path}: no readable PDF ({error})") from error
    # A lone surrogate (from a broken font table) could be neither hashed nor written.
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    known = {key: value for key, value in (("title", title), ("author", author)) if value}
    warnings = () if text.strip() else (f"{path.name}: a PDF without text (a scan?)",)
    return [Page(path.stem, path.name, text, details=known, warnings=warnings)]


def _pdf_details(reader: Any) -> tuple[str | None, str | None]:
    """Title and author as the file states them."""
    if reader.metadata is None:
        return None, None
    return reader.metadata.title, reader.metadata.author


def _missing(path: Path, library: str) -> InputError:
    return InputError(
        f"{path}: reading it needs {library}; install the extra: pip install 'lesarten[office]'"
    )
