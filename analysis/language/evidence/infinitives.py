"""What stands under a modal verb: an act to come, a state, or something past."""

from collections.abc import Set

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import case_of, is_finite
from analysis.language.evidence.clauses import NAMES, VERBAL, View, ends_in, is_break

PERFECT, STATE, PLAIN = "perfect", "state", "plain"
YEAR = 4  # digits
DEADLINE_REACH = 3  # words behind "bis": "bis zum Ende des Jahres"


def infinitive(view: View, modal: Token) -> str | None:
    """What stands under a modal: PERFECT, STATE (how things are), PLAIN, None when unclear."""
    lists = view.lexicon["modals"]
    end = cluster_end(view, modal)
    if end is None or end.i == 0:
        return None
    before = view.doc[end.i - 1]
    if before.is_punct and end.i > 1:
        before = view.doc[end.i - 2]
    if end.lower_ == "haben":
        return PERFECT if _is_participle(before) else PLAIN
    if end.lower_ != "sein":
        return STATE if view.lemma(end) in lists["stative"] else PLAIN
    if before.lower_ in lists["passive_perfect"] or before.lower_ in lists["perfect_forms"]:
        return PERFECT
    if not _is_participle(before):
        return STATE
    if view.lemma(before) in lists["sein_perfect"]:
        return PERFECT
    return STATE if ends_in(before.lower_, lists["found_states"]) else PLAIN


def _is_participle(token: Token) -> bool:
    """The word before "haben" or "sein" is a participle (some look like their infinitive)."""
    if "Part" in token.morph.get("VerbForm", []) or token.pos_ in VERBAL:
        return True
    return token.pos_ == "ADJ" and token.lower_ != token.lemma_.lower()


def cluster_end(view: View, modal: Token) -> Token | None:
    """The last infinitive under a modal: right before it in a subordinate clause, else after it.

    In a main clause the first group of verbs that ends in an infinitive without "zu" counts;
    relative clauses in between end in finite verbs and are passed over.
    """
    doc, end = view.doc, view.sent(modal).end
    left = doc[modal.i - 1] if modal.i > view.sent(modal).start else None
    closed = modal.i + 1 >= end or is_break(doc[modal.i + 1]) or doc[modal.i + 1].is_punct
    if left is not None and _is_infinitive(left) and (closed or not _verb_at(view, modal.i + 1)):
        return left
    for i in range(modal.i + 1, end):
        last = _is_infinitive(doc[i]) and not (i + 1 < end and _verb_at(view, i + 1))
        if last and not view.word(doc[i - 1], "to_infinitive"):
            return doc[i]
    return None


def _is_infinitive(token: Token) -> bool:
    if token.pos_ not in VERBAL:
        return False
    return "Inf" in token.morph.get("VerbForm", []) or token.lower_ == token.lemma_.lower()


def _verb_at(view: View, place: int) -> bool:
    return place < len(view.doc) and view.doc[place].pos_ in VERBAL


def is_substitute(view: View, modal: Token) -> bool:
    """The modal is itself an infinitive: "hätte nicht hier sein sollen"."""
    if modal.lower_ != modal.lemma_:
        return False
    lists, before = view.lexicon["modals"], view.doc[view.stretch(modal).start : modal.i]
    return any(t.lemma_ in lists["substitute"] and is_finite(t) for t in before)


def has_deadline(view: View, token: Token) -> bool:
    """A time until which something is to be done: "bis Mai", "bis Ende 2030"."""
    lists, end = view.lexicon["modals"], view.sent(token).end
    for word in view.sent(token):
        if word.lower_ in lists["deadline"]:
            after = view.doc[word.i + 1 : min(word.i + 1 + DEADLINE_REACH, end)]
            if any(_is_year(t) or t.lower_ in lists["deadline_next"] for t in after):
                return True
    return False


def _is_year(token: Token) -> bool:
    return token.is_digit and len(token) == YEAR


def is_over(view: View, modal: Token) -> bool:
    """A passive perfect: "soll bis 1945 bewohnt worden sein" is past even with a deadline."""
    end = cluster_end(view, modal)
    return end is not None and end.nbor(-1).lower_ in view.lexicon["modals"]["passive_perfect"]


def is_state(view: View, modal: Token, form: str) -> bool:
    """The infinitive tells how things are, and nothing in the clause makes it an aim."""
    lists, end = view.lexicon["modals"], cluster_end(view, modal)
    words = {w for t in view.stretch(modal) for w in (t.lower_, t.lemma_.lower())}
    if end is None or not words.isdisjoint(lists["future"]):
        return False
    verb = view.lemma(end)
    if _has_begun(view, modal) or (verb in lists["knowing"] and words & set(lists["known"])):
        return True
    if verb in lists["having"] and any(_is_had(view, t) for t in view.stretch(modal)):
        return True
    is_sourced = any(view.word_in(t.lower_, "source_phrase") for t in view.sent(modal))
    if form == STATE and end.lower_ == "sein":
        return _is_among(view, modal) or not _is_aim(view, modal, end, words)
    return form == STATE or (is_sourced and verb in lists["sourced_state"])


def _has_begun(view: View, modal: Token) -> bool:
    """ "seit Jahren", "seit 2014": no plan."""
    lists = view.lexicon["modals"]
    return any(
        t.lower_ in lists["since"]
        and any(_is_year(n) or n.lower_ in lists["since_when"] for n in t.doc[t.i + 1 : t.i + 3])
        for t in view.stretch(modal)
    )


def _is_had(view: View, token: Token) -> bool:
    return token.pos_ in NAMES and view.in_class(token, view.lexicon["modals"]["had"])


def _is_among(view: View, modal: Token) -> bool:
    """ "Unter den Verletzten sollen auch Kinder sein"."""
    among = view.lexicon["modals"]["among"]
    return any(
        case_of(t) in among and "Plur" in t.morph.get("Number", []) for t in view.stretch(modal)
    )


def _is_aim(view: View, modal: Token, end: Token, words: Set[str]) -> bool:
    """A predicate that names an aim ("fertig", "barrierefrei") or a size ("40 Meter lang")."""
    lists, predicate = view.lexicon["modals"], end.nbor(-1)
    if not words.isdisjoint(lists["aim_predicate"]):
        return True
    sized = predicate.lower_ in lists["sizes"] and any(t.pos_ == "NUM" for t in view.stretch(modal))
    is_adjective = predicate.pos_ in ("ADJ", "ADV")
    return sized or (is_adjective and predicate.lower_.endswith(tuple(lists["aim_endings"])))
