"""The Konjunktiv as evidence language. All sentences are written for these tests."""

import pytest

from analysis.language.records import Evidence, get_records


def moods(nlp, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    marks = [m for m in get_records(doc, Evidence) if m.rule.startswith("konjunktiv")]
    return [(text[m.start : m.end], m.stance) for m in marks]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Der Minister sagte, er habe nichts gewusst.", "habe"),
        ("Die Lage sei ruhig, sagte der Sprecher.", "sei"),
        ("Die Straßen seien gesperrt.", "seien"),
        ("Der Zug werde später eintreffen, teilte die Bahn mit.", "werde"),
        ("Sie kenne den Mann nicht, sagte die Zeugin.", "kenne"),
        ("Das Amt erklärte, es handle sich um ein Versehen.", "handle"),
        ("Es heißt, der Rat ändere den Plan.", "ändere"),
        ("Man prüfe das, sagte eine Sprecherin.", "prüfe"),
    ],
)
def test_konjunktiv_1_reports(nlp, text, verb):
    assert (verb, "acknowledge") in moods(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe das gesehen.",
        "Er kommt, es sei denn, es regnet.",
        "Es lebe die Freiheit!",
        "Gott sei Dank war niemand im Haus.",
        "Möge er in Frieden ruhen.",
        "Sie kommt heute.",
        "Die Probe sagte alles.",
        "Ich werde das melden.",
    ],
)
def test_no_konjunktiv_1(nlp, text):
    assert not moods(nlp, text)


def test_konjunktiv_2_keeps_away_where_konjunktiv_1_was_there(nlp):
    assert moods(nlp, "Er sagte, der Chef hätte davon gewusst.") == [("hätte", "distance")]


def test_konjunktiv_2_stands_in_for_a_form_that_looks_indicative(nlp):
    assert moods(nlp, "Er sagte, die Chefs hätten davon gewusst.") == [("hätten", "acknowledge")]


def test_konjunktiv_2_is_carried_from_sentence_to_sentence(nlp):
    text = "Die Straße sei frei, sagte der Bote. Die Brücken würden noch geprüft."
    assert ("würden", "acknowledge") in moods(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Wenn er käme, wäre alles gut.",
        "Das wäre schön.",
        "Ohne Hilfe hätte sie verloren.",
        "Er sagte, wenn er Zeit hätte, käme er.",
        "Träfe das zu, so wäre die Rechnung falsch.",
    ],
)
def test_konjunktiv_2_outside_of_reports_is_no_mark(nlp, text):
    assert not moods(nlp, text)
