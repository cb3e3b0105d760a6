"""Negation: the word that turns a verb, a noun or an adjective round, if there is one."""

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import SUBJECTS, case_of, is_finite
from analysis.language.evidence.clauses import CLAUSAL, NAMES, VERBAL, View

ARGUMENTS = SUBJECTS | {"obj", "obl", "obl:arg", "obl:agent", "advmod"}
REACH = 4  # how far left of a word its negation is looked for


def negation(view: View, token: Token) -> Token | None:
    """The negating word of a verb, noun or adjective."""
    found = _directly_left(view, token) or _negative_noun(view, token)
    if found is not None or token.pos_ in NAMES:
        return found
    for verb in view.frame(token):
        for child in verb.children:
            if child.dep_ == "mark" and view.word(child, "without"):
                return child
            if child.dep_ == "compound:prt" and (found := _directly_left(view, child)) is not None:
                return found
            if _negates(view, child) and child.dep_ != "conj" and not _of_phrase(view, child):
                return child
            pronoun = view.word_in(child.lower_, "negative_pronoun")
            if child.dep_ in ARGUMENTS and (pronoun or not case_of(child)):
                found = _negative_noun(view, child)
                if found is not None:
                    return found
    return _neither(view, token) or _in_bracket(view, token)


def noun_negation(view: View, noun: Token) -> Token | None:
    """The word that says a noun's thing is not there.

    Its own negation, "ohne" before it, a verb of lack, or a negated verb of having or showing.
    """
    found = negation(view, noun) or _without(view, noun) or _neither(view, noun)
    if found is not None:
        return found
    if noun.dep_ == "nmod" and view.word(noun.head, "lacking"):
        return noun.head
    if noun.dep_ == "nmod" and view.word(noun.head, "trace"):
        return noun_negation(view, noun.head)
    verb = view.predicate(noun)
    if (found := _resumed(view, noun)) is not None:
        return found
    if verb.i == noun.i:
        return _not_that(view, noun)
    if case_of(noun) not in ("", *view.lexicon["words"]["about"]):
        return None
    if view.word_in(view.lemma(verb), "lacking"):
        return verb
    owing = next((c for c in verb.children if view.word(c, "owing")), None)
    if owing is not None:
        return owing
    shown = view.word_in(view.lemma(verb), "showing")
    return negation(view, verb) if shown else None


def _resumed(view: View, noun: Token) -> Token | None:
    """The negation behind a clause on the noun: "Ein Beweis, dass sie flog, ist das nicht".

    Also where the verb is left out: "Möglich sei das, ein Beweis nicht".
    """
    first = view.stretch(noun)
    if case_of(noun) or any(t.pos_ in VERBAL for t in first):
        return None
    if first.start == view.sent(noun).start:
        for start in range(first.end + 1, view.sent(noun).end):
            rest = view.stretch(view.doc[start])
            if rest.start == start and is_finite(rest[0]) and view.lemma(rest[0]) in _shown(view):
                return next((t for t in rest if _negates(view, t)), None)
        return None
    last = first[-1] if not first[-1].is_punct else first[-2]
    return last if last.i > noun.i and _negates(view, last) else None


def _shown(view: View) -> list[str]:
    """Verbs of having, showing and being."""
    return [*view.lexicon["words"]["showing"], *view.lexicon["words"]["be"]]


def _not_that(view: View, noun: Token) -> Token | None:
    """The negation of a noun that is a predicate: "Ein Beweis ist das nicht"."""
    if not any(c.dep_ == "cop" for c in noun.children):
        return None
    return next((c for c in noun.children if c.i > noun.i and _negates(view, c)), None)


def _negates(view: View, token: Token) -> bool:
    if view.word(token, "little") and token.i and view.word(token.nbor(-1), "as_little"):
        return True
    if not view.word(token, "negation") or _tells_when(view, token):
        return False
    after = token.nbor() if token.i + 1 < len(view.doc) else None
    return after is None or not view.word(after, "not_negating")


def _tells_when(view: View, token: Token) -> bool:
    """ "Kaum war er da, …": the word opens the sentence, a finite verb follows."""
    opens = view.word(token, "hardly") and token.i == view.sent(token).start
    return opens and token.i + 1 < len(view.doc) and is_finite(token.nbor())


def _directly_left(view: View, token: Token) -> Token | None:
    """A negation right before the word, adverbs between them allowed.

    Before a noun with an adjective it is the adjective's: "eine nicht bekannte Einzelheit".
    """
    for i in range(token.i - 1, max(view.sent(token).start, token.i - REACH) - 1, -1):
        left = view.doc[i]
        if _negates(view, left):
            return left
        attributive = left.pos_ == "ADJ" and token.pos_ in NAMES
        if attributive or left.pos_ not in ("ADV", "ADJ", "PART") or is_finite(left):
            return None
    return None


def _negative_noun(view: View, token: Token) -> Token | None:
    """ "niemand", or "kein" at the head of the noun phrase."""
    if view.word_in(token.lower_, "negative_pronoun") and token.dep_ != "det":
        return token
    if token.pos_ not in NAMES:
        return None
    for child in token.children:
        if child.dep_ == "det" and view.word(child, "negative_determiner"):
            return child
    least = False
    for i in range(token.i - 1, max(view.sent(token).start, token.i - REACH) - 1, -1):
        left = view.doc[i]
        if view.word(left, "negative_determiner"):
            return left
        if least and left.pos_ == "DET" and i and _negates(view, left.nbor(-1)):
            return left.nbor(-1)
        least = least or view.word(left, "least")
        if left.pos_ not in ("ADJ", "ADV"):
            return None
    return None


def _neither(view: View, token: Token) -> Token | None:
    """ "weder … noch" before the word, or behind a predicate ("Belegt ist weder das eine …")."""
    behind = token.pos_ not in NAMES
    stretch = view.stretch(token)
    return next((t for t in stretch if (behind or t.i < token.i) and view.word(t, "neither")), None)


def _in_bracket(view: View, token: Token) -> Token | None:
    """A negation in the verb's stretch that an arc to an adverb hides.

    Between the finite verb and the participle or infinitive at the end, or after a finite verb.
    """
    for word in view.stretch(token):
        follows = is_finite(token) == (word.i > token.i)
        if not follows or not _negates(view, word) or word.head.dep_ in CLAUSAL:
            continue
        if case_of(word.head):  # "hält das für nicht nötig"
            continue
        if any(is_finite(t) for t in view.doc[min(word.i, token.i) + 1 : max(word.i, token.i)]):
            continue
        near_verb = word.head.pos_ not in (*NAMES, *VERBAL) and word.head.dep_ != "amod"
        before_noun = word.nbor().pos_ in ("DET", "NUM", *NAMES)
        if is_finite(token) and before_noun and not _contrasts(view, token):
            return word
        if near_verb and not before_noun:
            return word
    return None


def _of_phrase(view: View, word: Token) -> bool:
    """ "geht nicht von einem Unfall aus, sondern von …": what follows is denied, not the verb."""
    follows = word.nbor() if word.i + 1 < len(view.doc) else word
    return follows.pos_ in ("ADP", "DET", *NAMES) and _contrasts(view, word)


def _contrasts(view: View, token: Token) -> bool:
    """ "nicht die Regierung, sondern …": the negation is not the verb's."""
    return any(view.word(t, "contrast") for t in view.sent(token))


def _without(view: View, noun: Token) -> Token | None:
    """The word "without" before a noun phrase."""
    for i in range(noun.i - 1, max(view.sent(noun).start, noun.i - REACH - 1) - 1, -1):
        left = view.doc[i]
        if view.word(left, "without"):
            return left
        if left.pos_ in ("NOUN", "PROPN", "PRON", "ADP"):
            return None
    return None
