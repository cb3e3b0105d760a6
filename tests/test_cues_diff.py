"""A user's own cues reach the tables, and their effect can be told."""

import pytest

from analysis.corpus import Corpus, article_from_text
from analysis.errors import InputError
from analysis.tables import analyse
from analysis.tables.cues_diff import cues_diff

TEXT = "Angeblich brach der Damm. Der Wirt war zunächst vermutlich fort."


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(name="bote", articles=(article_from_text("bote", TEXT, "de"),))


def own_cues(tmp_path, rows: str) -> str:
    path = tmp_path / "cues.tsv"
    path.write_text("cue\tstance\n" + rows, encoding="utf-8")
    return str(path)


def test_marks_gained_lost_and_relabelled(tmp_path, corpus, cache):
    rows = "angeblich\toff\nzunächst\thedge\nvermutlich\tdistance\n"
    found = cues_diff(corpus, own_cues(tmp_path, rows), cache=cache)
    assert list(found["change"] + " " + found["text"]) == [
        "lost Angeblich",
        "gained zunächst",
        "relabelled vermutlich",
    ]
    assert found["after"].isna().tolist() == [True, False, False]
    assert found["sentence"][0] == "Angeblich brach der Damm."


def test_tables_are_kept_apart_by_the_cues_they_were_made_with(tmp_path, corpus, cache):
    before = analyse(corpus, cache=cache)
    cues = own_cues(tmp_path, "angeblich\toff\n")
    assert len(analyse(corpus, cues=cues, cache=cache).evidence) < len(before.evidence)
    own_cues(tmp_path, "fort\thedge\n")
    assert len(analyse(corpus, cues=cues, cache=cache).evidence) > len(before.evidence)


def test_missing_file_is_named(corpus, cache):
    with pytest.raises(InputError, match=r"own cues none\.tsv"):
        analyse(corpus, cues="none.tsv", cache=cache)
