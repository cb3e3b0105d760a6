"""The scorecard as a Markdown table between two marks of a file, written by the command."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.errors import InputError, OutputError
from analysis.evaluate.gold import Split
from analysis.evaluate.scorecard import Scorecard
from analysis.evaluate.scores import MEASURES

BEGIN, END = "<!-- scorecard: lesarten evaluate --readme -->", "<!-- end of the scorecard -->"

# Column -> language and half.
HALVES: dict[str, tuple[str, Split]] = {
    "German dev": ("de", "dev"),
    "German test": ("de", "test"),
    "English dev": ("en", "dev"),
    "English test": ("en", "test"),
}


def markdown(cards: Mapping[str, Scorecard]) -> str:
    """One row a measure (labels left out), one column a card; per cent, F1 where there is one.

    Args:
        cards: heading of the column -> what it shows.
    """
    columns = {heading: _measures(card.scores) for heading, card in cards.items()}
    rows = list(dict.fromkeys(key for column in columns.values() for key in column))
    lines = ["| layer | measure | " + " | ".join(columns) + " |"]
    lines += ["| --- | --- |" + " ---: |" * len(columns)]
    for layer, measure in rows:
        cells = [column.get((layer, measure), "") for column in columns.values()]
        lines.append(f"| {layer} | {measure} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def update(path: Path, cards: Mapping[str, Scorecard]) -> None:
    """Put the table of the cards between the two marks of a file; the rest stays as it is.

    Raises:
        InputError: the file cannot be read, or has no such marks.
        OutputError: it cannot be written.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise InputError(f"{path}: put the lines {BEGIN!r} and {END!r} where the table shall be")
    try:
        path.write_text(f"{head}{BEGIN}\n{markdown(cards)}\n{END}{tail}", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error


def _measures(scores: pd.DataFrame) -> dict[tuple[str, str], str]:
    found = {}
    for row in scores[~scores["label"].astype(bool)].itertuples():
        is_share = row.measure in MEASURES[row.layer]
        value = row.accuracy if is_share else row.f1
        key = (row.layer, row.measure if is_share else f"{row.measure} (F1)")
        found[key] = "–" if pd.isna(value) else f"{100 * value:.1f}"
    return found
