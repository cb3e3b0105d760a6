"""Konjunktiv and modal verbs as evidence language.

Konjunktiv I reports and doubts nothing; Konjunktiv II in reported speech keeps away only where a
Konjunktiv I that differs from the indicative was there to use (Duden: otherwise it stands in).
`sollen` and `wollen` with a perfect infinitive report; plans, duties and wishes are not marked.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.language.evidence_clauses import View
from analysis.language.records import Evidence

PRESENT, PAST = "konjunktiv-1", "konjunktiv-2"
PERFECT, STATE, PLAIN = "perfect", "state", "plain"


def konjunktiv(view: View, token: Token) -> str | None:
    """PRESENT for an unmistakable Konjunktiv I, PAST for a Konjunktiv II, else None."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    lists, form = view.lexicon["konjunktiv"], token.lower_
    if form in lists["past"]:
        clear = form not in lists["past_unclear"] or "Sub" in token.morph.get("Mood", [])
        return PAST if clear else None
    if form in lists["present"]:
        return PRESENT
    stem_form = form.endswith("e") and token.lemma_.lower().endswith(form + "n")
    if not stem_form or form in lists["not_verbs"]:
        return None
    subject = view.subject(view.predicate(token))
    if subject is None:
        return PRESENT if "Sub" in token.morph.get("Mood", []) else None
    return None if view.word_in(subject.lower_, "first_person") else PRESENT


def konjunktiv_marks(view: View, inside: set[int]) -> Iterator[Evidence]:
    """Marks for the Konjunktiv.

    Args:
        inside: tokens that are somebody's reported words by other signs than this mood.
    """
    carried = False
    for sent in view.doc.sents:
        kinds = {t.i: konjunktiv(view, t) for t in sent}
        reported = carried or any(i in inside for i in range(sent.start, sent.end))
        for token in sent:
            kind = kinds[token.i]
            if kind is None or _is_idiom(view, token):
                continue
            if kind == PRESENT:
                yield _mark(view, token, "acknowledge", PRESENT, inside)
            elif reported or PRESENT in kinds.values():
                stance = _second(view, token)
                if stance is not None:
                    yield _mark(view, token, stance, PAST, inside)
        carried = PRESENT in kinds.values() or (carried and PAST in kinds.values())


def _second(view: View, token: Token) -> str | None:
    """Stance of a Konjunktiv II in reported speech; None where it is a condition or a modal."""
    lists = view.lexicon["konjunktiv"]
    if any(view.word(t, "if_only") for t in token.sent) or view.conditional(token):
        return None
    if token.lower_ in view.lexicon["modals"]["epistemic"]:
        return None
    subject = view.subject(view.predicate(token))
    if subject is not None and view.word_in(subject.lower_, "generic_subject"):
        return None
    marked = token.lower_ in lists["past_singular"] or token.lower_ in lists["past_plural_marked"]
    return "distance" if marked else "acknowledge"


def _is_idiom(view: View, token: Token) -> bool:
    text = view.doc[max(0, token.i - 4) : token.i + 5].text.lower()
    lists = view.lexicon["konjunktiv"]
    return token.lower_ in lists["optative"] or any(idiom in text for idiom in lists["idioms"])


def _mark(
    view: View,
    token: Token,
    stance: str,
    rule: str,
    inside: set[int],
    *,
    basis: str | None = None,
    strength: float | None = None,
    look: bool = False,
) -> Evidence:
    from analysis.language.evidence_rules import clause_scope

    quoted = token.i in view.quoted or (rule not in (PRESENT, PAST) and token.i in inside)
    return Evidence(
        start=token.idx,
        end=token.idx + len(token),
        lemma=token.lemma_,
        stance=stance,
        basis=basis,
        holder="source" if quoted else "writer",
        negated=False,
        strength=strength,
        ambiguous=look or rule == PAST,
        scope_spans=clause_scope(view, token),
        rule=rule,
    )


def modal_marks(view: View, inside: set[int]) -> Iterator[Evidence]:
    """Marks for modal verbs that grade or report a claim."""
    lists = view.lexicon["modals"]
    for token in view.doc:
        form = token.lower_
        if form not in lists["forms"] or token.pos_ not in ("VERB", "AUX"):
            continue
        if view.questioned(token) or view.conditional(token):
            continue
        if form in lists["hearsay"]:
            yield from _sollen(view, token, inside)
        elif form in lists["self_claim"]:
            yield from _wollen(view, token, inside)
        elif _third_person(view, token):
            yield from _epistemic(view, token, inside)


def _sollen(view: View, token: Token, inside: set[int]) -> Iterator[Evidence]:
    form = infinitive(view, token)
    if form is None or _has_deadline(view, token):
        return
    if form == PERFECT:
        yield _mark(view, token, "acknowledge", "sollen-perfect", inside, basis="hearsay")
    elif form == STATE and not _lies_ahead(view, token):
        yield _mark(view, token, "acknowledge", "sollen-state", inside, basis="hearsay", look=True)


def _wollen(view: View, token: Token, inside: set[int]) -> Iterator[Evidence]:
    if infinitive(view, token) != PERFECT or _has_deadline(view, token):
        return
    if _third_person(view, token):
        yield _mark(view, token, "distance", "wollen-perfect", inside, basis="named", strength=0.3)


def _epistemic(view: View, token: Token, inside: set[int]) -> Iterator[Evidence]:
    lists, form = view.lexicon["modals"], token.lower_
    conditional = any(view.word(t, "if_only") for t in token.sent)
    if form in lists["likely"]:
        yield _mark(view, token, "hedge", "duerfte", inside, basis="inference", strength=0.7)
    elif form in lists["possible"] and not conditional:
        look = token.i in inside
        yield _mark(view, token, "hedge", "koennte", inside, strength=0.4, look=look)
    elif form in lists["necessary"] + lists["certain"] and not _has_deadline(view, token):
        if infinitive(view, token) == PERFECT and not conditional:
            strength = 0.4 if form in lists["can"] else 0.85
            basis = None if form in lists["can"] else "inference"
            yield _mark(
                view,
                token,
                "hedge",
                "modal-perfect",
                inside,
                basis=basis,
                strength=strength,
                look=True,
            )
    elif form in lists["concessive"] and infinitive_word(view, token) in lists["concessive_verbs"]:
        yield _mark(view, token, "hedge", "mag-sein", inside, strength=0.4)


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
        return PERFECT if _participle(before) else PLAIN
    if end.lower_ != "sein":
        return STATE if end.lemma_.lower() in lists["stative"] else PLAIN
    if before.lower_ in lists["passive_perfect"] or before.lower_ in lists["perfect_forms"]:
        return PERFECT
    if _participle(before) and before.lemma_.lower() in lists["sein_perfect"]:
        return PERFECT
    return STATE


def infinitive_word(view: View, modal: Token) -> str | None:
    """The last infinitive under a modal, lower case."""
    end = _cluster_end(view, modal)
    return end.lower_ if end is not None else None


def _participle(token: Token) -> bool:
    """The word before "haben" or "sein" is a participle (some look like their infinitive)."""
    if "Part" in token.morph.get("VerbForm", []):
        return True
    return token.pos_ in ("VERB", "AUX") or (
        token.pos_ == "ADJ" and token.lower_ != token.lemma_.lower()
    )


def _cluster_end(view: View, modal: Token) -> Token | None:
    """The last infinitive under a modal: right before it in a subordinate clause, else after it.

    In a main clause the first group of verbs that ends in an infinitive without "zu" counts;
    relative clauses in between end in finite verbs and are passed over.
    """
    doc, end = view.doc, modal.sent.end
    left = doc[modal.i - 1] if modal.i > modal.sent.start else None
    if left is not None and _infinitive(view, left) and not _verb_at(view, modal.i + 1, end):
        return left
    for i in range(modal.i + 1, end):
        last = _infinitive(view, doc[i]) and not _verb_at(view, i + 1, end)
        if last and not view.word(doc[i - 1], "to_infinitive"):
            return doc[i]
    return None


def _infinitive(view: View, token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return "Inf" in token.morph.get("VerbForm", []) or token.lower_ == token.lemma_.lower()


def _verb_at(view: View, place: int, end: int) -> bool:
    return place < end and view.doc[place].pos_ in ("VERB", "AUX")


def _has_deadline(view: View, token: Token) -> bool:
    """A time until which something is to be done: "bis Mai", "bis 2030"."""
    lists = view.lexicon["modals"]
    for word in token.sent:
        if word.lower_ in lists["deadline"] and word.i + 1 < token.sent.end:
            after = word.nbor()
            year = after.is_digit and len(after) == 4
            if year or after.lower_ in lists["deadline_next"]:
                return True
    return False


def _lies_ahead(view: View, token: Token) -> bool:
    lists = view.lexicon["modals"]
    stretch = view.stretch(token)
    lemmas = {w for t in stretch for w in (t.lower_, t.lemma_.lower())}
    return bool(lemmas & set(lists["future"]) or lemmas & set(lists["aim_predicate"]))


def _third_person(view: View, token: Token) -> bool:
    subject = view.subject(view.predicate(token))
    return subject is None or not view.word_in(subject.lower_, "generic_subject")
