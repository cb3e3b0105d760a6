"""From the words that name a source to a speaker: one name, a key, a sort, and how it was found."""

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speaker_lexicon import SpeakerLexicon, same, slug
from analysis.language.attributions.speaker_names import Cast, entity_name, is_plural, phrase_name
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon

NAMELESS = ("media", "organisation", "document")  # a name beside these names no person
NAME_DEPS = st.SUBJECTS | {"appos", "flat"}  # a person mentioned otherwise is seldom taken up
RECENT = 50  # speeches before, among which those of the last sentences surely are
REACH = 3  # sentences a pronoun may look back; further away the guess is worse than none


class Speaker(NamedTuple):
    """`confidence` is how sure the resolution is, apart from the rule that found the speech."""

    name: str | None
    key: str | None
    sort: str | None
    resolved_by: str
    confidence: float
    gender: str | None = None
    plural: bool = False


NOBODY = Speaker(None, None, None, "unresolved", 0.5)


class Resolver:
    """Resolves the sources of a Doc's speeches, in reading order."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon, speech: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.speech = speech
        self.cast = Cast(doc, lexicon)
        self.heard: list[tuple[int, Speaker]] = []  # token index, speaker

    def resolve(self, speeches: list[Speech], parents: list[int | None]) -> list[Speaker]:
        """A speaker for each speech."""
        out: list[Speaker] = []
        for speech, parent in zip(speeches, parents, strict=True):
            head = self.doc[speech.source_head] if speech.source_head is not None else None
            speaker = NOBODY
            if head is not None and speech.source:
                around = out[parent] if parent is not None and parent < len(out) else None
                direct = parent is not None and speeches[parent].form == "direct"
                speaker = self._identify(head, around if direct else None)
                if speaker == NOBODY._replace(sort="anonymous"):
                    speaker = self._owner_behind(head, speech) or speaker
            if speaker.name and not speech.carried:
                self.heard.append((speech.begin, speaker))
            if speech.carried and speaker.name:
                speaker = speaker._replace(resolved_by="carried")
            out.append(speaker)
        return out

    def can_speak(self, speech: Speech) -> bool:
        """Whether the source is a name, a pronoun or a noun of a known sort of speaker; speeches
        without a source pass."""
        if speech.source_head is None or not speech.source:
            return speech.rule == "verb-matter"
        head = self.doc[speech.source_head]
        if head.pos_ in ("PRON", "DET", "PROPN", "X") or head.ent_type_:
            return True
        endings = tuple(self.lexicon.words["agent_endings"])
        known = self.lexicon.type_of_noun(head.lemma_) is not None
        return known or head.lemma_.lower().endswith(endings) or bool(self._person_at(head))

    def _identify(self, head: Token, quoted: Speaker | None) -> Speaker:
        if head.pos_ in ("PRON", "DET"):
            return self._pronoun(head, quoted)
        cases = head.morph.get("Case")
        conjuncts = (c for c in head.children if c.dep_ == "conj" and c.pos_ in st.NOMINAL)
        several = [head, *(c for c in conjuncts if c.morph.get("Case") in ([], cases))]
        if len(several) > 1:
            found = [self._one(token) for token in several]
            names = list(dict.fromkeys(s.name for s in found if s.name))
            if len(names) > 1:
                sort = found[0].sort if len({s.sort for s in found}) == 1 else "collective"
                joined = Speaker("; ".join(names), None, sort, "named", 0.8, plural=True)
                return joined._replace(key="+".join(slug(name) for name in names))
        return self._one(head)

    def _one(self, head: Token) -> Speaker:
        person = self._person_at(head)
        if person:
            return _speaker(person, "person", gender=self.cast.genders.get(person))
        if self.speech.in_group(head.lemma_, "saying") and head.pos_ == "NOUN":
            return self._owner_of_words(head)
        name = self._name_at(head)
        sort = self.lexicon.type_of_noun(head.lemma_) if head.pos_ == "NOUN" else None
        if name:
            mapped = self._mapped(name) or self._mapped(_lemmas(head))
            if mapped:
                return mapped
            return _speaker(name, self.lexicon.named.get(same(name)) or sort or "organisation")
        if head.pos_ == "PROPN":
            return self._mapped(head.lemma_) or self._mapped(head.text) or self._unknown_name(head)
        return self._description(head, sort)

    def _person_at(self, head: Token) -> str | None:
        """A person the phrase names: the head itself, an apposition, or the name right after it."""
        if head.pos_ == "NOUN" and self.lexicon.type_of_noun(head.lemma_) in NAMELESS:
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
        if head.pos_ != "PROPN" or head.ent_type_:
            return None
        return self.lexicon.people.get(key) or self.cast.full.get(key)

    def _names_head(self, ent: Span, inside: set[int]) -> bool:
        """Whether a person's name within the phrase names its head: after a comma, or right after
        the place or body the head belongs to."""
        if ent.start not in inside or st.case_of(ent.root):
            return False
        before = self.doc[ent.start - 1]
        return before.text == "," or (bool(before.ent_type_) and ent.root.dep_ in ("appos", "flat"))

    def _name_at(self, head: Token) -> str | None:
        """The organisation, outlet or place the phrase names."""
        sort = self.lexicon.type_of_noun(head.lemma_) if head.pos_ == "NOUN" else None
        children = [c for c in head.children if c.dep_ in ("appos", "flat", "compound")]
        for token in (head, *children):
            ent = next((e for e in self.doc.ents if e.start <= token.i < e.end), None)
            if ent is None or (token != head and "Gen" in token.morph.get("Case")):
                continue
            if ent.label_ != "PER" or sort in NAMELESS:
                return entity_name(ent, self.lexicon)
        return None

    def _mapped(self, name: str) -> Speaker | None:
        """A metonym, a country or a seat of government."""
        lemmas = name.lower()
        if lemmas in self.lexicon.metonyms:
            target, sort = self.lexicon.metonyms[lemmas]
            by = "named" if same(target) == same(name) else "metonym"
            return _speaker(target, sort, by=by, confidence=0.9)
        for form in (name, name.removesuffix("s")):
            key = same(form)
            if key in self.lexicon.countries:
                return _speaker(self.lexicon.countries[key], "government")
            if key in self.lexicon.seats:
                country = self.lexicon.seats[key]
                return _speaker(country, "government", by="metonym", confidence=0.8)
        return None

    def _unknown_name(self, head: Token) -> Speaker:
        words = [head, *(c for c in head.children if c.dep_ == "flat")]
        name = " ".join(t.text for t in sorted(words, key=lambda t: t.i))
        sort = self.lexicon.named.get(same(name)) or ("person" if len(words) > 1 else None)
        return _speaker(name, sort, confidence=0.7)

    def _description(self, head: Token, sort: str | None) -> Speaker:
        """A noun phrase without a name."""
        lemmas = _lemmas(head)
        if lemmas in self.lexicon.metonyms:
            return self._mapped(lemmas)
        articles = [c for c in head.children if c.dep_ == "det"]
        definite = all(c.lemma_.lower() in self.lexicon.words["definite"] for c in articles)
        plural = is_plural(head)
        if definite and not plural:
            person = self.cast.person_for(head)
            if person:
                gender = self.cast.genders.get(person)
                return _speaker(person, "person", confidence=0.8, gender=gender)
        if self.lexicon.is_spokesperson(head.lemma_):
            sort = self._sort_of_owner(head) or sort
        gender = next(iter(head.morph.get("Gender")), None)
        name = phrase_name(head, self.lexicon)
        return _speaker(name, sort, confidence=0.8, gender=gender)._replace(plural=plural)

    def _sort_of_owner(self, head: Token) -> str | None:
        """Whom a spokesperson speaks for: a genitive, or the first part of the compound."""
        for child in head.children:
            if child.dep_ in ("nmod", "nmod:poss"):
                owner = self._one(child)
                if owner.sort:
                    return owner.sort
        first = self.lexicon.stem(head.lemma_)
        for word in self.lexicon.words["spokespeople"]:
            first = first.removesuffix(word)
        return self.lexicon.type_of_noun(first.removesuffix("s")) if first else None

    def _owner_of_words(self, head: Token) -> Speaker:
        """ "Angaben der Polizei": the police; "eigenen Angaben": the subject of the clause."""
        for child in head.children:
            if child.dep_ in ("nmod", "nmod:poss", "appos") and child.pos_ in st.NOMINAL:
                return self._identify(child, None)
        for child in head.children:
            if "Yes" in child.morph.get("Poss"):
                return self._pronoun(child, None)
            if child.lemma_.lower() in self.lexicon.words["own"]:
                subject = st.subject(head.head, self.speech)
                return self._identify(subject, None) if subject is not None else NOBODY
        sort = self.lexicon.type_of_noun(head.lemma_)
        told_apart = any(c.dep_ in ("amod", "det") for c in head.children)
        named = sort == "media" or (sort == "document" and told_apart)
        if named:
            return _speaker(phrase_name(head, self.lexicon), sort, confidence=0.7)
        return NOBODY._replace(sort="anonymous")

    def _owner_behind(self, head: Token, speech: Speech) -> Speaker | None:
        """ "Angaben vieler, auch alter Zeugen": the last noun, where no arc leads to it."""
        nouns = [self.doc[i] for i in sorted(speech.source) if i > head.i]
        nouns = [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]
        return self._one(nouns[-1]) if nouns else None

    def _pronoun(self, token: Token, quoted: Speaker | None) -> Speaker:
        word = token.lower_
        if "Rel" in token.morph.get("PronType"):
            return self._antecedent(token)
        if quoted is not None and word in self.lexicon.words["speaker_pronouns"]:
            return quoted._replace(resolved_by="pronoun", confidence=0.8) if quoted.name else NOBODY
        third = "3" in token.morph.get("Person") or word in self.lexicon.words["personal"]
        if not third or word in self.lexicon.words["generic"]:
            return NOBODY
        plural = "Plur" in token.morph.get("Number")
        feminine = word in self.lexicon.words["feminine_pronouns"]
        return self._look_back(token, plural=plural, gender="Fem" if feminine else "Masc")

    def _antecedent(self, token: Token) -> Speaker:
        clause = token
        while clause.head != clause and not clause.dep_.startswith("acl"):
            clause = clause.head
        noun = clause.head
        if noun == clause or noun.pos_ not in ("NOUN", "PROPN") or noun.i > token.i:
            return NOBODY
        return self._one(noun)

    def _look_back(self, token: Token, *, plural: bool, gender: str) -> Speaker:
        first = self._sentence_start(token, REACH)
        known = [(i, s) for i, s in self.heard[-RECENT:] if first <= i < token.i]
        for i in range(first, token.i):
            ent = self.cast.at.get(i)
            if ent is not None and ent.start == i and ent.root.dep_ in NAME_DEPS:
                name = self.cast.of(ent)
                known.append((i, _speaker(name, "person", gender=self.cast.genders.get(name))))
        for _, speaker in sorted(known, key=lambda entry: -entry[0]):
            if speaker.plural == plural and (plural or speaker.gender in (None, gender)):
                return speaker._replace(resolved_by="pronoun", confidence=0.7)
        return NOBODY

    def _sentence_start(self, token: Token, back: int) -> int:
        start = token.sent.start
        for _ in range(back):
            if start == 0:
                break
            start = self.doc[start - 1].sent.start
        return start


def _lemmas(head: Token) -> str:
    """A noun with its adjectives, as metonyms are listed."""
    adjectives = [c.lemma_.lower() for c in head.children if c.dep_ == "amod" and c.i < head.i]
    return " ".join([*adjectives, head.lemma_.lower()])


def _speaker(
    name: str,
    sort: str | None,
    *,
    by: str = "named",
    confidence: float = 1.0,
    gender: str | None = None,
) -> Speaker:
    return Speaker(name, slug(name), sort, by, confidence, gender)
