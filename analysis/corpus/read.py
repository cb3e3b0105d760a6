"""Read a corpus: a folder of articles, or one file, into `Corpus`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.blocks import find_blocks
from analysis.corpus.formats import READERS, is_table, read_pages
from analysis.corpus.furniture import find_furniture, lexicon
from analysis.corpus.language import detect
from analysis.corpus.lines import squeeze
from analysis.corpus.model import Article, Corpus
from analysis.corpus.page import Page
from analysis.corpus.sources import FILE_NAME, Entry, read_sources, text_hash
from analysis.errors import InputError

# Files that lie beside articles and are none: notes to the reader, terms, settings.
_BESIDE = re.compile(r"(?:readme|licen[cs]e|citation|changelog)\b.*|.*\.toml", re.IGNORECASE)
_HIDDEN = (".", "~$")


def read_corpus(path: str | Path) -> Corpus:
    """The articles of a folder, or of one file, with furniture set aside and blocks found.

    Sub-folders are not read. `sources.toml` beside the articles says what is known of each; what it
    does not say is taken from the page itself where the page says so.

    Args:
        path: a folder, or one file in a format of `formats.READERS`.

    Raises:
        InputError: there is no such path, no article in it, a file cannot be read, two articles
            have the same id, or `sources.toml` is not as it should be.
    """
    path = Path(path)
    reading = read_files(path)
    articles = tuple(reading.articles[key] for key in sorted(reading.articles))
    name = path.resolve().name if path.is_dir() else path.stem
    return Corpus(name, articles, reading.warnings)


class Reading(NamedTuple):
    """Articles by `doc_id`, the name of each one's file, and what was odd."""

    articles: dict[str, Article]
    files: dict[str, str]
    warnings: tuple[str, ...]


def read_files(path: Path) -> Reading:
    """The articles at `path` and where they are; errors as in `read_corpus`."""
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    warnings: list[str] = []
    if path.is_dir():
        files = list(_article_files(path, warnings))
        entries = read_sources(path / FILE_NAME)
    elif path.suffix.lower() in READERS:
        files = [path]
        entries = read_sources(path.with_name(FILE_NAME))
        entries = {key: entry for key, entry in entries.items() if entry.file in (None, path.name)}
    else:
        raise InputError(f"{path}: this kind of file cannot be read; {_can()}")
    reading = _articles(files, entries, warnings)
    if not reading.articles:
        odd = "".join(f"\n  {warning}" for warning in reading.warnings)
        raise InputError(f"{path}: no article in it; {_can()}{odd}")
    return reading


def article_from_text(doc_id: str, text: str, lang: str) -> Article:
    """An article from a clean text without a file: blocks are found, nothing is set aside."""
    blocks = find_blocks(text, open_words=lexicon(lang).open_words)
    return Article(doc_id, text, lang, blocks=blocks)


def _can() -> str:
    return f"readable are {', '.join(sorted(READERS))}"


def _article_files(folder: Path, warnings: list[str]) -> Iterator[Path]:
    """The files of a folder that are articles, by name; says what it leaves out."""
    for file in sorted(folder.iterdir()):
        name = file.name
        if name.startswith(_HIDDEN) or _BESIDE.fullmatch(name):
            continue
        if not file.exists():
            warnings.append(f"{name}: a link to a file that is not there; left out")
        elif file.is_dir():
            warnings.append(f"{name}: folders in a corpus folder are not read")
        elif file.suffix.lower() not in READERS:
            warnings.append(f"{name}: not read; {_can()}")
        else:
            yield file


def _articles(files: list[Path], entries: dict[str, Entry], warnings: list[str]) -> Reading:
    """All articles, with what sources.toml says of them."""
    articles: dict[str, Article] = {}
    place: dict[str, str] = {}
    used: set[str] = set()
    for file in files:
        pages = read_pages(file)
        for page in pages:
            warnings += page.warnings
            entry = _entry_for(page, entries, alone=len(pages) == 1)
            key = entry.doc_id if entry else page.doc_id
            if key in place:
                raise InputError(
                    f"{page.file}: the id {key!r} is already taken by {place[key]}; "
                    f"give it another one in {FILE_NAME}: [sources.OTHER_ID] with its file"
                )
            used.add(key)
            place[key] = page.file
            if entry is None and entries and not is_table(file):
                warnings.append(f"{page.file}: no entry in {FILE_NAME}")
            if page.text.strip():
                articles[key] = _article(page, key, entry, warnings)
            else:
                warnings.append(f"{page.file}: article {key!r} is empty; left out")
    for key in sorted(entries.keys() - used):
        warnings.append(f"{FILE_NAME}: [sources.{key}] has no article (file {entries[key].file!r})")
    return Reading(articles, place, tuple(warnings))


def _entry_for(page: Page, entries: dict[str, Entry], *, alone: bool) -> Entry | None:
    """The entry that names the page's file, or else the one with its id and no other file."""
    if alone:
        named = [entry for entry in entries.values() if entry.file == page.file]
        if len(named) > 1:
            ids = ", ".join(entry.doc_id for entry in named)
            raise InputError(f"{FILE_NAME}: {page.file} is one article, but several name it: {ids}")
        if named:
            return named[0]
    entry = entries.get(page.doc_id)
    return entry if entry and entry.file in (None, page.file) else None


def _article(page: Page, doc_id: str, entry: Entry | None, warnings: list[str]) -> Article:
    """The article of a page: language, furniture and blocks found, details filled in."""
    details: dict[str, Any] = page.details | (entry.details if entry else {})
    lang = details.pop("lang", None) or detect(page.text)
    furniture = find_furniture(page.text, lang, page.furniture)
    blocks = find_blocks(
        page.text, furniture, headings=page.headings, open_words=lexicon(lang).open_words
    )
    if not blocks:
        warnings.append(f"{page.file}: everything in it is page furniture; no article is left")
    elif "title" not in details and blocks[0].is_heading:
        details["title"] = squeeze(page.text[blocks[0].start : blocks[0].end])
    if entry and entry.sha256 not in (None, text_hash(page.text)):
        warnings.append(f"{page.file}: the text is not the one {FILE_NAME} has the sha256 of")
    return Article(doc_id, page.text, lang, furniture=furniture, blocks=blocks, **details)
