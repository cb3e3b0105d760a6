"""Codebook lemmas -> the words of a sentence that are forms of them."""

import pytest

from analysis.compare.claims import claims
from analysis.compare.codebook import Claim, read_codebook
from analysis.compare.lemma_patterns import LemmaPattern
from analysis.errors import InputError
from analysis.tables import analyse_texts


@pytest.mark.parametrize(
    ("written", "text", "words"),
    [
        ("Sirene schweigen", "Drei Sirenen schwiegen.", ["Sirenen", "schwiegen"]),
        ("schweigen Sirene", "Drei Sirenen schwiegen.", ["Sirenen", "schwiegen"]),
        # a compound by its last part, but no word that merely ends alike, nor its first part
        ("Sirene schweigen", "Die Luftschutzsirene schwieg.", ["Luftschutzsirene", "schwieg"]),
        ("Ort räumen", "Der Vorort wurde geräumt.", ["Vorort", "geräumt"]),
        ("Sirene schweigen", "Der Sirenenwart schwieg.", None),
        # a prefix that stands apart, another prefix
        ("Sirene ausfallen", "Drei Sirenen fielen dort aus.", ["Sirenen", "fielen"]),
        ("Sirene ausfallen", "Drei Sirenen, die ausgefallen sind.", ["Sirenen", "ausgefallen"]),
        ("Sirene ausfallen", "Drei Sirenen fielen dort auf.", None),
        # either word; a word that must not stand there
        ("Sirene ausfallen|schweigen", "Eine Sirene schweigt.", ["Sirene", "schweigt"]),
        ("Sirene schweigen -Vertrag", "Eine Sirene schweigt laut Vertrag.", None),
        ("Sirene schweigen", "Eine Sirene heult.", None),
    ],
)
def test_all_lemmas_of_a_pattern_stand_in_the_sentence(written, text, words):
    found = LemmaPattern(written).find(text, "de")
    assert (found and [text[start:end] for start, end in found]) == words


def test_without_a_table_of_forms_words_are_found_as_written():
    assert LemmaPattern("siren silent").find("One siren stayed silent.", "en")
    assert not LemmaPattern("siren silent").find("Two sirens stayed silent.", "en")


def test_a_claim_can_be_told_by_lemmas_alone():
    tables = analyse_texts([("a", "Angeblich fielen drei Sirenen aus."), ("b", "Es regnete.")])
    claim = Claim("s", "Sirenen fielen aus.", lemmas=("Sirene ausfallen",))
    assert claims(tables, [claim])["reading"].tolist() == ["distanced", "absent"]


def test_lemmas_are_read_from_the_codebook(tmp_path):
    file = tmp_path / "claims.toml"
    file.write_text('[[claim]]\nid = "s"\nwording = "w"\nlemmas = ["Sirene ausfallen"]\n', "utf-8")
    assert read_codebook(file)[0].lemmas == ("Sirene ausfallen",)
    file.write_text('[[claim]]\nid = "s"\nwording = "w"\nlemmas = ["-nie"]\n', "utf-8")
    with pytest.raises(InputError, match="no word to look for"):
        read_codebook(file)
