"""Names made of the words of a phrase: of bodies, of named things, of people without a name."""

from itertools import pairwise

from spacy.tokens import Span, Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speaker_lexicon import BODY, TEXT, SpeakerLexicon, same

LONGEST_NAME = 5  # tokens of a quoted name behind a noun
NEAR = 6  # tokens between a noun and an attribute of its name
LOOSE = ("CCONJ", "DET", "ADP")  # no name ends in one


def body_name(noun: Token, lexicon: SpeakerLexicon) -> str:
    """A noun with the name right behind it: the name alone for a medium or an abbreviation."""
    called = _called_in_clause(noun, lexicon)
    if called:
        return called
    end = _name_end(noun, lexicon)
    rest = noun.doc[noun.i + 1 : end]
    if not rest:
        return phrase_name(noun, lexicon)
    rest = rest[1:] if rest[0].lower_ in lexicon.words["by_name"] and len(rest) > 1 else rest
    words = rest[1:-1] if rest[0].is_quote else rest
    listed = same(words.text) in lexicon.named  # "Hilfsorganisation Ärzte ohne Grenzen"
    short = len(words) == 1 and words.text.isupper() and len(words.text) > 1
    if (lexicon.names_alone(noun.lemma_) and rest[0].pos_ != "ADP") or listed or short:
        return words.text
    gender = _gender(noun, lexicon)
    named = (c for c in noun.lefts if c.dep_ == "amod" and c.text[0].isupper())
    proper = (_declined(c, lexicon.endings.get(gender, ""), lexicon) for c in named)
    return " ".join((*proper, noun.lemma_, rest.text))


def _called_in_clause(noun: Token, lexicon: SpeakerLexicon) -> str | None:
    """The name a relative clause gives: "eine Gruppe, die sich „Ziel“ nennt"."""
    for clause in noun.children:
        if clause.dep_.startswith("acl") and clause.lemma_.lower() in lexicon.words["calling"]:
            itself = any("Yes" in c.morph.get("Reflex") for c in clause.children)
            name = next((c for c in clause.children if c.pos_ == "PROPN" or _quoted(c)), None)
            return name.text if name is not None and itself else None
    return None


def _quoted(token: Token) -> bool:
    around = token.doc[max(token.i - 1, 0)], token.doc[min(token.i + 1, len(token.doc) - 1)]
    return not token.is_punct and all(t.is_quote for t in around)


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
        if i + 1 == len(doc) or doc[i + 1].pos_ not in ("NOUN", "PROPN"):
            return noun.i + 1
        joined = i + 3 < len(doc) and doc[i + 2].lower_ == lexicon.conjunction
        return i + 4 if joined and doc[i + 3].pos_ == "NOUN" else i + 2
    if doc[i].lower_ in lexicon.words["by_name"] and i + 1 < len(doc):
        i += 1  # "eine Firma namens Corvex"
    while i < len(doc) and doc[i].pos_ == "PROPN" and doc[i].ent_type_ != "PER":
        i += 1
    for ent in doc.ents:  # "Gewerkschaft Schiene und Straße"
        if ent.start == noun.i + 1 and ent.label_ == "ORG":
            i = max(i, ent.end)
    called = lexicon.names_alone(noun.lemma_) and not is_plural(noun)
    if i == noun.i + 1 and called and doc[i].pos_ == "NOUN" and doc[i].head == noun:
        return i + 1 if doc[i].dep_ in ("appos", "flat") and not is_plural(doc[i]) else i
    i = _joined_name(noun, i, lexicon)
    # one name taken for a person's behind the noun of a firm
    single = i == noun.i + 1 and lexicon.names_alone(noun.lemma_) and not noun.doc[i].is_sent_start
    if single and doc[i].ent_type_ == "PER" and doc[i].text not in lexicon.first_names:
        i += 1 if i + 1 == len(doc) or doc[i + 1].ent_type_ != "PER" else 0
    return i


def _joined_name(noun: Token, end: int, lexicon: SpeakerLexicon) -> int:
    """One past a name of two bare nouns that was cut at its "und" ("Gewerkschaft Holz und Bau")."""
    doc = noun.doc
    if end == noun.i + 1 or end + 1 >= len(doc) or doc[end].lower_ != lexicon.conjunction:
        return end
    first, second = doc[end - 1], doc[end + 1]
    bare = first.pos_ == second.pos_ == "NOUN" and second.dep_ == "conj"
    free = not lexicon.can_speak(second.lemma_) and all(c.dep_ == "cc" for c in second.lefts)
    finite = st.finite_part(noun.head) if noun.dep_ in st.SUBJECTS else None
    one = finite is None or "Plur" not in finite.morph.get("Number")
    return end + 2 if bare and free and one else end


def entity_name(ent: Span, lexicon: SpeakerLexicon) -> str:
    """An organisation's or a place's name in the nominative, without article and marks."""
    root = ent.root
    gender = _gender(root, lexicon)
    words = [t for t in ent if not t.is_quote and not t.is_space]
    while len(words) > 1 and words[0].pos_ == "DET":
        del words[0]
    if len(words) == 1:
        return words[0].lemma_ or words[0].text
    names = [
        _declined(t, lexicon.endings.get(gender, ""), lexicon)
        if t.dep_ == "amod" and t.pos_ == "ADJ"
        else (t.lemma_ if t == root and t.pos_ == "NOUN" else t.text)
        for t in words
    ]
    text = " ".join(names) or ent.text
    return text[0].upper() + text[1:]


def phrase_name(noun: Token, lexicon: SpeakerLexicon) -> str:
    """A noun phrase as a name: no article, no adjective that says nothing of who it is, those kept
    in their base case. A body keeps its members in the genitive (Verband der Fischer), anybody
    else whatever tells them apart (Beamter des Zolls, Insider aus dem Rathaus)."""
    articles = [c for c in noun.children if c.dep_.startswith("det")]
    oblique = {"Dat", "Gen"} & set(noun.morph.get("Case"))
    as_it_stands = not articles and not oblique and not st.case_of(noun)
    plural = is_plural(noun)
    gender = "Plur" if plural else _gender(noun, lexicon)
    parts: dict[int, str] = {}
    for adjective in _adjectives(noun, lexicon):
        base = _declined(adjective, lexicon.endings.get(gender, ""), lexicon)
        parts |= {t.i: t.text for t in adjective.children if _tells(t, lexicon)}
        parts[adjective.i] = adjective.text if as_it_stands else base
    _join(parts, noun, lexicon)
    own = _nominative(noun, lexicon) if plural else _strong(noun, lexicon)
    parts[noun.i] = noun.text if as_it_stands else own
    for child in noun.children:
        if child.dep_ in ("flat", "compound") or _belongs(noun, child, lexicon):
            parts |= {i: noun.doc[i].text for i in _owner(child)}
    while noun.doc[max(parts)].pos_ in LOOSE:  # a row that was cut: "A, B sowie"
        del parts[max(parts)]
    text = " ".join(parts[i] for i in sorted(parts)).replace(" ,", ",")
    return text if text[0].islower() and len(parts) > 1 else text[0].upper() + text[1:]


def _gender(noun: Token, lexicon: SpeakerLexicon) -> str:
    """The gender of a singular noun, by its ending where it is surer than the tagger."""
    tagged = next(iter(noun.morph.get("Gender")), "Plur")
    neuter = noun.lemma_.lower().endswith(tuple(lexicon.words["neuter"]))
    return "Neut" if tagged in ("Masc", "Plur") and neuter and not is_plural(noun) else tagged


def _declined(adjective: Token, ending: str, lexicon: SpeakerLexicon) -> str:
    """An adjective with a strong ending, its capital kept; one of a town (Bremer) as it is."""
    if adjective.text[0].isupper() and adjective.lemma_.endswith(lexicon.endings["Cmp"]):
        return adjective.text
    base = lexicon.stems.get(adjective.lemma_, adjective.lemma_.removesuffix("e"))
    longer = base + lexicon.endings["Cmp"]
    if adjective.lower_.startswith(longer) and len(adjective) > len(longer):
        base = longer  # "frühere"
    capital = adjective.text[0].isupper() and not adjective.is_sent_start
    return (base[0].upper() + base[1:] if capital else base) + ending


def _adjectives(noun: Token, lexicon: SpeakerLexicon) -> list[Token]:
    """The adjectives before a noun that tell who it is, joined ones too."""
    first = [c for c in noun.children if c.dep_ == "amod" and c.i < noun.i]
    joined = [c for adjective in first for c in adjective.subtree if c.dep_ == "conj"]
    hollow = lexicon.words["hollow"]
    kept = [t for t in (*first, *joined) if t.pos_ == "ADJ" and t.lemma_.lower() not in hollow]
    return sorted(kept, key=lambda t: t.i)


def _join(parts: dict[int, str], noun: Token, lexicon: SpeakerLexicon) -> None:
    """Put a comma or a conjunction between adjectives that have one in the text."""
    places = sorted(parts)
    for before, after in pairwise(places):
        between = noun.doc[before + 1 : after]
        if any(t.pos_ == "CCONJ" for t in between):
            parts[before] += f" {lexicon.conjunction}"
        elif any(t.text == "," for t in between):
            parts[before] += ","


def _tells(adverb: Token, lexicon: SpeakerLexicon) -> bool:
    return adverb.dep_ == "advmod" and adverb.lemma_.lower() not in lexicon.words["hollow"]


def _belongs(noun: Token, child: Token, lexicon: SpeakerLexicon) -> bool:
    """Whether an attribute is part of the name."""
    if child.dep_ not in ("nmod", "nmod:poss") or child.pos_ == "PRON" or child.dep_ == "det":
        return False
    if not lexicon.of_kind(noun.lemma_, BODY) or is_one_of_several(noun, lexicon):
        case = st.case_of(child)
        text = lexicon.of_kind(noun.lemma_, TEXT)
        # "Protokoll des Amts vom Mai": of a text its author tells enough
        authored = text and any(_is_genitive(c) and c != child for c in noun.children)
        links = lexicon.words["name_links"] | (lexicon.words["text_links"] if text else set())
        tells = not case or case in links
        return tells and not (case and authored) and abs(child.i - noun.i) <= NEAR
    article = next((c.lower_ for c in child.children if c.dep_.startswith("det")), "")
    members = article in lexicon.words["linked_by"] and not st.case_of(child)
    # "Verband kommunaler Unternehmen"
    members = members or (
        is_plural(child) and any("Gen" in c.morph.get("Case") for c in child.lefts)
    )
    inside = lexicon.of_kind(child.lemma_, BODY) and not is_plural(child)
    return child.i > noun.i and members and not inside


def _is_genitive(child: Token) -> bool:
    return child.dep_ in ("nmod", "nmod:poss") and not st.case_of(child) and child.ent_iob_ != "I"


def is_one_of_several(noun: Token, lexicon: SpeakerLexicon, *, owned: bool = True) -> bool:
    """Whether one of several is meant: by its article or that of its genitive, or, if `owned`, by
    a possessive ("sein Anwalt", but "sein Chef")."""
    words = lexicon.words["indefinite"] | (lexicon.words["possessive"] if owned else set())
    owners = (c for c in noun.children if c.dep_ in ("nmod", "nmod:poss") and not st.case_of(c))
    of_one = (c for owner in owners for c in owner.children)
    articles = [c for c in noun.children if c.dep_.startswith("det")]
    found = any(c.lemma_.lower() in words for c in articles)
    return found or any(c.lemma_.lower() in lexicon.words["indefinite"] for c in of_one)


def is_bare(noun: Token, lexicon: SpeakerLexicon) -> bool:
    """Whether a noun stands alone with at most a definite article, in the singular."""
    if is_plural(noun) and not is_one_body(noun, lexicon):
        return False
    for child in noun.children:
        if child.dep_.startswith("det") and child.lemma_.lower() in lexicon.words["indefinite"]:
            return False
        hollow = child.lemma_.lower() in lexicon.words["hollow"]
        attribute = child.dep_ in ("amod", "nmod", "nmod:poss", "flat", "compound", "nummod")
        if attribute and not hollow and child.dep_ != "nmod":
            return False
        if child.dep_ == "nmod" and not st.case_of(child):
            return False
    return _name_end(noun, lexicon) == noun.i + 1


def is_plural(noun: Token) -> bool:
    """Whether a noun stands in the plural, by its own form or, as a subject, by its verb's."""
    alone = noun.dep_ == "nsubj" and not any(c.dep_ == "conj" for c in noun.children)
    finite = st.finite_part(noun.head) if alone else None
    return any("Plur" in t.morph.get("Number") for t in (noun, finite) if t is not None)


def is_one_body(noun: Token, lexicon: SpeakerLexicon) -> bool:
    """Whether a plural names one body (Stadtwerke, Streitkräfte)."""
    return noun.lower_.endswith(tuple(lexicon.words["plural_bodies"]))


def _strong(noun: Token, lexicon: SpeakerLexicon) -> str:
    """The lemma of a noun, of one made from an adjective with its strong ending (Beamter)."""
    declined = noun.lemma_.lower().endswith(tuple(lexicon.words["declined"]))
    masculine = "Fem" not in noun.morph.get("Gender") and not is_plural(noun)
    return noun.lemma_ + "r" if declined and masculine else noun.lemma_


def _nominative(noun: Token, lexicon: SpeakerLexicon) -> str:
    """A plural noun without the ending of the dative."""
    base = noun.text.removesuffix(lexicon.endings["Dat"])
    governed = st.case_of(noun) in lexicon.words["datives"]
    dative = "Dat" in noun.morph.get("Case") or governed
    if noun.lemma_.lower().endswith(tuple(lexicon.words["declined"])):
        return base  # "ihre Angehörigen"
    if not dative or base == noun.text:
        return noun.text
    if base == noun.lemma_:
        strong = tuple(lexicon.words["plural_only"])
        weak = base.endswith("e") and not base.lower().endswith(strong)
        return noun.text if weak else base  # "den Zeugen", "den Lehrern"
    if noun.lemma_.lower().endswith(tuple(lexicon.words["en_plurals"])):
        return noun.text  # "den Meldungen", "den Demokraten"
    longer = base.startswith(noun.lemma_[:-2]) and len(base) > len(noun.lemma_)
    return base if (longer and base.endswith("e")) or base.endswith("er") else noun.text


def _owner(token: Token) -> set[int]:
    """An attribute with its article, preposition and names, without what is joined to it."""
    kept = {token.i}
    for child in token.children:
        if child.dep_.startswith(("det", "nummod")) or child.dep_ in (
            "amod",
            "flat",
            "compound",
            "case",
        ):
            kept.update(t.i for t in child.subtree)
        elif child.dep_ == "appos" and child.pos_ == "PROPN" and child.i == token.i + 1:
            kept.add(child.i)  # "des Instituts Vocalis"
        elif child.dep_ == "nmod" and child.i <= max(kept) + 3:
            kept |= _owner(child)
        elif child.dep_ == "conj" and token.ent_type_ == "LOC":  # "von Polen, Ungarn und Malta"
            kept.update(
                t.i for t in child.subtree if t.ent_type_ or t.text == "," or t.dep_ == "cc"
            )
    return kept
