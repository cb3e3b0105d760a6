"""Across articles: one key and one type for a speaker whom several articles name.

An article may give a family name alone, or no role. Where another one gives the full name, or the
role, that decides; where the others disagree, nothing is settled.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]

PERSON = "person"  # the type of a person whose role the article does not tell
# Types that an article's own words may not have decided.
OPEN = (PERSON, "organisation")


def across_articles(attributions: Iterable[Row], outlets: Iterable[str | None]) -> list[Row]:
    """The attributions of all articles with `speaker_id` and `speaker_type` settled.

    Args:
        attributions: rows of the table, in any order.
        outlets: names of the outlets of the corpus; as speakers they are media.
    """
    rows = list(attributions)
    keys = _full_names(rows)
    rows = [row | {"speaker_id": keys.get(row["speaker_id"], row["speaker_id"])} for row in rows]
    told = _told_types(rows)
    media = {outlet.casefold() for outlet in outlets if outlet}
    return [row | {"speaker_type": _type(row, told, media)} for row in rows]


def _full_names(rows: list[Row]) -> dict[str, str]:
    """Keys of family names -> the key of the one person of the corpus who bears it."""
    people = {
        row["speaker_id"]
        for row in rows
        if row["speaker_id"] and (row["role"] or row["speaker_type"] == PERSON)
    }
    bearers: dict[str, set[str]] = defaultdict(set)
    for key in people:
        _, parted, family = key.rpartition("-")
        if parted:
            bearers[family].add(key)
    return {key: full.pop() for key, full in bearers.items() if key in people and len(full) == 1}


def _told_types(rows: list[Row]) -> dict[str, str]:
    """The type of each person of whose role the articles that tell it agree."""
    told: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["speaker_type"] and row["speaker_type"] != PERSON:
            told[row["speaker_id"]].add(row["speaker_type"])
    return {key: types.pop() for key, types in told.items() if len(types) == 1}


def _type(row: Row, told: dict[str, str], media: set[str]) -> str | None:
    if row["speaker_type"] in OPEN and (row["speaker"] or "").casefold() in media:
        return "media"
    if row["speaker_type"] == PERSON:
        return told.get(row["speaker_id"], PERSON)
    return row["speaker_type"]
