"""The scorecard: the program's rows against gold, or against an outside benchmark."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from analysis.evaluate.adapters import comparable, read_bench
from analysis.evaluate.compared import Compared
from analysis.evaluate.gold import Split, read_gold
from analysis.evaluate.records import Document, documents
from analysis.evaluate.scores import score
from analysis.tables import Cache, analyse, analyse_texts

SHARES = ("precision", "recall", "f1", "accuracy")


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Scores and errors as frames (columns: `scores.score`), and what was compared."""

    title: str
    scores: pd.DataFrame
    errors: pd.DataFrame
    gold: list[Document]
    found: list[Document]


def evaluate(
    gold: Path | str,
    *,
    split: Split = "dev",
    lang: str = "de",
    pipeline: str | None = None,
    cache: Cache | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Scorecard:
    """Score the program on annotated articles.

    Args:
        gold: a gold file, a folder of them, or the folder of all (see `gold.read_gold`).
        split: which half, where there is a `split.toml`.
        lang: language of the articles (ISO 639-1); a scorecard is of one language.
        pipeline, cache, progress: as for `analysis.analyse`.

    Raises:
        InputError: there is no such gold, or it does not fit its text.
    """
    golds: list[Document] = []
    founds: list[Document] = []
    for corpus, annotated in read_gold(gold, split=split, lang=lang):
        tables = analyse(corpus, pipeline=pipeline, cache=cache, progress=progress)
        found = documents(tables, prefix=f"{corpus.name}/")
        for document in annotated:
            founds.append(found[document.doc_id])
            golds.append(document._replace(passages=founds[-1].passages))
    return Scorecard(_title(f"{split} {lang}", golds), *score(golds, founds), golds, founds)


def evaluate_bench(
    path: Path | str, *, pipeline: str | None = None, cache: Cache | None = None
) -> Scorecard:
    """Score the program on a benchmark file of German texts (formats: `adapters`).

    Raises:
        InputError: the file is no benchmark file.
    """
    golds = read_bench(path)
    texts = [(document.doc_id, document.text) for document in golds]
    found = documents(analyse_texts(texts, pipeline=pipeline, cache=cache), carried=True)
    founds = [comparable(document, found[document.doc_id]) for document in golds]
    return Scorecard(_title(Path(path).stem, golds), *score(golds, founds), golds, founds)


def print_scores(card: Scorecard | Compared) -> None:
    """The scores on standard output: a table on a terminal, plain aligned lines elsewhere.

    Shares are per cent.
    """
    cells = card.scores.copy()
    for name in cells.columns:
        if name in SHARES:
            cells[name] = ["" if pd.isna(v) else f"{100 * v:.1f}" for v in cells[name]]
        elif name == "alpha":
            cells[name] = ["" if pd.isna(v) else f"{v:.3f}" for v in cells[name]]
    cells = cells.astype(object).where(cells.notna(), "").astype(str)
    console = Console()
    if console.is_terminal:
        table = Table(*cells.columns, title=card.title)
        for row in cells.itertuples(index=False):
            table.add_row(*row)
        console.print(table)
    else:
        print(card.title)
        _print_plain(cells)


def print_errors(card: Scorecard, layer: str) -> None:
    """Each miss, false alarm and wrong field of a layer, under its sentence."""
    errors = card.errors[card.errors["layer"] == layer]
    for (doc_id, sentence), of_sentence in errors.groupby(["doc_id", "sentence"], sort=False):
        print(f"\n{doc_id}: {sentence}")
        for row in of_sentence.itertuples():
            what = row.error if row.error != "wrong" else f"wrong {row.field}"
            told = f": gold {row.gold}, found {row.found}" if row.error == "wrong" else ""
            rule = f" [{row.rule}]" if isinstance(row.rule, str) else ""
            print(f"  {what} in '{row.words}'{told}{rule}")


def _print_plain(cells: pd.DataFrame) -> None:
    widths = [max(map(len, [name, *cells[name]])) for name in cells.columns]
    for row in [tuple(cells.columns), *cells.itertuples(index=False)]:
        print("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip())


def _title(name: str, golds: list[Document]) -> str:
    return f"{name}: {len(golds)} documents"
