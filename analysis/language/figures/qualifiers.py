"""What narrows a noun: "11.000 entsandte Soldaten"."""

from spacy.tokens import Token

from analysis.language.figures.bare_nouns import bare_qualifiers, is_bare
from analysis.language.figures.phrases import joins_number, lemma_of
from analysis.language.lemmas import INFLECTION
from analysis.lexicon import fold, load_toml


def qualifiers_of(noun: Token, after: int, *, lang: str = "de") -> tuple[str, ...]:
    """Lemmas of the adjectives of `noun`; `after` is the first token's index behind the number."""
    words = load_toml(lang, "figures")["nouns"]
    start = after if after <= noun.i else noun.i
    found = bare_qualifiers(noun.doc, start, noun) if is_bare(noun) else []
    for token in noun.doc[min(after, _phrase_start(noun)) : noun.i]:
        between = after <= token.i
        if between and joins_number(token):
            break
        graded = between and fold(token.text) in words["grades"]
        if (token.dep_ != "advmod" or graded) and token.pos_ == "ADJ":
            beside = noun.i < after and token.head == noun
            found += [token] if between or beside else []
    lemmas = [_qualifier(token, words) for token in found]
    plain = words["plain_adjectives"]
    return tuple(lemma for lemma in lemmas if lemma[0].isalpha() and fold(lemma) not in plain)


def _qualifier(token: Token, words: dict) -> str:
    """The lemma, with a negation right before it: "nicht zugelassen"."""
    before = token.nbor(-1) if token.i else token
    negated = fold(before.text) in words["negations"]
    lemma = _base(token)
    return f"{before.text.lower()} {lemma}" if negated else lemma


def _base(token: Token) -> str:
    """The adjective's base form; of a participle not its verb: erwartete -> erwartet."""
    lemma, base = lemma_of(token), INFLECTION.sub("", token.lower_)
    return base if base.endswith("t") and lemma.endswith("n") else lemma


def _phrase_start(noun: Token) -> int:
    return min(noun.left_edge.i, noun.i)
