"""Conditions of `evidence.tsv` on words: those of the clause, the neighbours, the sentence."""

from collections.abc import Callable

from analysis.language.attributions.speech_tokens import is_finite
from analysis.language.evidence.arguments import next_clause, noun_after
from analysis.language.evidence.clauses import NAMES, VERBAL, View
from analysis.language.evidence.cues import Hit
from analysis.language.evidence.negation import negation, noun_negation

Values = tuple[str, ...]
Check = Callable[[View, Hit, Values], bool]
FRAME_EDGES = ',“”"«»–—-('


def has_number(view: View, hit: Hit, values: Values) -> bool:
    """The clause tells a number."""
    return any(t.pos_ == "NUM" for t in view.stretch(hit.anchor))


def has_verb(view: View, hit: Hit, values: Values) -> bool:
    """The clause has one of these verbs."""
    words = {view.lemma(t) for t in view.stretch(hit.anchor) if t.pos_ in VERBAL}
    return bool(words & set(values)) or view.lemma(view.predicate(hit.anchor)) in values


def verb_near(view: View, hit: Hit, values: Values) -> bool:
    """The sentence has one of these verbs."""
    return any(view.lemma(t) in values for t in view.sent(hit.anchor) if t.pos_ in VERBAL)


def has_word(view: View, hit: Hit, values: Values) -> bool:
    """The clause has one of these words, or the next clause begins with it."""
    words = {w for t in view.stretch(hit.anchor) for w in (t.lower_, t.lemma_.lower())}
    following = next_clause(view, hit.anchor)
    if following is not None:
        words.add(following.lower_)
    return bool(words & set(values))


def neighbour(step: int) -> Check:
    def check(view: View, hit: Hit, values: Values) -> bool:
        place = hit.tokens[0].i - 1 if step < 0 else hit.tokens[-1].i + 1
        if not 0 <= place < len(view.doc):
            return False
        return view.doc[place].lower_ in values or view.doc[place].lemma_.lower() in values

    return check


def that_next(view: View, hit: Hit, values: Values) -> bool:
    """A clause hangs on the noun right before it."""
    after = hit.tokens[-1].i + 1
    if after + 1 < len(view.doc) and view.doc[after].text == ",":
        return view.word(view.doc[after + 1], "complementiser")
    return False


def has_quote(view: View, hit: Hit, values: Values) -> bool:
    sent = view.sent(hit.anchor)
    return any(sent.start <= a < sent.end or sent.start <= b < sent.end for a, b in view.quotes)


def is_frame(view: View, hit: Hit, values: Values) -> bool:
    """A parenthesis: "so" after a comma, dash or quotation mark, then only a noun phrase."""
    so = hit.anchor
    if so.i == 0 or view.doc[so.i - 1].text not in FRAME_EDGES or noun_after(view, so) is None:
        return False
    if so.nbor().pos_ in ("ADV", "ADP"):
        return False
    return not any(is_finite(t) or view.word(t, "naming") for t in view.stretch(so))


def is_alone(view: View, hit: Hit, values: Values) -> bool:
    """The words are all of their clause: an answer like "Nein, sagte sie"."""
    words = [t for t in view.stretch(hit.anchor) if not t.is_punct and not t.is_space]
    return len(words) == len(hit.tokens)


def is_first(view: View, hit: Hit, values: Values) -> bool:
    """The cue opens its sentence or its quotation."""
    first = hit.tokens[0].i
    return not any(t.is_alpha for t in view.doc[view.sent(hit.anchor).start : first]) or any(
        start == first - 1 for start, _ in view.quotes
    )


def is_spoken(view: View, hit: Hit, values: Values) -> bool:
    """Somebody says it: in a quotation, or beside a verb of speaking."""
    spoken = any(view.lemma(t) in view.speaking for t in view.sent(hit.anchor) if t.pos_ in VERBAL)
    return hit.anchor.i in view.quoted or spoken


def is_negated(view: View, hit: Hit, values: Values) -> bool:
    find = noun_negation if hit.anchor.pos_ in NAMES else negation
    return find(view, hit.anchor) is not None
