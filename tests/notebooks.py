"""Tiny notebooks, one behaviour each."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

PARAMETERS = "corpus = 'none'\ntitle = None\nnoun = None\npipeline = None\ntop_speakers = 15"


def notebook(folder: Path, *cells: str) -> Path:
    """A notebook of a parameters cell and the given ones."""
    first = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    made = new_notebook(cells=[first, *map(new_code_cell, cells)])
    path = folder / "fixture.ipynb"
    nbformat.write(made, path)
    return path
