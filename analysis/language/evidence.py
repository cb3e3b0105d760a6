"""The `evidence` component: how firmly an article says something, and what it rests on.

Cues come from `evidence.tsv`, their composition from `evidence_rules`, the Konjunktiv and modal
verbs from `mood`. Two axes, stance and basis; no mark means that the writer asserts (DESIGN.md).
"""

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.evidence_clauses import COMPLEMENT, View
from analysis.language.evidence_cues import Hit, load_cues, longest
from analysis.language.evidence_requires import holds
from analysis.language.evidence_rules import compose
from analysis.language.mood import PRESENT, konjunktiv, konjunktiv_marks, modal_marks
from analysis.language.records import Attribution, Evidence, get_records, set_records
from analysis.lexicon import load_toml

SHORT_QUOTE = 4  # a quotation of fewer words is a piece of somebody's wording, not a claim


@Language.factory("evidence", default_config={"lang": "de"})
def make_evidence(nlp: Language, name: str, lang: str) -> "EvidenceMarks":
    """Factory of the component.

    Raises:
        InputError: the language has no lexicon, or an entry cannot be read.
    """
    return EvidenceMarks(lang)


class EvidenceMarks:
    """Writes `Evidence` records into a parsed Doc."""

    def __init__(self, lang: str):
        self.lexicon = load_toml(lang, "evidence")
        self.cues = load_cues(lang)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its evidence marks; those of attributions are used when present."""
        view = View(doc, self.lexicon, self.cues.speaking)
        hits = longest(hit for hit in self.cues.find(doc) if hit.cue.is_stop or holds(view, hit))
        inside = reported_tokens(view, hits)
        marks = [compose(view, hit, inside) for hit in hits]
        found = [mark for mark in marks if mark is not None]
        taken = {(mark.start, mark.end) for mark in found}
        for mark in (*konjunktiv_marks(view, inside), *modal_marks(view, inside)):
            if (mark.start, mark.end) not in taken:
                found.append(mark)
        set_records(doc, Evidence, sorted(found, key=lambda mark: (mark.start, mark.end)))
        return doc

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


def reported_tokens(view: View, hits: list[Hit]) -> set[int]:
    """Tokens that are somebody's words: quotations, contents of attributions, complements.

    Clauses in Konjunktiv I are, too, but for the words that name their source.
    """
    inside = set()
    for start, end in view.quotes:
        if end - start > SHORT_QUOTE:
            inside.update(range(start + 1, end))
    for record in get_records(view.doc, Attribution):
        for start, end in record.content_spans:
            span = view.doc.char_span(start, end, alignment_mode="expand")
            inside.update(range(span.start, span.end))
    frames = set()
    for hit in hits:
        if hit.cue.speaks:
            inside |= _content(view, hit)
            if hit.anchor.pos_ not in ("VERB", "AUX"):
                frames.update(token.i for token in hit.tokens)
    for token in view.doc:
        if konjunktiv(view, token) == PRESENT:
            clause = view.clause(view.predicate(token))
            inside.update(t.i for t in clause if t.i not in frames)
    return inside


def _content(view: View, hit: Hit) -> set[int]:
    """What hangs on a cue of speech: its complement, or the clause around a source phrase."""
    anchor, own = hit.anchor, {t.i for t in hit.tokens}
    if anchor.pos_ in ("VERB", "AUX", "NOUN"):
        kinds = COMPLEMENT | ({"acl"} if anchor.pos_ == "NOUN" else set())
        return {t.i for c in anchor.children if c.dep_ in kinds for t in c.subtree} - own
    if anchor.pos_ != "ADP":
        return set()
    phrase = {t.i for t in anchor.head.subtree}
    return {t.i for t in view.clause(view.predicate(anchor))} - phrase - own
