"""What a noun phrase names by itself: a person, a body, a place, or somebody without a name."""

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.cast import Cast
from analysis.language.attributions.places import country_of
from analysis.language.attributions.speaker import NOBODY, Speaker, speaker
from analysis.language.attributions.speaker_lexicon import BODY, TEXT, SpeakerLexicon, same
from analysis.language.attributions.speaker_names import (
    body_name,
    entity_name,
    is_plural,
    phrase_name,
)
from analysis.language.attributions.speaker_types import type_of_phrase
from analysis.language.attributions.speech_lines import paragraph_of

NAMELESS = ("media", "organisation", "document")  # a name beside these names no person
LONGEST_LISTED = 4  # words of a listed name
DEFAULTS = {"LOC": "government"}  # of names nothing else is known of: a town, a state


class Phrases:
    """Reads noun phrases of a Doc with what its cast and the lexicon know."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon, cast: Cast) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.cast = cast
        self._keys: dict[str, str] = {}

    def keyed(self, found: Speaker) -> Speaker:
        """A speaker with the key that all names of a listed body share (Pentagon)."""
        if not found.name or found.plural:
            return found
        key = self.lexicon.body_key(found.name) or self._keys.get(found.name) or found.key
        return found._replace(key=key)

    def named_by(self, head: Token) -> Speaker:
        """Who a noun phrase names by itself: a body, a name, somebody without one."""
        if same(head.text) in self.cast.bodies.short:
            name = self.cast.bodies.short[same(head.text)]
            body = next((b for b in self.cast.bodies.mentions if b.name == name), None)
            return speaker(name, body.sort if body else "organisation")
        beside = self._body_beside(head)
        if beside is not None:
            return self.named_by(beside)
        name = self._name_at(head)
        whole = _whole_name(head)
        mapped = self._mapped(name or head.lemma_) or self._mapped(_lemmas(head))
        if mapped and (name or head.pos_ == "PROPN") and " " not in whole:
            return mapped
        gender = next(iter(head.morph.get("Gender")), None)
        if _is_noun(head, self.lexicon) and self.lexicon.of_kind(head.lemma_, BODY):
            long = body_name(head, self.lexicon)
            if not name or long != phrase_name(head, self.lexicon):
                return self._body(head, long, gender)
        if name:
            sort = self.sort_of_name(name) or self.lexicon.type_of_noun(head.lemma_)
            outlet = "media" if " " not in name and self._is_quoted(head) else None
            known = sort or outlet or DEFAULTS.get(head.ent_type_, "organisation")
            return speaker(name, known, gender=gender)
        if head.pos_ == "PROPN" and not _is_noun(head, self.lexicon):
            mapped = self._mapped(head.lemma_) or self._mapped(head.text)
            return mapped if mapped and " " not in whole else self._unknown_name(head)
        if self.lexicon.noun(head.lemma_) is None and same(head.lemma_) in self.lexicon.named:
            return speaker(head.lemma_, self.lexicon.named[same(head.lemma_)])  # "des Spiegel"
        return self._description(head, gender)

    def _body_beside(self, head: Token) -> Token | None:
        """The body a role is told to be: "der Eigentümer, eine Firma namens Corvex"."""
        if head.pos_ != "NOUN" or not self.cast.offices.is_role(head):
            return None
        for child in head.rights:
            comma = child.dep_ == "appos" and child.left_edge.i > head.i + 1
            body = self.lexicon.of_kind(child.lemma_, BODY) or child.ent_type_ == "ORG"
            if comma and body and child.pos_ in ("NOUN", "PROPN"):
                return child
        return None

    def listed(self, head: Token) -> Speaker | None:
        """A body by a listed name of several words ("Ärzte ohne Grenzen")."""
        for end in range(head.i + LONGEST_LISTED, head.i + 1, -1):
            if end > len(self.doc) or self.doc[end - 1].is_punct:
                continue
            name = self.doc[head.i : end].text
            if same(name) in self.lexicon.named and same(head.text) != same(name):
                return speaker(name, self.lexicon.named[same(name)])
        return None

    def _read(self, head: Token) -> Speaker:
        person = self.person_at(head)
        return self.known(person) if person else self.named_by(head)

    def _body(self, head: Token, name: str, gender: str | None) -> Speaker:
        """A body by the fullest name the article gives it."""
        unnamed = name == phrase_name(head, self.lexicon)
        mapped = self._mapped(_lemmas(head)) if unnamed else None
        if mapped is not None:
            return mapped
        sort = type_of_phrase(head, self.lexicon)
        if sort == "anonymous":
            return speaker(phrase_name(head, self.lexicon), sort, gender=gender, confidence=0.8)
        name = self.cast.bodies.firm_in(head) or self.cast.bodies.long_name(head) or name
        key = self.lexicon.body_key(head.lemma_, country_of(head, self.lexicon))
        if key is not None and not is_plural(head):  # "Südkoreas Geheimdienst"
            self._keys[name] = key
        sort = self.sort_of_name(name) or sort
        return speaker(name, sort, gender=gender)._replace(plural=is_plural(head))

    def sort_of_name(self, name: str) -> str | None:
        """The sort of a body by its name: as listed, as the text calls it, by the noun in it."""
        called = None if self.lexicon.is_body_name(name) else self.cast.bodies.called(name)
        return called or self.lexicon.sort_of_name(name)

    def known(self, name: str) -> Speaker:
        """A person by name, with the sort of the role the text gives them."""
        found = speaker(name, self.cast.sort_of(name), gender=self.cast.genders.get(name))
        return found._replace(role=self.cast.role_of(name))

    def person_at(self, head: Token) -> str | None:
        """A person the phrase names: the head itself, an apposition, or the name right after it."""
        if self._is_nameless(head):
            return None
        inside = st.phrase(head)
        at = self.cast.at
        if head.i in at:
            return self.cast.of(at[head.i])
        named = [at[i] for i in sorted(inside | {head.i + 1}) if i in at and i > head.i]
        for ent in (ent for ent in named if not self.cast.owns(ent)):
            if ent.start == head.i + 1 or self._names_head(ent, inside):
                return self.cast.of(ent)
        for i in sorted(inside):
            if i > head.i and self.doc[i].pos_ == "PROPN" and not st.case_of(self.doc[i]):
                known = self.lexicon.people.get(same(self.doc[i].text))
                if known:
                    return known
        key = same(head.text)
        if not head.text.islower() and key in self.cast.full and not self.lexicon.noun(head.lemma_):
            return self.cast.name([head.text])
        whole = head.pos_ == "PROPN" and " " not in _whole_name(head)
        return self.lexicon.people.get(key) if whole and head.ent_type_ != "LOC" else None

    def _is_nameless(self, head: Token) -> bool:
        """Whether a noun is no person's: a name beside it is a body's or a text's."""
        reading = self.lexicon.noun(head.lemma_) if head.pos_ == "NOUN" else None
        return reading is not None and reading.kind in (BODY, TEXT) and reading.sort in NAMELESS

    def _names_head(self, ent: Span, inside: set[int]) -> bool:
        """Whether a person's name within the phrase names its head: after a comma, or right after
        the place or body the head belongs to."""
        if ent.start not in inside or st.case_of(ent.root):
            return False
        before = self.doc[ent.start - 1]
        if before.text == ",":
            return True
        attribute = before.pos_ == "NOUN" and not self.cast.offices.is_role(before)
        return attribute or (bool(before.ent_type_) and ent.root.dep_ in ("appos", "flat"))

    def _name_at(self, head: Token) -> str | None:
        """The organisation, outlet or place the phrase names."""
        names = [c for c in head.rights if c.dep_ in ("appos", "flat", "compound")]
        for token in (head, *(names if not self.cast.offices.is_role(head) else ())):
            ent = next((e for e in self.doc.ents if e.start <= token.i < e.end), None)
            if ent is None or (token != head and "Gen" in token.morph.get("Case")):
                continue
            if ent.label_ != "PER" or self._is_nameless(head):
                return entity_name(ent, self.lexicon)
        return None

    def _mapped(self, name: str) -> Speaker | None:
        """A metonym, a country or a seat of government."""
        lemmas = name.lower()
        if lemmas in self.lexicon.metonyms:
            target, sort, by = self.lexicon.metonyms[lemmas]
            return speaker(target, sort, by=by, confidence=0.9)
        for form in (name, name.removesuffix("s")):
            key = same(form)
            if key in self.lexicon.countries:
                return speaker(self.lexicon.countries[key], "government")
            if key in self.lexicon.seats:
                country = self.lexicon.seats[key]
                return speaker(country, "government", by="metonym", confidence=0.8)
        if same(name) in self.cast.seats:  # "Ravenka", when the text is about Talvanien
            return speaker(self.cast.seats[same(name)], "government", by="metonym", confidence=0.6)
        return None

    def _unknown_name(self, head: Token) -> Speaker:
        words = [head, *(c for c in head.children if c.dep_ == "flat")]
        name = " ".join(t.text for t in sorted(words, key=lambda t: t.i))
        if len(words) == 1 and same(name) not in self.lexicon.named:  # "des Standards"
            name = name.removesuffix("s") if self.lexicon.is_body_name(name) else name
        sort = self.sort_of_name(name) or ("media" if self._is_quoted(head) else "person")
        return speaker(name, sort, confidence=0.7)

    def _is_quoted(self, head: Token) -> bool:
        """Whether a name stands between quotation marks ("die „Südpost“"), as outlets do."""
        end = head.i + len(_whole_name(head).split())
        marks = (self.doc[i] for i in (head.i - 1, end) if 0 <= i < len(self.doc))
        return [mark.is_quote for mark in marks] == [True, True]

    def _description(self, head: Token, gender: str | None) -> Speaker:
        """A noun phrase without a name."""
        mapped = self._mapped(_lemmas(head)) if _lemmas(head) in self.lexicon.metonyms else None
        if mapped is not None:
            return mapped
        articles = [c for c in head.children if c.dep_.startswith("det")]
        known = self.lexicon.words["definite"] | self.lexicon.words["possessive"]
        definite = all(c.lemma_.lower() in known for c in articles)
        plural = is_plural(head)
        if definite and not plural:
            person = self.cast.person_for(head)
            if person:
                return self.known(person)._replace(confidence=0.8)
            reading = self.lexicon.noun(head.lemma_)
            unread = reading is None or reading.kind == TEXT
            body = self.cast.bodies.mentioned(head) if unread else None
            if body is not None:  # "der Dienst": the secret service named before
                return speaker(body.name, body.sort, gender=gender, confidence=0.8)
        if self.cast.offices.lends_voice(head) and not plural:
            body = self._body_of(head)
            if body is not None:
                return body._replace(gender=gender, role=phrase_name(head, self.lexicon))
        name, sort = phrase_name(head, self.lexicon), type_of_phrase(head, self.lexicon)
        if sort == "person" and self.cast.offices.is_role(head):  # "der Chef der Behörde"
            sort = self.cast.offices.sort_of_role(head)
        return speaker(name, sort, confidence=0.8, gender=gender)._replace(plural=plural)

    def _body_of(self, head: Token) -> Speaker | None:
        """The body an unnamed spokesperson speaks for: in the noun, beside it, or heard before."""
        first = self.cast.offices.first_part(head)
        if first:
            body = self.cast.bodies.fuller(first, head.i)
            if body is not None:  # "Unternehmenssprecher"
                return speaker(body.name, body.sort)
            firm = self.cast.bodies.firm_in(head)
            if firm is not None:  # "Ryanair-Sprecherin"
                return speaker(firm, self.sort_of_name(firm) or "organisation")
            sort = self.lexicon.sort_of_name(first) or self.lexicon.type_of_noun(first)
            mapped = self._mapped(first) or self._mapped(first.upper())
            return mapped or (speaker(first[0].upper() + first[1:], sort) if sort else None)
        linked = ("", *self.lexicon.words["linked_by"])
        for child in head.children:
            beside = child.dep_ in ("appos", "flat") and child.i == head.i + 1
            if (beside or child.dep_ in ("nmod", "nmod:poss")) and st.case_of(child) in linked:
                owner = self._read(child) if child.pos_ in ("NOUN", "PROPN") else NOBODY
                if owner.name:
                    return owner
        bodies, paragraph = self.cast.bodies, paragraph_of(head)[0]
        body = bodies.before(head.i, start=paragraph) or bodies.before(head.i)
        return speaker(body.name, body.sort) if body is not None else None


def _is_noun(head: Token, lexicon: SpeakerLexicon) -> bool:
    """Whether a head is a noun, or a compound with a name that is taken for one ("ai-Bericht")."""
    return head.pos_ == "NOUN" or ("-" in head.text and lexicon.noun(head.lemma_) is not None)


def _whole_name(head: Token) -> str:
    """A proper noun with those right behind it."""
    end = head.i + 1
    while end < len(head.doc) and head.doc[end].pos_ == "PROPN" and head.doc[end].head == head:
        end += 1
    return head.doc[head.i : end].text


def _lemmas(head: Token) -> str:
    """A noun with its adjectives, as metonyms are listed."""
    adjectives = [c.lemma_.lower() for c in head.children if c.dep_ == "amod" and c.i < head.i]
    return " ".join([*adjectives, head.lemma_.lower()])
