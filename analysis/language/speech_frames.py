"""Frames without a verb of saying: `laut X`, `nach Angaben von X`, `X zufolge`, `so X`, `demnach`,
colon headlines ("USA: …"), and nouns that carry a clause ("die Behauptung, dass …").
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.language import speech_tokens as st
from analysis.language.records import Pair
from analysis.language.speech import Speech
from analysis.language.speech_lexicon import Lexicon
from analysis.language.speech_verbs import phrase_head_after

NOUN_CLAUSES = frozenset({"acl", "ccomp", "csubj", "advcl", "parataxis"})


def frame_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """All acts of speech that an adposition, an adverb, a colon or a noun marks."""
    for token in doc:
        speech = None
        if token.pos_ in ("ADP", "ADV", "SCONJ", "PROPN", "CCONJ", "ADJ"):
            speech = (
                _adposition(token, lexicon)
                or _so(token, lexicon)
                or _accordingly(token, lexicon)
                or _whereby(token, lexicon)
            )
        elif token.pos_ == "NOUN":
            speech = _noun(token, lexicon)
        if speech is not None:
            yield speech


def _adposition(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-adposition`: laut, zufolge, gemäß with any noun; nach with a noun of saying."""
    word = token.lower_
    always = word in lexicon.adpositions["always"]
    if not always and word not in lexicon.adpositions["with_saying"]:
        return None
    noun = token.head
    if token.dep_ not in ("case", "advmod", "mark") or noun.pos_ not in st.NOMINAL:
        return None
    if not always and not lexicon.in_group(noun.lemma_, "saying"):
        return None
    clause = _governor(noun)
    if clause is None:
        return None
    frame = {t.i for t in noun.subtree if t.dep_ not in st.CLAUSES} | {token.i}
    source = st.phrase(noun) - {token.i}
    cut = set(range(min(frame), max(source | {token.i}) + 1))
    content = st.span_of(clause, without=cut)
    if not content:
        return None
    return Speech(
        head=token.i,
        cue={token.i},
        source=source,
        content=_pick(token.doc, content),
        form="indirect",
        rule="frame-adposition",
        lemma=word,
        stance="acknowledge",
        confidence=0.9,
        source_head=noun.i,
    )


def _pick(doc: Doc, content: list[Pair]) -> list[Pair]:
    """Leave out crumbs a wrong arc left over: pieces without any word of substance."""
    return [p for p in content if any(doc[i].pos_ not in ("PUNCT", "CCONJ") for i in range(*p))]


def _governor(noun: Token) -> Token | None:
    """The head of the clause a frame phrase stands in."""
    token = noun
    while not st.is_clause(token) and token.head != token:
        token = token.head
    return token if token != noun else None


def _so(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-so`: "…, so X": so after a comma or a quotation, a noun phrase, and an end."""
    if token.lower_ not in lexicon.words["so"] or token.i == 0:
        return None
    doc, sent = token.doc, token.sent
    before = doc[token.i - 1]
    if not (before.is_punct or before.is_quote) or token.i + 1 >= len(doc):
        return None
    noun = phrase_head_after(token)
    if noun is None:
        return None
    source = {i for i in st.phrase(noun) if i > token.i}
    if not source or max(source) + 1 < sent.end and not doc[max(source) + 1].is_punct:
        return None
    end = max(source) + 1
    pairs = st.trimmed(doc, [(sent.start, token.i), (end, sent.end)])
    if not any(st.finite_part(doc[i]) for pair in pairs for i in range(*pair)):
        return None
    return Speech(
        head=token.i,
        cue={token.i},
        source=source,
        content=pairs,
        form="indirect",
        rule="frame-so",
        lemma=token.lower_,
        stance="acknowledge",
        confidence=0.9,
        source_head=noun.i,
    )


def _accordingly(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-accordingly`: demnach takes up the source before."""
    if token.lower_ not in lexicon.words["accordingly"]:
        return None
    clause = _governor(token)
    if clause is None or st.finite_part(clause) is None:
        return None
    return Speech(
        head=token.i,
        cue={token.i},
        source=set(),
        content=st.span_of(clause, without={token.i}),
        form="indirect",
        rule="frame-accordingly",
        lemma=token.lower_,
        stance="acknowledge",
        confidence=0.6,
        carried=True,
    )


def _whereby(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-whereby`: "ein Bericht, wonach …": the noun before speaks."""
    if token.lower_ not in lexicon.words["whereby"]:
        return None
    clause = _governor(token)
    if clause is None or clause.head == clause or clause.head.i > token.i:
        return None
    noun = clause.head if clause.head.pos_ in ("NOUN", "PROPN") else None
    if noun is None:
        before = [t for t in token.doc[token.sent.start : token.i] if t.pos_ == "NOUN"]
        noun = next((t for t in reversed(before) if lexicon.noun_stance(t.lemma_)), None)
    return Speech(
        head=token.i,
        cue={token.i},
        source=st.phrase(noun) if noun is not None else set(),
        content=st.span_of(clause, without={token.i}),
        form="indirect",
        rule="frame-whereby",
        lemma=token.lower_,
        stance="acknowledge",
        source_head=noun.i if noun is not None else None,
    )


def _noun(token: Token, lexicon: Lexicon) -> Speech | None:
    """`noun-clause`: "die Behauptung, dass …"; its genitive or von-phrase is the speaker."""
    stance = lexicon.noun_stance(token.lemma_)
    if stance is None:
        return None
    openers = lexicon.words["clause_openers"]
    for child in token.children:
        if child.dep_ not in NOUN_CLAUSES or child.i < token.i or not st.is_clause(child):
            continue
        if child.dep_ == "acl" and _is_relative(child):
            continue
        marked = any(c.lower_ in openers and c.i < child.i for c in child.children)
        infinitive = st.finite_part(child) is None
        if not (marked or infinitive or st.is_subjunctive(child)):
            continue
        owner = _owner(token, lexicon)
        article = {c.i for c in token.children if c.dep_ == "det" and c.i == token.i - 1}
        return Speech(
            head=token.i,
            cue={token.i} | article,
            source=st.phrase(owner) if owner is not None else set(),
            content=st.span_of(child),
            form="indirect",
            rule="noun-clause",
            lemma=token.lemma_,
            stance=stance,
            confidence=0.7,
            source_head=owner.i if owner is not None else None,
        )
    return None


def _is_relative(clause: Token) -> bool:
    return any("Rel" in t.morph.get("PronType") for t in clause.subtree if t.i <= clause.i)


def _owner(noun: Token, lexicon: Lexicon) -> Token | None:
    """Whose word it is: a genitive, "von X", or a possessive."""
    for child in noun.children:
        if child.dep_ in ("nmod", "nmod:poss") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            if st.case_of(child) in ("", *lexicon.words["agents"]):
                return child
    return next(
        (c for c in noun.children if c.dep_.startswith("det") and "Yes" in c.morph.get("Poss")),
        None,
    )
