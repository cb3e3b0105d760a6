"""Records -> rows -> checked frames -> files and back."""

import json

import pandas as pd
import pandera.errors
import pytest

from analysis.errors import InputError
from analysis.language.records import Attribution, Evidence, Figure
from analysis.tables import FORMATS, read_tables, write_tables
from analysis.tables.codebook import codebook
from analysis.tables.frames import frames
from analysis.tables.schema import SCHEMAS
from tests.conftest import NORD, made_rows


def test_a_figure_knows_who_says_it(tables):
    said, unsaid = tables.figures.itertuples()
    assert said.text == NORD[said.start : said.end] == "mindestens 300 Bergleute"
    assert (said.speaker, said.attribution_id) == (
        "Ministerium",
        tables.attributions["attribution_id"][0],
    )
    assert pd.isna(unsaid.speaker)
    assert pd.isna(unsaid.value)


def test_the_innermost_speech_counts(figure, attribution):
    inner = attribution._replace(content_spans=((28, 52),), speaker="Grube", parent=0)
    rows = made_rows("d", NORD, {Figure: [figure], Attribution: [attribution, inner]})
    outer_row, inner_row = rows["attributions"]
    assert rows["figures"][0]["speaker"] == "Grube"
    assert inner_row["parent_id"] == outer_row["attribution_id"]


def test_the_speaker_is_that_of_the_innermost_speech_that_names_one(figure, attribution):
    inner = attribution._replace(content_spans=((28, 52),), speaker=None, parent=0)
    rows = made_rows("d", NORD, {Figure: [figure], Attribution: [attribution, inner]})
    outer_row, inner_row = rows["attributions"]
    row = rows["figures"][0]
    assert (row["attribution_id"], row["speaker"]) == (inner_row["attribution_id"], "Ministerium")
    assert outer_row["speaker"] == "Ministerium"


def test_a_mark_that_is_the_cue_belongs_to_its_speech(attribution, mark):
    verb = mark._replace(start=16, end=22, lemma="mitteilen")
    rows = made_rows("d", NORD, {Attribution: [attribution], Evidence: [verb]})
    assert rows["evidence"][0]["attribution_id"] == rows["attributions"][0]["attribution_id"]


def test_discontinuous_cue_keeps_both_words(tables):
    row = tables.attributions.iloc[0]
    assert row["cue_spans"] == [[16, 22], [23, 26]]
    assert row["cue"] == "teilte … mit"


def test_identifiers_are_unique_where_two_share_a_place(figure):
    rows = made_rows("d", NORD, {Figure: [figure, figure]})
    ids = [row["figure_id"] for row in rows["figures"]]
    assert ids == ["d:f28-52", "d:f28-52.2"]


def test_sentences_are_the_words_of_the_text(tables):
    sued = tables.sentences[tables.sentences["doc_id"] == "sued"]
    assert list(sued["text"]) == [
        "Angeblich sind Hunderte Bergleute verschüttet.",
        "Die Grube schweigt.",
    ]
    assert not sued["is_heading"].any()


def test_heading_blocks_make_heading_sentences():
    rows = made_rows("d", "Grube schweigt\nNichts ist bekannt.", {}, headings=[(0, 14)])
    assert rows["sentences"][0]["is_heading"]


def test_no_rows_make_typed_empty_frames():
    empty = frames({})
    assert empty.counts() == dict.fromkeys(SCHEMAS, 0)
    assert empty.figures["low"].dtype == "float64"


def test_a_label_outside_the_scheme_is_refused(tables):
    rows = tables.evidence.assign(stance="certain").to_dict("records")
    with pytest.raises(pandera.errors.SchemaErrors, match="stance"):
        frames({"evidence": rows})


def test_parquet_gives_back_what_was_written(tables, tmp_path):
    write_tables(tables, tmp_path)
    for (name, frame), (_, again) in zip(tables, read_tables(tmp_path), strict=True):
        pd.testing.assert_frame_equal(frame, again, obj=name)


def test_tables_read_back_can_be_written_in_every_format(tables, tmp_path):
    write_tables(tables, tmp_path)
    again = read_tables(tmp_path)
    assert type(again.attributions["cue_spans"][0][0][0]) is int
    for format in FORMATS:
        write_tables(again, tmp_path / format, format=format)


@pytest.mark.parametrize("format", FORMATS)
def test_one_file_a_table(tables, tmp_path, format):
    written = write_tables(tables, tmp_path, format=format)
    assert [path.name for path in written] == [f"{name}.{format}" for name in SCHEMAS]


def test_lists_are_json_and_nulls_are_empty_in_csv(tables, tmp_path):
    write_tables(tables, tmp_path, format="csv")
    attributions = pd.read_csv(tmp_path / "attributions.csv")
    figures = pd.read_csv(tmp_path / "figures.csv")
    assert json.loads(attributions["cue_spans"][0]) == [[16, 22], [23, 26]]
    assert figures["high"].isna().all()


def test_jsonl_has_nulls_and_lists(tables, tmp_path):
    write_tables(tables, tmp_path, format="jsonl")
    lines = (tmp_path / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    vague = json.loads(lines[1])
    assert (vague["value"], vague["low"], vague["qualifiers"]) == (None, 100.0, [])


def test_a_missing_table_is_named(tables, tmp_path):
    write_tables(tables, tmp_path)
    (tmp_path / "figures.parquet").unlink()
    with pytest.raises(InputError, match=r"figures\.parquet is missing"):
        read_tables(tmp_path)


def test_the_codebook_is_that_of_the_schemas(pytestconfig):
    written = (pytestconfig.rootpath / "data" / "README.md").read_text(encoding="utf-8")
    assert written == codebook(), "run `python -m analysis.tables.codebook data/README.md`"
