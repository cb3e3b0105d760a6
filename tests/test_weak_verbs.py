"""Regular verb forms -> infinitives."""

import pytest

from analysis.language.weak_verbs import is_participle, weak_infinitive, without_zu

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
        ("heulten", "heulen"),
        ("jubelten", "jubeln"),
        ("feierte", "feiern"),
        ("leert", "leeren"),
        ("schwelte", "schwelen"),
        ("gewährt", "gewähren"),
        ("posten", None),  # looks like an infinitive
        ("teuer", None),
        ("tat", None),
    ],
)
def test_regular_forms(form, infinitive):
    assert weak_infinitive(form, KNOWN) == infinitive


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("nachzuprüfen", "nachprüfen"),
        ("sicherzustehen", "sicherstehen"),
        ("hinzustehen", None),  # a prefix of its own
        ("zuprüfen", None),
        ("verzuckern", None),
    ],
)
def test_infinitives_with_zu_inside(form, infinitive):
    assert without_zu(form, KNOWN) == infinitive


def test_what_looks_like_a_participle():
    participles = ("gesperrt", "eingestellt", "entfernt", "kontrolliert")
    assert all(map(is_participle, participles))
    assert not any(map(is_participle, ("breit", "ungefragt", "blass")))


def test_the_lemmatizer_asks_only_for_forms_it_lacks(nlp):
    lemmatizer = nlp.get_pipe("table_lemmatizer")
    assert lemmatizer.lemma("döst", "VERB") == "dösen"
    assert lemmatizer.lemma("eintrifft", "VERB") == "eintreffen"


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("gespürt", "spüren"),
        ("gehört", "hören"),
        ("gehören", "gehören"),
        ("aufzustocken", "aufstocken"),
        ("umzingelte", "umzingeln"),
        ("sparte", "sparen"),
        ("brannte", "brennen"),
        ("warten", "warten"),
        ("zurückerhalten", "zurückerhalten"),
        ("klingelte", "klingeln"),
        ("erwarte", "erwarten"),
        ("hindeute", "hindeuten"),
        ("vertrete", "vertreten"),
        ("enthalte", "enthalten"),
        ("misst", "messen"),
        ("vermisst", "vermissen"),
        ("enthoben", "entheben"),
        ("gefallen", "fallen"),
    ],
)
def test_lemmas_of_verbs(nlp, form, infinitive):
    assert nlp.get_pipe("table_lemmatizer").lemma(form, "VERB") == infinitive


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Chaoten", "Chaot"),
        ("Rückstands", "Rückstand"),
        ("Antrags", "Antrag"),
        ("Leichtverletzte", "Leichtverletzte"),
        ("Starkregen", "Starkregen"),
        ("Schwimmwesten", "Schwimmweste"),
        ("Westen", "Westen"),
        ("Wertewesten", "Wertewesten"),
        ("Regierungskreisen", "Regierungskreis"),
        ("Parteimitglieder", "Parteimitglied"),
    ],
)
def test_lemmas_of_unknown_nouns(nlp, form, lemma):
    assert nlp.get_pipe("table_lemmatizer").lemma(form, "NOUN") == lemma


def test_a_prefix_belongs_to_the_verb_before_it(nlp):
    doc = nlp("Neun ließen sich behandeln, die übrigen 20 lehnten ab.")
    assert [doc[1].lemma_, doc[8].lemma_] == ["lassen", "ablehnen"]
