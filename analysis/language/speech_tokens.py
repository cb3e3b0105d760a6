"""Words around a cue: phrases, clauses and verb complexes in a parsed sentence.

Only Universal Dependencies labels and features are read, so any pipeline with them can stand below.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from analysis.language.records import Pair

CLAUSES = frozenset(
    {"ccomp", "csubj", "csubj:pass", "parataxis", "advcl", "acl", "acl:relcl", "discourse"}
)
AUXILIARIES = frozenset({"aux", "aux:pass"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET"})


def is_finite(token: Token) -> bool:
    """Whether the token is a finite verb form."""
    return "Fin" in token.morph.get("VerbForm") or bool(token.morph.get("Mood"))


def finite_part(verb: Token) -> Token | None:
    """The finite form of a verb's complex: the verb itself, its auxiliary or its copula."""
    if is_finite(verb):
        return verb
    helpers = (c for c in verb.children if c.dep_ in AUXILIARIES or c.dep_ == "cop")
    return next((c for c in helpers if is_finite(c)), None)


def is_subjunctive(verb: Token) -> bool:
    """Whether the verb's finite form is Konjunktiv (or its like in another language)."""
    finite = finite_part(verb)
    return finite is not None and "Sub" in finite.morph.get("Mood")


def is_clause(token: Token) -> bool:
    """Whether a token heads a clause: a verb form with a finite part or an infinitive marker."""
    if finite_part(token) is not None:
        return True
    if token.pos_ not in ("VERB", "AUX") or "Inf" not in token.morph.get("VerbForm"):
        return False
    return token.dep_ in CLAUSES or token.text != token.lemma_ or _has_particle(token)


def _has_particle(token: Token) -> bool:
    return any(c.pos_ == "PART" for c in token.children)


def subject(verb: Token) -> Token | None:
    """The verb's subject, borrowed from the first conjunct where conjuncts share it.

    A phrase with an adposition is never the subject: then the parser chose wrongly, and a bare
    nominative, or the bare phrase before the finite verb, is taken instead.
    """
    for _ in range(4):
        bare = [c for c in verb.children if c.pos_ in NOMINAL and not case_of(c)]
        found = next((c for c in bare if c.dep_ in SUBJECTS), None)
        if found is not None or verb.dep_ != "conj":
            return found or _likely_subject(verb, bare)
        verb = verb.head
    return None


def _likely_subject(verb: Token, bare: list[Token]) -> Token | None:
    finite = finite_part(verb)
    if finite is None:
        return None
    inner = [c for c in bare if c.dep_ in ("obj", "obl", "obl:arg", "nmod", "dep", "appos", "flat")]
    inner = [c for c in inner if c.pos_ in ("NOUN", "PROPN", "PRON") and "Yes" not in _reflexive(c)]
    nominative = [c for c in inner if "Nom" in c.morph.get("Case")]
    first = [c for c in inner if c.i < finite.i and c.dep_ == "obj"]
    return next(iter(nominative + first), None)


def _reflexive(token: Token) -> list[str]:
    return token.morph.get("Reflex")


def is_passive(verb: Token) -> bool:
    """Whether the verb's complex is a passive."""
    return any(c.dep_ == "aux:pass" for c in verb.children)


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
        if child.dep_ in SUBJECTS or (child.dep_ == "advmod" and child.pos_ != "ADJ"):
            continue
        inside.update(t.i for t in _without_clauses(child))
    left = right = token.i
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside:
        right += 1
    return set(_trim(token.doc, left, right + 1))


def _without_clauses(token: Token) -> Iterable[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in CLAUSES:
            yield from _without_clauses(child)


def frame(verb: Token) -> set[int]:
    """Token indices of a verb's own clause: everything below it but other clauses."""
    inside = {verb.i}
    for child in verb.children:
        if child.dep_ in CLAUSES or (child.dep_ in ("conj", "xcomp", "dep") and is_clause(child)):
            continue
        if child.dep_ in ("obj", "obl", "nsubj", "obl:arg", "nsubj:pass", "nmod"):
            inside.update(t.i for t in _without_clauses(child))
        else:
            inside.update(t.i for t in child.subtree)
    return inside


def span_of(token: Token, without: Iterable[int] = ()) -> list[Pair]:
    """Token ranges of everything below `token`, its ends trimmed, `without` cut out."""
    cut = set(without)
    inside = {t.i for t in token.subtree} - cut
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
    """Ranges without punctuation and space at their ends; empty ones fall away."""
    kept = (_trim(doc, a, b) for a, b in pairs)
    return [(r.start, r.stop) for r in kept if len(r)]


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


def line_of(token: Token) -> Pair:
    """The token range of the line a token stands in, within its sentence."""
    doc, sent = token.doc, token.sent
    start = end = token.i
    while start > sent.start and "\n" not in doc[start - 1].text:
        start -= 1
    while end < sent.end and "\n" not in doc[end].text:
        end += 1
    return start, end


def clipped(doc: Doc, pairs: Iterable[Pair], line: Pair) -> list[Pair]:
    """Ranges as far as they lie within `line`."""
    start, end = line
    return trimmed(doc, [(max(a, start), min(b, end)) for a, b in pairs if a < end and b > start])


def chars(doc: Doc, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Token ranges as character ranges."""
    return tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in pairs)
