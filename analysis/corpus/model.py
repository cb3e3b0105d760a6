"""What a corpus is: articles with the text as decoded, and what of it is furniture or a block."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Furniture(NamedTuple):
    """A part of the page that is not the article; offsets into `Article.text`."""

    start: int
    end: int
    kind: str
    rule: str


class Block(NamedTuple):
    """A paragraph or a heading of the article proper; offsets into `Article.text`."""

    start: int
    end: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One source's version. `text` is the article as decoded; every offset points into it."""

    doc_id: str
    text: str
    lang: str
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    licence: str | None = None
    notes: str | None = None
    furniture: tuple[Furniture, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles in a stable order (by `doc_id`), where they came from, and what was odd."""

    name: str
    articles: tuple[Article, ...]
    warnings: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.articles)
