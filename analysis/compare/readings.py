"""Readings: how a stretch of text is told, from the marks and the speech around it.

Marks are nested: what stands inside somebody's words belongs to that speaker, and only what the
writer puts outermost colours the article (DESIGN.md, "Comparison"). Of several outermost marks
the one that takes back most decides, in this order:

1. **denied**: a mark denies it, the writer's or the one of a named party;
2. **unverified**: the writer says that it is open or could not be checked;
3. **distanced**: the writer's words withdraw from it (*angeblich*, *behauptet*);
4. **hedged**: the writer's words lower the commitment (*offenbar*, *dürfte*);
5. **attributed**: it is handed to a speaker or to hearsay, whatever that speaker's own doubts are;
6. **asserted**: nothing of the kind; the writer stands in for it.

A question is **asked**: it claims nothing. How a speaker puts the thing inside the words that are
handed over is kept apart, in `source_reading`. Evidence that somebody shows or has, and evidence
that is said to be missing, are flags beside the reading, not readings. An article in a language
whose marks or speech are not read yet has no reading: null, never "asserted".
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.commitment import by_writer, of_own_words, strongest, told_as
from analysis.compare.spans import Span, length, share, without
from analysis.language import not_read
from analysis.lexicon import languages
from analysis.tables import Tables

# A mark or a speech counts for a stretch when it covers at least this share of its characters: half
# of the words somebody asks about, a third of a sentence, whose frame is no part of the claim.
COVERED, COVERED_SENTENCE = 0.5, 1 / 3
# "Bestätigt ist das nicht": the scope of such a mark is a word that stands for the claim, or cut
# off by a wrong arc; with fewer words than this the mark counts for its whole sentence.
SHORT_SCOPE = 3
QUOTES = "\"'“”„‟«»‹›‘’‚"


class Reading(NamedTuple):
    """How a stretch of text is told.

    `reading` is None where the article's language is not read. `speakers` goes from the outermost
    to the innermost one; `source_reading` is how the words that are handed over put it (hedged,
    distanced, …), None when they simply say it. `by_writer`: the reading is the writer's own, not
    that of a party whose speech or denial is told.
    """

    reading: str | None
    by_writer: bool
    speaker: str | None
    speaker_type: str | None
    speakers: list[str]
    source_reading: str | None
    evidence_claimed: bool
    evidence_missing: bool
    evidence_ids: list[str]
    attribution_id: str | None


def readings(tables: Tables) -> pd.DataFrame:
    """How each sentence is told.

    Returns:
        doc_id, sentence_id, is_heading, and the fields of `Reading`.
    """
    reader = Reader(tables)
    rows = [
        {"doc_id": doc_id, "sentence_id": sentence.sentence_id, "is_heading": sentence.is_heading}
        | reader.sentence(doc_id, number)._asdict()
        for doc_id, article in reader.articles.items()
        for number, sentence in enumerate(article.sentences)
    ]
    columns = ["doc_id", "sentence_id", "is_heading", *Reading._fields]
    return pd.DataFrame(rows, columns=columns)


def reading_of(tables: Tables, doc_id: str, start: int, end: int) -> Reading:
    """How one stretch of an article is told; for many of them make one `Reader`."""
    return Reader(tables).spans(doc_id, [(start, end)])


class Reader:
    """Reads stretches of text off the tables; made once, each look-up costs a sentence or two."""

    def __init__(self, tables: Tables) -> None:
        self.articles = {
            row.doc_id: Article(row.text, is_read=_is_read(row.lang))
            for row in tables.sources.itertuples(index=False)
        }
        for row in tables.sentences.itertuples(index=False):
            self.articles[row.doc_id].sentences.append(row)
        for article in self.articles.values():
            article.starts = [row.start for row in article.sentences]
        for row in tables.attributions.itertuples(index=False):
            self.articles[row.doc_id].add_speech(row)
        for row in tables.evidence.itertuples(index=False):
            self.articles[row.doc_id].add_mark(row)

    def sentence(self, doc_id: str, number: int) -> Reading:
        """The sentence of that number."""
        row = self.articles[doc_id].sentences[number]
        return self.spans(doc_id, [(row.start, row.end)], covered=COVERED_SENTENCE)

    def spans(self, doc_id: str, spans: Sequence[Span], *, covered: float = COVERED) -> Reading:
        """A stretch of an article; it may be in pieces, such as the words a search found.

        Words that only name who speaks, or say that somebody does, are no part of what is told.

        Args:
            covered: the share of it that a mark or a speech must cover to count for it.
        """
        article = self.articles[doc_id]
        numbers = sorted({n for span in spans for n in article.numbers(*span)})
        near_speech = _rows(article.speech, numbers)
        frame = [s for a in near_speech for s in (*a.cue_spans, *a.source_spans)]
        spans = [part for span in spans for part in without(span, frame)] or spans
        speech = _speech_of(near_speech, spans, covered)
        numbers += [n for a in speech[:1] for s in a.cue_spans for n in article.numbers(*s)]
        near = _rows(article.marks, numbers)
        marks = [
            m
            for m in near
            if article.reach(m, spans) >= covered or _cues(m, speech) or article.settles(m, speech)
        ]
        within = content(speech[0]) if speech else []
        inner = [m for m in marks if share([(m.start, m.start + 1)], within) > 0]
        outer = [m for m in marks if share([(m.start, m.start + 1)], within) == 0]
        told = told_as(outer, speech) if article.is_read else None
        if told and all(is_question(article.sentences[n].text) for n in numbers):
            told = "asked"
        cued_by = {m.attribution_id for m in outer}
        said_by = speech or [
            a for a in _rows(article.speech, numbers) if a.attribution_id in cued_by
        ]
        names = list(dict.fromkeys(a.speaker for a in said_by if isinstance(a.speaker, str)))
        return Reading(
            reading=told,
            by_writer=by_writer(told, outer, speech),
            speaker=names[0] if names else None,
            speaker_type=_first_text(a.speaker_type for a in said_by),
            speakers=names,
            source_reading=strongest(map(of_own_words, inner)),
            evidence_claimed=any(m.basis == "evidence" for m in marks),
            evidence_missing=any(m.basis == "no_evidence" for m in marks),
            evidence_ids=[m.evidence_id for m in marks],
            attribution_id=speech[0].attribution_id if speech else None,
        )


class Article:
    """One article's rows, by the number of the sentence they stand in."""

    def __init__(self, text: str, *, is_read: bool) -> None:
        self.text = text
        self.is_read = is_read
        self.sentences: list[Any] = []
        self.starts: list[int] = []
        self.speech: dict[int, list[Any]] = defaultdict(list)
        self.marks: dict[int, list[Any]] = defaultdict(list)

    def numbers(self, start: int, end: int) -> Iterator[int]:
        """Numbers of the sentences that a stretch of text touches."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        for number in range(first, len(self.sentences)):
            if self.sentences[number].start >= end:
                break
            yield number

    def add_speech(self, row: Any) -> None:
        """Put an attribution to each sentence its parts stand in."""
        named = () if row.resolved_by == "carried" else row.source_spans  # in another sentence
        self._add(self.speech, row, [*row.cue_spans, *named, *row.content_spans])

    def add_mark(self, row: Any) -> None:
        """Put a mark to each sentence it or its scope stands in."""
        self._add(self.marks, row, [(row.start, row.end), *row.scope_spans])

    def reach(self, mark: Any, spans: Sequence[Span]) -> float:
        """The share of a stretch that a mark counts for: its scope and its own words."""
        return share(spans, [*self._scope(mark), (mark.start, mark.end)])

    def settles(self, mark: Any, speech: list[Any]) -> bool:
        """Whether it is a verdict on a claim told with a noun: "die Behauptung, … bestätigt er"."""
        return (
            bool(speech)
            and _is_verdict(mark)
            and isinstance(speech[0].cue, str)
            and speech[0].cue.split()[-1].istitle()
            and self.reach(mark, speech[0].cue_spans) > COVERED
        )

    def _scope(self, mark: Any) -> list[Span]:
        scope = [tuple(pair) for pair in mark.scope_spans]
        if scope and not (_is_verdict(mark) and self._n_words(scope) < SHORT_SCOPE):
            return scope
        number = next(self.numbers(mark.start, mark.end))
        return [(self.sentences[number].start, self.sentences[number].end)]

    def _n_words(self, spans: Iterable[Span]) -> int:
        return sum(len(self.text[start:end].split()) for start, end in spans)

    def _add(self, index: dict[int, list[Any]], row: Any, spans: Iterable[Span]) -> None:
        for number in {n for start, end in spans for n in self.numbers(start, end)}:
            index[number].append(row)


def content(speech: Any) -> list[Span]:
    """The words of what is said, without the cue, which is its own content in "er dementiert"."""
    return [part for span in speech.content_spans for part in without(span, speech.cue_spans)]


def _rows(index: dict[int, list[Any]], numbers: Iterable[int]) -> list[Any]:
    """The rows of several sentences, each once."""
    return list({id(row): row for n in numbers for row in index.get(n, ())}.values())


def _speech_of(near: list[Any], spans: Sequence[Span], covered: float) -> list[Any]:
    """The speech a stretch is told as, then the speeches nested in it, outermost first.

    Several speeches side by side count together; the one that covers most speaks for them.
    """
    shares = {a.attribution_id: share(spans, content(a)) for a in near}
    told = [a for a in near if shares[a.attribution_id] > 0]
    ids = {a.attribution_id for a in told}
    outermost = [a for a in told if a.parent_id not in ids]
    if share(spans, [s for a in outermost for s in content(a)]) < covered:
        return []
    chain = [max(outermost, key=lambda a: (shares[a.attribution_id], length(content(a))))]
    while nested := [a for a in told if a.parent_id == chain[-1].attribution_id]:
        chain.append(max(nested, key=lambda a: shares[a.attribution_id]))
    return [a for a in chain if a is chain[0] or shares[a.attribution_id] >= covered]


def _is_read(lang: str) -> bool:
    return lang in languages() and not {"attributions", "evidence"} & set(not_read(lang))


def _is_verdict(mark: Any) -> bool:
    return mark.basis == "unverified" or mark.stance == "deny"


def _cues(mark: Any, speech: list[Any]) -> bool:
    """Whether the mark is the cue of the outermost speech, such as *bestreitet*."""
    return bool(speech) and share([(mark.start, mark.end)], speech[0].cue_spans) > 0


def _first_text(values: Iterable[object]) -> str | None:
    return next((value for value in values if isinstance(value, str)), None)


def is_question(text: str) -> bool:
    """Whether a sentence ends in a question mark, inside or outside of quotation marks."""
    return text.rstrip(QUOTES + " ").endswith("?")
