"""Gold rows as tables, so that what is built on the tables can be scored without their errors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.evaluate.records import ROLES, Document, Row, words_at
from analysis.tables import Tables
from analysis.tables.schema import SCHEMAS

RULE = "gold"


def gold_tables(tables: Tables, golds: Iterable[Document]) -> Tables:
    """The tables with figures and attributions of the gold in place of those that were found.

    Args:
        tables: the corpus as found; sources, sentences and evidence stay, and so do the
            places of figures, which the gold does not mark.
        golds: the gold of its documents (`read_gold`); other documents lose theirs.
    """
    figures, attributions = [], []
    sentences = dict(tuple(tables.sentences.groupby("doc_id")))
    for gold in golds:
        doc_id = gold.doc_id.rpartition("/")[2]
        maker = _Maker(doc_id, gold, sentences.get(doc_id, tables.sentences.iloc[:0]))
        attributions += [maker.attribution(row) for row in gold.rows["attributions"]]
        figures += [maker.figure(row) for row in gold.rows["figures"]]
    as_found = tables.figures.drop_duplicates(["doc_id", "number_start"])
    places = dict(zip(zip(as_found["doc_id"], as_found["number_start"], strict=True),
                      as_found["place"], strict=True))  # fmt: skip
    figures = [f | {"place": places.get((f["doc_id"], f["number_start"]))} for f in figures]
    return replace(
        tables,
        figures=_frame("figures", figures),
        attributions=_frame("attributions", attributions),
    )


def _frame(name: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(SCHEMAS[name].columns))
    return SCHEMAS[name].validate(frame, lazy=True)


class _Maker:
    """Makes table rows of one gold document."""

    def __init__(self, doc_id: str, gold: Document, sentences: pd.DataFrame) -> None:
        self._doc_id = doc_id
        self._gold = gold
        self._starts = sentences["start"].tolist()
        self._sentences = sentences["sentence_id"].tolist()

    def figure(self, row: Row) -> dict[str, Any]:
        """A row of the table `figures`."""
        ((start, end),), ((number_start, number_end),) = row.spans["whole"], row.spans["number"]
        return {
            **dict(row.values),
            "doc_id": self._doc_id,
            "figure_id": self._id(row.id),
            "sentence_id": self._sentence(start),
            "start": start,
            "end": end,
            "text": self._gold.text[start:end],
            "number_start": number_start,
            "number_end": number_end,
            "part_of": self._id(row.values["part_of"]),
            "attribution_id": self._covering(number_start),
            "rule": RULE,
        }

    def attribution(self, row: Row) -> dict[str, Any]:
        """A row of the table `attributions`."""
        spans = {role: [list(pair) for pair in row.spans[role]] for role in ROLES}
        return {
            **dict(row.values),
            **{f"{role}_spans": pairs for role, pairs in spans.items()},
            **{role: words_at(self._gold.text, row.spans[role]) for role in ROLES},
            "doc_id": self._doc_id,
            "attribution_id": self._id(row.id),
            "sentence_id": self._sentence(row.anchor()[0][0]),
            "parent_id": self._id(row.values["parent"]),
            "confidence": 1.0,
            "rule": RULE,
        }

    def _id(self, name: str | None) -> str | None:
        return None if name is None else f"{self._doc_id}:{name}"

    def _sentence(self, place: int) -> str | None:
        after = bisect_right(self._starts, place)
        return self._sentences[after - 1] if after else None

    def _covering(self, place: int) -> str | None:
        """The innermost attribution whose content covers a place."""
        found = [
            (end - start, row.id)
            for row in self._gold.rows["attributions"]
            for start, end in row.spans["content"]
            if start <= place < end
        ]
        return self._id(min(found)[1]) if found else None
