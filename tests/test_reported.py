"""Acts told without their wording: one sentence a case, its rows, and the false friends."""

import pytest

from analysis.language.records import Attribution, get_records


def told(nlp, text: str) -> list[tuple[str, str, str]]:
    """Cue, source and content of each row of a text."""
    return [
        tuple(
            " … ".join(text[a:b] for a, b in spans)
            for spans in (row.cue_spans, row.source_spans, row.content_spans)
        )
        for row in get_records(nlp(text), Attribution)
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # what cannot speak stands before its verb, who can behind it
        ("Einen Brand schließt die Feuerwehr nach wie vor aus.",
         ("schließt … aus", "die Feuerwehr", "Einen Brand")),
        ("Eine Panne bestritt die Feuerwehr.", ("bestritt", "die Feuerwehr", "Eine Panne")),
        ("Ein Geständnis hat der Gärtner gestern widerrufen.",
         ("hat … widerrufen", "der Gärtner", "Ein Geständnis")),
        # a word the parser took for a prefix
        ("Der Müller hat auf Nachfrage hin bestritten, dass das Rad steht.",
         ("hat … bestritten", "Der Müller", "dass das Rad steht")),
        # one reading of the verb finds nothing, the next does
        ("Die Prüfer von Kern & Moor kommen auf 18 von 52 Kähnen.",
         ("kommen", "Die Prüfer von Kern & Moor", "18 von 52 Kähnen")),
        ("Die Feuerwehr konnte das nicht bestätigen.", ("bestätigen", "Die Feuerwehr", "das")),
    ],
)  # fmt: skip
def test_what_is_told_without_wording(nlp, text, row):
    assert told(nlp, text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "Namen nannte die Wirtin nicht.",
        "Die Wirtin wollte den Vorfall nicht kommentieren.",
        "Die Wirtin lehnte eine Stellungnahme ab.",
        "Bestätigen können wir das bislang nicht.",
        "Die Wirtin soll vor dem Hund gewarnt worden sein.",
        "Am Ende: 14 Kähne, drei mehr als im Mai gemeldet.",
    ],
)
def test_what_is_kept_back_or_only_possible_is_no_row(nlp, text):
    assert told(nlp, text) == []


def test_an_estimate_is_not_sure(nlp):
    rows = get_records(nlp("Nach Schätzung der Stadt fehlen 40 Boote."), Attribution)
    assert [row.stance for row in rows] == ["hedge"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind the colon of what has its matter stands a further utterance
        (
            "Die Wirtin hält das für falsch: Der Keller sei trocken.",
            [("hält", "Die Wirtin", "das … falsch"), ("", "", "Der Keller sei trocken")],
        ),
        (
            "Die Wirtin dementierte: „Der Keller ist trocken.“",
            [("dementierte", "Die Wirtin", "dementierte"), ("", "", "„Der Keller ist trocken.“")],
        ),
        (
            "Die Wirtin warf ihm vor, zu lügen: Der Keller sei trocken.",
            [("warf … vor", "Die Wirtin", "zu lügen"), ("", "", "Der Keller sei trocken")],
        ),
        # with a frame of its own
        (
            "Die Wirtin widersprach: Der Keller sei trocken, sagte ihr Sohn.",
            [
                ("widersprach", "Die Wirtin", "widersprach"),
                ("sagte", "ihr Sohn", "Der Keller sei trocken"),
            ],
        ),
        # the words of the act itself
        (
            "Die Wirtin erklärte: Der Keller sei trocken.",
            [("erklärte", "Die Wirtin", "Der Keller sei trocken")],
        ),
    ],
)
def test_behind_a_colon(nlp, text, expected):
    assert told(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Zeitung meldet unter Berufung auf einen Küster 40 Gäste.",
            [
                ("meldet", "Die Zeitung", "40 Gäste"),
                ("unter Berufung auf", "einen Küster", "40 Gäste"),
            ],
        ),
        (
            "Der Rat sagte das Fest ab, weil es zu laut sei.",
            [("", "Der Rat", "weil es zu laut sei")],
        ),
        ("Der Rat sagte das Fest ab, weil es zu laut ist.", []),
        (
            "Der Koch hat dem Vernehmen nach gekündigt.",
            [("dem Vernehmen nach", "", "Der Koch hat … gekündigt")],
        ),
        (
            "Laut dem Amt, das die Brücke prüft, ist sie dicht.",
            [("Laut", "dem Amt", "ist sie dicht")],
        ),
        (
            "Der Müller will erfahren haben, dass das Wehr bricht.",
            [("will", "Der Müller", "erfahren haben, dass das Wehr bricht")],
        ),
        (
            "Der Bote druckte Berichte der Stadt, wonach das Wehr dicht ist.",
            [("Berichte", "der Stadt", "das Wehr dicht ist")],
        ),
        (
            "Eva Roth, selbst Müllerin, hält das Wehr für dicht.",
            [("hält", "Eva Roth", "das Wehr … dicht")],
        ),
        # a mere possibility, a state, a word of nobody
        ("Man kann der Wirtin zugutehalten, dass sie pünktlich war.", []),
        ("Ausgeschlossen ist das nicht.", []),
        ("Gewarnt wurde erst im Mai.", []),
    ],
)
def test_frames_beside_a_report(nlp, text, expected):
    assert told(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Der Verein zählt 70 Gäste, ein Viertel davon Kinder.",
            [("zählt", "Der Verein", "70 Gäste, ein Viertel davon Kinder")],
        ),
        (
            "Die Polizei geht von 40 Gästen aus, gut ein Drittel mehr als im Mai.",
            [("geht … aus", "Die Polizei", "40 Gästen … gut ein Drittel mehr als im Mai")],
        ),
        # another clause, another frame, no number
        (
            "Die Polizei geht von 40 Gästen aus, das Fest ist vorbei.",
            [("geht … aus", "Die Polizei", "40 Gästen")],
        ),
        (
            "Die Polizei warnt vor dem Hund, wie jedes Jahr.",
            [("warnt", "Die Polizei", "dem Hund")],
        ),
        # one act of two verbs
        (
            "Die Wirtin hat das weder bestätigt noch dementiert.",
            [("hat … bestätigt … dementiert", "Die Wirtin", "das")],
        ),
    ],
)
def test_tails_and_second_verbs(nlp, text, expected):
    assert told(nlp, text) == expected


def test_das_stands_for_words_with_a_row(nlp):
    text = "Laut der Stadt ist die Brücke zu. Das bestätigte die Wirtin."
    assert told(nlp, text)[1] == ("bestätigte", "die Wirtin", "Das")
    assert told(nlp, "Die Brücke ist zu. Das sagte die Wirtin.")[0][2] == "Die Brücke ist zu"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Die Wirtin forderte vier Jahre Pacht.", "vier Jahre Pacht"),
        ("Die Wirtin räumte Fehler bei der Abrechnung ein.", "Fehler bei der Abrechnung"),
        ("Die Stadt sagte Hilfen in Höhe von 40 Euro zu.", "Hilfen in Höhe von 40 Euro"),
        ("Die Wirtin kritisierte die Pläne bei der Gemeinde.", "die Pläne"),
        ("Die Wirtin rügte die Köche über Jahre.", "die Köche"),
    ],
)
def test_what_stands_beside_an_object(nlp, text, content):
    assert told(nlp, text)[0][2] == content


def test_own_acts_within_ones_speech_are_no_rows(nlp):
    text = "Die Wirtin klagt. Sie gehe davon aus, dass das Wehr bricht."
    assert [row for row in told(nlp, text) if row[0]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Wirtin wies das am Abend als „Unsinn“ zurück.",
            [("wies … zurück", "Die Wirtin", "das … „Unsinn“")],
        ),
        (
            "Das Wehr ist nach Angaben der Stadt dicht: Im Mai wurde es geprüft.",
            [("nach", "Angaben der Stadt", "Das Wehr ist … dicht")],
        ),
        (
            "Für den Müller Jan Roth ist der Fall klar.",
            [("Für", "den Müller Jan Roth", "ist der Fall klar")],
        ),
        ("Sicher ist nur, dass das Wehr bricht.", []),
        ("Das ist nicht ausgeschlossen.", []),
        ("Der Müller, der das bestreitet, würde es immer bestreiten.",
         [("bestreitet", "der", "das")]),
    ],
)  # fmt: skip
def test_where_the_matter_ends(nlp, text, expected):
    assert told(nlp, text) == expected


def test_a_place_before_a_colon_is_where(nlp):
    assert told(nlp, "Kleinfurt: Wirtin öffnet Keller im Mai") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Der Anwalt ging noch weiter: Der Zeuge habe gelogen.",
            [(":", "Der Anwalt", "Der Zeuge habe gelogen")],
        ),
        ("Der Anwalt ging noch weiter: Der Zeuge ist gegangen.", []),
        ("Der Hund ging noch weiter: Der Koch habe Wurst.", []),
        (
            "Die Aufsicht stuft das Wehr als undicht ein.",
            [("stuft … ein", "Die Aufsicht", "das Wehr … undicht")],
        ),
        (
            "Den Vorwurf, seine Leute hielten Geld zurück, bestritt der Wirt.",
            [
                ("bestritt", "der Wirt", "Den Vorwurf, seine Leute hielten Geld zurück"),
                ("Den Vorwurf", "", "seine Leute hielten Geld zurück"),
            ],
        ),
    ],
)
def test_leads_and_reproaches(nlp, text, expected):
    assert told(nlp, text) == expected
