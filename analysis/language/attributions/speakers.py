"""From the words that name a source to a speaker: one name, a key, a sort, and how it was found."""

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speaker_lexicon import SpeakerLexicon, same, slug
from analysis.language.attributions.speaker_names import (
    BODIES,
    Cast,
    body_name,
    entity_name,
    is_plural,
    phrase_name,
)
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon

NAMELESS = ("media", "organisation", "document")  # a name beside these names no person
NAME_DEPS = st.SUBJECTS | {"appos", "flat"}  # a person mentioned otherwise is seldom taken up
RECENT = 50  # speeches before, among which those of the last sentences surely are
FEW = 6  # speeches before, one of which a pronoun further away takes up
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
            if head is not None and (speech.source or speech.carried):
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
        if head.lemma_.lower().endswith(tuple(self.lexicon.words["by_age"])):
            gender = next(iter(head.morph.get("Gender")), "Masc")
            return self._look_back(head, plural=is_plural(head), gender=gender)
        cases = head.morph.get("Case")
        conjuncts = (c for c in head.children if c.dep_ == "conj" and c.pos_ in st.NOMINAL)
        several = [head, *(c for c in conjuncts if c.morph.get("Case") in ([], cases))]
        if len(several) > 1:
            found = [self._one(token) for token in several]
            names = list(dict.fromkeys(s.name for s in found if s.name))
            if len(names) > 1:
                sort = found[0].sort if len({s.sort for s in found}) == 1 else "collective"
                by = "metonym" if any(s.resolved_by == "metonym" for s in found) else "named"
                conjunction = f" {self.lexicon.conjunction} "
                together = conjunction.join((", ".join(names[:-1]), names[-1]))
                joined = Speaker(together, None, sort, by, 0.8, plural=True)
                return joined._replace(key="+".join(slug(name) for name in names))
        return self._one(head)

    def _one(self, head: Token) -> Speaker:
        person = self._person_at(head)
        if person:
            return self._known(person)
        if self.speech.in_group(head.lemma_, "saying") and head.pos_ == "NOUN":
            return self._owner_of_words(head)
        name = self._name_at(head)
        sort = self.lexicon.type_of_noun(head.lemma_) if head.pos_ == "NOUN" else None
        if same(head.text) in self.cast.short:
            return _speaker(self.cast.short[same(head.text)], "organisation")
        mapped = self._mapped(name or head.lemma_) or self._mapped(_lemmas(head))
        if mapped and (name or head.pos_ == "PROPN"):
            return mapped
        if sort in BODIES and head.pos_ == "NOUN" and not self._speaks_for(head):
            long = body_name(head, self.lexicon)
            if long != phrase_name(head, self.lexicon):
                gender = next(iter(head.morph.get("Gender")), None)
                return _speaker(long, self.lexicon.named.get(same(long)) or sort, gender=gender)
        if name:
            gender = next(iter(head.morph.get("Gender")), None)
            sort = self.lexicon.named.get(same(name)) or sort or "organisation"
            return _speaker(name, sort, gender=gender)
        if head.pos_ == "PROPN":
            return self._mapped(head.lemma_) or self._mapped(head.text) or self._unknown_name(head)
        return self._description(head, sort)

    def _known(self, name: str) -> Speaker:
        """A person by name, with the sort of the role the text gives them."""
        nouns = self.cast.role_nouns.get(name, ())
        sorts = [sort for sort in map(self._sort_of_role, nouns) if sort]
        return _speaker(name, next(iter(sorts), "person"), gender=self.cast.genders.get(name))

    def _sort_of_role(self, noun: Token) -> str | None:
        """What a role speaks for: the body beside it, or what the noun says by itself."""
        sort = self.lexicon.type_of_noun(noun.lemma_)
        if self.lexicon.is_spokesperson(noun.lemma_):
            sort = self._sort_of_owner(noun) or sort
        return sort if sort != "person" else None

    def _speaks_for(self, head: Token) -> bool:
        return self.lexicon.is_spokesperson(head.lemma_)

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
                return self._known(person)._replace(confidence=0.8)
        gender = next(iter(head.morph.get("Gender")), None)
        if self.lexicon.speaks_as_body(head.lemma_) and not plural:
            body = self._body_of(head)
            if body is not None:
                return body._replace(gender=gender)
        if self._speaks_for(head):
            sort = self._sort_of_owner(head) or sort
        if self._is_anonymous(head, articles, plural=plural):
            sort = "anonymous"
        if head.lemma_.lower() in self.lexicon.words["counties"] and not plural:
            sort = "government"
        name = (definite and self.cast.body(head)) or phrase_name(head, self.lexicon)
        return _speaker(name, sort, confidence=0.8, gender=gender)._replace(plural=plural)

    def _is_anonymous(self, head: Token, articles: list[Token], *, plural: bool) -> bool:
        """Whether a noun names an official or a member of a body nobody can tell: one with an
        indefinite article, several without any."""
        lemma = self.lexicon.stem(head.lemma_)
        if lemma.endswith(tuple(self.lexicon.words["officials"])):
            indefinite = any(c.lemma_.lower() in self.lexicon.words["indefinite"] for c in articles)
            return indefinite or (plural and not articles)
        return False

    def _body_of(self, head: Token) -> Speaker | None:
        """The body an unnamed spokesperson speaks for: beside the noun, in it, or heard before."""
        for child in head.children:
            if child.dep_ in ("nmod", "nmod:poss") and child.pos_ in ("NOUN", "PROPN"):
                owner = self._one(child)
                if owner.name:
                    return owner
        first = self._first_part(head)
        if first:
            name = self._mapped(first) or self._mapped(first.upper())
            sort = self.lexicon.type_of_noun(first)
            return name or (_speaker(first.capitalize(), sort) if sort else None)
        start = self._sentence_start(head, REACH)
        before = (s for i, s in reversed(self.heard) if start <= i < head.i and s.sort in BODIES)
        return next((s for s in before if same(s.name or "") not in self.cast.people_keys), None)

    def _first_part(self, head: Token) -> str:
        """What stands before the role in a compound (Polizeisprecherin, Nato-Sprecher)."""
        stem = self.lexicon.stem(head.lemma_)
        for word in sorted(self.lexicon.words["spokespeople"], key=len, reverse=True):
            if stem.endswith(word):
                return stem.removesuffix(word).rstrip("-").removesuffix("s")
        return ""

    def _sort_of_owner(self, head: Token) -> str | None:
        """Whom a role speaks for: a genitive, or the first part of the compound."""
        for child in head.children:
            if child.dep_ in ("nmod", "nmod:poss"):
                owner = self._one(child)
                if owner.sort:
                    return self._as_member(child.lemma_, owner.sort)
        first = self._first_part(head)
        sort = self.lexicon.type_of_noun(first) if first else None
        if first:
            return self._as_member(first, sort)
        if any("Yes" in c.morph.get("Poss") for c in head.children):
            owner = next((s for i, s in reversed(self.heard) if i < head.i), NOBODY)
            return self._as_member((owner.name or "").split(" ")[0], owner.sort)
        return None

    def _as_member(self, body: str, sort: str | None) -> str | None:
        """Who leads or speaks for a body of research speaks as an expert."""
        research = any(word in body.lower() for word in self.lexicon.words["research"])
        return "expert" if research else sort

    def _owner_of_words(self, head: Token) -> Speaker:
        """ "Angaben der Polizei": the police; "eigenen Angaben": the subject of the clause."""
        after = self.doc[head.i + 1].lower_ if head.i + 1 < len(self.doc) else ""
        closed = (
            after in self.speech.adpositions["behind"]
        )  # "Berichten zufolge": nothing hangs on it
        for child in () if closed else head.children:
            if child.dep_ in ("nmod", "nmod:poss", "appos") and child.pos_ in st.NOMINAL:
                return self._identify(child, None)
        for child in head.children:
            if "Yes" in child.morph.get("Poss"):
                return self._pronoun(child, None)
            if child.lemma_.lower() in self.lexicon.words["own"]:
                subject = st.subject(head.head, self.speech)
                return self._identify(subject, None) if subject is not None else NOBODY
        sort = self.lexicon.type_of_noun(head.lemma_)
        told_apart = not is_plural(head) or any(c.dep_ == "amod" for c in head.children)
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
        relative = word in self.speech.words["relatives"] and token.head.dep_.startswith("acl")
        if relative or "Rel" in token.morph.get("PronType"):
            return self._antecedent(token)
        if quoted is not None and word in self.lexicon.words["speaker_pronouns"]:
            return quoted._replace(resolved_by="pronoun", confidence=0.8) if quoted.name else NOBODY
        third = "3" in token.morph.get("Person") or word in self.lexicon.words["personal"]
        if not third or word in self.lexicon.words["generic"]:
            return NOBODY
        ahead = self._ahead(token)
        if ahead is not None:
            return ahead
        plural = "Plur" in token.morph.get("Number")
        feminine = word in self.lexicon.words["feminine_pronouns"]
        return self._look_back(token, plural=plural, gender="Fem" if feminine else "Masc")

    def _ahead(self, token: Token) -> Speaker | None:
        """ "Als er sprach, lobte X das Werk": the person the main clause behind is about."""
        clause = token.head
        if clause.dep_ != "advcl" or clause.head.i < clause.i:
            return None
        subject = st.subject(clause.head, self.speech)
        person = self._person_at(subject) if subject is not None and subject.i > token.i else None
        return self._known(person)._replace(resolved_by="pronoun") if person else None

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
                known.append((i, self._known(name)))
        known.sort(key=lambda entry: -entry[0])
        alike = [s for _, s in known if s.plural == plural]
        sure = [] if plural else [s for s in alike if s.gender == gender]
        for speaker in (*sure, *alike):
            if plural or speaker.gender in (None, gender):
                return speaker._replace(resolved_by="pronoun", confidence=0.7)
        return NOBODY if plural else self._main_person(token, gender)

    def _main_person(self, token: Token, gender: str) -> Speaker:
        """The last speaker of this gender further back: a voice the article stays with."""
        for i, speaker in reversed(self.heard[-FEW:]):
            if i < token.i and speaker.gender == gender and not speaker.plural:
                return speaker._replace(resolved_by="pronoun", confidence=0.5)
        for ent in reversed(self.cast.people):
            if ent.start < token.i and self.cast.genders.get(self.cast.of(ent)) == gender:
                return self._known(self.cast.of(ent))._replace(
                    resolved_by="pronoun", confidence=0.5
                )
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
