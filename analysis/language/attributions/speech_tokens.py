"""Words around a cue: phrases, clauses and verb complexes in a parsed sentence.

Only Universal Dependencies labels and features are read, so any pipeline with them can stand below.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.records import Pair

CLAUSES = frozenset(
    {"ccomp", "csubj", "csubj:pass", "parataxis", "advcl", "acl", "acl:relcl", "discourse"}
)
AUXILIARIES = frozenset({"aux", "aux:pass"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
OF_CLAUSES = SUBJECTS | {"obl", "obj"}  # how whole phrases hang on the head of a clause
LONGEST_NAME = 6  # tokens of a quoted name with its marks
STOPS = frozenset(".!?")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET"})


def parts(verb: Token) -> list[Token]:
    """What hangs on a verb, or on its auxiliary, where the parser may hang the subject."""
    helpers = [c for c in verb.children if c.dep_ in AUXILIARIES]
    return [*verb.children, *(c for helper in helpers for c in helper.children)]


def is_finite(token: Token) -> bool:
    """Whether the token is a finite verb form."""
    return _finite_forms(token.doc)[token.i]


@lru_cache(maxsize=1)  # components read one Doc after the other, and its parse stays as it is
def _finite_forms(doc: Doc) -> list[bool]:
    return of_each(doc, "MORPH", lambda morph: "VerbForm=Fin" in morph or "Mood=" in morph)


def of_each(doc: Doc, attribute: str, test: Callable[[str], bool]) -> list[bool]:
    """What a test of one attribute (as `Doc.to_array` names it) says of each token; asked once for
    each value."""
    keys = doc.to_array(attribute).tolist()
    answers = {key: test(doc.vocab.strings[key]) for key in set(keys)}
    return [answers[key] for key in keys]


def of_pos(doc: Doc, tags: Container[str]) -> Iterator[Token]:
    """The tokens with one of these parts of speech."""
    for i, wanted in enumerate(of_each(doc, "POS", tags.__contains__)):
        if wanted:
            yield doc[i]


def named_by(token: Token) -> Token | None:
    """The noun before the quoted name a token stands in (Bündnis „Süd bleibt“)."""
    doc, first = token.doc, max(token.i - LONGEST_NAME, 0)
    opening = next((i for i in range(token.i - 1, first - 1, -1) if doc[i].is_quote), 0)
    if not opening or doc[opening - 1].pos_ not in ("NOUN", "PROPN"):
        return None
    closed = any(t.is_quote for t in doc[token.i + 1 : opening + LONGEST_NAME])
    return doc[opening - 1] if closed else None


def in_name(token: Token) -> bool:
    """Whether a token stands in a quoted name."""
    return named_by(token) is not None


def finite_part(verb: Token, lexicon: Lexicon | None = None) -> Token | None:
    """The finite form of a verb's complex: the verb itself, its auxiliary or its copula."""
    if is_finite(verb) and not (lexicon and lexicon.infinitive.fullmatch(verb.lower_)):
        return verb
    helpers = (c for c in verb.children if c.dep_ in AUXILIARIES or c.dep_ == "cop")
    return next((c for c in helpers if is_finite(c)), None)


def is_subjunctive(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the verb's finite form is Konjunktiv (or its like in another language)."""
    finite = finite_part(verb)
    if finite is None:
        return False
    if finite.lower_ in lexicon.words["subjunctives"]:
        return True
    # plural forms are mostly those of the indicative: taggers guess there
    return "Sub" in finite.morph.get("Mood") and "Plur" not in finite.morph.get("Number")


def is_clause(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token heads a clause: a verb form with a finite part, or an infinitive with its
    particle (also one written inside the verb: `einzustellen`)."""
    if finite_part(token, lexicon) is not None:
        return True
    if lexicon.infinitive.fullmatch(token.lower_):
        return True
    if any(c.dep_ == "mark" for c in token.children):
        return True
    return token.pos_ in ("VERB", "AUX") and token.dep_ in CLAUSES


def governor(token: Token, lexicon: Lexicon) -> Token | None:
    """The head of the clause a frame phrase stands in."""
    head = token.head
    while not is_clause(head, lexicon) and head.head != head:
        head = head.head
    return head if head != token else None


def phrase_head_after(token: Token) -> Token | None:
    """The head of the noun phrase that begins right after `token`."""
    following = token.doc[token.i + 1]
    if following.is_quote and token.i + 2 < len(token.doc):  # "laut „Südpost“"
        following = token.doc[token.i + 2]
    if following.pos_ not in NOMINAL or is_finite(following):
        return None
    noun = following
    names = ("NOUN", "PROPN", "PRON")
    while noun.head.i > noun.i and noun.head.pos_ in NOMINAL and noun.dep_ not in OF_CLAUSES:
        if noun.pos_ in names and noun.head.pos_ not in names:
            break
        counted = any(c.i > noun.i and c.dep_ in ("det", "nummod") for c in noun.head.lefts)
        if noun.pos_ in names and counted:
            break  # "laut Reuters neun Zivilisten"
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def has_object(verb: Token) -> bool:
    """Whether the verb has a direct object, or in the passive a subject."""
    return any(c.dep_ == "obj" or (c.dep_ == "nsubj:pass") for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether the verb's complex is a passive."""
    return any(c.dep_ == "aux:pass" for c in verb.children)


def is_perfect(verb: Token) -> bool:
    """Whether a participle stands under an auxiliary in the infinitive ("gesagt haben")."""
    return any(c.dep_ in AUXILIARIES and "Inf" in c.morph.get("VerbForm") for c in verb.children)


def case_of(token: Token) -> str:
    """The adposition of a phrase, as its lemma; "" without one."""
    found = next((c for c in token.children if c.dep_ == "case"), None)
    return found.lemma_.lower() if found is not None else ""


def phrase(token: Token) -> set[int]:
    """Token indices of a noun phrase: with its attributes, names and appositions, without its
    adposition, clauses, particles before it and punctuation at its ends."""
    inside = {token.i}
    for child in token.children:
        if child.dep_ in CLAUSES or child.dep_ in ("case", "cc", "mark", "cop", *AUXILIARIES):
            continue
        if child.dep_ in SUBJECTS or _is_addressee(token, child):
            continue
        if child.dep_ == "advmod" and (child.pos_ != "ADJ" or child.i > token.i):
            continue
        inside.update(t.i for t in _without_clauses(child))
    left = right = token.i
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside:
        right += 1
    second = _second_name(token, right)
    if second is not None:
        right = max(phrase(second))
    return set(_trim(token.doc, left, right + 1))


def _is_addressee(token: Token, child: Token) -> bool:
    """Whether a bare dative hangs on a noun or pronoun that is none: it is told, and tells not."""
    if case_of(child) or child.dep_ not in ("nmod", "appos", "iobj", "obl:arg"):
        return False
    if token.pos_ == "PRON" and child.pos_ in ("NOUN", "PROPN"):
        return True
    articles = [c for c in child.children if c.dep_ == "det"]
    dative = any(c.morph.get("Case") == ["Dat"] for c in articles)
    return dative and "Dat" not in token.morph.get("Case")


def _second_name(token: Token, right: int) -> Token | None:
    """An apposition behind a comma that the parser took for a second subject of the verb."""
    if token.dep_ != "nsubj" or right + 2 >= len(token.doc) or token.doc[right + 1].text != ",":
        return None
    others = (c for c in token.head.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN"))
    return next((c for c in others if c.left_edge.i in (right + 1, right + 2)), None)


def _without_clauses(token: Token) -> Iterable[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in CLAUSES:
            yield from _without_clauses(child)


def frame(verb: Token, lexicon: Lexicon) -> set[int]:
    """Token indices of a verb's own clause: everything below it but other clauses."""
    inside = {verb.i}
    for child in verb.children:
        if child.dep_ in CLAUSES or (
            child.dep_ in ("conj", "xcomp", "dep") and is_clause(child, lexicon)
        ):
            continue
        if child.dep_ in ("obj", "obl", "nsubj", "obl:arg", "nsubj:pass", "nmod"):
            inside.update(t.i for t in _without_clauses(child))
        else:
            inside.update(t.i for t in child.subtree)
    return inside


def span_of(token: Token, without: Iterable[int] = ()) -> list[Pair]:
    """Token ranges of everything below `token`, its ends trimmed, `without` cut out."""
    cut = set(without)
    # the stop of the sentence may hang on any of its words
    inside = {t.i for t in token.subtree if t.text not in STOPS} - cut
    if not inside:
        return []
    # what the parser hung elsewhere but stands in the middle belongs to the clause
    whole = [i for i in range(min(inside), max(inside) + 1) if i not in cut]
    return trimmed(token.doc, ranges(whole))


def ranges(indices: Iterable[int]) -> list[Pair]:
    """Indices as maximal `[start, end)` ranges."""
    out: list[list[int]] = []
    for i in sorted(indices):
        if out and out[-1][1] == i:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return [(a, b) for a, b in out]


def trimmed(doc: Doc, pairs: Iterable[Pair]) -> list[Pair]:
    """Ranges without punctuation and space at their ends; empty ones fall away.

    A quotation mark whose partner lies inside stays, or is taken in where it stands beside the end.
    """
    out = []
    for a, b in pairs:
        kept = _trim(doc, a, b)
        start, end = kept.start, kept.stop
        if end < len(doc) and doc[end].is_quote and _quotes_within(doc, start, end) % 2 == 1:
            end += 1
        if start < end:
            out.append((start, end))
    return out


def _trim(doc: Doc, start: int, end: int) -> range:
    while start < end and _is_edge(doc[start], doc, start, end, first=True):
        start += 1
    while end > start and _is_edge(doc[end - 1], doc, start, end, first=False):
        end -= 1
    return range(start, end)


def _is_edge(token: Token, doc: Doc, start: int, end: int, *, first: bool) -> bool:
    if token.is_space:
        return True
    if not (token.is_punct or token.pos_ == "PUNCT"):
        return False
    if token.text in "([" or token.text in ")]":
        return first == (token.text in "([") and not _partner(doc, start, end, first=first)
    if token.is_quote:
        return _quotes_within(doc, start, end) % 2 == 1
    return True


def _partner(doc: Doc, start: int, end: int, *, first: bool) -> bool:
    others = ")]" if first else "(["
    return any(doc[i].text in others for i in range(start, end))


def _quotes_within(doc: Doc, start: int, end: int) -> int:
    return sum(doc[i].is_quote for i in range(start, end))


def clipped(doc: Doc, pairs: Iterable[Pair], line: Pair) -> list[Pair]:
    """Ranges as far as they lie within `line`."""
    start, end = line
    return trimmed(doc, [(max(a, start), min(b, end)) for a, b in pairs if a < end and b > start])


def chars(doc: Doc, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Token ranges as character ranges."""
    return tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in pairs)
