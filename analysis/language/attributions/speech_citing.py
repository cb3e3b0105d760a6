"""Acts beside a report or a deed: whom it cites, and the reason somebody gives for it.

Rules: `frame-citing` "meldete unter Berufung auf X 40 Fälle": X says what is reported;
`because-mood` "sagte ab, weil es zu laut sei": the Konjunktiv makes the reason somebody's words.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.speech_nouns import owner_of
from analysis.language.attributions.subjects import subject as subject_of


def cited_speeches(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> Iterator[Speech]:
    """An act for each one whom a report cites; the citing words are no part of the report."""
    for token in st.of_pos(doc, {"NOUN"}):
        if token.lower_ in lexicon.words["citing"]:
            speech = _cited(token, speeches, lexicon)
            if speech is not None:
                yield speech


def _cited(token: Token, speeches: list[Speech], lexicon: Lexicon) -> Speech | None:
    doc, (start, stop) = token.doc, line_of(token)
    opening, to = token.i - 1, token.i + 1
    if to + 1 >= stop or opening < start or doc[to].lower_ not in lexicon.words["citing_to"]:
        return None
    noun = st.phrase_head_after(doc[to])
    source = {i for i in st.phrase(noun) if i > to} if noun is not None else set()
    cue = {opening, token.i, to}
    near = [s for s in speeches if start <= s.head < stop and s.content and s.head not in cue]
    if not source or not near:
        return None
    report = max(near, key=lambda s: (s.rule != "noun-clause", s.size))
    said = {i for pair in report.content for i in range(*pair)}
    if report.rule == "verb-matter":  # "berichtete unter Berufung auf Helfer von 40 Fällen"
        about = min((i for i in said if i in source), default=stop)
        source = {i for i in source if i < about and (i + 1 < about or doc[i].pos_ != "ADP")}
    cut = cue | source
    content = said - cut
    report.content = st.trimmed(doc, st.ranges(content))
    report.source -= cut
    return replace(
        report,
        head=token.i,
        cue=cue,
        source=source,
        content=list(report.content),
        rule="frame-citing",
        lemma=token.lemma_,
        stance="acknowledge",
        negated=False,
        source_head=noun.i if noun is not None else None,
    )


def lead_speeches(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> Iterator[Speech]:
    """`colon-lead`: words in the Konjunktiv behind a colon that no verb of saying leads to ("Der
    Anwalt ging weiter: Der Zeuge habe gelogen")."""
    told = {i for s in speeches for pair in s.content for i in range(*pair)}
    colons = [i for i, found in enumerate(st.of_each(doc, "ORTH", ":".__eq__)) if found]
    for colon in (doc[i] for i in colons):
        start, stop = line_of(colon)
        if colon.i + 2 >= stop or colon.i == start:
            continue
        behind = doc[colon.i + 1 : stop]
        verb = next((t for t in behind if st.is_finite(t)), None)
        sure = verb is not None and st.is_subjunctive(verb, lexicon)
        if not sure or verb.lower_ in lexicon.words["thoughts"] or told & {colon.i, verb.i}:
            continue
        root = colon.sent.root
        if not start <= root.i < colon.i:
            root = next((t for t in doc[start : colon.i] if st.is_finite(t)), root)
        who = subject_of(root, lexicon)
        if who is None or not start <= who.i < colon.i:
            continue
        speaking: Token | None = who
        cue = colon.i
        if lexicon.noun_stance(who.lemma_):  # "Eine Meldung macht die Runde: …"
            speaking, cue = owner_of(who, lexicon), who.i
        pointing = who.lower_ in lexicon.words["demonstratives"]
        yield Speech(
            head=colon.i,
            cue=set() if pointing else {cue},
            source=set() if speaking is None or pointing else st.phrase(speaking) - {colon.i},
            content=st.trimmed(doc, [(colon.i + 1, stop)]),
            form="indirect",
            rule="colon-mood" if pointing or speaking is None else "colon-lead",
            lemma=":",
            stance="acknowledge",
            confidence=0.6,
            carried=pointing,
            source_head=speaking.i if speaking is not None and not pointing else None,
        )


def reason_speeches(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> Iterator[Speech]:
    """Reasons in the Konjunktiv that no other act holds."""
    told = {i for s in speeches for pair in s.content for i in range(*pair)}
    for token in st.of_pos(doc, {"SCONJ"}):
        verb = token.head
        if token.lower_ not in lexicon.words["because"] or token.i in told or verb == token:
            continue
        above = verb.head
        finite = st.finite_part(verb)
        sure = finite is not None and finite.lower_ in lexicon.words["subjunctives"]
        doubted = finite is not None and finite.lower_ in lexicon.words["thoughts"]
        who = subject_of(above, lexicon) if sure and not doubted and above != verb else None
        if who is None or not st.is_clause(above, lexicon):
            continue
        content = st.clipped(doc, st.span_of(verb), line_of(token))
        if content and content[0][0] == token.i:
            yield Speech(
                head=-1,
                cue=set(),
                source=st.phrase(who),
                content=content,
                form="indirect",
                rule="because-mood",
                stance="acknowledge",
                confidence=0.6,
                source_head=who.i,
            )
