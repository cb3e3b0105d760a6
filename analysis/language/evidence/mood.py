"""The Konjunktiv as evidence language.

Konjunktiv I reports and doubts nothing. Konjunktiv II in reported speech keeps away only where a
Konjunktiv I that differs from the indicative was there to use; otherwise it stands in for it
(Duden, "indirekte Rede"). Outside of reported speech it is a condition or a wish: no mark.
"""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from spacy.tokens import Token

from analysis.language.evidence.clauses import VERBAL, View
from analysis.language.evidence.rules import SOURCE, WRITER, clause_scope
from analysis.language.records import Evidence

PRESENT, PAST = "konjunktiv-1", "konjunktiv-2"
IDIOM_REACH = 5  # words on either side looked through for a set phrase


def konjunktiv(view: View, token: Token) -> str | None:
    """PRESENT for an unmistakable Konjunktiv I, PAST for a Konjunktiv II, else None."""
    if token.pos_ not in VERBAL:
        return None
    lists, form = view.lexicon["konjunktiv"], token.lower_
    if form in lists["past"]:
        clear = form not in lists["past_unclear"] or "Sub" in token.morph.get("Mood", [])
        return PAST if clear else None
    if form in lists["present"]:
        return PRESENT
    if form in lists["not_verbs"] or not _from_infinitive(form, token.lemma_.lower(), lists):
        return None
    if any(view.word_in(t.lower_, "first_person") for t in view.stretch(token)):
        return None
    if "Sub" in token.morph.get("Mood", []):
        return PRESENT
    subject = view.subject(view.predicate(token))
    if subject is None:
        return None if token.i in view.quoted or token.i == view.sent(token).start else PRESENT
    return None if view.word_in(subject.lower_, "first_person") else PRESENT


def _from_infinitive(form: str, infinitive: str, lists: Mapping[str, Any]) -> bool:
    """The form is the infinitive's stem with the ending of the third person of Konjunktiv I."""
    return any(
        form.endswith(own) and infinitive.endswith(form.removesuffix(own) + other)
        for own, other in lists["endings"]
    )


def reporting_verbs(view: View, inside: Set[int]) -> dict[int, tuple[str, str]]:
    """Finite verbs whose mood reports: token index to kind and stance.

    Args:
        view: the Doc.
        inside: tokens that are somebody's reported words by other signs.
    """
    found: dict[int, tuple[str, str]] = {}
    carried = False
    for start, end in view.sentences:
        kinds = {t.i: k for t in view.doc[start:end] if (k := _kind(view, t)) is not None}
        carried = carried and not (start and "\n" in view.doc[start - 1].text)
        present = PRESENT in kinds.values()
        for i, kind in kinds.items():
            if kind == PRESENT:
                found[i] = kind, "acknowledge"
            elif present or ((carried or i in inside) and i not in view.quoted):
                stance = _second(view, view.doc[i])
                if stance is not None:
                    found[i] = kind, stance
        carried = present or (carried and bool(kinds))
    return found


def _kind(view: View, token: Token) -> str | None:
    kind = konjunktiv(view, token)
    return None if kind is None or _is_idiom(view, token) else kind


def _second(view: View, token: Token) -> str | None:
    """Stance of a Konjunktiv II in reported speech; None where it is a condition or a modal."""
    lists = view.lexicon["konjunktiv"]
    if view.has_condition(token) or view.conditional(token):
        return None
    if token.lower_ in view.lexicon["modals"]["epistemic"]:
        return None
    first = view.stretch(token)[0]
    subject = view.subject(view.predicate(token))
    if first.i == token.i or (subject is not None and view.word(subject, "generic_subject")):
        return None
    marked = token.lower_ in lists["past_singular"] or token.lower_ in lists["past_plural_marked"]
    concludes = any(view.word(t, "conclusion") for t in view.stretch(token))
    impersonal = view.word(first, "no_speaker") or (
        subject is not None and view.word(subject, "no_speaker")
    )
    if marked and (concludes or impersonal):
        return None
    return "distance" if marked else "acknowledge"


def _is_idiom(view: View, token: Token) -> bool:
    low = max(0, token.i - IDIOM_REACH)
    text = view.doc[low : token.i + IDIOM_REACH].text.lower()
    lists = view.lexicon["konjunktiv"]
    return token.lower_ in lists["optative"] or any(idiom in text for idiom in lists["idioms"])


def konjunktiv_marks(view: View, verbs: Mapping[int, tuple[str, str]]) -> Iterator[Evidence]:
    """One mark for each reporting verb; it is the writer who chose the mood."""
    for i, (kind, stance) in verbs.items():
        token = view.doc[i]
        yield Evidence(
            start=token.idx,
            end=token.idx + len(token),
            lemma=view.lemma(token),
            stance=stance,
            basis=None,
            holder=SOURCE if i in view.quoted else WRITER,
            negated=False,
            strength=None,
            ambiguous=stance == "distance",
            scope_spans=clause_scope(view, token),
            rule=kind,
        )
