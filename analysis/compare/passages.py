"""Passages: where a source tells a claim, and how that passage tells it.

A passage is found by `analysis.compare.search`. How it is told is the reading of the words that
were found (`analysis.compare.readings`), with three steps that belong to a claim:

- A doubt inside the words that are handed over is a doubt of the claim: "Fachleute sagen, X könnte
  …" tells X as hedged, by the experts. The verb of saying alone is none.
- A negation in the clause of the words that were found turns the claim round, and so does a
  pattern of the contrary (`against`): what was asserted is denied.
- A negated clause that speaks of proof or of knowing takes nothing back: it leaves the claim open.
- The sentence after it can be the writer's verdict on it: "Bestätigt ist das nicht.", "Stimmt."
- What follows the colon after a speech that is only reported ("weist die Kritik zurück: …") is that
  speaker's own claim; what the writer tells by the way with a word that takes it for granted
  ("verschwieg, dass …", "…, was er einräumt") is the writer's.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.codebook import Claim
from analysis.compare.readings import COVERED, Article, Reader, Reading
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
    clause = _clause_of(article, found, lexicon)
    told, label, by_writer = _commitment(article, found, told, lexicon)
    negated = _is_negated(article, found, clause, lexicon)
    is_open = _is_unproven(article, found, clause, lexicon) or (
        negated and _has(lexicon["left_open"], article.text[slice(*clause)])
    )
    turned = found.contrary != (negated and not is_open)
    if is_open and not found.contrary:
        label = "unverified"
    elif label == "asserted" and _is_asked(article, clause, lexicon):
        label = "asked"
    elif turned:
        label = TURNED.get(label, label)
    if _is_granted(article, found.number, lexicon):
        label, by_writer = "asserted", True
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


def _commitment(
    article: Article, found: Found, told: Reading, lexicon: Mapping[str, list[str]]
) -> tuple[Reading, str | None, bool]:
    """The reading, that of the claim, and whether it is the writer's own."""
    near = article.speech[found.number]
    for speech in near:
        is_outermost = speech.attribution_id == told.attribution_id
        if is_outermost and _takes_for_granted(speech, lexicon):
            return told, "asserted", True
        if is_outermost and told.reading == "distanced" and _is_confirmed(article, speech, lexicon):
            return told._replace(reading="attributed"), "attributed", False
    factive = lexicon["factive"]
    announcing = [a for a in near if a.cue_lemma not in factive and _announces(article, a, found)]
    if announcing and told.reading in ("asserted", "denied", "attributed"):
        speaker = announcing[-1].speaker
        names = [speaker] if isinstance(speaker, str) else []
        return told._replace(speaker=next(iter(names), None), speakers=names), "attributed", False
    return told, *_label(told)


def _takes_for_granted(speech: Any, lexicon: Mapping[str, list[str]]) -> bool:
    """Whether the writer stands in for what is said, by the verb or by an added "was er zugibt"."""
    adds = speech.rule.endswith("verb-relative") and speech.stance == "endorse"
    return adds or (speech.negated and speech.cue_lemma in lexicon["factive"])


def _is_confirmed(article: Article, speech: Any, lexicon: Mapping[str, list[str]]) -> bool:
    """Whether its sentence confirms what a noun tells: "die Behauptung, … kann er bestätigen".

    Read from the words, for under a modal verb nothing is marked.
    """
    if not (isinstance(speech.cue, str) and speech.cue.split()[-1].istitle()):
        return False
    row = article.sentences[next(article.numbers(*speech.cue_spans[0]))]
    told = [*speech.cue_spans, *speech.content_spans]
    left = " ".join(article.text[a:b] for a, b in without((row.start, row.end), told))
    return _has(lexicon["confirming"], left) and not _has(lexicon["negation"], left)


def _announces(article: Article, speech: Any, found: Found) -> bool:
    """Whether a speech without words of its own is followed by a colon and then the claim."""
    cue = max(end for _, end in speech.cue_spans) if speech.cue_spans else None
    if speech.form != "reported" or cue is None:
        return False
    first = found.spans[0][0]
    return ":" in article.text[cue:first] and not re.search(r"[.;!?]\s", article.text[cue:first])


def _is_unproven(
    article: Article, found: Found, clause: Span, lexicon: Mapping[str, list[str]]
) -> bool:
    """Whether the sentence says of the claim that it is not proven, by a verb or its like."""
    opens = _has(lexicon["that"], article.text[slice(*clause)])
    return any(
        mark.basis == "no_evidence"
        and mark.lemma in lexicon["unproven"]
        and (opens or article.reach(mark, found.spans) >= COVERED)
        for mark in article.marks[found.number]
    )


def _is_granted(article: Article, number: int, lexicon: Mapping[str, list[str]]) -> bool:
    """Whether the sentence after it does nothing but grant it: "Stimmt." """
    after = article.sentences[number + 1 : number + 2]
    return any(" ".join(WORD.findall(row.text.lower())) in lexicon["granted"] for row in after)


def _has(words: list[str], text: str) -> bool:
    return not set(words).isdisjoint(WORD.findall(text.lower()))


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
    words = ["", *WORD.findall(text), ""]
    return any(
        (word.lower() in lexicon["points_back"] and before.lower() not in lexicon["sourced_by"])
        or (word.lower() in lexicon["points_back_alone"] and not after[:1].isupper())
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def _settles(told: Reading, marks: list[Any], lexicon: Mapping[str, list[str]]) -> bool:
    """Whether a sentence is the writer's verdict; that a party keeps silent is none."""
    silent = any(m.lemma in lexicon["silence"] for m in marks)
    return told.by_writer and told.reading in ("denied", "unverified") and not silent
