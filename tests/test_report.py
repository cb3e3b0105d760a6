"""The whole way on the example corpus: files, run.json, and the page in a real browser, offline."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, sync_playwright

from analysis import read_tables
from analysis.renderer import VEGA_LITE
from analysis.report.run import make_report
from analysis.shipped import DEFAULT_CORPUS, shipped
from tests.notebooks import notebook

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 360, "height": 740}
BELOW = re.compile("(table|list) below")
DRAWN = "[...document.querySelectorAll('figure.chart')].every(c => c.querySelector('.vega svg'))"


def _silent(stage: str, done: int, total: int) -> None:
    """No progress report."""


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """A report on the example corpus."""
    out = tmp_path_factory.mktemp("reports") / "nordkorea"
    make_report(out, {"corpus": str(shipped(DEFAULT_CORPUS))}, progress=_silent)
    return out


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium that reaches no network."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium on the path; .ci/run installs it")
        pytest.skip("no chromium on the path; install it to test the page in a real browser")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield launched
        launched.close()


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def page(request, browser, report) -> Page:
    """The report's page, loaded without a network; its complaints are kept in `page.complaints`."""
    context = browser.new_context(viewport=request.param, offline=True)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type != "log" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda request: page.complaints.append(request.url))
    page.goto((report / "report.html").as_uri())
    page.wait_for_function(DRAWN)
    yield page
    context.close()


def test_the_folder_holds_what_was_promised(report):
    names = {p.relative_to(report).as_posix() for p in report.rglob("*") if p.is_file()}
    tables = ("sources", "furniture", "sentences", "figures", "attributions", "evidence")
    assert names == {"report.ipynb", "report.html", "run.json"} | {
        f"tables/{table}.{ending}" for table in tables for ending in ("parquet", "csv")
    }


def test_run_json_says_what_was_made_of_what(report):
    run = json.loads((report / "run.json").read_text(encoding="utf-8"))
    tables = read_tables(report / "tables")
    assert run["counts"]["sources"] == len(run["inputs"]) == len(tables.sources) >= 6
    assert run["warnings"] == []
    assert run["changes"] is None
    assert run["parameters"]["top_speakers"] == 15
    for name, digest in run["outputs"].items():
        assert hashlib.sha256((report / name).read_bytes()).hexdigest() == digest


def test_every_span_is_the_very_words(report):
    tables = read_tables(report / "tables")
    texts = tables.sources.set_index("doc_id")["text"]
    for frame in (tables.furniture, tables.sentences, tables.figures, tables.evidence):
        assert len(frame)
        for row in frame.itertuples():
            assert texts[row.doc_id][row.start : row.end] == row.text
    for row in tables.attributions.itertuples():
        for part in ("cue", "source", "content"):
            words = [texts[row.doc_id][s:e] for s, e in getattr(row, f"{part}_spans")]
            assert (" … ".join(words) or None) == _or_none(getattr(row, part))


def test_all_charts_are_drawn_without_complaint(page, report):
    assert page.complaints == []
    marks = page.eval_on_selector_all(
        ".vega",
        "all => all.map(v => v.querySelectorAll('.mark-symbol path, .mark-rect path').length)",
    )
    assert len(marks) == _charts(report) > 10
    assert all(count >= 2 for count in marks), marks


def test_descriptions_survive_into_the_page(page):
    labels = page.eval_on_selector_all(".vega", "all => all.map(v => v.getAttribute('aria-label'))")
    assert all(label and BELOW.search(label) for label in labels), labels


def test_nothing_is_wider_than_the_screen(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_link_leads_somewhere(page):
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')]"
        ".map(a => decodeURIComponent(a.hash.slice(1)))"
        ".filter(id => !document.getElementById(id))"
    )
    assert lost == []


def test_a_click_on_a_claim_opens_its_words(page, report):
    page.locator(".vega").first.locator(".mark-text.role-mark text").first.click()
    page.wait_for_function("location.hash != ''")
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert target in set(read_tables(report / "tables").figures["figure_id"])
    assert page.evaluate("id => document.getElementById(id) !== null", target)


def test_the_page_shows_its_charts_without_javascript(browser, report):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((report / "report.html").as_uri())
    pictures = page.locator("figure.chart img")
    assert pictures.count() == _charts(report)
    assert all(map(BELOW.search, pictures.evaluate_all("all => all.map(i => i.alt)")))
    context.close()


def test_a_failed_run_leaves_the_report_and_names_the_broken_notebook(report, tmp_path):
    before = (report / "run.json").read_bytes()
    broken = notebook(tmp_path, "raise ValueError('a broken cell')")
    with pytest.raises(Exception, match=r"a broken cell(?s:.*)nordkorea\.failed\.ipynb"):
        make_report(
            report, {"corpus": str(shipped(DEFAULT_CORPUS))}, notebook=broken, progress=_silent
        )
    assert (report / "run.json").read_bytes() == before
    assert (report.parent / "nordkorea.failed.ipynb").is_file()


def _charts(report: Path) -> int:
    """How many charts the executed notebook holds."""
    cells = json.loads((report / "report.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return sum(VEGA_LITE in data for data in outputs)


def _or_none(value: object) -> object:
    return None if pd.isna(value) else value
