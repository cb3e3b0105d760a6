"""Corpora with nothing to compare: each question gets a sensible answer, never an error."""

import pytest

from analysis.compare import (
    citations,
    claims,
    disputes,
    drift,
    evidence_profile,
    heard,
    keyness,
    leaned_on,
    passages,
    readings,
    roles,
    sources_overview,
    statements,
    suggest_claims,
    summary,
    type_shares,
    voices,
)
from analysis.compare.codebook import Claim
from analysis.tables import Tables, analyse_texts

STORM = Claim("sturm", "Es gab Tote.", ("tote*",), lemmas=("Sturm toben",))
TOLD = "Die Polizei sagte, beim Sturm seien 4 Menschen gestorben. Das bestritt der Bürgermeister."


def comparisons(tables: Tables) -> dict[str, object]:
    found = disputes(tables)
    return {
        "groups": found.groups,
        "claims": found.claims,
        "relations": found.relations,
        "summary": summary(found, rule="latest"),
        "told": claims(tables, [STORM]),
        "passages": passages(tables, [STORM]),
        "drift": drift(tables, [STORM]),
        "citations": citations(tables),
        "leaned_on": leaned_on(citations(tables)),
        "voices": voices(tables),
        "heard": heard(tables),
        "type_shares": type_shares(tables),
        "roles": roles(tables),
        "statements": statements(tables),
        "suggested": suggest_claims(tables),
        "readings": readings(tables),
        "profile": evidence_profile(tables),
        "keyness": keyness(tables),
        "overview": sources_overview(tables),
    }


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [("a", "")],
        [("a", "Es regnete den ganzen Tag.")],
        [("a", "Es regnete."), ("b", "Die Sonne schien.")],
        [("a", TOLD)],
        [("a", TOLD), ("b", TOLD)],
    ],
    ids=["no source", "no text", "no figures", "two without figures", "one source", "twice"],
)
def test_every_comparison_has_an_answer(texts):
    assert comparisons(analyse_texts(texts)).keys()


def test_an_english_corpus_is_compared_by_its_figures():
    tables = analyse_texts(
        [("a", "Police said 40 people died."), ("b", "At least 41 people died in the storm.")]
    )
    english = tables.sources.assign(lang="en")
    assert comparisons(Tables(**dict(tables) | {"sources": english}))["told"]["reading"] is not None


def test_without_dates_nothing_is_called_a_development():
    tables = analyse_texts([("a", "Es gab 4 Tote."), ("b", "Es gab 9 Tote.")])
    assert tables.sources["published"].isna().all()
    found = disputes(tables)
    assert found.relations["verdict"].tolist() == ["not_comparable"]
    assert "without dates" in found.relations["why"].iloc[0]


def test_one_source_has_groups_and_no_contradiction():
    found = disputes(analyse_texts([("a", TOLD)]))
    assert found.groups["n_sources"].tolist() == [1]
    assert found.groups["n_contradictions"].sum() == 0
