"""Figures -> claims: one for each number of a speaker, however many sources repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.intervals import interval, narrowed
from analysis.compare.relating import Claim, name_words
from analysis.compare.topics import topics
from analysis.compare.wording import reading
from analysis.lexicon import fold

COLUMNS = ["claim_id", "group_id", "speaker", "speaker_type", "own_voice", "withdrawn", "said",
           "published", "first_source", "sources", "doc_ids", "text", "reading", "bound", "value",
           "low", "high", "low_open", "high_open", "repeats", "n_sources",
           "figure_ids"]  # fmt: skip


class Claims(NamedTuple):
    """Claims as rows (COLUMNS), and by claim_id what relations need of them."""

    rows: pd.DataFrame
    compared: dict[str, Claim]


def claims_of(told: pd.DataFrame) -> Claims:
    """The claims made by the rows of `told_figures`, in their order.

    What an article says in its own voice (a headline, say) and elsewhere on somebody's word is that
    speaker's claim.
    """
    found: dict[tuple, list[NamedTuple]] = {}
    tellings = list(told.itertuples(index=False))
    attributed = {
        (row.group_id, row.doc_id, _number(row)): row.speaker_key
        for row in tellings
        if not row.own_voice
    }
    for row in tellings:
        number = _number(row)
        speaker = attributed.get((row.group_id, row.doc_id, number)) if row.own_voice else None
        found.setdefault((row.group_id, speaker or row.speaker_key, number), []).append(row)
    rows, compared = [], {}
    counts: dict[str, int] = {}
    for (group_id, speaker, _), same in found.items():
        counts[group_id] = counts.get(group_id, 0) + 1
        claim_id = f"{group_id}#{counts[group_id]}"
        rows.append(_claim(claim_id, same))
        compared[claim_id] = _compared(speaker, same)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    days = {name: pd.to_datetime(frame[name]) for name in ("said", "published")}
    return Claims(frame.assign(**days), compared)


def _number(row: NamedTuple) -> tuple:
    """What makes two figures of a speaker one claim; `rund 300` retold as `300` is the same."""
    if row.bound in ("exact", "approx"):
        return "about", f"{row.value:.6g}"
    return row.bound, f"{row.low:.6g}", f"{row.high:.6g}"


def _claim(claim_id: str, tellings: Sequence[NamedTuple]) -> dict[str, Any]:
    first = _first(tellings)
    by_source = {row.doc_id: row for row in sorted(tellings, key=lambda row: -row.position)}
    in_order = sorted(by_source.values(), key=lambda row: row.position)
    ends = {name: getattr(first, name) for name in ("low", "high", "low_open", "high_open")}
    return {
        "claim_id": claim_id,
        "group_id": first.group_id,
        "speaker": first.said_by,
        "speaker_type": first.speaker_type,
        "own_voice": bool(first.own_voice),
        "withdrawn": all(row.withdrawn for row in tellings),
        "said": _first_day(tellings),
        "published": in_order[0].published,
        "first_source": in_order[0].source,
        "sources": [row.source for row in in_order],
        "doc_ids": [row.doc_id for row in in_order],
        "text": " ".join(first.text.split()),
        "reading": reading(*ends.values()),
        "bound": first.bound,
        "value": first.value,
        **ends,
        "repeats": [_dated(row) for row in in_order],
        "n_sources": len(in_order),
        "figure_ids": [row.figure_id for row in tellings],
    }


def _first(tellings: Sequence[NamedTuple]) -> NamedTuple:
    """The first telling on the speaker's word, else the first."""
    return next((row for row in tellings if not row.own_voice), tellings[0])


def _first_day(tellings: Sequence[NamedTuple]) -> pd.Timestamp:
    return min((row.said for row in tellings if not pd.isna(row.said)), default=pd.NaT)


def _dated(row: NamedTuple) -> str:
    day = "" if pd.isna(row.published) else f" ({row.published.date().isoformat()})"
    return f"{row.source}{day}"


def _compared(speaker: str, tellings: Sequence[NamedTuple]) -> Claim:
    first = _first(tellings)
    said = interval(first.low, first.high, first.low_open, first.high_open)
    is_near = bool(topics(first.lang).near.match(fold(first.text)))
    said = narrowed(said, value=first.value, bound=first.bound, is_near=is_near)
    is_empty = pd.isna(first.low) and pd.isna(first.high)
    places: dict[str, list[tuple[int, bool]]] = {}
    for row in tellings:
        places.setdefault(row.doc_id, []).append((row.sentence, row.is_named))
    return Claim(
        compared=None if is_empty else said,
        speaker=speaker,
        names=frozenset() if first.own_voice else name_words(first.said_by),
        is_own=bool(first.own_voice),
        said=_first_day(tellings),
        until=max((row.said for row in tellings if not pd.isna(row.said)), default=pd.NaT),
        places=places,
        is_new=any(row.revised for row in tellings),
        withdrawn=all(row.withdrawn for row in tellings),
    )
