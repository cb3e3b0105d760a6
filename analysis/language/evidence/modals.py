"""Modal verbs that report or grade a claim.

`sollen` and `wollen` with a perfect infinitive report (Duden; Diewald); plans, duties and wishes
are not marked. In news about a third of all uses of `soll` are reports, so a use that could be a
plan gets no mark.
"""

from collections.abc import Iterator, Set

from spacy.tokens import Token

from analysis.language.evidence.arguments import source_basis
from analysis.language.evidence.clauses import VERBAL, View
from analysis.language.evidence.cues import HEARSAY, NAMED
from analysis.language.evidence.infinitives import (
    PERFECT,
    cluster_end,
    has_deadline,
    infinitive,
    is_over,
    is_state,
    is_substitute,
)
from analysis.language.evidence.negation import noun_negation
from analysis.language.evidence.rules import SOURCE, WRITER
from analysis.language.evidence.scopes import clause_scope
from analysis.language.evidence.suspended import asks, conditional, has_condition, questioned
from analysis.language.records import Evidence


def modal_marks(view: View, inside: Set[int]) -> Iterator[Evidence]:
    """Marks of modal verbs; `inside` are tokens that are somebody's reported words."""
    lists = view.lexicon["modals"]
    for token in view.tokens:
        form = token.lower_
        if form not in lists["forms"] or token.pos_ not in VERBAL:
            continue
        if questioned(view, token) or conditional(view, token):
            continue
        if form in lists["hearsay"]:
            yield from _sollen(view, token, inside)
        elif not _third_person(view, token, likely=form in lists["likely"]):
            continue
        elif form in lists["self_claim"]:
            yield from _wollen(view, token, inside)
        elif form in lists["likely"]:
            yield _mark(view, token, inside, "duerfte", "hedge", "inference", 0.7)
        else:
            yield from _epistemic(view, token, inside)


def _sollen(view: View, token: Token, inside: Set[int]) -> Iterator[Evidence]:
    form = infinitive(view, token)
    if form is None or is_substitute(view, token):
        return
    if form == PERFECT:
        if not has_deadline(view, token) or is_over(view, token):
            yield _mark(view, token, inside, "sollen-perfect", None, HEARSAY)
    elif _is_said_to_show(view, token):
        yield _mark(view, token, inside, "sollen-show", None, HEARSAY, look=True)
    elif is_state(view, token, form) and not asks(view, token):
        yield _mark(view, token, inside, "sollen-state", None, HEARSAY, look=True)


def _is_said_to_show(view: View, modal: Token) -> bool:
    """ "Die Bilder sollen ein Boot zeigen": what a recording or paper is said to hold."""
    end, subject = cluster_end(view, modal), view.subject(view.predicate(modal))
    if end is None or subject is None or view.lemma(end) not in view.lexicon["modals"]["shows"]:
        return False
    head = view.predicate(modal).head if "Rel" in subject.morph.get("PronType", []) else subject
    return view.is_noun(head, "picture") or view.is_noun(head, "finding")


def _wollen(view: View, token: Token, inside: Set[int]) -> Iterator[Evidence]:
    if infinitive(view, token) == PERFECT and not has_deadline(view, token):
        basis = source_basis(view, view.subject(view.predicate(token))) or NAMED
        yield _mark(view, token, inside, "wollen-perfect", "distance", basis, 0.3)


def _epistemic(view: View, token: Token, inside: Set[int]) -> Iterator[Evidence]:
    """könnte; müsste, muss, kann with a perfect infinitive; "mag sein"."""
    lists, form = view.lexicon["modals"], token.lower_
    if has_condition(view, token):
        return
    if form in lists["possible"]:
        if _is_ability(view, token):
            return
        yield _mark(view, token, inside, "koennte", "hedge", None, 0.4, look=token.i in inside)
    elif form in lists["concessive"]:
        end = cluster_end(view, token)
        concedes = end is not None and end.lower_ in lists["concessive_verbs"]
        if concedes or infinitive(view, token) == PERFECT:
            yield _mark(view, token, inside, "mag-sein", "hedge", None, 0.4)
    elif infinitive(view, token) == PERFECT and not has_deadline(view, token):
        if form in lists["can"]:
            yield _mark(view, token, inside, "modal-perfect", "hedge", None, 0.4, look=True)
        else:
            yield _mark(view, token, inside, "modal-perfect", "hedge", "inference", 0.85, look=True)


def _is_ability(view: View, modal: Token) -> bool:
    """No infinitive, a clause that asks, aims or waits, or a noun that is not there."""
    first, clause = view.stretch(modal)[0], view.predicate(modal)
    waits = first.pos_ == "SCONJ" and first.lower_ in view.lexicon["modals"]["open_clause"]
    lacking = clause.dep_ == "acl" and noun_negation(view, clause.head) is not None
    able = not {t.lower_ for t in view.stretch(modal)}.isdisjoint(view.lexicon["modals"]["able"])
    return cluster_end(view, modal) is None or asks(view, modal) or waits or lacking or able


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


def _third_person(view: View, token: Token, *, likely: bool) -> bool:
    """The subject is nobody who speaks or is spoken to; "dürfte man" guesses about others."""
    subject = view.subject(view.predicate(token))
    persons = "first_person" if likely else "generic_subject"
    return subject is None or not view.word_in(subject.lower_, persons)
