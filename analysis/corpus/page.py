"""What a file format's reader hands on: an article's text before rules look at it."""

from typing import Any, NamedTuple

from analysis.corpus.model import Furniture


class Page(NamedTuple):
    """One article as its file gives it.

    Attributes:
        doc_id: the file's stem, or what the row of a table says.
        file: name of the file in the corpus folder.
        text: the decoded text; all offsets point into it.
        furniture: what the format itself shows to be no article (markup, the rest of a web page).
        headings: start and end of the headings that the format marks as such.
        details: outlet, title, author, published, url, lang, licence, notes: those the file gives.
        warnings: what a person should know, each naming the file.
    """

    doc_id: str
    file: str
    text: str
    furniture: tuple[Furniture, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    details: dict[str, Any] = {}  # noqa: RUF012 (a NamedTuple's default, never written to)
    warnings: tuple[str, ...] = ()
