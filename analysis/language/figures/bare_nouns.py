"""What a number counts, read from the words behind it alone, where there is no parse.

The first plural in the run of small letters behind the number is the noun, and what stands before
it narrows it: "38 aerial photographs". Without a plural it is the last of the run ("a single
colleague"), unless it ends like a verb or an adverb. Words and endings are the lexicon's
(`figures.toml`, `[bare_nouns]`).
"""

from spacy.tokens import Doc, Token

from analysis.lexicon import load_toml


def is_bare(token: Token) -> bool:
    """Whether the token has no word class, in a language whose lexicon can do without."""
    return not token.pos and "bare_nouns" in load_toml(token.lang_, "figures")


def bare_noun(doc: Doc, at: int) -> Token | None:
    """The noun of the phrase that begins with token `at`; None when none shows."""
    run = _phrase(doc, at)
    if not run or _is_plural(run[-1]):
        return run[-1] if run else None
    return None if run[-1].text.endswith(tuple(_words(doc.lang_)["never"])) else run[-1]


def bare_tally(doc: Doc, first: Token, start: int) -> Token | None:
    """`The number of dead rose to 34`: what is tallied before token `first` in its sentence.

    `start` is the index of the sentence's first token.
    """
    words = load_toml(doc.lang_, "figures")["nouns"]
    for token in reversed(doc[start : first.i]):
        if token.lower_ in words["tallies"] and token.i + 1 < first.i:
            follows = doc[token.i + 1].lower_ in words["partitives"]
            return bare_noun(doc, token.i + 2) if follows else None
    return None


def bare_qualifiers(doc: Doc, at: int, noun: Token) -> list[Token]:
    """The words before the noun that narrow it, from token `at` on."""
    words = load_toml(doc.lang_, "figures")
    plain = (*words["bare_nouns"]["stops"], *words["articles"]["single"])
    return [token for token in doc[at : noun.i] if token.is_alpha and token.text not in plain]


def singular(token: Token) -> str:
    """The word's singular, by the lexicon's list and endings."""
    words = _words(token.lang_)
    if token.text in words["plurals"]:
        return words["plurals"][token.text]
    for plural, ending in words["endings"]:
        if token.text.endswith(plural):
            return token.text.removesuffix(plural) + ending
    return token.text


def _phrase(doc: Doc, at: int) -> list[Token]:
    """The words from token `at` on to a plural ("injured officers" is one), a stop word or a break.

    None when the last has a capital: a name.
    """
    words, run = _words(doc.lang_), []
    for token in doc[at : at + words["longest"]]:
        if not token.is_alpha or token.text in words["stops"]:
            break
        if run and _is_plural(run[-1]) and not _is_plural(token):
            break
        run.append(token)
    return [] if run and not run[-1].is_lower else run


def _is_plural(token: Token) -> bool:
    words = _words(token.lang_)
    if token.text in words["plurals"]:
        return True
    return token.text.endswith("s") and not token.text.endswith(tuple(words["not_plural"]))


def _words(lang: str) -> dict:
    return load_toml(lang, "figures")["bare_nouns"]
