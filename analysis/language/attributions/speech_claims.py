"""`verb-claim`: "Sie will 40 Schiffe gesehen haben": a claim the writer leaves to its subject."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_order as so
from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.speech_places import said_at
from analysis.language.attributions.subjects import subject as subject_of

VERBAL = frozenset({"VERB", "AUX"})


def claim_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """Acts of speech marked by wollen with a perfect infinitive."""
    for token in st.of_pos(doc, VERBAL):
        volition = token.lemma_.lower() in lexicon.words["volition"] and st.is_finite(token)
        if volition and "Ind" in token.morph.get("Mood"):
            speech = _claim(token, lexicon)
            if speech is not None:
                yield speech


def _end(modal: Token, end: int, lexicon: Lexicon) -> int:
    """Where the claim ends: with its clause, or with the one that tells what was found out."""
    doc, stop = modal.doc, line_of(modal)[1]
    follows = end + 1 < stop and doc[end].text == ","
    opens = follows and doc[end + 1].lower_ in lexicon.words["clause_openers"]
    finite = next((t for t in doc[end:stop] if st.is_finite(t)), None) if follows else None
    return stop if opens or (finite is not None and st.is_subjunctive(finite, lexicon)) else end


def _claim(modal: Token, lexicon: Lexicon) -> Speech | None:
    doc, (start, end) = modal.doc, so.clause(modal)
    words = [i for i in range(start, end) if not doc[i].is_punct and not doc[i].is_space]
    words = [i for i in words if i != modal.i]
    subject = subject_of(modal.head if modal.dep_ == "aux" else modal, lexicon)
    if len(words) < 3 or subject is None or not start <= subject.i < end:
        return None
    participle, infinitive = doc[words[-2]], doc[words[-1]]
    perfect = infinitive.lower_ in lexicon.words["perfect_infinitives"]
    deadline = any(doc[i].lower_ in lexicon.words["deadlines"] for i in words)
    if not perfect or "Part" not in participle.morph.get("VerbForm") or deadline:
        return None
    dropped: set[int] = set()
    if subject.lower_ in lexicon.words["one"]:  # "im Amt will man …": the house
        dropped = {subject.i}
        house = said_at(participle, lexicon) or said_at(modal, lexicon)
        if house is not None and start <= house.i < end:
            dropped |= {c.i for c in house.children if c.dep_ == "case"}
            subject = house
    source = st.phrase(subject) - {modal.i}
    while max(source, default=end) + 1 < end and doc[max(source) + 1].pos_ == "PROPN":
        source.add(max(source) + 1)  # a name the parser set beside its title
    if not set(words) > source:
        return None
    told = [i for i in words if i not in source | dropped and doc[i].pos_ != "SCONJ"]
    begin, first = told[0], line_of(modal)[0]
    if first < start and doc[first].lower_ in lexicon.words["clause_openers"]:
        begin = first  # "Dass es brannte, will er nicht bemerkt haben"
    said = set(range(begin, _end(modal, told[-1] + 1, lexicon))) - {modal.i} - source - dropped
    return Speech(
        head=modal.i,
        cue={modal.i},
        source=source,
        content=st.trimmed(doc, st.ranges(said)),
        form="indirect",
        rule="verb-claim",
        lemma=modal.lemma_,
        stance="distance",
        source_head=subject.i,
    )
