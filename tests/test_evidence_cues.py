"""The cue lexicon: every entry fires on its example, users change it, mistakes are named."""

import pytest

from analysis.errors import InputError
from analysis.language.evidence import EvidenceMarks
from analysis.language.evidence.cues import load_cues, parse_cue
from analysis.language.records import Evidence, get_records
from analysis.lexicon import load_tsv

ENTRIES = [entry for entry in load_tsv("de", "evidence") if entry["stance"] != "none"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["cue"])
def test_entry_fires_on_its_example(nlp, entry):
    marks = get_records(nlp(entry["example"]), Evidence)
    # words for an unnamed source give their basis to the verb of saying beside them
    given = entry["basis"] == "anonymous" and "anonymous" in {mark.basis for mark in marks}
    assert given or parse_cue(entry).name in {mark.lemma for mark in marks}


def test_labels_are_those_of_the_design():
    stances = {"endorse", "acknowledge", "hedge", "distance", "deny", "-"}
    bases = {"named", "anonymous", "hearsay", "inference", "evidence", "no_evidence"}
    assert {entry["stance"] for entry in ENTRIES} == stances
    assert {entry["basis"] for entry in ENTRIES} == bases | {"unverified", "source", "-"}


def marks_with(tmp_path, nlp, text: str, rows: str) -> list[str]:
    path = tmp_path / "cues.tsv"
    path.write_text("cue\tpos\tstance\tbasis\n" + rows, encoding="utf-8")
    doc = nlp(text)
    found = EvidenceMarks("de", own_cues=path).find(doc)
    return [f"{text[m.start : m.end]} {m.stance}/{m.basis}" for m in found]


def test_own_cue_is_added(tmp_path, nlp):
    rows = "wie man hört\t-\tacknowledge\thearsay\n"
    found = marks_with(tmp_path, nlp, "Der Wirt ist, wie man hört, verreist.", rows)
    assert found == ["wie man hört acknowledge/hearsay"]


def test_own_cue_takes_the_place_of_ours(tmp_path, nlp):
    rows = "offenbar\tADV,ADJ\tendorse\t-\n"
    found = marks_with(tmp_path, nlp, "Die Kasse war offenbar leer.", rows)
    assert found == ["offenbar endorse/None"]


def test_cue_is_switched_off(tmp_path, nlp):
    assert not marks_with(tmp_path, nlp, "Die Kasse war offenbar leer.", "offenbar\t-\toff\t-\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("cue\tstance\nwohl\tsure\n", "line 2, cue 'wohl': stance 'sure' is none of"),
        ("cue\tcolour\nwohl\tred\n", "columns are"),
        ("stance\nhedge\n", "`cue` is needed"),
        ("cue\tlang\nwohl\txx\n", "line 2: lang 'xx' is none of de, en"),
        ("cue\tstance\trequires\nwohl\thedge\tmoon\n", "no condition"),
        ("cue\tstance\tstrength\nwohl\thedge\thigh\n", "line 2: .*no number"),
    ],
)
def test_mistakes_in_own_cues_are_named(tmp_path, content, message):
    path = tmp_path / "cues.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        EvidenceMarks("de", own_cues=path)


def test_missing_own_file_is_named(tmp_path):
    with pytest.raises(InputError, match="own cues"):
        load_cues("de", tmp_path / "none.tsv")
