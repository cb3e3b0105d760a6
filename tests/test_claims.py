"""Claims: a codebook and a few sentences in, how each source tells each claim out."""

import pytest

from analysis.compare.claims import claims
from analysis.compare.codebook import Claim, FigureCondition, Pattern, read_codebook
from analysis.compare.passages import passages
from analysis.errors import InputError
from analysis.evaluate.answers import Answers, ClaimCell
from analysis.evaluate.answers import Claim as Expected
from analysis.evaluate.claim_cells import score_cells
from analysis.tables import analyse_texts

BRIDGE = Claim("bruecke", "Die Brücke ist eingestürzt.", ("brücke eingestürzt|einsturz|stürzte",))


def cell(*texts: str, claim: Claim = BRIDGE):
    """The cell of the first of some one-article sources."""
    tables = analyse_texts([(f"d{n}", text) for n, text in enumerate(texts)])
    return claims(tables, [claim]).iloc[0]


@pytest.mark.parametrize(
    ("text", "reading", "speaker"),
    [
        ("Am Morgen ist die Brücke eingestürzt.", "asserted", None),
        ("Die Brücke ist laut Feuerwehr eingestürzt.", "attributed", "Feuerwehr"),
        ("Die Feuerwehr sagte, die Brücke sei offenbar eingestürzt.", "hedged", "Feuerwehr"),
        ("Angeblich ist die Brücke eingestürzt.", "distanced", None),
        ("Die Feuerwehr bestreitet, dass die Brücke eingestürzt ist.", "denied", "Feuerwehr"),
        ("Die Brücke ist nicht eingestürzt.", "denied", None),
        ("Die Feuerwehr sagte, die Brücke sei nicht eingestürzt.", "denied", "Feuerwehr"),
        ("Ob die Brücke eingestürzt ist, ließ sich nicht überprüfen.", "unverified", None),
        ("Ist die Brücke eingestürzt?", "asked", None),
        ("Die Straße ist gesperrt.", "absent", None),
    ],
)
def test_one_sentence_gives_the_cell(text, reading, speaker):
    found = cell(text)
    assert (found["reading"], found["speaker"]) == (reading, speaker)


def test_the_sentence_after_it_is_a_verdict_only_when_it_points_back():
    told = "Laut Feuerwehr ist die Brücke eingestürzt. "
    assert cell(told + "Bestätigt ist das nicht.")["reading"] == "unverified"
    assert cell(told + "Der Kreis äußerte sich nicht.")["reading"] == "attributed"


def test_the_sentence_after_it_can_grant_it():
    assert cell("Laut Feuerwehr ist die Brücke eingestürzt. Stimmt.")["reading"] == "asserted"
    after = "Laut Feuerwehr ist die Brücke eingestürzt. Das stimmt viele traurig."
    assert cell(after)["reading"] == "attributed"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Dass die Brücke eingestürzt ist, hat bisher niemand belegt.", "unverified"),
        ("Dass die Brücke eingestürzt ist, lässt sich leicht belegen.", "asserted"),
        ("Niemand kennt bisher die Ursache für den Einsturz der Brücke.", "unverified"),
        ("Niemand überlebte den Einsturz der Brücke.", "denied"),
    ],
)
def test_what_is_not_proven_or_not_known_is_open(text, reading):
    assert cell(text)["reading"] == reading


@pytest.mark.parametrize(
    ("text", "reading", "speaker"),
    [
        (
            "Der Landrat wies die Kritik zurück: Die Brücke sei eingestürzt.",
            "attributed",
            "Landrat",
        ),
        ("Der Landrat wies zurück, dass die Brücke eingestürzt ist.", "denied", "Landrat"),
    ],
)
def test_what_follows_the_colon_is_the_speakers_own_claim(text, reading, speaker):
    found = cell(text)
    assert (found["reading"], found["speaker"]) == (reading, speaker)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Der Landrat hat nicht erwähnt, dass die Brücke eingestürzt ist.", "asserted"),
        ("Der Landrat hat erwähnt, dass die Brücke eingestürzt ist.", "attributed"),
        ("Die Brücke ist eingestürzt, was der Landrat erst heute einräumt.", "asserted"),
        ("Der Landrat räumt ein, dass die Brücke eingestürzt ist.", "attributed"),
        ("Die Behauptung, die Brücke sei eingestürzt, kann er nicht bestätigen.", "unverified"),
        ("Die Behauptung, die Brücke sei eingestürzt, kann er bestätigen.", "attributed"),
        ("Die Behauptung, die Brücke sei eingestürzt, will keiner bestätigen.", "unverified"),
        ("Die Behauptung, die Brücke sei eingestürzt, wiederholt er.", "distanced"),
    ],
)
def test_words_that_take_a_claim_for_granted_or_leave_it_open(text, reading):
    assert cell(text)["reading"] == reading


def test_naming_a_source_does_not_point_back():
    told = "Laut Feuerwehr ist die Brücke eingestürzt. "
    taken_back = "Diese Meldung ziehen wir zurück."
    assert cell(told + taken_back)["reading"] == "denied"
    between = "Der Ort liegt nach Angaben der Post abseits. "
    assert cell(told + between + taken_back)["reading"] == "attributed"


def test_missing_evidence_is_a_flag_beside_the_cell():
    found = cell("Laut Feuerwehr ist die Brücke eingestürzt. Belege legte sie nicht vor.")
    assert (found["reading"], found["evidence_missing"]) == ("attributed", True)


def test_the_writers_own_commitment_decides_and_others_are_kept():
    found = cell("Laut Feuerwehr ist die Brücke eingestürzt. Der Einsturz der Brücke kam um acht.")
    assert (found["reading"], found["n_passages"]) == ("asserted", 2)
    assert found["speakers"] == ["Feuerwehr"]


def test_who_denies_it_stands_beside_who_says_it():
    found = cell(
        "Laut Feuerwehr ist die Brücke eingestürzt. "
        "Der Landrat bestreitet, dass die Brücke eingestürzt ist."
    )
    assert (found["reading"], found["contested_by"]) == ("attributed", ["Landrat"])


def test_a_pattern_of_the_contrary_turns_the_claim_round():
    claim = Claim("b", "Die Brücke ist eingestürzt.", ("brücke einsturz",), ("brücke steht",))
    assert cell("Die Brücke steht noch.", claim=claim)["reading"] == "denied"


def test_a_figure_condition_asks_for_the_number():
    claim = Claim("t", "Es gab zwölf Tote.", ("tote*",), figure=FigureCondition(low=12, high=12))
    assert cell("Es gab zwölf Tote.", claim=claim)["reading"] == "asserted"
    assert cell("Es gab drei Tote.", claim=claim)["reading"] == "absent"


def test_a_claim_without_patterns_is_found_by_its_wording():
    claim = Claim("b", "Die Brücke über die Asmer ist eingestürzt.")
    assert cell("Die Brücke über die Asmer ist heute eingestürzt.", claim=claim)["n_passages"] == 1
    assert cell("Der Landrat sprach am Abend.", claim=claim)["n_passages"] == 0


def test_a_source_in_a_language_that_is_not_read_has_no_cell():
    tables = analyse_texts([("a", "Le pont est tombé.")], lang="fr")
    assert claims(tables, [BRIDGE])["reading"].isna().all()


def test_no_sources_and_no_claims_give_empty_frames():
    assert claims(analyse_texts([]), [BRIDGE]).empty
    assert passages(analyse_texts([("a", "Die Brücke steht.")]), []).empty


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("brücke stürz*", "Die Brücke stürzte ein.", ["Brücke", "stürzte"]),
        ("brücke|steg ein", "Der Steg brach ein.", ["Steg", "ein"]),
        ("erst ... dann", "Dann kam er, erst spät.", None),
        ("erst ... dann", "Erst er, dann sie.", ["Erst", "dann"]),
        ("brücke -neue", "Die neue Brücke steht.", None),
        ("rücke", "Die Brücke steht.", None),
    ],
)
def test_patterns(pattern, text, words):
    found = Pattern.of(pattern).find([text])
    assert (found and [text[start:end] for start, end in found]) == words


def test_a_pattern_over_two_sentences_marks_the_last():
    assert Pattern.of("sirenen / stumm").find(["Und die Sirenen?", "Stumm!"]) == [(0, 5)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('[[claim]]\nid = "a"\n', ["claim 'a'", "wording"]),
        ('[[claim]]\nid = "a"\nwording = "w"\npattern = ["x"]\n', ["claim 'a'", "pattern"]),
        ('[[claim]]\nid = "a"\nwording = "w"\npatterns = ["-x"]\n', ["claim 'a'", "'-x'"]),
        ('[[claim]]\nid="a"\nwording="w"\n[[claim]]\nid="a"\nwording="w"\n', ["two claims", "'a'"]),
        ("[[claim", ["claims.toml"]),
        ("", ["claim"]),
    ],
)
def test_a_wrong_codebook_names_claim_and_key(tmp_path, text, names):
    file = tmp_path / "claims.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_codebook(file)
    assert all(name in str(error.value) for name in names)


def test_a_folder_without_a_codebook_has_no_claims(tmp_path):
    assert read_codebook(tmp_path) == ()


def test_cells_are_scored_with_the_second_answer_and_unread_sources_apart():
    tables = analyse_texts([("a", "Die Brücke ist eingestürzt."), ("b", "Es regnet.")])
    cells = {"a": ClaimCell("attributed", also="asserted"), "b": ClaimCell("denied")}
    answers = Answers(claim=(Expected("bruecke", "w", cells),))
    score = score_cells(tables, answers, [BRIDGE])
    assert (score.right, score.right_told, score.right_of_all) == (0.5, 0.5, 0.5)
    with pytest.raises(InputError, match="bruecke"):
        score_cells(tables, answers, [])
