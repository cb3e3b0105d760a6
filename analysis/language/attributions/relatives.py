"""Which noun a relative pronoun points back to."""

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.cast import Cast

NOUNS = ("NOUN", "PROPN")


def antecedent(token: Token, cast: Cast) -> Token | None:
    """The noun a relative pronoun points back to: the one its clause hangs on, or else the
    nearest before that agrees with it."""
    clause = token
    while clause.head != clause and not clause.dep_.startswith("acl"):
        clause = clause.head
    noun = clause.head
    if noun == clause or noun.pos_ not in NOUNS or noun.i >= token.i:
        return None
    before = (t for t in reversed(token.doc[token.sent.start : token.i]) if t.pos_ in NOUNS)
    near = (t for t in before if noun in (t, t.head, t.head.head) or t == noun.head)
    return next((t for t in (noun, *near) if _fits(token, t, cast)), noun)


def _fits(pronoun: Token, noun: Token, cast: Cast) -> bool:
    """Whether a relative pronoun agrees with a noun in gender and number."""
    finite = st.finite_part(pronoun.head)
    verb = finite.morph.get("Number") if finite is not None else []
    number = noun.morph.get("Number")
    if verb and number and verb != number:
        return False
    ent = cast.at.get(noun.i)
    person = cast.genders.get(cast.of(ent)) if ent is not None else None
    genders = [person] if person else noun.morph.get("Gender")
    asked = pronoun.morph.get("Gender") or [cast.lexicon.relatives.get(pronoun.lower_)]
    return number == ["Plur"] or asked == [None] or bool(set(asked) & set(genders))
