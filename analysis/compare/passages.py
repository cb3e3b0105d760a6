"""Passages: where a source tells a claim, and how that passage tells it.

A passage is found by `analysis.compare.search`. How it is told is the reading of the words that
were found (`analysis.compare.readings`), with three steps that belong to a claim:

- A doubt inside the words that are handed over is a doubt of the claim: "Fachleute sagen, X könnte
  …" tells X as hedged, by the experts. The verb of saying alone is none.
- A negation in the clause of the words that were found turns the claim round, and so does a
  pattern of the contrary (`against`): what was asserted is denied.
- The sentence after it can be the writer's verdict on it: "Bestätigt ist das nicht."
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.codebook import Claim
from analysis.compare.readings import Article, Reader, Reading
from analysis.compare.search import Found, Search
from analysis.compare.spans import Span, share, without
from analysis.lexicon import languages, load_toml
from analysis.tables import Tables

# How many sentences after a passage can be a verdict on it; each must point back.
VERDICT_REACH = 2
WORD = re.compile(r"[^\W\d_]+")
# A blank line, or a tag of a page that is not within a line.
PARAGRAPH = re.compile(r"\n\s*\n|<")
TURNED = {"asserted": "denied", "attributed": "denied", "denied": "attributed"}
CONTENT_DOUBTS = ("denied", "unverified", "distanced", "hedged")


class Passage(NamedTuple):
    """A place where a source tells a claim.

    `spans` are the words that were found, `found_by` the pattern or "alike". `by_writer`: the
    commitment is the writer's own, not that of somebody who is quoted.
    """

    claim_id: str
    doc_id: str
    reading: str | None
    speaker: str | None
    speakers: list[str]
    by_writer: bool
    turned: bool
    evidence_claimed: bool
    evidence_missing: bool
    words: str
    found_by: str
    start: int
    end: int
    spans: list[Span]
    sentence_id: str
    is_heading: bool
    evidence_ids: list[str]
    attribution_id: str | None


def passages(tables: Tables, codebook: Sequence[Claim]) -> pd.DataFrame:
    """All passages that tell a claim of the codebook.

    Returns:
        One row a passage, by claim and in reading order; the fields of `Passage`.
    """
    return pd.DataFrame(find_passages(Reader(tables), tables, codebook), columns=Passage._fields)


def find_passages(reader: Reader, tables: Tables, codebook: Sequence[Claim]) -> list[Passage]:
    """The same as records; `reader` reads `tables`."""
    search = Search(tables, codebook)
    langs = dict(zip(tables.sources["doc_id"], tables.sources["lang"], strict=True))
    return [
        _passage(claim, doc_id, reader, found, _lexicon(langs[doc_id]))
        for claim in codebook
        for doc_id, article in reader.articles.items()
        for found in search.find(claim, article)
    ]


def _lexicon(lang: str) -> Mapping[str, list[str]]:
    """The lexicon `readings` of a language; empty lists where the language is not known."""
    return load_toml(lang, "readings") if lang in languages() else defaultdict(list)


def _passage(
    claim: Claim, doc_id: str, reader: Reader, found: Found, lexicon: Mapping[str, list[str]]
) -> Passage:
    article = reader.articles[doc_id]
    told = reader.spans(doc_id, found.spans)
    label, by_writer = _label(told)
    clause = _clause_of(article, found, lexicon)
    turned = found.contrary != _is_negated(article, found, clause, lexicon)
    if label == "asserted" and _is_asked(article, clause, lexicon):
        label = "asked"
    elif turned:
        label = TURNED.get(label, label)
    after = list(_verdicts(reader, doc_id, found.number, lexicon)) if article.is_read else []
    for verdict in after:
        if verdict.reading in ("denied", "unverified"):
            label, by_writer = verdict.reading, True
    row = article.sentences[found.number]
    return Passage(
        claim_id=claim.id,
        doc_id=doc_id,
        reading=label,
        speaker=told.speaker,
        speakers=told.speakers,
        by_writer=by_writer,
        turned=turned,
        evidence_claimed=told.evidence_claimed,
        evidence_missing=told.evidence_missing or any(v.evidence_missing for v in after),
        words=row.text,
        found_by=found.found_by,
        start=found.spans[0][0],
        end=max(end for _, end in found.spans),
        spans=found.spans,
        sentence_id=row.sentence_id,
        is_heading=row.is_heading,
        evidence_ids=[*told.evidence_ids, *(i for v in after for i in v.evidence_ids)],
        attribution_id=told.attribution_id,
    )


def _label(told: Reading) -> tuple[str | None, bool]:
    """The reading of the claim, and whether it is the writer's own."""
    if told.reading == "attributed" and told.source_reading in CONTENT_DOUBTS:
        return told.source_reading, False
    return told.reading, told.by_writer


def _clause_of(article: Article, found: Found, lexicon: Mapping[str, list[str]]) -> Span:
    """The clause of the sentence that has most of the found words.

    Clauses end at punctuation and before the lexicon's joining words.
    """
    row = article.sentences[found.number]
    joined = "|".join(map(re.escape, lexicon["joins"])) or "(?!)"
    edges = re.finditer(rf"[,;:()–—]|\s-\s|\s(?=(?:{joined})\s)", row.text)
    places = [row.start, *(row.start + m.start() for m in edges), row.end]
    return max(pairwise(places), key=lambda clause: sum(share([s], [clause]) for s in found.spans))


def _is_negated(
    article: Article, found: Found, clause: Span, lexicon: Mapping[str, list[str]]
) -> bool:
    """Whether the clause is negated.

    A negation that is part of a mark or of the words that were found has been read already.
    """
    marks = [m for m in article.marks[found.number] if share([(m.start, m.end)], [clause])]
    cues = [a for a in article.speech[found.number] if share([clause], a.cue_spans)]
    if any(m.negated or ":neg-" in m.rule for m in marks) or any(a.negated for a in cues):
        return False
    read = [*found.spans, *((m.start, m.end) for m in marks)]
    left = " ".join(article.text[start:end] for start, end in without(clause, read))
    return any(
        word in lexicon["negation"] and after not in lexicon["affirmed_by"]
        for word, after in pairwise([*WORD.findall(left.lower()), ""])
    )


def _is_asked(article: Article, clause: Span, lexicon: Mapping[str, list[str]]) -> bool:
    """Whether the clause is an indirect question or a condition; neither claims anything."""
    words = " ".join(WORD.findall(article.text[slice(*clause)].lower()))
    return any(words.startswith(f"{asking} ") for asking in lexicon["asks"])


def _verdicts(
    reader: Reader, doc_id: str, number: int, lexicon: Mapping[str, list[str]]
) -> Iterator[Reading]:
    """What the sentences after a passage say of it, as long as they point back to it."""
    article = reader.articles[doc_id]
    for after in range(number + 1, min(number + 1 + VERDICT_REACH, len(article.sentences))):
        row, before = article.sentences[after], article.sentences[after - 1]
        if row.is_heading or PARAGRAPH.search(article.text[before.end : row.start]):
            return
        told = reader.sentence(doc_id, after)
        if any(phrase in row.text.lower() for phrase in lexicon["taken_back"]):
            yield told._replace(reading="denied")
            return
        points = _points_back(row.text, lexicon)
        if told.evidence_missing or (points and _settles(told, article.marks[after], lexicon)):
            yield told
        if not points:
            return


def _points_back(text: str, lexicon: Mapping[str, list[str]]) -> bool:
    """Whether a sentence can speak of the one before it; "das" only where no noun follows."""
    words = [*WORD.findall(text), ""]
    return any(
        word.lower() in lexicon["points_back"]
        or (word.lower() in lexicon["points_back_alone"] and not after[:1].isupper())
        for word, after in pairwise(words)
    )


def _settles(told: Reading, marks: list[Any], lexicon: Mapping[str, list[str]]) -> bool:
    """Whether a sentence is the writer's verdict; that a party keeps silent is none."""
    silent = any(m.lemma in lexicon["silence"] for m in marks)
    return told.by_writer and told.reading in ("denied", "unverified") and not silent
