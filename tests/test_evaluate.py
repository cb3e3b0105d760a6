"""Gold, matching, scores, agreement, exchange: tiny hand-made annotations of our own sentences."""

import json
import tomllib
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.evaluate import agreement, evaluate, evaluate_bench, print_errors, print_scores
from analysis.evaluate.adapters import comparable, read_bench
from analysis.evaluate.brat_read import read_brat
from analysis.evaluate.exchange import read_csv, write_csv
from analysis.evaluate.gold import gold_root, read_gold, write_rows
from analysis.evaluate.quotes import compile_quotes
from analysis.evaluate.records import Document, Row, documents
from analysis.evaluate.scores import score
from tests.test_cli import lesarten

OWN = Path(__file__).parents[1] / "data" / "gold"
TEXT = (
    "Das Amt teilte mit, mindestens 300 Bergleute seien verschüttet. "
    "Angeblich fehlen zwölf Helfer. „Wir graben weiter“, sagte Obersteiger Jan Kolk.\n"
)
QUOTES = [
    {"layer": "figure", "id": "f1", "in": "mindestens 300 Bergleute", "number": "300",
     "quote": "mindestens 300 Bergleute", "value": 300, "low": 300, "high": None,
     "low_open": False, "high_open": None, "bound": "at_least", "kind": "count", "unit": None,
     "noun": "Bergmann", "qualifiers": [], "event": "verschütten", "part_of": None,
     "speaker": "Amt"},
    {"layer": "figure", "id": "f2", "in": "zwölf Helfer", "quote": "zwölf Helfer",
     "number": "zwölf", "value": 12, "low": 12, "high": 12, "low_open": False, "high_open": False,
     "bound": "exact", "kind": "count", "unit": None, "noun": "Helfer", "qualifiers": ["müde"],
     "event": "fehlen", "part_of": "f1", "speaker": None},
    {"layer": "attribution", "id": "a1", "in": "Das Amt ... verschüttet", "cue": ["teilte", "mit"],
     "source": ["Das Amt"], "content": ["mindestens ... verschüttet"], "form": "indirect",
     "speaker": "Amt", "speaker_type": "government", "resolved_by": "named",
     "stance": "acknowledge", "negated": False, "parent": None},
    {"layer": "attribution", "id": "a2", "in": "„Wir ... Kolk", "cue": ["sagte"],
     "source": ["Obersteiger Jan Kolk"], "content": [{"q": "„Wir graben weiter“"}],
     "form": "direct", "speaker": "Jan Kolk", "speaker_type": "person", "resolved_by": "named",
     "stance": "acknowledge", "negated": False, "parent": None},
    {"layer": "evidence", "id": "e1", "in": "Angeblich", "quote": "Angeblich",
     "stance": "distance", "basis": None, "holder": "writer", "negated": False},
    {"layer": "evidence", "id": "e2", "in": "teilte mit", "quote": "teilte",
     "stance": "acknowledge", "basis": "named", "holder": "writer", "negated": False},
]  # fmt: skip


def compiled(**changes):
    """The gold rows of TEXT; `changes` gives rows other fields, or None to leave them out."""
    kept = [q | changes.get(q["id"], {}) for q in QUOTES if changes.get(q["id"], {}) is not None]
    return compile_quotes("\n".join(map(json.dumps, kept)), TEXT)


@pytest.fixture
def gold(tmp_path):
    return annotated(tmp_path)


def annotated(tmp_path) -> Path:
    """A corpus of one article and its gold."""
    (tmp_path / "grube").mkdir()
    (tmp_path / "grube" / "bote.txt").write_text(TEXT, encoding="utf-8")
    write_rows(compiled(), tmp_path / "gold" / "grube" / "bote.jsonl")
    return tmp_path / "gold"


def second(gold, **changes):
    """A second annotation of the same article."""
    write_rows(compiled(**changes), gold / "second" / "grube" / "bote.jsonl")
    return gold / "second"


def read(place) -> list[Document]:
    return [document for _, found in read_gold(place) for document in found]


def scored(gold, **changes):
    """Scores by (layer, measure, label) of an annotation that differs in `changes`."""
    scores, errors = score(read(gold), read(second(gold, **changes)))
    return scores.set_index(["layer", "measure", "label"]), errors


def test_quotes_become_offsets(gold):
    (document,) = read(gold)
    said = document.rows["attributions"][0]
    assert [TEXT[s:e] for s, e in said.spans["cue"]] == ["teilte", "mit"]
    ((start, end),) = document.rows["figures"][0].spans["number"]
    assert TEXT[start:end] == "300"


def test_a_quote_can_be_the_second_one():
    rows = compile_quotes(
        json.dumps(QUOTES[4] | {"in": "Das ... fehlen", "quote": {"q": "t", "n": 2}}), TEXT
    )
    assert (rows[0].start, rows[0].text) == (TEXT.index("teilte"), "t")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"in": "kein Wort"}, "stands 0 times"),
        ({"in": "e"}, "must stand there once"),
        ({"quote": "anscheinend"}, "'anscheinend' does not stand in 'Angeblich'"),
        ({"stance": "certain"}, "stance"),
        ({"stance": None}, "a stance or a basis"),
        ({"colour": "red"}, "colour"),
        ({"id": "e2"}, "stands twice"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(change, words):
    with pytest.raises(InputError, match=words):
        compiled(e1=change)


def test_a_link_that_leads_nowhere_is_refused():
    with pytest.raises(InputError, match="no figure f9"):
        compiled(f2={"part_of": "f9"})


def test_gold_of_a_text_that_has_changed_is_refused(gold):
    (gold.parent / "grube" / "bote.txt").write_text("Neu: " + TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="compile it anew"):
        read(gold)


@pytest.mark.parametrize("place", ["", "grube", "grube/bote.jsonl"])
def test_gold_is_a_folder_a_corpus_or_a_file(gold, place):
    assert [d.doc_id for d in read(gold / place)] == ["grube/bote"]


def test_gold_outside_a_folder_of_that_name_is_refused(tmp_path):
    with pytest.raises(InputError, match="folder named 'gold'"):
        gold_root(tmp_path / "grube")


def test_the_split_divides_documents(gold):
    (gold / "split.toml").write_text('[dev]\ngrube = ["bote"]\n[test]\ngrube = []\n')
    assert read_gold(gold, split="dev")
    with pytest.raises(InputError, match="no document of the half 'test'"):
        read_gold(gold, split="test")


def test_the_same_again_is_right_throughout(gold):
    scores, errors = score(read(gold), read(gold))
    assert errors.empty
    assert set(scores["f1"].dropna()) | set(scores["accuracy"].dropna()) == {1.0}
    assert set(scores["layer"]) == {"figures", "attributions", "evidence"}


def test_a_miss_costs_recall(gold):
    scores, errors = scored(gold, e1=None)
    assert scores.loc[("evidence", "span", ""), ["precision", "recall"]].tolist() == [1.0, 0.5]
    assert scores.loc[("evidence", "stance", "distance"), "recall"] == 0
    (miss,) = errors.itertuples()
    assert (miss.error, miss.words) == ("miss", "Angeblich")
    assert miss.sentence.startswith("Das Amt")


def test_a_false_alarm_costs_precision(gold):
    write_rows(compiled(e1=None), gold / "grube" / "bote.jsonl")
    scores, errors = scored(gold)
    assert scores.loc[("evidence", "span", ""), ["precision", "recall"]].tolist() == [0.5, 1.0]
    assert list(errors["error"]) == ["false alarm"]


def test_a_wrong_label_costs_both_labels(gold):
    scores, errors = scored(gold, e1={"stance": "hedge"})
    assert scores.loc[("evidence", "span", ""), "f1"] == 1
    assert scores.loc[("evidence", "all fields", ""), "f1"] == 0.5
    assert scores.loc[("evidence", "stance", ""), "accuracy"] == 0.5
    assert scores.loc[("evidence", "stance", "distance"), "recall"] == 0
    assert scores.loc[("evidence", "stance", "hedge"), "precision"] == 0
    assert errors[["field", "gold", "found"]].values.tolist() == [["stance", "distance", "hedge"]]


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        ({"value": 301}, "value"),
        ({"low_open": True}, "interval"),
        ({"high": 300}, "interval"),
        ({"bound": "exact"}, "bound"),
        ({"noun": "Berg"}, "noun"),
        ({"speaker": None}, "speaker"),
    ],
)
def test_each_field_of_a_figure_can_be_wrong(gold, change, measure):
    scores, errors = scored(gold, f1=change)
    assert scores.loc[("figures", measure, ""), "accuracy"] == 0.5
    assert scores.loc[("figures", "all fields", ""), "f1"] == 0.5
    assert list(errors["field"]) == [measure]


def test_links_are_followed_through_the_match(gold):
    scores, _ = scored(gold, f1={"id": "f7"}, f2={"part_of": "f7"})
    assert scores.loc[("figures", "part_of", ""), "accuracy"] == 1
    scores, _ = scored(gold, f2={"part_of": None})
    assert scores.loc[("figures", "part_of", ""), "accuracy"] == 0.5


@pytest.mark.parametrize(("content", "right"), [("300 Bergleute seien verschüttet", 2), ("300", 1)])
def test_content_counts_by_half_of_the_longer_one(gold, content, right):
    scores, _ = scored(gold, a1={"content": [content]})
    assert scores.loc[("attributions", "attribution", ""), "n_right"] == right


def test_who_and_what_needs_the_source(gold):
    scores, errors = scored(gold, a2={"source": ["Wir"]})
    assert scores.loc[("attributions", "attribution", ""), "f1"] == 1
    assert scores.loc[("attributions", "who+what", ""), "f1"] == 0.5
    assert scores.loc[("attributions", "source", ""), "f1"] == 0.5
    assert list(errors["field"]) == ["source"]


def test_two_figures_in_one_expression_are_told_apart_by_their_numbers():
    text = "300 der 900 Bergleute"

    def figures(*starts):
        rows = [_figure(str(s), (0, len(text)), (s, s + 3), value=float(s)) for s in starts]
        return [Document("a", text, (), {"figures": rows}, frozenset({"value"}))]

    scores, errors = score(figures(0, 8), figures(8))
    assert scores.set_index("measure").loc["span", "n_right"] == 1
    assert list(errors["error"]) == ["miss"]


def _figure(name, whole, number, **values):
    return Row(name, {"whole": (whole,), "number": (number,)}, values)


def test_the_program_is_scored_on_the_texts(gold, cache):
    card = evaluate(gold, cache=cache)
    scores = card.scores.set_index(["layer", "measure", "label"])
    assert scores.loc[("figures", "span", ""), "f1"] == 1
    assert card.found[0].doc_id == "grube/bote"


def test_agreement_with_oneself_is_one(gold):
    agreed = agreement(gold, second(gold)).scores
    assert agreed["f1"].dropna().eq(1).all()
    assert agreed["alpha"].dropna().eq(1).all()
    alphas = agreed.set_index(["layer", "measure"])["alpha"]
    assert alphas[("evidence", "stance")] == 1
    assert pd.isna(alphas[("evidence", "holder")])  # one label only: alpha is undefined


def test_disagreement_lowers_alpha_and_is_listed(gold):
    other = second(gold, e1={"stance": "acknowledge"}, f2=None)
    card = agreement(gold, other)
    by = card.scores.set_index(["layer", "measure"])
    assert by.loc[("evidence", "stance"), "alpha"] == pytest.approx(0)
    assert by.loc[("figures", "span"), "f1"] == pytest.approx(2 / 3)
    assert set(card.errors["error"]) == {"miss", "wrong"}


def test_annotations_of_different_documents_cannot_agree(gold):
    (gold.parent / "grube" / "kurier.txt").write_text(TEXT, encoding="utf-8")
    write_rows(compiled(), gold / "second" / "grube" / "kurier.jsonl")
    with pytest.raises(InputError, match="no document in common"):
        agreement(gold, gold / "second")


def test_csv_and_back_is_the_same_gold(gold, tmp_path):
    file = gold / "grube" / "bote.jsonl"
    before = file.read_text("utf-8")
    write_csv(read(gold), tmp_path / "csv", who="gold")
    file.unlink()
    assert read_csv(tmp_path / "csv", gold) == [file]
    assert file.read_text("utf-8") == before


def test_a_bad_label_in_csv_is_refused(gold, tmp_path):
    write_csv(read(gold), tmp_path / "csv", who="gold")
    path = tmp_path / "csv" / "gold_evidence.csv"
    path.write_text(path.read_text("utf-8").replace("distance", "certain"), encoding="utf-8")
    with pytest.raises(InputError, match="grube/bote"):
        read_csv(tmp_path / "csv", gold)


def _bench(tmp_path, record):
    path = tmp_path / "bench.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def test_attributions_of_outside_are_scored_alike(tmp_path, cache):
    said = {"cue": [[4, 9]], "source": [[10, 14]], "content": [[15, 19]], "form": "direct"}
    path = _bench(tmp_path, {"doc_id": "x", "text": TEXT, "attributions": [said]})
    scores = evaluate_bench(path, cache=cache).scores
    spans = {"attribution", "who+what", "cue", "source", "content"}
    assert set(scores["measure"]) == spans | {"form"}
    assert scores["n_right"].sum() == 0


def test_only_what_outside_figures_annotate_is_scored(tmp_path):
    entry = {"start": 0, "end": 3, "value_low": 300, "value_high": 300, "low_incl": True,
             "high_incl": True, "unit": "percent", "noun": None, "modifier": None, "kind": "number",
             "soft": False}  # fmt: skip
    soft = entry | {"start": 30, "end": 35, "soft": True}
    record = {"id": "x", "text": "300 bis 400 Helfer, 5 Prozent, etwas", "exhaustive": True,
              "figures": [entry, entry | {"start": 8, "end": 11, "value_low": 400,
              "value_high": 400}, soft], "fields": ["span", "value", "unit"],
              "scope": ["number"]}  # fmt: skip
    (gold,) = read_bench(_bench(tmp_path, record))
    assert gold.rows["figures"][0].values == {"value": 300, "unit": "%"}
    rows = [
        _figure(
            "a", (0, 18), (0, 11), low=300.0, high=400.0, bound="range", kind="count", unit="%"
        ),
        _figure("b", (20, 29), (20, 21), bound="exact", kind="percent"),
        _figure("c", (31, 36), (31, 36), bound="vague", kind="count"),
    ]
    found = comparable(gold, Document("x", record["text"], (), {"figures": rows}))
    assert [row.id for row in found.rows["figures"]] == ["a.low", "a.high"]
    scores, errors = score([gold], [found])
    assert errors.empty
    assert set(scores["measure"]) == {"span", "all fields", "value", "unit"}


def test_a_file_that_is_no_benchmark_is_refused(tmp_path):
    with pytest.raises(InputError, match="line 1"):
        read_bench(_bench(tmp_path, {"some": "thing"}))


def test_rows_of_the_tables_are_rows_to_compare(tables):
    nord = documents(tables, prefix="c/")["c/nord"]
    (said,) = nord.rows["attributions"]
    assert said.spans["cue"] == ((16, 22), (23, 26))
    assert said.values["parent"] is None
    assert nord.rows["figures"][0].values["high"] is None
    assert nord.passage(30).startswith("Das Ministerium")


def test_scores_and_errors_are_printed_plainly(gold, capsys):
    card = agreement(gold, second(gold, e1={"stance": "hedge"}))
    print_scores(card)
    print_errors(card, "evidence")
    out = capsys.readouterr().out
    assert "agreement on 1 documents" in out
    assert "wrong stance in 'Angeblich': gold distance, found hedge" in out


def test_a_terminal_gets_a_table(gold, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    print_scores(agreement(gold, second(gold)))
    assert "━" in capsys.readouterr().out


def test_the_command_scores_lists_and_exports(gold, tmp_path):
    csv, brat = tmp_path / "csv", tmp_path / "brat"
    done = lesarten("evaluate", "--gold", gold, "--show", "figures", "--csv", csv, "--brat", brat)
    assert done.returncode == 0, done.stderr
    assert "figures" in done.stdout
    assert len(list(csv.glob("*.csv"))) == 6
    assert '"rule": ' in (brat / "found" / "grube" / "bote.ann").read_text("utf-8")
    assert read_brat(brat / "found", gold)


def test_the_shipped_gold_fits_its_texts():
    assert all(len(corpus) == len(found) for corpus, found in read_gold(OWN))


def test_the_example_of_the_guidelines_compiles():
    blocks = (OWN / "GUIDELINES.md").read_text("utf-8").split("```")
    text, quotes = (next(b for b in blocks if b.startswith(k)) for k in ("text\n", "jsonl\n"))
    rows = compile_quotes(quotes.partition("\n")[2], text.partition("\n")[2])
    assert {row.layer for row in rows} == {"figure", "attribution", "evidence"}


def test_the_notebook_runs_on_annotations_of_ones_own(gold):
    notebook = nbformat.read(OWN.parents[1] / "notebooks" / "scorecard.ipynb", as_version=4)
    space = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, space)
            if "parameters" in cell.metadata.get("tags", []):
                space["gold"] = gold
    assert space["card"].title == "dev de: 1 documents"


def test_languages_are_scored_apart(gold):
    place = gold.parent / "grube"
    (place / "courier.txt").write_text(TEXT, encoding="utf-8")
    (place / "sources.toml").write_text('[sources.courier]\nlang = "en"\n', encoding="utf-8")
    write_rows(compiled(), gold / "grube" / "courier.jsonl")
    assert [d.doc_id for _, found in read_gold(gold, lang="en") for d in found] == ["grube/courier"]
    assert agreement(gold, gold).title == "agreement on 1 documents"
    with pytest.raises(InputError, match="'fr'; there are: de, en"):
        read_gold(gold, lang="fr")


def test_no_text_is_in_both_halves():
    halves = tomllib.loads((OWN / "split.toml").read_text("utf-8"))
    for corpus, dev in halves["dev"].items():
        assert not set(dev) & set(halves["test"][corpus])


def test_articles_without_gold_are_left_out(gold):
    (gold.parent / "grube" / "kurier.txt").write_text(TEXT, encoding="utf-8")
    ((corpus, _),) = read_gold(gold)
    assert [article.doc_id for article in corpus.articles] == ["bote"]
