"""Corpus -> Tables: what is parsed, kept, cut into pieces; what happens to odd texts."""

import warnings

import pytest

from analysis import analyse, analyse_texts
from analysis.corpus import AnalysisText, Corpus, analysis_text, article_from_text
from analysis.tables import parsing
from analysis.tables.parsing import pieces

SENTENCE = "Mindestens 300 Bergleute seien verschüttet, teilte das Ministerium mit."


def test_clean_texts_become_tables(cache):
    tables = analyse_texts([("b", SENTENCE), ("a", "Die Grube schweigt.")], cache=cache)
    assert set(tables.sources["doc_id"]) == {"a", "b"}
    (figure,) = tables.figures.itertuples()
    assert (figure.doc_id, figure.low, figure.bound) == ("b", 300, "at_least")
    assert tables.attributions["cue"].to_list() == ["teilte … mit"]
    assert tables.furniture.empty


@pytest.mark.parametrize(
    ("texts", "types", "ids"),
    [
        (  # one article tells the role and the full name, the other neither
            ["Die Landrätin Olga Brandis sagte, es reiche.", "Brandis sagte, es reiche."],
            ["government", "government"],
            ["olga-brandis", "olga-brandis"],
        ),
        (  # two who bear the name: nothing is settled
            [
                "Olga Brandis sagte, es reiche. Kurt Brandis sagte, es reiche.",
                "Brandis sagte, es reiche.",
            ],
            ["person", "person", "person"],
            ["olga-brandis", "kurt-brandis", "brandis"],
        ),
        (  # the articles disagree
            [
                "Die Landrätin Olga Brandis sagte, es reiche.",
                "Die Forscherin Olga Brandis sagte, es reiche.",
                "Olga Brandis sagte, es reiche.",
            ],
            ["government", "expert", "person"],
            ["olga-brandis"] * 3,
        ),
    ],
)
def test_what_one_article_leaves_open_another_may_tell(cache, texts, types, ids):
    named = [(str(n), text) for n, text in enumerate(texts)]
    rows = analyse_texts(named, cache=cache).attributions
    assert (list(rows["speaker_type"]), list(rows["speaker_id"])) == (types, ids)


def test_identifiers_and_rows_are_the_same_on_a_second_run(cache, tmp_path):
    first = analyse_texts([("a", SENTENCE)], cache=cache)
    cached = analyse_texts([("a", SENTENCE)], cache=cache)
    anew = analyse_texts([("a", SENTENCE)], cache=parsing.Cache(tmp_path / "other"))
    for (name, frame), (_, again), (_, fresh) in zip(first, cached, anew, strict=True):
        assert frame.equals(again), name
        assert frame.equals(fresh), name


def test_only_what_changed_is_parsed(cache, monkeypatch):
    parsed = []
    base = parsing._base
    monkeypatch.setattr(parsing, "_base", lambda nlp, text: parsed.append(text) or base(nlp, text))
    analyse_texts([("a", SENTENCE), ("b", "Die Grube schweigt.")], cache=cache)
    parsed.clear()
    analyse_texts([("a", SENTENCE), ("b", "Die Grube redet.")], cache=cache)
    assert parsed == ["Die Grube redet."]


def test_a_damaged_parse_is_made_anew(cache):
    first = analyse_texts([("a", SENTENCE)], cache=cache)
    (kept,) = (cache.folder / "parses").rglob("*.spacy")
    kept.write_bytes(b"half a file")
    for folder in (cache.folder / "tables").iterdir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    with pytest.warns(UserWarning, match="damaged"):
        again = analyse_texts([("a", SENTENCE)], cache=cache)
    assert first.figures.equals(again.figures)


def test_a_cache_that_cannot_be_written_costs_no_result(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.warns(UserWarning, match="cannot keep"):
        tables = analyse_texts([("a", SENTENCE)], cache=parsing.Cache(blocked / "cache"))
    assert len(tables.figures) == 1


def test_a_language_without_rules_is_a_source_and_a_warning(cache):
    article = article_from_text("fr", "Au moins 300 mineurs sont bloqués.", "fr")
    with pytest.warns(UserWarning, match="no rules for blocks, .* in language 'fr'"):
        tables = analyse(Corpus("c", (article,)), cache=cache)
    assert tables.counts()["sources"] == 1
    assert tables.sentences.empty


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\t",
        "„",
        "»»“",
        "🙂🙂",
        "a" * 5000,
        "1" * 5000,
        "„Er sagte",
        "\u200b\u00ad",
        "?!…",
    ],
)
def test_odd_texts_neither_fail_nor_lose_anything(cache, text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tables = analyse_texts([("a", text)], cache=cache)
    assert tables.sources["text"].to_list() == [text]


@pytest.mark.parametrize("size", [5, 20, 80, 10_000])
def test_pieces_are_the_whole_text_cut_between_blocks(size):
    text = analysis_text(article_from_text("a", f"{SENTENCE}\n\n{SENTENCE} {SENTENCE}\n", "de"))
    cut = list(pieces(text, size=size))
    assert all(text.text[p.start : p.start + len(p.text)] == p.text for p in cut)
    assert "".join("".join(p.text.split()) for p in cut) == "".join(text.text.split())
    assert all(len(p.text) <= size for p in cut)
    for piece in cut:
        assert all(piece.text[b.start : b.end] for b in piece.blocks)


def test_long_articles_are_read_in_pieces_with_offsets_of_the_whole(cache, monkeypatch):
    monkeypatch.setattr(parsing, "PIECE_CHARS", 100)
    monkeypatch.setattr(parsing.pieces, "__kwdefaults__", {"size": 100})
    text = "\n\n".join([SENTENCE] * 5)
    tables = analyse_texts([("a", text)], cache=cache)
    assert len(tables.figures) == 5
    assert all(text[r.start : r.end] == r.text for r in tables.figures.itertuples())
    assert tables.sentences["sentence_id"].is_unique


def test_the_text_of_an_article_without_words_has_no_pieces():
    assert isinstance(analysis_text(article_from_text("a", "", "de")), AnalysisText)
    assert list(pieces(analysis_text(article_from_text("a", "", "de")))) == []


def test_the_pipeline_is_hashed_once_not_for_every_article(cache, monkeypatch):
    asked = []
    monkeypatch.setattr(parsing, "pipeline_key", lambda *args: asked.append(args) or "key")
    analyse_texts([(name, SENTENCE) for name in "abc"], cache=cache)
    assert asked == [("de", None)]
