"""Words for what is said (Angaben, Bericht, Mitteilung): whose they are, and texts that speak."""

from spacy.tokens import Token

from analysis.language.attributions.places import sentence_start
from analysis.language.attributions.pronouns import Memory
from analysis.language.attributions.speaker import NOBODY, Speaker, speaker
from analysis.language.attributions.speaker_lexicon import (
    BODY,
    EXPERT,
    GROUP,
    SORTS,
    TEXT,
    SpeakerLexicon,
    same,
)
from analysis.language.attributions.speaker_names import is_plural, phrase_name
from analysis.language.attributions.speaker_phrases import Phrases
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon


def text_around(owner: Token, speech: Speech, lexicon: SpeakerLexicon) -> Token:
    """The text that speaks itself, of whose author a frame made the source ("laut einer Umfrage
    des Instituts"), else the author."""
    noun = owner.head
    text = noun.i in speech.source and lexicon.of_kind(noun.lemma_, TEXT)
    statements = tuple(lexicon.words["statements"])
    said = is_plural(noun) or noun.lemma_.lower().endswith(statements)
    return noun if text and not said else owner


def text_before(at: int, phrases: Phrases) -> Speaker | None:
    """The text told of in the sentence before, which "demnach" takes up."""
    start = sentence_start(phrases.doc[at], 1)
    for token in reversed(phrases.doc[start:at]):
        reading = phrases.lexicon.noun(token.lemma_) if token.pos_ == "NOUN" else None
        if reading is not None and reading.kind == TEXT and not is_plural(token):
            name = phrase_name(token, phrases.lexicon)
            return speaker(name, reading.sort, by="pronoun", confidence=0.7)
    return None


def place_before(word: Token, phrases: Phrases, memory: Memory) -> Speaker:
    """What "darin" or "dort" takes up: the text, or the body or circle, told of before."""
    text = text_before(word.i, phrases)
    if word.lower_ in phrases.lexicon.words["therein"]:
        return text or NOBODY
    return memory.body_before(word) or text or NOBODY


def first_in(head: Token, phrases: Phrases, speech: Lexicon) -> Speaker:
    """ "Polizeiangaben", "Zeugenaussagen": who the compound begins with."""
    lexicon = phrases.lexicon
    word, hyphened = head.lemma_.lower(), "-" in head.text
    endings = [w for w in speech.groups["saying"] if word.endswith(w)]
    first = word.removesuffix(min(endings, key=len, default="")).rstrip("-")
    form = next((f for f in (first.removesuffix("s"), first) if lexicon.noun(f)), first)
    reading = lexicon.noun(form)
    if reading is None:  # "nach BLITZ-Informationen"
        name = head.text[: len(first)]
        body = next((b for b in phrases.cast.bodies.mentions if same(b.name) == same(name)), None)
        newsroom = hyphened and word.endswith(tuple(lexicon.words["newsroom_words"]))
        told = "media" if newsroom else body.sort if body is not None else None
        sort = phrases.sort_of_name(first) or told
        return speaker(phrases.cast.bodies.short.get(same(name), name), sort) if sort else NOBODY
    if reading.kind == TEXT:
        return NOBODY
    name = form[0].upper() + form[1:]
    if reading.kind != BODY:  # the linking n is that of the plural
        return speaker(name, SORTS[EXPERT if reading.kind == EXPERT else GROUP])
    named = phrases.cast.bodies.named_for(form, head.i)
    return speaker(named.name, named.sort) if named else speaker(name, reading.sort)
