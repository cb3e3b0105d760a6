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
    words = _words(doc, speech)
    for other, who in zip(speeches, found, strict=True):
        if other is not speech and who.name and _in_order(words, _words(doc, other)):
            return who._replace(resolved_by="carried")
    return NOBODY if speech.begin == 0 or _is_headline(doc, speech) else None


def _words(doc: Doc, speech: Speech) -> list[str]:
    return [same(t.text) for a, b in speech.content for t in doc[a:b] if not t.is_punct]


def _in_order(words: list[str], others: list[str]) -> bool:
    """Whether all words stand among the others in their order: a headline may leave some out."""
    left = iter(others)
    return bool(words) and all(word in left for word in words)


def _is_headline(doc: Doc, speech: Speech) -> bool:
    """Whether the quotation is all there is on its line and no whole sentence."""
    start, end = paragraph_of(doc[speech.begin])
    words = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
    ended = any(t.text == "." for t in doc[start:end])
    return not ended and all(speech.begin <= t.i < speech.end for t in words)
