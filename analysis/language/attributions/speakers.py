"""From the words that name a source to a speaker: one name, a key, a sort, and how it was found."""

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.cast import Cast
from analysis.language.attributions.pronouns import Memory
from analysis.language.attributions.repeats import repeated
from analysis.language.attributions.speaker import NOBODY, Speaker, speaker, together
from analysis.language.attributions.speaker_lexicon import (
    BODY,
    EXPERT,
    GROUP,
    SORTS,
    TEXT,
    SpeakerLexicon,
    same,
)
from analysis.language.attributions.speaker_names import (
    body_name,
    entity_name,
    is_plural,
    phrase_name,
)
from analysis.language.attributions.speaker_types import type_of_phrase
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.subjects import subject as subject_of

NAMELESS = ("media", "organisation", "document")  # a name beside these names no person
DEFAULTS = {"LOC": "government"}  # of names nothing else is known of: a town, a state
NOUNS = ("NOUN", "PROPN")


class Resolver:
    """Resolves the sources of a Doc's speeches, in reading order."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon, speech: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.speech = speech
        self.cast = Cast(doc, lexicon)
        self.memory = Memory(self.cast, lexicon)

    def resolve(self, speeches: list[Speech], parents: list[int | None]) -> list[Speaker]:
        """A speaker for each speech."""
        out: list[Speaker] = []
        for speech, parent in zip(speeches, parents, strict=True):
            head = self.doc[speech.source_head] if speech.source_head is not None else None
            found = NOBODY
            if head is not None and (speech.source or speech.carried):
                around = out[parent] if parent is not None and parent < len(out) else None
                direct = parent is not None and speeches[parent].form == "direct"
                found = self._identify(head, around if direct else None)
                if found == NOBODY and not speech.carried:
                    found = self._owner_behind(head, speech) or found
            if speech.rule == "frame-accordingly":
                by = "pronoun" if found.name else found.resolved_by
                found = self._text_before(speech.head) or found._replace(resolved_by=by)
            if found.name and not speech.carried:
                self.memory.hear(speech.begin, found)
            elif (
                speech.carried and not speech.cue and (found.name or found.resolved_by == "pronoun")
            ):
                found = found._replace(resolved_by="carried")
            out.append(found)
        return [
            repeated(self.doc, speech, speeches, out) or found
            for speech, found in zip(speeches, out, strict=True)
        ]

    def _text_before(self, at: int) -> Speaker | None:
        """The text told of in the sentence before, which "demnach" takes up."""
        start = self.cast.bodies.sentence_start(at, 1)
        for token in reversed(self.doc[start:at]):
            reading = self.lexicon.noun(token.lemma_) if token.pos_ == "NOUN" else None
            if reading is not None and reading.kind == TEXT and not is_plural(token):
                return speaker(token.lemma_, reading.sort, by="pronoun", confidence=0.7)
        return None

    def can_speak(self, speech: Speech) -> bool:
        """Whether the source is a name, a pronoun or a noun of a known sort of speaker; speeches
        without a source pass."""
        if speech.source_head is None or not speech.source:
            return speech.rule == "verb-matter"
        head = self.doc[speech.source_head]
        if head.pos_ in ("PRON", "DET", "PROPN", "X") or head.ent_type_:
            return True
        endings = tuple(self.lexicon.words["agent_endings"])
        known = self.lexicon.noun(head.lemma_) is not None
        return known or head.lemma_.lower().endswith(endings) or bool(self._person_at(head))

    def _identify(self, head: Token, quoted: Speaker | None) -> Speaker:
        if head.pos_ in ("PRON", "DET"):
            return self._one_of(head) or self._pronoun(head, quoted)
        if head.lemma_.lower().endswith(tuple(self.lexicon.words["by_age"])):
            gender = next(iter(head.morph.get("Gender")), "Masc")
            return self.memory.look_back(head, plural=is_plural(head), gender=gender)
        cases = head.morph.get("Case")
        conjuncts = (c for c in head.children if c.dep_ == "conj" and c.pos_ in st.NOMINAL)
        several = [head, *(c for c in conjuncts if c.morph.get("Case") in ([], cases))]
        several += [c for c in several[-1].children if c.dep_ == "conj" and len(several) > 1]
        if len(several) > 1:
            joined = together([self._one(token) for token in several], self.lexicon.conjunction)
            if joined is not None:
                return joined
        return self._one(head)

    def _one_of(self, head: Token) -> Speaker | None:
        """ "Einer der Gäste, Jan Rehm": the name beside it, else one without a name."""
        if head.lemma_.lower() not in self.lexicon.words["one_of"]:
            return None
        named = next((c for c in head.children if c.dep_ == "appos" and c.i in self.cast.at), None)
        if named is not None:
            return self._known(self.cast.of(self.cast.at[named.i]))
        owner = next((c for c in head.children if c.dep_ in ("nmod", "nmod:poss")), None)
        if owner is None:
            return None
        name = self.doc[head.i : owner.i + 1].text
        return speaker(name[0].lower() + name[1:], "anonymous", confidence=0.8)

    def _one(self, head: Token) -> Speaker:
        if head.lemma_.lower() in self.lexicon.words["quantities"]:
            counted = [c for c in head.children if c.dep_ in ("nmod", "nmod:poss", "appos")]
            if counted:
                return self._identify(counted[0], None)
        person = self._person_at(head)
        if person:
            return self._known(person)
        if head.pos_ == "NUM":  # "30 von ihnen"
            whole = next((c for c in head.children if st.case_of(c)), None)
            return self._identify(whole, None) if whole is not None else NOBODY
        if self.speech.in_group(head.lemma_, "saying") and head.pos_ == "NOUN":
            return self._owner_of_words(head)
        if same(head.text) in self.cast.bodies.short:
            name = self.cast.bodies.short[same(head.text)]
            body = next((b for b in self.cast.bodies.mentions if b.name == name), None)
            return speaker(name, body.sort if body else "organisation")
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
            sort = self._sort_of_name(name) or self.lexicon.type_of_noun(head.lemma_)
            quoted = head.i > 0 and self.doc[head.i - 1].is_quote
            known = sort or ("media" if quoted else DEFAULTS.get(head.ent_type_, "organisation"))
            return speaker(name, known, gender=gender)
        if head.pos_ == "PROPN" and not _is_noun(head, self.lexicon):
            mapped = self._mapped(head.lemma_) or self._mapped(head.text)
            return mapped if mapped and " " not in whole else self._unknown_name(head)
        return self._description(head, gender)

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
        sort = self._sort_of_name(name) or sort
        return speaker(name, sort, gender=gender)._replace(plural=is_plural(head))

    def _sort_of_name(self, name: str) -> str | None:
        return self.lexicon.sort_of_name(name) or self.cast.bodies.called(name)

    def _known(self, name: str) -> Speaker:
        """A person by name, with the sort of the role the text gives them."""
        found = speaker(name, self.cast.sort_of(name), gender=self.cast.genders.get(name))
        return found._replace(role=self.cast.role_of(name))

    def _person_at(self, head: Token) -> str | None:
        """A person the phrase names: the head itself, an apposition, or the name right after it."""
        if self._is_nameless(head):
            return None
        inside = st.phrase(head)
        at = self.cast.at
        if head.i in at:
            return self.cast.of(at[head.i])
        for ent in (at[i] for i in sorted(inside | {head.i + 1}) if i in at and i > head.i):
            if ent.start == head.i + 1 or self._names_head(ent, inside):
                return self.cast.of(ent)
        for i in sorted(inside):
            if i > head.i and self.doc[i].pos_ == "PROPN" and not st.case_of(self.doc[i]):
                known = self.lexicon.people.get(same(self.doc[i].text))
                if known:
                    return known
        key = same(head.text)
        if head.text[0].isupper() and key in self.cast.full and not self.lexicon.noun(head.lemma_):
            return self.cast.name([head.text])
        return self.lexicon.people.get(key) if head.pos_ == "PROPN" and not head.ent_type_ else None

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
        attribute = before.pos_ == "NOUN" and not self.cast.is_role(before)
        return attribute or (bool(before.ent_type_) and ent.root.dep_ in ("appos", "flat"))

    def _name_at(self, head: Token) -> str | None:
        """The organisation, outlet or place the phrase names."""
        names = [c for c in head.rights if c.dep_ in ("appos", "flat", "compound")]
        for token in (head, *(names if not self.cast.is_role(head) else ())):
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
            target, sort = self.lexicon.metonyms[lemmas]
            house = target.lower() in self.lexicon.words["buildings"]
            by = "named" if same(target) == same(name) and not house else "metonym"
            return speaker(target, sort, by=by, confidence=0.9)
        for form in (name, name.removesuffix("s")):
            key = same(form)
            if key in self.lexicon.countries:
                return speaker(self.lexicon.countries[key], "government")
            if key in self.lexicon.seats:
                country = self.lexicon.seats[key]
                return speaker(country, "government", by="metonym", confidence=0.8)
        return None

    def _unknown_name(self, head: Token) -> Speaker:
        words = [head, *(c for c in head.children if c.dep_ == "flat")]
        name = " ".join(t.text for t in sorted(words, key=lambda t: t.i))
        if len(words) == 1 and same(name) not in self.lexicon.named:  # "des Standards"
            name = name.removesuffix("s") if self.lexicon.is_body_name(name) else name
        quoted = head.i > 0 and self.doc[head.i - 1].is_quote  # "die „Südpost“": an outlet
        sort = self._sort_of_name(name) or ("media" if quoted else "person")
        return speaker(name, sort, confidence=0.7)

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
                return self._known(person)._replace(confidence=0.8)
        if self.cast.lends_voice(head) and not plural:
            body = self._body_of(head)
            if body is not None:
                return body._replace(gender=gender, role=phrase_name(head, self.lexicon))
        name, sort = phrase_name(head, self.lexicon), type_of_phrase(head, self.lexicon)
        if sort == "person" and self.cast.is_role(head):  # "der Chef der Behörde"
            sort = self.cast.sort_of_role(head)
        return speaker(name, sort, confidence=0.8, gender=gender)._replace(plural=plural)

    def _body_of(self, head: Token) -> Speaker | None:
        """The body an unnamed spokesperson speaks for: in the noun, beside it, or heard before."""
        first = self.cast.first_part(head)
        if first:
            sort = self.lexicon.sort_of_name(first) or self.lexicon.type_of_noun(first)
            mapped = self._mapped(first) or self._mapped(first.upper())
            return mapped or (speaker(first[0].upper() + first[1:], sort) if sort else None)
        linked = ("", *self.lexicon.words["linked_by"])
        for child in head.children:
            beside = child.dep_ in ("appos", "flat") and child.i == head.i + 1
            if (beside or child.dep_ in ("nmod", "nmod:poss")) and st.case_of(child) in linked:
                owner = self._one(child) if child.pos_ in ("NOUN", "PROPN") else NOBODY
                if owner.name:
                    return owner
        body = self.cast.bodies.before(head.i)
        return speaker(body.name, body.sort) if body is not None else None

    def _owner_of_words(self, head: Token) -> Speaker:
        """ "Angaben der Polizei": the police; "eigenen Angaben": the subject of the clause."""
        after = self.doc[head.i + 1].lower_ if head.i + 1 < len(self.doc) else ""
        reading = self.lexicon.noun(head.lemma_)
        inside = st.case_of(head) in self.lexicon.words["inside"]
        if inside and reading is not None and reading.kind == TEXT and not is_plural(head):
            return speaker(phrase_name(head, self.lexicon), reading.sort, confidence=0.8)
        closed = after in self.speech.adpositions["behind"]  # "Berichten zufolge": nothing on it
        for child in () if closed else head.children:
            if child.dep_ in ("nmod", "nmod:poss", "appos") and child.pos_ in st.NOMINAL:
                return self._identify(child, None)
        for child in head.children:
            country = self.lexicon.adjectives.get(child.lemma_.lower())
            if country:  # "nach israelischen Angaben"
                return speaker(country, "government", confidence=0.8)
            if "Yes" in child.morph.get("Poss"):
                return self._pronoun(child, None)
            if child.lemma_.lower() in self.lexicon.words["own"]:
                subject = subject_of(head.head, self.speech)
                owner = self._identify(subject, None) if subject is not None else NOBODY
                return owner._replace(resolved_by="named") if owner.name else owner
        if reading is None:
            return NOBODY if closed else self._first_in(head)
        told_apart = not is_plural(head) or any(c.dep_ == "amod" for c in head.children)
        if reading.sort == "media" or (reading.sort == "document" and told_apart):
            name = self.cast.bodies.long_name(head) or phrase_name(head, self.lexicon)
            return speaker(name, reading.sort, confidence=0.7)
        return NOBODY

    def _first_in(self, head: Token) -> Speaker:
        """ "Polizeiangaben", "Zeugenaussagen": who the compound begins with."""
        word = head.lemma_.lower()
        endings = [w for w in self.speech.groups["saying"] if word.endswith(w)]
        first = word.removesuffix(min(endings, key=len, default="")).rstrip("-")
        form = next((f for f in (first.removesuffix("s"), first) if self.lexicon.noun(f)), first)
        reading = self.lexicon.noun(form)
        if reading is None or reading.kind == TEXT:
            return NOBODY
        name = form[0].upper() + form[1:]
        if reading.kind != BODY:  # the linking n is that of the plural
            return speaker(name, SORTS[EXPERT if reading.kind == EXPERT else GROUP])
        named = self.cast.bodies.named_for(form, head.i)
        return speaker(named.name, named.sort) if named else speaker(name, reading.sort)

    def _owner_behind(self, head: Token, speech: Speech) -> Speaker | None:
        """ "Angaben vieler, auch alter Zeugen": the last noun, where no arc leads to it."""
        if not self.speech.in_group(head.lemma_, "saying"):
            return None
        nouns = [self.doc[i] for i in sorted(speech.source) if i > head.i]
        nouns = [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]
        return self._one(nouns[-1]) if nouns else None

    def _pronoun(self, token: Token, quoted: Speaker | None) -> Speaker:
        word = token.lower_
        relative = word in self.speech.words["relatives"] and token.head.dep_.startswith("acl")
        if relative or "Rel" in token.morph.get("PronType"):
            noun = self._antecedent(token)
            return self._one(noun)._replace(resolved_by="pronoun") if noun is not None else NOBODY
        if word in self.lexicon.words["speaker_pronouns"]:
            if quoted is None:  # the writer, or the newsroom
                return NOBODY._replace(sort="media", resolved_by="pronoun")
            return quoted._replace(resolved_by="pronoun", confidence=0.8) if quoted.name else NOBODY
        third = "3" in token.morph.get("Person") or word in self.lexicon.words["personal"]
        if not third and "Yes" not in token.morph.get("Poss"):
            return NOBODY
        ahead = self._ahead(token)
        if ahead is not None:
            return ahead
        finite = st.finite_part(token.head) if token.dep_ in (*st.SUBJECTS, "expl") else None
        plural = "Plur" in (finite or token).morph.get("Number")
        return self.memory.look_back(token, plural=plural, gender=self.memory.gender_of(token))

    def _antecedent(self, token: Token) -> Token | None:
        """The noun a relative pronoun points back to: the one its clause hangs on, or else the
        nearest before that agrees with it."""
        clause = token
        while clause.head != clause and not clause.dep_.startswith("acl"):
            clause = clause.head
        noun = clause.head
        if noun == clause or noun.pos_ not in ("NOUN", "PROPN") or noun.i >= token.i:
            return None
        before = (t for t in reversed(self.doc[token.sent.start : token.i]) if t.pos_ in NOUNS)
        near = (t for t in before if noun in (t, t.head, t.head.head) or t == noun.head)
        return next((t for t in (noun, *near) if self._fits(token, t)), noun)

    def _fits(self, pronoun: Token, noun: Token) -> bool:
        """Whether a relative pronoun agrees with a noun in gender and number."""
        finite = st.finite_part(pronoun.head)
        verb = finite.morph.get("Number") if finite is not None else []
        number = noun.morph.get("Number")
        if verb and number and verb != number:
            return False
        ent = self.cast.at.get(noun.i)
        person = self.cast.genders.get(self.cast.of(ent)) if ent is not None else None
        genders = [person] if person else noun.morph.get("Gender")
        return (
            number == ["Plur"]
            or not pronoun.morph.get("Gender")
            or bool(set(pronoun.morph.get("Gender")) & set(genders))
        )

    def _ahead(self, token: Token) -> Speaker | None:
        """ "Als er sprach, lobte X das Werk": the person the main clause behind is about."""
        clause = token.head
        if clause.dep_ != "advcl" or clause.head.i < clause.i:
            return None
        subject = subject_of(clause.head, self.speech)
        person = self._person_at(subject) if subject is not None and subject.i > token.i else None
        return self._known(person)._replace(resolved_by="pronoun") if person else None


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
