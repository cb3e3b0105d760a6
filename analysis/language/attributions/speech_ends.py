"""Where reported words end and the writer, or a later frame, goes on in the same sentence."""

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.records import Pair


def before_writer(doc: Doc, pair: Pair, lexicon: Lexicon) -> Pair:
    """Reported words without what the writer adds in the indicative: "er sei krank, doch die
    Richterin ließ …", "er sei krank, erschien aber", "Geld zu nehmen, was keiner belegt"."""
    start, end = pair
    for comma in (i for i in range(start + 2, end - 2) if doc[i].text == ","):
        opener = doc[comma + 1]
        comment = opener.lower_ in lexicon.words["sentence_relatives"]
        turn = opener.lower_ in lexicon.words["turns"] or st.is_finite(opener)
        if not (comment or turn) or doc[comma - 1].is_quote:
            continue
        before = _last_finite(doc, start, comma)
        reported = before is not None and st.is_subjunctive(before, lexicon)
        infinitive = before is None and _is_infinitive(doc[comma - 1])
        later = [t for t in doc[comma + 1 : end] if st.is_finite(t)]
        writer = bool(later) and not any("Sub" in t.morph.get("Mood") for t in later)
        writer = writer and not any(st.is_subjunctive(t, lexicon) for t in later)
        if writer and (reported or (infinitive and comment)):
            return start, comma
    return pair


def _is_infinitive(token: Token) -> bool:
    """Whether words end with an infinitive."""
    return "Inf" in token.morph.get("VerbForm")


def _last_finite(doc: Doc, start: int, end: int) -> Token | None:
    return next((doc[i] for i in range(end - 1, start - 1, -1) if st.is_finite(doc[i])), None)


def before_frames(doc: Doc, speeches: list[Speech]) -> None:
    """Cut words at a frame behind them that takes the whole sentence ("wird gebeten, zu warten,
    so Roth")."""
    for frame in [s for s in speeches if s.rule == "frame-so" and s.content]:
        for speech in speeches:
            if speech is frame or speech.head < frame.content[0][0] or speech.head > frame.head:
                continue
            cut = [(a, min(b, frame.head)) for a, b in speech.content if a < frame.head]
            if any(a <= frame.head < b for a, b in speech.content) and cut:
                speech.content = st.trimmed(doc, cut)
