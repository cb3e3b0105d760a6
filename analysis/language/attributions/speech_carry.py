"""What ties acts of speech together: speech that goes on in the Konjunktiv, quoted pieces inside
reported speech, and which act is nested in which.
"""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.speech_quotes import QuoteSpan
from analysis.language.records import Pair

NEARBY = 30  # pieces of content before a quotation among which one can lie around it


def carry_on(doc: Doc, speeches: list[Speech], lexicon: Lexicon) -> list[Speech]:
    """Speeches that go on: clauses in the Konjunktiv after a speech, until an indicative one.

    Each sentence, and each part behind a semicolon, is an act of its own (`carried-mood`), without
    cue and source. A quotation standing alone and `demnach` take over the speaker before them.
    """
    ordered = sorted(speeches, key=lambda s: s.begin)
    quoted = {i for s in speeches if s.form == "direct" for a, b in s.content for i in range(a, b)}
    out: list[Speech] = []
    last: Speech | None = None
    at = 0
    for part in _parts(doc):
        here: list[Speech] = []
        while at < len(ordered) and ordered[at].begin < part.end:
            here.append(ordered[at])
            at += 1
        for speech in here:
            if speech.carried and last is not None:
                speech.source_head = last.source_head
                speech.stance = speech.stance or "acknowledge"
        words = _words(part)
        if not words:
            continue
        free = last is not None and part.root.i not in quoted
        if free and _in_subjunctive(part, here, lexicon):
            out.append(_carried((words.start, words.stop), last))
            continue
        tops = [s for s in here if s.source and s.rule != "noun-clause"]
        if tops:
            last = max(tops, key=lambda s: s.size)
        elif not any(s.end > part.start for s in ordered[max(0, at - 3) : at]):
            last = None
    return out


def _words(part: Span) -> range:
    """The tokens of a part without space and semicolons at its ends."""
    doc, start, end = part.doc, part.start, part.end
    while start < end and (doc[start].is_space or doc[start].text == ";"):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text == ";"):
        end -= 1
    return range(start, end)


def _parts(doc: Doc) -> Iterator[Span]:
    """Sentences, divided at semicolons."""
    ends = [i + 1 for i, ends in enumerate(st.of_each(doc, "ORTH", ";".__eq__)) if ends]
    for sentence in doc.sents:
        start = sentence.start
        for end in ends:
            if start < end <= sentence.end:
                yield doc[start:end]
                start = end
        if start < sentence.end:
            yield doc[start : sentence.end]


def _in_subjunctive(part: Span, here: list[Speech], lexicon: Lexicon) -> bool:
    root = part.root
    if any(a <= root.i < b for s in here for a, b in s.content):
        return False
    if any(s.rule.startswith("quote") or s.head == root.i for s in here):
        finite = st.finite_part(root)  # taggers guess: "rät", "schließe"
        sure = finite is not None and finite.lower_ in lexicon.words["subjunctives"]
        return sure and _is_reported(root, lexicon) and all(s.head == root.i for s in here)
    if any(c.dep_ == "mark" and c.pos_ != "PART" for c in root.children):
        return False
    if st.finite_part(root) is None:
        root = next((t for t in part if st.is_finite(t)), root)
    return _is_reported(root, lexicon)


def _is_reported(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a main clause's mood hands it to somebody: not the Konjunktiv II of a mere thought
    ("Das wäre viel"), which stands for reported speech only where the Konjunktiv I has no form."""
    finite = st.finite_part(verb)
    thought = finite is not None and finite.lower_ in lexicon.words["thoughts"]
    own = any(c.lower_ == "ich" for c in st.parts(verb))
    return st.is_subjunctive(verb, lexicon) and not thought and not own


def _carried(words: Pair, last: Speech) -> Speech:
    return Speech(
        head=-1,
        cue=set(),
        source=set(),
        content=[words],
        form="indirect",
        rule="carried-mood",
        stance="acknowledge",
        confidence=0.7,
        carried=True,
        source_head=last.source_head,
    )


def mark_partial(doc: Doc, speeches: list[Speech], quotes: list[QuoteSpan]) -> None:
    """Reported speech with quoted words in it is `partial`; when it is nothing but a quotation,
    `direct`."""
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
        whole = holder.content == [quote[:2]] and quote.utterance
        holder.form = "direct" if whole else "partial"


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
            if (speeches[m].size > speech.size or _cites(speeches[m], speech))
            and _covers(speeches[m], speech)
        ]
        out[n] = min(around)[1] if around else None
        open_ones.append(n)
    return out


def _cites(outer: Speech, inner: Speech) -> bool:
    """Whether the inner act is whom the outer one cites, for the same words."""
    return inner.rule == "frame-citing" and outer.rule != inner.rule and outer.head >= 0


def _covers(outer: Speech, inner: Speech) -> bool:
    start, end = inner.content[0][0], inner.content[-1][1]
    return any(a <= start and end <= b for a, b in outer.content)
