"""What is said, as a clause: below the verb of saying, beside it or before it.

Readers return token ranges; the first one that finds something wins. They trust the parse where it
agrees with the order of words, and the order of words where the parse went astray.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_asides import as_clause, sentence_relative
from analysis.language.attributions.speech_ends import before_writer
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.speech_matter import is_told
from analysis.language.attributions.speech_rest import end_of_content, rest
from analysis.language.records import Pair

BREAKS = frozenset(",:;")
CONTENT_DEPS = frozenset({"ccomp", "csubj", "csubj:pass", "parataxis", "discourse"})


def wording(
    verb: Token, cue: Cue, company: set[int], subject: Token | None, lexicon: Lexicon
) -> tuple[str, list[Pair]]:
    """Rule id and token ranges of the clause that holds what is said; empty without one."""
    rule, content = _worded(verb, cue, company, subject, lexicon)
    if content and content[0][1] <= verb.i and rule in ("verb-clause", "verb-inverted"):
        start = _behind_outer_colon(verb.doc, *content[0], lexicon)
        content = [*st.trimmed(verb.doc, [(start, content[0][1])]), *content[1:]]
    if rule == "verb-clause" and content[-1][0] > verb.i and not lexicon.wide:
        content = [*content[:-1], before_writer(verb.doc, content[-1], lexicon)]
    return rule, [(a, _before_address(verb.doc, a, b, lexicon)) for a, b in content]


def _before_address(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """The end of what is said, without an address behind it ("…, liebe Kolleginnen")."""
    comma = next((i for i in range(end - 1, start, -1) if doc[i].text == ","), None)
    if comma is None or doc[comma + 1].lower_ not in lexicon.words["addresses"]:
        return end
    return end if any(t.pos_ in ("VERB", "AUX") for t in doc[comma:end]) else comma


def _worded(
    verb: Token, cue: Cue, company: set[int], subject: Token | None, lexicon: Lexicon
) -> tuple[str, list[Pair]]:
    content = as_clause(verb, lexicon)
    if content:
        return "verb-as", content
    content = sentence_relative(verb, lexicon)
    if content:
        return "verb-relative", content
    if _is_aside(verb, lexicon):
        return "verb-anaphor", []
    content = _that_clause(verb, lexicon) or _clauses(verb, cue, company, lexicon)
    if content:
        return "verb-clause", content
    content = _inverted(verb, subject, company, lexicon)
    if content:
        return "verb-inverted", content
    content = rest(verb, cue, lexicon)
    if content:
        return "verb-clause", content
    return "verb-anaphor", _anaphor(verb, lexicon)


def _is_aside(verb: Token, lexicon: Lexicon) -> bool:
    """ "… – das hat X gesagt – …": its object takes up what stands around it."""
    start, _ = line_of(verb)
    taken = [
        c for c in verb.children if c.lower_ in lexicon.words["demonstratives"] and c.i < verb.i
    ]
    return any(c.i > start and c.doc[c.i - 1].text in ("-", "–", "—", "(") for c in taken)


def asks(doc: Doc, content: list[Pair], lexicon: Lexicon) -> bool:
    """Whether words are a question that is left open: ob, or a question word."""
    first = doc[content[0][0]].lower_ if content else ""
    return first in lexicon.words["clause_openers"] or first in lexicon.words["interrogatives"]


def _that_clause(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """A clause with dass or ob right behind the comma that ends the frame, to its end."""
    doc, (_, stop) = verb.doc, line_of(verb)
    finite = st.finite_part(verb)
    if verb.dep_.startswith(("acl", "advcl")) or verb.dep_ == "ccomp":
        return []  # the main clause may go on behind it
    at = max(verb.i, finite.i if finite is not None else 0) + 1
    while at < stop and doc[at].text not in BREAKS and not st.is_finite(doc[at]):
        at += 1
    opened = at + 1 < stop and doc[at].text == "," and doc[at + 1].lower_ in lexicon.words["that"]
    return st.trimmed(doc, [(at + 1, end_of_content(verb, at, stop))]) if opened else []


def _clauses(verb: Token, cue: Cue, company: set[int], lexicon: Lexicon) -> list[Pair]:
    """Complement clauses of the verb or of the words that belong to the cue, and main clauses the
    parser set beside it."""
    children = [child for child in verb.children if child.i not in company]
    heads = [child for child in children if _is_content(child, verb, cue, lexicon)]
    if any(_is_marked(head, lexicon) for head in heads):
        heads = [h for h in heads if _is_marked(h, lexicon) or h.i > verb.i]
    elif not _follows_comma(verb):
        heads = [h for h in heads if h.i > verb.i]
    for i in company:
        heads += [c for c in verb.doc[i].children if st.is_clause(c, lexicon) and c.i > i]
    spoken = [pair for head in heads for pair in st.span_of(head, without={verb.i} | company)]
    spoken = st.clipped(verb.doc, spoken, line_of(verb))
    return _to_the_end(verb, _joined(verb.doc, spoken), heads)


def _to_the_end(verb: Token, content: list[Pair], heads: list[Token]) -> list[Pair]:
    """Words that follow a main clause's frame are said to the end of the sentence, unless the
    verb has a second verb beside it."""
    if not content or content[-1][0] < verb.i or verb.dep_ not in ("ROOT", "root"):
        return content
    limit = line_of(verb)[1]
    for child in verb.children:
        if child.dep_ == "conj" and child not in heads and child.i > content[-1][0]:
            limit = min(limit, child.left_edge.i)
    start, end = content[-1]
    return [*content[:-1], *st.trimmed(verb.doc, [(start, max(end, limit))])]


def _is_marked(clause: Token, lexicon: Lexicon) -> bool:
    openers = lexicon.words["clause_openers"]
    return any(c.dep_ == "mark" and c.lower_ in openers for c in clause.children)


def _follows_comma(verb: Token) -> bool:
    """Whether the finite verb stands right after a comma or a quotation, as a frame at the end."""
    finite = st.finite_part(verb)
    before = verb.doc[finite.i - 1] if finite is not None and finite.i else None
    if before is None or before.text in ",?!":
        return before is not None
    return before.is_quote and not st.in_name(verb.doc[before.i - 1])


def _is_content(child: Token, verb: Token, cue: Cue, lexicon: Lexicon) -> bool:
    if not st.is_clause(child, lexicon) or _other_verb_between(verb, child):
        return False
    if _is_frame(child, verb, lexicon):
        return False
    if _is_marked(child, lexicon):
        return True
    if _is_bare_participle(child):
        return False
    marks = [c for c in child.children if c.dep_ == "mark" and c.pos_ != "PART"]
    if child.dep_ in CONTENT_DEPS:
        if _goes_on_after(verb, child) or _goes_on_beside(verb, child, cue, lexicon):
            return False
        return all(c.lower_ in lexicon.words["interrogatives"] for c in marks)
    if child.dep_ in ("xcomp", "advcl", "acl") and st.finite_part(child, lexicon) is None:
        return not marks
    reported = st.is_subjunctive(child, lexicon) and not st.is_subjunctive(verb, lexicon)
    return child.dep_ == "conj" and child.i > verb.i and reported


def _is_bare_participle(token: Token) -> bool:
    """ "…, sagte er, sichtlich bewegt": a state, no clause."""
    helped = any(c.dep_ in (*st.AUXILIARIES, "mark", "cop") for c in token.children)
    return "Part" in token.morph.get("VerbForm") and not helped and not st.is_finite(token)


def _is_frame(child: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a clause behind a comma begins with a verb of saying: the frame of what stands
    before ("…, hieß es")."""
    begins = child.i > verb.i and st.is_finite(child) and child.doc[child.i - 1].text == ","
    return begins and child.lemma_.lower() in lexicon.verbs and not lexicon.wide


def _goes_on_after(verb: Token, clause: Token) -> bool:
    """Whether a main clause goes on after the verb's subordinate one ("Als er sprach, kam …")."""
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    marked = any(c.dep_ == "mark" and c.pos_ == "SCONJ" for c in verb.children)
    return marked and clause.i > verb.i and st.is_finite(first)


def _goes_on_beside(verb: Token, clause: Token, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether an indicative main clause only follows a verb that has its matter already ("erklärte
    den Plan für tot, der Auftrag ging weg")."""
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    asked = first.lower_ in lexicon.words["interrogatives"]
    behind = clause.i > verb.i and clause.dep_ in ("parataxis", "ccomp") and not asked
    told = st.finite_part(clause) is None or st.is_subjunctive(clause, lexicon)
    return behind and not told and is_told(verb, cue, lexicon)


def _other_verb_between(verb: Token, clause: Token) -> bool:
    """Whether a second main verb stands between: then the clause is that verb's."""
    start = clause.left_edge.i
    conjuncts = (c for c in verb.children if c.dep_ == "conj" and st.is_finite(c))
    return any(verb.i < other.i < start for other in conjuncts)


def _joined(doc: Doc, pairs: Iterable[Pair]) -> list[Pair]:
    """Ranges that only punctuation or a conjunction separates, as one."""
    out: list[Pair] = []
    for start, end in sorted(pairs):
        if out and all(doc[i].is_punct or doc[i].pos_ == "CCONJ" for i in range(out[-1][1], start)):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _inverted(
    verb: Token, subject: Token | None, company: set[int], lexicon: Lexicon
) -> list[Pair]:
    """ "…, sagte X", "…, hieß es": the words stand before the verb and may go on behind it."""
    finite = st.finite_part(verb)
    doc = verb.doc
    start, stop = line_of(verb)
    if finite is None or finite.i <= start + 1:
        return []
    comma = finite.i - 1 - (doc[finite.i - 1].lower_ in lexicon.words["so"])  # "…, so vermutet X"
    if not doc[comma].is_punct or doc[comma].text in ")]" or st.in_name(doc[comma - 1]):
        return []
    if verb.dep_ == "conj" and verb.head.i < verb.i:
        return []
    expletive = doc[min(finite.i + 1, len(doc) - 1)].lower_ in lexicon.words["expletive"]
    expletive = expletive and (subject is None or subject.i > finite.i)
    passive = subject is None and st.is_passive(verb)
    if not (expletive or passive) and (subject is None or subject.i < finite.i):
        return []
    before = doc[start:comma]
    words = [t for t in before if not t.is_punct and not t.is_space]
    openers = lexicon.words["clause_openers"]
    if not words or (words[0].pos_ == "SCONJ" and words[0].lower_ not in openers):
        return []
    if passive and words[0].lower_ in lexicon.words["interrogatives"]:
        return []  # "Wer umkehren will, wird zurückgewiesen"
    end = max(st.frame(verb, lexicon) | company) + 1
    told = st.trimmed(doc, [(start, comma), (end, stop)])
    if not any(t.text == "," for t in before) and len(told) < 2:
        return told  # a comma between it and the verb: no part of the verb's own clause
    outside = [t for t in before if t.head.i > comma or t.head.i < start or t.head == t]
    if any(t.head == verb and t.dep_ in ("advcl", "obl", "advmod", "obj") for t in outside):
        return []
    parted = len(told) > 1 and "," in (doc[end - 1].text, doc[end].text)
    return told if parted or any(st.finite_part(t) for t in before) else []


def _behind_outer_colon(doc: Doc, start: int, comma: int, lexicon: Lexicon) -> int:
    """Where the words before their frame begin, when the writer's own clause and a colon lead to
    them ("Die Wehr zog Bilanz: Es habe gebrannt, sagte …")."""
    colon = next((i for i in range(start, comma) if doc[i].text == ":"), None)
    if colon is None:
        return start
    lead, told = doc[start:colon], doc[colon + 1 : comma]
    stated = any(st.is_finite(t) for t in lead) and not any(
        st.is_subjunctive(t, lexicon) for t in lead if st.is_finite(t)
    )
    reported = any(st.is_subjunctive(t, lexicon) for t in told if st.is_finite(t))
    return colon + 1 if stated and reported else start


def _anaphor(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "Das gab X bekannt": what is said is the sentence before."""
    start, _ = line_of(verb)
    first = verb.doc[start]
    if first.lower_ not in lexicon.words["demonstratives"] or first.head != verb or start == 0:
        return []
    if first.dep_ not in ("obj", "nsubj", "nsubj:pass", "dep") or "\n" in verb.doc[start - 1].text:
        return []
    before = verb.doc[start - 1].sent
    return st.trimmed(verb.doc, [line_of(before[-1])])
