"""What belongs to an act beside what its own verb governs: a tail without a verb, a second verb
with noch, the pronoun that stands for words which have a row already.
"""

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.records import Pair

BREAKS = frozenset(",:–—")
SUBSTANCE = frozenset({"NOUN", "NUM", "PROPN"})


def with_tail(verb: Token, content: list[Pair], lexicon: Lexicon) -> list[Pair]:
    """The matter with what follows without a verb ("zählt 40 Gäste, ein Viertel davon Kinder")."""
    doc, (_, stop) = verb.doc, line_of(verb)
    if not content or verb.dep_.startswith(("acl", "advcl")):
        return content
    inside = {i for pair in content for i in range(*pair)}
    behind = range(max(verb.i, min(inside)) + 1, stop)
    first = next((i for i in behind if doc[i].text in BREAKS), stop)
    last = max((i for i in inside if i < first), default=first)
    if first + 1 >= stop or not _is_tail(doc, first + 1, stop, lexicon):
        return content
    if any(st.is_finite(t) for t in doc[last + 1 : first] if t.i > verb.i):
        return content
    kept = [(a, min(b, first)) for a, b in content if a < first]
    if last + 1 == first:
        kept[-1] = (kept[-1][0], stop)
    else:
        kept.append((first + 1, stop))
    return st.trimmed(doc, kept)


def _is_tail(doc: Doc, start: int, stop: int, lexicon: Lexicon) -> bool:
    opener = doc[start]
    closed = opener.lower_ in lexicon.frames or opener.lower_ in lexicon.words["like"]
    closed = closed or opener.lower_ in lexicon.words["relatives"] or opener.pos_ == "SCONJ"
    closed = closed or opener.lower_ in lexicon.words["conditions"]
    words = doc[start:stop]
    verbal = any(st.is_finite(t) or t.pos_ in ("VERB", "AUX") or t.dep_ == "mark" for t in words)
    quoted = any(t.is_quote or t.text == ":" for t in words)
    if closed or verbal or quoted:
        return False
    amounts = lexicon.words["amounts"]
    counts = any(t.like_num or t.pos_ == "NUM" or t.lower_ in amounts for t in words)
    return counts or (doc[start - 1].text == ":" and any(t.pos_ in SUBSTANCE for t in words))


def join_seconds(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> list[Speech]:
    """Speeches in which "weder bestätigt noch dementiert" is one act."""
    heads = {s.head: s for s in speeches if s.head >= 0}
    gone: set[int] = set()
    for speech in speeches:
        head = doc[speech.head] if speech.head >= 0 else None
        if head is None or head.dep_ != "conj" or head.head.i not in heads:
            continue
        neither = any(c.lower_ in lexicon.words["nor"] for c in head.children)
        first = heads[head.head.i]
        if neither and first is not speech and first.rule != "verb-clause":
            first.cue |= {speech.head}
            first.negated, first.stance = True, None
            gone.add(id(speech))
    return [s for s in speeches if id(s) not in gone]


def point_back(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> None:
    """Let "das" and "was" be the content where the words they stand for have a row of their own
    ("Laut Amt ist es zu. Das bestätigte die Wirtin.")."""
    for speech in speeches:
        if speech.rule not in ("verb-anaphor", "verb-relative") or not speech.content:
            continue
        start, end = speech.content[0][0], speech.content[-1][1]
        framed = any(
            o is not speech and o.head >= 0 and start <= o.head < end and o.rule != "noun-clause"
            for o in speeches
        )
        if framed:
            pointer = line_of(doc[speech.head])[0]
            if speech.rule == "verb-relative":
                relatives = lexicon.words["sentence_relatives"]
                behind = range(start, speech.head)
                pointer = max((i for i in behind if doc[i].lower_ in relatives), default=pointer)
            speech.content, speech.form = [(pointer, pointer + 1)], "reported"
            speech.rule = "verb-matter"
