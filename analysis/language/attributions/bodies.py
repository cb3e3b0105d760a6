"""The bodies an article names: ministries, parties, outlets; their long and short names."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.places import place, sentence_start
from analysis.language.attributions.speaker_lexicon import (
    BODY,
    TEXT,
    SpeakerLexicon,
    StandsFor,
    same,
)
from analysis.language.attributions.speaker_names import (
    body_name,
    entity_name,
    is_bare,
    is_one_body,
    is_plural,
    phrase_name,
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
    """Mentions of bodies in a Doc, in order."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.short: dict[str, str] = {}
        self.mentions: list[Body] = []
        self.texts: list[Body] = []
        self.told: set[int] = set()  # tokens of what somebody says
        self._sorts: dict[str, str] = {}
        for ent in doc.ents:  # "Chemlo AG", later "Chemlo"
            own = lexicon.noun(ent[0].lemma_) is None and ent[0].text not in lexicon.first_names
            if ent.label_ == "ORG" and own and len(ent) > 1 and all(t.pos_ == "PROPN" for t in ent):
                self.short.setdefault(same(ent[0].text), entity_name(ent, lexicon))
        for token in doc:
            if token.pos_ == "NOUN" and lexicon.names_alone(token.lemma_):
                name = body_name(token, lexicon)
                if name[0].isupper() and same(token.lemma_) not in same(name):
                    self._sorts.setdefault(same(name), lexicon.type_of_noun(token.lemma_) or "")
            firm = self.firm_in(token)
            if firm is not None:
                self._sorts.setdefault(same(firm), "organisation")

    def firm_in(self, noun: Token) -> str | None:
        """The firm a compound begins with: "Salvara-Kliniken"."""
        first, _, last = noun.text.rpartition("-")
        if not first:
            return None
        known = place(first, self.lexicon) or self.lexicon.noun(first)
        if known or not first[0].isupper() or same(first) in self.lexicon.named:
            return None
        return first if self.lexicon.stem(last) in self.lexicon.words["firm_parts"] else None

    def find(self, people: Container[int]) -> None:
        """Collect the mentions; `people` are the tokens of people's names."""
        self.mentions = list(self._find(people))
        self.texts = list(self._find_texts())

    def called(self, name: str) -> str | None:
        """The sort of a name that the text gives the noun of a medium or a firm."""
        return self._sorts.get(same(name)) or self._sorts.get(same(name).removesuffix("s"))

    def _find(self, people: Container[int]) -> Iterator[Body]:
        heads = {ent.root.i: ent for ent in self.doc.ents}
        for token in self.doc:
            if token.i in people:
                continue
            ent = heads.get(token.i)
            reading = self.lexicon.noun(token.lemma_) if token.pos_ == "NOUN" else None
            firm = self.firm_in(token)
            if firm is not None:
                part = token.text.rpartition("-")[2]  # of "-Kliniken", but of "-Chefin" no noun
                noun = token.lemma_.lower() if self.lexicon.of_kind(part, BODY) else ""
                yield _mention(token, noun, firm, "organisation")
            elif (
                reading is not None
                and reading.kind == BODY
                and (not is_plural(token) or is_one_body(token, self.lexicon))
            ):
                inside = ent is not None and ent.label_ == "ORG" and ent.start < token.i
                name = body_name(token, self.lexicon)
                if inside and " " not in name:  # "Sternauer Stadtwerke", the adjective cut off
                    name = entity_name(ent, self.lexicon)
                self._note_short(token, name)
                yield _mention(token, token.lemma_.lower(), name, reading.sort)
            elif ent is not None and ent.label_ == "ORG" and not self._is_part(ent):
                name = entity_name(ent, self.lexicon)
                sort = self.lexicon.sort_of_name(name) or self.called(name)
                yield _mention(token, "", name, sort or "organisation")

    def _is_part(self, ent: Span) -> bool:
        """Whether a name is no body's, or only part of one ("Gewerkschaft Schiene und Straße")."""
        before = self.doc[ent.start - 1] if ent.start else None
        noun = before is not None and before.pos_ == "NOUN"
        return ent.root.pos_ == "ADJ" or (noun and self.lexicon.of_kind(before.lemma_, BODY))

    def _find_texts(self) -> Iterator[Body]:
        """Texts with a noun of their own ("Wohnbarometer") or an author ("Bericht der Prüfer"),
        which "die Studie" or "das Papier" may stand for."""
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN") or is_plural(token):
                continue
            reading = self.lexicon.noun(token.lemma_)
            if reading is None or reading.kind != TEXT:
                continue
            name = phrase_name(token, self.lexicon)
            if token.lemma_.lower() != reading.ending or " " in name:
                yield _mention(token, token.lemma_.lower(), name, reading.sort)

    def _note_short(self, noun: Token, name: str) -> None:
        """Keep an abbreviation in brackets behind a body's name."""
        doc = noun.doc
        opening = next((t.i for t in doc[noun.i : noun.i + NEARBY] if t.text == "("), None)
        if opening is None or opening + 2 >= len(doc) or doc[opening + 2].text != ")":
            return
        if sum(c.isupper() for c in doc[opening + 1].text) > 1:
            self.short[same(doc[opening + 1].text)] = name

    def before(self, at: int, *, sort: str | None = None, start: int | None = None) -> Body | None:
        """The body the text is about right before a place, or since `start`: the last that acts,
        else the last."""
        start = sentence_start(self.doc[at], FOCUS) if start is None else start
        near = [b for b in self.mentions if start <= b.at < at and sort in (None, b.sort)]
        if sort is not None:  # one with a name rather than "das Blatt"
            near = [b for b in near if b.name.lower() != b.noun] or near
        else:  # who reports it is seldom who it is about
            near = [b for b in near if b.sort != "media"] or near
            near = [b for b in near if b.at not in self.told] or near
        near.reverse()
        return next((b for b in near if b.acts), next(iter(near), None))

    def long_name(self, noun: Token) -> str | None:
        """The fuller name of a body that is mentioned barely ("das Labor")."""
        if not is_bare(noun, self.lexicon):
            return None
        body = self.fuller(noun.lemma_.lower(), noun.i)
        return body.name if body is not None else None

    def fuller(self, lemma: str, at: int) -> Body | None:
        """The body by its fuller name that a noun stands for at a place, if not for itself."""
        if lemma in self.lexicon.words["general"]:
            return None
        alike = [b for b in self.mentions if b.noun.endswith(lemma) and b.name.lower() != lemma]
        names = {same(b.name) for b in alike}
        before = [b for b in alike if b.at < at]
        if len(names) == 1:
            return alike[0]
        if before:
            return before[-1]
        named = self.named_for(lemma, at)
        if named is not None or lemma not in self.lexicon.words["houses"]:
            return named
        return self.before(at, sort="media", start=0)

    def mentioned(self, noun: Token) -> Body | None:
        """The body a bare noun, no body's by itself, is the last part of."""
        lemma = noun.lemma_.lower()
        if not is_bare(noun, self.lexicon):
            return None
        before = (b for b in reversed(self.mentions) if b.at < noun.i and b.noun.endswith(lemma))
        return next(before, None) or self.named_for(lemma, noun.i)

    def named_for(self, noun: str, at: int) -> Body | None:
        """The body or text with a name that a general noun stands for ("der Konzern"): the last one
        told of before, one that acts first; else the next."""
        rules = [rule for rule in self.lexicon.stands_for if noun in rule.nouns]
        fitting = [
            b for rule in rules for b in (*self.mentions, *self.texts) if self._fits(b, rule)
        ]
        fitting = [b for b in fitting if b.noun] or fitting
        fitting = [b for b in fitting if not self._is_unnamed_firm(b)] or fitting
        before = sorted((b for b in fitting if b.at < at), key=lambda b: -b.at)
        acting = next((b for b in before if b.acts), None)
        return acting or next(iter(before or fitting), None)

    def _fits(self, body: Body, rule: StandsFor) -> bool:
        """Whether a body has a name or a noun of its own, and a noun the rule allows."""
        if body.noun:
            bare = body.name.split()[-1].lower() == body.noun
            return body.noun.endswith(rule.of) and not (bare and body.noun in rule.of)
        other = any(b.noun and same(b.name) == same(body.name) for b in self.mentions)
        return rule.names and body.sort == "organisation" and not other

    def _is_unnamed_firm(self, body: Body) -> bool:
        return self.lexicon.names_alone(body.noun) and body.name.lower() == body.noun
