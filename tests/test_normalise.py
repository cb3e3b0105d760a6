"""From the article to the text that is parsed, and back: nothing lost, every offset exact."""

import time
import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import Article, Block, Furniture, analysis_text, article_from_text
from analysis.corpus.blocks import find_blocks
from analysis.corpus.furniture import find_furniture
from analysis.corpus.lines import trim
from analysis.corpus.normalise import normalise

# What goes wrong in real files: spaces that are none, invisible characters, ligatures, letters in
# two parts, UTF-8 read as Windows-1252, line ends of all systems, emoji, other scripts, controls.
NASTY = [
    *(
        "\u00a0",
        "\u2009",
        "\u202f",
        "\u200b",
        "\u200d",
        "\u00ad",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x00",
    ),
    *(
        "\r\n",
        "\r",
        "\n",
        "\n\n",
        "\v",
        "\f",
        "\t",
        "  ",
        "\x1c",
        "\u0308",
        "u\u0308",
        "\u0301\u0301",
    ),
    *(
        "ﬁ",
        "ﬀ",
        "ﬆ",
        "Ã¼",
        "â€ž",
        "â€œ",
        "Ã",
        "Â\u00a0",
        "Ã¤Ã¶",
        "„",
        "“",
        "»",
        "«",
        "👩‍👩‍👧",
        "🇰🇵",
    ),
    *(
        "김정은",
        "Путин",
        "שלום",
        "\u202e",
        "Soldaten",
        "3.000",
        "Teilen",
        "23",
        "Foto: dpa",
        ".",
        ",",
    ),
    *("Der Fluss trat am Montag über die Ufer und schloss zwei Dörfer ein.", "©", "-", "#", "İ"),
]
nasty = st.lists(
    st.one_of(
        st.sampled_from(NASTY), st.text(st.characters(exclude_categories=("Cs",)), max_size=5)
    ),
    max_size=25,
).map("".join)


def article(text: str) -> Article:
    """As `read_corpus` makes it from a plain text."""
    furniture = find_furniture(text, "de")
    return Article("a", text, "de", furniture=furniture, blocks=find_blocks(text, furniture))


@settings(max_examples=400, deadline=None)
@given(nasty)
def test_every_visible_character_is_furniture_or_in_a_block(text):
    made = article(text)
    covered = np.zeros(len(text), dtype=int)
    for piece in made.furniture:
        covered[piece.start : piece.end] += 1
    for block in made.blocks:
        inside = covered[block.start : block.end]
        inside[inside == 0] = 1
    visible = [i for i in range(len(text)) if trim(text, i, i + 1)[1] > i]
    assert all(covered[i] == 1 for i in visible)
    assert all(a.end <= b.start for a, b in pairwise(made.blocks))
    assert all(a.end <= b.start for a, b in pairwise(made.furniture))


@settings(max_examples=400, deadline=None)
@given(nasty)
def test_spans_map_back_in_order_and_within_bounds(text):
    made = analysis_text(article(text))
    n = len(made.text)
    assert len(made.offsets) == n + 1
    assert len(made.ends) == n
    spans = [made.source_span(i, i + 1) for i in range(n)]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))
    assert made.source_span(n, n) == (made.offsets[n],) * 2


@settings(max_examples=400, deadline=None)
@given(nasty)
def test_source_of_each_word_gives_the_word(text):
    made = analysis_text(article(text))
    for block in made.blocks:
        position = block.start
        for word in made.text[block.start : block.end].split(" "):
            start, end = made.source_span(position, position + len(word))
            assert normalise(text[start:end]) == word
            position += len(word) + 1


@settings(max_examples=400, deadline=None)
@given(nasty)
def test_text_is_clean(text):
    made = analysis_text(article(text))
    assert "  " not in made.text
    assert made.text == "\n".join(made.text[b.start : b.end] for b in made.blocks)
    assert all(made.text[b.start : b.end].strip() for b in made.blocks)
    assert not set(made.text) & set("\u00a0\u2009\u202f\u00ad\u200b\ufeff\r\t\x00")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("11.000\u00a0Soldaten", "11.000 Soldaten"),
        ("Mil\u00adlio\u00adnen", "Millionen"),
        ("oﬃzielle ﬁnden", "offizielle finden"),
        ("fu\u0308r", "für"),
        ("fÃ¼r â€žFriedenâ€œ", "für „Frieden“"),
        ("zwei\r\nZeilen", "zwei Zeilen"),
        ("a \u200b b", "a b"),
        ("Null\u200bbreite", "Nullbreite"),
        ("„So“, »so«, “so” – und so … 3 €", "„So“, »so«, “so” – und so … 3 €"),
        ("Ärger, Öl, Übung, Maß, É, ñ", "Ärger, Öl, Übung, Maß, É, ñ"),
        ("Ма́сква 김정은 Ελλάδα", unicodedata.normalize("NFC", "Ма́сква 김정은 Ελλάδα")),
    ],
)
def test_normalise(raw, clean):
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Das Minis-\nterium", "Das Ministerium"),
        ("Das Minis\u00ad\r\nterium", "Das Ministerium"),
        ("in Nordrhein-\nWestfalen", "in Nordrhein-Westfalen"),
        ("an Ost-\nund Westküste", "an Ost- und Westküste"),
        ("dreißig -\nvierzig", "dreißig - vierzig"),
    ],
)
def test_words_divided_at_the_end_of_a_line(raw, clean):
    blocks = (Block(0, len(raw), False),)
    made = analysis_text(Article("a", raw, "de", blocks=blocks))
    assert made.text == clean
    last = made.text.rindex(" ") + 1
    start, end = made.source_span(last, len(made.text))
    assert raw[start - 1].isspace()
    assert end == len(raw)


def test_span_within_a_ligature_widens_to_all_of_it():
    made = analysis_text(article_from_text("a", "Sie ﬁnden es.", "de"))
    assert made.text == "Sie finden es."
    assert made.source_span(4, 5) == (4, 5)
    assert made.source_span(4, 10) == (4, 9)


def test_mojibake_is_aligned_character_by_character():
    text = "Er sagte: â€žÃ„rgerâ€œ."
    made = analysis_text(article_from_text("a", text, "de"))
    start = made.text.index("Ärger")
    assert made.text == "Er sagte: „Ärger“."
    assert text[slice(*made.source_span(start, start + 5))] == "Ã„rger"


def test_furniture_inside_a_block_is_left_out_and_not_covered_by_its_words():
    text = "Das ist **sehr** wahr."
    marks = (Furniture(8, 10, "markup", "m"), Furniture(14, 16, "markup", "m"))
    made = analysis_text(
        Article("a", text, "de", furniture=marks, blocks=(Block(0, len(text), False),))
    )
    assert made.text == "Das ist sehr wahr."
    assert made.source_span(8, 12) == (10, 14)


def test_nothing_left_gives_an_empty_text():
    made = analysis_text(Article("a", "Teilen", "de", blocks=()))
    assert (made.text, made.blocks, list(made.offsets)) == ("", (), [0])


@pytest.mark.parametrize("piece", ["a", " ", "\u00ad", "a ", " \u00ad", "Ü", "Ã¼", "👍", "Я "])
def test_time_grows_with_the_length_only(piece):
    text = "a" + piece * (1_000_000 // len(piece)) + "b"
    begin = time.process_time()
    analysis_text(article_from_text("a", text, "de"))
    assert time.process_time() - begin < 10
