"""The term key: what each label of evidence language means, in English and German."""

import tomllib
from importlib.resources import files

import pandas as pd
from IPython.display import HTML

from analysis.charts.tables import show_table

COLUMNS = {
    "label": "label",
    "axis": "axis",
    "en": "meaning",
    "de": "Bedeutung",
    "example": "example",
}


def terms() -> pd.DataFrame:
    """The labels of both axes: axis, label, en, de (one sentence each), example."""
    text = files("analysis.charts").joinpath("key.toml").read_text(encoding="utf-8")
    return pd.DataFrame(
        [
            {"axis": axis, "label": label} | entry
            for axis, labels in tomllib.loads(text).items()
            for label, entry in labels.items()
        ]
    )


def term_key() -> HTML:
    """The key as a table."""
    return show_table(terms(), COLUMNS, caption="What the labels mean")
