"""Verbs of saying and of reported thought: who, and which clause, infinitive, quotation or matter.

Rules (their ids travel into the `rule` column): `verb-clause` a clause below the verb or beside it,
`verb-inverted` the verb right after the words ("…, sagte X"), `verb-as` "wie X mitteilte",
`verb-matter` no wording, only what it is about.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.language import speech_tokens as st
from analysis.language.records import Pair
from analysis.language.speech import Speech
from analysis.language.speech_lexicon import Cue, Lexicon

CONTENT_DEPS = frozenset({"ccomp", "csubj", "csubj:pass", "parataxis", "discourse"})
MATTER_DEPS = frozenset(
    {"obl", "obl:arg", "obl:agent", "nmod", "advcl", "xcomp", "advmod", "appos"}
)
CONFIDENCE = {"verb-clause": 0.9, "verb-inverted": 0.9, "verb-as": 0.9, "verb-matter": 0.7}


def verb_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """All acts of speech that a verb marks, in reading order."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX", "ADJ") and (keys := _keys(token, lexicon)):
            speech = _read(token, keys, lexicon)
            if speech is not None:
                yield speech


def _keys(token: Token, lexicon: Lexicon) -> list[str]:
    """The verb's lemma, with its separable prefix where the lemmatizer left it out."""
    lemma = token.lemma_.lower()
    prefixes = [c.lower_ for c in token.children if c.dep_ == "compound:prt"]
    return [k for k in (*(p + lemma for p in prefixes), lemma) if k in lexicon.verbs]


def match(verb: Token, lexicon: Lexicon) -> tuple[Cue, set[int]] | None:
    """The reading of a verb that its company allows, with the words that belong to the cue."""
    near = st.frame(verb)
    for key in _keys(verb, lexicon):
        for cue in lexicon.verbs[key]:
            company = _company(verb, cue, near)
            if company is not None:
                return cue, company
    return None


def _company(verb: Token, cue: Cue, near: set[int]) -> set[int] | None:
    if not cue.needs:
        return set()
    words = {}
    for i in near:
        words.setdefault(verb.doc[i].lower_, i)
        words.setdefault(verb.doc[i].lemma_.lower(), i)
    for needed in cue.needs:
        if all(word in words for word in needed):
            return {words[word] for word in needed}
    return None


def _read(verb: Token, keys: list[str], lexicon: Lexicon) -> Speech | None:
    matched = match(verb, lexicon)
    if matched is None or verb.dep_ in ("amod", "aux", "aux:pass", "cop"):
        return None
    cue, company = matched
    near = st.frame(verb)
    words = cue_words(verb, company, lexicon)
    source_head = find_source(verb, lexicon)
    source = st.phrase(source_head) - words if source_head is not None else set()
    if _ruled_out(verb, cue, lexicon):
        return None
    rule, content = _content(verb, cue, near, words, source_head, lexicon)
    if not content:
        return None
    return Speech(
        head=verb.i,
        cue=words,
        source=source,
        content=content,
        form="reported" if rule == "verb-matter" else "indirect",
        rule=rule,
        lemma=cue.lemma,
        stance=cue.stance,
        negated=is_negated(verb, lexicon),
        confidence=CONFIDENCE[rule],
        source_head=source_head.i if source_head is not None else None,
    )


def cue_words(verb: Token, company: set[int], lexicon: Lexicon) -> set[int]:
    """The verb with its auxiliaries, separable prefix, inherent reflexive and fixed company."""
    extra = {c.i for c in verb.children if c.dep_ in (*st.AUXILIARIES, "compound:prt", "expl:pv")}
    expletive = {
        c.i
        for c in verb.children
        if c.lower_ in lexicon.words["expletive"] and abs(c.i - verb.i) == 1 and not company
    }
    return {verb.i} | extra | company if not expletive or extra else {verb.i} | company


def is_negated(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a negation hangs on the verb, its subject's or its object's determiner."""
    words = lexicon.words["negation"]
    for child in verb.children:
        if child.lemma_.lower() in words or child.lower_ in words:
            return True
        if child.dep_ in ("nsubj", "obj", "nsubj:pass") and any(
            c.lemma_.lower() in words for c in child.children
        ):
            return True
    return False


def find_source(verb: Token, lexicon: Lexicon) -> Token | None:
    """The noun or pronoun that names who speaks: subject, passive agent, or the medium."""
    subject = st.subject(verb)
    impersonal = subject is None or subject.lower_ in lexicon.words["expletive"]
    if not st.is_passive(verb) and not impersonal:
        return subject
    phrases = [c for c in verb.children if c.dep_ in MATTER_DEPS and st.case_of(c)]
    if st.is_passive(verb):
        for child in phrases:
            if st.case_of(child) in lexicon.words["agents"]:
                return child
    for child in phrases:
        if st.case_of(child) in lexicon.words["media_prepositions"] and (
            lexicon.in_group(child.lemma_, "medium") or lexicon.in_group(child.lemma_, "saying")
        ):
            return child
    return None


def _ruled_out(verb: Token, cue: Cue, lexicon: Lexicon) -> bool:
    for rule in cue.never:
        role, _, group = rule.partition(":")
        if role != "obj" and any(st.case_of(c) == role for c in verb.children):
            return True
        if role == "obj" and any(_in_group(t, group, lexicon) for t in _objects(verb)):
            return True
    return False


def _objects(verb: Token) -> list[Token]:
    roles = {"nsubj:pass", "nsubj"} if st.is_passive(verb) else {"obj"}
    return [c for c in verb.children if c.dep_ in roles]


def _in_group(token: Token, group: str, lexicon: Lexicon) -> bool:
    if group == "person" and token.ent_type_ == "PER":
        return True
    return lexicon.in_group(token.lemma_, group)


def _content(
    verb: Token,
    cue: Cue,
    near: set[int],
    words: set[int],
    source: Token | None,
    lexicon: Lexicon,
) -> tuple[str, list[Pair]]:
    if cue.opens & {"c", "i"}:
        for rule, reader in (
            ("verb-as", _as_clause),
            ("verb-clause", _clauses),
            ("verb-inverted", _inverted),
            ("verb-clause", _marked_clause),
        ):
            content = reader(verb, lexicon)
            if content:
                return rule, content
    matter = _matter(verb, cue, lexicon)
    if matter is None:
        return "verb-matter", []
    spoken = st.phrase(source) if source is not None else set()
    rest = {i for i in near - words - spoken if not verb.doc[i].dep_ == "mark"}
    return "verb-matter", st.trimmed(verb.doc, st.ranges(rest))


def _as_clause(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "wie X mitteilte": what is said is the clause the wie-clause belongs to."""
    if not any(c.lower_ in lexicon.words["like"] and c.i < verb.i for c in verb.children):
        return []
    if verb.dep_ not in ("advcl", "parataxis", "acl", "ccomp", "conj"):
        return []
    return st.span_of(verb.head, without=_with_commas(verb))


def _with_commas(verb: Token) -> set[int]:
    inside = {t.i for t in verb.subtree}
    return set(range(min(inside), max(inside) + 1))


def _clauses(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """Clauses below the verb: complement clauses, and main clauses the parser set beside it."""
    openers = lexicon.words["clause_openers"]
    heads = []
    for child in verb.children:
        marked = any(c.dep_ == "mark" and c.lower_ in openers for c in child.children)
        infinitive = child.dep_ in ("xcomp", "advcl", "acl") and not st.finite_part(child)
        if not st.is_clause(child):
            continue
        if child.dep_ in CONTENT_DEPS or marked or (infinitive and _bare(child)):
            heads.append(child)
        elif child.dep_ == "conj" and child.i > verb.i and _reported_conjunct(child):
            heads.append(child)
    spoken = [pair for head in heads for pair in st.span_of(head, without={verb.i})]
    return _joined(verb.doc, spoken)


def _bare(infinitive: Token) -> bool:
    """No `um`, `ohne`, `statt` before it: those are adverbial."""
    return not any(c.dep_ == "mark" and c.pos_ != "PART" for c in infinitive.children)


def _reported_conjunct(verb: Token) -> bool:
    return st.is_subjunctive(verb) and not st.is_subjunctive(verb.head)


def _joined(doc: Doc, pairs: list[Pair]) -> list[Pair]:
    """Ranges that only punctuation or a conjunction separates, as one."""
    out: list[Pair] = []
    for start, end in sorted(pairs):
        if out and all(doc[i].is_punct or doc[i].pos_ == "CCONJ" for i in range(out[-1][1], start)):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _inverted(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """ "…, sagte X": the words stand before the verb and may go on after the frame."""
    finite = st.finite_part(verb)
    sent = verb.sent
    if finite is None or finite.i <= sent.start + 1 or not sent.doc[finite.i - 1].is_punct:
        return []
    subject = st.subject(verb)
    if subject is None or subject.i < finite.i:
        return []
    start, stop = st.line_of(verb)
    before = sent.doc[start : finite.i - 1]
    words = [t for t in before if not t.is_punct and not t.is_space]
    if (
        not words
        or words[0].pos_ == "SCONJ"
        and words[0].lower_ not in lexicon.words["clause_openers"]
    ):
        return []
    outside = [t for t in before if t.head.i >= finite.i or t.head.i < sent.start or t.head == t]
    if any(t.head == verb and t.dep_ in ("advcl", "obl", "advmod", "obj") for t in outside):
        return []
    if not any(st.finite_part(t) for t in before):
        return []
    end = max(st.frame(verb)) + 1
    return st.trimmed(sent.doc, [(start, finite.i - 1), (end, stop)])


def _marked_clause(verb: Token, lexicon: Lexicon) -> list[Pair]:
    """A dass-clause right after the verb's own words, wherever the parser hung it."""
    doc, sent = verb.doc, verb.sent
    for i in range(verb.i + 1, sent.end - 1):
        if doc[i].is_punct and doc[i + 1].lower_ in lexicon.words["clause_openers"]:
            head = doc[i + 1].head
            if head.i > i and head.head.i <= i and head.head in verb.subtree:
                return [p for p in st.span_of(head) if p[0] >= i] if _own(head, verb) else []
        elif doc[i].pos_ == "VERB" and st.is_finite(doc[i]):
            return []
    return []


def _own(clause: Token, verb: Token) -> bool:
    return clause.head.pos_ in ("NOUN", "ADV", "ADJ", "PRON") and clause.head.head == verb


def _matter(verb: Token, cue: Cue, lexicon: Lexicon) -> Token | None:
    """The phrase that tells what the speech is about, when the verb is one that allows it."""
    for rule in cue.reports:
        role, _, group = rule.partition(":")
        if role == "free":
            return verb
        for child in _candidates(verb, role):
            if not group or _in_group(child, group, lexicon):
                return child
    return None


def _candidates(verb: Token, role: str) -> list[Token]:
    if role == "obj":
        return _objects(verb)
    if role == "dat":
        return [c for c in verb.children if c.dep_ in ("obl:arg", "iobj") and not st.case_of(c)]
    if role == "gen":
        return [c for c in verb.children if "Gen" in c.morph.get("Case") and not st.case_of(c)]
    if role == "xcomp":
        return [c for c in verb.children if c.dep_ == "xcomp"]
    nearby = [c for c in verb.children if c.dep_ in MATTER_DEPS]
    nearby += [g for c in verb.children if c.dep_ == "obj" for g in c.children if g.dep_ == "nmod"]
    return [c for c in nearby if _marker(c) == role]


def _marker(token: Token) -> str:
    case = st.case_of(token)
    return case or next((c.lower_ for c in token.children if c.dep_ in ("mark", "cc")), "")


def phrase_head_after(token: Token) -> Token | None:
    """The head of the noun phrase that begins right after `token`."""
    following = token.doc[token.i + 1]
    if following.pos_ not in st.NOMINAL or st.is_finite(following):
        return None
    noun = following
    while noun.head.i > noun.i and noun.head.pos_ in st.NOMINAL and noun.dep_ != "nsubj":
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN", "PRON") else None
