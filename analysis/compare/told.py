"""Figures with all that is asked of them: question, speaker, day, source, one unit a group."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.compare.grouping import groups
from analysis.compare.merging import merged
from analysis.compare.names import source_labels
from analysis.compare.overrides import Overrides, override
from analysis.compare.quantities import quantity
from analysis.compare.questions import questions
from analysis.compare.said import said_dates
from analysis.compare.withdrawn import revised, withdrawn_sentences
from analysis.tables import Tables


def told_figures(tables: Tables, overrides: Overrides | None = None) -> pd.DataFrame:
    """The figures that can be compared, in the order of groups, days and sources.

    Returns:
        The columns of `figures`, with `value`, `low`, `high` in the unit of the group, and: `key`
        (the group's question), `group_id`, `group_unit`, `dimension`, `lang`, `source`,
        `published`, `position`, `sentence` (its number in the article), `said`, `is_named` (the
        day is named in the text), `withdrawn`, `revised`, `said_by`, `speaker_key`, `speaker_type`,
        `own_voice`.

    Raises:
        InputError: the overrides name a figure that is not there.
    """
    asked = questions(tables)
    figures = tables.figures.loc[asked.index]
    sentences = tables.sentences.set_index("sentence_id")["text"]
    keys = merged(groups(figures, asked), figures["sentence_id"].map(sentences).fillna(""))
    if overrides is not None:
        keys = override(keys, figures, overrides)
    told = figures.join(asked[["dimension", "factor"]]).join(said_dates(tables, figures))
    labels = source_labels(tables.sources).set_index("doc_id")
    labels["lang"] = tables.sources.set_index("doc_id")["lang"]
    told = told.join(labels, on="doc_id")
    order = tables.sentences.groupby("doc_id").cumcount()
    order.index = tables.sentences["sentence_id"]
    told["sentence"] = told["sentence_id"].map(order)
    told["withdrawn"] = told["sentence_id"].isin(withdrawn_sentences(tables))
    told["revised"] = revised(tables, figures)
    told = told.join(_speakers(tables, told))
    told["key"] = keys
    told["group_id"] = told["key"].map(_names(keys))
    told = told.sort_values(["group_id", "said", "position", "start"], na_position="last")
    return _in_one_unit(told)


def _names(keys: pd.Series) -> dict[Any, str]:
    """Each group -> a readable name, the same in every run: `count.dead`, numbered where needed."""
    taken: dict[str, int] = {}
    names = {}
    for key in keys.unique():
        parts = [part for part in key if part and isinstance(part, str)]
        parts += ["planned"] if getattr(key, "planned", False) else []
        name = ".".join(parts).replace(" ", "_")
        taken[name] = taken.get(name, 0) + 1
        names[key] = name if taken[name] == 1 else f"{name}.{taken[name]}"
    return names


def _speakers(tables: Tables, told: pd.DataFrame) -> pd.DataFrame:
    """Who says each figure: the speaker found, else the source words, else the source itself."""
    speech = tables.attributions.set_index("attribution_id")
    ids = told["attribution_id"]
    own_voice = ids.isna()
    found = speech.reindex(ids)[["speaker", "source", "speaker_id", "speaker_type"]].set_axis(
        told.index
    )
    named = told["speaker"].fillna(found["speaker"]).fillna(found["source"])
    key = found["speaker_id"].fillna(named.str.casefold())
    nobody = named.isna()
    return pd.DataFrame(
        {
            "said_by": named.where(~nobody, told["source"]),
            "speaker_key": key.where(~nobody, "source " + told["source"]),
            "speaker_type": found["speaker_type"],
            "own_voice": own_voice,
        }
    )


def _in_one_unit(told: pd.DataFrame) -> pd.DataFrame:
    """Value and ends in the unit most figures of the group are told in; shares in per cent."""
    unit = told["unit"].where(told["dimension"] != "share", "%").fillna("")
    commonest = unit.groupby(told["group_id"]).agg(lambda units: units.mode().iloc[0])
    told = told.assign(group_unit=told["group_id"].map(commonest))
    kind = told["kind"].where(told["dimension"] != "share", "percent")
    base = [quantity(k, u).factor for k, u in zip(kind, told["group_unit"], strict=True)]
    ratio = told["factor"] / pd.Series(base, index=told.index)
    scaled = {name: told[name] * ratio for name in ("value", "low", "high")}
    return told.assign(**scaled)
