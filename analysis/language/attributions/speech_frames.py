"""Frames without a verb of saying: `so X`, `demnach`, `wonach`, `für X ist`, colon headlines; with
those of adpositions and of nouns.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_adpositions import adposition_speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.speech_nouns import noun_speech, owner_of

LONGEST_PREFIX = 7  # tokens before the colon of a headline; a longer one is no speaker
LONGEST_TURN = 5  # tokens of a name and its colon
SHORTEST_TOLD = 3  # words after that colon; fewer are a label's value, nothing said
FRAME_WORDS = frozenset({"ADP", "ADV", "SCONJ", "PROPN", "CCONJ", "ADJ", "NOUN"})

NAMES = frozenset({"PROPN", "X"})


def frame_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """All acts of speech that an adposition, an adverb or a noun marks."""
    for token in st.of_pos(doc, FRAME_WORDS):
        speech = None
        if token.lower_ in lexicon.frames:
            readers = (adposition_speech, _so, _accordingly, _whereby, _after_which, _for)
            speech = next(filter(None, (read(token, lexicon) for read in readers)), None)
        if speech is None and token.pos_ == "NOUN":
            speech = noun_speech(token, lexicon)
        if speech is not None:
            yield speech


def _so(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-so`: "…, so X": so after a comma or a quotation, a noun phrase, and an end."""
    if token.lower_ not in lexicon.words["so"] or token.i == 0:
        return None
    doc = token.doc
    start, stop = line_of(token)
    before = doc[token.i - 1]
    if not (before.is_punct or before.is_quote) or token.i + 1 >= len(doc):
        return None
    noun = st.phrase_head_after(token)
    if noun is None:
        return None
    source = {i for i in st.phrase(noun) if i > token.i}
    if not source or not _is_someone(noun, lexicon):
        return None
    end = max(source) + 1
    while end < stop and doc[end].lower_ in lexicon.words["so_on"]:
        end += 1
    if end < stop and not doc[end].is_punct:
        end = _past_setting(doc, end, stop)
    if end < stop and not doc[end].is_punct:
        return None
    if end + 1 < stop and doc[end + 1].lower_ in lexicon.words["relatives"]:
        stop = end  # "so Roth, die auch angab, …"
    pairs = st.trimmed(doc, [(start, token.i), (end, stop)])
    whole = end >= stop or not st.trimmed(doc, [(end, stop)])
    if not whole and not any(st.finite_part(doc[i]) for pair in pairs for i in range(*pair)):
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


def _past_setting(doc: Doc, start: int, stop: int) -> int:
    """Where phrases end that tell where or to whom it was said ("…, so Roth im Fernsehen")."""
    end = next((i for i in range(start, stop) if doc[i].is_punct), stop)
    verbless = not any(t.pos_ in ("VERB", "AUX") for t in doc[start:end])
    return end if verbless and doc[start].pos_ == "ADP" else start


def _is_someone(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is told of as known ("so die Stimme auf dem Band") or can speak or be quoted
    from; not "so ein Unsinn"."""
    if noun.pos_ in ("PROPN", "PRON") or noun.ent_type_:
        return True
    if lexicon.speaks(noun.lemma_) or lexicon.is_text(noun.lemma_):
        return True
    articles = [c for c in noun.children if c.dep_.startswith("det")]
    return any(
        c.lower_ in lexicon.words["relatives"] or "Yes" in c.morph.get("Poss") for c in articles
    )


def _accordingly(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-accordingly`: demnach takes up the source before."""
    if token.lower_ not in lexicon.words["accordingly"]:
        return None
    clause = st.governor(token, lexicon)
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
    clause = st.governor(token, lexicon)
    if clause is None or clause.head == clause or clause.head.i > token.i:
        return None
    noun = clause.head if clause.head.pos_ in ("NOUN", "PROPN") else None
    if noun is None:
        before = [t for t in token.doc[token.sent.start : token.i] if t.pos_ == "NOUN"]
        noun = next((t for t in reversed(before) if lexicon.noun_stance(t.lemma_)), None)
    told = st.span_of(clause, without={token.i})
    stance = lexicon.noun_stance(noun.lemma_) if noun is not None and not lexicon.wide else None
    if noun is not None and stance is not None:  # "Berichte, wonach …": the noun says it
        owner = owner_of(noun, lexicon)
        return Speech(
            noun.i, {noun.i}, st.phrase(owner) if owner is not None else set(), told, "indirect",
            "frame-whereby", noun.lemma_, stance,
            source_head=owner.i if owner is not None else None,
        )  # fmt: skip
    return Speech(
        head=token.i,
        cue={token.i},
        source=st.phrase(noun) if noun is not None else set(),
        content=told,
        form="indirect",
        rule="frame-whereby",
        lemma=token.lower_,
        stance="acknowledge",
        source_head=noun.i if noun is not None else None,
    )


def _after_which(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-whereby`: "Studien, nach denen …": the noun before speaks."""
    pronoun = token.doc[min(token.i + 1, len(token.doc) - 1)]
    relative = pronoun.pos_ == "PRON" and pronoun.lower_ in lexicon.words["relatives"]
    if token.lower_ not in lexicon.nouns_after or not relative:
        return None
    clause = st.governor(pronoun, lexicon)
    noun = clause.head if clause is not None else token
    while not lexicon.in_group(noun.lemma_, "saying") and noun.pos_ == "NOUN" and noun != noun.head:
        noun = noun.head
    if noun.i > token.i or noun.pos_ != "NOUN" or not lexicon.in_group(noun.lemma_, "saying"):
        return None
    return Speech(
        head=token.i,
        cue={token.i, pronoun.i},
        source=st.phrase(noun),
        content=st.span_of(clause, without={token.i, pronoun.i}),
        form="indirect",
        rule="frame-whereby",
        lemma=token.lower_,
        stance="acknowledge",
        source_head=noun.i,
    )


def _for(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-for`: "Für ihn ist die Klinik schuld": a person's view, at the start of a sentence."""
    line, end = line_of(token)
    if token.lower_ not in lexicon.words["for"] or token.i != line or end - line < SHORTEST_TOLD:
        return None
    noun = st.phrase_head_after(token)
    named = noun is not None and any(token.doc[i].ent_type_ == "PER" for i in st.phrase(noun))
    if noun is None or not (named or noun.morph.get("Person")):
        return None
    source = {i for i in st.phrase(noun) if i > token.i}
    verb = token.doc[min(max(source) + 1, len(token.doc) - 1)] if source else token
    if verb.lemma_.lower() not in lexicon.words["copulas"] or not st.is_finite(verb):
        return None
    return Speech(
        head=token.i,
        cue={token.i},
        source=source,
        content=st.trimmed(token.doc, [(verb.i, end)]),
        form="indirect",
        rule="frame-for",
        lemma=token.lower_,
        stance="acknowledge",
        source_head=noun.i,
    )


def headline_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """`headline-colon`: "USA: Soldaten trainieren …" in a line that is no sentence."""
    start = 0
    for end in [*(t.i for t in doc if "\n" in t.text), len(doc)]:
        line = doc[start:end]
        start = end + 1
        colon = next((t for t in line[:LONGEST_PREFIX] if t.text == ":"), None)
        if colon is None or line[-1].text in '.!?“”«»"' or colon.i in (line.start, end - 1):
            continue
        prefix = doc[line.start : colon.i]
        head = prefix.root
        if head.pos_ not in ("NOUN", "PROPN") or any(
            t.pos_ in ("VERB", "AUX", "NUM") or t.text[0].isdigit() for t in prefix
        ):
            continue
        told = [t for t in doc[colon.i + 1 : end] if not t.is_punct]
        if len(told) < SHORTEST_TOLD or not any(t.pos_ in ("VERB", "AUX") for t in told):
            continue
        yield Speech(
            head=colon.i,
            cue={colon.i},
            source={t.i for t in prefix},
            content=st.trimmed(doc, [(colon.i + 1, end)]),
            form="indirect",
            rule="headline-colon",
            lemma=":",
            stance="acknowledge",
            confidence=0.6,
            source_head=head.i,
        )


def turn_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """`turn-colon`: "Roth: Das ist falsch. …", a speaker's turn of an interview printed without
    quotation marks: a name that begins several lines, before a colon. The line is what is said."""
    named = {t.text for t in st.of_pos(doc, NAMES)}  # there it may be taken for a noun
    breaks = [i for i, token in enumerate(doc) if "\n" in token.text]
    turns: dict[str, list[tuple[int, int, int]]] = {}
    for start, end in zip([0, *(i + 1 for i in breaks)], [*breaks, len(doc)], strict=True):
        colon = next((t.i for t in doc[start : min(end, start + LONGEST_TURN)] if t.text == ":"), 0)
        names = doc[start:colon]
        if colon + 1 < end and names and all(t.text in named for t in names):
            turns.setdefault(names.text, []).append((start, colon, end))
    for start, colon, end in (turn for same in turns.values() if len(same) > 1 for turn in same):
        if doc[colon + 1].is_quote:
            continue
        yield Speech(
            head=colon,
            cue={colon},
            source=set(range(start, colon)),
            content=st.trimmed(doc, [(colon + 1, end)]),
            form="direct",
            rule="turn-colon",
            lemma=":",
            stance="acknowledge",
            confidence=0.9,
            source_head=colon - 1,
        )
