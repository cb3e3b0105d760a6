"""Forms of strong verbs -> infinitives."""

import pytest

from analysis.language.strong_verbs import strong_infinitive

KNOWN = frozenset(("führen", "schalten", "gelangen"))


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("schwiegen", "schweigen"),
        ("verschwieg", "verschweigen"),
        ("verschwiegen", "verschweigen"),
        ("stattfand", "stattfinden"),
        ("abgewogen", "abwägen"),
        ("kannte", "kennen"),
        ("käme", "kommen"),
        ("zögen", "ziehen"),
        ("führe", None),  # of führen, not fahren
        ("schalten", None),
        ("sagte", None),
    ],
)
def test_strong_forms(form, infinitive):
    assert strong_infinitive(form, KNOWN) == infinitive
