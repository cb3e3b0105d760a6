"""Web pages: the visible text of the whole page, and which part of it is the article.

`Article.text` of a web page is what a reader sees of it, one line a block element. What trafilatura
takes for the article stays; all other lines become furniture with the rule `html:trafilatura`.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import trafilatura
from lxml import etree

from analysis.corpus.align import shared_lines
from analysis.corpus.decode import decode
from analysis.corpus.lines import squeeze
from analysis.corpus.model import Furniture
from analysis.corpus.page import Page

_NOT_SHOWN = (
    "script style head template noscript svg iframe object select option textarea canvas audio "
    "video math"
)
_WITHIN_A_LINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt "
    "ruby s samp small span strong sub sup time tt u var wbr"
)
_HIDDEN = frozenset(_NOT_SHOWN.split())
_INLINE = frozenset(_WITHIN_A_LINE.split())
# The cells of a row are one line.
_CELLS = frozenset(("td", "th"))
_LEVELS = {f"h{level}": level for level in range(1, 7)}
# What a line outside the article is, by the nearest of these elements around it.
_KINDS = {
    "nav": "navigation",
    "header": "navigation",
    "footer": "navigation",
    "aside": "teaser",
    "figcaption": "caption",
    "button": "share",
}
SHORTEST_LEAD = 8  # words; what is shorter may be a caption or a link
# White space of HTML; a no-break space is a character like others and stays.
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_XML_HEADER = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


class _Block(NamedTuple):
    """A visible line: its words, level of heading (0: none), what it is outside the article."""

    words: str
    level: int
    kind: str


def read_html(path: Path) -> list[Page]:
    """A saved web page: one article, with what the page says of itself.

    When trafilatura finds no article, every line is kept, with a warning.
    """
    source = _XML_HEADER.sub("", decode(path.read_bytes(), where=str(path)), count=1)
    try:
        tree = lxml.html.document_fromstring(source, parser=lxml.html.HTMLParser(huge_tree=True))
    except etree.ParserError:  # nothing but comments and blanks
        return [Page(path.stem, path.name, "")]
    blocks = list(_visible(tree))
    text = "\n".join(block.words for block in blocks)
    document = trafilatura.bare_extraction(
        source,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    details = _details(document) if document else {}
    extracted = (document.text or "") if document else ""
    kept = shared_lines([block.words for block in blocks], extracted.splitlines())
    warnings: tuple[str, ...] = ()
    if not kept:
        warnings = (f"{path.name}: no article found in the page; all of its text is kept",)
        kept = set(range(len(blocks)))
    else:
        kept |= _title(blocks, min(kept), details.get("title"))
        kept |= _lead(blocks, kept)
    furniture, headings = _sorted_out(blocks, kept)
    return [Page(path.stem, path.name, text, furniture, headings, details, warnings)]


def _visible(tree: lxml.html.HtmlElement) -> Iterator[_Block]:
    """The lines a reader sees, in the order of the page."""
    words: list[str] = []
    around: list[str] = []

    def line() -> Iterator[_Block]:
        said = _SPACE.sub(" ", "".join(words)).strip(" ")
        words.clear()
        if said:
            level = next((_LEVELS[tag] for tag in around if tag in _LEVELS), 0)
            kind = next((_KINDS[tag] for tag in reversed(around) if tag in _KINDS), "other")
            yield _Block(said, level, kind)

    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            hidden = _is_hidden(element)
            if element.tag in _CELLS:
                words.append(" ")
            elif element.tag not in _INLINE:
                yield from line()
            if hidden:
                walk.skip_subtree()
            around.append(element.tag)
            words.append("" if hidden else element.text or "")
        elif event == "end":
            if element.tag not in _INLINE and element.tag not in _CELLS:
                yield from line()
            around.pop()
            words.append(element.tail or "")
        else:
            words.append(element.tail or "")
    yield from line()


def _is_hidden(element: lxml.html.HtmlElement) -> bool:
    return (
        element.tag in _HIDDEN
        or "hidden" in element.attrib
        or _NOT_DISPLAYED.search(element.get("style", "")) is not None
    )


def _details(document: Any) -> dict[str, Any]:
    """What the page says of itself, for the columns of the sources table."""
    details = {
        "outlet": document.sitename,
        "title": document.title,
        "author": document.author,
        "published": date.fromisoformat(document.date[:10]) if document.date else None,
        "url": document.url,
        "licence": document.license,
    }
    return {key: value for key, value in details.items() if value}


def _title(blocks: list[_Block], first: int, title: str | None) -> set[int]:
    """The headings above the article's first line, from its title down.

    The title is the last heading there that says what the page calls itself; else the last one of
    the first level; else the last of all.
    """
    above = [index for index in range(first) if blocks[index].level]
    named = [index for index in above if title and squeeze(blocks[index].words) == squeeze(title)]
    top = named or [index for index in above if blocks[index].level == 1] or above
    return {index for index in above if index >= top[-1]}


def _lead(blocks: list[_Block], kept: set[int]) -> set[int]:
    """Sentences between the title and the first line found: a lead that was taken for a teaser."""
    first = min((index for index in kept if not blocks[index].level), default=0)
    return {
        index
        for index in range(min(kept) + 1, first)
        if blocks[index].kind == "other" and _is_sentence(blocks[index].words)
    }


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= SHORTEST_LEAD and words.endswith((".", "!", "?", "“", "»"))


def _sorted_out(
    blocks: list[_Block], kept: set[int]
) -> tuple[tuple[Furniture, ...], tuple[tuple[int, int], ...]]:
    """Furniture and headings of the page's text, in which each block is a line."""
    furniture = []
    headings = []
    start = 0
    for index, block in enumerate(blocks):
        end = start + len(block.words)
        if index not in kept:
            furniture.append(Furniture(start, end, block.kind, "html:trafilatura"))
        elif block.kind == "caption":
            furniture.append(Furniture(start, end, "caption", "html:figcaption"))
        elif block.level:
            headings.append((start, end))
        start = end + 1
    return tuple(furniture), tuple(headings)
