"""Gold to brat's stand-off files and back."""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.evaluate.brat import LABELS, fragments, write_brat
from analysis.evaluate.brat_read import read_ann, read_brat
from analysis.evaluate.gold import check_links, check_row
from analysis.evaluate.records import LAYERS, LINKS, Document, Row, entry_of
from tests.test_evaluate import OWN, annotated, read

CORPORA = sorted(path.parent.name for path in OWN.parent.glob("*/sources.toml"))


@pytest.fixture
def gold(tmp_path):
    return annotated(tmp_path)


@pytest.fixture
def ann(gold, tmp_path):
    """The gold of `tests.test_evaluate` in brat's form."""
    write_brat(read(gold), tmp_path / "brat")
    return tmp_path / "brat" / "grube" / "bote.ann"


def rows_by_name(path: Path) -> dict:
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {(entry["layer"], entry["id"]): entry for entry in entries}


def test_the_shipped_gold_comes_back_the_same(tmp_path):
    for corpus in CORPORA:
        shutil.copytree(OWN.parent / corpus, tmp_path / corpus)
    (tmp_path / "gold").mkdir()
    write_brat(read(OWN), tmp_path / "brat")
    made = read_brat(tmp_path / "brat", tmp_path / "gold")
    assert len(made) == sum(len(list((OWN / corpus).glob("*.jsonl"))) for corpus in CORPORA)
    for path in made:
        assert rows_by_name(path) == rows_by_name(OWN / path.relative_to(tmp_path / "gold"))


def test_the_lines_are_those_brat_reads(ann):
    lines = ann.read_text("utf-8").splitlines()
    assert any(re.fullmatch(r"T\d+\tCue 8 14;15 18\tteilte mit", line) for line in lines)
    assert "E1\tFigure:T1 Number:T2" in lines
    assert "E2\tFigure:T3 Number:T4 Part_of:E1" in lines
    assert any(re.fullmatch(r"A\d+\tbound E1 at_least", line) for line in lines)
    assert ann.with_suffix(".txt").read_text("utf-8").startswith("Das Amt")


def test_every_label_of_a_row_is_configured(ann):
    configured = (ann.parents[1] / "annotation.conf").read_text("utf-8")
    for field, values in LABELS.items():
        line = next(line for line in configured.splitlines() if line.startswith(f"{field}\t"))
        assert all(value in line for value in values)


def test_what_a_coder_adds_becomes_a_row(ann, gold):
    with ann.open("a", encoding="utf-8") as file:
        file.write("T90\tMark 74 80\tfehlen\nE90\tMark:T90\nA90\tstance E90 hedge\n")
        file.write("A91\tholder E90 writer\nA92\tnegated E90\n")
    (made,) = read_brat(ann.parents[1], gold)
    new = rows_by_name(made)["evidence", "E90"]
    assert (new["text"], new["stance"], new["basis"], new["negated"]) == (
        "fehlen",
        "hedge",
        None,
        True,
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("teilte mit", "teilt mit", r"line \d+: there stands 'teilte mit', not 'teilt mit'"),
        ("bound E1 at_least", "bound E1 sure", r"line \d+: bound is one of exact, .*, not sure"),
        ("A1\t", "A1 ", r"line \d+: expected words \(T\)"),
        ("A1\tlow_open", "A1\tcolour", r"line \d+: there is no attribute colour; there are bound"),
        (
            "E1\tFigure:T1 Number:T2",
            "E1\tFigure:T1",
            r"line \d+: Figure needs an arc to its number",
        ),
        ("A1\tlow_open E1", "A1\tlow_open E99", r"bote\.ann: E99 has attributes or a note"),
        ("E1\tFigure:", "E1\tNumeral:", r"line \d+: a row is one of Figure, Said"),
        ("Part_of:E1", "Part_of:E77", r"line \d+: there is no event E77; delete the arc"),
        ("Part_of:E1", "Whole:E1", r"line \d+: Figure has no argument Whole; it may have Number"),
        ("Number:T2", "Number:T77", r"line \d+: there are no words T77; mark the number again"),
        ("Number:T2", "Number:T4", r"line \d+: Number belongs to no row; draw an arc"),
        ('{"id": "f1"', "Amt", r"line \d+: a note is written like {\"noun\": \"Anwohner\"}"),
        ('{"id": "f1", ', '{"colour": "red", ', r"line \d+: the note has colour; it may have"),
        ('{"id": "f1", ', '{"id": "f2", ', "id f2 stands twice"),
        (
            '"noun": "Helfer"',
            '"noun": 7',
            r"line \d+: figure\.noun: Input should be a valid string",
        ),
    ],
)
def test_a_broken_line_is_named_with_what_to_do(ann, gold, old, new, said):
    lines = ann.read_text("utf-8")
    assert old in lines
    ann.write_text(lines.replace(old, new), encoding="utf-8")
    before = (gold / "grube" / "bote.jsonl").read_bytes()
    with pytest.raises(InputError, match=said) as error:
        read_brat(ann.parents[1], gold)
    assert "bote.ann" in str(error.value)
    assert (gold / "grube" / "bote.jsonl").read_bytes() == before


def test_a_text_that_has_changed_is_refused(ann, gold):
    ann.with_suffix(".txt").write_text("Ein anderer Text.", encoding="utf-8")
    with pytest.raises(InputError, match=r"bote\.txt: is not the text of the article any more"):
        read_brat(ann.parents[1], gold)


def test_a_folder_without_brat_files_is_refused(gold, tmp_path):
    with pytest.raises(InputError, match=r"expected <corpus>/<doc_id>\.ann"):
        read_brat(tmp_path, gold)


WORDS = st.text("ab\n\r\t „“\u2028\u00a0ä😀", min_size=12, max_size=40)
FREE = st.none() | st.text(max_size=8)
NUMBER = st.none() | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def documents(draw) -> Document:
    """Any rows that the scheme allows, over any text, in whatever pieces."""
    text = draw(WORDS.filter(lambda t: len(t.split()) > 1))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda pair: tuple(sorted(pair))
    )
    pieces = places.filter(lambda pair: text[slice(*pair)].strip())
    rows = {}
    for layer, (_, _, fields) in LAYERS.items():
        rows[layer] = []
        for number in range(draw(st.integers(0, 3))):
            values = {field: draw(_values(layer, field)) for field in fields}
            for field in set(fields) & set(LINKS):
                values[field] = draw(
                    st.none() | st.sampled_from([r.id for r in rows[layer]] or [None])
                )
            rows[layer].append(Row(f"{layer[0]}{number}", draw(_spans(layer, pieces)), values))
    return Document("c/d", text, (), rows)


def _values(layer, field):
    if field == "negated":
        return st.booleans()
    if field in ("low_open", "high_open"):
        return st.none() | st.booleans()
    if field in LABELS:
        may_miss = field in ("speaker_type", "basis") or (field, layer) == (
            "stance",
            "attributions",
        )
        return st.sampled_from([*LABELS[field], *([None] if may_miss else [])])
    if field in ("value", "low", "high"):
        return NUMBER
    return st.lists(st.text(max_size=5), max_size=2) if field == "qualifiers" else FREE


def _spans(layer, pieces):
    several = st.lists(pieces, max_size=3).map(tuple)
    if layer == "attributions":
        roles = {"cue": several, "source": several, "content": several}
        return st.fixed_dictionaries(roles).filter(lambda s: s["cue"] or s["content"])
    one = pieces.map(lambda piece: (piece,))
    return st.fixed_dictionaries({"whole": one} | ({"number": one} if layer == "figures" else {}))


@settings(deadline=None)
@given(documents())
def test_any_rows_come_back_the_same(tmp_path_factory, document):
    folder = tmp_path_factory.mktemp("brat")
    write_brat([document], folder)
    rows, wrong = read_ann(folder / "c" / "d.ann", document.text)
    assert not wrong
    expected = [
        check_row(entry_of(layer, row, document.text), document.text)
        for layer, found in document.rows.items()
        for row in found
    ]
    check_links(expected)
    assert rows == expected


@settings(deadline=None)
@given(WORDS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_pieces_are_such_as_brat_accepts(text, spans):
    pieces = fragments([(a, b) for a, b in spans if a < b], text)
    assert all(len(text[start:end].splitlines()) == 1 for start, end in pieces)
    assert all(one[1] < other[0] for one, other in pairwise(pieces))
