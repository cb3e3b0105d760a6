"""Where the shipped notebooks and example corpora are: beside the package, or inside a wheel."""

from importlib.resources import files
from pathlib import Path

from analysis.errors import InputError

DEFAULT_CORPUS = "data/nordkorea"
REPORT_NOTEBOOK = "notebooks/report.ipynb"


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, e.g. "notebooks/report.ipynb".

    In a checkout it is returned relative to the working folder where that is possible, so that
    reports name no folder of this machine.

    Raises:
        InputError: the installation lacks it.
    """
    package = Path(str(files("analysis")))
    for place in (package.parent / name, package / "_shipped" / name):
        if place.exists():
            return _short(place)
    raise InputError(f"this installation lacks {name}; install lesarten again")


def _short(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
