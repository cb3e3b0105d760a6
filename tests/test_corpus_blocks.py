"""Blocks: where a paragraph ends, what is a heading, which broken sentences are joined."""

import time

import pytest

from analysis.corpus import article_from_text
from analysis.corpus.blocks import find_blocks
from analysis.corpus.furniture import lexicon
from analysis.corpus.model import Furniture

FIRST = "Der Fluss trat am Montag über die Ufer und schloss zwei Dörfer ein."
SECOND = "Bis zum Abend brachten Boote alle Bewohner auf die andere Seite."


def blocks(text: str, **options) -> list[tuple[str, bool]]:
    """Words of each block and whether it is a heading."""
    found = find_blocks(text, open_words=lexicon("de").open_words, **options)
    return [(text[b.start : b.end], b.is_heading) for b in found]


def joined(first: str, second: str, gap: str = "\n\n") -> bool:
    """Whether the two become one block when they stand in an article."""
    return len(blocks(f"{FIRST}{gap}{first}{gap}{second}{gap}{SECOND}")) == 3


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2029", " \n \n "])
def test_line_ends_close_a_block(gap):
    assert blocks(f"{FIRST}{gap}{SECOND}") == [(FIRST, False), (SECOND, False)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Der Rat beschloss am 6. November, Mitte", "Woche soll die Sperrung beginnen."),
        ("Nach dem Beschluss vom 4. Mai sollen 300 Helfer,", "die zur Hälfte Laien sind, bleiben."),
        ("Im Dorf standen am Abend noch drei Boote, davon", "mindestens eines ohne Motor."),
        ("Der Sprecher nannte am Montag keine Zahl der", "Verletzten in beiden Dörfern."),
        ("Die Helfer blieben auch in der zweiten Nacht", "bei den Bewohnern am Deich."),
    ],
)
def test_broken_sentence_is_joined(first, second):
    assert joined(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Drei Tote, viele Verletzte", "Die Zahl der Opfer steigt weiter."),
        ("Zahlen, Daten, Fakten", "Das Wasser stand am Abend bei vier Metern."),
        ("Bürgermeister lehnt Hilfe des Landes ab", "Er will allein zurechtkommen."),
        ("Das Wasser sinkt wieder.", "am Abend stand es bei drei Metern."),
        ("Die Helfer fordern seit gestern drei Dinge:", "mehr Boote und mehr Licht."),
        ("- erstens sollen sofort neue Boote kommen", "- zweitens fehlt es an Licht"),
    ],
)
def test_whole_lines_are_not_joined(first, second):
    assert not joined(first, second)


def test_sentence_broken_by_an_advertisement_is_joined_around_it():
    text = (
        f"{FIRST}\n\nDie Helfer blieben auch nachts,\n\nAnzeige\n\nobwohl es regnete.\n\n{SECOND}"
    )
    start = text.index("Anzeige")
    ad = Furniture(start, start + 7, "other", "other.advertisement")
    words = [block for block, _ in blocks(text, furniture=[ad])]
    assert words[1].startswith("Die Helfer")
    assert words[1].endswith("obwohl es regnete.")


WRAPPED = """Hochwasser schließt Dörfer ein

Der Fluss trat am Montag über die Ufer und schloss zwei
Dörfer ein. Bis zum Abend brachten Boote alle Bewohner
auf die andere Seite. Verletzt wurde nach Angaben der
Feuerwehr niemand.

Boote kamen spät

Die ersten Boote kamen erst nach vier Stunden, weil die
Straße zum Lager unter Wasser stand. Der Landrat nannte
das einen Fehler, den niemand habe vorhersehen können.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_paragraph_is_one_block(end):
    found = blocks(WRAPPED.replace("\n", end))
    assert [is_heading for _, is_heading in found] == [True, False, True, False]
    assert found[1][0].startswith("Der Fluss")
    assert found[1][0].endswith("niemand.")


def test_hard_wrapped_pages_without_blank_lines():
    """As text comes out of a PDF: a line that had room for the next word ends a paragraph."""
    found = blocks(WRAPPED.replace("\n\n", "\n"))
    assert [is_heading for _, is_heading in found] == [True, False, True, False]


def test_short_sentences_line_by_line_are_blocks():
    text = "Das Wasser sank am Dienstag langsam wieder.\n" * 6
    assert len(blocks(text)) == 6


@pytest.mark.parametrize(
    "heading",
    [
        "Boote kamen spät",
        "Landrat: „Niemand konnte das wissen“",
        "18. Oktober 2024",
        "1. FC Lindtal spielt für die Helfer",
        "USA: Hilfe ja, Geld nein",
        "Was war los? Was jetzt zu tun ist",
    ],
)
def test_heading(heading):
    assert blocks(f"{FIRST}\n\n{heading}\n\n{SECOND}")[1] == (heading, True)


@pytest.mark.parametrize(
    "line",
    [
        "Niemand wurde verletzt.",
        "„Wir sind bereit.“",
        "- mehr Boote",
        "• mehr Licht",
        "a) mehr Geld",
        "Wer hilft?",
        "* * *",
        "Und der Landrat, der das alles hätte wissen müssen, wenn er nur einmal zum Fluss gegangen "
        "wäre, schwieg dazu den ganzen Tag",
    ],
)
def test_no_heading(line):
    assert blocks(f"{FIRST}\n\n{line}\n\n{SECOND}")[1] == (line, False)


def test_question_as_title():
    assert blocks(f"Wer hilft den Dörfern?\n\n{FIRST}")[0][1]


def test_last_line_is_no_heading():
    assert not blocks(f"{FIRST}\n\nEnde der Meldung")[-1][1]


def test_list_is_no_row_of_headings():
    text = f"{FIRST}\n\nGebraucht werden:\nBoote\nLicht\nDecken\nHelfer\n\n{SECOND}"
    assert not any(is_heading for _, is_heading in blocks(text))


def test_marked_headings_are_believed_and_others_not_guessed():
    text = f"Wer half?\n{FIRST}\nWer nicht?\n{SECOND}\nJahr Boote\n{FIRST}"
    marked = [(0, 9), (text.index("Wer nicht?"), text.index("Wer nicht?") + 10)]
    assert [h for _, h in blocks(text, headings=marked)] == [True, False, True, False, False, False]


def test_text_without_a_file():
    made = article_from_text("x", f"Dörfer eingeschlossen\n\n{FIRST}", "de")
    assert (made.furniture, len(made.blocks), made.blocks[0].is_heading) == ((), 2, True)
    assert article_from_text("x", "", "de").blocks == ()


@pytest.mark.parametrize(
    "piece", ["x", "Ein Titel\n", "Sechs Worte stehen vor dem Komma,\n\n", "\n"]
)
def test_time_grows_with_the_length_only(piece):
    text = piece * (1_000_000 // len(piece))
    begin = time.process_time()
    find_blocks(text)
    assert time.process_time() - begin < 10


def test_title_that_ends_like_a_broken_sentence_stays_a_title():
    title = "Acht Meter über Normal, und niemand weiß, warum"
    assert blocks(f"{title}\n\n{FIRST}\n\n{SECOND}") == [
        (title, True),
        (FIRST, False),
        (SECOND, False),
    ]
