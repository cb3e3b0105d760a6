"""Direct speech: quotations and the frame beside them.

Rules: `quote-after` frame after the quotation ("„…“, sagte X"), also when the quotation goes on
behind it; `quote-colon` frame and colon before it; `quote-alone` no frame: the speaker before goes
on; `quote-piece` quoted words inside other reported speech.
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_readings as sr
from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions import speech_verbs as sv
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_nouns import owner_of
from analysis.language.attributions.subjects import subject as subject_of
from analysis.language.quotes import pair_quotes
from analysis.language.records import Pair

LONG = 4  # words a quotation without a finite verb must have to count as an utterance


class QuoteSpan(NamedTuple):
    """A quotation in tokens, its marks included."""

    start: int
    end: int
    utterance: bool


def quote_spans(doc: Doc) -> list[QuoteSpan]:
    """The outermost quotations of the Doc."""
    spans = []
    for quote in pair_quotes(doc.text):
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is None or quote.depth or (spans and span.start < spans[-1].end):
            continue
        words = [t for t in span if not t.is_punct and not t.is_space]
        finite = any(st.is_finite(t) for t in words)
        spans.append(
            QuoteSpan(span.start, span.end, bool(words) and (finite or len(words) >= LONG))
        )
    return spans


def quote_speeches(doc: Doc, quotes: list[QuoteSpan], lexicon: Lexicon) -> Iterator[Speech]:
    """Acts of direct speech, in reading order."""
    used: set[int] = set()
    before: Speech | None = None
    for n, quote in enumerate(quotes):
        if n in used:
            continue
        speech = _frame_after(doc, quote, lexicon) or _frame_before(doc, quote, lexicon)
        if speech is None and quote.utterance and _stands_alone(doc, quote):
            speech = Speech(
                -1, set(), set(), [quote[:2]], "direct", "quote-alone", stance="acknowledge",
                carried=True, confidence=0.6,
            )  # fmt: skip
        if speech is None:
            continue
        if before is not None and _is_continued(doc, before, speech):
            before.content += speech.content
            continue
        before = speech
        end = max(speech.cue | speech.source | {quote.end - 1}) + 1
        if n + 1 < len(quotes) and speech.rule == "quote-after":
            following = quotes[n + 1]
            joined = _goes_on(doc, end, following.start)
            if following.utterance and (joined or _follows(doc, end, following, lexicon)):
                speech.content.append(following[:2])
                used.add(n + 1)
        yield speech


def _is_continued(doc: Doc, before: Speech, speech: Speech) -> bool:
    """Whether a quotation without a frame stands behind one that its paragraph left open."""
    end = before.content[-1][1]
    between = doc[end : speech.begin]
    return (
        speech.rule == "quote-alone"
        and not doc[end - 1].is_quote
        and any("\n" in t.text for t in between)
        and all(t.is_space for t in between)
    )


def _goes_on(doc: Doc, end: int, start: int) -> bool:
    """Whether only a comma, a colon or a conjunction stands between frame and quotation."""
    between = [t for t in doc[end:start] if not t.is_space]
    if any("\n" in t.text for t in doc[end:start]) or len(between) > 3:
        return False
    return bool(between) and all(t.text in ",:–-" or t.pos_ == "CCONJ" for t in between)


def _follows(doc: Doc, end: int, quote: QuoteSpan, lexicon: Lexicon) -> bool:
    """Whether a quotation without a frame follows the sentence of a frame: it is said along."""
    rest = doc[end : quote.start]
    short = not any("\n" in t.text or t.text in ":;" for t in rest)
    marks = [t.i for t in rest if t.is_quote]  # at most those of one name ("dem „Kurier“")
    short = short and (not marks or (len(marks) == 2 and marks[1] - marks[0] < LONG))
    if not short or sum(t.is_sent_start or 0 for t in rest) > 0 or not _stands_alone(doc, quote):
        return False
    return _frame_after(doc, quote, lexicon) is None


def _frame_after(doc: Doc, quote: QuoteSpan, lexicon: Lexicon) -> Speech | None:
    at = quote.end
    while at < len(doc) and doc[at].text in (",", "-", "–", "—"):
        at += 1
    if at >= len(doc) or (at == quote.end and doc[at].is_punct) or "\n" in doc[at - 1].text:
        return None
    first = doc[at]
    if _goes_on_from(doc, quote):
        return None
    if st.is_finite(first):
        verb = first.head if first.dep_ in st.AUXILIARIES else first
        if not quote.utterance and at == quote.end:
            return None
        return _verb_frame(doc, verb, [quote[:2]], "quote-after", lexicon, after=at)
    pronoun = at > quote.end and first.pos_ == "PRON" and "Nom" in first.morph.get("Case")
    if pronoun and at + 1 < len(doc) and st.is_finite(doc[at + 1]):  # "„…“, er sagte", translated
        return _verb_frame(doc, doc[at + 1], [quote[:2]], "quote-after", lexicon)
    if first.lower_ in lexicon.words["so"] and at + 1 < len(doc):
        noun = st.phrase_head_after(first)
        if noun is not None:
            return _framed({at}, noun, quote, first.lower_, after=at)
    return None


def _goes_on_from(doc: Doc, quote: QuoteSpan) -> bool:
    """Whether words of the writer run into the quotation: then it is a name or a piece."""
    before = doc[quote.start - 1] if quote.start else None
    if before is None or before.is_space or before.is_punct or before.is_sent_end:
        return False
    return not doc[quote.start].is_sent_start


def _framed(cue: set[int], noun: Token, quote: QuoteSpan, lemma: str, *, after: int) -> Speech:
    source = {i for i in st.phrase(noun) if i > after}
    return Speech(
        after, cue, source, [quote[:2]], "direct", "quote-after", lemma, "acknowledge",
        source_head=noun.i, confidence=0.95,
    )  # fmt: skip


def _verb_frame(
    doc: Doc, verb: Token, content: list[Pair], rule: str, lexicon: Lexicon, *, after: int = -1
) -> Speech | None:
    matched = sr.match(verb, lexicon)
    if matched is None and (after < 0 or verb.pos_ != "VERB"):
        return None
    cue, company = matched if matched else (None, set())
    source = sv.find_source(verb, lexicon)
    if source is not None and any(a <= source.i < b for a, b in content):
        source = None
    if source is None and after >= 0 and not (cue and "q" in cue.opens):
        return None
    words = {i for i in sv.cue_words(verb, company, lexicon) if not _inside(i, content)}
    return Speech(
        head=verb.i,
        cue=words,
        source={i for i in st.phrase(source) if not _inside(i, content)} if source else set(),
        content=content,
        form="direct",
        rule=rule,
        lemma=cue.lemma if cue else verb.lemma_,
        stance=cue.stance if cue else None,
        negated=sv.is_negated(verb, lexicon),
        confidence=0.95 if cue else 0.7,
        carried=source is None and sv.is_impersonal(verb, lexicon),
        source_head=source.i if source is not None else None,
    )


def _inside(i: int, pairs: list[Pair]) -> bool:
    return any(a <= i < b for a, b in pairs)


def _frame_before(doc: Doc, quote: QuoteSpan, lexicon: Lexicon) -> Speech | None:
    colon = quote.start - 1
    if colon < 1 or doc[colon].text != ":":
        return None
    start = doc[colon - 1].sent.start
    region = doc[start:colon]
    content = [quote[:2]]
    # the verb of the main clause comes first, then the one nearest to the colon
    for token in sorted(region, key=lambda t: (t.dep_.startswith(("acl", "advcl", "ccomp")), -t.i)):
        if token.pos_ in ("VERB", "AUX", "ADJ"):
            speech = _verb_frame(doc, token, content, "quote-colon", lexicon)
            if speech is not None:
                return _apart(speech, token, lexicon)
    # no verb of saying: the subject of whatever is told before the colon, or a bare name
    root = next((t for t in region if t.head == t or not start <= t.head.i < colon), None)
    if root is None or not quote.utterance:
        return None
    named = root.pos_ in ("NOUN", "PROPN") or root.lower_ in lexicon.words["nominative_pronouns"]
    noun = root if named else subject_of(root, lexicon)
    if noun is None or not start <= noun.i < colon:
        return None
    if any(c.pos_ == "NUM" for c in noun.children):  # the time of an entry, no speaker
        return Speech(
            -1, set(), set(), content, "direct", "quote-alone", stance="acknowledge",
            confidence=0.6, carried=True,
        )  # fmt: skip
    told = lexicon.noun_stance(noun.lemma_) if noun == root else None
    owner = owner_of(noun, lexicon) if told else noun  # "Ihre Antwort: „…“"
    source = {i for i in st.phrase(owner) if i < colon} if owner is not None else set()
    return Speech(
        noun.i, {noun.i if told else colon}, source, content, "direct", "quote-colon",
        stance="acknowledge", source_head=owner.i if owner is not None else None, confidence=0.7,
    )  # fmt: skip


def _apart(speech: Speech, verb: Token, lexicon: Lexicon) -> Speech:
    """Behind the colon of a denial, or of a frame with a clause of its own ("glaubt, dass er
    gewinnt: …"), stands a further utterance."""
    matched = sr.match(verb, lexicon)
    bare = matched is not None and "free" in matched[0].reports
    denied = speech.stance == "deny" and (bare or st.has_object(verb))
    told = verb.doc[verb.i + 1 : speech.content[0][0] - 1]
    clause = any(t.lower_ in lexicon.words["that"] and t.nbor(-1).text == "," for t in told)
    if lexicon.wide or not (denied or clause):
        return speech
    return Speech(
        -1, set(), set(), speech.content, "direct", "quote-colon", stance="acknowledge",
        source_head=speech.source_head, carried=True,
    )  # fmt: skip


def _stands_alone(doc: Doc, quote: QuoteSpan) -> bool:
    """Whether the quotation fills its sentences from beginning to end."""
    before = doc[quote.start - 1] if quote.start else None
    begins = before is None or before.is_space or before.text in '.!?…“”«»"' or before.is_sent_end
    last = doc[quote.end - 1]
    after = doc[quote.end] if quote.end < len(doc) else None
    ends = after is None or after.is_space or after.is_sent_start or after.text in ".!?"
    inner = doc[quote.end - 2].text if quote.end - quote.start > 2 else last.text
    return (
        begins
        and ends
        and (inner in ".!?…" or after is None or after.text in ".!?" or "\n" in after.text)
    )
