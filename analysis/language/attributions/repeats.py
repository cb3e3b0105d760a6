"""Quotations without a frame whose words somebody says elsewhere, as those of a headline."""

from spacy.tokens import Doc

from analysis.language.attributions.speaker import NOBODY, Speaker
from analysis.language.attributions.speaker_lexicon import same
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lines import paragraph_of


def repeated(
    doc: Doc, speech: Speech, speeches: list[Speech], found: list[Speaker]
) -> Speaker | None:
    """Who says the words of a quotation without a frame elsewhere; NOBODY for a line of its own
    that nobody repeats, None when the quotation is no such case."""
    if speech.rule != "quote-alone":
        return None
    words = _letters(doc, speech)
    for other, who in zip(speeches, found, strict=True):
        if other.cue and who.name and words in _letters(doc, other):
            return who._replace(resolved_by="carried")
    return NOBODY if speech.begin == 0 or _is_line(doc, speech) else None


def _letters(doc: Doc, speech: Speech) -> str:
    return same(" ".join(doc[a:b].text for a, b in speech.content))


def _is_line(doc: Doc, speech: Speech) -> bool:
    """Whether the quotation is all there is on its line."""
    start, end = paragraph_of(doc[speech.begin])
    words = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
    return all(speech.begin <= t.i < speech.end for t in words)
