"""Verbs of saying that hand nothing on: possibilities, duties, questions, nobody in particular."""

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.subjects import subject as subject_of


def is_nobodys(verb: Token, source: Token | None, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether nobody in particular speaks: niemand, jeder; man glaubt; an infinitive of nobody."""
    word = source.lower_ if source is not None else ""
    if word in lexicon.words["nobody"] or (word in lexicon.words["one"] and cue.stance == "hedge"):
        return True
    if _is_to_be(verb, lexicon):
        return True
    if source is None and cue.stance == "hedge" and verb.dep_ == "cop":
        return True  # "sicher ist nur, dass"
    bare = st.finite_part(verb, lexicon) is None and not st.is_passive(verb)
    modal = any(c.dep_ == "mark" and c.pos_ == "PART" for c in verb.children)  # "ist zu sagen"
    return (bare and source is None) or ((bare or modal) and word in lexicon.words["expletive"])


def _is_to_be(verb: Token, lexicon: Lexicon) -> bool:
    """ "ist davon auszugehen, dass …": what anybody may do; what is to be heard is told."""
    marked = lexicon.infinitive.fullmatch(verb.lower_) is not None
    marked = marked or any(c.dep_ == "mark" and c.pos_ == "PART" for c in verb.children)
    helpers = (c for c in verb.children if c.dep_ in ("aux", "cop"))
    copula = any(c.lemma_.lower() in lexicon.words["copulas"] for c in helpers)
    return marked and copula and verb.lemma_.lower() not in lexicon.words["heard"]


def _is_fact(subject: Token, lexicon: Lexicon) -> bool:
    """ "Das zeigt, dass …", "dies widerspricht dem Plan": no one speaks."""
    relative = subject.i > 0 and subject.nbor(-1).text == ","
    return subject.lower_ in lexicon.words["demonstratives"] and not relative


def _vouches(verb: Token, subject: Token | None, lexicon: Lexicon, negated: bool) -> bool:
    """ "Die Polizei konnte das nicht bestätigen": somebody else than the writer says so."""
    others = lexicon.words["generic"] | lexicon.words["newsroom"]
    known = subject is not None and subject.lower_ not in others
    return known and negated and verb.lemma_.lower() in lexicon.words["vouching"]


def is_idle(verb: Token, rule: str, lexicon: Lexicon, *, negated: bool) -> bool:
    """Whether nobody tells anything: a mere possibility ("kann niemand bestreiten"), a duty, a
    plan, a question to the reader, or a matter that is nobody's in particular."""
    words = lexicon.words
    subject = subject_of(verb, lexicon)
    if subject is not None and rule != "verb-anaphor" and _is_fact(subject, lexicon):
        return True
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if verb.is_sent_start and following.lower_ in words["polite"] and following.text.istitle():
        return True  # "Schreiben Sie uns"
    generic = subject is not None and subject.lower_ in words["generic"]
    future = any(c.lemma_.lower() in words["future"] for c in verb.children)
    if generic and future and "Inf" in verb.morph.get("VerbForm"):
        return True  # "man wird einwenden"
    helpers = [c for c in verb.children if c.dep_ == "aux"]
    modals = {c.lemma_.lower() for c in helpers}
    # "musste zurücknehmen", but not "müsste zustimmen"
    done = any("Past" in c.morph.get("Tense") and "Sub" not in c.morph.get("Mood") for c in helpers)
    if (
        not done
        and modals & words["duty"]
        and "Inf" in verb.morph.get("VerbForm")
        and not st.is_perfect(verb)
    ):
        return True
    if modals & words["possibility"] and (generic or subject is None) and not negated:
        return True  # "man kann ihr zugutehalten", "mag glauben, wer will"
    unsure = negated or st.is_passive(verb) or rule == "verb-matter"
    if modals & words["possibility"] and unsure and not _vouches(verb, subject, lexicon, negated):
        return True
    if rule not in ("verb-matter", "verb-naming"):
        return False
    if negated and verb.lemma_.lower() in words["keeping"]:
        return True  # "Namen nannte sie nicht", "wollte den Plan nicht kommentieren"
    if modals & words["duty"] and (st.is_passive(verb) or st.is_perfect(verb)):
        return True  # "soll davor gewarnt worden sein", "soll das zugesagt haben"
    asked = st.is_finite(verb) and verb.is_sent_start and verb.sent[-1].text == "?"
    return generic or asked or (bool(modals & words["intention"]) and not negated)
