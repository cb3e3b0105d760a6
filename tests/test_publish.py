"""A report is published whole or not at all."""

import json

import pytest

from analysis.errors import OutputError
from analysis.report.publish import published


def _write(folder, outputs):
    for name, words in outputs.items():
        (folder / name).write_text(words)
    (folder / "run.json").write_text(json.dumps({"outputs": dict.fromkeys(outputs, "hash")}))


def _die_half_way(out):
    with published(out) as aside:
        _write(aside, {"report.html": "half"})
        1 / 0  # noqa: B018


def test_a_new_report_takes_the_place_of_the_earlier_one(tmp_path):
    out = tmp_path / "report"
    for words in ("first", "second"):
        with published(out) as aside:
            _write(aside, {"report.html": words})
    assert (out / "report.html").read_text() == "second"
    assert [p.name for p in tmp_path.iterdir()] == ["report"]


def test_a_failure_leaves_the_earlier_report_and_no_rubbish(tmp_path):
    out = tmp_path / "report"
    with published(out) as aside:
        _write(aside, {"report.html": "first"})
    with pytest.raises(ZeroDivisionError):
        _die_half_way(out)
    assert (out / "report.html").read_text() == "first"
    assert [p.name for p in tmp_path.iterdir()] == ["report"]


def test_a_full_disk_is_an_output_error(tmp_path):
    out = tmp_path / "report"
    with pytest.raises(OutputError, match="No space left"), published(out):
        raise OSError(28, "No space left on device")
    assert not out.exists()


def test_a_users_notes_are_carried_over_but_old_outputs_are_not(tmp_path):
    out = tmp_path / "report"
    with published(out) as aside:
        _write(aside, {"report.html": "first", "old.csv": "x"})
    (out / "notes.txt").write_text("mine")
    with published(out) as aside:
        _write(aside, {"report.html": "second"})
    assert sorted(p.name for p in out.iterdir()) == ["notes.txt", "report.html", "run.json"]


def test_a_folder_that_is_no_report_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(OutputError, match="holds no report of ours"), published(tmp_path):
        pass
    assert (tmp_path / "thesis.docx").read_text() == "years of work"


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="is a file"), published(tmp_path / "out"):
        pass
