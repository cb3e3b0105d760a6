"""What several test modules share: a cache of the tests' own, the pipeline, hand-made tables."""

import pytest
import spacy

from analysis.language.records import Attribution, Evidence, Figure, set_records
from analysis.tables import Cache, Tables
from analysis.tables.frames import frames
from analysis.tables.rows import RowMaker

NORD = "Das Ministerium teilte mit, mindestens 300 Bergleute seien verschüttet."
SUED = "Angeblich sind Hunderte Bergleute verschüttet. Die Grube schweigt."


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Tests neither use nor fill the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LESARTEN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def cache(tmp_path) -> Cache:
    """An empty cache."""
    return Cache(tmp_path / "cache")


@pytest.fixture(scope="session")
def nlp():
    """The German pipeline with our components."""
    from analysis.language import load

    return load("de")


@pytest.fixture
def figure() -> Figure:
    """mindestens 300 Bergleute, in NORD."""
    return Figure(28, 52, 39, 42, 300.0, 300.0, None, False, None, "at_least", "count", None,
                  "Bergmann", (), "verschütten", None, "test")  # fmt: skip


@pytest.fixture
def attribution() -> Attribution:
    """Das Ministerium teilte mit, …, in NORD."""
    return Attribution(((16, 22), (23, 26)), ((0, 15),), ((28, 70),), "indirect", "Ministerium",
                       "ministerium", "government", "named", "mitteilen", "acknowledge", False,
                       None, 0.9, "test")  # fmt: skip


@pytest.fixture
def mark() -> Evidence:
    """Angeblich, in SUED."""
    return Evidence(0, 9, "angeblich", "distance", None, "writer", False, None, False, (), "test")


@pytest.fixture
def tables(figure, attribution, mark) -> Tables:
    """Two articles, one with a figure on somebody's word, one with a vague one on nobody's."""
    vague = figure._replace(start=15, end=33, number_start=15, number_end=23, value=None, low=100.0,
                            bound="vague")  # fmt: skip
    rows = {"sources": [_source("nord", NORD, "Nordkurier"), _source("sued", SUED, None)]}
    rows["furniture"] = [
        {"doc_id": "sued", "start": 47, "end": 66, "text": SUED[47:], "kind": "other", "rule": "t"}
    ]
    for doc_id, text, kinds in (
        ("nord", NORD, {Figure: [figure], Attribution: [attribution]}),
        ("sued", SUED, {Figure: [vague], Evidence: [mark]}),
    ):
        for name, found in made_rows(doc_id, text, kinds).items():
            rows.setdefault(name, []).extend(found)
    return frames(rows)


def made_rows(doc_id: str, text: str, kinds: dict, headings=()) -> dict:
    """Rows of one text whose records are given; offsets are those of the text."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    doc = nlp(text)
    for kind, records in kinds.items():
        set_records(doc, kind, records)
    maker = RowMaker(doc_id, text)
    maker.add(doc, lambda start, end: (start, end), headings)
    return maker.rows


def _source(doc_id: str, text: str, outlet: str | None) -> dict:
    return {"doc_id": doc_id, "outlet": outlet, "lang": "de", "sha256": "0", "n_words": 9,
            "text": text}  # fmt: skip
