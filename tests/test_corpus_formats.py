"""File formats: what each gives, and its clear errors."""

import json
import sys
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import analysis_text, read_corpus
from analysis.errors import InputError

FIXTURES = Path(__file__).parent / "fixtures" / "corpus"
FIRST = "Der Fluss trat am Montag über die Ufer und schloss zwei Dörfer ein."
SECOND = "Bis zum Abend brachten Boote alle Bewohner auf die andere Seite."


def lines(path: Path) -> list[str]:
    """The analysed blocks of the one article in a file; headings marked with `#`."""
    made = analysis_text(read_corpus(path).articles[0])
    return ["# " * b.is_heading + made.text[b.start : b.end] for b in made.blocks]


def write(tmp_path: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


# --- HTML ----------------------------------------------------------------------------------------


def test_page_of_a_blog():
    (article,) = read_corpus(FIXTURES / "blog.html").articles
    assert (article.outlet, article.author) == ("Küstenblog", "Jette Maas")
    assert (article.title, article.published) == ("Hafen meldet weniger Schiffe", date(2024, 11, 3))
    assert article.url == "https://kuestenblog.example/hafen-meldet-weniger-schiffe/"
    found = lines(FIXTURES / "blog.html")
    assert [line for line in found if line.startswith("# ")] == [
        "# Hafen meldet weniger Schiffe",
        "# Fischer sind besorgt",
    ]
    assert len(found) == 7
    assert "212 Schiffe" in found[1]
    kinds = {article.text[f.start : f.end]: f.kind for f in article.furniture}
    assert kinds["Ein Kutter läuft aus. Foto: Jette Maas"] == "caption"
    assert kinds["Lesen Sie auch: Als die Fähre im Nebel stand"] == "teaser"
    assert kinds["© 2024 Küstenblog | Impressum"] == "copyright"
    assert kinds["von Jette Maas am 3. November 2024"] == "byline"
    assert {f.rule for f in article.furniture} == {"html:trafilatura"}


def test_text_of_a_page_is_what_a_reader_sees():
    (article,) = read_corpus(FIXTURES / "blog.html").articles
    assert "Start » News » Hafen meldet weniger Schiffe" in article.text
    for hidden in ("Das darf niemand", "Unsichtbar", "unsichtbar", "tracking"):
        assert hidden not in article.text


def test_page_with_lists_quotes_and_a_table():
    found = lines(FIXTURES / "portal.html")
    assert found[:2] == [
        "# Stadtrat streitet über Brücke",
        "# Gutachten spricht von Rissen, die Verwaltung von Alterung",
    ]
    assert "Wer jetzt sperrt, sperrt die halbe Stadt." in found
    assert "2024 14.500" in found
    assert not any("Neues Bad" in line or "Startseite" in line for line in found)


def test_page_without_an_article_is_kept_whole(tmp_path):
    path = write(tmp_path, "x.html", "<body><nav>Start</nav><div></div></body>")
    corpus = read_corpus(path)
    assert "no article found in the page" in corpus.warnings[0]
    assert corpus.articles[0].text == "Start"


def test_short_page(tmp_path):
    page = "<h1>Kurz gemeldet</h1><p>Ein Zug blieb stehen.</p><p>Niemand wurde verletzt.</p>"
    path = write(tmp_path, "x.htm", page)
    assert lines(path) == ["# Kurz gemeldet", "Ein Zug blieb stehen.", "Niemand wurde verletzt."]


@pytest.mark.parametrize("page", ["<", "<p>", "<html></html>", "<!-- x -->", "&#0;", "<p>&#xD800;"])
def test_broken_pages_do_not_raise_other_errors(tmp_path, page):
    path = write(tmp_path, "x.html", page)
    try:
        read_corpus(path)
    except InputError as error:
        assert "no article in it" in str(error)  # noqa: PT017 (either is right)


# --- Markdown ------------------------------------------------------------------------------------


def test_markdown(tmp_path):
    path = write(
        tmp_path,
        "x.md",
        f"---\ntitle: x\n---\n\n# Dörfer *fast* allein #\n\n> {FIRST}\n\n"
        f"Was nun?\n--------\n\n**Niemand** wurde [nach Angaben](http://x.example/a) der __Wehr__ "
        f"verletzt, alle Leser*innen_x sind _gesund_.\n\n![Bild](b.png)\n\n***\n\n{SECOND}\n",
    )
    assert lines(path) == [
        "# Dörfer fast allein",
        FIRST,
        "# Was nun?",
        "Niemand wurde nach Angaben der Wehr verletzt, alle Leser*innen_x sind gesund.",
        SECOND,
    ]
    furniture = read_corpus(path).articles[0].furniture
    assert {f.kind for f in furniture} == {"markup"}


# --- tables --------------------------------------------------------------------------------------

ROW = {"id": "a", "text": FIRST, "outlet": "Bote", "date": "2024-05-02", "other": "x"}


def write_table(path: Path) -> Path:
    """The same two articles as .jsonl, .csv (two delimiters) or .parquet."""
    frame = pd.DataFrame([ROW, ROW | {"id": "b", "date": None}])
    if path.suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    elif path.suffix == ".csv":
        frame.to_csv(path, index=False, sep=";" if "semicolon" in path.name else ",")
    else:
        frame.to_parquet(path)
    return path


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "semicolon.csv", "x.parquet"])
def test_tables(tmp_path, name):
    corpus = read_corpus(write_table(tmp_path / name))
    first, second = corpus.articles
    assert (first.doc_id, first.text, first.outlet) == ("a", FIRST, "Bote")
    assert (first.published, second.published) == (date(2024, 5, 2), None)
    assert corpus.warnings == ()


def test_rows_without_ids_are_counted(tmp_path):
    path = write(tmp_path, "x.jsonl", f'{{"text": "{FIRST}"}}\n\n{{"text": "{SECOND}"}}\n')
    assert [article.doc_id for article in read_corpus(path).articles] == ["x-1", "x-2"]


def test_sources_complete_a_row(tmp_path):
    write_table(tmp_path / "x.csv")
    write(tmp_path, "sources.toml", '[sources.a]\nfile = "x.csv"\noutlet = "Flussbote"\n')
    corpus = read_corpus(tmp_path)
    assert [article.outlet for article in corpus.articles] == ["Flussbote", "Bote"]
    assert corpus.warnings == ()


def test_long_field(tmp_path):
    text = " ".join([FIRST] * 5000)
    path = write(tmp_path, "x.csv", f'id,text\na,"{text}"\n')
    assert read_corpus(path).articles[0].text == text


@pytest.mark.parametrize("stamp", [datetime(2024, 5, 2, 18), date(2024, 5, 2)])
def test_dates_of_a_parquet_file(tmp_path, stamp):
    pd.DataFrame([{"text": FIRST, "published": stamp}]).to_parquet(tmp_path / "x.parquet")
    assert read_corpus(tmp_path).articles[0].published == date(2024, 5, 2)


def test_bad_date_in_a_row_is_a_warning(tmp_path):
    path = write(tmp_path, "x.jsonl", json.dumps({"text": FIRST, "date": "gestern"}))
    corpus = read_corpus(path)
    assert corpus.articles[0].published is None
    assert corpus.warnings == ("x.jsonl, row 1: 'gestern' is no date; left out",)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.csv", "id,body\n1,x\n", "no column 'text'; its columns are 'id', 'body'"),
        ("x.jsonl", '{"body": "x"}\n', "no column 'text'; its columns are 'body'"),
        ("x.jsonl", '{"text": "x"}\n{"text"\n', r"x\.jsonl, line 2: no JSON"),
        ("x.jsonl", '["x"]\n', "line 1: not an object"),
        ("x.parquet", "nothing", "no Parquet file"),
        ("x.csv", "id,text\na,x\na,y\n", "the id 'a' is already taken"),
        ("x.csv", "id,text\n", "no article in it"),
        ("x.docx", "nothing", r"no readable \.docx file"),
        ("x.pdf", "nothing", "no readable PDF"),
    ],
)
def test_what_cannot_be_read(tmp_path, name, text, message):
    with pytest.raises(InputError, match=message):
        read_corpus(write(tmp_path, name, text))


# --- office files --------------------------------------------------------------------------------


def test_docx(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.core_properties.author = "Jette Maas"
    document.add_heading("Wer half den Dörfern?", 1)
    document.add_paragraph(FIRST)
    document.add_table(1, 2).rows[0].cells[0].text = "Boote"
    document.add_paragraph(SECOND)
    document.save(str(tmp_path / "x.docx"))
    assert lines(tmp_path / "x.docx")[:2] == ["# Wer half den Dörfern?", FIRST]
    assert read_corpus(tmp_path).articles[0].author == "Jette Maas"


def test_pdf(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    name = NameObject
    font = {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1")}
    fonts = DictionaryObject(
        {name("/F"): DictionaryObject({**font, name("/BaseFont"): name("/Helvetica")})}
    )
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    page[name("/Resources")] = DictionaryObject({name("/Font"): fonts})
    words = DecodedStreamObject()
    words.set_data(b"BT /F 12 Tf 72 700 Td (Das Wasser sank am Dienstag wieder.) Tj ET")
    page[name("/Contents")] = words
    writer.add_metadata({"/Title": "Pegel"})
    writer.write(tmp_path / "x.pdf")
    assert lines(tmp_path / "x.pdf") == ["Das Wasser sank am Dienstag wieder."]
    assert read_corpus(tmp_path).articles[0].title == "Pegel"


def test_pdf_without_text_is_named(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "x.pdf")
    with pytest.raises(InputError, match=r"a PDF without text \(a scan\?\)"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(("name", "library"), [("x.docx", "docx"), ("x.pdf", "pypdf")])
def test_missing_extra_is_named(tmp_path, monkeypatch, name, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError, match=r"pip install 'lesarten\[office\]'"):
        read_corpus(write(tmp_path, name, ""))


def test_a_lead_with_a_teasers_class_belongs_to_the_article(tmp_path):
    body = "".join(
        f"<p>Satz {number} des Berichts sagt noch einmal, was am Wehr von Tellbach geschah.</p>"
        for number in range(9)
    )
    lead = "Seit zwei Wochen ist das Wehr zu. Die Gemeinde nennt keinen Grund."
    path = write(
        tmp_path,
        "wehr.html",
        "<body><nav><p>Alle acht Meldungen des Tages stehen hier auf einen Blick.</p></nav>"
        f'<article><h1>Das Wehr</h1><p class="teaser">{lead}</p><p class="byline">Von Ute Reim</p>'
        f"{body}</article></body>",
    )
    (article,) = read_corpus(path).articles
    set_aside = [article.text[piece.start : piece.end] for piece in article.furniture]
    assert lead not in set_aside
    assert "Alle acht Meldungen des Tages stehen hier auf einen Blick." in set_aside
