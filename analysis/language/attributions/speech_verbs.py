"""Verbs of saying and of reported thought: who, and which clause, infinitive, quotation or matter.

Rules (their ids travel into the `rule` column): `verb-clause` a clause below the verb or beside it,
`verb-inverted` the verb right after the words ("…, sagte X"), `verb-as` "wie X mitteilte",
`verb-matter` no wording, only what it is about.
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_matter as sm
from analysis.language.attributions import speech_order as so
from analysis.language.attributions import speech_readings as sr
from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions import speech_wording as sw
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_asides import like_before
from analysis.language.attributions.speech_gap import find_gap
from analysis.language.attributions.speech_idle import is_idle, is_nobodys
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.speech_places import said_at
from analysis.language.attributions.speech_second import second_part
from analysis.language.attributions.speech_tail import with_tail
from analysis.language.attributions.subjects import subject as subject_of
from analysis.language.records import Pair

FORMS = {"verb-matter": "reported", "verb-naming": "partial"}
VERBAL = frozenset({"VERB", "AUX", "ADJ"})
JOINED = frozenset({"conj", "parataxis", "dep"})  # how a second verb hangs on the first
CONFIDENCE = {"verb-matter": 0.7, "verb-anaphor": 0.7}


def verb_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """All acts of speech that a verb marks, in reading order."""
    for token in st.of_pos(doc, VERBAL):
        if sr.keys(token, lexicon):
            yield from _read(token, lexicon)


def _read(verb: Token, lexicon: Lexicon) -> list[Speech]:
    """The verb's act, and what follows it in its sentence as a further one."""
    if verb.dep_ in ("amod", "aux", "aux:pass"):
        return []
    for cue, company in sr.readings(verb, lexicon):
        speech = _read_as(verb, cue, company, lexicon)
        if speech is not None:
            second = None if lexicon.wide else second_part(verb, cue, speech, lexicon)
            if second is None and speech.rule == "verb-matter" and not lexicon.wide:
                speech.content = with_tail(verb, sm.with_quoted(verb, speech.content), lexicon)
            return [speech] if second is None else [speech, second]
        if not cue.yields:
            return []
    return []


def _read_as(verb: Token, cue: Cue, company: set[int], lexicon: Lexicon) -> Speech | None:
    if verb.dep_ == "cop" and not company:
        return None
    subject = subject_of(verb, lexicon)
    if _ruled_out(verb, cue, subject, lexicon):
        return None
    words = cue_words(verb, company, lexicon)
    rule, content = "", []
    gapped = not lexicon.wide and cue.reports and find_gap(verb, lexicon) is not None
    if cue.opens & {"c", "i"} and not gapped:
        rule, content = sw.wording(verb, cue, company, subject, lexicon)
    source = _origin(verb, cue) if cue.origins else find_source(verb, lexicon, company)
    opener = like_before(verb, lexicon) if rule == "verb-as" else None
    if opener is not None and (source is None or not opener.i < source.i < verb.i):
        source = st.phrase_head_after(opener)
    if not content and "n" in cue.opens:
        rule, content = "verb-naming", sm.named(verb, source, lexicon)
    if not content and (lexicon.wide or not _only_possible(verb, source, cue, lexicon)):
        active = None if st.is_passive(verb) else subject
        rule, content = "verb-matter", sm.matter(verb, cue, words, active or source, lexicon)
        stated = "free" in cue.reports and {i for p in content for i in range(*p)} <= words
        if (not content or stated) and not lexicon.wide:
            taken = words | (st.phrase(source) if source is not None else set())
            content = so.matter(verb, cue, taken, lexicon) or content
    if not content and not lexicon.wide:
        return None
    if (
        not lexicon.wide
        and rule == "verb-matter"
        and (
            _is_bare_participle(verb)
            or (source is None and _is_state(verb, words, content, lexicon))
        )
    ):
        return None
    if not lexicon.wide and is_nobodys(verb, source, cue, lexicon):
        return None
    if lexicon.wide:
        content = _taken_up(verb, rule, content, lexicon)
        bare = cue.lemma in lexicon.wide_verbs - lexicon.words["debate_worded"]
        if not content and not bare:
            return None
    newsroom = source is not None and source.lower_ in lexicon.words["newsroom"]
    if newsroom and not lexicon.wide and rule == "verb-matter" and cue.stance == "deny":
        return None  # a correction of one's own
    negated = is_negated(verb, lexicon)
    form, stance = FORMS.get(rule, "indirect"), cue.stance
    if not lexicon.wide and is_idle(verb, rule, lexicon, negated=negated):
        return None
    if not lexicon.wide and source is None and _is_subject_clause(verb, content, lexicon):
        return None
    if negated:
        stance = lexicon.negated.get(cue.lemma, stance)
    if negated and cue.lemma in lexicon.words["withheld"] and sw.asks(verb.doc, content, lexicon):
        stance = None
    return Speech(
        head=verb.i,
        cue=words,
        source=st.phrase(source) - words if source is not None else set(),
        content=content,
        form=form,
        rule=rule,
        lemma=cue.lemma,
        stance=stance,
        negated=negated,
        confidence=CONFIDENCE.get(rule, 0.9),
        source_head=source.i if source is not None else None,
    )


def _is_subject_clause(verb: Token, content: list[Pair], lexicon: Lexicon) -> bool:
    """ "Dass er schweigt, beweist nichts": a fact does, and nobody speaks."""
    before = content and content[-1][1] <= verb.i and sw.asks(verb.doc, content, lexicon)
    return bool(before) and not st.is_passive(verb) and not is_impersonal(verb, lexicon)


def _taken_up(verb: Token, rule: str, content: list[Pair], lexicon: Lexicon) -> list[Pair]:
    """In a debate, what points to the words is the content, not the words ("das", "was")."""
    if rule == "verb-as":
        return []
    if rule not in ("verb-anaphor", "verb-relative") or not content:
        return content
    words = lexicon.words["demonstratives"] | lexicon.words["sentence_relatives"]
    start, _ = line_of(verb)
    pointers = [t.i for t in verb.doc[start : verb.i] if t.head == verb and t.lower_ in words]
    return [(i, i + 1) for i in pointers[:1]]


def is_impersonal(verb: Token, lexicon: Lexicon) -> bool:
    """ "heißt es": the verb has no speaker of its own."""
    if verb.lemma_.lower() not in lexicon.words["impersonal"] and not st.is_passive(verb):
        return False
    return any(c.lower_ in lexicon.words["expletive"] for c in verb.children)


def _is_bare_participle(verb: Token) -> bool:
    """ "mehr als am Abend gemeldet": a participle without a finite verb of its own or of the verb
    it is joined to."""
    if "Part" not in verb.morph.get("VerbForm") or st.is_finite(verb):
        return False
    while verb.dep_ in JOINED and st.finite_part(verb) is None and verb.head != verb:
        verb = verb.head
    return st.finite_part(verb) is None


def _is_state(verb: Token, words: set[int], content: list[Pair], lexicon: Lexicon) -> bool:
    """ "Ausgeschlossen ist das nicht", "gewarnt wurde im Mai": nobody tells anything."""
    helpers = {c.lemma_.lower() for c in verb.children}
    state = bool(helpers & lexicon.words["copulas"]) and not helpers & lexicon.words["future"]
    return state or {i for pair in content for i in range(*pair)} <= words


def _only_possible(verb: Token, source: Token | None, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a clause without wording tells no act: a condition, or a passive of which nobody
    knows by whom and which is no demand, promise or announcement."""
    if any(c.lower_ in lexicon.words["conditions"] and c.i < verb.i for c in verb.children):
        return True
    return source is None and "i" not in cue.opens


def cue_words(verb: Token, company: set[int], lexicon: Lexicon) -> set[int]:
    """The verb with its auxiliaries, separable prefix, inherent reflexive and fixed company."""
    helpers = () if lexicon.wide else st.AUXILIARIES
    modals = frozenset().union(*(lexicon.words[w] for w in ("duty", "intention", "possibility")))
    extra = {
        c.i
        for c in verb.children
        if c.dep_ in (*helpers, "expl:pv") and c.lemma_.lower() not in modals
    }
    expletive = {
        c.i
        for c in verb.children
        if c.lower_ in lexicon.words["expletive"] and abs(c.i - verb.i) == 1 and not company
    }
    expletive &= {c.i for c in verb.children} if is_impersonal(verb, lexicon) else set()
    return {verb.i} | extra | company if not expletive or extra else {verb.i} | company


def is_negated(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a negation hangs on the verb, its subject's or its object's determiner."""
    words = lexicon.words["negation"]
    for child in st.parts(verb):
        if child.lemma_.lower() in words or child.lower_ in words:
            return True
        if child.dep_ in ("nsubj", "obj", "nsubj:pass") and any(
            c.lemma_.lower() in words for c in child.children
        ):
            return True
    return False


def find_source(verb: Token, lexicon: Lexicon, company: Collection[int] = ()) -> Token | None:
    """The noun or pronoun that names who speaks: subject, passive agent, or the medium."""
    verb = verb.head if verb.dep_ == "cop" else verb
    subject = subject_of(verb, lexicon)
    impersonal = subject is None or is_impersonal(verb, lexicon)
    impersonal = impersonal or any(c.i in company and c.dep_ in st.SUBJECTS for c in verb.children)
    heard = verb.lemma_.lower() in lexicon.words["heard"]
    anybody = subject is not None and subject.lower_ in lexicon.words["one"]
    if not st.is_passive(verb) and not impersonal and not heard:
        return (said_at(verb, lexicon) if anybody else None) or subject
    phrases = [c for c in verb.children if c.dep_ in sm.MATTER_DEPS and st.case_of(c)]
    if st.is_passive(verb) and verb.lemma_.lower() in lexicon.words["quoting"]:
        return subject
    if st.is_passive(verb) or heard:
        origins = lexicon.words["origin" if heard else "agents"]
        nested = [c for phrase in verb.children for c in phrase.children if heard]
        for child in (*phrases, *nested):
            if st.case_of(child) in origins:
                return child
    return None if heard else said_at(verb, lexicon)


def _origin(verb: Token, cue: Cue) -> Token | None:
    """ "Die Zahl stammt von X": the phrase behind the preposition the reading asks for."""
    phrases = (c for c in verb.children if c.dep_ in sm.MATTER_DEPS)
    return next((c for c in phrases if st.case_of(c) in cue.origins), None)


def _ruled_out(verb: Token, cue: Cue, subject: Token | None, lexicon: Lexicon) -> bool:
    holder = verb.head if verb.dep_ == "cop" else verb
    for rule in cue.never:
        role, _, group = rule.partition(":")
        if role == "obj":
            found = sm.objects(verb, subject)
        elif role == "subj":
            found = [subject] if subject is not None else []
        else:
            found = [c for c in holder.children if role in (c.lower_, st.case_of(c))]
        if any(not group or sm.in_group(t, group, lexicon) for t in found):
            return True
    return False
