"""Which verb of saying a verb is: its lemma with a prefix that stands apart, and the company it
needs beside it.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_order as so
from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Cue, Lexicon
from analysis.language.attributions.speech_lines import line_of

SPEECH_DEPS = frozenset({"obj", "nsubj:pass"})  # how a noun of saying hangs on its verb


def keys(token: Token, lexicon: Lexicon) -> list[str]:
    """The verb's lemma, with its separable prefix where the lemmatizer left it out.

    A verb with a prefix is no longer the verb without: "sieht … ab" is not "sehen".
    """
    lemma = token.lemma_.lower()
    helpers = {c.lemma_.lower() for c in token.children if c.dep_ in st.AUXILIARIES}
    if not st.is_finite(token) and helpers - lexicon.words["copulas"]:
        lemma = lexicon.participles.get(token.lower_, lemma)
    prefix = _prefix(token, lemma, lexicon)
    if prefix is None:
        return [lemma] if lemma in lexicon.verbs else []
    base = _base(token, lemma)
    # an adverb the parser took for a prefix ("schilderten unabhängig voneinander") changes nothing
    adverb = prefix.lower_ not in lexicon.separable or prefix.lower_ in lexicon.words["adverbs"]
    joined = base if adverb else prefix.lower_ + base
    return [joined] if joined in lexicon.verbs else []


def _prefix(token: Token, lemma: str, lexicon: Lexicon) -> Token | None:
    """The verb's separated prefix: as parsed, or a known one at the end of the verb's clause."""
    apart = _apart(token)
    base = _base(token, lemma)
    fitting = [c for c in apart if c.lower_ + base in lexicon.verbs]  # "schließt nach wie vor aus"
    found = next(iter(fitting or apart), None)
    known = lexicon.prefixes.get(lemma)
    if found is not None or not known or not st.is_finite(token):
        return found
    doc, stop = token.doc, line_of(token)[1]
    for i in _loose_prefixes(doc, lexicon.separable):
        if token.i < i < stop and doc[i].lower_ in known:
            between = doc[token.i + 1 : i]
            closed = any(t.lower_ in lexicon.words["clause_openers"] for t in between)
            return None if closed or any(t.text == ":" for t in between) else doc[i]
    return None


def _apart(token: Token) -> list[Token]:
    """What the parser took for the verb's separated prefixes; only a finite form can have one."""
    parted = st.is_finite(token)
    return [c for c in token.children if parted and c.dep_ == "compound:prt"]


def _base(token: Token, lemma: str) -> str:
    """The lemma without the prefixes that stand apart."""
    for prefix in [c.lower_ for c in _apart(token)] * 2:
        lemma = lemma.removeprefix(prefix)
    return lemma


@lru_cache(maxsize=1)
def _loose_prefixes(doc: Doc, separable: frozenset[str]) -> list[int]:
    """Where words that can be a separated prefix stand at the end of a clause."""
    found = []
    for i, known in enumerate(st.of_each(doc, "LOWER", separable.__contains__)):
        if known and doc[i].pos_ not in ("NOUN", "PROPN"):
            following = doc[i + 1] if i + 1 < len(doc) else None
            if following is None or following.is_punct or following.pos_ == "CCONJ":
                found.append(i)
    return found


def match(verb: Token, lexicon: Lexicon) -> tuple[Cue, set[int]] | None:
    """The first reading of a verb that its company allows, with the words that belong to it."""
    return next(readings(verb, lexicon), None)


def readings(verb: Token, lexicon: Lexicon) -> Iterator[tuple[Cue, set[int]]]:
    near = st.frame(verb, lexicon) if verb.dep_ != "cop" else set(range(*so.clause(verb)))
    for child in verb.children:
        if child.dep_ == "xcomp":  # "gibt zu bedenken"
            near |= {child.i} | {c.i for c in child.children if c.dep_ == "mark"}
    words: dict[str, int] | None = None
    for key in keys(verb, lexicon):
        for cue in lexicon.verbs[key]:
            if cue.needs and words is None:
                words = _words(verb.doc, near, lexicon)
            company = _company(cue, words or {})
            if company is not None:
                prefix = _prefix(verb, verb.lemma_.lower(), lexicon)
                apart = prefix is not None and prefix.lower_ not in lexicon.words["adverbs"]
                yield cue, company | ({prefix.i} if apart else set())


def _words(doc: Doc, near: Collection[int], lexicon: Lexicon) -> dict[str, int]:
    """Where words, by form and lemma, stand beside a verb; `@` is a noun of saying."""
    words: dict[str, int] = {}
    for token in (doc[i] for i in near):
        words.setdefault(token.lower_, token.i)
        words.setdefault(token.lemma_.lower(), token.i)
        if token.dep_ in SPEECH_DEPS and lexicon.noun_stance(token.lemma_):
            words.setdefault("@", token.i)
    return words


def _company(cue: Cue, words: Mapping[str, int]) -> set[int] | None:
    """The words of the cue that must stand beside the verb; those in brackets only stand there."""
    if not cue.needs:
        return set()
    for needed in cue.needs:
        if all(word.strip("()") in words for word in needed):
            return {words[word] for word in needed if word in words}
    return None
