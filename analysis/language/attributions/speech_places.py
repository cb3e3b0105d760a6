"""Where it is said, when a verb has no speaker of its own: "heißt es im Amt", "munkelt man"."""

from spacy.tokens import Token

from analysis.language.attributions import speech_tokens as st
from analysis.language.attributions.speech_lexicon import Lexicon

PLACED = frozenset({"obl", "obl:arg", "obl:agent", "nmod", "advmod", "appos"})


def said_at(verb: Token, lexicon: Lexicon) -> Token | None:
    """The text, the body, the circle or the place that stands for who speaks: behind a
    preposition of place, or `dort` and `darin`, which take one up."""
    own = [c for c in verb.children if c.dep_ in PLACED]
    # "war in dem Papier die Rede"
    own += [c for noun in verb.children for c in noun.children if noun.dep_ in ("obj", "nsubj")]
    for child in sorted(own, key=lambda c: c.i):
        there = child.lower_ in lexicon.words["there"]
        if (there and not st.is_passive(verb)) or _is_house(child, verb, lexicon):
            return child
    return None


def _is_house(noun: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a phrase names where something is said, rather than when or how."""
    if st.case_of(noun) not in lexicon.words["media_prepositions"]:
        return False
    if lexicon.in_group(noun.lemma_, "medium") or lexicon.in_group(noun.lemma_, "saying"):
        return True
    if st.is_passive(verb):  # "in der Stadt wird erwartet": where, not who
        return False
    if noun.pos_ == "PROPN" or noun.ent_type_ in ("LOC", "ORG"):
        return True
    scene = noun.lemma_.lower() in lexicon.words["scenes"]
    return not scene and (lexicon.speaks(noun.lemma_) or lexicon.is_text(noun.lemma_))
