"""Modal verbs that report or grade a claim.

`sollen` and `wollen` with a perfect infinitive report (Duden; Diewald); plans, duties and wishes
are not marked. In news about a third of all uses of `soll` are reports, so a use that could be a
plan gets no mark.
"""

from collections.abc import Iterator, Set

from spacy.tokens import Token

from analysis.language.evidence.clauses import VERBAL, View, is_break
from analysis.language.evidence.cues import HEARSAY
from analysis.language.evidence.rules import SOURCE, WRITER, clause_scope
from analysis.language.records import Evidence

PERFECT, STATE, PLAIN = "perfect", "state", "plain"
YEAR = 4  # digits


def modal_marks(view: View, inside: Set[int]) -> Iterator[Evidence]:
    """Marks of modal verbs; `inside` are tokens that are somebody's reported words."""
    lists = view.lexicon["modals"]
    for token in view.tokens:
        form = token.lower_
        if form not in lists["forms"] or token.pos_ not in VERBAL:
            continue
        if view.questioned(token) or view.conditional(token):
            continue
        if form in lists["hearsay"]:
            yield from _sollen(view, token, inside)
        elif not _third_person(view, token):
            continue
        elif form in lists["self_claim"]:
            yield from _wollen(view, token, inside)
        elif form in lists["likely"]:
            yield _mark(view, token, inside, "duerfte", "hedge", "inference", 0.7)
        else:
            yield from _epistemic(view, token, inside)


def _sollen(view: View, token: Token, inside: Set[int]) -> Iterator[Evidence]:
    form = infinitive(view, token)
    if form is None or _has_deadline(view, token):
        return
    if form == PERFECT:
        yield _mark(view, token, inside, "sollen-perfect", None, HEARSAY)
    elif (form == STATE and not _lies_ahead(view, token)) or _is_sourced_state(view, token):
        yield _mark(view, token, inside, "sollen-state", None, HEARSAY, look=True)


def _wollen(view: View, token: Token, inside: Set[int]) -> Iterator[Evidence]:
    if infinitive(view, token) == PERFECT and not _has_deadline(view, token):
        yield _mark(view, token, inside, "wollen-perfect", "distance", "named", 0.3)


def _epistemic(view: View, token: Token, inside: Set[int]) -> Iterator[Evidence]:
    """könnte; müsste, muss, kann with a perfect infinitive; "mag sein"."""
    lists, form = view.lexicon["modals"], token.lower_
    if view.has_condition(token):
        return
    if form in lists["possible"]:
        yield _mark(view, token, inside, "koennte", "hedge", None, 0.4, look=token.i in inside)
    elif form in lists["concessive"]:
        end = _cluster_end(view, token)
        concedes = end is not None and end.lower_ in lists["concessive_verbs"]
        if concedes or infinitive(view, token) == PERFECT:
            yield _mark(view, token, inside, "mag-sein", "hedge", None, 0.4)
    elif infinitive(view, token) == PERFECT and not _has_deadline(view, token):
        if form in lists["can"]:
            yield _mark(view, token, inside, "modal-perfect", "hedge", None, 0.4, look=True)
        else:
            yield _mark(view, token, inside, "modal-perfect", "hedge", "inference", 0.85, look=True)


def _mark(
    view: View,
    token: Token,
    inside: Set[int],
    rule: str,
    stance: str | None,
    basis: str | None,
    strength: float | None = None,
    *,
    look: bool = False,
) -> Evidence:
    return Evidence(
        start=token.idx,
        end=token.idx + len(token),
        lemma=token.lemma_.lower(),
        stance=stance,
        basis=basis,
        holder=SOURCE if token.i in inside else WRITER,
        negated=False,
        strength=strength,
        ambiguous=look,
        scope_spans=clause_scope(view, token),
        rule=rule,
    )


def infinitive(view: View, modal: Token) -> str | None:
    """What stands under a modal: PERFECT, STATE (how things are), PLAIN, None when unclear."""
    lists = view.lexicon["modals"]
    end = _cluster_end(view, modal)
    if end is None or end.i == 0:
        return None
    before = view.doc[end.i - 1]
    if before.is_punct and end.i > 1:
        before = view.doc[end.i - 2]
    if end.lower_ == "haben":
        return PERFECT if _is_participle(before) else PLAIN
    if end.lower_ != "sein":
        return STATE if view.lemma(end) in lists["stative"] else PLAIN
    if before.lower_ in lists["passive_perfect"] or before.lower_ in lists["perfect_forms"]:
        return PERFECT
    if _is_participle(before) and view.lemma(before) in lists["sein_perfect"]:
        return PERFECT
    return STATE


def _is_participle(token: Token) -> bool:
    """The word before "haben" or "sein" is a participle (some look like their infinitive)."""
    if "Part" in token.morph.get("VerbForm", []) or token.pos_ in VERBAL:
        return True
    return token.pos_ == "ADJ" and token.lower_ != token.lemma_.lower()


def _cluster_end(view: View, modal: Token) -> Token | None:
    """The last infinitive under a modal: right before it in a subordinate clause, else after it.

    In a main clause the first group of verbs that ends in an infinitive without "zu" counts;
    relative clauses in between end in finite verbs and are passed over.
    """
    doc, end = view.doc, view.sent(modal).end
    left = doc[modal.i - 1] if modal.i > view.sent(modal).start else None
    closed = modal.i + 1 >= end or is_break(doc[modal.i + 1]) or doc[modal.i + 1].is_punct
    if left is not None and _is_infinitive(left) and (closed or not _verb_at(view, modal.i + 1)):
        return left
    for i in range(modal.i + 1, end):
        last = _is_infinitive(doc[i]) and not (i + 1 < end and _verb_at(view, i + 1))
        if last and not view.word(doc[i - 1], "to_infinitive"):
            return doc[i]
    return None


def _is_infinitive(token: Token) -> bool:
    if token.pos_ not in VERBAL:
        return False
    return "Inf" in token.morph.get("VerbForm", []) or token.lower_ == token.lemma_.lower()


def _verb_at(view: View, place: int) -> bool:
    return place < len(view.doc) and view.doc[place].pos_ in VERBAL


def _has_deadline(view: View, token: Token) -> bool:
    """A time until which something is to be done: "bis Mai", "bis 2030"."""
    lists = view.lexicon["modals"]
    for word in view.sent(token):
        if word.lower_ in lists["deadline"] and word.i + 1 < view.sent(token).end:
            after = word.nbor()
            year = after.is_digit and len(after) == YEAR
            if year or after.lower_ in lists["deadline_next"]:
                return True
    return False


def _lies_ahead(view: View, token: Token) -> bool:
    """A word of the clause puts the state into the future or makes it an aim."""
    lists = view.lexicon["modals"]
    words = {w for t in view.stretch(token) for w in (t.lower_, t.lemma_.lower())}
    return bool(words & set(lists["future"]) or words & set(lists["aim_predicate"]))


def _is_sourced_state(view: View, token: Token) -> bool:
    """A verb of being somewhere, and the clause names a source: "soll laut Nato dort stehen"."""
    lists = view.lexicon["modals"]
    end = _cluster_end(view, token)
    if end is None or view.lemma(end) not in lists["sourced_state"] or _lies_ahead(view, token):
        return False
    return any(view.word_in(t.lower_, "source_phrase") for t in view.sent(token))


def _third_person(view: View, token: Token) -> bool:
    subject = view.subject(view.predicate(token))
    return subject is None or not view.word_in(subject.lower_, "generic_subject")
