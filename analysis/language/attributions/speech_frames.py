"""Frames without a verb of saying: `laut X`, `nach Angaben von X`, `X zufolge`, `so X`, `demnach`,
and nouns that carry a clause ("die Behauptung, dass …").
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_nouns import noun_speech, owner_of
from analysis.language.attributions.subjects import subject as subject_of
from analysis.language.records import Pair

LONGEST_PREFIX = 7  # tokens before the colon of a headline; a longer one is no speaker
SHORTEST_TOLD = 3  # words after that colon; fewer are a label's value, nothing said
FRAME_WORDS = frozenset({"ADP", "ADV", "SCONJ", "PROPN", "CCONJ", "ADJ", "NOUN"})


def frame_speeches(doc: Doc, lexicon: Lexicon) -> Iterator[Speech]:
    """All acts of speech that an adposition, an adverb or a noun marks."""
    for token in st.of_pos(doc, FRAME_WORDS):
        speech = None
        if token.lower_ in lexicon.frames:
            readers = (_adposition, _so, _accordingly, _whereby, _after_which, _for)
            speech = next(filter(None, (read(token, lexicon) for read in readers)), None)
        if speech is None and token.pos_ == "NOUN":
            speech = noun_speech(token, lexicon)
        if speech is not None:
            yield speech


def _adposition(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-adposition`: laut, zufolge, gemäß with any noun; nach and aus with nouns of saying."""
    word = token.lower_
    always = word in lexicon.adpositions["always"]
    postposed = word in lexicon.adpositions["behind"] or (
        word in lexicon.adpositions["either"] and _closes_phrase(token)
    )
    if not (always or postposed or word in lexicon.nouns_after) or token.i + 1 >= len(token.doc):
        return None
    noun = _phrase_before(token, lexicon) if postposed else _noun_after(token, lexicon)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "PRON", "X"):
        return None
    named = word in lexicon.adpositions["names"] and lexicon.speaks(noun.lemma_)
    if not always and not named and not lexicon.in_group(noun.lemma_, lexicon.nouns_after[word]):
        return None
    source = _source_beside(token, noun, postposed=postposed)
    if postposed and "Plur" in noun.morph.get("Number"):
        # "…, der Berichten zufolge …": a relative pronoun before, no article
        source = {
            i for i in source if i >= noun.i or not _is_relative_pronoun(token.doc[i], lexicon)
        }
    frame = set(source)
    cue, source, noun = _by_whom(token, noun, source, lexicon)
    clause = _governor(noun, lexicon) or _governor(token, lexicon)
    if not frame:
        return None
    if clause is None or clause.i in frame:  # the parser took the frame for the predicate
        frame = _bare_frame(frame, token, noun)
        source &= frame
        finite = [t for t in token.sent if st.is_finite(t) and t.i not in frame]
        below = frame | {noun.i} | {t.i for t in noun.children}
        if not finite or (len(finite) > 1 and finite[0].head.i not in below):
            return None
        clause = noun
    if not always and st.finite_part(clause, lexicon) is None and clause.pos_ == "VERB":
        return None  # "nach dem Gutachten gekündigt zu haben": a time
    cut = set(range(min(frame | {token.i}), max(frame | {token.i}) + 1))
    line, end = st.line_of(token)
    if all(token.doc[i].is_punct for i in range(line, min(cut))):
        content = st.trimmed(token.doc, [(max(cut) + 1, end)])
    elif clause == noun:
        content = st.trimmed(token.doc, [(line, min(cut)), (max(cut) + 1, end)])
    else:
        content = _pick(token.doc, st.span_of(clause, without=cut))
    if not content:
        return None
    return Speech(
        head=token.i,
        cue=cue,
        source=source,
        content=content,
        form="indirect",
        rule="frame-adposition",
        lemma=word,
        stance="acknowledge",
        confidence=0.9,
        source_head=noun.i,
    )


def _bare_frame(frame: set[int], token: Token, noun: Token) -> set[int]:
    """A frame without the rest of its sentence: neither a verb before it nor what a preposition or
    a quotation mark adds behind its noun."""
    doc = token.doc
    first = max((i + 1 for i in frame if i < token.i and st.is_finite(doc[i])), default=0)
    ends = (i for i in sorted(frame) if i > noun.i and (doc[i].pos_ == "ADP" or doc[i].is_quote))
    end = next(ends, len(doc))
    return {i for i in frame if first <= i < end}


def _is_relative_pronoun(token: Token, lexicon: Lexicon) -> bool:
    listed = token.lower_ in lexicon.words["relatives"]
    return listed and token.lower_ not in lexicon.words["plural_articles"]


def _by_whom(
    token: Token, noun: Token, phrase: set[int], lexicon: Lexicon
) -> tuple[set[int], set[int], Token]:
    """Cue, source and the source's head of a frame: with a noun of saying ("nach Angaben von X")
    the noun belongs to the cue, and its owner, or whom `eigen` points back to, is the source."""
    if lexicon.wide or not lexicon.in_group(noun.lemma_, "saying"):
        return {token.i}, phrase, noun
    own = any(c.lemma_.lower() in lexicon.words["own"] for c in noun.children)
    if own:
        holder = subject_of(_governor(noun, lexicon) or noun, lexicon)
        if holder is None or holder.i in phrase:
            return {token.i}, phrase, noun
        return phrase | {token.i}, st.phrase(holder), holder
    owner = owner_of(noun, lexicon) or next(
        (c for c in noun.children if st.case_of(c) in lexicon.words["origin"]), None
    )
    if owner is None:
        behind = [token.doc[i] for i in sorted(phrase) if i > noun.i]
        owner = next((t for t in reversed(behind) if t.pos_ in ("NOUN", "PROPN")), None)
        if owner is not None:
            cue = {token.i, noun.i} | {i for i in phrase if i < noun.i}
            return cue, {t.i for t in behind}, owner
    if owner is None or owner.i not in phrase or "Yes" in owner.morph.get("Poss"):
        return {token.i}, phrase, noun
    source = st.phrase(owner) & phrase
    if noun.i < min(source):
        source |= {i for i in phrase if i > max(source)}
        first = noun.i if noun.i - token.i == 1 else token.i + 1
        return set(range(min(token.i, first), noun.i + 1)), source, owner
    return {token.i, noun.i}, source, owner


def _noun_after(token: Token, lexicon: Lexicon) -> Token | None:
    """The head of the phrase after `token`; a noun of saying is one, whatever was hung on it."""
    for later in token.doc[token.i + 1 : token.i + 5]:
        if later.pos_ == "NOUN":
            if lexicon.in_group(later.lemma_, "saying"):
                return later
            break
        possessive = later.pos_ == "PRON" and "Gen" in later.morph.get("Case")  # "nach dessen …"
        if later.pos_ not in ("DET", "ADJ", "ADV") and not possessive:
            break
    return st.phrase_head_after(token)


def _closes_phrase(token: Token) -> bool:
    """Whether a postposition stands behind a noun phrase and not before one."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if before is None or before.pos_ not in ("NOUN", "PROPN", "X"):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is not None and token.head == following:
        return False  # "nach oben"
    if following is None or (following.pos_ == "PRON" and following.head.i <= following.i):
        return True
    return following.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON")  # "nach dessen Angaben"


def _phrase_before(token: Token, lexicon: Lexicon) -> Token:
    """The head of the noun phrase that ends right before `token`."""
    noun = token.doc[token.i - 1]
    if lexicon.in_group(noun.lemma_, "saying"):
        return noun
    while noun.dep_ in ("flat", "nmod", "compound") and noun.head.i < noun.i:
        if noun.dep_ == "nmod" and "Gen" not in noun.morph.get("Case"):
            break
        noun = noun.head
    return noun


def _source_beside(token: Token, noun: Token, *, postposed: bool) -> set[int]:
    """The noun phrase of a frame. One that opens the sentence reaches to the finite verb, which
    stands second in a main clause."""
    line, _ = st.line_of(token)
    source = {i for i in st.phrase(noun) if (i < token.i) == postposed and i != token.i}
    if postposed or any(not t.is_punct for t in token.doc[line : token.i]):
        return source
    for verb in token.doc[token.i : token.sent.end]:
        if st.is_finite(verb):
            opening = range(token.i + 1, verb.i)
            apart = any(verb.doc[i].pos_ in ("SCONJ", "VERB") for i in opening)
            return (
                source if apart else set(range(*st.trimmed(token.doc, [(token.i + 1, verb.i)])[0]))
            )
    return source


def _pick(doc: Doc, content: list[Pair]) -> list[Pair]:
    """Leave out crumbs a wrong arc left over: pieces without any word of substance."""
    return [p for p in content if any(doc[i].pos_ not in ("PUNCT", "CCONJ") for i in range(*p))]


def _governor(token: Token, lexicon: Lexicon) -> Token | None:
    """The head of the clause a frame phrase stands in."""
    head = token.head
    while not st.is_clause(head, lexicon) and head.head != head:
        head = head.head
    return head if head != token else None


def _so(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-so`: "…, so X": so after a comma or a quotation, a noun phrase, and an end."""
    if token.lower_ not in lexicon.words["so"] or token.i == 0:
        return None
    doc = token.doc
    start, stop = st.line_of(token)
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
        return None
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


def _is_someone(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is told of as known ("so die Stimme auf dem Band") or can speak; not "so ein
    Unsinn"."""
    if noun.pos_ in ("PROPN", "PRON") or noun.ent_type_ or lexicon.speaks(noun.lemma_):
        return True
    articles = [c for c in noun.children if c.dep_.startswith("det")]
    return any(
        c.lower_ in lexicon.words["relatives"] or "Yes" in c.morph.get("Poss") for c in articles
    )


def _accordingly(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-accordingly`: demnach takes up the source before."""
    if token.lower_ not in lexicon.words["accordingly"]:
        return None
    clause = _governor(token, lexicon)
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
    clause = _governor(token, lexicon)
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


def _after_which(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-whereby`: "Studien, nach denen …": the noun before speaks."""
    pronoun = token.doc[min(token.i + 1, len(token.doc) - 1)]
    relative = pronoun.pos_ == "PRON" and pronoun.lower_ in lexicon.words["relatives"]
    if token.lower_ not in lexicon.nouns_after or not relative:
        return None
    clause = _governor(pronoun, lexicon)
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
    line, end = st.line_of(token)
    if token.lower_ not in lexicon.words["for"] or token.i != line or end - line < SHORTEST_TOLD:
        return None
    noun = st.phrase_head_after(token)
    if noun is None or not (noun.ent_type_ == "PER" or noun.morph.get("Person")):
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
            t.pos_ in ("VERB", "AUX", "NUM") for t in prefix
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
