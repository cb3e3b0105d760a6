"""Whom a pronoun takes up: people and bodies named or heard shortly before it."""

from spacy.tokens import Token

from analysis.language.attributions.cast import Cast
from analysis.language.attributions.places import sentence_start
from analysis.language.attributions.speaker import NOBODY, Speaker, speaker
from analysis.language.attributions.speaker_lexicon import SpeakerLexicon, same
from analysis.language.attributions.speaker_names import is_plural, phrase_name
from analysis.language.attributions.speaker_types import type_of_phrase
from analysis.language.attributions.speech_tokens import SUBJECTS

NAME_DEPS = SUBJECTS | {"appos", "flat"}  # a person mentioned otherwise is seldom taken up
RECENT = 50  # speeches before, among which those of the last sentences surely are
FEW = 6  # speeches before, one of which a pronoun further away takes up
REACH = 3  # sentences a pronoun may look back; further away the guess is worse than none


class Memory:
    """Speakers heard so far, and the people and bodies of the text."""

    def __init__(self, cast: Cast, lexicon: SpeakerLexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon
        self.heard: list[tuple[int, Speaker]] = []  # token index, speaker

    def hear(self, at: int, found: Speaker) -> None:
        """Keep a speaker that was named."""
        self.heard.append((at, found))

    def gender_of(self, token: Token) -> str:
        """The gender a pronoun asks for."""
        if token.lower_ in self.lexicon.words["neuter_pronouns"]:
            return "Neut"
        forms = (
            (token.lower_, token.lower_[:3])
            if "Yes" in token.morph.get("Poss")
            else (token.lower_,)
        )
        feminine = any(form in self.lexicon.words["feminine_pronouns"] for form in forms)
        return "Fem" if feminine else "Masc"

    def look_back(self, token: Token, *, plural: bool, gender: str) -> Speaker:
        """The last one before a token that number and gender fit; people before bodies."""
        first = sentence_start(token, REACH)
        known = [(i, s) for i, s in self.heard[-RECENT:] if first <= i < token.i]
        known += self._people(first, token.i) + self._bodies(first, token.i)
        known.sort(key=lambda entry: -entry[0])
        whose = token.lower_ in self.lexicon.words["genitive_pronouns"]
        if whose:  # also one that does not act in its sentence
            known += self._bodies(token.sent.start, token.i, acting=False)
            known.sort(key=lambda entry: -entry[0])
        genders = {gender, "Neut"} if whose else {gender}
        alike = [s for _, s in known if s.plural == plural and (plural or s.gender in genders)]
        people = [s for s in alike if self._is_person(s)]
        unsure = [s for _, s in known if s.gender is None and not s.plural and self._is_person(s)]
        for found in (*people, *(unsure if gender != "Neut" and not plural else ()), *alike):
            return found._replace(resolved_by="pronoun", confidence=0.7)
        return NOBODY if plural else self._main_person(token, gender)

    def body_before(self, word: Token) -> Speaker | None:
        """The last body or circle heard or told of in the sentences before a word."""
        first = sentence_start(word, REACH)
        known = [(i, s) for i, s in self.heard[-RECENT:] if not self._is_person(s)]
        known += self._bodies(first, word.i, acting=False)
        known += [(n.i, self._bearer(n)) for n in self.cast.circles(first, word.i)]
        near = [(i, s) for i, s in known if first <= i < word.i and s.sort != "document"]
        last = max(near, key=lambda entry: entry[0], default=None)
        return last[1]._replace(resolved_by="pronoun", confidence=0.6) if last else None

    def told_before(self, token: Token) -> Speaker:
        """Whom the sentence before a quotation without a frame is about, if it is a person."""
        first = sentence_start(token, 1)
        known = [(i, s) for i, s in self._people(first, token.i) if not s.plural]
        last = max(known, key=lambda entry: entry[0], default=None)
        return last[1]._replace(resolved_by="carried", confidence=0.5) if last else NOBODY

    def _is_person(self, found: Speaker) -> bool:
        return same(found.name or "") in self.cast.people_keys

    def _people(self, first: int, end: int) -> list[tuple[int, Speaker]]:
        found = []
        for ent in self.cast.people:
            if first <= ent.start < end and ent.root.dep_ in NAME_DEPS:
                found.append((ent.start, self._person(self.cast.of(ent))))
        for noun in self.cast.bearers(first, end):
            name = None if is_plural(noun) else self.cast.person_for(noun)
            found.append((noun.i, self._person(name) if name else self._bearer(noun)))
        return found

    def _bearer(self, noun: Token) -> Speaker:
        gender = next(iter(noun.morph.get("Gender")), None)
        sort = type_of_phrase(noun, self.lexicon)
        found = speaker(phrase_name(noun, self.lexicon), sort, gender=gender)
        return found._replace(plural=is_plural(noun))

    def _person(self, name: str) -> Speaker:
        cast = self.cast
        found = speaker(name, cast.sort_of(name), gender=cast.genders.get(name))
        return found._replace(role=cast.role_of(name))

    def _bodies(self, first: int, end: int, *, acting: bool = True) -> list[tuple[int, Speaker]]:
        return [
            (body.at, speaker(body.name, body.sort, gender=body.gender))
            for body in self.cast.bodies.mentions
            if first <= body.at < end and (body.acts or not acting)
        ]

    def _main_person(self, token: Token, gender: str) -> Speaker:
        """The last speaker of this gender further back: a voice the article stays with."""
        for i, found in reversed(self.heard[-FEW:]):
            if i < token.i and found.gender == gender and not found.plural:
                return found._replace(resolved_by="pronoun", confidence=0.5)
        for ent in reversed(self.cast.people):
            name = self.cast.of(ent)
            if ent.start < token.i and self.cast.genders.get(name) == gender:
                return self._person(name)._replace(resolved_by="pronoun", confidence=0.5)
        return NOBODY
