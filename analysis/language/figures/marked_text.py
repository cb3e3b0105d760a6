"""A text as a row of marks (digits and words), and what stands next to each of them."""

import re
import unicodedata
from collections.abc import Sequence

from analysis.language.figures.number_marks import Mark, find_marks
from analysis.language.figures.number_words import NumberWords, number_words
from analysis.lexicon import fold, load_toml

_GLUED = re.compile(r"[^\W\d_]{1,2}(?!\w)")


class MarkedText:
    """The marks of a text outside the sorted spans `skip`, with the words of its language."""

    def __init__(self, text: str, lang: str, skip: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.lang = lang
        self.words: NumberWords = number_words(lang)
        self.lexicon = load_toml(lang, "numbers")
        self.hyphened = self.lexicon["reading"]["hyphened"]
        self.marks = find_marks(text, lang, skip)

    def adjacent(self, at: int, *, hyphen: bool = False) -> bool:
        """Whether mark `at` follows the one before it, with only a space between."""
        if not 0 < at < len(self.marks):
            return False
        gap = self.text[self.marks[at - 1].end : self.marks[at].start]
        return gap in (" ", "\u00a0", "\u202f", "\u2009") or (hyphen and gap == "-")

    def word(self, at: int, *, hyphen: bool = False) -> str:
        """The folded word of mark `at` if it follows directly, else ""."""
        return self.marks[at].word if self.adjacent(at, hyphen=hyphen) else ""

    def tail(self, mark: Mark) -> int:
        """Length of what is glued to the last mark: the dot of `Mio.`, the letter of `100k`."""
        reading, after = self.lexicon["reading"], self.text[mark.end : mark.end + 1]
        if mark.word in reading["abbreviated"]:
            return int(after == ".")
        return len(self.rank_suffix(mark) or self.suffix(mark)[0])

    def suffix(self, mark: Mark) -> tuple[str, float]:
        """What is glued to digits and multiplies them: `100k`; behind a currency, `$5bn`."""
        reading, glued = self.lexicon["reading"], _GLUED.match(self.text, mark.end)
        if mark.kind not in ("plain", "grouped") or glued is None:
            return "", 1.0
        suffixes = reading["suffixes"]
        if unicodedata.category(self.text[mark.start - 1 : mark.start] or " ") == "Sc":
            suffixes = suffixes | reading["money_suffixes"]
        return (glued[0], suffixes[glued[0]]) if glued[0] in suffixes else ("", 1.0)

    def rank_suffix(self, mark: Mark) -> str:
        """What makes an ordinal of digits: `21st`."""
        glued = _GLUED.match(self.text, mark.end)
        ranked = glued is not None and glued[0] in self.lexicon["ordinals"]["glued"]
        return glued[0] if ranked and glued is not None and mark.word.isdigit() else ""

    def before(self, at: int) -> str:
        """The folded word right before mark `at`."""
        start = self.marks[at].start
        before = self.text[max(0, start - 12) : start].split()
        return fold(before[-1]) if before else ""
