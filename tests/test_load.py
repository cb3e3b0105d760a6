"""The pipeline as a spaCy citizen: saved, loaded without our package, stored in a DocBin."""

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import DocBin

from analysis.errors import InputError
from analysis.language import COMPONENTS, load, pipeline_key
from analysis.language.records import Figure, get_records

SENTENCE = "Mindestens 300 Bergleute seien verschüttet, teilte das Ministerium mit."
SHOW = "import spacy, sys; print(len(spacy.load(sys.argv[1])(sys.argv[2]).spans['figures']))"


def test_span_groups_are_filled(nlp):
    assert nlp.pipe_names[-4:] == list(COMPONENTS)
    assert set(nlp(SENTENCE).spans) == set(COMPONENTS)


def test_saved_it_loads_in_a_process_that_imports_spacy_alone(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    done = subprocess.run(
        [sys.executable, "-c", SHOW, str(tmp_path / "saved"), SENTENCE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "1\n", done.stderr


def test_records_survive_a_docbin(nlp):
    doc = nlp(SENTENCE)
    (again,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(nlp.vocab)
    assert get_records(again, Figure) == get_records(doc, Figure)


def test_any_other_pipeline_can_stand_underneath(tmp_path):
    blank = spacy.blank("de")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    doc = load("de", pipeline=str(tmp_path / "blank"))(SENTENCE)
    assert [(f.low, f.bound) for f in get_records(doc, Figure)] == [(300, "at_least")]


@pytest.mark.parametrize("make", [load, pipeline_key])
def test_a_pipeline_or_language_there_is_not_is_named(make):
    with pytest.raises(InputError, match="no_such_pipeline"):
        make("de", pipeline="no_such_pipeline")


def test_a_language_there_is_not_is_named():
    with pytest.raises(InputError, match="no lexicons for language 'xx'; there are: de"):
        load("xx")


def test_a_language_without_a_parse_has_sentences():
    doc = load("en")("Mine flooded\nMr. Brandt waits. \u201cThe pumps run,\u201d he said.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Mine flooded",
        "Mr. Brandt waits.",
        "\u201cThe pumps run,\u201d he said.",
    ]
    assert pipeline_key("en", "de_other") == pipeline_key("en")
