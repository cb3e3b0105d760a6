"""Hand-made tables for tests of disputes: sentences of our own with the figures in them."""

import re

import pandas as pd

from analysis.tables import Tables
from analysis.tables.schema import SCHEMAS

NUMBER = re.compile(r"\d[\d.]*")


def article(
    doc_id: str, *sentences: tuple, published: str | None = None, outlet: str | None = None
):
    """An article: sentences as (text, figures); a figure is a dict with at least `text`."""
    return {"doc_id": doc_id, "sentences": sentences, "published": published, "outlet": outlet}


def corpus(*articles: dict) -> Tables:
    """The tables of these articles."""
    rows = {name: [] for name in SCHEMAS}
    for entry in articles:
        _add(rows, entry)
    made = {}
    for name, schema in SCHEMAS.items():
        frame = pd.DataFrame(rows[name], columns=list(schema.columns))
        made[name] = schema.validate(frame, lazy=True)
    return Tables(**made)


def _add(rows: dict[str, list], entry: dict) -> None:
    doc_id, text = entry["doc_id"], ""
    for number, (words, *figures) in enumerate(entry["sentences"], 1):
        is_heading = words.startswith("# ")
        words = words.removeprefix("# ")
        sentence_id = f"{doc_id}:s{number:04d}"
        start = len(text)
        text += words + "\n"
        rows["sentences"].append(
            {"doc_id": doc_id, "sentence_id": sentence_id, "start": start,
             "end": start + len(words), "text": words, "is_heading": is_heading}
        )  # fmt: skip
        for figure in figures:
            _add_figure(rows, doc_id, sentence_id, start, words, figure)
    published = entry["published"] and pd.Timestamp(entry["published"])
    rows["sources"].append(
        {"doc_id": doc_id, "outlet": entry["outlet"] or doc_id.title(), "published": published,
         "lang": "de", "sha256": "0", "n_words": 9, "text": text}
    )  # fmt: skip


def _add_figure(
    rows: dict, doc_id: str, sentence_id: str, start: int, words: str, given: dict
) -> None:
    at = start + words.index(given["text"])
    number = NUMBER.search(given["text"])
    value = float(number[0].replace(".", "").replace(",", "."))
    bound = given.get("bound", "exact")
    figure = {
        "doc_id": doc_id,
        "figure_id": f"{doc_id}:f{at}-{at + len(given['text'])}",
        "sentence_id": sentence_id,
        "start": at,
        "end": at + len(given["text"]),
        "number_start": at + number.start(),
        "number_end": at + number.end(),
        "value": value,
        "low": None if bound in ("at_most", "less_than") else value,
        "high": None if bound in ("at_least", "more_than") else value,
        "low_open": bound == "more_than",
        "high_open": bound == "less_than",
        "bound": bound,
        "kind": "count",
        "qualifiers": [],
        "rule": "test",
    } | given
    if "speaker" in given:
        figure["attribution_id"] = _attribution(rows, figure)
    rows["figures"].append(figure)


def _attribution(rows: dict, figure: dict) -> str:
    name = f"{figure['doc_id']}:a{figure['start']}"
    span = [[figure["start"], figure["end"]]]
    rows["attributions"].append(
        {"doc_id": figure["doc_id"], "attribution_id": name, "sentence_id": figure["sentence_id"],
         "cue_spans": [], "source_spans": [], "content_spans": span, "content": figure["text"],
         "form": "indirect", "speaker": figure["speaker"], "resolved_by": "named",
         "negated": False, "confidence": 1.0, "rule": "test"}
    )  # fmt: skip
    return name
