"""Where `ein`, `eine`, … is a figure: only where it truly counts.

Bounded ("mindestens ein"), single ("ein einziger"), with a unit ("ein Prozent", "vor einem Jahr"),
out of several ("einer von vier"), and beside another count ("ein Toter und zwei Verletzte").
"""

import re

from analysis.language.figures.bounds import Quantity
from analysis.language.figures.kinds import Kind
from analysis.language.figures.modifiers import word_before
from analysis.lexicon import fold, load_toml

NOUN_AND_NUMBER = 25  # characters; "nur ein Gewinn von 64 Millionen" tells one number, not two
LONGEST_PHRASE = 3  # words between an article and the "und" of the next count


def counting_articles(
    text: str, found: list[tuple[Quantity, Kind]], *, lang: str = "de"
) -> list[tuple[Quantity, Kind]]:
    """`found` without the articles that are only articles."""
    words = load_toml(lang, "figures")["articles"]
    return [
        pair
        for at, pair in enumerate(found)
        if pair[0].number.form != "article" or _counts(text, found, at, words)
    ]


def _counts(text: str, found: list[tuple[Quantity, Kind]], at: int, words: dict) -> bool:
    quantity, kind = found[at]
    bounded = any(rule.split(":")[-1] in words["with"] for rule in quantity.rules)
    after = fold(text[quantity.number_end : quantity.number_end + 40]).split()
    following = found[at + 1][0] if at + 1 < len(found) else None
    if kind.kind == "count" and set(after[:2]) & set(words["vague_nouns"]):
        return False
    if bounded and quantity.bound == "exact" and following is not None:
        bounded = following.start - quantity.end > NOUN_AND_NUMBER
    if word_before(text, quantity.start) in words["negations"]:
        return False  # "nicht einen einzigen"
    if bounded and _only_stresses(quantity, text, words):
        bounded = False
    if (
        bounded
        or kind.rule.startswith("affix")
        or (after and after[0].strip(",") in words["single"])
    ):
        return True
    if kind.kind in ("percent", "money", "measure"):
        return True
    if kind.kind == "count" and word_before(text, quantity.start) in words["behind"]:
        return True
    if kind.kind == "duration" and kind.times != 1:
        return True
    if kind.kind == "duration":
        return _is_span(text, quantity, kind, words)
    counted = following is not None and following.number.form != "ordinal"
    if counted and after and after[0] in words["partitives"]:
        gap = text[quantity.number_end : following.start].split()
        return len(gap) == 1 or (len(gap) == 2 and gap[0] == "von")
    return _beside(text, found, at, words)


def _only_stresses(quantity: Quantity, text: str, words: dict) -> bool:
    """`nur ein kleiner Vorsprung`: what is said is how small it is, not that it is one."""
    soft = any(rule.split(":")[-1] in words["soft"] for rule in quantity.rules)
    after = text[quantity.number_end : quantity.number_end + 40].split()
    if not soft or len(after) < 2 or after[0] in words["counted_adjectives"]:
        return False
    return after[0].islower() and after[0].endswith(tuple(words["adjective_endings"]))


def _is_span(text: str, quantity: Quantity, kind: Kind, words: dict) -> bool:
    """`vor einem Jahr`, `rund eine Stunde`, `ein Jahr später`."""
    if quantity.bound != "exact" or word_before(text, quantity.start) in words["duration_before"]:
        return True
    after = fold(text[kind.end : kind.end + 16]).split()
    return bool(after) and after[0].strip(",.") in words["duration_behind"]


def _beside(text: str, found: list[tuple[Quantity, Kind]], at: int, words: dict) -> bool:
    """Joined by "und" to a count that is no article: before or behind."""
    start, end = found[at][0].number_start, found[at][0].number_end
    behind_word = re.search(r"\w\s$", text[max(0, start - 2) : start])
    if behind_word and fold(text[start:end]) in words["genitive"]:
        return False  # "vier Bewohner eines Hauses und elf Gäste"
    joins = "|".join(map(re.escape, words["joins"]))
    phrase = rf"\s(?:[^\W\d_][\w-]*\s){{1,{LONGEST_PHRASE}}}(?:{joins})\s"
    for left, right in ((at, at + 1), (at - 1, at)):
        if left < 0 or right >= len(found):
            continue
        other = found[right if left == at else left]
        if other[0].number.form == "article" or other[1].kind != "count":
            continue
        if re.fullmatch(phrase, text[found[left][0].number_end : found[right][0].start]):
            return True
    return False
