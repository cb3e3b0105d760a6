"""The command as a user meets it: exit codes, messages, files."""

import json
import subprocess
import sys

import pytest

TEXT = """Grube bei Hallstein geschlossen

Mindestens 300 Bergleute seien verschüttet, teilte das Ministerium mit.
"""


def lesarten(*args, cwd=None) -> subprocess.CompletedProcess:
    """`python -m analysis ARGS`."""
    command = [sys.executable, "-m", "analysis", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture
def corpus(tmp_path):
    """A folder with one article."""
    folder = tmp_path / "texte"
    folder.mkdir()
    (folder / "bote.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_extract_writes_one_file_a_table(corpus, tmp_path, format):
    done = lesarten("extract", corpus, "--out", tmp_path / "out", "--format", format)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob(f"*.{format}"))) == 6
    assert "analysing 1/1" in done.stderr


def test_extracted_rows_hold_the_claim(corpus, tmp_path):
    lesarten("extract", corpus, "--out", tmp_path / "out", "--format", "jsonl")
    lines = (tmp_path / "out" / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    (figure,) = map(json.loads, lines)
    assert (figure["low"], figure["high"], figure["bound"]) == (300, None, "at_least")
    assert TEXT[figure["start"] : figure["end"]] == "Mindestens 300 Bergleute"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["report", "{corpus}", "-p", "nuon=Soldat"], 2, "nuon"),
        (["report", "{corpus}", "-p", "top_speakers=many"], 2, "top_speakers"),
        (["report", "{corpus}", "-p", "noun"], 2, "NAME=VALUE"),
        (["report", "nowhere"], 3, "nowhere"),
        (["report", "{corpus}", "--pipeline", "no_such_pipeline"], 3, "no_such_pipeline"),
        (["extract", "{corpus}"], 2, "--out"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_what_goes_wrong_has_a_code_and_a_message(corpus, tmp_path, args, code, words):
    done = lesarten(*(arg.format(corpus=corpus) for arg in args), cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "reports").exists()


def test_report_in_a_folder_of_files_that_are_not_ours_is_refused(corpus, tmp_path):
    done = lesarten("report", corpus, "--out", corpus)
    assert done.returncode == 7
    assert "holds no report of ours" in done.stderr


def test_a_cache_that_cannot_be_written_is_a_plain_warning(corpus, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LESARTEN_CACHE", str(tmp_path / "file" / "cache"))
    done = lesarten("extract", corpus, "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "warning: cannot keep" in done.stderr
    assert ".py:" not in done.stderr


def test_a_second_report_says_what_changed(corpus, tmp_path):
    lesarten("report", corpus, "--out", tmp_path / "out")
    (corpus / "kurier.txt").write_text("Die Grube schweigt.\n", encoding="utf-8")
    done = lesarten("report", corpus, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "1 added, 0 changed, 0 removed" in done.stdout
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["changes"] == {"added": ["kurier"], "changed": [], "removed": []}


def test_init_drafts_sources(corpus):
    done = lesarten("init", corpus)
    assert done.returncode == 0, done.stderr
    assert "[sources.bote]" in (corpus / "sources.toml").read_text(encoding="utf-8")
