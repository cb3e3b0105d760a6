"""Suggested claims: sources that say alike in, a codebook to edit out."""

import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.compare import codebook_toml, read_codebook, suggest_claims
from analysis.compare.suggest import stems
from analysis.tables import analyse_texts

ALIKE = [
    ("a", "Die Brücke über den Fluss ist am Montag eingestürzt. Es regnete den ganzen Tag stark."),
    ("b", "Nach Angaben der Feuerwehr stürzte die Brücke über den Fluss am Montag ein."),
    ("c", "Der Bäcker verkauft seit gestern wieder frische Brezeln im alten Laden."),
]


def test_what_several_sources_say_alike_is_suggested_and_marked_so():
    (claim,) = suggest_claims(analyse_texts(ALIKE))
    assert claim.suggested
    assert "Brücke" in claim.wording
    assert "brücke*" in claim.patterns[0].split()


@pytest.mark.parametrize("texts", [[], ALIKE[:1], [ALIKE[0], ALIKE[2]]])
def test_nothing_alike_suggests_nothing(texts):
    assert suggest_claims(analyse_texts(texts)) == ()


def test_suggestions_can_be_saved_edited_and_read(tmp_path):
    suggested = suggest_claims(analyse_texts(ALIKE))
    (tmp_path / "claims.toml").write_text(codebook_toml(suggested), encoding="utf-8")
    assert read_codebook(tmp_path) == suggested


def test_the_command_prints_a_codebook(tmp_path):
    for name, text in ALIKE:
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["claims", str(tmp_path)])
    assert result.exit_code == 0
    assert "[[claim]]" in result.stdout


def test_words_are_compared_by_their_beginnings_and_numbers_whole():
    assert stems("Die Soldaten zahlten 2.000 Dollar.", leave_out={"die"}) == [
        "soldat",
        "zahlte",
        "2.000",
        "dollar",
    ]
