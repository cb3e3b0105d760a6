"""Regular verb forms -> infinitives."""

import pytest

from analysis.language.weak_verbs import is_participle, weak_infinitive

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
        ("klassierte", "klassieren"),
        ("rangierten", "rangieren"),
        ("feierte", "feiern"),
        ("posten", None),  # looks like an infinitive
        ("teuer", None),
        ("tat", None),
    ],
)
def test_regular_forms(form, infinitive):
    assert weak_infinitive(form, KNOWN) == infinitive


def test_what_looks_like_a_participle():
    participles = ("gesperrt", "eingestellt", "entfernt", "kontrolliert")
    assert all(map(is_participle, participles))
    assert not any(map(is_participle, ("breit", "ungefragt", "blass")))


def test_the_lemmatizer_asks_only_for_forms_it_lacks(nlp):
    lemmatizer = nlp.get_pipe("table_lemmatizer")
    assert lemmatizer.lemma("döst", "VERB") == "dösen"
    assert lemmatizer.lemma("eintrifft", "VERB") == "eintreffen"
