"""The main job: corpus -> analysed -> notebook executed -> page, tables, run.json, published."""

import hashlib
import json
import shutil
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

import pandas as pd

from analysis.corpus import Corpus, read_corpus
from analysis.errors import NotebookError, OutputError
from analysis.language import pipeline_keys
from analysis.report.execute import execute
from analysis.report.export import export_html
from analysis.report.parameters import check_parameters
from analysis.report.publish import RUN_FILE, check_target, earlier_run, published
from analysis.shipped import REPORT_NOTEBOOK, shipped
from analysis.tables import Tables, analyse, write_tables
from analysis.tables.cache import rules_version

NOTEBOOK_FILE, PAGE_FILE, TABLES_FOLDER = "report.ipynb", "report.html", "tables"
PACKAGES = ("lesarten", "spacy", "pandas", "altair", "papermill", "nbconvert", "vl-convert-python")

Progress = Callable[[str, int, int], None]


def make_report(
    out: Path,
    parameters: Mapping[str, Any],
    *,
    notebook: Path | None = None,
    timeout: int | None = None,
    progress: Progress,
) -> dict[str, Any]:
    """Make a report and publish it at `out`.

    Args:
        out: folder of the report: report.ipynb, report.html, tables/, run.json.
        parameters: see `ReportParameters`; `corpus` is required.
        notebook: the notebook to run; None is the shipped report.
        timeout: seconds a cell may take.
        progress: called with (stage, done, total).

    Returns:
        What was written to run.json.

    Raises:
        LesartenError: its kinds, see `analysis.errors`. A notebook that failed is left beside
            `out` as `<out>.failed.ipynb`; an earlier report is not touched.
    """
    started = datetime.now(UTC)
    checked = check_parameters(parameters)
    check_target(out)
    notebook = notebook or shipped(REPORT_NOTEBOOK)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        progress("read", 0, 1)
        corpus = read_corpus(checked.corpus)
        tables = analyse(corpus, pipeline=checked.pipeline, cues=checked.cues, progress=progress)
        with published(out) as aside:
            progress("notebook", 0, 1)
            _execute(notebook, aside, out, parameters, timeout)
            progress("write", 0, 1)
            _write(aside, checked.title or corpus.name, tables)
            found = [*corpus.warnings, *dict.fromkeys(str(w.message) for w in caught)]
            run = _record(checked.model_dump(), corpus, tables, found, started, earlier_run(out))
            run["outputs"] = _hashes(aside)
            text = json.dumps(run, ensure_ascii=False, indent=2)
            (aside / RUN_FILE).write_text(text + "\n", encoding="utf-8")
    return run


def _write(aside: Path, title: str, tables: Tables) -> None:
    export_html(aside / NOTEBOOK_FILE, aside / PAGE_FILE, title=title)
    for format in ("parquet", "csv"):
        write_tables(tables, aside / TABLES_FOLDER, format=format)


def _execute(
    notebook: Path, aside: Path, out: Path, parameters: Mapping[str, Any], timeout: int | None
) -> None:
    broken = out.with_name(f"{out.name}.failed.ipynb")
    try:
        execute(notebook, aside / NOTEBOOK_FILE, parameters, timeout=timeout)
    except NotebookError as error:
        if (aside / NOTEBOOK_FILE).is_file():
            shutil.copyfile(aside / NOTEBOOK_FILE, broken)
        raise type(error)(f"{error}\nThe broken notebook: {broken}") from error
    except OSError as error:
        raise OutputError(f"cannot write the notebook: {error}") from error
    broken.unlink(missing_ok=True)


def _record(
    parameters: dict[str, Any],
    corpus: Corpus,
    tables: Tables,
    warnings_found: list[str],
    started: datetime,
    earlier: dict[str, Any] | None,
) -> dict[str, Any]:
    inputs = dict(zip(tables.sources["doc_id"], tables.sources["sha256"], strict=True))
    return {
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "parameters": parameters,
        "versions": {"python": python_version()} | {name: version(name) for name in PACKAGES},
        "pipelines": pipeline_keys(
            (article.lang for article in corpus.articles), parameters["pipeline"]
        ),
        "rules": rules_version(),
        "inputs": inputs,
        "changes": _changes(inputs, earlier),
        "counts": tables.counts() | {"words": int(pd.Series(tables.sources["n_words"]).sum())},
        "warnings": warnings_found,
    }


def _changes(inputs: dict[str, str], earlier: dict[str, Any] | None) -> dict[str, list[str]] | None:
    """Which articles are new, changed or gone since the report this one replaces."""
    if earlier is None:
        return None
    before = earlier.get("inputs", {})
    return {
        "added": sorted(inputs.keys() - before.keys()),
        "changed": sorted(k for k in inputs.keys() & before.keys() if inputs[k] != before[k]),
        "removed": sorted(before.keys() - inputs.keys()),
    }


def _hashes(folder: Path) -> dict[str, str]:
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths
    }
