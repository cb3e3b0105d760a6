"""Composition: from cues found in their clauses to evidence marks.

The order is that of the label scheme: scope, negation, holder, nesting; questions and conditions
carry no stance. "Not deny" (a source does not dispute something) is no denial and more than
silence: it is written as a weak `acknowledge` of the source with `negated` set, strength 0.3. Where
negation gives a label of its own (unverified, no_evidence), `negated` is not set.

The stance of a verb belongs to its subject (`holder` source), and so does an inference, unless a
passive hides who it is. Another basis alone is what the writer tells about the claim, unless it
stands in somebody's reported words or somebody only says that there is evidence.
"""

from collections.abc import Set

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import SUBJECTS, case_of, finite_part
from analysis.language.evidence.arguments import (
    source_basis,
    source_noun,
    unnamed_basis,
)
from analysis.language.evidence.clauses import NAMES, VERBAL, View
from analysis.language.evidence.cues import Hit
from analysis.language.evidence.negation import negation, noun_negation
from analysis.language.evidence.scopes import scope
from analysis.language.evidence.suspended import asks, conditional, is_order, questioned
from analysis.language.records import Evidence, Pair

WRITER, SOURCE = "writer", "source"
# What negation makes of a cue: stance, basis, strength.
NEGATED = {
    "unverified": (None, "unverified", None),
    "no_evidence": (None, "no_evidence", None),
    "hedge": ("hedge", None, 0.35),
    "endorse": ("endorse", None, 0.9),
    "deny": ("deny", None, 0.0),
    "not_deny": ("acknowledge", None, 0.3),
}
HANDS_ON = ("acknowledge", "distance")  # without a speaker these rest on hearsay
STILL_NEGATED = ("keep", "not_deny")
MAX_WORDS = 6  # a mark does not grow longer than this


def compose(view: View, hit: Hit, inside: Set[int]) -> Evidence | None:
    """The mark of one cue, or None when its clause takes it back.

    Args:
        view: the Doc.
        hit: a cue whose words stand there and whose conditions hold.
        inside: tokens that are somebody's reported words.
    """
    cue, anchor = hit.cue, hit.anchor
    own_condition = any(view.word(t, "conditional") for t in hit.tokens)  # "soweit bekannt"
    if cue.is_stop or (is_suspended(view, anchor) and not own_condition):
        return None
    if len(hit.tokens) == 1 and is_compared(view, anchor):
        return None
    adverb = anchor.pos_ in ("ADV", "ADJ") and anchor.dep_ == "advmod"
    if adverb and cue.stance == "endorse" and asks(view, anchor):
        return None  # "wie viele tatsächlich kamen"
    turned = negation_of(view, hit) if cue.negated else None
    stance, basis, strength = _labels(view, hit, turned)
    if stance is None and basis is None:
        return None
    start, end = _extent(view, hit, [turned] if turned is not None else [])
    return Evidence(
        start=start,
        end=end,
        lemma=cue.name,
        stance=stance,
        basis=basis,
        holder=_holder(view, hit, (stance, basis), inside, turned),
        negated=turned is not None and cue.negated in STILL_NEGATED,
        strength=_graded(view, hit, strength),
        ambiguous=cue.look,
        scope_spans=scope(view, hit),
        rule=f"cue:{cue.name}" + (f":neg-{cue.negated}" if turned is not None else ""),
    )


def _labels(
    view: View, hit: Hit, negating: Token | None
) -> tuple[str | None, str | None, float | None]:
    """Stance, basis and strength after negation; no labels where the mark falls away."""
    cue = hit.cue
    if negating is None:
        fails = cue.negated is not None and _is_prospective(view, hit)
    else:
        fails = cue.negated == "drop"
    if fails:
        return None, None, None
    stance, basis, strength = cue.stance, cue.basis, cue.strength
    if negating is not None and cue.negated in NEGATED:
        stance, basis, strength = NEGATED[cue.negated]
        if stance is not None and cue.basis == SOURCE:
            basis = SOURCE
    if stance == "endorse" and basis == "evidence":
        stance = None if _is_unsettled(view, hit.anchor) else stance
    if basis == SOURCE:
        basis = source_basis(view, source_noun(view, hit))
        if basis is None and stance in HANDS_ON:
            basis = unnamed_basis(view, hit.anchor)
        if stance == "deny" and _is_own(view, hit.anchor):
            basis = None
    return stance, basis, strength


def is_suspended(view: View, token: Token) -> bool:
    """In a question, a condition, an order, or a word shown in quotation marks of its own."""
    start, end = view.quoted.get(token.i, (0, 0))
    opens = start == view.sent(token).start  # "„Nein“, sagte sie": an answer
    mentioned = 0 < end - start <= 2 and not opens and not _is_called(view, token)
    return mentioned or questioned(view, token) or conditional(view, token) or is_order(view, token)


def _is_called(view: View, token: Token) -> bool:
    """A word of the speaker's own: "nannte den Bericht „falsch“"."""
    stretch = view.stretch(token)
    opening = view.quoted[token.i][0]
    as_before = opening > 0 and view.word(view.doc[opening - 1], "as")
    named = any(view.word(t, "calling") for t in stretch)
    called = token.pos_ in ("ADJ", "ADV") or as_before or named
    return called and any(view.lemma(t) in view.speaking for t in stretch)


def _is_unsettled(view: View, verb: Token) -> bool:
    """ "Ein Video soll das beweisen": the clause itself does not say that it does."""
    return any(view.word(t, "unsettled") for t in view.stretch(verb))


def is_compared(view: View, token: Token) -> bool:
    """What somebody said is only compared with: "mehr als gemeldet", "mehr, als sie zugeben"."""
    if _than_clause(view, token):
        return True
    if "Part" not in token.morph.get("VerbForm", []) or finite_part(token) is not None:
        return False
    before = view.doc[view.stretch(token).start : token.i]
    than = next((t for t in reversed(before) if view.word(t, "than")), None)
    if than is None or any(t.pos_ in VERBAL for t in view.doc[than.i + 1 : token.i]):
        return False
    return than.i > view.sent(token).start


def _than_clause(view: View, token: Token) -> bool:
    """A clause under "als" behind a comparative and a comma."""
    opening = view.stretch(token)[0]
    if not view.word(opening, "as") or opening.i - 1 <= view.sent(token).start:
        return False
    before = view.stretch(opening.nbor(-2))
    return any("Cmp" in t.morph.get("Degree", []) or view.word(t, "compared") for t in before)


def _is_prospective(view: View, hit: Hit) -> bool:
    """A verb under a modal or "zu" is not carried out: "soll erklären", "um zu beweisen"."""
    verb = hit.anchor
    if verb.pos_ not in VERBAL or hit.cue.stance == "hedge" or _is_own(view, verb):
        return False
    finite = finite_part(verb)
    if finite is not None and finite.i != verb.i:
        if view.word(finite, "passive") and "Part" in verb.morph.get("VerbForm", []):
            return False
        shown = hit.cue.basis == "evidence" and view.word(finite, "unsettled")
        if any(c.dep_ == "aux" and "Inf" in c.morph.get("VerbForm", []) for c in verb.children):
            return view.word(finite, "volition")  # "sollen geschwiegen haben"; "will gesehen haben"
        modal = view.word_in(finite.lemma_.lower(), "modal")
        return modal and not shown and not view.word(finite, "implicative")
    if verb.dep_ == "xcomp" and view.word_in(view.lemma(verb.head), "letting"):
        return False
    to = any(c.pos_ == "PART" and view.word(c, "to_infinitive") for c in verb.children)
    governed = finite is None and "Inf" in verb.morph.get("VerbForm", []) and verb.dep_ == "xcomp"
    return to or governed or view.has_infixed_to(verb)


def negation_of(view: View, hit: Hit) -> Token | None:
    """The word that turns a cue round."""
    anchor = hit.anchor
    if anchor.pos_ not in NAMES:
        return negation(view, anchor)
    phrase = len(hit.tokens) > 1 and case_of(anchor)  # "in Abrede": the verb is negated
    return noun_negation(view, anchor) or (
        negation(view, view.predicate(anchor)) if phrase else None
    )


def _holder(
    view: View,
    hit: Hit,
    labels: tuple[str | None, str | None],
    inside: Set[int],
    negating: Token | None,
) -> str:
    anchor, (stance, basis) = hit.anchor, labels
    if basis == "anonymous" and stance is None:
        return SOURCE if anchor.i in view.quoted else WRITER
    framing = view.predicate(anchor) if anchor.pos_ == "ADP" else anchor
    if hit.cue.holder == WRITER and stance != "hedge" and tells(view, framing):
        return WRITER
    called = anchor.pos_ != "NOUN" or stance == "deny"
    if anchor.i in inside or (called and _is_predicated(view, anchor)):
        return SOURCE
    if stance == "deny" and _is_own(view, anchor):
        return WRITER
    if negating is not None and view.word_in(view.lemma(negating), "demanding"):
        return SOURCE
    if basis == "evidence" and anchor.pos_ == "NOUN":
        verb = view.predicate(anchor)
        claims = view.word_in(view.lemma(verb), "claiming") and view.subject(verb) is not None
        return SOURCE if claims else WRITER
    if stance is None and basis != "inference":
        return WRITER
    if anchor.pos_ in VERBAL:
        state = any(c.dep_ == "aux:pass" and view.word(c, "be") for c in anchor.children)
        hidden = view.is_passive(anchor) and (state or stance != "deny")
    else:
        hidden = anchor.pos_ == "NOUN" and stance != "deny" and not _is_somebodys(view, anchor)
    return WRITER if hidden else hit.cue.holder


def tells(view: View, word: Token) -> bool:
    """A predicate in the indicative of a main clause outside of quotations: the writer's words."""
    predicative = word.pos_ in ("ADJ", "ADV") and word.dep_ not in ("amod", "advmod")
    finite = finite_part(word) if word.pos_ in VERBAL or predicative else None
    if finite is None or word.i in view.quoted or "Ind" not in finite.morph.get("Mood", []):
        return False
    if word.i in view.framed or word.i in view.spoken:
        return False
    opening = view.stretch(word)[0]
    return word.dep_ not in ("ccomp", "acl") and not view.word(opening, "complementiser")


def _is_own(view: View, verb: Token) -> bool:
    """The writer himself takes something back: "ich nehme es zurück"."""
    subject = view.subject(verb) if verb.pos_ in VERBAL and verb.i not in view.quoted else None
    return subject is not None and view.word_in(subject.lower_, "first_person")


def _is_somebodys(view: View, noun: Token) -> bool:
    """Somebody has the doubt, the fear …: a possessive, a genitive, or the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "nmod" and case_of(child) in ("", *view.lexicon["words"]["named_by"]):
            return True
        if "Yes" in child.morph.get("Poss", []):
            return True
    subject = view.subject(view.predicate(noun))
    return subject is not None and subject.i != noun.i and not view.word(subject, "no_speaker")


def _is_predicated(view: View, token: Token) -> bool:
    """What somebody calls a thing: "wies sie als haltlos zurück", "nannte sie eine Lüge"."""
    if token.pos_ == "NOUN":
        verb = view.predicate(token)
        return token.dep_ not in SUBJECTS and view.lemma(verb) in view.speaking
    as_before = token.i > view.sent(token).start and view.word(token.nbor(-1), "as")
    of_object = token.dep_ == "xcomp" and any(c.dep_ == "obj" for c in token.head.children)
    if token.pos_ not in ("ADJ", "ADV") or not (as_before or of_object):
        return False
    return any(view.lemma(t) in view.speaking for t in view.stretch(token) if t.pos_ in VERBAL)


def light_verbs(view: View, hit: Hit) -> list[Token]:
    """The verb a noun needs to be a cue ("verweigerte die Stellungnahme"), or a verb's prefix."""
    if hit.anchor.pos_ in VERBAL:
        return [child for child in hit.anchor.children if child.dep_ == "compound:prt"]
    conditions = (c for group in hit.cue.requires for c in group if c.startswith("verb"))
    lemmas = {lemma for c in conditions for lemma in c.partition(":")[2].split(",")}
    return [
        token
        for token in view.stretch(hit.anchor)
        if view.lemma(token) in lemmas and view.word_in(view.lemma(token), "light_verb")
    ]


def _extent(view: View, hit: Hit, more: list[Token]) -> Pair:
    """The mark's words; what belongs to them from afar is left out when nouns stand between."""
    first, last = hit.tokens[0].i, hit.tokens[-1].i
    for word in sorted(more + light_verbs(view, hit), key=lambda t: abs(t.i - first)):
        low, high = min(first, word.i), max(last, word.i)
        between = [t for t in view.doc[low : high + 1] if not first <= t.i <= last and t != word]
        if high - low < MAX_WORDS and not any(t.pos_ in NAMES for t in between):
            first, last = low, high
    end = view.doc[last]
    return view.doc[first].idx, end.idx + len(end)


def _graded(view: View, hit: Hit, strength: float | None) -> float | None:
    if strength is None or hit.tokens[0].i == 0 or hit.anchor.pos_ not in ("ADJ", "ADV"):
        return strength
    words, before = view.lexicon["strength"], view.doc[hit.tokens[0].i - 1].lower_
    step = words["step"] * ((before in words["more"]) - 2 * (before in words["less"]))
    return round(min(1.0, max(0.0, strength + step)), 2)
