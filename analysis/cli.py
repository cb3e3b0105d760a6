"""The command `lesarten`. Errors are one message and an exit code."""

import json
import sys
import warnings
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.errors import LesartenError, ParameterError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Lay several sources' versions of one event side by side.",
    pretty_exceptions_enable=False,
)


GOLD = "data/gold"
# What the stages of the work are called on the terminal.
STAGES = {"read": "reading", "analyse": "analysing", "notebook": "running the notebook"}


class TableFormat(StrEnum):
    """File formats of `extract`."""

    parquet = "parquet"
    csv = "csv"
    jsonl = "jsonl"


class Half(StrEnum):
    """Documents of the gold standard that `evaluate` runs on."""

    dev = "dev"
    test = "test"
    all = "all"


class Layer(StrEnum):
    """What `evaluate` can list errors of."""

    figures = "figures"
    attributions = "attributions"
    evidence = "evidence"
    pairs = "pairs"


CorpusArgument = Annotated[
    Path | None,
    typer.Argument(help="Folder of articles, or one file. Without it: the shipped corpus."),
]
PipelineOption = Annotated[
    str | None, typer.Option(help="Name or path of a spaCy pipeline instead of the shipped one.")
]
CuesOption = Annotated[
    str | None,
    typer.Option(help="TSV of evidence cues of your own: added to ours, or switching them off."),
]


@app.command()
def report(
    corpus: CorpusArgument = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the report; default: reports/<corpus>.")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", help="NAME=VALUE of the notebook; may be repeated."),
    ] = None,
    timeout: Annotated[
        int | None, typer.Option(min=1, help="Seconds a notebook cell may take.")
    ] = None,
    pipeline: PipelineOption = None,
    cues: CuesOption = None,
) -> None:
    """Make the report of a corpus: notebook, page, tables, run.json."""
    from analysis.report.run import make_report
    from analysis.shipped import DEFAULT_CORPUS, shipped

    folder = corpus or shipped(DEFAULT_CORPUS)
    parameters = {"corpus": str(folder)} | _parameters(parameter or [])
    if pipeline is not None:
        parameters["pipeline"] = pipeline
    if cues is not None:
        parameters["cues"] = cues
    target = out or Path("reports") / folder.resolve().stem
    with Progress() as progress:
        run = make_report(target, parameters, timeout=timeout, progress=progress)
    _warn(run["warnings"])
    counts = run["counts"]
    typer.echo(
        f"{target}/report.html: {counts['sources']} sources, {counts['figures']} figures, "
        f"{counts['attributions']} attributions, {counts['evidence']} evidence marks"
    )
    if run["changes"] is not None:
        changed = ", ".join(f"{len(ids)} {kind}" for kind, ids in run["changes"].items())
        typer.echo(f"since the last report: {changed}")


@app.command()
def extract(
    corpus: Annotated[Path, typer.Argument(help="Folder of articles, or one file.")],
    out: Annotated[Path, typer.Option(help="Folder for the tables, one file each.")],
    format: Annotated[TableFormat, typer.Option(help="File format.")] = TableFormat.parquet,
    pipeline: PipelineOption = None,
    cues: CuesOption = None,
) -> None:
    """Write the tables of a corpus, without a report."""
    from analysis.corpus import read_corpus
    from analysis.tables import analyse, write_tables

    with Progress() as progress:
        read = read_corpus(corpus)
        tables = analyse(read, pipeline=pipeline, cues=cues, progress=progress)
    _warn(read.warnings)
    for path in write_tables(tables, out, format=format.value):
        typer.echo(path)


@app.command("cues-diff")
def cues_diff(
    corpus: Annotated[Path, typer.Argument(help="Folder of articles, or one file.")],
    cues: Annotated[str, typer.Option(help="TSV of evidence cues of your own.")],
    pipeline: PipelineOption = None,
) -> None:
    """Print which marks your own evidence cues add, take away or relabel."""
    from analysis.corpus import read_corpus
    from analysis.tables.cues_diff import cues_diff as difference

    rows = difference(read_corpus(corpus), cues, pipeline=pipeline)
    for row in rows.fillna("no mark").itertuples():
        typer.echo(f"{row.doc_id}: {row.change} {row.text!r}: {row.before} -> {row.after}")
        typer.echo(f"  {row.sentence}")
    counts = rows["change"].value_counts()
    kinds = ("gained", "lost", "relabelled")
    typer.echo(", ".join(f"{counts.get(kind, 0)} {kind}" for kind in kinds))


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Folder of articles.")]) -> None:
    """Draft sources.toml from what the articles say; nothing a person wrote is overwritten."""
    from analysis.corpus import draft_sources

    draft = draft_sources(folder)
    _warn(draft.warnings)
    typer.echo(f"{draft}: look it over and fill in what is missing")


@app.command()
def claims(corpus: CorpusArgument = None, pipeline: PipelineOption = None) -> None:
    """Print claims that several sources make, as a claims.toml to edit."""
    from analysis.compare import codebook_toml, suggest_claims
    from analysis.corpus import read_corpus
    from analysis.shipped import DEFAULT_CORPUS, shipped
    from analysis.tables import analyse

    with Progress() as progress:
        read = read_corpus(corpus or shipped(DEFAULT_CORPUS))
        tables = analyse(read, pipeline=pipeline, progress=progress)
    _warn(read.warnings)
    suggested = suggest_claims(tables)
    if not suggested:
        _warn(["no sentence has its like in another source; nothing to suggest"])
    typer.echo(codebook_toml(suggested), nl=False)


@app.command()
def bench(corpus: CorpusArgument = None, pipeline: PipelineOption = None) -> None:
    """Print what each component costs against the parse, measured in this run."""
    from rich.console import Console
    from rich.table import Table

    from analysis.bench import bench as measure
    from analysis.corpus import read_corpus
    from analysis.shipped import DEFAULT_CORPUS, shipped

    measured = measure(read_corpus(corpus or shipped(DEFAULT_CORPUS)), pipeline=pipeline)
    table = Table("component", "of the parse", "words/s", "sentences/s")
    for row in measured.itertuples():
        table.add_row(
            row.component,
            f"{row.share_of_parse:.1%}",
            f"{row.words_per_second:,.0f}",
            f"{row.sentences_per_second:,.0f}",
        )
    Console().print(table)


@app.command()
def evaluate(
    gold: Annotated[
        Path | None, typer.Option(help="Gold file or folder. Without it: the project's own.")
    ] = None,
    split: Annotated[Half, typer.Option(help="Which half of the gold.")] = Half.dev,
    lang: Annotated[
        str, typer.Option(help="Language of the articles, ISO 639-1; each is scored apart.")
    ] = "de",
    show: Annotated[
        Layer | None, typer.Option(help="List every error of a layer with its sentence.")
    ] = None,
    bench: Annotated[
        list[Path] | None, typer.Option(help="Score on a benchmark file instead; repeatable.")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Folder for what was found, as JSONL like --bench.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="A second annotation: print how far the two agree.")
    ] = None,
    answers: Annotated[
        list[Path] | None,
        typer.Option(help="Score the comparison of a corpus on its answers.toml; repeatable."),
    ] = None,
    csv: Annotated[Path | None, typer.Option(help="Folder for the annotations as CSV.")] = None,
    brat: Annotated[
        Path | None, typer.Option(help="Folder for the annotations as brat stand-off.")
    ] = None,
    readme: Annotated[
        Path | None, typer.Option(help="Write the table of all halves between a file's marks.")
    ] = None,
    pipeline: PipelineOption = None,
) -> None:
    """Score the program on annotated articles: precision, recall, F1 by layer and label."""
    if readme is not None:
        _write_scorecard(readme, gold, pipeline=pipeline)
        return
    if answers:
        _evaluate_answers(answers, lang=lang, pipeline=pipeline, list_wrong=show is Layer.pairs)
        return
    from analysis import evaluate as scoring
    from analysis.evaluate.brat import write_brat
    from analysis.evaluate.conventions import write_predictions
    from analysis.evaluate.exchange import write_csv
    from analysis.shipped import shipped

    with Progress() as progress:
        if bench:
            cards = [scoring.evaluate_bench(file, pipeline=pipeline) for file in bench]
        elif against is not None:
            place = gold or shipped(GOLD)
            cards = [scoring.agreement(place, against, split=split.value, lang=lang)]
        else:
            cards = [
                scoring.evaluate(
                    gold or shipped(GOLD),
                    split=split.value,
                    lang=lang,
                    pipeline=pipeline,
                    progress=progress,
                )
            ]
    for file, card in zip(bench or (), cards, strict=False):
        if predictions is not None and "attributions" in card.found[0].rows:
            write_predictions(card.found, predictions / file.name)
    for card in cards:
        scoring.print_scores(card)
        if show is not None:
            scoring.print_errors(card, show.value)
        for who, documents in (("gold", card.gold), ("found", card.found)):
            if csv is not None:
                write_csv(documents, csv, who=who)
            if brat is not None:
                write_brat(documents, brat / who)


def _write_scorecard(readme: Path, gold: Path | None, *, pipeline: str | None) -> None:
    """Both halves of both languages, a column each."""
    from analysis import evaluate as scoring
    from analysis.evaluate.readme import HALVES, update
    from analysis.shipped import shipped

    with Progress() as progress:
        cards = {
            heading: scoring.evaluate(
                gold or shipped(GOLD), split=split, lang=lang, pipeline=pipeline, progress=progress
            )
            for heading, (lang, split) in HALVES.items()
        }
    update(readme, cards)
    typer.echo(f"{readme}: scorecard written")


def _evaluate_answers(
    corpora: list[Path], *, lang: str, pipeline: str | None, list_wrong: bool
) -> None:
    """Print how the comparison of each corpus scores on its answer sheet."""
    from analysis import evaluate as scoring

    for corpus in corpora:
        with Progress() as progress:
            card = scoring.evaluate_answers(corpus, lang=lang, pipeline=pipeline, progress=progress)
        scoring.print_scores(card)
        for line in card.wrong if list_wrong else ():
            typer.echo(f"  {line}")


def main() -> None:
    """Entry point: runs the command, turns our errors into a message and an exit code."""
    warnings.showwarning = lambda message, *_: _warn([str(message)])
    try:
        app()
    except LesartenError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)


def _parameters(pairs: list[str]) -> dict[str, Any]:
    """NAME=VALUE -> typed values: JSON where it is JSON, else text."""
    given = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise ParameterError(f"-p {pair}: write it as NAME=VALUE")
        try:
            given[name] = json.loads(value)
        except ValueError:
            given[name] = value
    return given


def _warn(warnings: list[str] | tuple[str, ...]) -> None:
    for warning in warnings:
        typer.echo(f"warning: {warning}", err=True)


class Progress:
    """A bar on a terminal, plain lines in a log; both on standard error."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        self._bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("starting", total=None)
            self._bar.start()
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _show(self, stage: str, done: int, total: int) -> None:
        words = STAGES.get(stage, "writing")
        if self._bar is not None:
            self._bar.update(self._task, description=words, completed=done, total=total)
        elif done == 0 or done == total or done % 50 == 0:
            typer.echo(f"{words} {done}/{total}" if done else words, err=True)
