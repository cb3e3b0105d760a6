"""Acts of speech as evidence: every cue of an attribution is a mark (data/gold/GUIDELINES.md).

The attributions say which word is the cue, how it takes the claim, and who speaks; the speaker
tells what the claim rests on.
"""

from collections.abc import Collection, Iterator, Mapping, Set
from functools import partial

from spacy.tokens import Token

from analysis.language.attributions.speech_tokens import case_of, finite_part
from analysis.language.evidence.arguments import next_clause, source_basis, unnamed_basis
from analysis.language.evidence.clauses import FRAME, NAMES, VERBAL, View, places
from analysis.language.evidence.cues import ANONYMOUS, EVIDENCE, HEARSAY, NAMED, Hit
from analysis.language.evidence.rules import (
    SOURCE,
    WRITER,
    is_compared,
    is_suspended,
    tells,
)
from analysis.language.evidence.scopes import clause_scope
from analysis.language.records import Attribution, Evidence, get_records

COLLECTIVE, DOCUMENT = "collective", "document"  # types of speakers
UNNAMED = (ANONYMOUS, COLLECTIVE)  # those nobody can ask
OF_SUBJECT = ("deny", "hedge")  # stances that are the speaker's own, not the writer's


def cue_tokens(view: View) -> dict[int, Attribution]:
    """For each token of a cue its attribution."""
    return {
        i: record
        for record in get_records(view.doc, Attribution)
        for i in places(view, record.cue_spans)
    }


def told(
    view: View, hit: Hit, mark: Evidence, acts: Mapping[int, Attribution], inside: Set[int]
) -> Evidence:
    """The mark with the basis of the attribution whose cue it is.

    A noun that is no cue ("Die Behauptung ist alt") says only how firm the claim is.
    """
    record = next((acts[t.i] for t in hit.tokens if t.i in acts), None)
    if record is None and mark.stance == "hedge" and is_own_speech(view, hit.anchor, inside):
        return mark._replace(basis=None, holder=SOURCE)
    if record is None:
        if hit.anchor.pos_ != "NOUN" or len(hit.tokens) > 1 or hit.cue.basis != SOURCE:
            return mark
        holder = SOURCE if hit.anchor.i in inside else WRITER
        return mark._replace(basis=None, holder=holder)
    if mark.basis == HEARSAY:
        mark = mark._replace(stance=mark.stance or record.stance)
    if _is_second_hand(view, hit.anchor) and mark.stance is not None:
        return mark._replace(basis=HEARSAY)
    if mark.stance is None:
        return mark
    if hit.cue.basis is None and record.stance == mark.stance and hit.anchor.pos_ == "NOUN":
        basis = speaker_basis(view, record) or unnamed_basis(view, hit.anchor)
        return mark._replace(basis=basis)
    noun = hit.anchor.pos_ == "NOUN"
    proves = hit.cue.basis == EVIDENCE and record.stance == mark.stance
    proves = proves and not _is_inquiry(view, record)  # who proves it
    open_basis = proves or (hit.cue.basis == SOURCE and (mark.basis != HEARSAY or not noun))
    if open_basis or (mark.basis == HEARSAY and _has_speaker(view, record, hit)):
        basis = speaker_basis(view, record)
        witnessed = proves and basis != NAMED  # "das bezeugen drei Frauen"
        return mark if witnessed or basis is None else mark._replace(basis=basis)
    return mark


def handed_over(
    view: View, hit: Hit, mark: Evidence, acts: Mapping[int, Attribution], inside: Set[int]
) -> bool:
    """The cue hands a claim to somebody: a noun of saying only as the cue of an attribution."""
    if mark.stance != "acknowledge":
        return True
    if not mark.negated and is_own_speech(view, hit.anchor, inside):
        return False
    first = hit.tokens[0]
    if view.word(first, "second_hand") and first.i > 1 and first.i - 2 in acts:
        return False  # the noun before it has the mark
    noun = hit.anchor.pos_ == "NOUN" and len(hit.tokens) == 1
    if not noun or "attributions" not in view.doc.spans:
        return True
    return hit.anchor.i in acts


def is_own_speech(view: View, verb: Token, inside: Set[int]) -> bool:
    """The speaker says so himself, within what he says: "Sie sagte, man verlange Geld"."""
    if verb.pos_ not in VERBAL or verb.i not in inside:
        return False
    subject, finite = view.subject(verb), finite_part(verb)
    if verb.i in view.quoted:
        return subject is not None and view.word(subject, "first_person")
    reported = finite is not None and "Sub" in finite.morph.get("Mood", [])
    same = reported and subject is not None and view.word_in(subject.lower_, "he")
    return subject is not None and (same or view.word(subject, "generic_subject"))


def _is_inquiry(view: View, record: Attribution) -> bool:
    """Numbers, recordings, an inquiry: what proves a claim by itself."""
    source = [view.doc[i] for i in places(view, record.source_spans)]
    return any(t.pos_ in NAMES and view.is_noun(t, "evidence") for t in source)


def _is_second_hand(view: View, noun: Token) -> bool:
    """ "die Meldung, wonach …": a report of a report, whoever spreads it."""
    following = next_clause(view, noun) if noun.pos_ == "NOUN" else None
    return following is not None and view.word(following, "second_hand")


def _has_speaker(view: View, record: Attribution, hit: Hit) -> bool:
    """Somebody besides the cue's own words is said to speak ("im Ministerium heißt es")."""
    if record.speaker is None or hit.tokens[0].pos_ == "ADP":
        return False
    source = places(view, record.source_spans) - {t.i for t in hit.tokens}
    return any(case_of(view.doc[i]) or view.word(view.doc[i], "there") for i in source)


def speaker_basis(view: View, record: Attribution) -> str | None:
    """named, anonymous, hearsay or evidence, by the words for the speaker and what is known of him.

    A speaker who is brought in without a name stays anonymous under a pronoun.
    """
    source = places(view, record.source_spans)
    heads = [view.doc[i] for i in sorted(source) if view.doc[i].head.i not in source]
    if record.speaker is None and any(view.word(t, "generic_subject") for t in heads):
        return None
    second_hand = any(source_basis(view, t) == HEARSAY for t in heads if t.pos_ in NAMES)
    if record.speaker_type == DOCUMENT and not second_hand:
        return EVIDENCE if record.stance == "endorse" else NAMED
    noun = next((t for t in heads if t.pos_ in NAMES), None)
    if noun is not None and record.rule == FRAME:  # "nach Angaben mehrerer Helfer": who gave them
        own = any(view.word(c, "own") for c in noun.children)
        noun = next((c for c in noun.children if c.dep_ == "nmod"), None if own else noun)
        if noun is not None and not own and record.speaker is None:
            return source_basis(view, noun) if view.is_noun(noun, "anonymous_always") else HEARSAY
    if noun is not None:
        basis = source_basis(view, noun)
        return ANONYMOUS if basis == NAMED and _is_nameless(view, record, noun) else basis
    some = any(view.word(t, "some") or t.pos_ == "NUM" for t in heads[:1])
    if some or record.speaker_type in UNNAMED or record.speaker_id in _unnamed_ids(view):
        return ANONYMOUS
    if record.speaker is None and any(view.word(t, "hidden_speaker") for t in heads):
        return HEARSAY
    return NAMED if record.speaker is not None or heads else None


def _is_nameless(view: View, record: Attribution, noun: Token) -> bool:
    """Behind an article: a crowd or bloc, a firm or paper the article does not name."""
    if noun.pos_ == "PROPN" or any(c.dep_ in ("conj", "appos", "flat") for c in noun.children):
        return False
    if noun.i and noun.nbor(-1).is_quote:
        return False
    body = view.is_noun(noun, "firm") and noun.text in (record.speaker or "").split()
    crowd = record.speaker_type == COLLECTIVE and not any(c.pos_ == "PROPN" for c in noun.children)
    several = "Plur" in noun.morph.get("Number", [])
    told_of = any(c.dep_ == "det" for c in noun.children)  # else a headline, or an office
    unnamed = record.speaker_type == ANONYMOUS and (several or told_of)
    unnamed = unnamed and not view.is_noun(noun, "stands_for")
    return body or crowd or unnamed or record.speaker_id in _unnamed_ids(view)


def _unnamed_ids(view: View) -> set[str | None]:
    """Speakers whom the article brings in with "ein" or as circles, and gives no name."""
    if "unnamed" in view.memo:
        return view.memo["unnamed"]
    records = get_records(view.doc, Attribution)
    nouns = [(r, view.doc[i]) for r in records for i in places(view, r.source_spans)]
    view.memo["unnamed"] = {
        record.speaker_id
        for record, noun in nouns
        if noun.pos_ == "NOUN"
        and noun.text in (record.speaker or "")
        and source_basis(view, noun) == ANONYMOUS
    } - {None}
    return view.memo["unnamed"]


def act_marks(
    view: View, acts: Mapping[int, Attribution], taken: Set[int], inside: Set[int]
) -> Iterator[Evidence]:
    """Marks of the cues that no entry of the lexicon has marked or ruled out.

    Args:
        view: the Doc.
        acts: the tokens of cues.
        taken: tokens of entries of the lexicon.
        inside: tokens that are somebody's reported words.
    """
    for record in dict.fromkeys(acts.values()):
        cue = [view.doc[i] for i in sorted(places(view, record.cue_spans))]
        if record.negated or record.stance is None or any(t.i in taken for t in cue):
            continue
        words = _mark_words(view, cue)
        unmarked = view.word_in((record.cue_lemma or "").lower(), "no_mark_cue")
        if unmarked or is_suspended(view, words[0]) or is_compared(view, words[0]):
            continue
        if record.stance == "acknowledge" and is_own_speech(view, words[0], inside):
            continue
        nested = words[0].i in inside and not tells(view, words[0])
        yield Evidence(
            start=words[0].idx,
            end=words[-1].idx + len(words[-1]),
            lemma=record.cue_lemma or words[0].lemma_.lower(),
            stance=record.stance,
            basis=HEARSAY
            if _is_second_hand(view, words[0])
            else speaker_basis(view, record) or unnamed_basis(view, words[0]),
            holder=SOURCE if nested or record.stance in OF_SUBJECT else WRITER,
            negated=False,
            strength=None,
            ambiguous=False,
            scope_spans=record.content_spans or clause_scope(view, *words),
            rule=f"attribution:{record.rule}",
        )


def _mark_words(view: View, cue: list[Token]) -> list[Token]:
    """The verb without its auxiliary and prefix; of other cues the words up to a gap.

    Of "ließ ausrichten" it is the infinitive.
    """
    letting = len(cue) > 1 and view.word_in(cue[0].lemma_.lower(), "letting")
    verb = next((t for t in cue[letting:] if t.pos_ == "VERB"), None)
    verb = verb or next((t for t in cue if t.pos_ in VERBAL), None)
    if verb is not None:
        return [verb]
    words = cue[:1]
    for token in cue[1:]:
        if token.i != words[-1].i + 1:
            break
        words.append(token)
    return words


def speaking_marks(marks: Collection[Evidence]) -> list[Evidence]:
    """Those that hand a claim to somebody."""
    return [m for m in marks if m.basis in (NAMED, ANONYMOUS, HEARSAY) and m.stance is not None]


def with_anonymous(view: View, marks: Collection[Evidence]) -> list[Evidence]:
    """Words for an unnamed source give their basis to the verb of their sentence, if it has one.

    "Ein Beamter, der ungenannt bleiben will, sagte …" is one mark, "sagte"; alone they stay, also
    beside "beruft sich auf", which is hearsay whoever it is.
    """
    found = list(marks)
    speaking = {id(m): m for m in speaking_marks(marks)}
    for unnamed in [m for m in marks if m.basis == ANONYMOUS and m.stance is None]:
        if view.word_in(unnamed.lemma, "leaked"):
            continue
        near = partial(_gap, unnamed)
        sent = view.sent(_token(view, unnamed))
        verbs = [
            m for m in speaking.values() if sent[0].idx <= m.start < sent[-1].idx + len(sent[-1])
        ]
        second_hand = any(
            m.basis == HEARSAY and sent[0].idx <= m.start < sent[-1].idx for m in marks
        )
        if not verbs and not second_hand:
            continue
        found.remove(unnamed)
        if verbs and all(m.basis != ANONYMOUS for m in verbs):
            closest = min([m for m in verbs if m.basis == NAMED] or verbs, key=near)
            changed = closest._replace(basis=ANONYMOUS)
            found[found.index(closest)] = changed
            speaking.pop(id(closest))
            speaking[id(changed)] = changed
    return found


def _gap(one: Evidence, other: Evidence) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _token(view: View, mark: Evidence) -> Token:
    return view.doc.char_span(mark.start, mark.end, alignment_mode="expand")[0]
