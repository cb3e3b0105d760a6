"""What ties acts of speech together: speech that goes on in the Konjunktiv, quoted pieces inside
reported speech, and which act is nested in which.
"""

from bisect import bisect_right

from spacy.tokens import Doc, Span

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_quotes import QuoteSpan
from analysis.language.records import Pair

NEARBY = 30  # pieces of content before a quotation among which one can lie around it


def carry_on(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> list[Speech]:
    """Speeches that go on: sentences in the Konjunktiv after a speech, until an indicative one.

    Adjacent ones are one act (`carried-mood`); acts without a source of their own (`demnach`, a
    quotation standing alone) take over the speaker before them.
    """
    ordered = sorted(speeches, key=lambda s: s.begin)
    out: list[Speech] = []
    last: Speech | None = None
    current: Speech | None = None
    at = 0
    for sentence in doc.sents:
        here: list[Speech] = []
        while at < len(ordered) and ordered[at].begin < sentence.end:
            here.append(ordered[at])
            at += 1
        for speech in here:
            if speech.carried and last is not None:
                speech.source, speech.source_head = last.source, last.source_head
        words = [t for t in sentence if not t.is_space]
        if not words:
            continue
        if last is not None and _in_subjunctive(sentence, here, lexicon):
            if current is None:
                current = _carried((words[0].i, words[-1].i + 1), last)
                out.append(current)
            else:
                current.content = [(current.content[0][0], words[-1].i + 1)]
            continue
        current = None
        tops = [s for s in here if s.source and s.rule != "noun-clause"]
        if tops:
            last = max(tops, key=lambda s: s.size)
        elif not any(s.end > sentence.start for s in ordered[max(0, at - 3) : at]):
            last = None
    return out


def _in_subjunctive(sentence: Span, here: list[Speech], lexicon: Lexicon) -> bool:
    root = sentence.root
    if any(a <= root.i < b for s in here for a, b in s.content):
        return False
    if any(s.rule.startswith("quote") or s.head == root.i for s in here):
        return st.is_subjunctive(root, lexicon) and all(s.head == root.i for s in here)
    if any(c.dep_ == "mark" and c.pos_ != "PART" for c in root.children):
        return False
    if st.finite_part(root) is None:
        root = next((t for t in sentence if st.is_finite(t)), root)
    return st.is_subjunctive(root, lexicon)


def _carried(words: Pair, last: Speech) -> Speech:
    return Speech(
        head=-1,
        cue=set(),
        source=last.source,
        content=[words],
        form="indirect",
        rule="carried-mood",
        stance="acknowledge",
        confidence=0.7,
        carried=True,
        source_head=last.source_head,
    )


def quoted_pieces(doc: Doc, speeches: list[Speech], quotes: list[QuoteSpan]) -> list[Speech]:
    """Quoted words inside reported speech, each an act of direct speech by the same speaker.

    The speech around it becomes `partial`.
    """
    pieces = []
    told = sorted(
        ((a, b, n) for n, s in enumerate(speeches) if s.form != "direct" for a, b in s.content)
    )
    for quote in quotes:
        last = bisect_right(told, (quote.start, len(doc), len(speeches)))
        near = told[max(0, last - NEARBY) : last]
        around = [speeches[n] for a, b, n in near if a <= quote.start and quote.end <= b]
        if not around or not _own_words(doc, quote):
            continue
        holder = min(around, key=lambda s: s.size)
        if holder.content == [quote[:2]]:
            holder.form = "direct"
            continue
        holder.form = "partial"
        pieces.append(
            Speech(
                head=holder.head,
                cue=holder.cue,
                source=holder.source,
                content=[quote[:2]],
                form="direct",
                rule="quote-piece",
                lemma=holder.lemma,
                stance=holder.stance,
                negated=holder.negated,
                confidence=holder.confidence,
                carried=holder.carried,
                source_head=holder.source_head,
            )
        )
    return pieces


def _own_words(doc: Doc, quote: QuoteSpan) -> bool:
    """Whether quoted words are someone's words rather than a name or a title."""
    words = [t for t in doc[quote.start : quote.end] if not t.is_punct and not t.is_space]
    return any(t.pos_ not in ("PROPN", "NUM", "X") for t in words) and not any(
        t.ent_type_ for t in words
    )


def parents(speeches: list[Speech]) -> list[int | None]:
    """For each speech the index of the smallest other one whose content covers it."""
    out: list[int | None] = [None] * len(speeches)
    told = [n for n, speech in enumerate(speeches) if speech.content]
    told.sort(key=lambda n: (speeches[n].content[0][0], -speeches[n].size))
    open_ones: list[int] = []
    for n in told:
        speech = speeches[n]
        start = speech.content[0][0]
        open_ones = [m for m in open_ones if speeches[m].content[-1][1] > start]
        around = [
            (speeches[m].size, m)
            for m in open_ones
            if speeches[m].size > speech.size and _covers(speeches[m], speech)
        ]
        out[n] = min(around)[1] if around else None
        open_ones.append(n)
    return out


def _covers(outer: Speech, inner: Speech) -> bool:
    start, end = inner.content[0][0], inner.content[-1][1]
    return any(a <= start and end <= b for a, b in outer.content)
