"""Clauses of saying beside what is said: "wie X mitteilte, …", "…, was X bestreitet"."""

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.records import Pair

OPENING = frozenset(",:–—-(„")  # what may stand before a clause


def as_clause(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "wie X mitteilte": what is said is the clause the wie-clause belongs to; at the end of a
    sentence, the sentence."""
    if not any(c.lower_ in lexicon.words["like"] and c.i < verb.i for c in verb.children):
        opener = like_before(verb, lexicon)
        return _around(verb, opener) if opener is not None else []
    if verb.dep_ not in ("advcl", "parataxis", "acl", "ccomp", "conj"):
        return []
    extent, (start, stop) = _extent(verb), line_of(verb)
    if all(verb.doc[i].is_punct for i in range(max(extent) + 1, stop)) and min(extent) > start:
        return st.trimmed(verb.doc, [(start, min(extent))])
    told = st.span_of(verb.head, without=extent)
    return [*told, *_behind(verb, extent)] if told and told[-1][1] <= min(extent) else told


def like_before(verb: Token, lexicon: Lexicon) -> Token | None:
    """The "wie" that opens the clause a verb ends, by the order of words: only a relative clause
    may stand between ("wie X, der dabei war, mitteilte")."""
    doc, (start, stop) = verb.doc, line_of(verb)
    if st.finite_part(verb) is None or (verb.i + 1 < stop and not doc[verb.i + 1].is_punct):
        return None
    for i in range(verb.i - 1, start - 1, -1):
        opens = i == start or doc[i - 1].text in OPENING
        counted = doc[i + 1].lower_ in lexicon.words["how"]  # "Wie viele antworteten, …"
        if doc[i].lower_ in lexicon.words["like"] and opens and not counted:
            return doc[i] if i + 1 < verb.i else None
        ended = doc[i + 1].is_punct or doc[i + 1] == verb
        if doc[i].lower_ in lexicon.words["clause_openers"] or (st.is_finite(doc[i]) and not ended):
            return None
    return None


def _around(verb: Token, opener: Token) -> list[Pair]:
    """What stands before and behind a clause in its sentence."""
    start, stop = line_of(verb)
    return st.trimmed(verb.doc, [(start, opener.i), (verb.i + 1, stop)])


def _behind(verb: Token, extent: set[int]) -> list[Pair]:
    """The rest of a main clause behind the clause that stands in its middle."""
    doc, (_, stop) = verb.doc, line_of(verb)
    start = max(extent) + 1
    if start >= stop or doc[start - 1].text != ",":
        return []
    end = next((i for i in range(start, stop) if doc[i].text in ",:"), stop)
    return st.trimmed(doc, [(start, end)])


def sentence_relative(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "…, was X bestreitet": what is said is the clause before."""
    words = lexicon.words["sentence_relatives"]
    extent = _extent(verb)
    first = verb.doc[min(extent)]
    opener = next((t for t in first.doc[min(extent) : verb.i] if not t.is_punct), None)
    if opener is None or opener.lower_ not in words or verb.head == verb or verb.head.i > opener.i:
        return []
    if verb.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ") or verb.doc[opener.i - 1].text != ",":
        return []
    if st.finite_part(verb.head):
        return st.span_of(verb.head, without=extent)
    start, _ = line_of(verb)
    return st.trimmed(verb.doc, [(start, opener.i - 1)])


def _extent(verb: Token) -> set[int]:
    inside = {t.i for t in verb.subtree}
    return set(range(min(inside), max(inside) + 1))
