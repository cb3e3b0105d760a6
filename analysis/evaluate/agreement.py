"""Two annotations of the same documents -> how far they agree."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError
from analysis.evaluate.gold import Split, read_gold
from analysis.evaluate.matching import match
from analysis.evaluate.records import Document
from analysis.evaluate.scorecard import Scorecard
from analysis.evaluate.scores import score

# The labels of the scheme; the other fields hold numbers and free words.
NOMINAL = {
    "figures": ("bound", "kind"),
    "attributions": ("form", "speaker_type", "resolved_by", "stance", "negated"),
    "evidence": ("stance", "basis", "holder", "negated"),
}
COLUMNS = ("layer", "measure", "f1", "alpha", "accuracy", "n_one", "n_other")


def agreement(
    one: Path | str, other: Path | str, *, split: Split = "all", lang: str = "de"
) -> Scorecard:
    """Compare two annotations on the documents that both have.

    Args:
        one: gold as for `read_gold`.
        other: the second annotation of some of the documents.
        split: which half.
        lang: language of the articles (ISO 639-1).

    Returns:
        A scorecard. Its `scores`: layer, measure, f1 (of spans and whole rows; it does not matter
        whose are taken for the gold), alpha (Krippendorff's, nominal, over the labels of matched
        spans; "none" is a label; null where only one label is used, as alpha is then undefined),
        accuracy (share of matched spans on which both say the same), n_one, n_other (rows counted).
        Its `errors` are the disagreements: `gold` is `one`, `found` is `other`.

    Raises:
        InputError: no document in common, or the package `krippendorff` is missing.
    """
    ones, others = (
        {d.doc_id: d for _, found in read_gold(gold, split=split, lang=lang) for d in found}
        for gold in (one, other)
    )
    names = sorted(ones.keys() & others.keys())
    if not names:
        raise InputError(f"{one} and {other} have no document in common")
    pairs = [ones[name] for name in names], [others[name] for name in names]
    scores, errors = score(*pairs)
    scores = scores[scores["label"] == ""].rename(columns={"n_gold": "n_one", "n_found": "n_other"})
    alphas = _alphas(*pairs)
    keys = zip(scores["layer"], scores["measure"], strict=True)
    scores["alpha"] = pd.Series([alphas.get(key) for key in keys], scores.index, dtype="float64")
    title = f"agreement on {len(names)} documents"
    return Scorecard(title, scores[list(COLUMNS)].reset_index(drop=True), errors, *pairs)


def alpha(ones: Sequence[Any], others: Sequence[Any]) -> float | None:
    """Krippendorff's alpha of two coders' labels, nominal; None where only one label is used."""
    try:
        import krippendorff
    except ImportError as error:
        raise InputError(
            "agreement needs the package krippendorff; install lesarten[gold]"
        ) from error
    codes = {label: code for code, label in enumerate(sorted({*map(str, ones), *map(str, others)}))}
    if len(codes) < 2:
        return None
    data = [[codes[str(label)] for label in labels] for labels in (ones, others)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _alphas(ones: list[Document], others: list[Document]) -> dict[tuple[str, str], float | None]:
    made = {}
    for layer, fields in NOMINAL.items():
        pairs = [
            pair
            for one, other in zip(ones, others, strict=True)
            for pair in match(layer, one, other).both()
        ]
        for field in fields:
            labels = [[row.values[field] for row in rows] for rows in zip(*pairs, strict=True)]
            made[layer, field] = alpha(*labels) if labels else None
    return made
