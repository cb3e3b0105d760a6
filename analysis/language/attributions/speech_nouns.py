"""`noun-clause`: nouns that carry speech ("die Behauptung, dass …"), and whose word it is."""

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_lines import line_of
from analysis.language.attributions.subjects import subject as subject_of
from analysis.language.records import Pair

NOUN_CLAUSES = frozenset({"acl", "ccomp", "csubj", "advcl", "parataxis"})
FAR = 5  # tokens between a noun, its copula and the clause that follows


def noun_speech(token: Token, lexicon: Lexicon) -> Speech | None:
    """`noun-clause`: "die Behauptung, dass …"; its genitive or von-phrase is the speaker."""
    stance = lexicon.noun_stance(token.lemma_)
    wide = token.lemma_.lower() in lexicon.wide_nouns
    if stance is None and not wide:
        return None
    clause = _clause_of_noun(token, lexicon)
    if clause is None and not wide and not _predicated(token, lexicon):
        return None
    owner = owner_of(token, lexicon)
    content = [p for p in st.span_of(clause) if p[0] > token.i] if clause is not None else []
    article = {c.i for c in token.children if c.dep_ == "det" and c.i == token.i - 1 and not wide}
    return Speech(
        head=token.i,
        cue={token.i} | article,
        source=st.phrase(owner) if owner is not None else set(),
        content=content
        or _predicated(token, lexicon)
        or _noun_matter(token, lexicon)
        or _spelled_out(token, lexicon),
        form="indirect",
        rule="noun-clause",
        lemma=token.lemma_,
        stance=stance,
        confidence=0.7,
        source_head=owner.i if owner is not None else None,
    )


def _clause_of_noun(token: Token, lexicon: Lexicon) -> Token | None:
    """The head of the clause that says what the noun holds: below it, or right behind it."""
    doc, openers = token.doc, lexicon.words["clause_openers"]
    after = max(st.phrase(token) | {token.i}) + 1
    if after + 1 < token.sent.end and doc[after].text == ",":
        opener = doc[after + 1]
        if opener.lower_ in openers and opener.head.i > opener.i:
            return opener.head
        if lexicon.wide:
            asked = _asked_behind(token, after + 1, lexicon)
            if asked is not None:
                return asked
        told = _reported_behind(token, after + 1, lexicon)
        if told is not None:
            return told
    verb = token.head
    if token.dep_ in ("obj", *st.SUBJECTS) and verb.lemma_.lower() in lexicon.words["holding"]:
        for child in verb.children:
            marks = [c for c in child.children if c.dep_ == "mark" and c.lower_ in openers]
            opens = marks and all(t.is_punct for t in doc[child.left_edge.i : marks[0].i])
            if opens and child.i > max(token.i, verb.i):
                return child
    for child in token.children:
        if child.dep_ not in NOUN_CLAUSES or child.i < token.i:
            continue
        if not st.is_clause(child, lexicon) or (child.dep_ == "acl" and _is_relative(child)):
            continue
        infinitive = st.finite_part(child, lexicon) is None
        marks = [c for c in child.children if c.dep_ == "mark" and c.pos_ == "SCONJ"]
        if any(c.lower_ in openers for c in marks) or (infinitive and not marks):
            return child
        first = doc[child.left_edge.i]
        first = doc[first.i + 1] if first.is_punct else first
        relative = first.lower_ in lexicon.words["relatives"] and first.head.pos_ not in st.NOMINAL
        if (
            st.is_subjunctive(child, lexicon)
            and not relative
            and first.pos_ not in ("PRON", "SCONJ")
        ):
            return child
    return None


def _reported_behind(noun: Token, start: int, lexicon: Lexicon) -> Token | None:
    """ "die Vermutung, die Werfer seien angereist": a main clause in the Konjunktiv."""
    doc = noun.doc
    if doc[start].pos_ == "SCONJ" or st.is_finite(doc[start]):
        return None
    if doc[start].pos_ == "ADP" and doc[start + 1].lower_ in lexicon.words["relatives"]:
        return None
    if doc[start].lower_ in lexicon.words["relatives"] and doc[start].pos_ != "DET":
        return None
    for token in doc[start : noun.sent.end]:
        if token.text == ",":
            return None
        if st.is_finite(token) and st.is_subjunctive(token, lexicon):
            return token.head if token.dep_ in st.AUXILIARIES or token.dep_ == "cop" else token
        if st.is_finite(token):
            return _spelled_behind(noun, start, token, lexicon)
    return None


def _spelled_behind(noun: Token, start: int, verb: Token, lexicon: Lexicon) -> Token | None:
    """ "den Vorwurf, seine Leute hielten Geld zurück, …": no relative clause can begin so."""
    doc, first = noun.doc, noun.doc[start]
    owned = first.pos_ == "DET" and "Yes" in first.morph.get("Poss")
    begins = owned or first.lower_ in lexicon.words["nominative_pronouns"]
    reproach = lexicon.in_group(noun.lemma_, "claim") and noun.dep_ in ("obj", *st.SUBJECTS)
    closed = any(t.text == "," for t in doc[verb.i : noun.sent.end])
    if not (begins and reproach and closed):
        return None
    return verb.head if verb.dep_ in st.AUXILIARIES or verb.dep_ == "cop" else verb


def _asked_behind(noun: Token, start: int, lexicon: Lexicon) -> Token | None:
    """ "die Frage, wie es weitergeht", "die Bitte, hier zu zahlen": a clause with a question word,
    or an infinitive with zu, that hangs on the noun or on its verb."""
    clauses = (*noun.children, *noun.head.children)
    for clause in (c for c in clauses if c.left_edge.i in (start, start - 1) and c.i > noun.i):
        asks = noun.doc[start].lower_ in lexicon.words["interrogatives"]
        if st.is_clause(clause, lexicon) and (asks or st.finite_part(clause, lexicon) is None):
            return clause
    return None


def _noun_matter(token: Token, lexicon: Lexicon) -> list[Pair]:
    """In the wide scope, the phrase behind a noun that tells what it is about ("Zweifel an X")."""
    prepositions = lexicon.wide_nouns.get(token.lemma_.lower(), ())
    for child in token.children:
        if child.dep_ == "nmod" and st.case_of(child) in prepositions:
            return st.span_of(child)
    owner = owner_of(token, lexicon) if lexicon.wide else None
    if owner is not None and owner.pos_ == "NOUN" and not st.case_of(owner):
        return [] if lexicon.speaks(owner.lemma_) else st.span_of(owner)
    return []


def _spelled_out(token: Token, lexicon: Lexicon) -> list[Pair]:
    """In the wide scope, what a colon or quotation marks put behind a noun ("die Frage an alle:
    Wer zahlt?", "das Wort „Wende“")."""
    doc, (_, stop) = token.doc, line_of(token)
    if not lexicon.wide or token.i + 2 >= stop:
        return []
    if doc[token.i + 1].is_quote:
        end = next((i for i in range(token.i + 2, stop) if doc[i].is_quote), None)
        return st.trimmed(doc, [(token.i + 2, end)]) if end is not None else []
    near = range(token.i + 1, min(token.i + FAR, stop))
    colon = next((i for i in near if doc[i].text == ":"), None)
    if colon is None or any(st.is_finite(t) for t in doc[token.i : colon]):
        return []
    return st.trimmed(doc, [(colon + 1, stop)])


def _predicated(token: Token, lexicon: Lexicon) -> list[Pair]:
    """ "Die Frage ist, ob …", "Die Antwort lautet: …": what follows the copula."""
    doc, (_, stop) = token.doc, line_of(token)
    for i in range(token.i + 1, min(token.i + FAR, stop - 1)):
        if doc[i].lemma_.lower() not in lexicon.words["copulas"] or not st.is_finite(doc[i]):
            continue
        comma = next((n for n in range(i + 1, min(i + FAR, stop - 1)) if doc[n].text in ",:"), None)
        if comma is None:
            return []
        opener = doc[comma + 1].lower_
        asks = (
            opener in lexicon.words["clause_openers"] or opener in lexicon.words["interrogatives"]
        )
        said = doc[comma].text == ":" or asks
        return st.trimmed(doc, [(comma + 1, stop)]) if said else []
    return []


def _is_relative(clause: Token) -> bool:
    return any("Rel" in t.morph.get("PronType") for t in clause.subtree if t.i <= clause.i)


def owner_of(noun: Token, lexicon: Lexicon) -> Token | None:
    """Whose word it is: a genitive, "von X", or a possessive."""
    for child in noun.children:
        is_noun = child.dep_ in ("nmod", "nmod:poss") and child.pos_ in ("NOUN", "PROPN", "PRON")
        if is_noun and st.case_of(child) in ("", *lexicon.words["agents"]):
            return child
    for child in noun.children:
        if child.dep_.startswith("det") and "Yes" in child.morph.get("Poss"):
            return child
    if lexicon.wide or not lexicon.in_group(noun.lemma_, "own_view"):
        return None
    holder = noun if any(c.dep_ == "cop" for c in noun.children) else noun.head
    return subject_of(holder, lexicon) if st.is_clause(holder, lexicon) else None
