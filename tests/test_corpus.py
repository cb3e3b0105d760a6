"""Reading a corpus: folders, single files, encodings, sources.toml, and what goes wrong."""

import os
from datetime import date

import pytest

from analysis.corpus import Corpus, analysis_text, read_corpus
from analysis.corpus.decode import decode
from analysis.corpus.sources import text_hash
from analysis.errors import InputError

FIRST = "Der Fluss trat am Montag über die Ufer und schloss zwei Dörfer ein."
SECOND = "Bis zum Abend brachten Boote alle Bewohner auf die andere Seite."
TEXT = f"Dörfer eingeschlossen\n\n{FIRST}\n\n{SECOND}\n"


@pytest.fixture
def folder(tmp_path):
    """A corpus folder with one article, `bote.txt`."""
    place = tmp_path / "fluss"
    place.mkdir()
    (place / "bote.txt").write_text(TEXT, encoding="utf-8")
    return place


def only(corpus: Corpus):
    """The one article of a corpus."""
    assert len(corpus) == 1
    return corpus.articles[0]


def test_article_without_anything_known(folder):
    corpus = read_corpus(folder)
    article = only(corpus)
    assert (corpus.name, corpus.warnings) == ("fluss", ())
    assert (article.doc_id, article.text, article.lang) == ("bote", TEXT, "de")
    assert (article.title, article.outlet, article.published) == (
        "Dörfer eingeschlossen",
        None,
        None,
    )
    assert analysis_text(article).text == f"Dörfer eingeschlossen\n{FIRST}\n{SECOND}"


def test_articles_come_by_id_and_a_path_may_be_text(folder):
    (folder / "abend.txt").write_text(TEXT)
    assert [article.doc_id for article in read_corpus(str(folder)).articles] == ["abend", "bote"]


def test_single_file(folder):
    (folder / "abend.txt").write_text(TEXT)
    (folder / "sources.toml").write_text(
        '[sources.x]\nfile = "bote.txt"\n[sources.y]\nfile="abend.txt"'
    )
    corpus = read_corpus(folder / "bote.txt")
    assert (corpus.name, only(corpus).doc_id, corpus.warnings) == ("bote", "x", ())


def test_language_is_told_from_the_text(folder):
    (folder / "bote.txt").write_text(
        "The river burst its banks on Monday and cut off two villages. Nobody was hurt."
    )
    assert only(read_corpus(folder)).lang == "en"


# --- what lies in a folder -----------------------------------------------------------------------


def test_files_that_are_no_articles(folder):
    for name in ("README.md", "readme.txt", "LICENSE", "answers.toml", ".hidden.txt", "~$x.docx"):
        (folder / name).write_text("No article.")
    corpus = read_corpus(folder)
    assert (len(corpus), corpus.warnings) == (1, ())


def test_nested_folders_and_other_files_are_named(folder):
    (folder / "alt").mkdir()
    (folder / "alt" / "x.txt").write_text(TEXT)
    (folder / "bild.jpg").write_bytes(b"\xff\xd8")
    first, second = read_corpus(folder).warnings
    assert first.startswith("alt: folders")
    assert second.startswith("bild.jpg: not read")


def test_links(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_text(TEXT)
    (folder / "link.txt").symlink_to(elsewhere)
    (folder / "tot.txt").symlink_to(tmp_path / "nowhere.txt")
    corpus = read_corpus(folder)
    assert [article.doc_id for article in corpus.articles] == ["bote", "link"]
    assert corpus.warnings == ("tot.txt: a link to a file that is not there; left out",)


def test_empty_file_is_left_out_with_a_warning(folder):
    (folder / "leer.txt").write_text("\ufeff \n\u00a0\n")
    corpus = read_corpus(folder)
    assert (len(corpus), corpus.warnings) == (1, ("leer.txt: article 'leer' is empty; left out",))


def test_page_of_furniture_only_is_kept_with_a_warning(folder):
    (folder / "bote.txt").write_text("Teilen\n12\nSchreibe einen Kommentar\n")
    corpus = read_corpus(folder)
    assert only(corpus).blocks == ()
    assert len(only(corpus).furniture) == 3
    assert "everything in it is page furniture" in corpus.warnings[0]


def test_no_such_place(tmp_path):
    with pytest.raises(InputError, match="no such file or folder"):
        read_corpus(tmp_path / "x")


def test_folder_without_articles(tmp_path):
    (tmp_path / "leer.txt").write_text("")
    (tmp_path / "tabelle.xlsx").write_text("")
    with pytest.raises(InputError, match=r"no article in it; readable are .*\.txt(.|\n)*leer\.txt"):
        read_corpus(tmp_path)


def test_file_of_another_kind(tmp_path):
    (tmp_path / "x.xlsx").write_text("")
    with pytest.raises(InputError, match="this kind of file cannot be read"):
        read_corpus(tmp_path / "x.xlsx")


def test_two_files_with_one_id(folder):
    (folder / "bote.md").write_text(TEXT)
    with pytest.raises(InputError, match=r"bote\.txt: the id 'bote' is already taken by bote\.md"):
        read_corpus(folder)
    (folder / "sources.toml").write_text('[sources.zweite]\nfile = "bote.md"\n')
    assert [a.doc_id for a in read_corpus(folder).articles] == ["bote", "zweite"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(folder):
    (folder / "bote.txt").chmod(0)
    with pytest.raises(InputError, match=r"bote\.txt: cannot be opened"):
        read_corpus(folder)


def test_many_files(tmp_path):
    for number in range(300):
        (tmp_path / f"a{number:04}.txt").write_text(TEXT)
    assert len(read_corpus(tmp_path)) == 300


# --- encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1", "iso8859_15"]
)
def test_encodings(folder, encoding):
    (folder / "bote.txt").write_bytes(TEXT.encode(encoding))
    assert only(read_corpus(folder)).text == TEXT


def test_line_ends_are_kept(folder):
    (folder / "bote.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    article = only(read_corpus(folder))
    assert article.text == TEXT.replace("\n", "\r\n")
    assert [b.is_heading for b in article.blocks] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Gespräch mit Peña über São Paulo – „gut“, 5 €", "cp1252"),
        ("Zażółć gęślą jaźń. To jest zdanie po polsku o wojnie.", "cp1250"),
        ("Президент заявил в понедельник, что войска вышли.", "cp1251"),
        ("Ende für die Größe, sagen die Männer am Fluss.", "cp850"),
    ],
)
def test_encodings_that_nothing_declares(text, encoding):
    assert decode(text.encode(encoding), where="x") == text


def test_declared_encoding():
    page = '<meta charset="windows-1251"><p>Река вышла из берегов в понедельник.</p>'
    assert decode(page.encode("cp1251"), where="x") == page


def test_damaged_utf8_names_file_and_byte(folder):
    data = TEXT.encode()
    place = len("Dörfer eingeschlossen".encode())
    (folder / "bote.txt").write_bytes(data[:place] + b"\xff" + data[place:])
    with pytest.raises(InputError, match=rf"bote\.txt: UTF-8 with a damaged place at byte {place}"):
        read_corpus(folder)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PNG\x00\x01\x02", "byte 3 is NUL"),
        (b"\xff\xfeA\x00B", "marked as utf-16"),
        (bytes(range(1, 256)) * 4, "encoding cannot be told .not UTF-8 from byte 127 on"),
    ],
)
def test_what_is_no_text(data, message):
    with pytest.raises(InputError, match=message):
        decode(data, where="x.txt")


# --- sources.toml --------------------------------------------------------------------------------


def sources(folder, entry: str) -> None:
    (folder / "sources.toml").write_text(entry, encoding="utf-8")


def test_sources_say_what_is_known(folder):
    sources(
        folder,
        '[sources.flut]\nfile = "bote.txt"\noutlet = "Flussbote"\ntitle = "Land unter"\n'
        'author = "J. Maas"\npublished = 2024-05-02\nurl = "https://x.example"\nlang = "nl"\n'
        'licence = "CC0"\nnotes = "Abendausgabe"\n',
    )
    article = only(read_corpus(folder))
    assert (article.doc_id, article.outlet, article.title) == ("flut", "Flussbote", "Land unter")
    assert (article.author, article.published) == ("J. Maas", date(2024, 5, 2))
    assert (article.url, article.lang) == ("https://x.example", "nl")
    assert (article.licence, article.notes) == ("CC0", "Abendausgabe")


@pytest.mark.parametrize("value", ['"2024-05-02"', "2024-05-02", "2024-05-02T18:30:00"])
def test_dates(folder, value):
    sources(folder, f"[sources.bote]\npublished = {value}\n")
    assert only(read_corpus(folder)).published == date(2024, 5, 2)


def test_empty_value_means_not_known(folder):
    sources(folder, '[sources.bote]\ntitle = ""\npublished = ""\n')
    assert only(read_corpus(folder)).title == "Dörfer eingeschlossen"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "[sources.bote]\n\noutlett = 'x'\n",
            r"line 3: \[sources\.bote\] outlett: unknown key; allowed",
        ),
        ("[sources.bote]\npublished = '2. Mai'\n", r"line 2: .*'2\. Mai' is no date; write year"),
        ("[sources.bote]\npublished = 2024\n", "is no date"),
        ("[sources.bote]\noutlet = 5\n", "5 is no text"),
        ("[sources.bote]\nlang = 'deutsch'\n", "two letters"),
        ("[sources.bote]\nsha256 = 'abc'\n", "64 hexadecimal"),
        ("[source.bote]\n", "line 1: unknown key 'source'"),
        ("[sources]\nbote = 1\n", "'bote' is no table"),
        ("sources = 1\n", "'sources' holds tables"),
        ("[sources.bote\n", "line 1"),
        ("[sources.a]\nfile='bote.txt'\n[sources.b]\nfile='bote.txt'\n", "several name it: a, b"),
    ],
)
def test_sources_are_strict(folder, entry, message):
    sources(folder, entry)
    with pytest.raises(InputError, match=message):
        read_corpus(folder)


def test_entry_without_file_and_file_without_entry(folder):
    sources(folder, '[sources.fort]\nfile = "fort.txt"\n')
    assert read_corpus(folder).warnings == (
        "bote.txt: no entry in sources.toml",
        "sources.toml: [sources.fort] has no article (file 'fort.txt')",
    )


def test_changed_text_is_told(folder):
    sources(folder, f'[sources.bote]\nsha256 = "{text_hash(TEXT)}"\n')
    assert read_corpus(folder).warnings == ()
    (folder / "bote.txt").write_text(TEXT + "Nachtrag.")
    assert "not the one sources.toml has the sha256 of" in read_corpus(folder).warnings[0]
