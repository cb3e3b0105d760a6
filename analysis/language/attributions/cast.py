"""The cast of an article: its people under one name each, with their roles; its bodies."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.bodies import Bodies
from analysis.language.attributions.offices import Offices
from analysis.language.attributions.places import country_of, place, sentence_start
from analysis.language.attributions.seats import seats_told
from analysis.language.attributions.speaker_lexicon import (
    EXPERT,
    GROUP,
    INSIDER,
    LEAD,
    PERSONS,
    SpeakerLexicon,
    same,
)
from analysis.language.attributions.speaker_names import (
    phrase_name,
)


class Cast:
    """Who is named in a Doc. Full names stand for family names; known people for variants."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.bodies = Bodies(doc, lexicon)
        self.seats = seats_told(doc, lexicon)
        self.offices = Offices(doc, lexicon, self.bodies)
        people = [e for e in doc.ents if self._is_person(e) and not self._is_no_person(e)]
        self.people = [self._with_first_name(ent) for ent in people]
        self.at = {i: ent for ent in self.people for i in range(ent.start, ent.end)}
        for name in self._unseen():
            self.people.append(name)
            self.at |= dict.fromkeys(range(name.start, name.end), name)
        for name in self._family_names():
            self.people.append(name)
            self.at[name.start] = name
        self.people.sort(key=lambda span: span.start)
        self.full: dict[str, str] = {}
        for ent in self.people:
            words = self._words(ent)
            if len(words) > 1:
                self.full.setdefault(same(words[-1]), " ".join(words))
                self.full.setdefault(same(words[0]), " ".join(words))
        self.people_keys = {same(self.of(ent)) for ent in self.people}
        self.bodies.find(self.at)
        self.roles: dict[str, list[Token]] = {}
        self.sides: dict[str, Token] = {}
        self.learned: set[str] = set()
        self.genders: dict[str, str] = {}
        self.ages: dict[str, str] = {}
        for ent in self.people:
            self._note_roles(ent)

    def bearers(self, first: int, end: int) -> list[Token]:
        """The nouns for people without a name, or for groups, that are subjects there."""
        found = []
        for token in self.doc[first:end]:
            named = token.i + 1 in self.at or self.offices.lends_voice(token)
            if token.pos_ == "NOUN" and token.dep_ in st.SUBJECTS and not named:
                kinds = {reading.kind for reading in self.lexicon.readings(token.lemma_)}
                if kinds & {*PERSONS, INSIDER, GROUP}:
                    found.append(token)
        return found

    def circles(self, first: int, end: int) -> list[Token]:
        """The nouns for groups and insiders there."""
        return [
            token
            for token in self.doc[first:end]
            if token.pos_ == "NOUN"
            and {r.kind for r in self.lexicon.readings(token.lemma_)} & {INSIDER, GROUP}
        ]

    def _is_person(self, ent: Span) -> bool:
        """Whether an entity is a person: as labelled, or two names of which the first is a
        listed first name."""
        first = ent[0].text in self.lexicon.first_names and len(ent) == 2
        return ent.label_ == "PER" or (first and all(t.pos_ == "PROPN" for t in ent))

    def _is_no_person(self, ent: Span) -> bool:
        """Whether a name taken for a person's is known to be a place's or a body's, or is called
        one in the text ("das Portal Morgenwelt")."""
        name = ent.text
        if place(name, self.lexicon) is not None or same(name) in self.lexicon.named | self.seats:
            return True
        body = self.lexicon.is_body_name(name) or self.bodies.called(name) is not None
        body = body or (len(ent) == 1 and same(name) in self.bodies.short)
        return body and ent[0].text not in self.lexicon.first_names

    def _unseen(self) -> Iterator[Span]:
        """Names the entity recognizer left out: a listed first name with a capitalised word behind
        it, or a title or a family role with one."""
        i = 0
        while i + 1 < len(self.doc):
            token, i = self.doc[i], i + 1
            if token.i in self.at or token.ent_type_ == "PER":
                continue
            first = token.text in self.lexicon.first_names and token.pos_ in ("PROPN", "NOUN", "X")
            titled = token.lower_ in self.lexicon.words["titles"]
            if not (first or titled) or not self._is_name(self.doc[i]):
                continue
            start = i if titled and not first else token.i
            i += 1
            while i < len(self.doc) and self._is_name(self.doc[i]) and self.doc[i].dep_ == "flat":
                i += 1
            yield self.doc[start:i]

    def _family_names(self) -> list[Span]:
        """Family names of people named in full, alone and taken for something else."""
        families = {ent[-1].text for ent in self.people if len(self._words(ent)) > 1}
        return [
            self.doc[token.i : token.i + 1]
            for token in self.doc
            if token.text in families
            and token.i not in self.at
            and token.pos_ == "PROPN"
            and place(token.text, self.lexicon) is None
        ]

    def _is_name(self, token: Token) -> bool:
        free = token.i not in self.at and token.ent_type_ not in ("LOC", "ORG")
        return free and token.pos_ in ("PROPN", "X") and token.text[0].isupper()

    def _with_first_name(self, ent: Span) -> Span:
        """A family name with the first name before it that was taken for something else ("Malte
        Juhl": for a verb)."""
        before = self.doc[ent.start - 1] if ent.start else None
        given = before is not None and before.text in self.lexicon.first_names
        whole = not given or len(ent) > 1 or before.ent_type_
        return ent if whole else self.doc[ent.start - 1 : ent.end]

    def _words(self, ent: Span) -> list[str]:
        """A person's name in words: with a first part the entity recognizer left out, without a
        role it took in ("Juwelier Ottmar Reiß")."""
        doc, start = ent.doc, ent.start
        while start and doc[start - 1].pos_ == "PROPN" and not doc[start - 1].ent_type_:
            if doc[start].dep_ != "flat" and doc[start - 1].dep_ != "flat":
                break
            start -= 1
        words = [t for t in doc[start : self._end(ent)] if not t.is_punct and not t.is_space]
        names = self.lexicon.first_names
        while len(words) > 2 and words[0].text not in names and words[1].text in names:
            del words[0]
        while len(words) > 1 and self._is_title(words[0]):
            del words[0]
        return [t.text for t in words] or [ent.text]

    def _end(self, ent: Span) -> int:
        """One past a name, with a particle and the name behind it the recognizer left out."""
        after = ent.doc[ent.end : ent.end + 2]
        particle = len(after) == 2 and after[0].lower_ in self.lexicon.words["particles"]
        goes_on = particle and after[1].pos_ == "PROPN" and after[1].ent_type_ in ("", "PER")
        return ent.end + 2 if goes_on else ent.end

    def _is_title(self, word: Token) -> bool:
        """Whether a word before a name is a form of address or a role, no first name."""
        if word.text in self.lexicon.first_names:
            return False
        return word.lower_ in self.lexicon.words["titles"] or self.offices.is_role(word)

    def name(self, words: list[str]) -> str:
        """The one name of a person given by these words."""
        text = " ".join(words)
        known = self.lexicon.people
        if same(text) in known:
            return known[same(text)]
        key = same(words[-1])
        known_as = self.full.get(key) or self.full.get(key.removesuffix("s"))
        full = known_as or text if len(words) == 1 else text
        return known.get(same(full), full)

    def of(self, ent: Span) -> str:
        """The one name of a person entity."""
        return self.name(self._words(ent))

    def owns(self, ent: Span) -> bool:
        """Whether a name is in the genitive: it is of one word, and without its s a family name in
        the text ("der Arzt Lahms")."""
        key = same(ent.text)
        bare = len(ent) == 1 and key.endswith("s") and key not in self.full
        return bare and key.removesuffix("s") in self.full

    def _note_roles(self, ent: Span) -> None:
        """Keep the nouns beside a name that tell its bearer's role, body and gender."""
        name = self.of(ent)
        age = self._age_beside(ent)
        if age:
            self.ages.setdefault(age, name)
        nouns = [] if self.owns(ent) else self.offices.beside(ent)
        self.roles.setdefault(name, []).extend(nouns)
        side = self.offices.side(ent)
        if side is not None:
            self.sides.setdefault(name, side)
        titles = (ent.doc[ent.start - 1], ent[0]) if ent.start else (ent[0],)
        if any(t.lower_ in self.lexicon.words["learned"] for t in titles):
            self.learned.add(name)
        gender = self._gender(ent, nouns)
        if gender is not None:
            self.genders.setdefault(name, gender)

    def _age_beside(self, ent: Span) -> str | None:
        """The age behind a name, in brackets or between commas ("Eva Roth (51)")."""
        after = self.doc[ent.end : ent.end + 3]
        marks = ("(", ")"), (",", ",")
        closed = len(after) == 3 and (after[0].text, after[2].text) in marks
        return after[1].text if closed and after[1].is_digit else None

    def _gender(self, ent: Span, roles: list[Token]) -> str | None:
        title = ent.doc[ent.start - 1].lower_ if ent.start else ""
        for word in (title, ent[0].lower_):
            if word in self.lexicon.words["feminine_titles"]:
                return "Fem"
            if word in self.lexicon.words["masculine_titles"]:
                return "Masc"
        if any(self.lexicon.stem(noun.text) != noun.lower_ for noun in roles):
            return "Fem"
        listed = self.lexicon.gender(self.of(ent).split(" ")[0])
        return listed or next((g for noun in roles if (g := self._gender_of(noun))), None)

    def sort_of(self, name: str) -> str:
        """The sort of the role a person speaks in; "person" when the text gives none."""
        roles = self.roles.get(name, [])
        if any(self.lexicon.of_kind(noun.lemma_, EXPERT) for noun in roles):
            return "expert"
        side = self.sides.get(name)
        beside = self.offices.sort_of_body(side) if side is not None else None
        if beside is not None:
            return beside
        sorts = [self.offices.sort_of_role(noun) for noun in roles]
        if side is not None and not any(sorts):
            return "organisation"
        known = self.lexicon.offices.get(name) or ("expert" if name in self.learned else "person")
        return next((s for s in sorts if s), known)

    def role_of(self, name: str) -> str | None:
        """The role the text gives a person, as it is first named; a form of address is none."""
        titles = self.lexicon.words["titles"]
        roles = [role for role in self.roles.get(name, ()) if role.lower_ not in titles]
        return phrase_name(roles[0], self.lexicon) if roles else None

    def _same(self, one: str, other: str) -> bool:
        """Whether two nouns can name one office."""
        return any(
            one in names and other.endswith(tuple(names)) for names in self.lexicon.same_office
        )

    def person_for(self, noun: Token) -> str | None:
        """Who "der ukrainische Präsident" is: whom the text gives that role, of several the last
        one named before; else whom the noun may well mean ("die Professorin")."""
        gender = self._gender_of(noun)
        names = {
            name
            for name, roles in self.roles.items()
            if self._has_role(noun, roles) and self.genders.get(name) in (None, gender)
        }
        if len(names) < 2:
            return names.pop() if names else self._of_class(noun)
        before = (self.of(ent) for ent in reversed(self.people) if ent.start < noun.i)
        return next((name for name in before if name in names), None)

    def _gender_of(self, noun: Token) -> str | None:
        if self.lexicon.stem(noun.text) != noun.lower_:
            return "Fem"
        return next(iter(noun.morph.get("Gender")), None)

    def _has_role(self, noun: Token, roles: list[Token]) -> bool:
        stem, country = self.lexicon.stem(noun.lemma_), country_of(noun, self.lexicon)
        for role in roles:
            other, lands = self.lexicon.stem(role.lemma_), country_of(role, self.lexicon)
            alike = other.endswith(stem) or stem.endswith(other) or self._same(stem, other)
            if alike and (None in (country, lands) or country == lands):
                return True
        return False

    def _of_class(self, noun: Token) -> str | None:
        """The last person named before of the noun's gender whose role is of the noun's class, or
        who has none and is the one that was just told of, or the only one."""
        kinds = {reading.kind for reading in self.lexicon.readings(noun.lemma_)}
        stem, classes = self.lexicon.stem(noun.lemma_), self.lexicon.role_classes
        if not kinds & PERSONS or self.offices.lends_voice(noun):
            return None
        owned = any("Yes" in c.morph.get("Poss") for c in noun.children)
        gender = self._gender_of(noun)
        named = [(e, self.of(e)) for e in reversed(self.people) if e.start < noun.i]
        alike = [(ent, name) for ent, name in named if self.genders.get(name) == gender]
        for _, name in () if owned else alike:
            if self.roles.get(name) or name in self.learned:
                sort = self.sort_of(name)
                if stem in classes.get(sort, ()) or (EXPERT in kinds and sort == EXPERT):
                    return name
        free = [(e, name) for e, name in alike if not self.roles.get(name)]
        if LEAD not in kinds:  # the one just told of
            start = sentence_start(noun, 1)
            free = [] if owned else [(e, name) for e, name in free if e.start >= start]
        return free[0][1] if len({name for _, name in free}) == 1 else None
