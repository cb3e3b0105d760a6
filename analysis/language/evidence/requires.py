"""The conditions of the column `requires` in `evidence.tsv`, and what each asks.

A condition is `name` or `name:a,b`; "!" before it turns it round. Values are noun classes of
`evidence.toml` or words, compared with lemmas and forms.
"""

from collections.abc import Callable, Iterable
from functools import cache

from spacy.tokens import Token

from analysis.errors import InputError
from analysis.language.attributions.speech_tokens import SUBJECTS, case_of, finite_part, is_finite
from analysis.language.evidence.arguments import (
    PHRASE,
    has_complement,
    next_clause,
    noun_after,
    objects,
    with_question,
    with_that,
)
from analysis.language.evidence.clauses import NAMES, VERBAL, View
from analysis.language.evidence.cues import Cue, Hit
from analysis.language.evidence.negation import negation, noun_negation

Values = tuple[str, ...]
Check = Callable[[View, Hit, Values], bool]
FRAME_EDGES = ',“”"«»–—-('


def holds(view: View, hit: Hit) -> bool:
    """All conditions of the hit's entry hold."""
    return all(any(_holds(view, hit, one) for one in group) for group in hit.cue.requires)


def barred(view: View, hit: Hit) -> bool:
    """Of a hit whose conditions do not hold: what it asks for is there, so it is ruled out."""
    groups = hit.cue.requires
    asked = [group for group in groups if not all(c.startswith("!") for c in group)]
    return all(any(_holds(view, hit, one) for one in group) for group in asked)


def check_conditions(cues: Iterable[Cue]) -> None:
    """All conditions of the entries exist.

    Raises:
        InputError: one does not; the message names those there are.
    """
    for cue in cues:
        for condition in (c for group in cue.requires for c in group):
            name = condition.lstrip("!").partition(":")[0]
            if name not in CHECKS:
                raise InputError(
                    f"evidence cue {cue.name!r}: no condition {name!r}; there are: "
                    f"{', '.join(sorted(CHECKS))}"
                )


def _holds(view: View, hit: Hit, condition: str) -> bool:
    check, values, turned = _read(condition)
    return check(view, hit, values) is not turned


@cache
def _read(condition: str) -> tuple[Check, Values, bool]:
    """The check of a condition, its values, and whether it is turned round."""
    name, _, argument = condition.lstrip("!").partition(":")
    values = tuple(v for v in argument.split(",") if v)
    return CHECKS[name], values, condition.startswith("!")


def _is_in(view: View, token: Token, values: Values) -> bool:
    """The token is one of the values, in a noun class that is one, or an entity of that label."""
    if token.ent_type_ in values:
        return True
    classes = view.lexicon["nouns"]
    endings = [e for v in values for e in classes.get(v, (v,))]
    return view.in_class(token, endings)


def _obj(view: View, hit: Hit, values: Values) -> bool:
    anchor = hit.anchor
    verb = anchor if anchor.pos_ in VERBAL or anchor.dep_ == "amod" else view.predicate(anchor)
    found = objects(verb)
    if not values or any(_is_in(view, t, values) for t in found):
        return bool(found)
    return not found and any(
        _is_in(view, t, values)
        for t in view.stretch(verb)
        if t.pos_ == "NOUN" and not case_of(t) and t.dep_ not in SUBJECTS
    )


def _subj(view: View, hit: Hit, values: Values) -> bool:
    predicate = view.predicate(hit.anchor)
    found = [
        c
        for c in predicate.children
        if c.dep_ in SUBJECTS and (not case_of(c) or view.word_in(case_of(c), "framing"))
    ]
    if not found:
        subject = view.subject(predicate)
        found = [subject] if subject is not None else []
    if predicate.dep_ == "acl" and any(t.pos_ in ("PRON", "DET") for t in found):
        found.append(predicate.head)
    return any(not values or _is_in(view, t, values) for t in found)


def _num(view: View, hit: Hit, values: Values) -> bool:
    """The clause tells a number."""
    return any(t.pos_ == "NUM" for t in view.stretch(hit.anchor))


def _verb(view: View, hit: Hit, values: Values) -> bool:
    """The clause has one of these verbs."""
    words = {view.lemma(t) for t in view.stretch(hit.anchor) if t.pos_ in VERBAL}
    return bool(words & set(values)) or view.lemma(view.predicate(hit.anchor)) in values


def _verb_near(view: View, hit: Hit, values: Values) -> bool:
    """The sentence has one of these verbs."""
    return any(view.lemma(t) in values for t in view.sent(hit.anchor) if t.pos_ in VERBAL)


def _has(view: View, hit: Hit, values: Values) -> bool:
    """The clause has one of these words, or the next clause begins with it."""
    words = {w for t in view.stretch(hit.anchor) for w in (t.lower_, t.lemma_.lower())}
    following = next_clause(view, hit.anchor)
    if following is not None:
        words.add(following.lower_)
    return bool(words & set(values))


def _prep(view: View, hit: Hit, values: Values) -> bool:
    """A phrase with that preposition hangs on the cue; for a verb, it stands in its clause."""
    anchor, after = hit.anchor, hit.tokens[-1].i + 1
    if after < len(view.doc) and view.doc[after].lower_ in values:
        return view.doc[after].dep_ != "compound:prt"
    words = view.stretch(anchor) if anchor.pos_ in VERBAL else anchor.children
    return any(
        (t.lower_ in values and t.dep_ != "compound:prt") or case_of(t) in values for t in words
    )


def _with(view: View, hit: Hit, values: Values) -> bool:
    """A phrase with that preposition hangs on the cue itself."""
    return any(case_of(t) in values for t in hit.anchor.children)


def _neighbour(step: int) -> Check:
    def check(view: View, hit: Hit, values: Values) -> bool:
        place = hit.tokens[0].i - 1 if step < 0 else hit.tokens[-1].i + 1
        if not 0 <= place < len(view.doc):
            return False
        return view.doc[place].lower_ in values or view.doc[place].lemma_.lower() in values

    return check


def _dass_next(view: View, hit: Hit, values: Values) -> bool:
    """A clause hangs on the noun right before it."""
    after = hit.tokens[-1].i + 1
    if after + 1 < len(view.doc) and view.doc[after].text == ",":
        return view.word(view.doc[after + 1], "complementiser")
    return False


def _quote(view: View, hit: Hit, values: Values) -> bool:
    sent = view.sent(hit.anchor)
    return any(sent.start <= a < sent.end or sent.start <= b < sent.end for a, b in view.quotes)


def _attr(view: View, hit: Hit, values: Values) -> bool:
    """Before its noun and inflected: "eventuell Klage einreichen" is an adverb."""
    anchor = hit.anchor
    inflected = anchor.lower_ != anchor.lemma_.lower()
    return anchor.dep_ == "amod" and anchor.head.i > anchor.i and inflected


def _pred(view: View, hit: Hit, values: Values) -> bool:
    return not _attr(view, hit, values) and hit.anchor.dep_ not in ("advmod", "compound:prt")


def _gov(view: View, hit: Hit, values: Values) -> bool:
    """The noun an adjective belongs to."""
    head = hit.anchor.head
    return head.i != hit.anchor.i and _is_in(view, head, values)


def _role(view: View, hit: Hit, values: Values) -> bool:
    """The noun is who speaks: the subject of a verb of saying or thinking, or a source phrase."""
    noun = hit.anchor
    if noun.dep_ in SUBJECTS:
        return view.lemma(noun.head) in view.speaking
    if view.is_noun(noun.head, "speech") and noun.head.i < noun.i:
        return True
    after = view.doc[noun.i + 1].lower_ if noun.i + 1 < len(view.doc) else ""
    return view.word_in(case_of(noun), "source_case") or view.word_in(after, "source_case")


def _bare(view: View, hit: Hit, values: Values) -> bool:
    """A plural without article, number or name."""
    named = any(c.dep_ in ("appos", "flat") for c in hit.anchor.children)
    determined = any(c.dep_ in ("det", "nummod") for c in hit.anchor.children)
    return not named and not determined and not _is_singular(view, hit.anchor)


def _is_singular(view: View, noun: Token) -> bool:
    """By its number, unless the verb it is the subject of is a plural (many nouns look alike)."""
    verb = finite_part(noun.head) if noun.dep_ in SUBJECTS else None
    if verb is not None and "Plur" in verb.morph.get("Number", []):
        return False
    return "Sing" in noun.morph.get("Number", [])


def _frame(view: View, hit: Hit, values: Values) -> bool:
    """A parenthesis: "so" after a comma, dash or quotation mark, then only a noun phrase."""
    so = hit.anchor
    if so.i == 0 or view.doc[so.i - 1].text not in FRAME_EDGES or noun_after(view, so) is None:
        return False
    if so.nbor().pos_ in ("ADV", "ADP"):
        return False
    return not any(is_finite(t) or view.word(t, "naming") for t in view.stretch(so))


def _case(view: View, hit: Hit, values: Values) -> bool:
    """The noun phrase stands under one of these words."""
    for i in range(hit.tokens[0].i - 1, view.sent(hit.anchor).start - 1, -1):
        if view.doc[i].pos_ not in PHRASE or view.doc[i].lower_ in values:
            return view.doc[i].lower_ in values
    return False


def _obj_of(view: View, hit: Hit, values: Values) -> bool:
    noun = noun_after(view, hit.tokens[-1])
    return noun is not None and _is_in(view, noun, values)


def _det(view: View, hit: Hit, values: Values) -> bool:
    """The noun after the cue has one of these articles."""
    noun = noun_after(view, hit.tokens[-1])
    if noun is None:
        return False
    between = view.doc[hit.tokens[-1].i + 1 : noun.i]
    return any(t.pos_ == "DET" and t.lemma_.lower() in values for t in between)


def _place(view: View, hit: Hit, values: Values) -> bool:
    """Somebody is called to a place: "in" with a noun in the accusative."""
    return any(
        c.dep_ == "obl" and "Acc" in c.morph.get("Case", []) and case_of(c)
        for c in hit.anchor.children
    )


def _alone(view: View, hit: Hit, values: Values) -> bool:
    """The words are all of their clause: an answer like "Nein, sagte sie"."""
    words = [t for t in view.stretch(hit.anchor) if not t.is_punct and not t.is_space]
    return len(words) == len(hit.tokens)


def _first(view: View, hit: Hit, values: Values) -> bool:
    """The cue opens its sentence or its quotation."""
    first = hit.tokens[0].i
    return not any(t.is_alpha for t in view.doc[view.sent(hit.anchor).start : first]) or any(
        start == first - 1 for start, _ in view.quotes
    )


def _speech(view: View, hit: Hit, values: Values) -> bool:
    """Somebody says it: in a quotation, or beside a verb of speaking."""
    spoken = any(view.lemma(t) in view.speaking for t in view.sent(hit.anchor) if t.pos_ in VERBAL)
    return hit.anchor.i in view.quoted or spoken


def _neg(view: View, hit: Hit, values: Values) -> bool:
    find = noun_negation if hit.anchor.pos_ in NAMES else negation
    return find(view, hit.anchor) is not None


CHECKS: dict[str, Check] = {
    "agent": lambda view, hit, _: any(
        view.word_in(case_of(c), "named_by") for c in hit.anchor.children
    ),
    "alone": _alone,
    "arg": lambda view, hit, values: any(_is_in(view, t, values) for t in view.stretch(hit.anchor)),
    "attr": _attr,
    "attr_has": lambda view, hit, values: any(
        c.lemma_.lower().startswith(values) for c in hit.anchor.children
    ),
    "bare": _bare,
    "case": _case,
    "comp": lambda view, hit, _: has_complement(view, hit.anchor),
    "cop": lambda view, hit, _: any(c.dep_ == "cop" for c in hit.anchor.children),
    "dass": lambda view, hit, _: with_that(view, hit.anchor),
    "dass_next": _dass_next,
    "det": _det,
    "first": _first,
    "frame": _frame,
    "gen": lambda view, hit, _: any(c.dep_ == "nmod" for c in hit.anchor.children),
    "gov": _gov,
    "has": _has,
    "neg": _neg,
    "next": _neighbour(1),
    "nsubj": lambda view, hit, _: hit.anchor.dep_ in SUBJECTS,
    "num": _num,
    "obj": _obj,
    "obj_of": _obj_of,
    "passive": lambda view, hit, _: any(
        c.dep_ in ("aux:pass", "nsubj:pass") for c in hit.anchor.children
    ),
    "place": _place,
    "plural": lambda view, hit, _: "Plur" in hit.anchor.morph.get("Number", []),
    "pred": _pred,
    "prep": _prep,
    "prev": _neighbour(-1),
    "question": lambda view, hit, _: with_question(view, hit.anchor),
    "quote": _quote,
    "refl": lambda view, hit, _: any(
        "Yes" in t.morph.get("Reflex", []) for t in view.stretch(hit.anchor)
    ),
    "role": _role,
    "source_noun": lambda view, hit, _: noun_after(view, hit.tokens[-1]) is not None,
    "speech": _speech,
    "subj": _subj,
    "verb": _verb,
    "verb_near": _verb_near,
    "with": _with,
    "xcomp": lambda view, hit, _: any(c.dep_ == "xcomp" for c in hit.anchor.children),
    "zu": lambda view, hit, _: any(c.dep_ in ("xcomp", "ccomp") for c in hit.anchor.children),
}
