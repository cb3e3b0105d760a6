"""English sentences -> evidence marks, read by patterns alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.language import load, not_read
from analysis.language.evidence.bare_conditions import CONDITIONS
from analysis.language.evidence.bare_cues import bare_cues
from analysis.language.records import Evidence, get_records
from analysis.lexicon import load_toml

STANCES = {None, "none", "endorse", "acknowledge", "hedge", "distance", "deny"}


@pytest.fixture(scope="module")
def read():
    nlp = load("en")
    return lambda text: [(text[m.start : m.end], m) for m in get_records(nlp(text), Evidence)]


@pytest.mark.parametrize(
    ("text", "words", "stance", "basis", "holder"),
    [
        ("Hoff declared that the pit was dry.", "declared", "acknowledge", "named", "writer"),
        ("Hoff claims that the pit is dry.", "claims", "distance", "named", "writer"),
        ("The claim that the pit is dry spread.", "claim that", "distance", None, "writer"),
        ("The mayor confirmed the toll.", "confirmed", "endorse", "named", "writer"),
        ("Hoff admitted that the pumps failed.", "admitted", "endorse", "named", "writer"),
        ("The mayor rejected the claim.", "rejected", "deny", "named", "source"),
        ("The paper withdrew its report.", "withdrew", "deny", "named", "source"),
        ("Experts believe the wall will hold.", "believe", "hedge", "anonymous", "source"),
        ("Images show two new pits.", "show", "endorse", "evidence", "writer"),
        ("The letter suggests that the wall is old.", "suggests", "hedge", "inference", "writer"),
        ("The toll may rise.", "may", "hedge", None, "writer"),
        ("The price could be higher.", "could", "hedge", None, "writer"),
        ("The driver reportedly fled.", "reportedly", "acknowledge", "hearsay", "writer"),
        ("Hoff is said to have known.", "is said to", None, "hearsay", "writer"),
        ("The pit is believed to be flooded.", "is believed to", "hedge", None, "writer"),
        ("The wall seems to be sound.", "seems to", "hedge", "inference", "writer"),
        ("The alleged thief left.", "alleged", "distance", None, "writer"),
        ("The so-called rescuers left.", "so-called", "distance", None, "writer"),
        ("The mayor offered no proof.", "offered no proof", None, "no_evidence", "writer"),
        ("The film could not be independently verified.",
         "could not be independently verified", None, "unverified", "writer"),
        ("The firm declined to comment.", "declined to comment", None, "unverified", "writer"),
        ("The border is disputed.", "disputed", None, "unverified", "writer"),
        ("The firm put the loss at 4 million.", "put", "acknowledge", "named", "writer"),
        ("It was reported that the wall fell.", "It was reported", "acknowledge", "hearsay",
         "writer"),
    ],
)  # fmt: skip
def test_marks(read, text, words, stance, basis, holder):
    ((found, mark),) = read(text)
    assert (found, mark.stance, mark.basis, mark.holder) == (words, stance, basis, holder)


@pytest.mark.parametrize(
    "text",
    [
        "Karl Brandt told the twins apart.",
        "The state declared war.",
        "The flood claimed three lives.",
        "Insurers paid the claim.",
        "A group claimed responsibility.",
        "He was admitted to hospital.",
        "The mayor rejected the offer.",
        "The army withdrew its troops.",
        "The priest believes in ghosts.",
        "The guide showed visitors the hall.",
        "The mayor suggested a walk.",
        "In May the pit was closed.",
        "Visitors may not enter.",
        "She could hear the water.",
        "The theft was reported to the police.",
        "It is less than it seems.",
        "The company is supposed to pay.",
        "He was denied entry to the hall.",
        "Brandt maintains the road.",
        "The patient did not respond to treatment.",
        "The disputed border runs north.",
        "They put the sandbags at the gate.",
        "Everything went according to plan.",
        "It was a false alarm.",
        "An unknown man opened the gate.",
        "The ministry will announce the toll on Friday.",
        "If the ministry confirms the toll, the road stays closed.",
        "Did the ministry confirm the toll?",
        "Nobody said the road was closed.",
        'The word "rescuer" is old.',
    ],
)
def test_false_friends(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Anna Roth said the pit was dry.", "named"),
        ("Anna Roth, a doctor in Altmark, said the pit was dry.", "named"),
        ("Karl Brandt, who had left early, said the pit was dry.", "named"),
        ("The mine operator said the pit was dry.", "named"),
        ("A spokeswoman for the ministry said the pit was dry.", "named"),
        ("Officials said the pit was dry.", "anonymous"),
        ("An official in Berlin said the pit was dry.", "anonymous"),
        ("Two residents of Altmark said the pit was dry.", "anonymous"),
        ('"It is dry," said the mayor.', "named"),
        ('"It is dry," said a miner.', "anonymous"),
        ("According to officials, the pit is dry.", "anonymous"),
        ("According to the ministry, the pit is dry.", "named"),
        ("On Friday officials said the pit was dry.", "anonymous"),
        ("Scientists met. They said the pit was dry.", "anonymous"),
        ("The firm reacted. They said the pit was dry.", "named"),
        ("The number was confirmed by residents.", "anonymous"),
        ("The number was confirmed.", None),
    ],
)
def test_who_answers_for_it(read, text, basis):
    ((_, mark),) = read(text)
    assert mark.basis == basis


def test_unnamed_sources_are_marked_beside_the_verb(read):
    found = read("A guard, speaking on condition of anonymity, said the gate was open.")
    assert [(words, m.basis) for words, m in found] == [
        ("on condition of anonymity", "anonymous"),
        ("said", "anonymous"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "stance", "basis", "negated"),
    [
        ("The firm did not confirm it.", "not confirm", None, "unverified", False),
        ("No official has confirmed it.", "confirmed", None, "unverified", False),
        ("The firm did not deny it.", "not deny", "acknowledge", "named", True),
        ("The mayor does not rule out arson.", "not rule out", "hedge", "named", False),
        ("The mayor ruled out arson.", "ruled out", "deny", "named", False),
        ("There is no evidence of arson.", "no evidence", None, "no_evidence", False),
        ("There is evidence of arson.", "evidence", None, "evidence", False),
    ],
)
def test_negation(read, text, words, stance, basis, negated):
    ((found, mark),) = read(text)
    assert (found, mark.stance, mark.basis, mark.negated) == (words, stance, basis, negated)


@pytest.mark.parametrize(
    ("text", "words", "holder"),
    [
        ("Hoff said there was no evidence of arson.", "no evidence", "source"),
        ("Hoff accused him without evidence.", "without evidence", "writer"),
        ("Forty may be dead, she said.", "may", "source"),
        ("Hoff says it is safe; the number could not be checked.", "could not be checked",
         "writer"),
        ("The mayor called the report false.", "false", "source"),
        ("The report was false.", "false", "writer"),
    ],
)  # fmt: skip
def test_holder(read, text, words, holder):
    assert dict(read(text))[words].holder == holder


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The “rescuers” left the village.", ["“rescuers”"]),
        ("The 'brave rescuers' left the miners' hall.", ["'brave rescuers'"]),
        ("The alliance (“the south stays”) marched.", []),
        ("The house “Linde” burnt.", []),
    ],
)
def test_scare_quotes(read, text, words):
    assert [found for found, _ in read(text)] == words


def test_a_short_quotation_of_somebody_is_no_scare_quote(read):
    ((words, _),) = read("The wall was “quite sound”, Hoff said.")
    assert words == "said"


def test_only_attributions_are_not_read():
    assert not_read("en") == ("attributions",)


def test_entries_have_known_labels_conditions_and_lists():
    lists = load_toml("en", "evidence")["words"]
    for cue in {cue for entries in bare_cues("en").values() for cue in entries}:
        assert cue.stance in STANCES, cue.name
        assert cue.stance or cue.basis, cue.name
        for condition in cue.requires:
            name, _, words = condition.lstrip("!").partition(":")
            assert name in CONDITIONS, cue.name
            assert all(w[1:] in lists for w in words.split(",") if w.startswith("~")), cue.name


PIECES = ["Hoff", "said", ".", ",", "“", "'", "not", "no", "evidence", "could", "by", "they", "\n"]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_never_raises_on_any_text(read, text):
    for _, mark in read(text):
        assert mark.start < mark.end <= len(text)


def own_marks(tmp_path, rows: str, text: str) -> list[tuple[str, str | None]]:
    path = tmp_path / "cues.tsv"
    path.write_text("lang\tcue\tstance\trequires\n" + rows, encoding="utf-8")
    found = get_records(load("en", cues=str(path))(text), Evidence)
    return [(text[m.start : m.end], m.stance) for m in found]


def test_own_cues_are_added_replaced_and_switched_off(tmp_path):
    rows = "en\tby all appearances\thedge\t-\nen\tallegedly\toff\t-\nen\t@deny\thedge\t-\n"
    text = "By all appearances, Hoff allegedly denies the theft."
    found = own_marks(tmp_path, rows, text)
    assert found == [("By all appearances", "hedge"), ("denies", "hedge")]


def test_own_cues_of_another_language_change_nothing(tmp_path):
    rows = "de\tallegedly\toff\t-\n-\tallegedly\toff\t-\n"
    assert own_marks(tmp_path, rows, "The allegedly stolen car.") == [("allegedly", "distance")]


def test_unknown_condition_in_own_cues_is_named(tmp_path):
    with pytest.raises(InputError, match="no condition 'moon'"):
        own_marks(tmp_path, "en\tperhaps\thedge\tmoon\n", "Perhaps.")
