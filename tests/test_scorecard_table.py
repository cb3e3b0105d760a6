"""The scorecard as a table in a file."""

import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.evaluate.readme import BEGIN, END, markdown, update
from analysis.evaluate.scorecard import Scorecard
from analysis.evaluate.scores import SCORE_COLUMNS


def _card(**values) -> Scorecard:
    rows = [
        ("figures", "span", "", 0.9, 0.8, 0.847, None, 10, 9, 8),
        ("figures", "noun", "", None, None, None, values["noun"], 8, 8, 4),
        ("figures", "bound", "exact", 1.0, 1.0, 1.0, None, 3, 3, 3),
    ]
    return Scorecard("t", pd.DataFrame(rows, columns=SCORE_COLUMNS), pd.DataFrame(), [], [])


def test_a_row_a_measure_a_column_a_card():
    assert markdown({"dev": _card(noun=0.5), "test": _card(noun=None)}).splitlines() == [
        "| layer | measure | dev | test |",
        "| --- | --- | ---: | ---: |",
        "| figures | span (F1) | 84.7 | 84.7 |",
        "| figures | noun | 50.0 | – |",
    ]


def test_only_what_stands_between_the_marks_is_written(tmp_path):
    file = tmp_path / "README.md"
    file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    update(file, {"dev": _card(noun=0.5)})
    update(file, {"dev": _card(noun=0.25)})
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{BEGIN}\n| layer |")
    assert text.endswith(f"| figures | noun | 25.0 |\n{END}\nafter\n")
    assert "old" not in text


@pytest.mark.parametrize("text", ["", BEGIN, f"{END} {BEGIN}"])
def test_a_file_without_marks_is_told_which(tmp_path, text):
    file = tmp_path / "README.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="scorecard"):
        update(file, {"dev": _card(noun=0.5)})
    assert file.read_text(encoding="utf-8") == text
