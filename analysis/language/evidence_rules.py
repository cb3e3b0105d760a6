"""Composition: from cues found in their clauses to evidence marks.

The order is that of the label scheme: scope, negation, holder, nesting; questions and conditions
carry no stance. "Not deny" (a source does not dispute something) is no denial and more than
silence: it is written as a weak `endorse` of the source with `negated` set, strength 0.3.
Where negation gives a label of its own (unverified, no_evidence), `negated` is not set.
"""

from spacy.tokens import Token

from analysis.language.evidence_clauses import COMPLEMENT, View, ends_in
from analysis.language.evidence_cues import Hit
from analysis.language.evidence_requires import holds, noun_after
from analysis.language.records import Evidence, Pair
from analysis.language.speech_tokens import case_of

# What negation makes of a cue: stance, basis, strength (None keeps the cue's own).
NEGATED = {
    "unverified": (None, "unverified", None),
    "no_evidence": (None, "no_evidence", None),
    "hedge": ("hedge", None, 0.35),
    "endorse": ("endorse", None, 0.9),
    "deny": ("deny", None, 0.0),
    "not_deny": ("endorse", None, 0.3),
}
MAX_WORDS = 6  # a mark does not grow longer than this
BY_SOURCE = "source"


def compose(view: View, hit: Hit, inside: set[int]) -> Evidence | None:
    """The mark of one cue, or None when its clause takes it back.

    Args:
        view: the Doc.
        hit: a cue whose words stand there.
        inside: tokens that are somebody's reported words.
    """
    cue, anchor = hit.cue, hit.anchor
    if cue.is_stop or not holds(view, hit):
        return None
    if view.questioned(anchor) or view.conditional(anchor) or _is_mentioned(view, anchor):
        return None
    stance, basis, strength = cue.stance, cue.basis, cue.strength
    words = list(hit.tokens)
    negation = _negation(view, hit) if cue.negated else None
    if negation is not None:
        if cue.negated == "drop":
            return None
        if cue.negated != "keep":
            stance, basis, strength = NEGATED[cue.negated]
        words.append(negation)
    words += _light_verb(view, hit)
    if basis == BY_SOURCE:
        basis = source_basis(view, source_noun(view, hit))
    if stance is None and basis is None:
        return None
    start, end = _extent(view, hit, words)
    return Evidence(
        start=start,
        end=end,
        lemma=cue.name,
        stance=stance,
        basis=basis,
        holder="source" if anchor.i in inside else cue.holder,
        negated=negation is not None and cue.negated in ("keep", "not_deny"),
        strength=_graded(view, hit, strength),
        ambiguous=cue.look,
        scope_spans=scope(view, hit),
        rule=_rule(cue.name, cue.negated if negation is not None else None),
    )


def _is_mentioned(view: View, token: Token) -> bool:
    """The cue stands alone in quotation marks: a word shown, not used."""
    start, end = view.quoted.get(token.i, (0, 0))
    return 0 < end - start <= 2


def _rule(name: str, negated: str | None) -> str:
    return f"cue:{name}" + (f":neg-{negated}" if negated else "")


def _negation(view: View, hit: Hit) -> Token | None:
    anchor = hit.anchor
    if anchor.pos_ in ("NOUN", "PROPN"):
        found = view.negation(anchor) or view.without(anchor)
        if found is not None:
            return found
        verb = view.predicate(anchor)
        lacking = view.lexicon["words"]["lacking"]
        if verb.lemma_.lower() in lacking:
            return verb
        governs = anchor.dep_ in ("obj", "nsubj", "nsubj:pass") and anchor.head.i == verb.i
        return view.negation(verb) if governs and verb.i != anchor.i else None
    return view.negation(anchor)


def _light_verb(view: View, hit: Hit) -> list[Token]:
    """The verb a noun needs to be a cue ("verweigerte die Stellungnahme"), or a verb's prefix."""
    if hit.anchor.pos_ in ("VERB", "AUX"):
        return [child for child in hit.anchor.children if child.dep_ == "compound:prt"]
    conditions = (c for group in hit.cue.requires for c in group if c.startswith("verb:"))
    lemmas = {lemma for c in conditions for lemma in c.partition(":")[2].split(",")}
    return [
        token
        for token in view.stretch(hit.anchor)
        if token.lemma_.lower() in lemmas and view.word(token, "light_verb")
    ]


def _extent(view: View, hit: Hit, words: list[Token]) -> Pair:
    """The mark's words; what belongs to them from afar is left out when nouns stand between."""
    first, last = hit.tokens[0].i, hit.tokens[-1].i
    for word in sorted(words, key=lambda t: abs(t.i - first)):
        low, high = min(first, word.i), max(last, word.i)
        between = [t for t in view.doc[low : high + 1] if not first <= t.i <= last and t != word]
        if high - low < MAX_WORDS and not any(t.pos_ in ("NOUN", "PROPN") for t in between):
            first, last = low, high
    end = view.doc[last]
    return view.doc[first].idx, end.idx + len(end)


def _graded(view: View, hit: Hit, strength: float | None) -> float | None:
    if strength is None or hit.tokens[0].i == 0 or hit.anchor.pos_ not in ("ADJ", "ADV"):
        return strength
    words, before = view.lexicon["strength"], view.doc[hit.tokens[0].i - 1].lower_
    step = words["step"] * ((before in words["more"]) - 2 * (before in words["less"]))
    return round(min(1.0, max(0.0, strength + step)), 2)


def source_noun(view: View, hit: Hit) -> Token | None:
    """Who speaks: the subject or agent of a verb, the noun of laut, zufolge, nach Angaben, so."""
    anchor = hit.anchor
    if anchor.pos_ in ("VERB", "AUX"):
        subject = view.subject(anchor)
        if subject is not None and subject.dep_ == "nsubj":
            return subject
        return next((c for c in anchor.children if view.word_in(case_of(c), "named_by")), None)
    last = hit.tokens[-1]
    if anchor.pos_ == "NOUN":
        return next((c for c in anchor.children if c.dep_ == "nmod"), None) or anchor
    if anchor.dep_ == "case" and anchor.head.i != anchor.i:
        return anchor.head
    return noun_after(view, last)


def source_basis(view: View, noun: Token | None) -> str | None:
    """named, hearsay or evidence by the noun; None for an unnamed crowd (it has its own mark)."""
    if noun is None or view.word(noun, "no_speaker"):
        return None
    nouns = view.lexicon["nouns"]
    single = any(c.dep_ in ("det", "nummod", "appos", "flat") for c in noun.children)
    bare_media = ends_in(noun.lemma_, nouns["media"]) and not list(noun.children)
    if not single and (bare_media or ends_in(noun.lemma_, nouns["hearsay"])):
        return "hearsay"
    if ends_in(noun.lemma_, nouns["witness"]) or ends_in(noun.lemma_, nouns["document"]):
        return "evidence"
    if not single and ends_in(noun.lemma_, nouns["anonymous"] + nouns["anonymous_always"]):
        return None
    return "named"


def scope(view: View, hit: Hit) -> tuple[Pair, ...]:
    """The claim a mark counts for: noun phrase, complement or clause, without the mark itself."""
    anchor, own = hit.anchor, {t.i for t in hit.tokens}
    if anchor.dep_ == "amod" and anchor.head.i > anchor.i:
        return _pairs(view, [t for t in anchor.head.subtree if t.i > anchor.i])
    if anchor.pos_ in ("NOUN", "VERB", "ADJ"):
        for child in anchor.children:
            if child.dep_ in COMPLEMENT or (child.dep_ == "acl" and anchor.pos_ == "NOUN"):
                return _pairs(view, list(child.subtree))
        if anchor.pos_ == "NOUN":
            rest = [t for t in anchor.subtree if t.i not in own]
            if rest:
                return _pairs(view, rest)
    return clause_scope(view, *hit.tokens)


def clause_scope(view: View, *own: Token) -> tuple[Pair, ...]:
    """The clause the words stand in, without them."""
    places = {token.i for token in own}
    clause = view.clause(view.predicate(own[0]))
    return _pairs(view, [t for t in clause if t.i not in places])


def _pairs(view: View, tokens: list[Token]) -> tuple[Pair, ...]:
    """Tokens as spans of neighbours; punctuation at their edges left out."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    pairs = []
    for run in runs:
        while run and run[-1].is_punct:
            run.pop()
        while run and run[0].is_punct:
            run.pop(0)
        if run:
            pairs.append((run[0].idx, run[-1].idx + len(run[-1])))
    return tuple(pairs)
