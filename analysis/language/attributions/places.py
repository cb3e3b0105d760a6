"""Countries that names and noun phrases belong to."""

from spacy.tokens import Token

from analysis.language.attributions.speaker_lexicon import BODY, SpeakerLexicon, same


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


def sentence_start(token: Token, back: int) -> int:
    """The first token of the sentence so many before a token's."""
    start = token.sent.start
    for _ in range(back):
        if start == 0:
            break
        start = token.doc[start - 1].sent.start
    return start


def place(name: str, lexicon: SpeakerLexicon) -> str | None:
    """The country a name stands for: its own or that of its seat of government."""
    for form in (name, name.removesuffix("s")):
        key = same(form)
        country = lexicon.countries.get(key) or lexicon.seats.get(key)
        if country:
            return country
    return None


def are_of_a_place(noun: Token, lexicon: SpeakerLexicon) -> bool:
    """Whether a noun no list knows is one for people of a place ("der Orlenauer")."""
    reading = lexicon.noun(noun.text)
    town = reading is not None and reading.kind == BODY  # Talheimer, not of a Heim
    unknown = reading is None or (town and not noun.lower_.endswith(reading.ending))
    return unknown and noun.text.endswith(lexicon.endings["Cmp"])
