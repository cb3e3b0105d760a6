"""Furniture: what a rule takes, what it must leave, and that nothing gets lost."""

import time
from itertools import pairwise

import pytest

from analysis.corpus.furniture import find_furniture, named_parts
from analysis.corpus.model import Article, Furniture
from analysis.lexicon import load_toml
from analysis.tables.schema import FURNITURE_KINDS

FIRST = "Der Fluss trat am Montag über die Ufer und schloss zwei Dörfer ein."
SECOND = "Bis zum Abend brachten Boote alle Bewohner auf die andere Seite."
TITLE = "Hochwasser schließt Dörfer ein"

RULES = load_toml("de", "furniture")["rules"]


def place(line: str, rule: dict) -> str:
    """A page that has `line` where the rule looks for it."""
    at, zone = rule.get("at", "line"), rule["zone"]
    if at == "start":
        return f"{line} {FIRST}\n\n{SECOND}"
    if at == "end":
        return f"{FIRST}\n\n{SECOND} {line}"
    if zone == "any":
        return f"{FIRST}\n\n{line}\n\n{SECOND}"
    if zone == "tail":
        return f"{FIRST}\n\n{SECOND}\n\n{line}"
    return f"{line}\n\n{FIRST}\n\n{SECOND}"


def taken(text: str) -> list[tuple[str, str, str]]:
    """Words, kind and rule of each piece of furniture."""
    return [(text[f.start : f.end], f.kind, f.rule) for f in find_furniture(text, "de")]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_rule_takes_its_example(rule):
    assert taken(place(rule["example"], rule)) == [(rule["example"], rule["kind"], rule["id"])]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_rule_leaves_its_false_friend(rule):
    assert taken(place(rule["false_friend"], rule)) == []


def test_kinds_are_those_of_the_furniture_table():
    assert {rule["kind"] for rule in RULES} <= set(FURNITURE_KINDS)
    assert len({rule["id"] for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "line",
    [
        "Von Moskau lernen",
        "Kommentar: Wer jetzt noch zögert",
        "2024",
        "Foto gefälscht, Bericht gelöscht",
        "Stand der Dinge",
        "Teilen und herrschen",
        "Politik der kleinen Schritte",
        "Das Bild, das keines war",
        "Ein Jahr Krieg: 24. Februar 2023",
        "Quelle: der Geheimdienst, sonst niemand",
        "Mehr zum Thema sagte der Sprecher nicht",
        "Weitere Berichte stehen aus",
        "Bild und Wirklichkeit",
    ],
)
def test_headings_inside_the_article_stay(line):
    assert taken(f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{SECOND}") == []


def test_head_of_a_saved_page():
    head = f"Start News {TITLE}\n\n{TITLE}\n\n23\n0\n{TITLE}\n\n"
    assert taken(f"{head}{FIRST}\n\n{SECOND}") == [
        (f"Start News {TITLE}", "navigation", "navigation.title"),
        ("23", "counter", "counter.number"),
        ("0", "counter", "counter.number"),
        (TITLE, "duplicate", "duplicate.title"),
    ]


def test_title_with_the_name_of_the_site():
    found = taken(f"{TITLE} | Bergfurter Bote\n{TITLE}\n\n{FIRST}\n\n{SECOND}")
    assert found == [(f"{TITLE} | Bergfurter Bote", "duplicate", "duplicate.title")]


def test_title_with_a_subtitle_stays():
    assert taken(f"Hochwasser\nHochwasser - Bericht vom Fluss und seinen Leuten\n\n{FIRST}") == []


def test_lines_of_menu_and_share_words():
    text = f"Startseite · Politik · Sport\nTeilen Drucken Mail\n{TITLE}\n\n{FIRST}\n\n{SECOND}"
    assert [rule for _, _, rule in taken(text)] == ["navigation.words", "share.words"]


def test_menu_words_within_the_article_stay():
    assert taken(f"{FIRST}\n\nPolitik\n\n{SECOND}") == []


def test_numbers_within_the_article_stay():
    assert taken(f"{FIRST}\n\n23\n\n{SECOND}") == []


def test_teaser_list_after_the_article():
    text = f"{FIRST}\n\n{SECOND}\n\nWeitere Artikel\nNeues Bad öffnet\nWer zahlt für den Deich?"
    assert [(kind, rule) for _, kind, rule in taken(text)] == [
        ("teaser", "teaser.heading"),
        ("teaser", "teaser.heading.list"),
        ("teaser", "teaser.heading.list"),
    ]


def test_teaser_inside_the_article_takes_one_headline():
    text = f"{FIRST}\n\nLesen Sie auch\nNeues Bad öffnet\nWer half\n{SECOND}"
    assert [words for words, _, _ in taken(text)] == ["Lesen Sie auch", "Neues Bad öffnet"]


def test_sentence_below_a_teaser_heading_stays():
    text = f"{FIRST}\n\n{SECOND}\n\nMehr zum Thema\nDas Wasser sinkt."
    assert [words for words, _, _ in taken(text)] == ["Mehr zum Thema"]


def test_long_paragraph_loses_only_its_credit():
    paragraph = " ".join([FIRST] * 8)
    assert taken(f"{paragraph} (dpa/afp)\n\n{SECOND}") == [
        ("(dpa/afp)", "credit", "credit.agency_end")
    ]


def test_no_break_space_in_a_phrase():
    assert taken(f"{FIRST}\n\nMehr zum\u00a0Thema\u00a0– Der Deich")[0][2] == "teaser.more"


def test_page_of_furniture_only():
    assert len(taken("Startseite\nTeilen\n12\nSchreibe einen Kommentar\n© 2024 Bote")) == 5


def test_language_without_a_lexicon_has_the_general_rules():
    text = f"12\n{TITLE}\n{TITLE}\n{FIRST}"
    assert [f.rule for f in find_furniture(text, "xx")] == ["counter.number", "duplicate.title"]


def test_what_a_format_took_gets_its_kind_from_the_words():
    text = f"© 2024 Bote\n{FIRST}"
    given = Furniture(0, 11, "other", "html:trafilatura")
    assert find_furniture(text, "de", [given]) == (given._replace(kind="copyright"),)


def test_marks_within_a_line_that_is_taken_are_not_listed_twice():
    text = f"{FIRST}\n\nLesen Sie auch: [Der Deich](u)\n\n{SECOND}"
    marks = [text.index("["), text.index("](u)")]
    given = [
        Furniture(marks[0], marks[0] + 1, "markup", "markdown:inline"),
        Furniture(marks[1], marks[1] + 4, "markup", "markdown:inline"),
    ]
    found = find_furniture(text, "de", given)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_byline_and_date_are_named():
    text = f"{TITLE}\nVon Jette Maas und Jan Olsen\nStand: 07.11.2024, 16:42 Uhr\n\n{FIRST}"
    article = Article("a", text, "de", furniture=find_furniture(text, "de"))
    assert named_parts(article) == {"author": "Jette Maas und Jan Olsen", "date": "07.11.2024"}


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        " ",
        "1",
        "Von Anna ",
        "Foto: a ",
        "[(",
        "dpa/",
        "Start > ",
        "Newsletter ",
        "\u00ad",
        ".",
    ],
)
def test_time_grows_with_the_length_only(piece):
    """A line of ten million characters must not send a pattern astray."""
    text = piece * (10_000_000 // len(piece))
    begin = time.process_time()
    find_furniture(text, "de")
    find_furniture((piece * (590 // len(piece)) + "!\n") * 200, "de")
    assert time.process_time() - begin < 10
