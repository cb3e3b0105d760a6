"""The comparison against an answer sheet: groups of figures, relations of pairs, cells of claims.

Scored twice: on the figures that were found, and on gold figures, so that what the extraction
misses and what the comparison does wrong are told apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.compare.codebook import read_codebook
from analysis.compare.disputes import Disputes, disputes
from analysis.corpus import read_corpus
from analysis.evaluate.answers import Answers, StatementPair, Told, read_answers
from analysis.evaluate.claim_cells import score_cells
from analysis.evaluate.gold import FOLDER, read_gold
from analysis.evaluate.gold_tables import gold_tables
from analysis.tables import Cache, Tables, analyse

COLUMNS = ["figures", "measure", "precision", "recall", "f1", "accuracy", "n", "n_right"]
CODEBOOK = "claims.toml"
# What a pair comes to whose statements were put into different groups, or not found.
NOT_GROUPED, NOT_FOUND = "not grouped", "not found"
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


class Compared(NamedTuple):
    """Scores (COLUMNS; shares 0 to 1), and the pairs that came out wrong, one line each."""

    title: str
    scores: pd.DataFrame
    wrong: list[str]


class BCubed(NamedTuple):
    """B-cubed precision, recall and F1 of a grouping (Bagga & Baldwin 1998)."""

    precision: float
    recall: float
    f1: float
    n: int


def evaluate_answers(
    path: Path | str,
    *,
    lang: str = "de",
    pipeline: str | None = None,
    cache: Cache | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Compared:
    """Score the comparison of a corpus on the answer sheet in its folder.

    Args:
        path: folder of the corpus; gold figures are taken from `gold/<corpus>` beside it.
        lang: only what is told in articles of this language counts (ISO 639-1).
        pipeline, cache, progress: as for `analysis.analyse`.

    Raises:
        InputError: there is no answer sheet.
    """
    folder = Path(path)
    answers = read_answers(folder)
    tables = analyse(read_corpus(folder), pipeline=pipeline, cache=cache, progress=progress)
    rows, wrong = [], []
    readings = {"found": tables}
    gold = folder.parent / FOLDER / folder.name
    if gold.is_dir():
        golds = [d for _, documents in read_gold(gold, lang=lang) for d in documents]
        readings["gold"] = gold_tables(tables, golds)
    for name, read in readings.items():
        scored = score_disputes(read, answers, lang=lang)
        rows += [{"figures": name, **row} for row in scored.scores.to_dict("records")]
        wrong += [f"{name}: {line}" for line in scored.wrong]
    if answers.claim and (folder / CODEBOOK).is_file():
        cells = score_cells(tables, answers, read_codebook(folder / CODEBOOK)).cells
        read_cells = cells[cells["is_read"]]
        rows.append(_share("claim cells", read_cells["is_right"]) | {"figures": "found"})
    return Compared(f"{folder.name}: comparison", _frame(rows, COLUMNS), wrong)


def score_disputes(tables: Tables, answers: Answers, *, lang: str = "de") -> Compared:
    """Score the groups and relations made of `tables`; `scores` without the column `figures`."""
    made = disputes(tables)
    finder = _Finder(tables, lang)
    told = {s.id: finder.find_all(s.told) for s in answers.statement}
    gold = {f or (s.id, n): s.group for s in answers.statement for n, f in told[s.id].items()}
    group_of = {f: row.group_id for row in made.groups.itertuples() for f in row.figure_ids}
    found = {thing: group for thing, group in gold.items() if thing in group_of}
    apart = [
        group_of[one] != group_of[other]
        for pair in answers.groups_apart
        if (one := finder.find(pair.a)) in group_of and (other := finder.find(pair.b)) in group_of
    ]
    verdicts = _Verdicts(made, told)
    pairs = [(pair, *verdicts.of(pair)) for pair in answers.pair if told[pair.a] and told[pair.b]]
    right = pd.Series([verdict in (p.relation, p.also) for p, verdict, _ in pairs], dtype=bool)
    both = pd.Series([verdict != NOT_FOUND for _, verdict, _ in pairs], dtype=bool)
    rows = [
        _share("figures of the sheet found", pd.Series([f in group_of for f in gold], dtype=bool)),
        _grouping("grouping, all listed", b_cubed(gold, group_of)),
        _grouping("grouping, figures found", b_cubed(found, group_of)),
        _share("look-alikes kept apart", pd.Series(apart, dtype=bool)),
        _share("pair relations, all listed", right),
        _share("pair relations, both found", right[both]),
    ]
    wrong = [
        f"{p.a} | {p.b}: {' or '.join(filter(None, (p.relation, p.also)))}; got {verdict} ({why})"
        for (p, verdict, why), is_right in zip(pairs, right, strict=True)
        if not is_right
    ]
    return Compared("disputes", _frame(rows, COLUMNS[1:]), wrong)


def _frame(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    shares = dict.fromkeys(("precision", "recall", "f1", "accuracy"), "float64")
    return pd.DataFrame(rows, columns=columns).astype(shares | {"n": "Int64", "n_right": "Int64"})


def _share(measure: str, right: pd.Series) -> dict:
    return {
        "measure": measure,
        "accuracy": right.mean() if len(right) else None,
        "n": len(right),
        "n_right": int(right.sum()),
    }


def _grouping(measure: str, scored: BCubed) -> dict:
    return {"measure": measure, **scored._asdict()}


class _Verdicts:
    """What the comparison says of pairs of statements."""

    def __init__(self, made: Disputes, told: Mapping[str, Mapping[int, str | None]]) -> None:
        self._told = told
        self._claim_of = {f: row.claim_id for row in made.claims.itertuples()
                          for f in row.figure_ids}  # fmt: skip
        self._related = {
            frozenset((row.claim_a, row.claim_b)): (row.verdict, row.why)
            for row in made.relations.itertuples()
        }

    def of(self, pair: StatementPair) -> tuple[str, str]:
        """Verdict and reason; of a statement told several times its commonest claim counts."""
        one, other = self._claim(pair.a), self._claim(pair.b)
        if one is None or other is None:
            return NOT_FOUND, pair.a if one is None else pair.b
        if one == other:
            return "compatible", "one claim"
        return self._related.get(frozenset((one, other)), (NOT_GROUPED, f"{one}, {other}"))

    def _claim(self, statement: str) -> str | None:
        found = [self._claim_of[f] for f in self._told[statement].values() if f in self._claim_of]
        return Counter(found).most_common(1)[0][0] if found else None


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> BCubed:
    """How well a grouping agrees with another; things missing in `found` stand alone there."""
    if not gold:
        return BCubed(float("nan"), float("nan"), float("nan"), 0)
    alone = {thing: found.get(thing, ("alone", thing)) for thing in gold}
    right, by_found = _members(gold), _members(alone)
    shared = Counter((gold[thing], alone[thing]) for thing in gold)
    precision = sum(shared[gold[t], alone[t]] / len(by_found[alone[t]]) for t in gold) / len(gold)
    recall = sum(shared[gold[t], alone[t]] / len(right[gold[t]]) for t in gold) / len(gold)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall), len(gold))


def _members(of: Mapping[Hashable, Hashable]) -> dict[Hashable, list[Hashable]]:
    members = defaultdict(list)
    for thing, group in of.items():
        members[group].append(thing)
    return members


class _Finder:
    """Finds the figure that stands where an answer sheet says."""

    def __init__(self, tables: Tables, lang: str) -> None:
        sources = tables.sources[tables.sources["lang"] == lang]
        self._texts = {row.doc_id: row.text.translate(_SPACES) for row in sources.itertuples()}
        self._figures = dict(tuple(tables.figures.groupby("doc_id")))

    def find_all(self, told: Iterable[Told]) -> dict[int, str | None]:
        """Position in `told` -> figure_id; places in other languages are left out."""
        return {n: self.find(t) for n, t in enumerate(told) if t.doc in self._texts}

    def find(self, told: Told) -> str | None:
        """The figure_id, or None: no figure was found there."""
        figures = self._figures.get(told.doc)
        if figures is None:
            return None
        for start, end in self._places(told):
            here = figures[(figures["number_start"] < end) & (figures["number_end"] > start)]
            if len(here):
                return here.iloc[0]["figure_id"]
        return None

    def _places(self, told: Told) -> Iterator[tuple[int, int]]:
        text = self._texts.get(told.doc, "")
        text_words, within = told.text.translate(_SPACES), (told.within or "").translate(_SPACES)
        if within:
            for at in _all(text, within):
                inside = within.find(text_words)
                yield at + inside, at + inside + len(text_words)
        else:
            for at in _all(text, text_words):
                yield at, at + len(text_words)


def _all(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
