"""Disputes: which figures answer one question, who claims what, and how the claims relate."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.grouping import groups as group_by_question
from analysis.compare.intervals import interval, narrowed
from analysis.compare.names import source_labels
from analysis.compare.overrides import Overrides, override
from analysis.compare.quantities import quantity
from analysis.compare.questions import questions
from analysis.compare.relating import Claim, name_words, relate
from analysis.compare.said import said_dates
from analysis.compare.topics import topics
from analysis.compare.withdrawn import withdrawn_sentences
from analysis.compare.wording import reading
from analysis.tables import Tables

# Of the claims of one group this many are related in pairs, those with most sources first: pairs
# grow with the square, and nobody reads more.
MAX_PAIRED = 40

GROUP_COLUMNS = ["group_id", "label", "noun", "event", "qualifiers", "topic", "place", "scope",
                 "planned", "kind", "unit", "n_sources", "n_speakers", "n_claims", "n_figures",
                 "n_contradictions", "n_developments", "figure_ids"]  # fmt: skip
CLAIM_COLUMNS = ["claim_id", "group_id", "speaker", "speaker_type", "own_voice", "withdrawn",
                 "said", "published", "first_source", "sources", "doc_ids", "text", "reading",
                 "bound", "value", "low", "high", "low_open", "high_open", "repeats",
                 "figure_ids"]  # fmt: skip
RELATION_COLUMNS = ["group_id", "claim_a", "claim_b", "relation", "verdict", "why"]


@dataclass(frozen=True, slots=True)
class Disputes:
    """The comparison of figures as three tidy frames.

    Attributes:
        groups: a row a question, most sources first: GROUP_COLUMNS. `unit` is the one its claims
            are given in (null for counts, % for shares); `figure_ids` list.
        claims: a row a statement, repeats of one speaker's number taken together: CLAIM_COLUMNS.
            `said`: day of the statement, `published`: day of the first article with it,
            `own_voice`: the source says it itself, `withdrawn`: it is told as a mistake,
            `repeats`: who told it when, the first one first (list).
        relations: a row a pair of claims in a group: RELATION_COLUMNS. `relation` is null where no
            number is said; `why` is in words.
    """

    groups: pd.DataFrame
    claims: pd.DataFrame
    relations: pd.DataFrame


def disputes(tables: Tables, overrides: Overrides | None = None) -> Disputes:
    """Group the figures of a corpus by the question they answer, and relate their claims.

    Args:
        tables: the corpus.
        overrides: the researcher's groups (`read_overrides`).

    Raises:
        InputError: the overrides name a figure that is not there.
    """
    asked = questions(tables)
    figures = tables.figures.loc[asked.index]
    keys = group_by_question(figures, asked)
    if overrides is not None:
        keys = override(keys, figures, overrides)
    told = _told(tables, figures, asked, keys)
    claims, compared = _claims(told)
    relations = _relations(claims, compared, told)
    return Disputes(_groups(told, claims, relations), claims[CLAIM_COLUMNS], relations)


def _told(
    tables: Tables, figures: pd.DataFrame, asked: pd.DataFrame, keys: pd.Series
) -> pd.DataFrame:
    """Figures with all that is asked of them: group, source, speaker, date, interval."""
    told = figures.join(asked[["dimension", "factor"]])
    told = told.join(said_dates(tables, figures))
    labels = source_labels(tables.sources).set_index("doc_id")
    for name in ("source", "published", "position"):
        told[name] = told["doc_id"].map(labels[name])
    told["lang"] = told["doc_id"].map(tables.sources.set_index("doc_id")["lang"])
    order = tables.sentences.groupby("doc_id").cumcount()
    told["sentence"] = told["sentence_id"].map(dict(zip(tables.sentences["sentence_id"], order,
                                                         strict=True)))  # fmt: skip
    told["withdrawn"] = told["sentence_id"].isin(withdrawn_sentences(tables))
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
    named = told["speaker"].fillna(ids.map(speech["speaker"])).fillna(ids.map(speech["source"]))
    key = ids.map(speech["speaker_id"]).fillna(named.str.casefold())
    nobody = named.isna()
    return pd.DataFrame(
        {
            "said_by": named.where(~nobody, told["source"]),
            "speaker_key": key.where(~nobody, "source " + told["source"]),
            "speaker_type": ids.map(speech["speaker_type"]),
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


def _claims(told: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Claim]]:
    """Figures -> claims, one for each number of a speaker, and what relations need of them."""
    rows, compared = [], {}
    numbers = [_number(row) for row in told.itertuples()]
    grouped = told.assign(number=numbers).groupby(["group_id", "speaker_key", "number"], sort=False)
    counts: dict[str, int] = {}
    for (group_id, speaker, _), found in grouped:
        counts[group_id] = counts.get(group_id, 0) + 1
        claim_id = f"{group_id}#{counts[group_id]}"
        rows.append(_claim(claim_id, found))
        compared[claim_id] = _compared(speaker, found)
    claims = pd.DataFrame(rows, columns=[*CLAIM_COLUMNS, "n_sources"])
    dated = {name: pd.to_datetime(claims[name]) for name in ("said", "published")}
    return claims.assign(**dated), compared


def _number(row: NamedTuple) -> tuple:
    """What makes two figures of a speaker one claim; `rund 300` retold as `300` is the same."""
    if row.bound in ("exact", "approx"):
        return ("about", round(row.value, 6))
    return (row.bound, *(str(end) for end in (row.low, row.high)))


def _claim(claim_id: str, found: pd.DataFrame) -> dict[str, Any]:
    first = found.iloc[0]
    in_order = found.sort_values("position").drop_duplicates("doc_id")
    sources = in_order["source"].tolist()
    ends = {name: first[name] for name in ("low", "high", "low_open", "high_open")}
    return {
        "claim_id": claim_id,
        "group_id": first["group_id"],
        "speaker": first["said_by"],
        "speaker_type": first["speaker_type"],
        "own_voice": bool(first["own_voice"]),
        "withdrawn": bool(found["withdrawn"].all()),
        "said": found["said"].min(),
        "published": in_order["published"].min(),
        "first_source": sources[0],
        "sources": sources,
        "doc_ids": in_order["doc_id"].tolist(),
        "text": " ".join(first["text"].split()),
        "reading": reading(*ends.values()),
        "bound": first["bound"],
        "value": first["value"],
        **ends,
        "repeats": [_dated(row) for row in in_order.itertuples()],
        "figure_ids": found["figure_id"].tolist(),
        "n_sources": len(sources),
    }


def _dated(row: NamedTuple) -> str:
    day = "" if pd.isna(row.published) else f" ({row.published.date().isoformat()})"
    return f"{row.source}{day}"


def _compared(speaker: str, found: pd.DataFrame) -> Claim:
    first = found.iloc[0]
    said = interval(first["low"], first["high"], first["low_open"], first["high_open"])
    said = narrowed(said, value=first["value"], bound=first["bound"])
    is_rising = any(
        isinstance(row.event, str) and row.event in topics(row.lang).rising
        for row in found.itertuples()
    )
    places = tuple((row.doc_id, row.sentence, row.is_named) for row in found.itertuples())
    empty = pd.isna(first["low"]) and pd.isna(first["high"])
    return Claim(
        compared=None if empty else said,
        speaker=speaker,
        names=frozenset() if first["own_voice"] else name_words(first["said_by"]),
        said=found["said"].min(),
        places=places,
        rises=is_rising,
        withdrawn=bool(found["withdrawn"].all()),
    )


def _relations(
    claims: pd.DataFrame, compared: dict[str, Claim], told: pd.DataFrame
) -> pd.DataFrame:
    """Every pair of claims in a group; of large groups the claims most sources tell."""
    keys = told.drop_duplicates("group_id").set_index("group_id")
    rows = []
    for group_id, found in claims.groupby("group_id", sort=False):
        first = keys.loc[group_id]
        changing = _changing(first["lang"], first["key"])
        widest = found["n_sources"].sort_values(ascending=False, kind="stable").index[:MAX_PAIRED]
        ids = found["claim_id"].loc[sorted(widest)]
        for a, b in combinations(ids, 2):
            rows.append((group_id, a, b, *relate(compared[a], compared[b], changing=changing)))
    return pd.DataFrame(rows, columns=RELATION_COLUMNS)


def _changing(lang: str, key: Any) -> str:
    """Whether the number asked for moves; what is planned does not, and shares move both ways."""
    topic = topics(lang).by_id.get(getattr(key, "topic", ""))
    if topic is None or key.planned:
        return ""
    return "any" if topic.changing and key.dimension == "share" else topic.changing


def _groups(told: pd.DataFrame, claims: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """A row a question, those most sources answer first."""
    by_group = claims.groupby("group_id")
    counts = relations.groupby(["group_id", "verdict"]).size().unstack(fill_value=0)
    rows = [_group(group_id, found) for group_id, found in told.groupby("group_id", sort=False)]
    groups = pd.DataFrame(rows, columns=GROUP_COLUMNS)
    for name, counted in (
        ("n_speakers", by_group["speaker"].nunique()),
        ("n_claims", by_group.size()),
        ("n_contradictions", counts.get("contradiction")),
        ("n_developments", counts.get("development")),
    ):
        found = 0 if counted is None else groups["group_id"].map(counted).fillna(0)
        groups[name] = pd.Series(found, index=groups.index).astype("int64")
    return groups.sort_values(["n_sources", "n_claims", "group_id"], ascending=[False, False, True],
                              ignore_index=True)  # fmt: skip


def _group(group_id: str, found: pd.DataFrame) -> dict[str, Any]:
    key = found["key"].iloc[0]
    topic = topics(found["lang"].iloc[0]).by_id.get(getattr(key, "topic", ""))
    row = {
        "group_id": group_id,
        "noun": _commonest(found["noun"]),
        "event": _commonest(found["event"]),
        "qualifiers": list(dict.fromkeys(found["qualifiers"].explode().dropna())),
        "topic": topic.label if topic else None,
        "place": getattr(key, "place", "") or None,
        "scope": getattr(key, "scope", "") or None,
        "planned": bool(getattr(key, "planned", False)),
        "kind": _commonest(found["kind"]),
        "unit": _unit(found["group_unit"].iloc[0], getattr(key, "rate", "")),
        "n_sources": found["doc_id"].nunique(),
        "n_figures": len(found),
        "figure_ids": found.sort_values(["position", "start"])["figure_id"].tolist(),
    }
    return row | {"label": _label(row)}


def _unit(unit: str, rate: str) -> str | None:
    """The unit, with what the number is told for: USD/mo."""
    return (f"{unit}/{rate}" if rate and not unit.endswith(f"/{rate}") else unit) or None


def _label(row: dict[str, Any]) -> str:
    """The question in words: "Soldat: sent or there, Kursk (planned), USD/mo"."""
    what = row["topic"] or row["event"]
    subject = row["noun"] or (row["kind"] if not what else "")
    parts = ": ".join(part for part in (subject, what) if part)
    parts = ", ".join(part for part in (parts, row["place"], row["scope"], row["unit"]) if part)
    return f"{parts} (planned)" if row["planned"] else parts


def _commonest(values: pd.Series) -> str | None:
    counts = values.dropna().value_counts()
    return None if counts.empty else counts.index[0]
