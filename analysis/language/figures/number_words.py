"""Number words: one word, or a run of words, to its value by a small grammar of pieces.

A word is cut into pieces (`zwei|hundert|und|fünfzig`), each with a class letter and a value. The
lexicon's `[grammar]` says as a regular expression over the letters which sequences are numbers, so
`neun zwanzig` is two numbers and `zwei und vierzig` one. The pieces are then folded from left to
right: ones and tens add up, hundreds multiply what stands since the last thousand, scales close a
group.
"""

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicon import fold, load_toml

LONGEST_WORD = 80  # the longest real one ("siebenhundertsiebenundsiebzigtausend…") has about 70


class Piece(NamedTuple):
    """A part of a number word: class letter of the grammar and value."""

    letter: str
    value: float


class NumberWords:
    """The number words of one language."""

    def __init__(self, lang: str) -> None:
        lexicon = load_toml(lang, "numbers")
        self.pieces = {
            word: Piece(letter, float(value))
            for letter, words in lexicon["pieces"].items()
            for word, value in words.items()
        }
        scales = {word: float(value) for word, value in lexicon["scales"].items()}
        self.scales = scales
        orders = lexicon["orders"]["words"]
        self.orders = {word: float(value) for word, value in orders.items()}
        self._prefixes = sorted(lexicon["orders"]["prefixes"], key=len, reverse=True)
        self.halves: dict[str, float] = lexicon["halves"]["words"]
        self._half_suffix: str = lexicon["halves"]["suffix"]
        self._ordinals = lexicon["ordinals"]
        affixes = "|".join(lexicon["affixes"]["stems"])
        endings = "|".join(lexicon["affixes"]["endings"])
        self._affixed = re.compile(rf"(.{{2,}}?)(?:{affixes})(?:{endings})?")
        words = sorted(self.pieces, key=len, reverse=True)
        # possessive and longest first: linear on any input
        self._cut = re.compile(rf"(?>{'|'.join(words)})++")
        self._piece = re.compile("|".join(words))
        self._never = tuple(lexicon["affixes"]["never"])
        self._number = _number_pattern(lexicon["grammar"])

    def read(self, word: str) -> tuple[Piece, ...]:
        """The pieces of one folded word; empty when it is no number word."""
        scale = self.scales.get(word)
        if scale is not None and word not in self.pieces:
            return (Piece("d" if scale == 12 else "m", scale),)
        if len(word) > LONGEST_WORD or not self._cut.fullmatch(word):
            return ()
        return tuple(self.pieces[part] for part in self._piece.findall(word))

    def is_known(self, word: str) -> bool:
        """Whether a folded word says a number in any way."""
        return any(
            (
                self.read(word),
                self.half(word),
                self.order(word),
                self.ordinal(word),
                self.group(word),
            )
        )

    def is_number(self, pieces: tuple[Piece, ...]) -> bool:
        """Whether the pieces follow each other as the grammar allows."""
        return bool(self._number.fullmatch("".join(piece.letter for piece in pieces)))

    def value(self, pieces: tuple[Piece, ...]) -> float:
        """The value of a well-formed sequence of pieces."""
        total = group = 0.0
        for letter, value in pieces:
            if letter == "h":
                group = (group or 1) * value
            elif letter in "kmd":
                total += (group or 1) * value
                group = 0.0
            else:
                group += value
        return total + group

    def cardinal(self, word: str) -> float | None:
        """The value of one folded word that is a whole number; None when it is not."""
        pieces = self.read(word)
        return self.value(pieces) if pieces and self.is_number(pieces) else None

    def half(self, word: str) -> float | None:
        """`anderthalb`, `zweieinhalb`, `dreiviertel`: the value, or None."""
        if word in self.halves:
            return self.halves[word]
        if word.endswith(self._half_suffix):
            whole = self.cardinal(word.removesuffix(self._half_suffix))
            return None if whole is None else whole + 0.5
        return None

    def order(self, word: str) -> float | None:
        """The order of magnitude a folded plural names: `tausende` 1000, `zehntausende` 10000."""
        if word in self.orders:
            return self.orders[word]
        for prefix in self._prefixes:
            rest = word.removeprefix(prefix)
            if rest != word and rest in self.orders:
                return (self.cardinal(prefix) or 1.0) * self.orders[rest]
        return None

    def ordinal(self, word: str) -> float | None:
        """The rank a folded ordinal names: `dritter` 3, `siebenundzwanzigsten` 27."""
        for ending in self._ordinals["endings"]:
            if word.endswith(ending):
                rank = self._ordinal_stem(word.removesuffix(ending))
                if rank is not None:
                    return rank
        return None

    def group(self, word: str) -> float | None:
        """The size a folded ordinal stem names in `zu dritt`, `zu elft`."""
        return self._ordinal_stem(word) if len(word) > 3 else None

    def _ordinal_stem(self, stem: str) -> float | None:
        for irregular, rank in self._ordinals["stems"].items():
            if stem == irregular:
                return float(rank)
            head = stem.removesuffix(irregular)
            hundreds = self.cardinal(head) if head != stem else None
            if hundreds is not None and hundreds % 100 == 0:
                return hundreds + rank
        for suffix in self._ordinals["suffixes"]:
            head = stem.removesuffix(suffix["text"])
            value = self._whole(head) if head != stem else None
            if value is not None and suffix["from"] <= (value % 100 or value) < suffix["below"]:
                return value
        return None

    def _whole(self, word: str) -> float | None:
        """Cardinal or bare scale (`million`, `milliard`), as an ordinal's stem has it."""
        return self.cardinal(word) or self.scales.get(word) or self.scales.get(f"{word}e")

    def split(self, word: str) -> int:
        """Length of the number a compound begins with (`sieben|jährige`, raw text), or 0."""
        match = self._affixed.fullmatch(word.lower()) if len(word) <= LONGEST_WORD else None
        if not match or match[0].startswith(self._never):
            return 0
        head = fold(match[1])
        return match.end(1) if self.cardinal(head) or self.half(head) else 0


@cache
def number_words(lang: str) -> NumberWords:
    """The number words of a language, loaded once."""
    return NumberWords(lang)


def _number_pattern(grammar: dict[str, str]) -> re.Pattern[str]:
    small, hundreds = grammar["below_hundred"], grammar["hundreds"]
    thousand = rf"(?:{hundreds}(?:u?{small})?|{small})"
    before = rf"(?:{thousand}|{grammar['before_thousand']})"
    million = rf"(?:{before}?k(?:u?{thousand})?|{thousand})"
    return re.compile(rf"0|(?:(?:a|{million})[md]u?)+(?:{million})?|{million}")
