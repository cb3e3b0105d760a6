"""Readings: a sentence in, how it is told out."""

import pytest

from analysis.compare.readings import Reader, is_question, reading_of, readings
from analysis.compare.spans import share, without
from analysis.tables import analyse_texts


def told(text: str, number: int = 0):
    """The reading of one sentence of a text."""
    return Reader(analyse_texts([("a", text)])).sentence("a", number)


@pytest.mark.parametrize(
    ("text", "reading", "speaker"),
    [
        ("Der Tunnel ist seit Montag gesperrt.", "asserted", None),
        ("Der Tunnel ist offenbar seit Montag gesperrt.", "hedged", None),
        ("Angeblich ist der Tunnel seit Montag gesperrt.", "distanced", None),
        ("Die Polizei sagte, der Tunnel sei gesperrt.", "attributed", "Polizei"),
        ("Der Tunnel ist laut Polizei seit Montag gesperrt.", "attributed", "Polizei"),
        ("Die Polizei behauptet, der Tunnel sei gesperrt.", "distanced", "Polizei"),
        ("Die Polizei bestreitet, dass der Tunnel gesperrt ist.", "denied", "Polizei"),
        ("Die Polizei bestreitet nicht, dass der Tunnel gesperrt ist.", "attributed", "Polizei"),
        ("Die Meldung über den Tunnel ist falsch.", "denied", None),
        ("Die Angaben ließen sich nicht unabhängig überprüfen.", "unverified", None),
        ("Ist der Tunnel noch immer gesperrt?", "asked", None),
    ],
)
def test_the_outermost_mark_colours_the_sentence(text, reading, speaker):
    found = told(text)
    assert (found.reading, found.speaker) == (reading, speaker)


def test_marks_inside_somebodys_words_are_that_speakers():
    found = told("Die Polizei sagte, der Tunnel sei offenbar gesperrt.")
    assert (found.reading, found.source_reading) == ("attributed", "hedged")


def test_speech_beside_the_stretch_does_not_colour_it():
    text = "Der Tunnel ist gesperrt; die Polizei sagte, der Fahrer sei müde gewesen."
    tables = analyse_texts([("a", text)])
    start, end = text.index("Tunnel"), text.index(";")
    assert reading_of(tables, "a", start, end).reading == "asserted"
    assert reading_of(tables, "a", text.index("der Fahrer"), len(text)).reading == "attributed"


def test_evidence_is_a_flag_beside_the_reading():
    found = told("Der Minister sprach von Sabotage. Beweise legte er nicht vor.", 1)
    assert (found.reading, found.evidence_missing) == ("asserted", True)


def test_one_row_a_sentence_with_the_marks_it_was_read_from():
    frame = readings(analyse_texts([("a", "Angeblich fiel die Mauer um. Sie war alt.")]))
    assert list(frame["reading"]) == ["distanced", "asserted"]
    assert [len(ids) for ids in frame["evidence_ids"]] == [1, 0]


def test_a_language_that_is_not_read_has_no_reading():
    tables = analyse_texts([("a", "La digue a cédé.")], lang="fr")
    assert readings(tables).empty
    assert reading_of(tables, "a", 0, 5).reading is None


def test_no_article_gives_an_empty_frame():
    assert readings(analyse_texts([])).empty


@pytest.mark.parametrize(
    ("holes", "left"),
    [
        ([], [(0, 10)]),
        ([(2, 4)], [(0, 2), (4, 10)]),
        ([(8, 12), (0, 3)], [(3, 8)]),
        ([(20, 30)], [(0, 10)]),
    ],
)
def test_holes_are_cut_out_of_a_span(holes, left):
    assert list(without((0, 10), holes)) == left


def test_overlapping_spans_cover_once():
    assert share([(0, 10)], [(0, 5), (3, 5)]) == 0.5


@pytest.mark.parametrize(
    ("text", "asks"), [("Wer weiß?", True), ("„Wer weiß?“", True), ("Wer weiß.", False)]
)
def test_questions_end_in_a_question_mark(text, asks):
    assert is_question(text) is asks
