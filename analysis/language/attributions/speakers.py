"""From the words that name a source to a speaker: one name, a key, a sort, and how it was found."""

from spacy.tokens import Doc, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.cast import Cast
from analysis.language.attributions.places import are_of_a_place
from analysis.language.attributions.pronouns import Memory
from analysis.language.attributions.relatives import antecedent
from analysis.language.attributions.repeats import repeated
from analysis.language.attributions.speaker import NOBODY, Speaker, speaker, together
from analysis.language.attributions.speaker_lexicon import (
    GROUP,
    SORTS,
    TEXT,
    SpeakerLexicon,
)
from analysis.language.attributions.speaker_names import (
    is_plural,
    phrase_name,
)
from analysis.language.attributions.speaker_phrases import Phrases
from analysis.language.attributions.speaker_words import (
    first_in,
    place_before,
    text_around,
    text_before,
)
from analysis.language.attributions.speech import Speech
from analysis.language.attributions.speech_lexicon import Lexicon
from analysis.language.attributions.subjects import subject as subject_of

OWNER_DEPS = ("nmod", "nmod:poss", "appos")  # "Angaben der Polizei"


class Resolver:
    """Resolves the sources of a Doc's speeches, in reading order."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon, speech: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.speech = speech
        self.cast = Cast(doc, lexicon)
        self.phrases = Phrases(doc, lexicon, self.cast)
        self.memory = Memory(self.cast, lexicon)
        self.turns: list[Speech] = []
        # what the tagger takes for a name anywhere is one everywhere
        self.names = {t.text for t in st.of_pos(doc, {"PROPN"}) if t.ent_type_}

    def resolve(self, speeches: list[Speech], parents: list[int | None]) -> list[Speaker]:
        """A speaker for each speech."""
        out: list[Speaker] = []
        self.turns = [s for s in speeches if s.rule == "turn-colon"]
        self.cast.bodies.told = {i for s in speeches for pair in s.content for i in range(*pair)}
        for speech, parent in zip(speeches, parents, strict=True):
            head = self.doc[speech.source_head] if speech.source_head is not None else None
            found = NOBODY
            if head is not None and (speech.source or speech.carried):
                around = out[parent] if parent is not None and parent < len(out) else None
                direct = parent is not None and speeches[parent].form == "direct"
                head = text_around(head, speech, self.lexicon)
                found = self._identify(head, around if direct else None)
                if found == NOBODY and not speech.carried:
                    found = self._owner_behind(head, speech) or found
            if speech.rule == "frame-accordingly":
                by = "pronoun" if found.name else found.resolved_by
                found = text_before(speech.head, self.phrases) or found._replace(resolved_by=by)
            if found.name and not speech.carried:
                self.memory.hear(speech.begin, found)
            elif (
                speech.carried and not speech.cue and (found.name or found.resolved_by == "pronoun")
            ):
                found = found._replace(resolved_by="carried")
            elif speech.rule == "quote-alone" and head is None:
                found = self.memory.told_before(self.doc[speech.begin])
            out.append(found)
        return [
            self.phrases.keyed(repeated(self.doc, speech, speeches, out) or found)
            for speech, found in zip(speeches, out, strict=True)
        ]

    def can_speak(self, speech: Speech) -> bool:
        """Whether the source is a name, a pronoun or a noun of a known sort of speaker; speeches
        without a source pass."""
        if speech.source_head is None or not speech.source:
            return speech.rule == "verb-matter"
        head = self.doc[speech.source_head]
        relative = head.lower_ in self.speech.words["relatives"] and head.pos_ == "PRON"
        if relative and head.head.dep_.startswith("acl") and head.head.head.pos_ == "NOUN":
            head = head.head.head  # "das Licht, das von der Sonne ausgeht"
        if speech.rule == "headline-colon" and head.ent_type_ == "LOC":
            return self.lexicon.is_power(head.text)  # "Kiel: …" is where, "USA: …" is who
        if head.pos_ in ("PRON", "DET", "PROPN", "X") or head.ent_type_:
            return True
        if speech.rule == "verb-matter" and self._is_someone(head, speech):
            return True
        endings = tuple(self.lexicon.words["agent_endings"])
        known = self.lexicon.noun(head.lemma_) is not None
        known = known or (
            speech.rule == "verb-clause" and self.speech.in_group(head.lemma_, "saying")
        )
        return known or head.lemma_.lower().endswith(endings) or bool(self.phrases.person_at(head))

    def _is_someone(self, head: Token, speech: Speech) -> bool:
        """Whether a noun no list knows is told of as somebody: "ihr Haus", "die 40-Jährige", a name
        elsewhere, one with a name beside it ("der Kanal „Grenzland“") or quoted as one."""
        named = any(c.pos_ == "PROPN" and c.dep_ in ("appos", "flat") for c in head.children)
        quoted = head.i > 0 and head.nbor(-1).is_quote
        if named or quoted or (len(speech.source) == 1 and head.text in self.names):
            return True
        owned = any("Yes" in c.morph.get("Poss") for c in head.children)
        word = head.lemma_.lower()
        house = owned and word in self.speech.words["houses"]
        return house or word.endswith(tuple(self.lexicon.words["by_age"]))

    def _identify(self, head: Token, quoted: Speaker | None) -> Speaker:
        if head.lower_ in self.speech.words["there"]:
            return place_before(head, self.phrases, self.memory)
        if head.pos_ in ("PRON", "DET"):
            return self._one_of(head) or self._pronoun(head, quoted)
        if head.lemma_.lower().endswith(tuple(self.lexicon.words["by_age"])):
            return self._by_age(head)
        cases = head.morph.get("Case")
        conjuncts = (c for c in head.children if c.dep_ == "conj" and c.pos_ in st.NOMINAL)
        several = [head, *(c for c in conjuncts if c.morph.get("Case") in ([], cases))]
        if head.i in self.cast.at:  # "Jan Rehm, Wirt und Koch": one person
            several = [c for c in several if c == head or not self._is_bare_role(c)]
        if self._is_bare_role(head, article=True):  # "die Wirtin und Köchin Eva Roth"
            named = [c for c in several[1:] if not any(d.dep_ == "det" for d in c.children)]
            person = next((p for p in map(self.phrases.person_at, named) if p), None)
            if person:
                return self.phrases.known(person)
        several += [c for c in several[-1].children if c.dep_ == "conj" and len(several) > 1]
        if len(several) > 1:
            joined = together([self._one(token) for token in several], self.lexicon.conjunction)
            if joined is not None:
                return joined
        return self._one(head)

    def _by_age(self, head: Token) -> Speaker:
        """ "Die 51-Jährige": of whom the age is told, else the last one of that gender."""
        aged = self.cast.ages.get(head.text.partition("-")[0])
        if aged:
            return self.phrases.known(aged)._replace(resolved_by="pronoun")
        article = next((c.lower_ for c in head.children if c.dep_ == "det"), "")
        oblique = head.text.endswith("n")  # "der 51-Jährigen": her, "der 51-Jährige": him
        masculine = head.text.endswith("r") or (article == "der") != oblique
        plural = oblique and article in self.lexicon.words["plural_articles"]
        gender = "Masc" if masculine else "Fem"
        return self.memory.look_back(head, plural=plural, gender=gender)

    def _is_bare_role(self, noun: Token, *, article: bool = False) -> bool:
        """Whether a role in the singular has no name beside it, nor, but for `article`, one."""
        named = any(i in self.cast.at for i in st.phrase(noun) | {noun.i + 1})
        free = article or not any(c.dep_.startswith("det") for c in noun.children)
        bare = free and not is_plural(noun)
        return bare and not named and self.cast.offices.is_role(noun)

    def _one_of(self, head: Token) -> Speaker | None:
        """ "Einer der Gäste, Jan Rehm": the name beside it, else one without a name."""
        if head.lemma_.lower() not in self.lexicon.words["one_of"]:
            return None
        named = next((c for c in head.children if c.dep_ == "appos" and c.i in self.cast.at), None)
        if named is not None:
            return self.phrases.known(self.cast.of(self.cast.at[named.i]))
        owner = next((c for c in head.children if c.dep_ in ("nmod", "nmod:poss")), None)
        if owner is None:
            return None
        if owner.pos_ == "PRON":  # "einer von ihnen"
            return self._pronoun(owner, None)
        name = self.doc[head.i : owner.i + 1].text
        return speaker(name[0].lower() + name[1:], "anonymous", confidence=0.8)

    def _one(self, head: Token) -> Speaker:
        if head.lemma_.lower() in self.lexicon.words["quantities"]:
            counted = [c for c in head.children if c.dep_ in ("nmod", "nmod:poss", "appos")]
            if counted and are_of_a_place(counted[0], self.lexicon):
                return speaker(counted[0].text, SORTS[GROUP])
            among = (t for t in head.sent if st.case_of(t) in self.lexicon.words["among"])
            counted = counted or [t for t in among if is_plural(t)]
            if counted:
                return self._identify(counted[0], None)
        if head.lemma_.lower() in self.lexicon.words["nobody"]:
            return NOBODY
        listed = self.phrases.listed(head)
        if listed is not None:
            return listed
        person = self.phrases.person_at(head)
        if person:
            return self.phrases.known(person)
        if head.pos_ == "NUM":  # "30 von ihnen"
            whole = next((c for c in head.children if st.case_of(c)), None)
            return self._identify(whole, None) if whole is not None else NOBODY
        reading = self.lexicon.noun(head.lemma_)
        words = reading is None or reading.kind == TEXT or reading.sort == "media"
        if words and head.pos_ == "NOUN" and self.speech.in_group(head.lemma_, "saying"):
            return self._owner_of_words(head)
        whose = next((c for c in head.children if "Yes" in c.morph.get("Poss")), None)
        if whose is not None and head.lemma_.lower() in self.lexicon.words["views"]:
            return self._pronoun(whose, None)
        if whose is not None and self.cast.offices.lends_voice(head) and not is_plural(head):
            owner = NOBODY if self.cast.person_for(head) else self._pronoun(whose, None)
            if owner.name:  # "Ihr Sprecher": she herself
                return owner._replace(resolved_by="named")
        return self.phrases.named_by(head)

    def _owner_of_words(self, head: Token) -> Speaker:
        """ "Angaben der Polizei": the police; "eigenen Angaben": the subject of the clause."""
        after = self.doc[head.i + 1].lower_ if head.i + 1 < len(self.doc) else ""
        reading = self.lexicon.noun(head.lemma_)
        closed = after in self.speech.adpositions["behind"]  # "Berichten zufolge": nothing on it
        word, inside = head.lemma_.lower(), self.lexicon.words["inside"]
        statements = tuple(self.lexicon.words["statements"])
        text = reading is not None and reading.kind == TEXT and not word.endswith(statements)
        owners = () if closed else (c for c in head.children if c.dep_ in OWNER_DEPS)
        owners = (c for c in owners if not (text and st.case_of(c) in inside))  # "Umfrage im Land"
        owner = next((c for c in owners if c.pos_ in st.NOMINAL), None)
        found = self._identify(owner, None) if owner is not None else NOBODY
        if reading is not None and reading.kind == TEXT and not is_plural(head):
            case, said = st.case_of(head), word.endswith(statements)
            owned = any("Yes" in c.morph.get("Poss") for c in head.children)
            itself = case in ("", *inside) or (found.name and not said)
            itself = itself and not (said and owned)  # "ihre Meldung, wonach": hers
            if itself and found.sort != "media":
                name = self.cast.bodies.long_name(head) or phrase_name(head, self.lexicon)
                return speaker(name, reading.sort, confidence=0.8)
        if owner is not None:
            newsroom = word.endswith(tuple(self.lexicon.words["newsroom_words"]))
            bare = found.sort == "organisation" and (owner.pos_ != "NOUN" or owner.text.isupper())
            return found._replace(sort="media") if newsroom and bare else found
        for child in head.children:
            country = self.lexicon.adjectives.get(child.lemma_.lower())
            press = reading is not None and reading.sort == "media"
            if (
                country and not text and not press
            ):  # "nach israelischen Angaben", but "israelischen Studien"
                return speaker(country, "government", confidence=0.8)
            whose = child.lower_ in self.lexicon.words["genitive_pronouns"]
            if whose or "Yes" in child.morph.get("Poss"):
                return self._pronoun(child, None)
            if child.lemma_.lower() in self.lexicon.words["own"]:
                subject = subject_of(head.head, self.speech)
                owner = self._identify(subject, None) if subject is not None else NOBODY
                return owner._replace(resolved_by="named") if owner.name else owner
        if reading is None:
            return NOBODY if closed else first_in(head, self.phrases, self.speech)
        told_apart = not is_plural(head) or any(c.dep_ == "amod" for c in head.children)
        if reading.sort == "media" or (reading.sort == "document" and told_apart):
            name = self.cast.bodies.long_name(head) or phrase_name(head, self.lexicon)
            return speaker(name, reading.sort, confidence=0.7)
        return NOBODY

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
            noun = antecedent(token, self.cast)
            return self._one(noun)._replace(resolved_by="pronoun") if noun is not None else NOBODY
        if word in self.lexicon.words["speaker_pronouns"]:
            if quoted is None:  # the writer, or the newsroom
                return NOBODY._replace(sort="media", resolved_by="pronoun")
            return quoted._replace(resolved_by="pronoun", confidence=0.8) if quoted.name else NOBODY
        asked = self._asked(token)
        if asked is not None:
            return asked
        third = "3" in token.morph.get("Person") or word in self.lexicon.words["personal"]
        if not third and "Yes" not in token.morph.get("Poss"):
            return NOBODY
        ahead = self._ahead(token)
        if ahead is not None:
            return ahead
        finite = st.finite_part(token.head) if token.dep_ in (*st.SUBJECTS, "expl") else None
        words = self.lexicon.words
        owner = "Yes" in token.morph.get("Poss")  # its number is that of what is owned
        plural = word in words["plural_pronouns"] or (
            "Plur" in (finite or token).morph.get("Number")
            and word not in words["genitive_pronouns"]
            and not owner
        )
        return self.memory.look_back(token, plural=plural, gender=self.memory.gender_of(token))

    def _asked(self, token: Token) -> Speaker | None:
        """In a question of an interview printed in turns, "Sie": who answers next."""
        polite = token.lower_ in self.lexicon.words["polite"] and token.text[0].isupper()
        finite = st.finite_part(token.head)
        one = token.is_sent_start and (finite is None or "Sing" in finite.morph.get("Number"))
        if not self.turns or not polite or one:  # "Sie sagte"
            return None
        if any(turn.begin <= token.i < turn.end for turn in self.turns):
            return None
        answer = next((turn for turn in self.turns if turn.begin > token.i), None)
        if answer is None or answer.source_head is None:
            return None
        return self._one(self.doc[answer.source_head])._replace(resolved_by="pronoun")

    def _ahead(self, token: Token) -> Speaker | None:
        """ "Als er sprach, lobte X das Werk": the person the main clause behind is about."""
        clause = token.head
        if clause.dep_ != "advcl" or clause.head.i < clause.i:
            return None
        subject = subject_of(clause.head, self.speech)
        person = (
            self.phrases.person_at(subject) if subject is not None and subject.i > token.i else None
        )
        return self.phrases.known(person)._replace(resolved_by="pronoun") if person else None
