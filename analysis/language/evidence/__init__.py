"""The `evidence` component: how firmly an article says something, and what it rests on.

Cues come from `evidence.tsv`, their composition from `evidence_rules`, the Konjunktiv and modal
verbs from `mood` and `modals`. Two axes, stance and basis; no mark means that the writer asserts
(DESIGN.md).
"""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from analysis.errors import InputError
from analysis.language import is_trained
from analysis.language.evidence.acts import (
    act_marks,
    cue_tokens,
    handed_over,
    speaking_marks,
    told,
    with_anonymous,
)
from analysis.language.evidence.bare_marks import BareMarks
from analysis.language.evidence.clauses import View
from analysis.language.evidence.cues import load_cues, longest
from analysis.language.evidence.modals import modal_marks
from analysis.language.evidence.mood import carrying_verbs, konjunktiv_marks, reporting_verbs
from analysis.language.evidence.once import denied_verbs, once
from analysis.language.evidence.reported import reported_clauses, reported_tokens, speaking_tokens
from analysis.language.evidence.requires import barred, check_conditions, holds
from analysis.language.evidence.rules import WRITER, compose, light_verbs
from analysis.language.evidence.scare_quotes import scare_quote_marks
from analysis.language.records import Evidence, set_records
from analysis.lexicon import load_toml

DOUBTS = ("deny", "distance")  # stances that keep the writer away from a claim


@Language.factory("evidence", default_config={"lang": "de", "own_cues": None})
def make_evidence(nlp: Language, name: str, lang: str, own_cues: str | None):
    """Factory of the component; `own_cues` is the path of a user's TSV (see `merged_cues`).

    A language without a trained pipeline is read by `BareMarks`.

    Raises:
        InputError: the language has no lexicon, or an entry cannot be read.
    """
    read = EvidenceMarks if is_trained(lang) else BareMarks
    return read(lang, own_cues=Path(own_cues) if own_cues else None)


class EvidenceMarks:
    """Writes `Evidence` records into a parsed Doc."""

    def __init__(self, lang: str, *, own_cues: Path | None = None):
        self.lexicon = load_toml(lang, "evidence")
        self.cues = load_cues(lang, own_cues)
        try:
            check_conditions(self.cues.cues)
        except InputError as error:
            raise InputError(f"{own_cues or lang}: {error}") from error

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its evidence marks; its attributions are used when present."""
        set_records(doc, Evidence, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Evidence]:
        """All marks in reading order."""
        view = View(doc, self.lexicon, self.cues.words, self.cues.speaking)
        found = self.cues.find(view)
        holding = {id(hit) for hit in found if holds(view, hit)}
        hits = longest(hit for hit in found if id(hit) in holding)
        inside = reported_tokens(view, hits)
        verbs = reporting_verbs(view, inside)
        inside |= reported_clauses(view, verbs, hits)
        acts = cue_tokens(view)
        composed = [
            (hit, mark)
            for hit in hits
            if (mark := compose(view, hit, inside)) is not None
            and handed_over(view, hit, mark, acts, inside)
        ]
        marks = [told(view, hit, mark, acts, inside) for hit, mark in once(view, composed)]
        decided = [*hits, *(h for h in found if id(h) not in holding and barred(view, h))]
        taken = {token.i for hit in decided for token in hit.tokens}
        taken |= {token.i for hit, _ in composed for token in light_verbs(view, hit)}
        marks = with_anonymous(view, [*marks, *act_marks(view, acts, taken, inside)])
        doubted = {
            view.sent(view.doc.char_span(m.start, m.end, alignment_mode="expand")[0]).start
            for m in marks
            if m.stance in DOUBTS and m.holder == WRITER
        }
        others = (
            *konjunktiv_marks(view, carrying_verbs(view, verbs, speaking_marks(marks))),
            *modal_marks(view, inside),
            *scare_quote_marks(view, inside, speaking_tokens(view, hits), doubted),
        )
        modal = {m.start for m in others if not m.rule.startswith("konjunktiv")}
        others = [m for m in others if m.start not in modal or not m.rule.startswith("konjunktiv")]
        starts = {mark.start for mark in marks} | denied_verbs(view, composed)
        marks += [mark for mark in others if mark.start not in starts]
        return sorted(marks, key=lambda mark: (mark.start, mark.end))

    def to_bytes(self, **kwargs) -> bytes:
        """Nothing to store: the lexicon is part of the package."""
        return b""

    def from_bytes(self, data: bytes, **kwargs) -> "EvidenceMarks":
        """Nothing to read."""
        return self

    def to_disk(self, path, **kwargs) -> None:
        """Nothing to store."""

    def from_disk(self, path, **kwargs) -> "EvidenceMarks":
        """Nothing to read."""
        return self
