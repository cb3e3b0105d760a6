"""Notebooks run through the real papermill, and fail in their own ways."""

import nbformat
import pytest

from analysis.errors import CellTimeoutError, InputError, KernelDiedError, NotebookError
from analysis.report.execute import execute
from tests.notebooks import notebook


def test_parameters_reach_the_notebook(tmp_path):
    path = notebook(tmp_path, "print(corpus, top_speakers + 1)")
    execute(path, tmp_path / "out.ipynb", {"corpus": "texte", "top_speakers": 3})
    printed = nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs[0].text
    assert printed == "texte 4\n"


@pytest.mark.parametrize(
    ("cell", "error", "words"),
    [
        ("1 / 0", NotebookError, "ZeroDivisionError"),
        ("import os; os._exit(1)", KernelDiedError, "kernel died"),
        ("import time; time.sleep(60)", CellTimeoutError, "longer than 2 seconds"),
    ],
)
def test_each_way_to_fail_has_its_error_and_leaves_the_notebook(tmp_path, cell, error, words):
    path = notebook(tmp_path, cell)
    with pytest.raises(error, match=words):
        execute(path, tmp_path / "out.ipynb", {}, timeout=2)
    assert (tmp_path / "out.ipynb").is_file()


def test_what_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "broken.ipynb"
    path.write_text("{not json")
    with pytest.raises(InputError, match=r"broken\.ipynb"):
        execute(path, tmp_path / "out.ipynb", {})
