"""Regular verb forms -> infinitives."""

import pytest

from analysis.language.weak_verbs import weak_infinitive

KNOWN = frozenset(("prüfen", "arbeiten", "stehen"))


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("prüften", "prüfen"),
        ("arbeitete", "arbeiten"),
        ("döst", "dösen"),
        ("gehupt", "hupen"),
        ("eingereicht", "einreichen"),
        ("eröffnet", "eröffnen"),
        ("abgebt", "abgeben"),
        ("daddelt", "daddeln"),
        ("kontert", "kontern"),
        ("posten", None),  # looks like an infinitive
        ("teuer", None),
        ("tat", None),
    ],
)
def test_regular_forms(form, infinitive):
    assert weak_infinitive(form, KNOWN) == infinitive


def test_the_lemmatizer_asks_only_for_forms_it_lacks(nlp):
    lemmatizer = nlp.get_pipe("table_lemmatizer")
    assert lemmatizer.lemma("döst", "VERB") == "dösen"
    assert lemmatizer.lemma("eintrifft", "VERB") == "eintreffen"
