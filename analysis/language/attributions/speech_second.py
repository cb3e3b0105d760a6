"""A second act within one sentence: a speaker whose verb is left out, or what stands behind the
colon of an act that has its matter already.

Rules: `verb-gap` "X zählt 40 Tote, das Amt bis zu 50"; `colon-mood` "Sie hält das für falsch: Man
habe gezählt": the words are a further utterance, not what is held or denied.
"""

from dataclasses import replace

from spacy.tokens import Token

from analysis.language.attributions import speech_matter as sm
from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_gap import find_gap
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.subjects import subject as subject_of


def second_part(verb: Token, cue: Cue, speech: Speech, lexicon: Lexicon) -> Speech | None:
    """The further act of a verb's sentence; the first one is cut to what is its own."""
    gap = find_gap(verb, lexicon)
    if gap is not None and speech.rule == "verb-matter":
        speech.content = st.clipped(verb.doc, speech.content, (0, gap.comma))
        return replace(
            speech,
            head=gap.noun.i,
            cue=set(),
            source=set(range(gap.comma + 1, gap.source_end)),
            content=[(gap.start, gap.end)],
            rule="verb-gap",
            source_head=gap.noun.i,
        )
    if not speech.content or speech.content[-1][1] <= verb.i:
        return None
    return _behind_colon(verb, cue, speech, lexicon)


def _behind_colon(verb: Token, cue: Cue, speech: Speech, lexicon: Lexicon) -> Speech | None:
    doc, (start, end) = verb.doc, speech.content[-1]
    colon = start - 1 if doc[start - 1].text == ":" else None
    if colon is not None:
        own = [p for p in _matter(verb, cue, speech, lexicon) if p[0] < colon]
        if not own or not _has_its_matter(verb, cue, lexicon):
            return None
        speech.content, speech.form, speech.rule = own, "reported", "verb-matter"
    else:
        colon = next((i for i in range(start, end) if doc[i].text == ":"), None)
        if colon is None or not _is_subordinate(doc[start], colon, lexicon):
            return None
        speech.content = [*speech.content[:-1], *st.trimmed(doc, [(start, colon)])]
        start = colon + 1
        if not any(st.is_subjunctive(t, lexicon) for t in doc[start:end] if st.is_finite(t)):
            return None
    return Speech(
        -1, set(), set(), st.trimmed(doc, [(start, end)]), "indirect", "colon-mood",
        stance="acknowledge", source_head=speech.source_head, carried=True,
    )  # fmt: skip


def _matter(verb: Token, cue: Cue, speech: Speech, lexicon: Lexicon) -> list[tuple[int, int]]:
    return sm.matter(verb, cue, speech.cue, subject_of(verb, lexicon), lexicon)


def _has_its_matter(verb: Token, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether words behind a colon do not spell out the verb's object: a denial, a view held of
    something, a pronoun that points back."""
    if cue.stance == "deny" or "für" in cue.reports:
        return True
    pointers = lexicon.words["demonstratives"]
    return any(c.lower_ in pointers and c.dep_ in ("obj", "obl:arg") for c in verb.children)


def _is_subordinate(first: Token, colon: int, lexicon: Lexicon) -> bool:
    """Whether what begins here, up to a colon, is a clause with dass or an infinitive with zu."""
    if first.lower_ in lexicon.words["clause_openers"]:
        return True
    words = first.doc[first.i : colon]
    marked = any(t.dep_ == "mark" or lexicon.infinitive.fullmatch(t.lower_) for t in words)
    return marked and not any(st.is_finite(t) for t in words)
