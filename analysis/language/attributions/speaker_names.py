"""The cast of an article: its people under one name each, and the roles they are given."""

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speaker_lexicon import SpeakerLexicon, same

BODIES = frozenset({"government", "organisation", "media", "military", "intelligence"})
LONGEST_NAME = 4  # tokens of a quoted name behind a noun


class Role(NamedTuple):
    """An office or a function a person is given in the text."""

    noun: str
    country: str | None
    gender: str | None
    name: str


class Cast:
    """People named in a Doc. Full names stand for family names; known people for variants."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon) -> None:
        self.lexicon = lexicon
        self.people = [
            ent for ent in doc.ents if ent.label_ == "PER" and not self._is_no_person(ent.text)
        ]
        self.at = {i: ent for ent in self.people for i in range(ent.start, ent.end)}
        self.full: dict[str, str] = {}
        for ent in self.people:
            words = _words(ent)
            if len(words) > 1:
                self.full.setdefault(same(words[-1]), " ".join(words))
                self.full.setdefault(same(words[0]), " ".join(words))
        self.people_keys = {same(name) for name in (self.of(ent) for ent in self.people)}
        self.genders: dict[str, str] = {}
        self.role_nouns: dict[str, list[Token]] = {}
        self.roles = [role for ent in self.people for role in self._roles(ent)]
        self.bodies: dict[str, set[str]] = {}
        self.short: dict[str, str] = {}
        for noun in doc:
            if noun.pos_ == "NOUN":
                self._note_body(noun)

    def _note_body(self, noun: Token) -> None:
        """Keep the long name of a body ("Labor für Schall") for its later bare mention, and the
        abbreviation that stands behind it in brackets."""
        if self.lexicon.type_of_noun(noun.lemma_) not in BODIES:
            return
        end = _name_end(noun, self.lexicon)
        if end == noun.i + 1:
            return
        name = body_name(noun, self.lexicon)
        self.bodies.setdefault(noun.lemma_.lower(), set()).add(name)
        behind = noun.doc[end : end + 3]
        bracketed = len(behind) == 3 and behind[0].text == "(" and behind[2].text == ")"
        if bracketed and sum(c.isupper() for c in behind[1].text) > 1:
            self.short[same(behind[1].text)] = name

    def body(self, noun: Token) -> str | None:
        """The long name of a body that is mentioned barely, when the text gives exactly one."""
        names = self.bodies.get(noun.lemma_.lower(), set())
        return next(iter(names)) if len(names) == 1 else None

    def _is_no_person(self, name: str) -> bool:
        """Whether a name taken for a person's is known to be a place's or a body's."""
        return self.place(name) is not None or same(name) in self.lexicon.named

    def name(self, words: list[str]) -> str:
        """The one name of a person given by these words."""
        text = " ".join(words)
        known = self.lexicon.people
        if same(text) in known:
            return known[same(text)]
        full = self.full.get(same(words[-1]), text) if len(words) == 1 else text
        return known.get(same(full), full)

    def of(self, ent: Span) -> str:
        """The one name of a person entity."""
        return self.name(_words(ent))

    def country(self, noun: Token) -> str | None:
        """The country a noun phrase belongs to: by adjective, genitive, or a compound's start."""
        for child in noun.children:
            lemma = child.lemma_.lower()
            if lemma in self.lexicon.adjectives:
                return self.lexicon.adjectives[lemma]
            if child.dep_ in ("nmod", "nmod:poss", "flat", "appos") and child.pos_ == "PROPN":
                country = self.place(child.lemma_)
                if country:
                    return country
        first = noun.text.split("-")[0]
        if first == "US":
            first = "USA"
        return self.lexicon.countries.get(same(first)) if "-" in noun.text else None

    def place(self, name: str) -> str | None:
        """The country a name stands for: its own or that of its seat of government."""
        for form in (name, name.removesuffix("s")):
            key = same(form)
            country = self.lexicon.countries.get(key) or self.lexicon.seats.get(key)
            if country:
                return country
        return None

    def person_for(self, noun: Token) -> str | None:
        """Who "der ukrainische Präsident" is, when the text gives exactly one person that role."""
        stem = self.lexicon.stem(noun.lemma_)
        country = self.country(noun)
        names = {
            role.name
            for role in self.roles
            if (role.noun.endswith(stem) or stem.endswith(role.noun))
            and (country is None or role.country is None or country == role.country)
        }
        return names.pop() if len(names) == 1 else None

    def _roles(self, ent: Span) -> list[Role]:
        root = ent.root
        nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
        if root.dep_ in ("appos", "flat", "compound") and root.head.pos_ == "NOUN":
            nouns.append(root.head)
        before = ent.doc[ent.start - 1] if ent.start else None
        if not nouns and before is not None and before.pos_ == "NOUN":
            nouns.append(before)
        name = self.of(ent)
        roles = []
        for noun in nouns:
            gender = next(iter(noun.morph.get("Gender")), None)
            if self.lexicon.type_of_noun(noun.lemma_) is None:
                continue
            self.role_nouns.setdefault(name, []).append(noun)
            roles.append(Role(self.lexicon.stem(noun.lemma_), self.country(noun), gender, name))
            if gender:
                self.genders.setdefault(name, gender)
        return roles


def body_name(noun: Token, lexicon: SpeakerLexicon) -> str:
    """A noun with the name right behind it: the name alone for a medium or an abbreviation."""
    end = _name_end(noun, lexicon)
    rest = noun.doc[noun.i + 1 : end]
    if not rest:
        return phrase_name(noun, lexicon)
    words = rest[1:-1] if rest[0].is_quote else rest
    acronym = len(words) == 1 and words.text.isupper() and len(words.text) > 1
    if (lexicon.type_of_noun(noun.lemma_) == "media" and rest[0].pos_ != "ADP") or acronym:
        return words.text
    return f"{noun.lemma_} {rest.text}"


def _name_end(noun: Token, lexicon: SpeakerLexicon) -> int:
    """One past the name behind a noun: proper nouns, a quoted name, or "für" with its noun."""
    doc, i = noun.doc, noun.i + 1
    if i >= len(doc):
        return i
    if doc[i].is_quote:
        closing = (n for n in range(i + 2, min(i + LONGEST_NAME, len(doc))) if doc[n].is_quote)
        return next(closing, i - 1) + 1
    if doc[i].lower_ in lexicon.words["purpose"]:
        while i + 1 < len(doc) and doc[i + 1].pos_ == "ADJ":
            i += 1
        return i + 2 if i + 1 < len(doc) and doc[i + 1].pos_ == "NOUN" else noun.i + 1
    while i < len(doc) and doc[i].pos_ == "PROPN" and doc[i].ent_type_ != "PER":
        i += 1
    return i


def _words(ent: Span) -> list[str]:
    """A person's name in words, with a first part the entity recognizer left out."""
    doc, start = ent.doc, ent.start
    while start and doc[start - 1].pos_ == "PROPN" and not doc[start - 1].ent_type_:
        if doc[start].dep_ != "flat" and doc[start - 1].dep_ != "flat":
            break
        start -= 1
    words = [t.text for t in doc[start : ent.end] if not t.is_punct and not t.is_space]
    return words or [ent.text]


def entity_name(ent: Span, lexicon: SpeakerLexicon) -> str:
    """An organisation's or a place's name in the nominative, without article and marks."""
    root = ent.root
    gender = next(iter(root.morph.get("Gender")), "Plur")
    words = [t for t in ent if not t.is_quote and t.pos_ != "DET" and not t.is_space]
    if len(words) == 1:
        return words[0].lemma_ or words[0].text
    names = [
        t.lemma_ + lexicon.endings.get(gender, "")
        if t.dep_ == "amod" and t.pos_ == "ADJ"
        else t.text
        for t in words
    ]
    text = " ".join(names) or ent.text
    return text[0].upper() + text[1:]


def phrase_name(noun: Token, lexicon: SpeakerLexicon) -> str:
    """A noun phrase as a name: no article, adjectives in their base case, its genitive kept."""
    articles = [c for c in noun.children if c.dep_ == "det"]
    bare = not articles and "Dat" not in noun.morph.get("Case")
    plural = is_plural(noun)
    gender = "Plur" if plural else next(iter(noun.morph.get("Gender")), "Plur")
    own = _nominative(noun, lexicon) if plural else _strong(noun, lexicon)
    parts: list[tuple[int, str]] = [(noun.i, own)]
    for child in noun.children:
        if child.dep_ == "amod" and child.i < noun.i and child.pos_ == "ADJ":
            base = child.lemma_ + lexicon.endings.get(gender, "")
            parts.append((child.i, child.text if bare else base))
        elif child.dep_ in ("flat", "compound") or (
            child.dep_ in ("nmod", "nmod:poss")
            and st.case_of(child) in ("", *lexicon.words["linked_by"])
        ):
            parts += [(i, noun.doc[i].text) for i in _owner(child)]
    if bare and "Gen" not in noun.morph.get("Case"):
        parts[0] = noun.i, noun.text
    text = " ".join(word for _, word in sorted(parts))
    return text[0].upper() + text[1:]


def is_plural(noun: Token) -> bool:
    """Whether a noun stands in the plural, by its own form or, as a subject, by its verb's."""
    finite = st.finite_part(noun.head) if noun.dep_ == "nsubj" else None
    return any("Plur" in t.morph.get("Number") for t in (noun, finite) if t is not None)


def _strong(noun: Token, lexicon: SpeakerLexicon) -> str:
    """The lemma of a noun, of one made from an adjective with its strong ending (Beamter)."""
    declined = noun.lemma_.lower().endswith(tuple(lexicon.words["declined"]))
    masculine = "Fem" not in noun.morph.get("Gender") and not is_plural(noun)
    return noun.lemma_ + "r" if declined and masculine else noun.lemma_


def _nominative(noun: Token, lexicon: SpeakerLexicon) -> str:
    """A plural noun without the ending of the dative."""
    ending = lexicon.endings["Dat"]
    base = noun.text.removesuffix(ending)
    dative = "Dat" in noun.morph.get("Case") and "Fem" not in noun.morph.get("Gender")
    dative = dative and base not in (noun.text, noun.lemma_)
    return (
        base
        if dative and base.startswith(noun.lemma_[:-2]) and len(base) > len(noun.lemma_)
        else noun.text
    )


def _owner(token: Token) -> set[int]:
    """A genitive with its article and names, without what is coordinated with it."""
    kept = {token.i}
    for child in token.children:
        if child.dep_ in ("det", "amod", "flat", "compound", "case"):
            kept.update(t.i for t in child.subtree)
    return kept
