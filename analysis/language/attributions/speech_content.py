"""What a verb of saying has for its words: clauses below, beside or before it, or only a matter.

Readers return token ranges; the first one that finds something wins. They trust the parse where it
agrees with the order of words, and the order of words where the parse went astray.
"""

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.records import Pair

CONTENT_DEPS = frozenset({"ccomp", "csubj", "csubj:pass", "parataxis", "discourse"})
SUBSTANCE = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON", "X"})
MATTER_DEPS = frozenset(
    {"obl", "obl:arg", "obl:agent", "nmod", "advcl", "xcomp", "advmod", "appos"}
)


def wording(
    verb: Token, company: set[int], subject: Token | None, lexicon: Lexicon
) -> tuple[str, list[Pair]]:
    """Rule id and token ranges of the clause that holds what is said; empty without one."""
    rule, content = _worded(verb, company, subject, lexicon)
    return rule, [(a, _before_address(verb.doc, a, b, lexicon)) for a, b in content]


def _before_address(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """The end of what is said, without an address behind it ("…, liebe Kolleginnen")."""
    comma = next((i for i in range(end - 1, start, -1) if doc[i].text == ","), None)
    if comma is None or doc[comma + 1].lower_ not in lexicon.words["addresses"]:
        return end
    return end if any(t.pos_ in ("VERB", "AUX") for t in doc[comma:end]) else comma


def _worded(
    verb: Token, company: set[int], subject: Token | None, lexicon: Lexicon
) -> tuple[str, list[Pair]]:
    content = _as_clause(verb, lexicon)
    if content:
        return "verb-as", content
    content = _sentence_relative(verb, lexicon)
    if content:
        return "verb-relative", content
    if _is_aside(verb, lexicon):
        return "verb-anaphor", []
    content = _clauses(verb, company, lexicon)
    if content:
        return "verb-clause", content
    content = _inverted(verb, subject, lexicon)
    if content:
        return "verb-inverted", content
    content = _rest(verb, lexicon)
    if content:
        return "verb-clause", content
    return "verb-anaphor", _anaphor(verb, lexicon)


def _is_aside(verb: Token, lexicon: Lexicon) -> bool:
    """ "… – das hat X gesagt – …": its object takes up what stands around it."""
    start, _ = st.line_of(verb)
    taken = [
        c for c in verb.children if c.lower_ in lexicon.words["demonstratives"] and c.i < verb.i
    ]
    return any(c.i > start and c.doc[c.i - 1].text in ("-", "–", "—", "(") for c in taken)


def matter(
    verb: Token, cue: Cue, cut: set[int], subject: Token | None, lexicon: Lexicon
) -> list[Pair]:
    """The phrases that tell what the speech is about, when the verb has the company it needs."""
    about, stated = _about(verb, cue, subject, lexicon)
    other = cut | {t.i for t in subject.subtree} if subject is not None else cut
    inside = {t.i for token in about for t in token.subtree} - cut
    if not lexicon.wide:
        inside -= {c.i for token in about for c in token.children if c.dep_ == "case"}
    inside -= {i for i in other if not any(i >= token.i for token in about)}
    told = [p for p in st.trimmed(verb.doc, st.ranges(inside)) if _has_substance(verb.doc, p)]
    if told or not stated:
        return told
    # "zeigte sich alarmiert": the state is all there is
    return st.ranges(i for i in cut if verb.doc[i].pos_ == "ADJ") or st.ranges(cut)


def _has_substance(doc: Doc, pair: Pair) -> bool:
    return any(doc[i].pos_ in SUBSTANCE for i in range(*pair))


def quoted(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "nannte das „einen Skandal“": the quoted words, where the verb only introduces them."""
    near = st.frame(verb, lexicon)
    marks = [i for i in sorted(near) if verb.doc[i].is_quote]
    if len(marks) < 2 or marks[0] < min(near) or not set(range(marks[0], marks[1] + 1)) <= near:
        return []
    return [(marks[0], marks[1] + 1)]


def named(verb: Token, source: Token | None, lexicon: Lexicon) -> list[Pair]:
    """ "nannte den Plan „einen Irrweg“": the quoted words and what they are said of."""
    told = quoted(verb, lexicon)
    if not told or lexicon.wide:
        return told
    inside = {i for pair in told for i in range(*pair)}
    for child in verb.children:
        bare = child.dep_ in ("obj", "nsubj", "xcomp", "obl:arg") and not st.case_of(child)
        if bare and child != source:
            inside |= st.phrase(child)
    return st.trimmed(verb.doc, st.ranges(inside))


class Gap(NamedTuple):
    """A second speaker whose verb is left out: the comma before, its noun, and what it says."""

    comma: int
    noun: Token
    start: int
    end: int


def gap(verb: Token, content: list[Pair]) -> Gap | None:
    """ "X zählt 40 Tote, das Amt bis zu 50": another noun and another number, and no verb."""
    doc, (_, stop) = verb.doc, st.line_of(verb)
    for comma in range(verb.i + 1, stop):
        if doc[comma].text != "," or not any(t.like_num for t in doc[verb.i : comma]):
            continue
        rest = doc[comma + 1 : stop]
        number = next((t.i for t in rest if t.like_num or t.pos_ == "NUM"), None)
        if number is None or any(st.is_finite(t) or t.text == "," for t in rest):
            return None
        noun = next((t for t in doc[comma + 1 : number] if t.pos_ in ("NOUN", "PROPN")), None)
        if noun is None or rest[0].pos_ not in ("DET", "NOUN", "PROPN"):
            return None
        start = noun.i + 1
        while start < number and (doc[start].is_quote or doc[start].pos_ in ("PROPN", "VERB")):
            start += 1
            quoted_name = doc[noun.i + 1].is_quote
            if quoted_name:
                start = max(
                    start,
                    next((i + 1 for i in range(noun.i + 2, number) if doc[i].is_quote), start),
                )
        if any(doc[i].pos_ in ("CCONJ", "NOUN", "PUNCT") for i in range(start, number)):
            return None
        (told,) = st.trimmed(doc, [(start, stop)]) or [(start, stop)]
        return Gap(comma, noun, *told)
    return None


def asks(doc: Doc, content: list[Pair], lexicon: Lexicon) -> bool:
    """Whether words are a question that is left open: ob, or a question word."""
    first = doc[content[0][0]].lower_ if content else ""
    return first in lexicon.words["clause_openers"] or first in lexicon.words["interrogatives"]


def objects(verb: Token, subject: Token | None) -> list[Token]:
    """The verb's direct objects; in the passive, its subject."""
    if st.is_passive(verb):
        return [c for c in verb.children if c.dep_ in st.SUBJECTS]
    found = [c for c in verb.children if c.dep_ in ("obj", "nsubj") and c != subject]
    return [c for c in found if not c.morph.get("Person") or "Neut" in c.morph.get("Gender")]


def in_group(token: Token, group: str, lexicon: Lexicon) -> bool:
    """Whether a noun belongs to a group; a person's name belongs to `person`."""
    if group == "person" and token.ent_type_ == "PER":
        return True
    return lexicon.in_group(token.lemma_, group)


def _as_clause(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "wie X mitteilte": what is said is the clause the wie-clause belongs to."""
    if not any(c.lower_ in lexicon.words["like"] and c.i < verb.i for c in verb.children):
        return []
    if verb.dep_ not in ("advcl", "parataxis", "acl", "ccomp", "conj"):
        return []
    return st.span_of(verb.head, without=_extent(verb))


def _sentence_relative(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "…, was X bestreitet": what is said is the clause before."""
    words = lexicon.words["sentence_relatives"]
    extent = _extent(verb)
    first = verb.doc[min(extent)]
    opener = next((t for t in first.doc[min(extent) : verb.i] if not t.is_punct), None)
    if opener is None or opener.lower_ not in words or verb.head == verb or verb.head.i > opener.i:
        return []
    if verb.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ") or verb.doc[opener.i - 1].text != ",":
        return []
    return st.span_of(verb.head, without=extent) if st.finite_part(verb.head) else []


def _extent(verb: Token) -> set[int]:
    inside = {t.i for t in verb.subtree}
    return set(range(min(inside), max(inside) + 1))


def _clauses(verb: Token, company: set[int], lexicon: Lexicon) -> list[Pair]:
    """Complement clauses of the verb or of the words that belong to the cue, and main clauses the
    parser set beside it."""
    heads = [child for child in verb.children if _is_content(child, verb, lexicon)]
    if any(_is_marked(head, lexicon) for head in heads):
        heads = [h for h in heads if _is_marked(h, lexicon) or h.i > verb.i]
    elif not _follows_comma(verb):
        heads = [h for h in heads if h.i > verb.i]
    for i in company:
        heads += [c for c in verb.doc[i].children if st.is_clause(c, lexicon) and c.i > i]
    spoken = [pair for head in heads for pair in st.span_of(head, without={verb.i} | company)]
    spoken = st.clipped(verb.doc, spoken, st.line_of(verb))
    return _to_the_end(verb, _joined(verb.doc, spoken), heads)


def _to_the_end(verb: Token, content: list[Pair], heads: list[Token]) -> list[Pair]:
    """Words that follow a main clause's frame are said to the end of the sentence, unless the
    verb has a second verb beside it."""
    if not content or content[-1][0] < verb.i or verb.dep_ not in ("ROOT", "root"):
        return content
    limit = st.line_of(verb)[1]
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
    return before is not None and (before.text in ",?!" or before.is_quote)


def _is_content(child: Token, verb: Token, lexicon: Lexicon) -> bool:
    if not st.is_clause(child, lexicon) or _other_verb_between(verb, child):
        return False
    if _is_frame(child, verb, lexicon):
        return False
    if _is_marked(child, lexicon):
        return True
    marks = [c for c in child.children if c.dep_ == "mark" and c.pos_ != "PART"]
    if child.dep_ in CONTENT_DEPS:
        if _goes_on_after(verb, child):
            return False
        return all(c.lower_ in lexicon.words["interrogatives"] for c in marks)
    if child.dep_ in ("xcomp", "advcl", "acl") and st.finite_part(child, lexicon) is None:
        return not marks
    reported = st.is_subjunctive(child, lexicon) and not st.is_subjunctive(verb, lexicon)
    return child.dep_ == "conj" and child.i > verb.i and reported


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


def _inverted(verb: Token, subject: Token | None, lexicon: Lexicon) -> list[Pair]:
    """ "…, sagte X": the words stand before the verb and may go on after the frame."""
    finite = st.finite_part(verb)
    doc = verb.doc
    start, stop = st.line_of(verb)
    if finite is None or finite.i <= start + 1 or not doc[finite.i - 1].is_punct:
        return []
    if subject is None or subject.i < finite.i:
        return []
    before = doc[start : finite.i - 1]
    words = [t for t in before if not t.is_punct and not t.is_space]
    openers = lexicon.words["clause_openers"]
    if not words or (words[0].pos_ == "SCONJ" and words[0].lower_ not in openers):
        return []
    outside = [t for t in before if t.head.i >= finite.i or t.head.i < start or t.head == t]
    if any(t.head == verb and t.dep_ in ("advcl", "obl", "advmod", "obj") for t in outside):
        return []
    if not any(st.finite_part(t) for t in before):
        return []
    end = max(st.frame(verb, lexicon)) + 1
    return st.trimmed(doc, [(start, finite.i - 1), (end, stop)])


def _rest(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """What follows the comma or colon behind the frame, by the order of words alone."""
    doc = verb.doc
    _, stop = st.line_of(verb)
    finite = st.finite_part(verb)
    at = max(verb.i, finite.i if finite is not None else verb.i) + 1
    while at < stop and doc[at].text not in (",", ":"):
        auxiliary = doc[at].head == verb and doc[at].dep_ in st.AUXILIARIES
        if st.is_finite(doc[at]) and not auxiliary:
            return []
        at += 1
    if at >= stop:
        return []
    if doc[at].text == ":":
        return _after_colon(doc, at, stop)
    if doc[stop - 1].text == ":":
        return _after_colon(doc, stop - 1, stop)
    if finite is None and at != verb.i + 1:
        return []
    at = _behind_appositions(doc, at, stop)
    if at + 1 >= stop or not _opens_content(doc, at + 1, lexicon):
        return []
    if verb.dep_.startswith(("acl", "advcl")) and not _asks_or_doubts(doc, at + 1, stop, lexicon):
        return []
    if not any(st.is_finite(t) or st.is_clause(t, lexicon) for t in doc[at + 1 : stop]):
        return []
    return st.trimmed(doc, [(at + 1, _end_of_content(verb, at, stop))])


def _asks_or_doubts(doc: Doc, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether words are marked as said: by dass, a question word, or the Konjunktiv."""
    opener = doc[start].lower_
    if opener in lexicon.words["clause_openers"] or opener in lexicon.words["interrogatives"]:
        return True
    return any(st.is_subjunctive(t, lexicon) for t in doc[start:stop] if st.is_finite(t))


def _end_of_content(verb: Token, at: int, stop: int) -> int:
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
    if st.is_finite(first):
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
    return st.trimmed(doc, [st.line_of(doc[at + 1])])


def _anaphor(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "Das gab X bekannt": what is said is the sentence before."""
    start, _ = st.line_of(verb)
    first = verb.doc[start]
    if first.lower_ not in lexicon.words["demonstratives"] or first.head != verb or start == 0:
        return []
    if first.dep_ not in ("obj", "nsubj", "nsubj:pass", "dep") or "\n" in verb.doc[start - 1].text:
        return []
    before = verb.doc[start - 1].sent
    return st.trimmed(verb.doc, [st.line_of(before[-1])])


def _about(
    verb: Token, cue: Cue, subject: Token | None, lexicon: Lexicon
) -> tuple[list[Token], bool]:
    """The phrases the verb's company says hold the matter, and whether it needs none."""
    found: list[Token] = []
    for rule in cue.reports:
        role, _, group = rule.partition(":")
        for child in _candidates(verb, role, subject):
            taken = group in lexicon.words["taken_up"] and _is_pronoun(child, lexicon)
            if child not in found and (not group or taken or in_group(child, group, lexicon)):
                found.append(child)
    return found, "free" in cue.reports


def _is_pronoun(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ == "PRON" and token.lower_ in (
        lexicon.words["demonstratives"] | lexicon.words["sentence_relatives"]
    )


def _candidates(verb: Token, role: str, subject: Token | None) -> list[Token]:
    if role == "obj":
        return objects(verb, subject)
    if role == "number":
        return [c for c in objects(verb, subject) if _counts(c)]
    if role == "dat":
        return [c for c in verb.children if c.dep_ in ("obl:arg", "iobj") and not st.case_of(c)]
    if role == "gen":
        return [c for c in verb.children if "Gen" in c.morph.get("Case") and not st.case_of(c)]
    if role == "xcomp":
        return [c for c in verb.children if c.dep_ == "xcomp"]
    nearby = [c for c in verb.children if c.dep_ in MATTER_DEPS]
    nearby += [
        g
        for c in verb.children
        if c.dep_ in ("obj", "nsubj")
        for g in c.children
        if g.dep_ == "nmod" and g.i > verb.i
    ]
    marker, _, kind = role.partition("+")
    return [c for c in nearby if _marker(c) == marker and (not kind or _counts(c))]


def _counts(token: Token) -> bool:
    """Whether a phrase holds a number."""
    return any(t.pos_ == "NUM" or t.like_num for t in token.subtree)


def _marker(token: Token) -> str:
    case = st.case_of(token)
    return case or next((c.lower_ for c in token.children if c.dep_ in ("mark", "cc")), "")
