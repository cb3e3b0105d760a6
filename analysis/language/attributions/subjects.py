"""Who does what a verb says: its subject, also where the parser chose wrongly."""

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Lexicon

CONTROLLED = frozenset({"xcomp", "advcl"})


def subject(verb: Token, lexicon: Lexicon) -> Token | None:
    """The verb's subject, borrowed from the first conjunct where conjuncts share it.

    A phrase with an adposition is never the subject: then the parser chose wrongly, and a bare
    nominative, or else the only bare phrase, is taken instead.
    """
    for _ in range(4):
        bare = [
            c for c in st.parts(verb) if c.pos_ in st.NOMINAL and not _has_adposition(c, lexicon)
        ]
        found = [c for c in bare if c.dep_ in st.SUBJECTS and "Gen" not in c.morph.get("Case")]
        if found:
            return _best_subject(found, bare, lexicon)
        name = next((c for c in verb.children if c.i < verb.i and st.is_finite(c)), None)
        if name is not None and st.named_by(name) is not None:
            return st.named_by(name)  # the parser took the verb in a name for a clause
        neuter = next((c for c in bare if c.dep_ == "expl"), None)
        if neuter is not None and verb.lemma_.lower() not in lexicon.words["impersonal"]:
            return neuter  # "Es spricht von …": the house named before
        # an infinitive with zu is done by whoever the verb above it speaks of
        controlled = verb.dep_ in CONTROLLED and st.finite_part(verb, lexicon) is None
        if verb.dep_ != "conj" and not controlled:
            return _likely_subject(verb, bare, lexicon)
        verb = verb.head
    return None


def _best_subject(found: list[Token], bare: list[Token], lexicon: Lexicon) -> Token:
    """Of several: a nominative pronoun first, "das" and "was" last, accusatives never."""
    weak = lexicon.words["sentence_relatives"] | lexicon.words["demonstratives"]
    pronouns = [c for c in bare if c.lower_ in lexicon.words["nominative_pronouns"]]
    if pronouns:
        return pronouns[0]
    behind = _pronoun_behind(found[0].head, bare)
    others = [c for c in found if c != behind]
    if behind is not None and not any(lexicon.speaks(c.lemma_) or c.ent_type_ for c in others):
        return behind  # "Eine Sache räumt sie ein"
    speaking = _speaking_object(found, bare, lexicon)
    if speaking is not None:
        return speaking
    found = _behind_frame_comma(found, bare, lexicon)
    strong = [c for c in found if c.lower_ not in weak and _agrees(c)]
    if not strong:
        nouns = [c for c in bare if c.pos_ in ("NOUN", "PROPN") and c.dep_ in ("obj", "obl:arg")]
        nouns = [c for c in nouns if _agrees(c)]
        return nouns[0] if len(nouns) == 1 else found[0]
    return next((c for c in strong if "Acc" not in c.morph.get("Case")), strong[0])


def _speaking_object(found: list[Token], bare: list[Token], lexicon: Lexicon) -> Token | None:
    """ "Eine Panne schließt das Amt aus": the parser took what cannot speak, before the verb, for
    the subject, and who can, behind it, for the object."""
    finite = st.finite_part(found[0].head)
    if finite is None or any(c.i > finite.i or _may_speak(c, lexicon) for c in found):
        return None
    behind = [c for c in bare if c.dep_ in ("obj", "obl:arg") and c.i > finite.i]
    behind = [c for c in behind if c.pos_ in ("NOUN", "PROPN") and not _is_accusative(c)]
    speaking = [c for c in behind if _may_speak(c, lexicon) and not lexicon.is_text(c.lemma_)]
    return speaking[0] if len(speaking) == 1 and _agrees(speaking[0]) else None


def _may_speak(noun: Token, lexicon: Lexicon) -> bool:
    if noun.pos_ != "NOUN" or noun.ent_type_:
        return True
    owned = any("Yes" in c.morph.get("Poss") for c in noun.children)
    house = owned and noun.lemma_.lower() in lexicon.words["houses"]  # "ihr Haus"
    return house or lexicon.speaks(noun.lemma_) or lexicon.is_text(noun.lemma_)


def _is_accusative(noun: Token) -> bool:
    """Whether the article shows it: den, einen, keinen, ihren."""
    articles = [c for c in noun.children if c.dep_.startswith("det") and c.i < noun.i]
    return any(c.lower_.endswith("en") and "Sing" in noun.morph.get("Number") for c in articles)


def _pronoun_behind(verb: Token, bare: list[Token]) -> Token | None:
    """A personal pronoun right behind the finite verb that can be its subject."""
    finite = st.finite_part(verb)
    for child in bare if finite is not None else ():
        personal = child.pos_ == "PRON" and "3" in child.morph.get("Person")
        if personal and child.i == finite.i + 1 and child.morph.get("Case") != ["Acc"]:
            return child
    return None


def _agrees(noun: Token) -> bool:
    """Whether noun and verb are not one singular, one plural: else it is not its subject."""
    finite = st.finite_part(noun.head)
    if finite is None or noun.pos_ == "PRON":
        return True
    alone = not any(c.dep_ == "conj" for c in noun.children)
    numbers = noun.morph.get("Number"), finite.morph.get("Number")
    return numbers != (["Plur"], ["Sing"]) and not (alone and numbers == (["Sing"], ["Plur"]))


def _behind_frame_comma(found: list[Token], bare: list[Token], lexicon: Lexicon) -> list[Token]:
    """In "…, sagte X" the subject stands behind the verb: what stands before is what was said."""
    finite = st.finite_part(found[0].head)
    if finite is None or not finite.i or not finite.doc[finite.i - 1].is_punct:
        return found
    objects = [c for c in bare if c.dep_ == "obj" and c.i > finite.i and not _is_accusative(c)]
    framed = finite.nbor(-1).text == "," and not any(_may_speak(c, lexicon) for c in found)
    behind = [c for c in objects if framed and _may_speak(c, lexicon)]  # "40, jubelt der Wirt"
    return [c for c in found if c.i > finite.i] or behind or found


def _has_adposition(token: Token, lexicon: Lexicon) -> bool:
    """Whether an adposition governs a phrase; one within a name does not (von Arnim)."""
    case = next((c for c in token.children if c.dep_ == "case"), None)
    if case is not None and case.ent_type_ == token.ent_type_ == "PER":
        return False
    first = token.doc[token.left_edge.i]
    return case is not None or first.lower_ in lexicon.words["genitive_prepositions"]


def _likely_subject(verb: Token, bare: list[Token], lexicon: Lexicon) -> Token | None:
    finite = st.finite_part(verb)
    if finite is None or st.is_passive(verb):
        return None
    if finite.i > verb.sent.start and finite.nbor(-1).text == "," and finite.i + 1 < len(verb.doc):
        return st.phrase_head_after(finite)  # "…, raunen Kenner": whatever arc leads to it
    inner = [c for c in bare if c.dep_ in ("obj", "obl", "obl:arg", "nmod", "dep", "appos", "flat")]
    inner = [c for c in inner if c.pos_ in ("NOUN", "PROPN", "PRON") and not c.morph.get("Reflex")]
    inner = [c for c in inner if c.pos_ != "PRON" or c.morph.get("Case") != ["Acc"]]
    weak = lexicon.words["sentence_relatives"] | lexicon.words["demonstratives"]
    inner = [c for c in inner if c.lower_ not in weak] or inner  # "Das sagte eine Sprecherin"
    nominative = [c for c in inner if "Nom" in c.morph.get("Case")]
    if nominative:
        return nominative[0]
    objects = [c for c in inner if c.dep_ == "obj"]
    return objects[0] if len(objects) == 1 else None
