"""Parameters are strict: what is unknown or ill-typed is named, with what is allowed."""

import pytest

from analysis.errors import ParameterError
from analysis.report.parameters import check_parameters, notebook_parameters


def test_defaults_are_filled_in():
    assert check_parameters({"corpus": "texte"}).top_speakers == 15


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"corpus": "texte", "nuon": "Soldat"}, "nuon"),
        ({"corpus": 7}, "corpus"),
        ({"corpus": ""}, "corpus"),
        ({}, "corpus"),
        ({"corpus": "texte", "top_speakers": "many"}, "top_speakers"),
        ({"corpus": "texte", "top_speakers": 0}, "top_speakers"),
    ],
)
def test_what_is_wrong_is_named_and_the_allowed_ones_listed(given, words):
    with pytest.raises(ParameterError, match=rf"(?s){words}.*top_speakers – "):
        check_parameters(given)


def test_a_notebooks_namespace_is_read_without_imports_and_results():
    import pandas as pd

    namespace = {"corpus": "texte", "noun": None, "_": 3, "In": [""], "frame": pd.DataFrame()}
    assert notebook_parameters(namespace).corpus == "texte"


def test_a_name_papermill_injected_without_need_is_an_error():
    with pytest.raises(ParameterError, match="outlet"):
        notebook_parameters({"corpus": "texte", "outlet": "Bote"})
