"""Offices and functions: the nouns beside a name, and the sort of body their bearers speak for."""

from spacy.tokens import Doc, Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.bodies import Bodies
from analysis.language.attributions.places import place
from analysis.language.attributions.speaker_lexicon import (
    BODY,
    LEAD,
    MEMBER,
    OFFICE,
    PERSONS,
    SpeakerLexicon,
    same,
)

NEARBY = 4  # tokens between a name and the body or the role that follows it


class Offices:
    """Reads the role nouns of a Doc; `bodies` are those the Doc names."""

    def __init__(self, doc: Doc, lexicon: SpeakerLexicon, bodies: Bodies) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.bodies = bodies

    def is_role(self, noun: Token) -> bool:
        """Whether a noun names a person by what they do."""
        return any(reading.kind in PERSONS for reading in self.lexicon.readings(noun.lemma_))

    def lends_voice(self, noun: Token) -> bool:
        """Whether an unnamed bearer of the noun only lends a body the voice (Sprecher)."""
        return self.lexicon.stem(noun.lemma_).endswith(tuple(self.lexicon.words["voices"]))

    def beside(self, ent: Span) -> list[Token]:
        """The nouns beside a name that tell its bearer's role."""
        root, doc = ent.root, ent.doc
        nouns = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
        if root.dep_ in ("appos", "flat", "compound") and root.head.pos_ == "NOUN":
            nouns.append(root.head)
        if ent.start and doc[ent.start - 1].pos_ == "NOUN":
            nouns.append(self._bearer(doc[ent.start - 1]))
        nouns += [t for t in ent if t.pos_ == "NOUN" and self.lexicon.noun(t.lemma_)]
        end = ent.end
        if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
            end += 3  # an age or a party
        if ent.start > 1 and doc[ent.start - 1].text == ",":  # "der Chef des Amts, X, …"
            before = self._bearer(doc[ent.start - 2])
            closed = end < len(doc) and doc[end].text == ","
            nouns += [before] if closed and before.pos_ == "NOUN" else []
        if end < len(doc) and doc[end].text == ",":  # "X, Leiter des Instituts, …"
            for token in doc[end + 1 : end + 1 + NEARBY]:
                one = any(c.lemma_.lower() in self.lexicon.words["indefinite"] for c in token.lefts)
                role = token.pos_ == "NOUN" and self.is_role(token)
                if role and (one or token.dep_ != "nsubj"):
                    nouns.append(token)
                if token.pos_ not in ("DET", "ADJ"):
                    break
        nouns += self._told_of(root)
        return [noun for noun in {n.i: n for n in nouns}.values() if self.is_role(noun)]

    def _told_of(self, name: Token) -> list[Token]:
        """The role a clause gives its subject: "X ist Präsident", "X arbeitet als Schäfer"."""
        if name.dep_ not in st.SUBJECTS:
            return []
        head = name.head
        if any(c.dep_ == "cop" for c in head.children):
            return [head] if head.pos_ == "NOUN" else []
        works = head.lemma_.lower() in self.lexicon.words["working"]
        as_what = self.lexicon.words["as"]
        return [c for c in head.children if works and st.case_of(c) in as_what]

    def _bearer(self, noun: Token) -> Token:
        """The role whose attributes end in a noun: "Leiter des Amtes" of "Amtes"."""
        for _ in range(3):
            owned = noun.dep_ in ("nmod", "nmod:poss") and noun.head.i < noun.i
            if self.is_role(noun) or not owned or noun.head.pos_ != "NOUN":
                break
            noun = noun.head
        return noun

    def side(self, ent: Span) -> Token | None:
        """The body a person belongs to by "von": "Eva Roth von der Liste"."""
        doc, i = ent.doc, ent.end
        verb = ent.root.head
        if ent.root.dep_ == "nsubj" and verb.lemma_.lower() in self.lexicon.words["leading"]:
            led = next((c for c in verb.children if c.dep_ == "obj"), None)
            if led is not None and self.lexicon.of_kind(led.lemma_, BODY):
                return led  # "X leitet das Amt"
        if i >= len(doc) or doc[i].lemma_.lower() not in self.lexicon.words["linked_by"]:
            return None
        if doc[i].pos_ != "ADP":
            return None
        for token in doc[i + 1 : i + 1 + NEARBY]:
            if self.lexicon.of_kind(token.lemma_, BODY) or token.ent_type_ == "ORG":
                return token
            if token.is_quote:  # "von der „Aktion Tal“"
                return doc[token.i + 1] if token.i + 1 < len(doc) else None
            if token.pos_ not in ("DET", "ADJ"):
                break
        return None

    def sort_of_role(self, noun: Token) -> str | None:
        """What an office or a function speaks for: the body beside it or before it."""
        readings = [r for r in self.lexicon.readings(noun.lemma_) if r.kind in PERSONS]
        kinds = {reading.kind for reading in readings}
        office = next((r.sort for r in readings if r.kind == OFFICE), None)
        if not kinds & {LEAD, MEMBER}:
            return office
        whose = self.lexicon.words["genitive_pronouns"]
        owned = any("Yes" in c.morph.get("Poss") or c.lower_ in whose for c in noun.children)
        own = self.sort_beside(noun) or (None if owned else office)
        body = self.bodies.before(noun.i) if own is None else None
        if body is not None:
            return self._as_member(body.name, body.sort)
        return own or office or ("government" if MEMBER in kinds else "organisation")

    def sort_beside(self, noun: Token) -> str | None:
        """The sort of the body a role is one of, by its compound or its attribute."""
        first = self.first_part(noun)
        if first:
            named = self.lexicon.sort_of_name(first)
            research = any(word in first for word in self.lexicon.words["research"])
            if research or named:
                return "expert" if research else named
            if self._is_acronym(noun, first):  # "VHM-Präsident"
                return "organisation"
        for child in noun.children:
            linked = st.case_of(child) in ("", *self.lexicon.words["linked_by"])
            if child.dep_ in ("nmod", "nmod:poss") and linked and child.i > noun.i:
                unknown = "organisation" if child.ent_type_ == "ORG" else None
                return self.sort_of_body(child) or unknown
        return None

    def _is_acronym(self, noun: Token, first: str) -> bool:
        """Whether a compound begins with the short name of a body no list knows."""
        name = noun.text[: len(first)]
        country = place(name, self.lexicon) or same(name) in self.lexicon.countries
        return len(name) > 2 and name.isupper() and not country

    def sort_of_body(self, noun: Token) -> str | None:
        """The sort of a body, as its members speak: for one of research as experts."""
        ent = next((e for e in self.doc.ents if e.start <= noun.i < e.end), None)
        name = ent.text if ent is not None else noun.lemma_
        sort = self.lexicon.sort_of_name(name) or self.lexicon.sort_of_name(noun.lemma_)
        sort = sort or self.bodies.called(name)
        if sort is None and noun.pos_ == "NOUN" and self.lexicon.of_kind(noun.lemma_, BODY):
            sort = self.lexicon.type_of_noun(noun.lemma_)
        if sort is None and (place(noun.lemma_, self.lexicon) or noun.ent_type_ == "LOC"):
            sort = "government"
        return self._as_member(noun.lemma_, sort)

    def _as_member(self, body: str, sort: str | None) -> str | None:
        research = any(word in body.lower() for word in self.lexicon.words["research"])
        return "expert" if research else sort

    def first_part(self, noun: Token) -> str:
        """What stands before the role in a compound (Polizeisprecherin, Nato-Sprecher)."""
        stem = self.lexicon.stem(noun.lemma_)
        reading = self.lexicon.noun(noun.lemma_)
        if reading is None or not stem.endswith(reading.ending):
            return ""
        first = stem.removesuffix(reading.ending).rstrip("-")
        # linking letters: Verband-s-, Studie-n-; the e that Schul(e)- and the a that Firm(a)- lost
        forms = (first, first.removesuffix("s"), first.removesuffix("n"), first + "e")
        forms += (first.removesuffix("en") + "a",) if first.endswith("en") else ()
        forms += (first.split("-")[0],)  # FDP-Europa(abgeordnete)
        for form in forms:  # a noun in its own form, no plural (Unternehmens-)
            known = self.lexicon.noun(form)
            if known is not None and known.kind == BODY and form.endswith(known.ending):
                return form
        known = (f for f in forms if self.lexicon.sort_of_name(f))
        return next(known, first)
