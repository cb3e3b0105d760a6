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
        ("Der Minister habe nichts gewusst.", "habe"),
        ("Die Lage sei ruhig.", "sei"),
        ("Die Straßen seien gesperrt.", "seien"),
        ("Der Zug werde später eintreffen.", "werde"),
        ("Sie kenne den Mann nicht.", "kenne"),
        ("Es handle sich um ein Versehen.", "handle"),
        ("Der Rat ändere den Plan.", "ändere"),
        ("Das Amt prüfe den Fall.", "prüfe"),
    ],
)
def test_konjunktiv_1_reports(nlp, text, verb):
    assert moods(nlp, text) == [(verb, "acknowledge")]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        # a frame hands the claim on: the mood is no mark of its own
        ("Der Minister sagte, er habe nichts gewusst.", []),
        ("Man prüfe das, sagte eine Sprecherin.", []),
        # what goes on without a frame, behind a semicolon too
        ("Der Zaun sei alt, sagte der Wirt; das Tor sei neu.", ["sei"]),
        ("Der Zaun sei alt, sagte der Wirt. Das Tor sei neu.", ["sei"]),
        # a denial tells what is denied, the colon opens the reply
        ("Der Wirt wies den Vorwurf zurück: Der Zaun sei neu.", ["sei"]),
        ("Der Wirt räumte einen Fehler ein: Der Zaun sei alt.", []),
        # one mark a sentence, at its main clause
        ("Er habe das Tor geöffnet und sei ins Haus gegangen.", ["habe"]),
        ("Wer das lese, kenne den Wirt nicht.", ["kenne"]),
    ],
)
def test_mood_is_a_mark_where_nothing_else_hands_the_claim_on(nlp, text, verbs):
    assert [verb for verb, _ in moods(nlp, text)] == verbs


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


@pytest.mark.parametrize(("verb", "look"), [("hätte", True), ("hätten", False)])
def test_konjunktiv_2_asks_a_reader_to_look_where_konjunktiv_1_was_there(nlp, verb, look):
    whose = "der Chef" if verb == "hätte" else "die Chefs"
    doc = nlp(f"Der Zaun sei alt, sagte der Bote. Davon {verb} {whose} gewusst.")
    marks = [m for m in get_records(doc, Evidence) if m.rule == "konjunktiv-2"]
    assert [(m.stance, m.ambiguous) for m in marks] == [("acknowledge", look)]


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
