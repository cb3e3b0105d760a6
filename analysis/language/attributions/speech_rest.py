"""What follows the comma or colon behind a frame, by the order of words alone."""

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.speech_matter import is_told
from analysis.language.records import Pair


def rest(verb: Token, cue: Cue, lexicon: Lexicon) -> list[Pair]:
    """What follows the comma or colon behind the frame, by the order of words alone."""
    doc = verb.doc
    _, stop = line_of(verb)
    finite = st.finite_part(verb)
    at = max(verb.i, finite.i if finite is not None else verb.i) + 1
    while at < stop and doc[at].text not in (",", ":"):
        auxiliary = doc[at].head == verb and doc[at].dep_ in st.AUXILIARIES
        if st.is_finite(doc[at]) and not auxiliary:
            return []
        at += 1
    if at >= stop:
        return []
    for colon in (at, stop - 1):
        if doc[colon].text == ":":  # words follow it only where the verb can take a quotation
            return _after_colon(doc, colon, stop) if lexicon.wide or "q" in cue.opens else []
    if finite is None and at != verb.i + 1:
        return []
    at = _behind_appositions(doc, at, stop)
    if at + 1 >= stop or not _opens_content(doc, at + 1, lexicon):
        return []
    asks = doc[at + 1].lower_ in lexicon.words["interrogatives"]
    if asks and (st.is_passive(verb) or st.has_object(verb)):
        return []  # "… wurde festgestellt, was ein Hinweis ist"
    that = doc[at + 1].lower_ in lexicon.words["clause_openers"]
    reported = any(st.is_subjunctive(t, lexicon) for t in doc[at + 1 : stop] if st.is_finite(t))
    if is_told(verb, cue, lexicon) and not (asks or that or reported):
        return []
    if verb.dep_.startswith(("acl", "advcl")) and not _asks_or_doubts(doc, at + 1, stop, lexicon):
        return []
    told = doc[at + 1 : stop]
    if not any(st.is_finite(t) or t.dep_ == "mark" or _has_particle(t, lexicon) for t in told):
        return []
    return st.trimmed(doc, [(at + 1, end_of_content(verb, at, stop))])


def _has_particle(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.infinitive.fullmatch(token.lower_) is not None


def _asks_or_doubts(doc: Doc, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether words are marked as said: by dass, a question word, or the Konjunktiv."""
    opener = doc[start].lower_
    if opener in lexicon.words["clause_openers"] or opener in lexicon.words["interrogatives"]:
        return True
    return any(st.is_subjunctive(t, lexicon) for t in doc[start:stop] if st.is_finite(t))


def end_of_content(verb: Token, at: int, stop: int) -> int:
    """Where the verb's own second verb begins, or the end of the sentence."""
    seconds = [c for c in verb.children if c.dep_ == "conj" and c.left_edge.i > at + 1]
    return min([stop, *(c.left_edge.i for c in seconds if c.morph.get("Mood") != ["Sub"])])


def _behind_appositions(doc: Doc, at: int, stop: int) -> int:
    """The comma behind insertions without a verb ("sagte X, Sprecher des Y, …")."""
    while at < stop:
        following = next((i for i in range(at + 1, stop) if doc[i].text == ","), None)
        if following is None or any(
            doc[i].pos_ in ("VERB", "AUX") for i in range(at + 1, following)
        ):
            return at
        at = following
    return at


def _opens_content(doc: Doc, i: int, lexicon: Lexicon) -> bool:
    """Whether a clause that begins here can be what is said: no relative or adverbial clause, and
    no main clause that only goes on after a subordinate one."""
    first = doc[i]
    following = doc[i + 1] if i + 1 < len(doc) else first
    word = first.lower_
    if word in lexicon.words["clause_openers"] or word in lexicon.words["interrogatives"]:
        return True
    if first.pos_ in ("SCONJ", "CCONJ") or word in lexicon.words["conditions"]:
        return False
    if st.is_finite(first) or first.pos_ in ("VERB", "AUX"):
        return False
    if word in lexicon.words["relatives"]:
        return first.pos_ == "DET" and following.pos_ in ("NOUN", "ADJ", "PROPN", "NUM")
    return (
        first.pos_ != "ADP"
        or following.lower_ not in lexicon.words["relatives"]
        or (following.pos_ == "DET")
    )


def _after_colon(doc: Doc, at: int, stop: int) -> list[Pair]:
    if at + 1 < stop:
        return st.trimmed(doc, [(at + 1, stop)])
    if at + 1 >= len(doc) or doc[at + 1].is_space:
        return []
    return st.trimmed(doc, [line_of(doc[at + 1])])
