"""The bodies an article names: ministries, parties, outlets; their long and short names."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speaker_lexicon import BODY, SpeakerLexicon, same
from analysis.language.attributions.speaker_names import (
    body_name,
    entity_name,
    is_bare,
    is_plural,
)

FOCUS = 3  # sentences before a name in which the body it speaks for is looked for
NEARBY = 8  # tokens between a body's name and its abbreviation in brackets


class Body(NamedTuple):
    """A mention of a body: where, the lemma of its noun ("" for a name alone), name and sort.

    `acts` is true for the subject of a clause: what a text is about at that place.
    """

    at: int
    noun: str
    name: str
    sort: str
    gender: str | None
    acts: bool


def _mention(token: Token, noun: str, name: str, sort: str) -> Body:
    gender = next(iter(token.morph.get("Gender")), None)
    return Body(token.i, noun, name, sort, gender, token.dep_ in st.SUBJECTS)


class Bodies:
    """Mentions of bodies in a Doc, in order; `people` are the tokens of people's names."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon, people: Container[int]) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.short: dict[str, str] = {}
        self.mentions = list(self._find(people))

    def _find(self, people: Container[int]) -> Iterator[Body]:
        heads = {ent.root.i: ent for ent in self.doc.ents}
        for token in self.doc:
            if token.i in people:
                continue
            ent = heads.get(token.i)
            reading = self.lexicon.noun(token.lemma_) if token.pos_ == "NOUN" else None
            if reading is not None and reading.kind == BODY and not is_plural(token):
                name = body_name(token, self.lexicon)
                self._note_short(token, name)
                yield _mention(token, token.lemma_.lower(), name, reading.sort)
            elif ent is not None and ent.label_ == "ORG" and token.pos_ != "ADJ":
                name = entity_name(ent, self.lexicon)
                sort = self.lexicon.named.get(same(name), "organisation")
                yield _mention(token, "", name, sort)

    def _note_short(self, noun: Token, name: str) -> None:
        """Keep an abbreviation in brackets behind a body's name."""
        doc = noun.doc
        opening = next((t.i for t in doc[noun.i : noun.i + NEARBY] if t.text == "("), None)
        if opening is None or opening + 2 >= len(doc) or doc[opening + 2].text != ")":
            return
        if sum(c.isupper() for c in doc[opening + 1].text) > 1:
            self.short[same(doc[opening + 1].text)] = name

    def before(self, at: int, *, sort: str | None = None, reach: int = FOCUS) -> Body | None:
        """The body the text is about right before a place: the last that acts, else the last."""
        start = self.sentence_start(at, reach)
        near = [b for b in self.mentions if start <= b.at < at and sort in (None, b.sort)]
        near.reverse()
        return next((b for b in near if b.acts), next(iter(near), None))

    def long_name(self, noun: Token) -> str | None:
        """The fuller name of a body that is mentioned barely ("das Labor")."""
        if not is_bare(noun, self.lexicon):
            return None
        lemma = noun.lemma_.lower()
        if lemma in self.lexicon.words["general"]:
            return None
        alike = [b for b in self.mentions if b.noun.endswith(lemma) and b.name.lower() != lemma]
        names = {same(b.name) for b in alike}
        before = [b.name for b in alike if b.at < noun.i]
        if len(names) == 1:
            return alike[0].name
        if before:
            return before[-1]
        house = lemma in self.lexicon.words["houses"]
        medium = self.before(noun.i, sort="media", reach=len(self.doc)) if house else None
        return medium.name if medium is not None else None

    def sentence_start(self, at: int, back: int) -> int:
        """The first token of the sentence so many before a token's."""
        start = self.doc[at].sent.start
        for _ in range(back):
            if start == 0:
                break
            start = self.doc[start - 1].sent.start
        return start
