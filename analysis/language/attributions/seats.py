"""Seats of government of countries that no list knows, guessed from the text."""

from collections import Counter

from spacy.tokens import Doc, Token

from analysis.language.attributions.places import place, sentence_start
from analysis.language.attributions.speaker_lexicon import SpeakerLexicon, same

NEAR = 2  # sentences before a bare name in which a country is told of, else it is no seat


def seats_told(doc: Doc, lexicon: SpeakerLexicon) -> dict[str, str]:
    """The places a text has for governments ("Ravenka" for that of Talvanien), with the country
    that most of their mentions have nearest; names as `same` compares them."""
    told = _countries_told(doc, lexicon)
    votes: dict[str, Counter[str]] = {}
    for mentions in _places(doc, lexicon) if told else ():
        sure = any(t.ent_type_ == "LOC" for t in mentions)
        near = (_nearest(token, told, sure=sure) for token in mentions if token.i not in told)
        found = Counter(country for country in near if country)
        if found:
            votes[same(mentions[0].text)] = found
    ranked = [(n, name, land) for name, count in votes.items() for land, n in count.items()]
    seats: dict[str, str] = {}
    for _, name, land in sorted(ranked, key=lambda vote: -vote[0]):  # a country has one seat
        if name not in seats and land not in seats.values():
            seats[name] = land
    return {name: seats.get(name) or count.most_common(1)[0][0] for name, count in votes.items()}


def _nearest(token: Token, told: dict[int, str], *, sure: bool) -> str | None:
    """The country told of nearest: in the sentence, before it, and of a sure place behind it."""
    first = 0 if sure else sentence_start(token, NEAR)
    near = [i for i in told if token.sent.start <= i < token.sent.end]
    near = near or [i for i in told if first <= i < token.i] or (list(told) if sure else [])
    return told[min(near, key=lambda i: abs(i - token.i))] if near else None


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


def _places(doc: Doc, lexicon: SpeakerLexicon) -> list[list[Token]]:
    """The mentions of each name of one word that is a place's in the text, or a person's that
    nobody there has; none that begins a compound ("Salvara-Chefin")."""
    firms = {t.text.split("-")[0] for t in doc if "-" in t.text}
    names: dict[str, list[Token]] = {}
    for token in doc:
        if token.pos_ == "PROPN" and token.text not in firms and not place(token.text, lexicon):
            names.setdefault(token.text, []).append(token)
    return [mentions for mentions in names.values() if _is_place(mentions, lexicon)]


def _is_place(mentions: list[Token], lexicon: SpeakerLexicon) -> bool:
    before = [t.nbor(-1) for t in mentions if t.i]
    own = any(p.pos_ in ("NOUN", "PROPN", "DET", "ADJ") for p in before)
    own = own or any(t.text in lexicon.first_names for t in (*before, mentions[0]))
    longer = any(t.i + 1 < len(t.doc) and t.nbor().pos_ == "PROPN" for t in mentions)
    kinds = {t.ent_type_ for t in mentions}
    inside = any(p.lower_ in lexicon.words["inside"] for p in before)
    return not own and not longer and ("LOC" in kinds or inside or kinds == {"PER"})
