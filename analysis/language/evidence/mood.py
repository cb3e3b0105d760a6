"""The Konjunktiv as evidence language.

Konjunktiv I reports and doubts nothing. Konjunktiv II in reported speech stands in for it (Duden,
"indirekte Rede"); where a Konjunktiv I that differs from the indicative was there to use, a reader
should look. Outside of reported speech it is a condition or a wish: no mark. The mood is a mark
where nothing else in the sentence hands the claim to somebody (data/gold/GUIDELINES.md).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import Any

from spacy.tokens import Token

from analysis.language.evidence.clauses import HELPER, VERBAL, View
from analysis.language.evidence.rules import SOURCE, WRITER
from analysis.language.evidence.scopes import clause_scope
from analysis.language.evidence.suspended import conditional, has_condition
from analysis.language.records import Evidence, Pair

PRESENT, PAST = "konjunktiv-1", "konjunktiv-2"
IDIOM_REACH = 5  # words on either side looked through for a set phrase


def konjunktiv(view: View, token: Token) -> str | None:
    """PRESENT for an unmistakable Konjunktiv I, PAST for a Konjunktiv II, else None."""
    if token.pos_ not in VERBAL or not token.is_alpha:
        return None
    lists, form = view.lexicon["konjunktiv"], token.lower_
    if form.endswith(view.past_forms):
        unclear = form.endswith(tuple(lists["past_unclear"]))
        return PAST if not unclear or "Sub" in token.morph.get("Mood", []) else None
    if form in lists["present"]:
        return PRESENT
    if "Part" in token.morph.get("VerbForm", []) or form in lists["not_verbs"]:
        return None
    if token.i == view.sent(token).start:
        return None  # "Habe alles bekommen": somebody about himself
    if not _from_infinitive(form, token.lemma_.lower(), lists):
        return None
    if any(view.word_in(t.lower_, "first_person") for t in view.stretch(token)):
        return None
    if "Sub" in token.morph.get("Mood", []):
        return PRESENT
    if "Past" in token.morph.get("Tense", []):
        return None
    subject = view.subject(view.predicate(token))
    if subject is None:
        return None if token.i in view.quoted else PRESENT
    return None if view.word_in(subject.lower_, "first_person") else PRESENT


def _from_infinitive(form: str, infinitive: str, lists: Mapping[str, Any]) -> bool:
    """The form is the infinitive's stem with the ending of the third person of Konjunktiv I."""
    return any(
        form.endswith(own) and infinitive.endswith(form.removesuffix(own) + other)
        for own, other in lists["endings"]
    )


def reporting_verbs(view: View, inside: Set[int]) -> list[Token]:
    """Finite verbs whose mood reports.

    Args:
        view: the Doc.
        inside: tokens that are somebody's reported words by other signs.
    """
    found: list[Token] = []
    carried = False
    for start, end in view.sentences:
        kinds = {t.i: k for t in view.tokens[start:end] if (k := _kind(view, t)) is not None}
        carried = carried and not (start and "\n" in view.doc[start - 1].text)
        present = PRESENT in kinds.values()
        for i, kind in kinds.items():
            reported = present or ((carried or i in inside) and i not in view.quoted)
            if kind == PRESENT or (reported and _reports(view, view.doc[i])):
                found.append(view.doc[i])
        carried = present or (carried and bool(kinds))
    return found


def _kind(view: View, token: Token) -> str | None:
    kind = konjunktiv(view, token)
    return None if kind is None or _is_idiom(view, token) else kind


def _reports(view: View, token: Token) -> bool:
    """A Konjunktiv II among reported words is no condition, wish, conclusion or modal."""
    if has_condition(view, token) or conditional(view, token):
        return False
    if token.lower_ in view.lexicon["modals"]["epistemic"]:
        return False
    first = view.stretch(token)[0]
    subject = view.subject(view.predicate(token))
    if first.i == token.i or (subject is not None and view.word(subject, "generic_subject")):
        return False
    if not _is_marked(view, token):
        return True
    concludes = any(view.word(t, "conclusion") for t in view.stretch(token))
    impersonal = view.word(first, "no_speaker") or (
        subject is not None and view.word(subject, "no_speaker")
    )
    return not (concludes or impersonal)


def _is_marked(view: View, token: Token) -> bool:
    """A Konjunktiv I that differs from the indicative was there to use instead."""
    lists = view.lexicon["konjunktiv"]
    form = token.lower_
    return form.endswith(lists["past_singular"]) or form in lists["past_plural_marked"]


def _is_idiom(view: View, token: Token) -> bool:
    low = max(0, token.i - IDIOM_REACH)
    text = view.doc[low : token.i + IDIOM_REACH].text.lower()
    lists = view.lexicon["konjunktiv"]
    return token.lower_ in lists["optative"] or any(idiom in text for idiom in lists["idioms"])


def carrying_verbs(
    view: View, verbs: Iterable[Token], speaking: Collection[Evidence]
) -> Iterator[Token]:
    """Of the reporting verbs the first of each sentence that no other mark hands to somebody.

    A semicolon ends a sentence here: what follows it goes on without a frame. So does the colon
    after a denial: it tells what is denied, and the colon opens the reply. A verb of saying that
    has its own auxiliary in this mood is told within: "Ein Nachbar habe ihm erzählt, …".
    """
    segments = defaultdict(list)
    for verb in verbs:
        segments[_segment(view, verb, speaking)].append(verb)
    for (start, end), found in segments.items():
        told = {verb.head.idx for verb in found if verb.dep_ in HELPER}
        first = min(found, key=lambda verb: (_is_subordinate(view, verb), verb.i))
        asked = conditional(view, first) or _is_question(view, first)
        if not asked and not any(start <= m.start < end and m.start not in told for m in speaking):
            yield first


def _is_question(view: View, token: Token) -> bool:
    """ "Gefragt, warum er gehe, schwieg er": the mood belongs to the question."""
    first = view.stretch(token)[0]
    return _is_subordinate(view, token) and view.word(first, "question_word")


def _is_subordinate(view: View, verb: Token) -> bool:
    first = view.stretch(verb)[0]
    relative = "Rel" in first.morph.get("PronType", [])
    return first.i != verb.i and (relative or view.word(first, "complementiser"))


def _segment(view: View, token: Token, speaking: Collection[Evidence]) -> Pair:
    """Characters of the token's sentence between semicolons and colons after a denial."""
    sent = view.sent(token)
    denied = [mark.start for mark in speaking if mark.stance == "deny"]
    cuts = [
        t.idx
        for t in sent
        if t.i not in view.quoted
        and (t.text == ";" or (t.text == ":" and any(sent[0].idx <= d < t.idx for d in denied)))
    ]
    start = max((c for c in cuts if c < token.idx), default=sent[0].idx)
    end = min((c for c in cuts if c > token.idx), default=sent[-1].idx + len(sent[-1]))
    return start, end


def konjunktiv_marks(view: View, verbs: Iterable[Token]) -> Iterator[Evidence]:
    """One mark for each carrying verb; it is the writer who chose the mood."""
    for token in verbs:
        kind = konjunktiv(view, token)
        yield Evidence(
            start=token.idx,
            end=token.idx + len(token),
            lemma=view.lemma(token),
            stance="acknowledge",
            basis=None,
            holder=SOURCE if token.i in view.quoted else WRITER,
            negated=False,
            strength=None,
            ambiguous=kind == PAST and _is_marked(view, token),
            scope_spans=clause_scope(view, token),
            rule=kind or PRESENT,
        )
