"""Which words of a Doc are somebody's reported words, and which stances lie inside."""

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import is_finite
from analysis.language.evidence.arguments import SHORT_QUOTE, clause_heads
from analysis.language.evidence.clauses import FRAME, VERBAL, View, places
from analysis.language.evidence.cues import HEARSAY, Hit
from analysis.language.records import Attribution, get_records

TOPIC = "reported"  # the form of an attribution that tells what it is about, not what is said


def reported_tokens(view: View, hits: Iterable[Hit]) -> set[int]:
    """Tokens in quotations, in contents of attributions, in complements of cues of speech."""
    inside = set()
    for start, end in view.quotes:
        if end - start > SHORT_QUOTE:
            inside.update(range(start + 1, end))
    for record in get_records(view.doc, Attribution):
        if record.form == TOPIC:
            continue
        inside |= places(view, record.content_spans) - places(
            view, record.cue_spans + record.source_spans
        )
    for hit in hits:
        if hit.cue.speaks:
            inside |= _content(view, hit)
    for record in get_records(view.doc, Attribution):
        if record.parent is None:
            inside -= places(view, record.cue_spans)
            if record.rule == FRAME:
                inside -= places(view, record.source_spans)
    return inside


def speaking_tokens(view: View, hits: Iterable[Hit]) -> set[int]:
    """Tokens that make somebody a speaker: cues of attributions and of the lexicon."""
    cues = {t.i for hit in hits if hit.cue.speaks and hit.cue.basis != HEARSAY for t in hit.tokens}
    for record in get_records(view.doc, Attribution):
        cues |= places(view, record.cue_spans)
    return cues


def reported_clauses(view: View, verbs: Iterable[Token], hits: Iterable[Hit]) -> set[int]:
    """Tokens of clauses whose finite verb reports by its mood; words that frame them left out."""
    frames = {
        token.i
        for hit in hits
        if hit.cue.speaks and (len(hit.tokens) > 1 or hit.anchor.pos_ not in VERBAL)
        for token in hit.tokens
    }
    inside: set[int] = set()
    for verb in verbs:
        inside.update(t.i for t in _below(view, view.predicate(verb), verb))
    return inside - frames


def _below(view: View, predicate: Token, verb: Token) -> list[Token]:
    """The clause with the clauses under it; frames and joined indicative clauses left out."""
    tokens, todo = [], [predicate]
    while todo:
        token = todo.pop()
        tokens.append(token)
        todo += [c for c in token.children if not _leaves_report(view, c)]
    return view.on_line(tokens, verb)


def _leaves_report(view: View, token: Token) -> bool:
    if token.dep_ not in ("parataxis", "conj", "dep"):
        return False
    return is_finite(token) and "Sub" not in token.morph.get("Mood", [])


def _content(view: View, hit: Hit) -> set[int]:
    """What hangs on a cue of speech: its complement, or the clause around a source phrase."""
    anchor, own = hit.anchor, {t.i for t in hit.tokens}
    if anchor.pos_ in (*VERBAL, "NOUN"):
        tokens = [t for c in clause_heads(view, anchor) for t in c.subtree]
        return _up_to_semicolon(view, tokens, anchor) - own
    if anchor.pos_ != "ADP":
        return set()
    predicate = view.predicate(anchor)
    if view.lemma(predicate) in view.speaking:
        return set()
    phrase = {t.i for t in anchor.head.subtree}
    return {t.i for t in view.clause(predicate)} - phrase - own


def _up_to_semicolon(view: View, tokens: list[Token], anchor: Token) -> set[int]:
    """The tokens on the anchor's line and its side of a semicolon."""
    marks = [t.i for t in view.sent(anchor) if t.text == ";"]
    low = max((i for i in marks if i < anchor.i), default=-1)
    high = min((i for i in marks if i > anchor.i), default=len(view.doc))
    return {t.i for t in view.on_line(tokens, anchor) if low < t.i < high}
