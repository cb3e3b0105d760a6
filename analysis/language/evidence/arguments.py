"""What hangs on a cue: its complement clause, its object, the noun that speaks."""

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import case_of, finite_part, is_finite
from analysis.language.evidence.clauses import COMPLEMENT, NAMES, VERBAL, View, is_break
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
        if word.pos_ not in PHRASE and not word.is_quote:
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
    """The first word of the clause after the cue's own stretch and a comma.

    Appositions without a verb are passed over: "weiß die Leiterin, Olga Kern (47), dass …".
    """
    sent, after = view.sent(anchor), view.stretch(anchor).end
    own = {t.i for t in view.frame(view.predicate(anchor))}
    if any(is_finite(t) and t.i not in own for t in view.doc[anchor.i + 1 : after]):
        return None
    if after >= sent.end or view.doc[after].text != ",":
        return None
    starts = [i for i in range(after + 1, sent.end) if not is_break(view.doc[i])]
    starts = [i for i in starts if i == after + 1 or is_break(view.doc[i - 1])]
    for i in starts:
        if any(t.pos_ in VERBAL for t in view.stretch(view.doc[i])):
            opens = view.word(view.doc[i], "complementiser")
            return view.doc[i] if opens else view.doc[starts[0]]
    return view.doc[starts[0]] if starts else None


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
        acts = subject is not None and subject.dep_ == "nsubj" and not view.is_passive(anchor)
        if acts and not view.word(subject, "no_speaker"):
            return subject
        if subject is None and (opening := _opens(view, anchor)) is not None:
            return opening
        if subject is None and not clause_heads(view, anchor):
            return None  # "berichtet wird von Schäden": what is told, not who tells
        return next((c for c in anchor.children if _says(view, c, subject is not None)), None)
    if anchor.pos_ in NAMES:
        owner = next((c for c in anchor.children if c.dep_ == "nmod"), None)
        if (
            owner is None
            and hit.cue.holder == "source"
            and (anchor.dep_ in ("obj", "nmod") or len(hit.tokens) > 1)
        ):
            owner = view.subject(view.predicate(anchor))
        return owner or (anchor if len(hit.tokens) > 1 or hit.tokens[0].pos_ == "ADP" else None)
    if anchor.dep_ == "case" and anchor.head.i < anchor.i:
        return anchor.head
    if view.word(anchor, "postposition") and (noun := _noun_before(view, anchor)) is not None:
        return noun
    return anchor.head if anchor.dep_ == "case" else noun_after(view, hit.tokens[-1])


def _opens(view: View, verb: Token) -> Token | None:
    """A name right before its finite verb, first in its stretch: "… - Seoul weist das zurück"."""
    first = view.stretch(verb)[0]
    return first if first.pos_ == "PROPN" and is_finite(verb) and first.i == verb.i - 1 else None


def _says(view: View, phrase: Token, has_subject: bool) -> bool:
    """Who does it ("von der Wehr"), or a body in which it is said ("im Ministerium")."""
    case = case_of(phrase)
    if view.word_in(case, "named_by"):
        return True
    speaks = phrase.pos_ == "PROPN" or view.is_noun(phrase, "body")
    return has_subject and speaks and view.word_in(case, "said_in")


def _noun_before(view: View, token: Token) -> Token | None:
    """The noun or pronoun right before a postposition, marks of a quotation passed over."""
    place = token.i - 1
    while place > 0 and view.doc[place].is_quote:
        place -= 1
    noun = view.doc[max(place, 0)]
    return noun if noun.pos_ in (*NAMES, "PRON") else None


def source_basis(view: View, noun: Token | None) -> str | None:
    """named, anonymous or hearsay by the noun that speaks; None where no noun does."""
    if noun is None or view.word(noun, "no_speaker"):
        return None
    if view.is_noun(noun, "share_of") and any(c.dep_ == "nmod" for c in noun.children):
        return ANONYMOUS
    if _is_definite(view, noun):
        return ANONYMOUS if view.is_noun(noun, "anonymous_always") else NAMED
    plural = "Plur" in noun.morph.get("Number", [])
    stately = any(view.word(c, "official") for c in noun.children)
    bare_media = plural and view.is_noun(noun, "media") and not stately
    if view.is_noun(noun, "hearsay") and (plural or not view.is_noun(noun, "one_report")):
        return HEARSAY
    unnamed = (
        bare_media
        or view.is_noun(noun, "anonymous_always")
        or _is_crowd(view, noun)
        or _is_some(view, noun)
    )
    return ANONYMOUS if unnamed else NAMED


def _is_definite(view: View, noun: Token) -> bool:
    """A name, or words that tell which one is meant: "die Helfer", "Berichte der Zeitung"."""
    after = noun.nbor() if noun.i + 1 < len(view.doc) else noun
    if any(view.word(child, "some") for child in noun.children):
        return False
    if noun.i and noun.nbor(-1).is_quote:
        return True  # a name: "„Ärzte ohne Grenzen“"
    if noun.pos_ == "PROPN" or (after.pos_ == "PROPN" and after.dep_ != "nmod"):
        return True
    if view.is_noun(noun, "anonymous") and any(_is_place(view, c) for c in noun.children):
        return False
    owned = view.is_noun(noun, "hearsay")
    for child in noun.children:
        if child.dep_ in ("appos", "flat"):
            return True
        if child.dep_ == "nmod" and (child.i < noun.i or (owned and not case_of(child))):
            return True
        open_to_all = view.word(child, "indefinite") or view.word(child, "some")
        if child.dep_ == "det" and not open_to_all:
            return True
    return False


def _is_place(view: View, child: Token) -> bool:
    """ "die Händler der Altstadt": the genitive of a common noun that is no body."""
    genitive = child.dep_ == "nmod" and child.pos_ == "NOUN" and not case_of(child)
    return genitive and not view.is_noun(child, "body")


def _is_crowd(view: View, noun: Token) -> bool:
    """Several of a kind, none of them named: "Helfer", "mehrere Beamte", "drei Frauen"."""
    if "Sing" in noun.morph.get("Number", []):
        return False
    some = any(view.word(c, "some") or c.dep_ == "nummod" for c in noun.children)
    bodies = view.is_noun(noun, "body") or view.is_noun(noun, "stands_for")
    return view.is_noun(noun, "anonymous") or (some and not bodies)


def _is_some(view: View, noun: Token) -> bool:
    """ "ein Beamter des Amtes": one of many (a spokesman stands for his house).

    "Ein Verbot nennt sie Unsinn": the noun before a verb and a pronoun is no subject.
    """
    verb = noun.head
    if noun.i < verb.i and view.word_in(view.doc[min(verb.i + 1, len(view.doc) - 1)].lower_, "he"):
        return False
    article = any(view.word(c, "indefinite") for c in noun.children if c.dep_ == "det")
    return article and not view.is_noun(noun, "stands_for")


def unnamed_basis(view: View, anchor: Token) -> str | None:
    """The basis of a cue whose speaker is not found: hearsay where its form hides who speaks."""
    if anchor.pos_ in NAMES:
        return HEARSAY if has_complement(view, anchor) else None
    told_of = any(c.dep_ == "aux:pass" for c in anchor.children) and not view.subject(anchor)
    if view.is_passive(anchor) or told_of:  # "berichtet wird auch von Schäden"
        return HEARSAY
    subject = view.subject(anchor) if anchor.pos_ in VERBAL else None
    hidden = subject is not None and view.word(subject, "hidden_speaker")
    return HEARSAY if hidden or anchor.pos_ not in VERBAL else NAMED
