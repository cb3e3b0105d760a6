"""Countries that names and noun phrases belong to."""

from collections import Counter

from spacy.tokens import Doc, Token

from analysis.language.attributions.speaker_lexicon import SpeakerLexicon, same


def country_of(noun: Token, lexicon: SpeakerLexicon) -> str | None:
    """The country a noun phrase belongs to: by adjective, genitive, or a compound's start."""
    for child in noun.children:
        lemma = child.lemma_.lower()
        if lemma in lexicon.adjectives:
            return lexicon.adjectives[lemma]
        if child.dep_ in ("nmod", "nmod:poss", "flat", "appos") and child.pos_ == "PROPN":
            country = place(child.lemma_, lexicon)
            if country:
                return country
    first = noun.text.split("-")[0]
    if first == "US":
        first = "USA"
    return lexicon.countries.get(same(first)) if "-" in noun.text else None


def place(name: str, lexicon: SpeakerLexicon) -> str | None:
    """The country a name stands for: its own or that of its seat of government."""
    for form in (name, name.removesuffix("s")):
        key = same(form)
        country = lexicon.countries.get(key) or lexicon.seats.get(key)
        if country:
            return country
    return None


def seats_told(doc: Doc, lexicon: SpeakerLexicon) -> dict[str, str]:
    """The seats of government of countries that no list knows ("Ravenka", in a text on Talvanien):
    bare names of places, each with the country that most of its mentions have near them."""
    told = _countries_told(doc, lexicon)
    votes: dict[str, Counter[str]] = {}
    for token in _places(doc, lexicon) if told else ():
        if token.i not in told:
            inside = [i for i in told if token.sent.start <= i < token.sent.end]
            near = inside or [i for i in told if i < token.i] or list(told)
            nearest = min(near, key=lambda i: abs(i - token.i))
            votes.setdefault(same(token.text), Counter())[told[nearest]] += 1
    ranked = [(n, name, land) for name, count in votes.items() for land, n in count.items()]
    seats: dict[str, str] = {}
    for _, name, land in sorted(ranked, key=lambda vote: -vote[0]):  # a country has one seat
        if name not in seats and land not in seats.values():
            seats[name] = land
    return {name: seats.get(name) or count.most_common(1)[0][0] for name, count in votes.items()}


def _countries_told(doc: Doc, lexicon: SpeakerLexicon) -> dict[int, str]:
    """Where the text names a country that no list knows, itself or by its adjective, and the name:
    it ends like one, or has the stem of an adjective in the text (Talvanien, talvanisch)."""
    (ending,) = lexicon.words["country_adjective"]
    adjectives = [t for t in doc if t.pos_ == "ADJ" and t.lemma_.lower().endswith(ending)]
    stems = {t.i: t.lemma_.lower().removesuffix(ending) for t in adjectives}
    names: dict[str, str] = {}
    for token in doc:
        name = token.text.removesuffix("s")
        for stem in set(stems.values()) if token.pos_ == "PROPN" else ():
            rest = name.lower().removeprefix(stem)
            if rest in lexicon.words["land_endings"] and not place(name, lexicon):
                names[stem] = name
    told = {i: names[stem] for i, stem in stems.items() if stem in names}
    forms = {t.text.removesuffix("s") for t in doc if t.ent_type_ == "LOC" and t.pos_ == "PROPN"}
    ends = tuple(lexicon.words["country_endings"])
    alike = {name for name in forms if name.endswith(ends) and not place(name, lexicon)}
    named = {form: name for name in {*names.values(), *alike} for form in (name, name + "s")}
    return told | {t.i: named[t.text] for t in doc if t.text in named}


def _places(doc: Doc, lexicon: SpeakerLexicon) -> list[Token]:
    """Names of one word that are a place's in the text, or a person's that nobody there has."""
    names: dict[str, list[Token]] = {}
    for token in doc:
        if token.pos_ == "PROPN" and not place(token.text, lexicon):
            names.setdefault(token.text, []).append(token)
    return [t for found in names.values() if _is_place(found, lexicon) for t in found]


def _is_place(mentions: list[Token], lexicon: SpeakerLexicon) -> bool:
    before = [t.nbor(-1) if t.i else None for t in mentions]
    own = [p is not None and p.pos_ in ("NOUN", "PROPN", "DET", "ADJ") for p in before]
    own += [p is not None and p.text in lexicon.first_names for p in before]
    longer = [t.i + 1 < len(t.doc) and t.nbor().pos_ == "PROPN" for t in mentions]
    longer += [t.text.startswith(mentions[0].text + "-") for t in mentions[0].doc]
    kinds = {t.ent_type_ for t in mentions}
    inside = any(p is not None and p.lower_ in lexicon.words["inside"] for p in before)
    named = kinds == {"PER"} and mentions[0].text not in lexicon.first_names
    return not any(own) and not any(longer) and ("LOC" in kinds or inside or named)
