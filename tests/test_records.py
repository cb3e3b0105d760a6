"""Records live in the Doc and survive its bytes."""

import spacy
from spacy.tokens import Doc

from analysis.language.records import Attribution, Evidence, Figure, get_records, set_records
from tests.conftest import NORD


def test_records_and_their_spans_survive_bytes(figure, attribution):
    nlp = spacy.blank("de")
    doc = nlp(NORD)
    set_records(doc, Figure, [figure])
    set_records(doc, Attribution, [attribution])

    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    assert get_records(again, Figure) == [figure]
    assert get_records(again, Attribution) == [attribution]
    assert [span.text for span in again.spans["figures"]] == ["mindestens 300 Bergleute"]
    assert again.spans["attributions"][0].text == NORD[:-1]


def test_no_records_without_the_component():
    assert get_records(spacy.blank("de")("Die Grube schweigt."), Evidence) == []


def test_records_are_replaced_not_added(figure):
    doc = spacy.blank("de")(NORD)
    set_records(doc, Figure, [figure])
    set_records(doc, Figure, [])
    assert get_records(doc, Figure) == []
