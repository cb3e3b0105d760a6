"""What of the asked is told: where, whether it is planned, and which part or time of it."""

from __future__ import annotations

import re

import pandas as pd

from analysis.compare.spots import Spot
from analysis.compare.topics import Topics
from analysis.lexicon import fold

# How far behind a share the word may stand that turns it round: "zwei von drei waren nicht …".
SCOPE_REACH = 40
# A share told with a year is an earlier one when that year is so many before the article's: what
# was last year is mostly told as what is.
PAST = 2
YEAR = re.compile(r"(?<!seit )(?<!ab )\b(?:19|20)\d\d\b")
# How far behind a span of time: "24 Minuten weniger als"
THAN_REACH = 12


def place(spot: Spot, lexicon: Topics, known: re.Pattern[str]) -> str:
    """Where it was: the figure's place, else the known one its sentence names nearest to it.

    A country, or a seat of government, is no more than where all of it happens. `dort` is the
    place of the sentence before.
    """
    if isinstance(spot.figure.place, str) and known.fullmatch(spot.figure.place):
        return spot.figure.place
    sentence = spot.sentence
    named = [
        (sentence.place(sentence.start + name.start()), name[0])
        for name in known.finditer(sentence.text)
    ]
    found = [place for place in named if sentence.belongs(place[0], spot.number)]
    if not found and spot.earlier and lexicon.there.search(sentence.folded):
        found = [(name.start(), name[0]) for name in known.finditer(spot.earlier[0].text)]
    return min(found, key=lambda f: abs(f[0] - spot.number))[1] if found else ""


def known_places(figures: pd.DataFrame, lexicon: Topics) -> re.Pattern[str]:
    """Finds the places where figures of the corpus are said to be."""
    names = sorted(set(figures["place"].dropna()) - lexicon.no_places, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b" if names else r"(?!)")


def is_planned(spot: Spot, lexicon: Topics) -> bool:
    """Whether it is meant to happen; `soll` that hands on hearsay means no plan."""
    return spot.figure.event in lexicon.planned_events or any(
        word[0] not in lexicon.modals or word.start() not in spot.sentence.hearsay
        for word in spot.near(lexicon.planned)
    )


def scope(spot: Spot, lexicon: Topics) -> str:
    """Which part or time of what its words cover a figure tells (`Question.scope`)."""
    if spot.part is not None and spot.part.kind == "share":
        return "including"
    if spot.dimension == "share":
        before = spot.sentence.folded[: spot.sentence.place(spot.figure.start)]
        if lexicon.by.search(before):
            return "change"
        if is_before(spot, lexicon):
            return "before"
        turned = lexicon.scopes["negated"].search(spot.behind()[:SCOPE_REACH])
        return "negated" if turned else ""
    if spot.dimension == "h":
        after = spot.sentence.folded[spot.sentence.place(spot.figure.end) :][:THAN_REACH]
        return "change" if lexicon.scopes["than"].search(after) else ""
    for name, words in (("more", fold(spot.figure.text)), ("including", spot.behind())):
        if lexicon.scopes[name].search(words):
            return name
    return "part" if isinstance(spot.figure.part_of, str) else ""


def is_before(spot: Spot, lexicon: Topics) -> bool:
    """Whether a share is told of an earlier time: "damals", "von 31 auf 43 Prozent"."""
    clause = spot.clause()
    years = (int(year) for year in YEAR.findall(clause) if spot.year)
    if lexicon.scopes["before"].search(clause) or any(spot.year - y >= PAST for y in years):
        return True
    folded, place = spot.sentence.folded, spot.sentence.place
    ahead = folded[place(spot.figure.end) :][:THAN_REACH]
    return bool(
        lexicon.risen_from.search(folded[: place(spot.figure.start)])
        and lexicon.risen_to.match(ahead)
    )
