"""Where words claim nothing: questions, conditions, orders."""

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import is_finite
from analysis.language.evidence.clauses import VERBAL, View

PARENTHESES = frozenset("–—-()")
LEADS = frozenset(":–")  # before an announcement: "19.30 Uhr: Was die Bilder zeigen"


def has_condition(view: View, token: Token) -> bool:
    """The token's sentence holds a condition, with or without a word for it."""
    sent = view.sent(token)
    return any(view.word(t, "if_only") for t in sent) or _verb_first(view, sent[0])


def questioned(view: View, token: Token) -> bool:
    """The word stands in a question (the quotation it is in counts as the sentence)."""
    quote = view.quoted.get(token.i)
    limit = quote[1] if quote else view.sent(token).end
    for i in range(token.i, min(limit, len(view.doc))):
        text = view.tokens[i].text
        if text == "?" and view.quoted.get(i) == quote:
            return True
        if (text in ".!" and i > token.i) or "\n" in text:
            break
    return _open_question(view, token)


def _open_question(view: View, token: Token) -> bool:
    """A question word opens the sentence and nothing follows its clause: "Was belegt ist"."""
    stretch = view.stretch(token)
    if stretch[0].i > token.i or not view.word(stretch[0], "question_word"):
        return False
    before, after = stretch.start - 1, stretch.end
    starts = stretch.start == view.sent(token).start or "\n" in view.doc[before].text
    starts = starts or (view.doc[before].text in LEADS and token.pos_ in VERBAL)
    finite = [t for t in stretch if is_finite(t)]
    if len(finite) > 1 or (finite and _goes_on(view, finite[0])):
        return False
    ends = after >= view.sent(token).end or "\n" in view.doc[after].text
    return starts and ends and not is_finite(stretch[min(1, len(stretch) - 1)])


def _goes_on(view: View, verb: Token) -> bool:
    """More than another question word follows: "Wie ihr geht es Tausenden" is a statement."""
    after = view.doc[verb.i + 1 : view.stretch(verb).end]
    words = [t for t in after if not t.is_punct and not t.is_space]
    return bool(words) and words[0].pos_ != "CCONJ"


def asks(view: View, token: Token) -> bool:
    """An embedded question: "wie man helfen könnte", "unter welchen Umständen …"."""
    first = view.stretch(token)[0]
    opening = first.nbor() if first.pos_ == "ADP" and first.i < token.i else first
    return view.word(opening, "question_word") and "Rel" not in opening.morph.get("PronType", [])


def is_order(view: View, token: Token) -> bool:
    """A polite imperative: "Schreiben Sie uns"."""
    first = next(t for t in view.stretch(token) if not t.is_quote or t.i == token.i)
    if first.i != token.i or token.pos_ not in VERBAL or token.i + 1 >= len(view.doc):
        return False
    return token.nbor().text in view.lexicon["words"]["polite"]


def _in_parenthesis(view: View, token: Token) -> bool:
    """Between dashes or brackets: a clause of its own."""
    stretch = view.stretch(token)
    start, end = stretch.start, stretch.end
    opens = start > 0 and view.tokens[start - 1].text in PARENTHESES
    return opens and end < len(view.tokens) and view.tokens[end].text in PARENTHESES


def conditional(view: View, token: Token) -> bool:
    """The word stands in a condition or in an open question ("ob")."""
    if _in_parenthesis(view, token):
        return False
    predicate = view.predicate(token)
    for _ in range(4):
        if any(c.dep_ == "mark" and view.word(c, "conditional") for c in predicate.children):
            return True
        if predicate.dep_ not in ("xcomp", "conj"):
            break
        predicate = view.predicate(predicate.head)
    first = view.stretch(token)[0]
    if view.word(first, "conditional") and first.i < token.i:
        return True
    return first.i == view.sent(token).start and _verb_first(view, token)


def _verb_first(view: View, token: Token) -> bool:
    """A condition without "wenn": the verb opens it and opens the main clause after it."""
    stretch = view.stretch(token)
    past = stretch[0].lower_ in view.lexicon["konjunktiv"]["past"]
    if not (past or is_finite(stretch[0])) or stretch.end + 1 >= view.sent(token).end:
        return False
    after = view.doc[stretch.end + 1]
    main = is_finite(after) or view.word(after, "then")
    return view.doc[stretch.end].text == "," and main
