"""Quotes -> offsets: an annotator writes the words, this finds where they stand and checks labels.

    python -m analysis.evaluate.quotes CORPUS DOC_ID QUOTES.jsonl GOLD.jsonl

Each line of QUOTES.jsonl is a JSON object with the fields of a gold row, but with words instead of
offsets (`data/gold/GUIDELINES.md` has examples):

* `in`: words of the text that stand there once; or "first words ... last words" for a long stretch.
* figures: `quote` (the expression) and `number` (within it); evidence: `quote`.
* attributions: lists `cue`, `source`, `content`, each quote searched after the one before it.
* a quote may be `{"q": "er", "n": 2}`: the second one in the stretch.

White space in quotes matches any white space of the text. Lines that begin with `#` are comments.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten
from typing import Any

from analysis.corpus import read_corpus
from analysis.errors import InputError, LesartenError
from analysis.evaluate.gold import GoldRow, check_links, check_row, write_rows
from analysis.evaluate.records import ROLES, Pair, words_at

DOTS = " ... "


def compile_quotes(quotes: str, text: str, *, where: str = "quotes") -> list[GoldRow]:
    """The gold rows that an annotator's lines describe.

    Args:
        quotes: the lines.
        text: `Article.text` of the annotated article.
        where: what to call the lines in errors.

    Raises:
        InputError: lists every line with a quote that cannot be found, an unknown label, a missing
            or superfluous field.
    """
    rows, wrong = [], []
    for number, line in enumerate(quotes.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                rows.append(check_row(_located(json.loads(line), text), text))
            except json.JSONDecodeError as error:
                wrong.append(f"{where}, line {number}: not a JSON object ({error})")
            except KeyError as error:
                wrong.append(f"{where}, line {number}: {error} is missing")
            except ValueError as error:
                wrong.append(f"{where}, line {number}: {error}")
    try:
        check_links(rows)
    except ValueError as error:
        wrong.append(f"{where}: {error}")
    if wrong:
        raise InputError("\n".join(wrong))
    return rows


def _located(entry: dict[str, Any], text: str) -> dict[str, Any]:
    """The entry with offsets in place of quotes."""
    stretch = _stretch(text, entry.pop("in"), (0, len(text)))
    if entry["layer"] == "attribution":
        for role in ROLES:
            entry[role] = _in_turn(text, entry.get(role, []), stretch)
            entry[f"{role}_text"] = words_at(text, entry[role])
        return entry
    quote, nth = _nth(entry.pop("quote"))
    start, end = _find(text, quote, stretch, nth)
    entry |= {"start": start, "end": end, "text": text[start:end]}
    if entry["layer"] == "figure":
        number = _find(text, entry.pop("number"), (start, end))
        entry["number_start"], entry["number_end"] = number
    return entry


def _in_turn(text: str, quotes: list[str | Mapping[str, Any]], stretch: Pair) -> list[Pair]:
    """Each quote behind the one before it; one with a number of its own in the whole stretch."""
    found: list[Pair] = []
    for given in quotes:
        quote, nth = _nth(given)
        if DOTS in quote:
            found.append(_stretch(text, quote, stretch))
        elif isinstance(given, str) and found:
            found.append(_find(text, quote, (found[-1][1], stretch[1])))
        else:
            found.append(_find(text, quote, stretch, nth))
    return found


def _nth(given: str | Mapping[str, Any]) -> tuple[str, int]:
    return (given, 1) if isinstance(given, str) else (given["q"], given.get("n", 1))


def _find(text: str, quote: str, stretch: Pair, nth: int = 1) -> Pair:
    hits = list(_pattern(quote).finditer(text, *stretch))
    if len(hits) < nth:
        times = f" {nth} times" if nth > 1 else ""
        where = " ".join(text[slice(*stretch)].split())
        raise ValueError(f"{quote!r} does not stand{times} in {shorten(where, 80)!r}")
    return hits[nth - 1].span()


def _stretch(text: str, words: str, within: Pair) -> Pair:
    """Where words stand that stand there once, or from the first words to the last."""
    first, dots, last = words.partition(DOTS)
    hits = list(_pattern(first).finditer(text, *within))
    if len(hits) != 1:
        raise ValueError(f"{first!r} must stand there once, but stands {len(hits)} times")
    start, end = hits[0].span()
    return (start, _find(text, last, (end, within[1]))[1]) if dots else (start, end)


def _pattern(quote: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def main(corpus: str, doc_id: str, quotes: str, gold: str) -> None:
    """Compile one document's quotes into its gold file."""
    articles = {article.doc_id: article for article in read_corpus(corpus).articles}
    if doc_id not in articles:
        raise InputError(f"{corpus}: no article '{doc_id}'; there are {', '.join(articles)}")
    try:
        lines = Path(quotes).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{quotes}: {error}") from error
    rows = compile_quotes(lines, articles[doc_id].text, where=quotes)
    write_rows(rows, Path(gold))
    print(f"{gold}: {len(rows)} rows")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except LesartenError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
