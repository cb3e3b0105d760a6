"""The lexicons of topics: what one language says the other must mean too."""

import pytest

from analysis.compare.disputes import disputes
from analysis.compare.topics import topics
from analysis.tables import Tables
from tests.disputes_corpus import article, corpus
from tests.test_disputes import told


def with_langs(tables: Tables, *langs: str) -> Tables:
    sources = tables.sources.assign(lang=list(langs))
    return Tables(**dict(tables) | {"sources": sources})


def test_english_topics_are_those_of_german():
    german, english = topics("de").by_id, topics("en").by_id
    assert english.keys() <= german.keys()
    for name, topic in english.items():
        asked = (topic.label, topic.changing, topic.place, topic.dimensions)
        other = german[name]
        assert asked == (other.label, other.changing, other.place, other.dimensions)


def test_no_verb_is_of_two_classes():
    events = topics("de").event
    assert events("rauben") == events("stehlen") != events("zahlen")
    assert events("singen") == "singen"


@pytest.mark.parametrize(
    ("german", "english"),
    [
        (("Das Land schickte 900 Soldaten.", told("900 Soldaten", "Soldat", event="schicken")),
         ("The country has sent 950 troops.", told("950 troops", "troop"))),
        (("Es gab 40 Tote.", told("40 Tote", "Tote")),
         ("At least 41 people died.", told("41 people", "people"))),
        (("Verletzt wurden 5 Polizisten.", told("5 Polizisten", "Polizist", event="verletzen")),
         ("Some 7 officers were injured.", told("7 officers", "officer"))),
    ],
)  # fmt: skip
def test_an_english_source_joins_the_german_question(german, english):
    tables = with_langs(corpus(article("nord", german), article("west", english)), "de", "en")
    assert len(disputes(tables).groups) == 1


def test_an_english_corpus_has_its_groups():
    one = ("At least 40 people died.", told("40 people", "people"))
    other = ("The flood left 41 dead.", told("41 dead", "dead"))
    hurt = ("It left 60 people injured.", told("60 people", "people"))
    tables = with_langs(corpus(article("a", one), article("b", other, hurt)), "en", "en")
    found = disputes(tables).groups
    assert found["n_figures"].tolist() == [2, 1]
    assert found["topic"].tolist() == ["dead", "hurt"]


def test_a_language_without_a_lexicon_meets_by_noun():
    one, other = (("Zprava 1.", told(f"{n}", "most")) for n in ("1", "1"))
    tables = with_langs(corpus(article("a", one), article("b", other)), "cs", "cs")
    assert len(disputes(tables).groups) == 1
