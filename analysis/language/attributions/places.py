"""Countries that names and noun phrases belong to."""

from spacy.tokens import Token

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
