"""Page furniture in plain text: what web pages leave around an article.

The phrases are data (`analysis/language/<lang>/furniture.toml`); what holds in every language
(counters, repeated titles, lines of menu words, lists of teasers) is here. A line that only might
be furniture stays in the article: nothing of the article proper may be lost.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from analysis.corpus.lines import Line, free_lines, is_open, squeeze
from analysis.corpus.model import Article, Furniture
from analysis.errors import InputError
from analysis.lexicon import load_toml

# Longer lines are paragraphs; the limit also bounds what a pattern can cost.
MAX_LINE = 600
# A place and agency before the first sentence, or a credit after the last, is never longer.
MAX_EDGE = 120
# A paragraph: so many words and a full stop, or so many words in any case.
MIN_PROSE_WORDS = 8
MIN_OPEN_PROSE_WORDS = 25
# A teaser in a list below "Related Articles" is a headline.
MAX_TEASER_WORDS = 20
# What sites put behind a repeated title ("… | Rundfunk Mittelland").
MAX_SUFFIX_WORDS = 5

_COUNTER = re.compile(r"[+(]?\d{1,3}(?:[.,]?\d{1,3})?\s?[kK]?[)+]?")
_SPACE = re.compile(" ")
_SUFFIX = re.compile(r"\s+[|–—:-]\s+")


class Rule(NamedTuple):
    """A rule of the lexicon, compiled. The fields are those of furniture.toml."""

    id: str
    kind: str
    zone: str
    at: str
    pattern: re.Pattern[str]
    max_words: int
    opens: bool


class Lexicon(NamedTuple):
    """A language's furniture lexicon."""

    rules: tuple[Rule, ...]
    lists: tuple[tuple[str, str, str, re.Pattern[str]], ...]
    navigation: re.Pattern[str] | None
    open_words: frozenset[str]
    after_hyphen: frozenset[str]


@cache
def lexicon(lang: str) -> Lexicon:
    """The furniture lexicon of a language; an empty one when the language has none yet."""
    try:
        data = load_toml(lang, "furniture")
    except (InputError, FileNotFoundError):
        return Lexicon((), (), None, frozenset(), frozenset())
    words: dict[str, list[str]] = data["words"]
    parts = {name: _alternatives(entries) for name, entries in words.items()}
    for name, macro in data["macros"].items():
        parts[name] = _expand(macro, parts)
    lists = {name: _only(parts[name]) for name in data["lists"]}
    return Lexicon(
        rules=tuple(_rule(entry, parts) for entry in data["rules"]),
        lists=tuple(
            (f"{name}.words", entry["kind"], entry["zone"], lists[name])
            for name, entry in data["lists"].items()
        ),
        navigation=lists.get("navigation"),
        open_words=frozenset(words["open"]),
        after_hyphen=frozenset(words["after_hyphen"]),
    )


def _alternatives(words: Iterable[str]) -> str:
    """One pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _only(words: str) -> re.Pattern[str]:
    """A pattern for a line of nothing but `words`."""
    gap = r"(?:\s*[|•·>›»/,–—-]\s*|\s+)"
    return re.compile(rf"(?:{words}{gap})*+{words}[\s:|•·>›»]*".replace(r"\ ", r"\s+"), re.I)


def _expand(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def _rule(entry: dict[str, Any], parts: dict[str, str]) -> Rule:
    pattern = _expand(entry["pattern"], parts).replace(r"\ ", " ").replace(" ", r"\s")
    return Rule(
        entry["id"],
        entry["kind"],
        entry["zone"],
        entry.get("at", "line"),
        re.compile(f"(?:{pattern})$" if entry.get("at") == "end" else pattern),
        entry.get("max_words", MAX_LINE),
        entry.get("opens", False),
    )


def find_furniture(text: str, lang: str, taken: Iterable[Furniture] = ()) -> tuple[Furniture, ...]:
    """The furniture of a page's text, in order and without overlaps, `taken` included.

    Args:
        text: the article as decoded.
        lang: language of the phrases to look for; without a lexicon only the general rules work.
        taken: what the file format already set aside.
    """
    taken = tuple(taken)
    sheet = _Sheet(text, lexicon(lang), list(free_lines(text, taken)))
    sheet.take_lines()
    sheet.take_titles()
    sheet.take_counters()
    sheet.take_teaser_lists()
    sheet.take_edges()
    found = [*sheet.found.values(), *sheet.parts]
    return tuple(sorted(found + _outside(found, [_told(text, piece, sheet) for piece in taken])))


def named_parts(article: Article) -> dict[str, str]:
    """What bylines and datelines of the article name: `author` and `date`, the first of each."""
    patterns = {rule.id: rule.pattern for rule in lexicon(article.lang).rules}
    named: dict[str, str] = {}
    for piece in article.furniture:
        if piece.rule in patterns:
            said = squeeze(article.text[piece.start : piece.end])
            match = patterns[piece.rule].fullmatch(said)
            groups = match.groupdict() if match else {}
            named = {key: value for key, value in groups.items() if value} | named
    return named


def _told(text: str, piece: Furniture, sheet: "_Sheet") -> Furniture:
    """A piece the format set aside without knowing what it is, with the kind its words tell."""
    if piece.kind != "other" or piece.end - piece.start > MAX_LINE:
        return piece
    rule = sheet.match(squeeze(text[piece.start : piece.end]))
    return piece if rule is None else piece._replace(kind=rule.kind)


def _outside(found: list[Furniture], taken: list[Furniture]) -> list[Furniture]:
    """Those of `taken` that are not within a line found since (marks in the words of a teaser)."""
    found = sorted(found)
    starts = [piece.start for piece in found]
    outside = []
    for piece in taken:
        before = bisect_right(starts, piece.start) - 1
        if before < 0 or found[before].end <= piece.start:
            outside.append(piece)
    return outside


class _Sheet:
    """The lines of one page and what was found among them so far."""

    def __init__(self, text: str, words: Lexicon, lines: list[Line]) -> None:
        self.text = text
        self.words = words
        self.lines = lines
        self.said = [squeeze(text[line.start : line.end][: MAX_LINE + 1]) for line in lines]
        self.rule_of = [self.match(said) for said in self.said]
        self.found: dict[int, Furniture] = {}
        self.parts: list[Furniture] = []
        prose = [i for i, said in enumerate(self.said) if not self.rule_of[i] and is_prose(said)]
        # Without any paragraph everything is head and tail at once.
        self.first, self.last = (prose[0], prose[-1]) if prose else (len(lines), -1)

    def match(self, said: str) -> Rule | None:
        """The first rule for whole lines that takes these words, wherever they stand."""
        if len(said) > MAX_LINE:
            return None
        n_words = said.count(" ") + 1
        for rule in self.words.rules:
            if rule.at == "line" and n_words <= rule.max_words and rule.pattern.fullmatch(said):
                return rule
        return None

    def _in_zone(self, index: int, zone: str) -> bool:
        head, tail = index < self.first, index > self.last
        return {"any": True, "head": head, "tail": tail, "edge": head or tail}[zone]

    def _take(self, index: int, kind: str, rule: str) -> None:
        line = self.lines[index]
        self.found.setdefault(index, Furniture(line.start, line.end, kind, rule))

    def _free(self, zone: str) -> Iterator[int]:
        """Lines of a zone that nothing has taken yet."""
        for index in range(len(self.lines)):
            if index not in self.found and self._in_zone(index, zone):
                yield index

    def take_lines(self) -> None:
        """Lines that a rule of the lexicon or one of its word lists takes as a whole."""
        for index, rule in enumerate(self.rule_of):
            if rule is not None and self._in_zone(index, rule.zone):
                self._take(index, rule.kind, rule.id)
        for name, kind, zone, pattern in self.words.lists:
            for index in self._free(zone):
                if len(self.said[index]) <= MAX_LINE and pattern.fullmatch(self.said[index]):
                    self._take(index, kind, name)

    def take_titles(self) -> None:
        """Titles said again, with a menu before or the outlet's name behind them."""
        if self.first > self.last:
            return  # without a paragraph, nothing tells a title from a line that is said twice
        seen: set[str] = set()
        head = [
            index for index in self._free("head") if _COUNTER.fullmatch(self.said[index]) is None
        ]
        titles = {self.said[index] for index in head}
        for index in head:
            said = self.said[index]
            if self._ends_with_title(said, titles):
                self._take(index, "navigation", "navigation.title")
            elif said in seen or self._starts_with_title(said, titles):
                self._take(index, "duplicate", "duplicate.title")
            seen.add(said)
        for index in self._free("tail"):
            if self.said[index] in seen:
                self._take(index, "duplicate", "duplicate.title")

    def _ends_with_title(self, said: str, titles: set[str]) -> bool:
        """Whether these are menu words followed by another line's title."""
        menu = self.words.navigation
        return menu is not None and any(
            said[gap.end() :] in titles and menu.fullmatch(said[: gap.start()]) is not None
            for gap in _SPACE.finditer(said)
        )

    def _starts_with_title(self, said: str, titles: set[str]) -> bool:
        """Whether this is another line's title followed by the name of the site."""
        for gap in _SUFFIX.finditer(said):
            suffix = said[gap.end() :]
            if said[: gap.start()] in titles and len(suffix.split()) <= MAX_SUFFIX_WORDS:
                return True
        return False

    def take_counters(self) -> None:
        """Bare numbers on lines of their own, before and after the article."""
        for index in self._free("edge"):
            if _COUNTER.fullmatch(self.said[index]):
                self._take(index, "counter", "counter.number")

    def take_teaser_lists(self) -> None:
        """Headlines below a bare teaser heading: all of them after the article, one inside it."""
        for index, rule in enumerate(self.rule_of):
            if rule is None or not rule.opens:
                continue
            below = range(index + 1, len(self.lines))
            for following in below if index > self.last else below[:1]:
                if (other := self.rule_of[following]) is not None and other.opens:
                    break
                if following not in self.found and _is_headline(self.said[following]):
                    self._take(following, rule.kind, f"{rule.id}.list")

    def take_edges(self) -> None:
        """Place and agency before the first paragraph's words, credits after a paragraph's."""
        for rule in self.words.rules:
            if rule.at == "start" and self.first < len(self.lines):
                self._take_start(rule)
            elif rule.at == "end":
                self._take_ends(rule)

    def _take_start(self, rule: Rule) -> None:
        line = self.lines[self.first]
        match = rule.pattern.match(self.text, line.start, min(line.end, line.start + MAX_EDGE))
        if match is not None:
            self.parts.append(Furniture(line.start, match.end(), rule.kind, rule.id))

    def _take_ends(self, rule: Rule) -> None:
        for index in self._free("any"):
            line = self.lines[index]
            match = rule.pattern.search(self.text, max(line.start, line.end - MAX_EDGE), line.end)
            if match is not None and index >= self.first and match.start() > line.start:
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                self.parts.append(Furniture(start, line.end, rule.kind, rule.id))


def is_prose(said: str) -> bool:
    """Whether a line is a paragraph's: long enough, and ending like a sentence or very long."""
    n_words = said.count(" ") + 1
    return n_words >= MIN_OPEN_PROSE_WORDS or (n_words >= MIN_PROSE_WORDS and not is_open(said))


def _is_headline(said: str) -> bool:
    """Whether a line could be the headline of another article: short and without a full stop."""
    return said.count(" ") < MAX_TEASER_WORDS and not said.endswith((".", ".“", ".”", '."'))
