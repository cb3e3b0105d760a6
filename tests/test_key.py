"""The term key explains every label, by an example in which the program finds it."""

import pytest

from analysis.charts.key import term_key, terms
from analysis.language.records import Evidence, get_records
from analysis.tables.schema import BASES, STANCES


def test_every_label_is_explained():
    found = terms().groupby("axis")["label"].agg(tuple)
    assert found["stance"] == STANCES
    assert found["basis"] == BASES
    assert (terms()[["en", "de", "example"]].map(len) > 10).all().all()
    assert "keep away from the claim" in term_key().data


@pytest.mark.parametrize("term", list(terms().itertuples()), ids=lambda t: f"{t.axis}-{t.label}")
def test_the_example_is_read_as_its_label(nlp, term):
    marks = get_records(nlp(term.example), Evidence)
    assert term.label in {getattr(mark, term.axis) for mark in marks}
