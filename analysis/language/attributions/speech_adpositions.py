"""Frames of adpositions: `laut X`, `nach Angaben von X`, `X zufolge`, `aus Sicht der X`."""

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.speech_nouns import owner_of
from analysis.language.attributions.subjects import subject as subject_of
from analysis.language.records import Pair


def adposition_speech(token: Token, lexicon: Lexicon) -> Speech | None:
    """`frame-adposition`: laut, zufolge, gemäß with any noun; nach and aus with nouns of saying."""
    word = token.lower_
    always = word in lexicon.adpositions["always"]
    postposed = word in lexicon.adpositions["behind"] or (
        word in lexicon.adpositions["either"] and _closes_phrase(token, lexicon)
    )
    if not (always or postposed or word in lexicon.nouns_after) or token.i + 1 >= len(token.doc):
        return None
    noun = _phrase_before(token, lexicon) if postposed else _noun_after(token, lexicon)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "PRON", "X"):
        return None
    named = word in lexicon.adpositions["names"] and lexicon.speaks(noun.lemma_)
    if not always and not named and not lexicon.in_group(noun.lemma_, lexicon.nouns_after[word]):
        return None
    if not always and not postposed and token.i and _is_time(token.nbor(-1), lexicon):
        return None
    source = _source_beside(token, noun, lexicon, postposed=postposed)
    if postposed and "Plur" in noun.morph.get("Number"):
        # "…, der Berichten zufolge …": a relative pronoun before, no article
        source = {
            i for i in source if i >= noun.i or not _is_relative_pronoun(token.doc[i], lexicon)
        }
    if not source:
        return None
    who = who_says(token, noun, source, lexicon)
    clause = st.governor(who, lexicon) or st.governor(token, lexicon)
    if clause is None or clause.i in source:  # the parser took the frame for the predicate
        source = _bare_frame(source, token, noun)
        finite = [t for t in token.sent if st.is_finite(t) and t.i not in source]
        below = source | {noun.i} | {t.i for t in noun.children}
        if not finite or (len(finite) > 1 and finite[0].head.i not in below):
            return None
        clause = noun
    if not always and st.finite_part(clause, lexicon) is None and clause.pos_ == "VERB":
        return None  # "nach dem Gutachten gekündigt zu haben": a time
    cut = set(range(min(source | {token.i}), max(source | {token.i}) + 1))
    line, end = line_of(token)
    if all(token.doc[i].is_punct for i in range(line, min(cut))):
        content = st.trimmed(
            token.doc, [(_behind_relative(max(cut) + 1, end, token, lexicon), end)]
        )
    elif clause == noun:
        content = st.trimmed(token.doc, [(line, min(cut)), (max(cut) + 1, end)])
    else:
        for child in noun.children:
            if child.dep_.startswith("acl") and child.i > noun.i:  # "laut Berichten, die …"
                cut |= {t.i for t in child.subtree}
        content = _pick(
            token.doc, st.clipped(token.doc, st.span_of(clause, without=cut), (line, end))
        )
    content = _before_colon(token.doc, content, lexicon)
    if not content:
        return None
    unnamed = noun.lower_ in lexicon.words["hearsay"]
    return Speech(
        head=token.i,
        cue=source | {token.i} if unnamed else {token.i},
        source=set() if unnamed else source,
        content=content,
        form="indirect",
        rule="frame-adposition",
        lemma=word,
        stance="hedge" if _is_estimate(noun, lexicon) else "acknowledge",
        confidence=0.9,
        source_head=None if unnamed else who.i,
    )


def _is_estimate(noun: Token, lexicon: Lexicon) -> bool:
    """ "nach Schätzung der Stadt": the noun says that it is not sure."""
    return lexicon.noun_stance(noun.lemma_) == "hedge" or lexicon.in_group(noun.lemma_, "estimate")


def _behind_relative(start: int, end: int, token: Token, lexicon: Lexicon) -> int:
    """Where the sentence goes on behind a relative clause about the frame's noun ("Nach Angaben,
    die niemand prüfen kann, war …")."""
    doc = token.doc
    relative = start + 1 < end and doc[start].text == ","
    if not relative or doc[start + 1].lower_ not in lexicon.words["relatives"]:
        return start
    ends = (i for i in range(start + 2, end - 1) if doc[i].text == "," and st.is_finite(doc[i + 1]))
    return next(ends, start)


def _before_colon(doc: Doc, content: list[Pair], lexicon: Lexicon) -> list[Pair]:
    """What is said without what the writer adds behind a colon, in the indicative."""
    if not content:
        return content
    start, end = content[-1]
    colon = next((i for i in range(start + 1, end - 1) if doc[i].text == ":"), None)
    if colon is None or doc[colon + 1].is_quote:
        return content
    behind = [t for t in doc[colon + 1 : end] if st.is_finite(t)]
    if not behind or any(st.is_subjunctive(t, lexicon) for t in behind):
        return content
    return [*content[:-1], *st.trimmed(doc, [(start, colon)])]


def _is_time(before: Token, lexicon: Lexicon) -> bool:
    """ "kurz nach dem Urteil", "zwei Monate nach dem Gutachten": when, and on nobody's word."""
    measure = lexicon.in_group(before.lemma_, "time") and not st.case_of(before)
    return measure or before.lower_ in lexicon.words["soon"]


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


def who_says(token: Token, noun: Token, phrase: set[int], lexicon: Lexicon) -> Token:
    """Whom a frame's phrase hands the words to: with a noun of saying its owner ("nach Angaben von
    X"), or the subject that `eigen` points back to; else the phrase's head."""
    if not lexicon.in_group(noun.lemma_, "saying"):
        return noun
    if any(c.lemma_.lower() in lexicon.words["own"] for c in noun.children):
        holder = subject_of(st.governor(noun, lexicon) or noun, lexicon)
        return noun if holder is None or holder.i in phrase else holder
    owner = owner_of(noun, lexicon) or next(
        (c for c in noun.children if st.case_of(c) in lexicon.words["origin"]), None
    )
    if owner is None:
        behind = [token.doc[i] for i in sorted(phrase, reverse=True) if i > noun.i]
        owner = next((t for t in behind if t.pos_ in ("NOUN", "PROPN")), None)
    if owner is None or owner.i not in phrase or "Yes" in owner.morph.get("Poss"):
        return noun
    return owner


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


def _closes_phrase(token: Token, lexicon: Lexicon) -> bool:
    """Whether a postposition stands behind a noun phrase and not before one."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if before is None or before.pos_ not in ("NOUN", "PROPN", "X"):
        return False
    if before.lower_ in lexicon.words["hearsay"]:
        return True
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


def _source_beside(token: Token, noun: Token, lexicon: Lexicon, *, postposed: bool) -> set[int]:
    """The noun phrase of a frame. One that opens the sentence reaches to the finite verb, which
    stands second in a main clause."""
    line, _ = line_of(token)
    source = {i for i in st.phrase(noun) if (i < token.i) == postposed and i != token.i}
    if postposed or any(not t.is_punct for t in token.doc[line : token.i]):
        return source
    for verb in token.doc[token.i : token.sent.end]:
        if st.is_finite(verb):
            opening = range(token.i + 1, verb.i)
            apart = any(verb.doc[i].pos_ in ("SCONJ", "VERB") for i in opening)
            if apart or _relative_before(token, verb, lexicon) is not None:
                return source
            return set(range(*st.trimmed(token.doc, [(token.i + 1, verb.i)])[0]))
    return source


def _relative_before(token: Token, verb: Token, lexicon: Lexicon) -> int | None:
    """The comma behind which a relative clause about the source begins that ends with a verb."""
    doc = token.doc
    for i in range(token.i + 1, verb.i - 1):
        first = doc[i + 2] if doc[i + 1].pos_ == "ADP" else doc[i + 1]
        if doc[i].text == "," and first.lower_ in lexicon.words["relatives"]:
            return i
    return None


def _pick(doc: Doc, content: list[Pair]) -> list[Pair]:
    """Leave out crumbs a wrong arc left over: pieces without any word of substance."""
    return [p for p in content if any(doc[i].pos_ not in ("PUNCT", "CCONJ") for i in range(*p))]
