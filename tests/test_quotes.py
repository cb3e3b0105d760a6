"""Quotation marks of any style, balanced or not."""

import pytest

from analysis.language.quotes import pair_quotes


def quoted(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in pair_quotes(text) if quote.depth == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie rief: „Halt!“ Dann war Ruhe.", ["„Halt!“"]),
        ("Sie rief: “Halt!” Dann war Ruhe.", ["“Halt!”"]),
        ("Sie rief: »Halt!« Dann war Ruhe.", ["»Halt!«"]),
        ("Sie rief: «Halt!» Dann war Ruhe.", ["«Halt!»"]),
        ('Sie rief: "Halt!" Dann war Ruhe.', ['"Halt!"']),
        ("„Eins“, sagte sie, „und zwei“.", ["„Eins“", "„und zwei“"]),
        ("(„In Klammern“)", ["(„In Klammern“)"[1:-1]]),
        ("„Er hat ‚nie‘ gesagt“, hieß es.", ["„Er hat ‚nie‘ gesagt“"]),
    ],
)
def test_marks_of_any_style_are_paired(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie rief: „Halt! Dann war Ruhe.", ["„Halt! Dann war Ruhe."]),
        ("Sie rief „Halt und „Stopp“.", ["„Halt und ", "„Stopp“"]),
        ("Kein Anfang“ hier.", []),
        ("„Erste Zeile\n„Zweite Zeile“", ["„Erste Zeile", "„Zweite Zeile“"]),
        ("„Erste Zeile\nZweite“ Zeile", ["„Erste Zeile", "Zweite“"]),
        ('Ein Rohr von 5" Breite', []),
    ],
)
def test_unbalanced_marks_end_with_their_line(text, expected):
    assert quoted(text) == expected


def test_a_quotation_within_a_quotation_is_deeper():
    text = "„Er sagte ‚nein‘ dazu.“"
    assert [(text[q.start : q.end], q.depth) for q in pair_quotes(text)] == [
        (text, 0),
        ("‚nein‘", 1),
    ]


@pytest.mark.parametrize(
    "text", ["", "“", "„„„", "””“", "\n\n„", "’s war gut", "🙂„🙂“", '"' * 999]
)
def test_no_text_raises(text):
    pair_quotes(text)
