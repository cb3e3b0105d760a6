"""What hangs on a cue: its complement clause, its object, the noun that speaks."""

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import case_of, finite_part, is_finite
from analysis.language.evidence.clauses import COMPLEMENT, NAMES, VERBAL, View
from analysis.language.evidence.cues import ANONYMOUS, HEARSAY, NAMED, Hit

CLOSERS = ',“”"«»–'
PHRASE = ("DET", "ADJ", "NUM", "ADV", "ADP", "X")
SHORT_QUOTE = 4  # tokens; a shorter quotation is a piece of a wording or a name
PHRASE_LENGTH = 6  # words of a noun phrase looked through for its noun


def objects(verb: Token) -> list[Token]:
    """What a verb is done to: objects, passive subjects, the noun it belongs to."""
    found = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass", "obl:arg")]
    hangs_on_noun = verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON")
    if hangs_on_noun or verb.dep_ == "amod":
        found.append(verb.head)
    return found


def noun_after(view: View, token: Token) -> Token | None:
    """The head noun of the phrase right after a word; None when none follows."""
    for i in range(token.i + 1, min(token.i + PHRASE_LENGTH, view.sent(token).end)):
        word = view.doc[i]
        if word.pos_ in ("NOUN", "PROPN", "PRON"):
            return word
        if word.pos_ not in PHRASE:
            return None
    return None


def clause_heads(view: View, anchor: Token) -> list[Token]:
    """Heads of the clauses that hang on a cue (with its auxiliaries, for a verb)."""
    heads = [anchor]
    if anchor.pos_ not in NAMES:
        heads += view.frame(view.predicate(anchor))
    kinds = COMPLEMENT | {"acl"} if anchor.pos_ == "NOUN" else COMPLEMENT
    known = {head.i for head in heads}
    return [c for head in heads for c in head.children if c.dep_ in kinds and c.i not in known]


def has_complement(view: View, anchor: Token) -> bool:
    """A clause, a quotation or reported speech hangs on the cue, by arcs or by order."""
    return bool(clause_heads(view, anchor)) or _by_order(view, anchor)


def next_clause(view: View, anchor: Token) -> Token | None:
    """The first word of the clause after the cue's own stretch and a comma."""
    after = view.stretch(anchor).end
    if after + 1 >= view.sent(anchor).end or view.doc[after].text != ",":
        return None
    own = {t.i for t in view.frame(view.predicate(anchor))}
    between = view.doc[anchor.i + 1 : after]
    other_verb = any(is_finite(t) and t.i not in own for t in between)
    return None if other_verb else view.doc[after + 1]


def _by_order(view: View, anchor: Token) -> bool:
    """A colon, ", dass", a Konjunktiv clause or quotation after the cue; an inverted frame."""
    stretch = view.stretch(anchor)
    opens_quote = {start for start, _ in view.quotes}
    if stretch.end < len(view.doc) and view.doc[stretch.end].text == ":":
        return True
    following = next_clause(view, anchor)
    if following is not None:
        if view.word(following, "complementiser") or following.i in opens_quote:
            return True
        if any("Sub" in t.morph.get("Mood", []) for t in view.stretch(following)):
            return True
    first = stretch[0]
    if view.word(first, "framing") and first.i < anchor.i:
        return True
    if anchor.pos_ not in VERBAL or first.i == view.sent(anchor).start:
        return False
    if _after_quotation(view, first):
        return True
    inverted = first.i == anchor.i or first.pos_ in VERBAL
    return inverted and view.doc[first.i - 1].text in CLOSERS


def _after_quotation(view: View, first: Token) -> bool:
    """A clause that begins with a pronoun right behind a quotation: "„Das ist neu“, sie sagte"."""
    end = first.i - (2 if view.doc[first.i - 1].text == "," else 1)
    whole = any(stop == end and stop - start > SHORT_QUOTE for start, stop in view.quotes)
    return whole and first.pos_ == "PRON" and is_finite(first.nbor())


def with_that(view: View, anchor: Token) -> bool:
    """The complement is a dass-clause or a main clause: a claim, no open question."""
    following = next_clause(view, anchor)
    if following is not None and view.word(following, "that"):
        return True
    return any(
        finite_part(c) is not None and not _is_open(view, c) for c in clause_heads(view, anchor)
    )


def with_question(view: View, anchor: Token) -> bool:
    """The complement is an open question (ob, wie, wer …), before or after the cue."""
    following = next_clause(view, anchor)
    if following is not None and view.word(following, "question_word"):
        return True
    return any(_is_open(view, c) for c in clause_heads(view, anchor)) or _asked_before(view, anchor)


def _asked_before(view: View, anchor: Token) -> bool:
    """ "Mit wem, sagte er nicht": the question stands before the comma and the inverted verb."""
    first = view.stretch(anchor)[0]
    if first.pos_ not in VERBAL or first.i < view.sent(anchor).start + 2:
        return False
    question = view.stretch(first.nbor(-2))
    words = question[1:] if question[0].pos_ == "ADP" else question
    return first.nbor(-1).text == "," and len(words) > 0 and view.word(words[0], "question_word")


def _is_open(view: View, head: Token) -> bool:
    words = (t for t in head.subtree if not t.is_punct and not t.is_space)
    first = min(words, key=lambda t: t.i, default=head)
    return view.word(first, "question_word") or view.word(first, "conditional")


def source_noun(view: View, hit: Hit) -> Token | None:
    """Who speaks: the subject or agent of a verb, the noun of laut, zufolge, nach Angaben, so."""
    anchor = hit.anchor
    if anchor.pos_ in VERBAL:
        subject = view.subject(anchor)
        if subject is not None and subject.dep_ == "nsubj" and not view.word(subject, "no_speaker"):
            return subject
        places = ("named_by", "said_in") if subject is not None else ("named_by",)
        return next(
            (c for c in anchor.children for p in places if view.word_in(case_of(c), p)), None
        )
    if anchor.pos_ == "NOUN":
        owner = next((c for c in anchor.children if c.dep_ == "nmod"), None)
        return owner or (anchor if len(hit.tokens) > 1 or hit.tokens[0].pos_ == "ADP" else None)
    if anchor.dep_ == "case" and anchor.head.i != anchor.i:
        return anchor.head
    return noun_after(view, hit.tokens[-1])


def source_basis(view: View, noun: Token | None) -> str | None:
    """named, anonymous or hearsay by the noun that speaks; None where no noun does."""
    if noun is None or view.word(noun, "no_speaker"):
        return None
    single = any(
        c.dep_ in ("det", "appos", "flat") or (c.dep_ == "nmod" and c.i < noun.i)
        for c in noun.children
    )
    plural = "Sing" not in noun.morph.get("Number", [])
    bare_media = view.is_noun(noun, "media") and not list(noun.children)
    if not single and (bare_media or view.is_noun(noun, "hearsay")):
        return HEARSAY
    crowd = plural and not single and view.is_noun(noun, "anonymous")
    unnamed = crowd or view.is_noun(noun, "anonymous_always") or _is_some(view, noun)
    return ANONYMOUS if unnamed else NAMED


def _is_some(view: View, noun: Token) -> bool:
    """ "ein Beamter des Amtes": one of many without a name (a spokesman stands for his house)."""
    article = any(view.word(c, "indefinite") for c in noun.children if c.dep_ == "det")
    named = any(c.dep_ in ("appos", "flat") for c in noun.children)
    named = named or (noun.i + 1 < len(view.doc) and noun.nbor().pos_ == "PROPN")
    return article and not named and not view.is_noun(noun, "stands_for")


def unnamed_basis(view: View, anchor: Token) -> str | None:
    """The basis of a cue whose speaker is not found: hearsay where its form hides who speaks."""
    if anchor.pos_ in NAMES:
        return HEARSAY if has_complement(view, anchor) else None
    if view.is_passive(anchor):
        return HEARSAY
    subject = view.subject(anchor) if anchor.pos_ in VERBAL else None
    hidden = subject is not None and view.word(subject, "hidden_speaker")
    return HEARSAY if hidden or anchor.pos_ not in VERBAL else NAMED
