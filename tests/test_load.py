"""The pipeline as a spaCy citizen: saved, loaded without our package, stored in a DocBin."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from analysis.errors import InputError
from analysis.language import COMPONENTS, PARSE_LEXICONS, load, pipeline_key
from analysis.language.records import Figure, get_records

SENTENCE = "Mindestens 300 Bergleute seien verschüttet, teilte das Ministerium mit."
SHOW = "import spacy, sys; print(len(spacy.load(sys.argv[1])(sys.argv[2]).spans['figures']))"
# Prints the lexicon files that are opened while a text is parsed, without our components.
OPENED = """
import sys
from analysis import lexicon
from analysis.language import COMPONENTS, load
nlp = load("de")
lexicon.load_toml.cache_clear(), lexicon.load_tsv.cache_clear()
sys.addaudithook(lambda event, args: event == "open" and print(args[0]))
with nlp.select_pipes(disable=COMPONENTS):
    nlp(sys.argv[1])
"""


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


def test_the_key_of_a_parse_knows_the_lexicons_it_reads():
    done = subprocess.run(
        [sys.executable, "-c", OPENED, "Die Beamten schwiegen und teilten mit, er verschwieg es."],
        capture_output=True,
        text=True,
        check=True,
    )
    opened = {Path(line).name for line in done.stdout.splitlines()}
    read = {name for name in opened if name.endswith((".toml", ".tsv"))}
    assert read
    assert read <= set(PARSE_LEXICONS)


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
