"""Conditions of `evidence.tsv` on nouns: subjects, objects, phrases, the noun a cue stands at."""

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import SUBJECTS, case_of, finite_part
from analysis.language.evidence.arguments import PHRASE, noun_after, objects
from analysis.language.evidence.clauses import VERBAL, View
from analysis.language.evidence.cues import Hit
from analysis.language.evidence.word_conditions import Values


def is_in(view: View, token: Token, values: Values) -> bool:
    """The token is one of the values, in a noun class that is one, or an entity of that label."""
    if token.ent_type_ in values:
        return True
    classes = view.lexicon["nouns"]
    endings = [e for v in values for e in classes.get(v, (v,))]
    return view.in_class(token, endings)


def has_object(view: View, hit: Hit, values: Values) -> bool:
    anchor = hit.anchor
    verb = anchor if anchor.pos_ in VERBAL or anchor.dep_ == "amod" else view.predicate(anchor)
    found = objects(verb)
    if not values or any(is_in(view, t, values) for t in found):
        return bool(found)
    return not found and any(
        is_in(view, t, values)
        for t in view.stretch(verb)
        if t.pos_ == "NOUN" and not case_of(t) and t.dep_ not in (*SUBJECTS, "nmod")
    )


def has_subject(view: View, hit: Hit, values: Values) -> bool:
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
        found = [predicate.head]
    return any(not values or is_in(view, t, values) for t in found)


def has_preposition(view: View, hit: Hit, values: Values) -> bool:
    """A phrase with that preposition hangs on the cue; for a verb, it stands in its clause."""
    anchor, after = hit.anchor, hit.tokens[-1].i + 1
    if after < len(view.doc) and view.doc[after].lower_ in values:
        return view.doc[after].dep_ != "compound:prt"
    words = view.stretch(anchor) if anchor.pos_ in VERBAL else anchor.children
    return any(
        (t.lower_ in values and t.dep_ != "compound:prt") or case_of(t) in values for t in words
    )


def has_phrase(view: View, hit: Hit, values: Values) -> bool:
    """A phrase with that preposition hangs on the cue itself."""
    return any(case_of(t) in values for t in hit.anchor.children)


def has_name_in(view: View, hit: Hit, values: Values) -> bool:
    """A name with that preposition hangs on the cue: "heißt es in Istrod"."""
    return any(c.pos_ == "PROPN" and case_of(c) in values for c in hit.anchor.children)


def finite_tense(verb: Token) -> list[str]:
    """Tense of the clause's finite verb."""
    finite = finite_part(verb)
    return finite.morph.get("Tense", []) if finite is not None else []


def is_attribute(view: View, hit: Hit, values: Values) -> bool:
    """Before its noun and inflected: "eventuell Klage einreichen" is an adverb."""
    anchor = hit.anchor
    inflected = anchor.lower_ != anchor.lemma_.lower()
    return anchor.dep_ == "amod" and anchor.head.i > anchor.i and inflected


def is_predicate(view: View, hit: Hit, values: Values) -> bool:
    return not is_attribute(view, hit, values) and hit.anchor.dep_ not in ("advmod", "compound:prt")


def belongs_to(view: View, hit: Hit, values: Values) -> bool:
    """The noun an adjective belongs to."""
    head = hit.anchor.head
    return head.i != hit.anchor.i and is_in(view, head, values)


def is_speaker(view: View, hit: Hit, values: Values) -> bool:
    """The noun is who speaks: the subject of a verb of saying or thinking, or a source phrase."""
    noun = hit.anchor
    if noun.dep_ in SUBJECTS:
        return view.lemma(noun.head) in view.speaking
    if view.is_noun(noun.head, "speech") and noun.head.i < noun.i:
        return True
    after = view.doc[noun.i + 1].lower_ if noun.i + 1 < len(view.doc) else ""
    return view.word_in(case_of(noun), "source_case") or view.word_in(after, "source_case")


def is_bare(view: View, hit: Hit, values: Values) -> bool:
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


def stands_under(view: View, hit: Hit, values: Values) -> bool:
    """The noun phrase stands under one of these words."""
    for i in range(hit.tokens[0].i - 1, view.sent(hit.anchor).start - 1, -1):
        if view.doc[i].is_quote:
            continue
        if view.doc[i].pos_ not in PHRASE or view.doc[i].lower_ in values:
            return view.doc[i].lower_ in values
    return False


def governs(view: View, hit: Hit, values: Values) -> bool:
    noun = noun_after(view, hit.tokens[-1])
    return noun is not None and is_in(view, noun, values)


def has_article(view: View, hit: Hit, values: Values) -> bool:
    """The noun after the cue has one of these articles."""
    noun = noun_after(view, hit.tokens[-1])
    if noun is None:
        return False
    between = view.doc[hit.tokens[-1].i + 1 : noun.i]
    return any(t.pos_ == "DET" and t.lemma_.lower() in values for t in between)


def has_place(view: View, hit: Hit, values: Values) -> bool:
    """Somebody is called to a place: "in" with a noun in the accusative."""
    return any(
        c.dep_ == "obl" and "Acc" in c.morph.get("Case", []) and case_of(c)
        for c in hit.anchor.children
    )
