"""The conditions of the column `requires` in `evidence.tsv`, and what each asks.

A condition is `name` or `name:a,b`; "!" before it turns it round. Noun classes are those of
`evidence.toml`; other words are compared with lemmas and forms of the clause.
"""

from collections.abc import Callable

from spacy.tokens import Token

from analysis.language.evidence_clauses import COMPLEMENT, View, ends_in
from analysis.language.evidence_cues import Hit
from analysis.language.speech_tokens import SUBJECTS, case_of, finite_part, is_finite

FRAME_EDGES = ',“”"«»–—-('
NOUNLIKE = ("NOUN", "PROPN", "PRON")
Check = Callable[[View, Hit, tuple[str, ...]], bool]


def holds(view: View, hit: Hit) -> bool:
    """All conditions of the hit's entry hold."""
    return all(any(_holds(view, hit, one) for one in group) for group in hit.cue.requires)


def _holds(view: View, hit: Hit, condition: str) -> bool:
    turned = condition.startswith("!")
    name, _, argument = condition.lstrip("!").partition(":")
    values = tuple(v for v in argument.split(",") if v)
    return CHECKS[name](view, hit, values) is not turned


def members(view: View, values: tuple[str, ...]) -> tuple[str, ...]:
    """Noun endings: those of a class where the value names one, else the value itself."""
    classes = view.lexicon["nouns"]
    return tuple(e for v in values for e in classes.get(v, (v,)))


def objects(view: View, verb: Token) -> list[Token]:
    """What the verb is done to: objects, passive subjects, the noun a relative clause hangs on."""
    found = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass", "obl:arg")]
    if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
        found.append(verb.head)
    if verb.pos_ == "ADJ" and verb.dep_ == "amod":
        found.append(verb.head)
    return found


def noun_after(view: View, token: Token) -> Token | None:
    """The head noun of the phrase right after a word; None when none follows."""
    for i in range(token.i + 1, min(token.i + 6, token.sent.end)):
        word = view.doc[i]
        if word.pos_ in NOUNLIKE:
            return word
        if word.pos_ not in ("DET", "ADJ", "NUM", "ADV", "ADP", "X"):
            return None
    return None


def has_complement(view: View, hit: Hit) -> bool:
    """A clause, a quotation or reported speech hangs on the cue."""
    anchor = hit.anchor
    heads = [anchor, *view.frame(view.predicate(anchor))] if anchor.pos_ != "NOUN" else [anchor]
    for head in heads:
        for child in head.children:
            if child.dep_ in COMPLEMENT and child.i not in {t.i for t in hit.tokens}:
                return True
            if child.dep_ == "acl" and anchor.pos_ == "NOUN":
                return True
    return _complement_by_order(view, anchor)


def _complement_by_order(view: View, anchor: Token) -> bool:
    """The same by the order of words: ", dass", a colon, a quotation at the clause's edge."""
    doc, stretch = view.doc, view.stretch(anchor)
    if stretch.end < len(doc):
        after = doc[stretch.end]
        following = doc[stretch.end + 1] if stretch.end + 1 < len(doc) else None
        if after.text == ":" or (following is not None and following.text in '„“"»'):
            return True
        opens = following is not None and view.word(following, "complementiser")
        if after.text == "," and opens:
            return True
    first = stretch[0]
    if view.word(first, "framing") and first.i < anchor.i:
        return True
    if anchor.pos_ not in ("VERB", "AUX") or first.i == 0:
        return False
    before = doc[first.i - 1]
    opens = first.i == anchor.i or first.pos_ in ("AUX", "VERB")
    return opens and before.text in ',“”"«–' and before.i > anchor.sent.start


def _comp(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return has_complement(view, hit)


def _dass(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    stretch = view.stretch(hit.anchor)
    if stretch.end + 1 < len(view.doc) and view.word(view.doc[stretch.end + 1], "complementiser"):
        return True
    return any(
        c.dep_ in ("ccomp", "csubj", "csubj:pass", "acl") and finite_part(c) is not None
        for head in (hit.anchor, *view.frame(view.predicate(hit.anchor)))
        for c in head.children
    )


def _dass_next(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    """A clause hangs on the noun itself."""
    after = hit.tokens[-1].i + 1
    if after + 1 < len(view.doc) and view.doc[after].text == ",":
        return view.word(view.doc[after + 1], "complementiser")
    return False


def _zu(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return any(
        c.dep_ in ("xcomp", "ccomp") and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
        for c in hit.anchor.children
    )


def _xcomp(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return any(c.dep_ == "xcomp" for c in hit.anchor.children)


def _quote(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    sent = hit.anchor.sent
    return any(sent.start <= a < sent.end or sent.start <= b < sent.end for a, b in view.quotes)


def _obj(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    verb = view.predicate(hit.anchor) if hit.anchor.pos_ != "VERB" else hit.anchor
    found = objects(view, verb)
    if not values:
        return bool(found)
    endings = members(view, values)
    if any(ends_in(t.lemma_, endings) or ends_in(t.text, endings) for t in found):
        return True
    return not found and any(
        ends_in(t.lemma_, endings)
        for t in view.stretch(verb)
        if t.pos_ == "NOUN" and not case_of(t) and t.dep_ not in SUBJECTS
    )


def _subj(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    subject = view.subject(view.predicate(hit.anchor))
    if subject is None:
        return False
    if subject.pos_ == "PRON" and view.predicate(hit.anchor).dep_ == "acl":
        subject = view.predicate(hit.anchor).head
    return not values or ends_in(subject.lemma_, members(view, values))


def _arg(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    endings = members(view, values)
    return any(ends_in(t.lemma_, endings) for t in view.stretch(hit.anchor))


def _verb(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    predicate = view.predicate(hit.anchor)
    words = {t.lemma_.lower() for t in view.stretch(hit.anchor) if t.pos_ in ("VERB", "AUX")}
    return bool(words & set(values)) or predicate.lemma_.lower() in values


def _has(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    words = {w for t in view.stretch(hit.anchor) for w in (t.lower_, t.lemma_.lower())}
    after = view.stretch(hit.anchor).end + 1
    if after < len(view.doc):
        words.add(view.doc[after].lower_)
    return bool(words & set(values))


def _neighbour(step: int) -> Check:
    def check(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
        place = hit.tokens[0].i - 1 if step < 0 else hit.tokens[-1].i + 1
        if not 0 <= place < len(view.doc):
            return False
        return view.doc[place].lower_ in values or view.doc[place].lemma_.lower() in values

    return check


def _prep(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    """A phrase with that preposition hangs on the cue; for a verb, it stands in its clause."""
    anchor = hit.anchor
    words = view.stretch(anchor) if anchor.pos_ in ("VERB", "AUX") else anchor.children
    return any(
        (t.lower_ in values and t.dep_ != "compound:prt") or case_of(t) in values for t in words
    )


def _attr(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return hit.anchor.dep_ == "amod" and hit.anchor.head.i > hit.anchor.i


def _pred(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return not _attr(view, hit, values) and hit.anchor.dep_ != "advmod"


def _gov(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    head = hit.anchor.head
    return head.i != hit.anchor.i and ends_in(head.lemma_, members(view, values))


def _gov_verb(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    sent = hit.anchor.sent
    return any(t.lemma_.lower() in values for t in sent if t.pos_ in ("VERB", "AUX"))


def _attr_has(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return any(c.lemma_.lower().startswith(values) for c in hit.anchor.children)


def _refl(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return any("Yes" in t.morph.get("Reflex", []) for t in view.stretch(hit.anchor))


def _passive(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in hit.anchor.children)


def _plural(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return "Plur" in hit.anchor.morph.get("Number", [])


def _bare(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    anchor = hit.anchor
    named = any(c.dep_ in ("appos", "flat") or c.pos_ == "PROPN" for c in anchor.children)
    determined = any(c.dep_ in ("det", "nummod") for c in anchor.children)
    return not named and not determined and anchor.lower_ != "" and not _singular(anchor)


def _singular(token: Token) -> bool:
    return "Sing" in token.morph.get("Number", [])


def _gen(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return any(c.dep_ == "nmod" for c in hit.anchor.children)


def _neg(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return view.negation(hit.anchor) is not None


def _place(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    """Somebody is called to a place: "in" with a noun in the accusative."""
    return any(
        c.dep_ == "obl" and c.lemma_ and "Acc" in c.morph.get("Case", []) and case_of(c)
        for c in hit.anchor.children
    )


def _obj_of(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    noun = noun_after(view, hit.tokens[-1])
    return noun is not None and ends_in(noun.lemma_, members(view, values))


def _source_noun(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return noun_after(view, hit.tokens[-1]) is not None


def _frame(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    """A parenthesis: "so" after a comma, dash or quotation mark, then only a noun phrase."""
    so = hit.anchor
    if so.i == 0 or view.doc[so.i - 1].text not in FRAME_EDGES or noun_after(view, so) is None:
        return False
    if any(view.word(t, "perhaps_quoted_name") for t in view.stretch(so)):
        return False
    return not any(is_finite(t) for t in view.stretch(so))


def _role(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    """The noun is who speaks: the subject of a verb of saying or thinking, or a source phrase."""
    noun = hit.anchor
    if noun.dep_ in SUBJECTS:
        return noun.head.lemma_.lower() in view.speaking
    speech = view.lexicon["nouns"]["speech"]
    if ends_in(noun.head.lemma_, speech) and noun.head.i < noun.i:
        return True
    return view.word_in(case_of(noun), "source_case") or (
        noun.i + 1 < len(view.doc) and view.word_in(view.doc[noun.i + 1].lower_, "source_case")
    )


def _agent(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return any(view.word_in(case_of(c), "named_by") for c in hit.anchor.children)


def _case(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    return case_of(hit.anchor) in values


def _det(view: View, hit: Hit, values: tuple[str, ...]) -> bool:
    """The noun after the cue has an article."""
    noun = noun_after(view, hit.tokens[-1])
    return noun is not None and any(
        "Art" in t.morph.get("PronType", []) or t.lemma_.lower() in values
        for t in view.doc[hit.tokens[-1].i + 1 : noun.i]
        if t.pos_ == "DET"
    )


CHECKS: dict[str, Check] = {
    "agent": _agent,
    "case": _case,
    "det": _det,
    "obj_of": _obj_of,
    "source_noun": _source_noun,
    "frame": _frame,
    "role": _role,
    "comp": _comp,
    "dass": _dass,
    "dass_next": _dass_next,
    "zu": _zu,
    "xcomp": _xcomp,
    "quote": _quote,
    "obj": _obj,
    "subj": _subj,
    "arg": _arg,
    "verb": _verb,
    "has": _has,
    "prev": _neighbour(-1),
    "next": _neighbour(1),
    "prep": _prep,
    "attr": _attr,
    "pred": _pred,
    "gov": _gov,
    "gov_verb": _gov_verb,
    "attr_has": _attr_has,
    "refl": _refl,
    "passive": _passive,
    "plural": _plural,
    "bare": _bare,
    "gen": _gen,
    "neg": _neg,
    "place": _place,
}
