"""One parsed piece of an article -> rows of the tables, offsets mapped to the article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from analysis.language.records import Attribution, Evidence, Figure, Pair, get_records

if TYPE_CHECKING:
    from spacy.tokens import Doc

Row = dict[str, Any]
Rows = dict[str, list[Row]]
ToSource = Callable[[int, int], Pair]


class RowMaker:
    """Makes the rows of one article; pieces of it are added in reading order.

    Identifiers are made of the article's own offsets, so they are stable as long as the text is.
    """

    def __init__(self, doc_id: str, text: str) -> None:
        self.doc_id = doc_id
        self.text = text
        self.rows: Rows = {"sentences": [], "figures": [], "attributions": [], "evidence": []}
        self._taken: Counter[str] = Counter()

    def add(self, doc: Doc, to_source: ToSource, headings: Sequence[Pair]) -> None:
        """Add the rows of one Doc.

        Args:
            doc: a Doc our components have seen.
            to_source: maps a span of `doc.text` to one of the article's text.
            headings: the heading blocks, as spans of `doc.text`.
        """
        sentences = self._sentences(doc, to_source, headings)
        attributions = get_records(doc, Attribution)
        attribution_ids = self._attributions(attributions, to_source, sentences)
        link = _Links(attributions, attribution_ids)
        self._figures(get_records(doc, Figure), to_source, sentences, link)
        self._evidence(get_records(doc, Evidence), to_source, sentences, link)

    def _sentences(self, doc: Doc, to_source: ToSource, headings: Sequence[Pair]) -> list[Row]:
        made = []
        for sent in doc.sents:
            words = sent.text.strip()
            if not words:
                continue
            begin = sent.start_char + sent.text.index(words[0])
            start, end = to_source(begin, begin + len(words))
            made.append(
                {
                    "doc_id": self.doc_id,
                    "sentence_id": f"{self.doc_id}:s{len(self.rows['sentences']) + 1:04d}",
                    "start": start,
                    "end": end,
                    "text": self.text[start:end],
                    "is_heading": any(s <= begin < e for s, e in headings),
                }
            )
            self.rows["sentences"].append(made[-1])
        return made

    def _attributions(
        self, records: list[Attribution], to_source: ToSource, sentences: list[Row]
    ) -> list[str]:
        rows = []
        named: dict[str | None, tuple[Pair, ...]] = {}  # where each speaker was last named
        for record in records:
            start, end = to_source(*record.anchor)
            row: Row = {
                "doc_id": self.doc_id,
                "attribution_id": self._identifier("a", start, end),
                "sentence_id": _sentence_at(
                    sentences, to_source(*(record.cue_spans or record.content_spans)[0])[0]
                ),
            }
            if record.resolved_by == "carried" and not record.source_spans:
                record = record._replace(source_spans=named.get(record.speaker_id, ()))
            else:
                named[record.speaker_id] = record.source_spans
            for part in ("cue", "source", "content"):
                pairs = [list(to_source(*pair)) for pair in getattr(record, f"{part}_spans")]
                row[f"{part}_spans"] = pairs
                row[part] = " … ".join(self.text[s:e] for s, e in pairs) or None
            row |= _plain(record, Attribution, row)
            rows.append(row)
        ids = [row["attribution_id"] for row in rows]
        for row, record in zip(rows, records, strict=True):
            row["parent_id"] = None if record.parent is None else ids[record.parent]
        self.rows["attributions"] += rows
        return ids

    def _figures(
        self, records: list[Figure], to_source: ToSource, sentences: list[Row], link: _Links
    ) -> None:
        rows = []
        for record in records:
            row = self._span_row("figure_id", "f", record.anchor, to_source, sentences)
            row["number_start"], row["number_end"] = to_source(
                record.number_start, record.number_end
            )
            row["qualifiers"] = list(record.qualifiers)
            row["attribution_id"], row["speaker"] = link.covering(
                (record.number_start, record.number_end)
            )
            rows.append(row | _plain(record, Figure, row))
        for row, record in zip(rows, records, strict=True):
            row["part_of"] = None if record.part_of is None else rows[record.part_of]["figure_id"]
        self.rows["figures"] += rows

    def _evidence(
        self, records: list[Evidence], to_source: ToSource, sentences: list[Row], link: _Links
    ) -> None:
        for record in records:
            row = self._span_row("evidence_id", "e", record.anchor, to_source, sentences)
            row["attribution_id"] = link.cued_by(record.anchor) or link.covering(record.anchor)[0]
            row["scope_spans"] = [list(to_source(*pair)) for pair in record.scope_spans]
            self.rows["evidence"].append(row | _plain(record, Evidence, row))

    def _span_row(
        self, key: str, letter: str, span: Pair, to_source: ToSource, sentences: list[Row]
    ) -> Row:
        start, end = to_source(*span)
        return {
            "doc_id": self.doc_id,
            key: self._identifier(letter, start, end),
            "sentence_id": _sentence_at(sentences, start),
            "start": start,
            "end": end,
            "text": self.text[start:end],
        }

    def _identifier(self, letter: str, start: int, end: int) -> str:
        name = f"{self.doc_id}:{letter}{start}-{end}"
        self._taken[name] += 1
        return name if self._taken[name] == 1 else f"{name}.{self._taken[name]}"


class _Links:
    """Finds the attribution a place belongs to."""

    def __init__(self, records: list[Attribution], ids: list[str]) -> None:
        self._records = records
        self._ids = ids

    def covering(self, span: Pair) -> tuple[str | None, str | None]:
        """Id of the innermost attribution whose content covers the span's start, and the speaker.

        The speaker is that of the innermost one that names any: of "Polizei: Es heißt, 40 …" it is
        the police.
        """
        found = sorted(
            (end - start, i)
            for i, record in enumerate(self._records)
            for start, end in record.content_spans
            if start <= span[0] < end
        )
        speakers = (self._records[i].speaker for _, i in found)
        named = next((speaker for speaker in speakers if speaker is not None), None)
        return (self._ids[found[0][1]] if found else None), named

    def cued_by(self, span: Pair) -> str | None:
        """Id of the attribution whose cue shares words with the span."""
        for i, record in enumerate(self._records):
            if any(start < span[1] and span[0] < end for start, end in record.cue_spans):
                return self._ids[i]
        return None


def _plain(record: Figure | Attribution | Evidence, kind: type, row: Row) -> Row:
    """The record's fields that go into the row as they are."""
    return {name: getattr(record, name) for name in kind._fields if name not in row}


def _sentence_at(sentences: list[Row], place: int) -> str | None:
    after = bisect_right(sentences, place, key=lambda row: row["start"])
    return sentences[after - 1]["sentence_id"] if after else None
