"""The `evidence` component for languages without a trained pipeline: words in a row, no parse.

Cues and conditions come from `evidence.tsv`, the words they lean on from `evidence.toml`. The
order is that of the label scheme: conditions, negation, basis by the subject, holder.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc, Span

from analysis.errors import InputError
from analysis.language.evidence.bare_conditions import (
    Around,
    check_conditions,
    holds,
    is_passive,
    is_prospective,
    is_suspended,
    negation,
)
from analysis.language.evidence.bare_cues import BareCue, BareHit, bare_cues, find_cues, longest
from analysis.language.evidence.bare_speakers import DOCUMENT, NOBODY, Speakers
from analysis.language.evidence.cues import ANONYMOUS, HEARSAY, NAMED
from analysis.language.evidence.rules import NEGATED, SOURCE, STILL_NEGATED, WRITER
from analysis.language.quotes import Quote, pair_quotes
from analysis.language.records import Evidence, set_records
from analysis.lexicon import load_toml

TOLD = "told"  # the basis is named behind the cue: "according to"
OUTSIDE = "outside"  # the writer's own remark, even behind a verb of saying: "without evidence"
UNVERIFIED = "unverified"
PAUSES = (",", ";")  # what is said does not reach over them
TAIL = 4  # words behind "she said" at the end of a sentence: "on Friday in Altmark."
SCARE_QUOTES = "scare-quotes"


class BareMarks:
    """Writes `Evidence` records into a Doc of words and sentences."""

    def __init__(self, lang: str, *, own_cues: Path | None = None):
        lexicon = load_toml(lang, "evidence")
        self.cues = bare_cues(lang, own_cues)
        self.words = {key: frozenset(values) for key, values in lexicon["words"].items()}
        self.subjects = lexicon["subjects"]
        self.scare_quotes = re.compile(lexicon["scare_quotes"])
        try:
            check_conditions(self.cues, self.words)
        except InputError as error:
            raise InputError(f"{own_cues or lang}: {error}") from error

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its evidence marks."""
        set_records(doc, Evidence, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Evidence]:
        """All marks in reading order."""
        quotes = pair_quotes(doc.text)
        names = frozenset(t.text for t in doc if t.text[:1].isupper() and not t.is_sent_start)
        speakers = Speakers(self.subjects, names)
        marks: list[Evidence] = []
        before: Sequence[str] = ()
        for sent in doc.sents:
            around = _around(sent, before, self.words, speakers)
            found = self._marks(around, quotes)
            spoken = any(mark.basis in (NAMED, ANONYMOUS, HEARSAY) for mark in found)
            marks += found if spoken else [*found, *self._scare_quotes(sent)]
            before = around.lower
        return sorted(marks, key=lambda mark: (mark.start, mark.end))

    def _marks(self, around: Around, quotes: Sequence[Quote]) -> list[Evidence]:
        """The marks of one sentence; a question has none."""
        if not around.sent or around.lower[-1] == "?":
            return []
        found = [hit for hit in find_cues(around.lower, self.cues) if holds(hit, around)]
        hits = [
            hit for hit in longest(found) if not hit.cue.is_stop and not is_suspended(hit, around)
        ]
        end_of_content = _end_of_content(hits, around)
        marks, last = [], None
        for hit in hits:
            no = negation(hit, around) if hit.cue.negated else None
            basis = _basis(hit, around, last)
            inside = hit.start < end_of_content or _inside(hit, around, quotes, hits)
            mark = _compose(hit, around, basis=basis, no=no, inside=inside)
            if mark is not None:
                marks.append(mark)
            if hit.cue.basis == SOURCE:
                last = basis
                around.earlier.add(hit.start)
        return marks

    def _scare_quotes(self, sent: Span) -> Iterator[Evidence]:
        """Marks on words in quotation marks of the writer's own; a reader should look."""
        if not self.words["naming"].isdisjoint(token.lower_ for token in sent):
            return
        for found in self.scare_quotes.finditer(sent.text):
            yield Evidence(
                start=sent.start_char + found.start(),
                end=sent.start_char + found.end(),
                lemma=found[0][1:-1],
                stance="distance",
                basis=None,
                holder=WRITER,
                negated=False,
                strength=None,
                ambiguous=True,
                scope_spans=(),
                rule=SCARE_QUOTES,
            )

    def to_bytes(self, **kwargs) -> bytes:
        """Nothing to store: the lexicon is part of the package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs) -> "BareMarks":
        """Nothing to read."""
        return self

    def to_disk(self, path, **kwargs) -> None:
        """Nothing to store."""

    def from_disk(self, path, **kwargs) -> "BareMarks":
        """Nothing to read."""
        return self


def _around(sent: Span, before: Sequence[str], words: dict, speakers: Speakers) -> Around:
    tokens = [token for token in sent if not token.is_space]
    lower = [token.lower_.replace("’", "'") for token in tokens]
    return Around(tokens, lower, before, words, speakers, set())


def _compose(
    hit: BareHit, around: Around, *, basis: str | None, no: int | None, inside: bool
) -> Evidence | None:
    """The mark of a hit with its negation at `no`; None when it falls away."""
    cue = hit.cue
    if basis == NOBODY:  # "no official has confirmed"; "nobody said" claims nothing
        if cue.stance != "endorse" or cue.negated != UNVERIFIED:
            return None
        no = hit.start
    spoken = cue.basis == SOURCE and no is None
    if (spoken and is_prospective(hit, around)) or (no is not None and cue.negated == "drop"):
        return None
    stance, strength = cue.stance, cue.strength
    if no is not None and cue.negated in NEGATED:
        stance, label, strength = NEGATED[cue.negated]
        basis = label or basis
    last = around.sent[hit.end - 1]
    return Evidence(
        start=around.sent[hit.start if no is None or cue.negated == "keep" else no].idx,
        end=last.idx + len(last),
        lemma=cue.name,
        stance=stance,
        basis=basis,
        holder=_holder(cue, inside),
        negated=no is not None and cue.negated in (*STILL_NEGATED, "endorse"),
        strength=strength,
        ambiguous=False,
        scope_spans=(),
        rule=f"bare:{cue.name}" + (f":neg-{cue.negated}" if no is not None else ""),
    )


def _holder(cue: BareCue, inside: bool) -> str:
    if cue.holder == OUTSIDE:
        return WRITER
    return SOURCE if inside else cue.holder


def _basis(hit: BareHit, around: Around, last: str | None) -> str | None:
    """Who answers for the cue, by its subject, else by that of the verb before (`last`).

    None in a passive that hides who it is and hands nothing over.
    """
    speakers, sent = around.speakers, around.sent
    if hit.cue.basis == TOLD:
        kind = speakers.behind(sent, hit.end)
    elif hit.cue.basis != SOURCE:
        return hit.cue.basis
    elif is_passive(hit, around):
        agent = hit.end < len(sent) and around.lower[hit.end] in around.words["agent"]
        kind = speakers.behind(sent, hit.end + 1) if agent else None
        if kind is None:
            return HEARSAY if hit.cue.stance == "acknowledge" else None
    elif speakers.is_several(sent, hit.start, around.earlier):
        kind = ANONYMOUS if speakers.has_group(around.before) else NAMED
    else:
        kind = speakers.subject(sent, hit.start, around.earlier) or last
    if kind == DOCUMENT:
        return "evidence" if hit.cue.stance == "endorse" else NAMED
    return kind or NAMED


def _inside(hit: BareHit, around: Around, quotes: Sequence[Quote], hits: Sequence[BareHit]) -> bool:
    """Within a quotation, or behind a verb of saying without a break or a joint between."""
    place = around.sent[hit.start].idx
    if any(quote.start < place < quote.end for quote in quotes):
        return True
    speech = [other for other in hits if other.start < hit.start and other.cue.basis == SOURCE]
    if not speech:
        return False
    between = around.lower[speech[-1].end : hit.start]
    joined = bool(between) and between[-1] in around.words["coordinates"]
    return not joined and not any(word in PAUSES for word in between)


def _end_of_content(hits: Sequence[BareHit], around: Around) -> int:
    """The place of the comma before a closing "she said": what stands before it is said; else 0."""
    speech = [hit for hit in hits if hit.cue.basis == SOURCE]
    if len(speech) != 1 or len(around.sent) - speech[0].end > TAIL:
        return 0
    run, at = around.speakers.run(around.sent, speech[0].start, set())
    framed = run and at > 0 and around.lower[at] == PAUSES[0]
    return at if framed and run[0] is around.sent[at + 1] else 0
