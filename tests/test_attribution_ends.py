"""Where reported words end, and how speeches in a debate are read."""

import pytest

from analysis.language.records import Attribution, get_records

ENDS = [
    ("Der Küster sagte, er sei krank, erschien aber zur Messe.", "er sei krank"),
    ("Sie betont, der Deich sei fest, doch das Amt ließ ihn räumen.", "der Deich sei fest"),
    (
        "Die Stadt wirft dem Verein vor, Geld zu verschwenden, was niemand prüfen konnte.",
        "Geld zu verschwenden",
    ),
    ("Nach Angaben des Hafens, die keiner prüfen kann, ist der Kai frei.", "ist der Kai frei"),
    ("Die Gäste werden gebeten, zu warten, so Eva Roth im Radio.", "zu warten"),
    # false friends: the words go on
    (
        "Der Küster sagte, er sei krank, doch er werde kommen.",
        "er sei krank, doch er werde kommen",
    ),
    (
        "Die Stadt hofft, ein Haus zu finden, das noch leer ist.",
        "ein Haus zu finden, das noch leer ist",
    ),
]


@pytest.fixture(scope="session")
def told(nlp):
    """Cue and content of each row of a text."""

    def read(text: str) -> list[tuple[str, str]]:
        words = lambda spans: " … ".join(text[a:b] for a, b in spans)  # noqa: E731
        records = get_records(nlp(text), Attribution)
        return [(words(r.cue_spans), words(r.content_spans)) for r in records]

    return read


@pytest.mark.parametrize(("text", "content"), ENDS)
def test_reported_words_end_where_the_writer_goes_on(told, text, content):
    assert content in [row[1] for row in told(text)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Im Gutachten steht, dass der Turm kippt.", ("steht", "dass der Turm kippt")),
        (
            "Die Kasse beruft sich darauf, dass die Frist ablief.",
            ("beruft sich", "dass die Frist ablief"),
        ),
        (
            "Als Grund wurde genannt, dass die Pumpe fehle.",
            ("Als Grund wurde genannt", "dass die Pumpe fehle"),
        ),
        (
            "Sie glaubt, dass der Turm hält: „Wir haben ihn geprüft.“",
            ("glaubt", "dass der Turm hält"),
        ),
        (
            "Sie glaubt, dass der Turm hält: „Wir haben ihn geprüft.“",
            ("", "„Wir haben ihn geprüft.“"),
        ),
    ],
)
def test_a_clause_of_its_own(told, text, row):
    assert row in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fest steht, dass der Turm kippt.",
        "Das Team steht im Finale, nachdem es gewann.",
        "Am Abend (kurz nach acht) gab der Zoll die Straße frei.",
    ],
)
def test_nothing_is_said(told, text):
    assert not told(text)


GREETING = "Frau Präsidentin! Meine Damen und Herren! "


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ich weise darauf hin, dass Sie zahlen.", ("weise … hin", "darauf … dass Sie zahlen")),
        ("Ich sage Ihnen eines: Das Geld fehlt.", ("sage", "eines … Das Geld fehlt")),
        ("Nach Ansicht der Städte fehlt das Geld.", ("Nach Ansicht", "fehlt das Geld")),
        (
            "Wir wissen, dass die Häuser - das gilt überall - fehlen.",
            ("wissen", "dass die Häuser … fehlen"),
        ),
        ("Es bleibt die Frage, wer zahlt.", ("Frage", "wer zahlt")),
        ("Wir freuen uns auf den Herbst.", ("freuen", "auf den Herbst")),
    ],
)
def test_a_debate_is_read_by_its_own_scheme(told, text, row):
    assert row in told(GREETING + text)
