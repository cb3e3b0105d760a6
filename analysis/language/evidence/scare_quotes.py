"""Quotation marks around a word or two of the writer's own sentence: distance.

What is quoted from somebody, named, titled or introduced is left alone; when in doubt there is no
mark, and every mark asks a reader to look.
"""

from collections.abc import Iterator, Set

from spacy.tokens import Span, Token

from analysis.language.attributions.speech_tokens import SUBJECTS
from analysis.language.evidence.clauses import NAMES, VERBAL, View
from analysis.language.evidence.rules import WRITER
from analysis.language.evidence.scopes import spans_of
from analysis.language.records import Evidence

TALKED_ABOUT = ("source_phrase", "naming", "legal")  # words of a sentence that gives a name
MAX_QUOTED = 2  # words: longer pieces are somebody's wording
RULE = "scare-quotes"


def scare_quote_marks(
    view: View, inside: Set[int], cues: Set[int], doubted: Set[int]
) -> Iterator[Evidence]:
    """Marks of quoted words.

    Args:
        view: the Doc.
        inside: tokens that are somebody's reported words.
        cues: tokens that make somebody a speaker; in their sentence a quotation is his.
        doubted: first tokens of sentences in which the writer denies or doubts something.
    """
    for start, end in view.quotes:
        words = view.doc[start + 1 : end]
        if not 0 < len(words) <= MAX_QUOTED:
            continue
        sent = view.sent(view.doc[start])
        spoken = any(sent.start <= i < sent.end for i in cues)
        if (
            words[0].i not in inside
            and (not spoken or _speaks(view, start, cues))
            and _is_plain_word(view, words, doubted=sent.start in doubted)
            and not _is_introduced(view, start, end)
        ):
            yield Evidence(
                start=view.doc[start].idx,
                end=view.doc[end].idx + len(view.doc[end]),
                lemma=words.lemma_,
                stance="distance",
                basis=None,
                holder=WRITER,
                negated=False,
                strength=None,
                ambiguous=True,
                scope_spans=spans_of(list(words)),
                rule=RULE,
            )


def _speaks(view: View, start: int, cues: Set[int]) -> bool:
    """The quoted noun has an indefinite article and is itself the subject of the verb."""
    noun = view.doc[start + 1]
    subject = noun.dep_ in SUBJECTS and noun.head.i in cues
    return subject and start > 0 and view.word(view.doc[start - 1], "indefinite")


def _is_plain_word(view: View, words: Span, *, doubted: bool) -> bool:
    """A common noun with lower-case words before it, or lower-case words: no name, no title."""
    *before, last = words
    if any(view.is_noun(t, "loaded") for t in words) and _is_so_called(view, words):
        return True
    if any(t.ent_type_ or t.pos_ in ("PROPN", "NUM", "X", "PUNCT") for t in words):
        return False
    if any(not t.text[:1].islower() for t in before) or not last.text[1:].islower():
        return False
    if last.pos_ in (*VERBAL, "ADJ"):
        return last.text[:1].islower()
    return last.pos_ == "NOUN" and (bool(before) or doubted or _is_used(view, last))


def _is_so_called(view: View, words: Span) -> bool:
    """ "sogenannt" right before the quotation marks."""
    return words.start > 1 and view.word(view.doc[words.start - 2], "so_called")


def _is_used(view: View, noun: Token) -> bool:
    """The noun is a plural or has an indefinite article: names have neither."""
    opening = view.doc[noun.i - 2] if noun.i > 1 else None
    if opening is not None and opening.pos_ in NAMES:
        return False
    indefinite = opening is not None and view.word(opening, "indefinite")
    return indefinite or "Plur" in noun.morph.get("Number", []) or view.is_noun(noun, "loaded")


def _is_introduced(view: View, start: int, end: int) -> bool:
    """The sentence says that this is a name or a term."""
    sent = view.sent(view.doc[start])
    if any(any(view.word(t, name) for name in TALKED_ABOUT) for t in sent):
        return True
    before = view.doc[start - 1] if start > sent.start else None
    after = view.doc[end + 1] if end + 1 < len(view.doc) else None
    if before is not None and view.word(before, "so_called"):
        return not any(view.is_noun(t, "loaded") for t in view.doc[start + 1 : end])
    if before is not None and (before.pos_ in NAMES or view.word(before, "term_word")):
        return True
    return after is not None and (after.text == "(" or view.word(after, "term_word"))
