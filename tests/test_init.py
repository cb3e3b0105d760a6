"""The draft of sources.toml: what it finds, what it never touches."""

import tomllib
from datetime import date

import pytest

from analysis.corpus import draft_sources, read_corpus
from analysis.corpus.sources import text_hash
from analysis.errors import InputError

FIRST = "Der Fluss trat am Montag über die Ufer und schloss zwei Dörfer ein."
SECOND = "Bis zum Abend brachten Boote alle Bewohner auf die andere Seite."
PAGE = f"Dörfer allein\n\nVon Jette Maas\nStand: 02.05.2024, 18:30 Uhr\n\n{FIRST}\n\n{SECOND}\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with one page saved as text."""
    (tmp_path / "bote.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def entries(folder) -> dict:
    """What the file says now."""
    return tomllib.loads((folder / "sources.toml").read_text(encoding="utf-8"))["sources"]


def test_draft_says_what_the_page_shows(folder):
    draft = draft_sources(folder)
    assert (draft.added, draft.completed) == (("bote",), ())
    assert entries(folder) == {
        "bote": {
            "file": "bote.txt",
            "title": "Dörfer allein",
            "author": "Jette Maas",
            "published": date(2024, 5, 2),
            "lang": "de",
            "sha256": text_hash(PAGE),
        }
    }
    text = (folder / "sources.toml").read_text(encoding="utf-8")
    assert "# not known yet: outlet, url, licence" in text
    assert 'author = "Jette Maas" # from the byline' in text
    assert read_corpus(folder).warnings == ()


def test_second_run_changes_nothing(folder):
    draft_sources(folder)
    before = (folder / "sources.toml").read_bytes()
    assert draft_sources(folder)[1:3] == ((), ())
    assert (folder / "sources.toml").read_bytes() == before


def test_what_a_person_wrote_stays(folder):
    mine = (
        '# Meine Quellen\n[sources.flut]\nfile = "bote.txt"   # Abendausgabe\n'
        'title = ""\nlang = "nl"\n\n[sources."fort ist"]\nfile = "fort.txt"\n'
    )
    (folder / "sources.toml").write_text(mine, encoding="utf-8")
    assert draft_sources(folder).completed == ("flut",)
    text = (folder / "sources.toml").read_text(encoding="utf-8")
    assert all(line in text.splitlines() for line in mine.splitlines())
    flut = entries(folder)["flut"]
    assert (flut["title"], flut["lang"], flut["sha256"]) == ("", "nl", text_hash(PAGE))
    assert "fort ist" in entries(folder)


def test_new_article_is_added_to_a_hand_written_file(folder):
    draft_sources(folder)
    (folder / "zweite fassung.txt").write_text(PAGE, encoding="utf-8")
    assert draft_sources(folder).added == ("zweite fassung",)
    assert set(entries(folder)) == {"bote", "zweite fassung"}


def test_unusual_layouts_are_kept(folder):
    (folder / "sources.toml").write_text('[sources]\nx = {file = "bote.txt", title = "T"}\n')
    draft_sources(folder)
    assert entries(folder)["x"]["title"] == "T"
    assert entries(folder)["x"]["lang"] == "de"


def test_rows_of_tables_are_left_to_their_columns(folder):
    (folder / "mehr.csv").write_text(f'id,text\na,"{FIRST}"\n', encoding="utf-8")
    draft_sources(folder)
    assert set(entries(folder)) == {"bote"}


def test_no_half_written_file_is_left(folder):
    draft_sources(folder)
    assert sorted(file.name for file in folder.iterdir()) == ["bote.txt", "sources.toml"]


def test_file_instead_of_a_folder(folder):
    with pytest.raises(InputError, match="name the folder it is in"):
        draft_sources(folder / "bote.txt")


def test_faulty_file_is_not_touched(folder):
    (folder / "sources.toml").write_text("[sources.bote]\nfoo = 1\n")
    with pytest.raises(InputError, match="unknown key"):
        draft_sources(folder)
    assert (folder / "sources.toml").read_text() == "[sources.bote]\nfoo = 1\n"
