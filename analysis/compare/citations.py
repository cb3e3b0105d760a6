"""Citations: which article leans on which outlet or agency, and through whom.

Three traces are followed: a medium is made to speak or another outlet of the corpus is named where
something is reported; "unter Berufung auf X" (the marks are in the lexicon `readings`, key
`leaning`); and the agency in an article's dateline or credit line. An abbreviation that only one
outlet carries there is taken for that outlet's own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.names import with_source
from analysis.lexicon import languages, load_toml
from analysis.tables import Tables

KINDS = ("outlet", "agency", "medium", "other")
# What stands after "unter Berufung auf": up to the next name or noun phrase's end.
LEANED_ON = re.compile(
    r"\s*(?:[a-zäöüß]+\s+){0,3}?"  # an article, an adjective
    r"([A-ZÄÖÜ][\w-]*(?:\s+(?:(?:der|des|den|von)\s+)?[A-ZÄÖÜ][\w-]*)*)"
)
CLAUSE_END = re.compile(r"[,;:.()]")
IN_LINE = re.compile(r"\(([^()\d]{2,20})\)|/\s*([\w-]{2,12})\s*$")


class Citation(NamedTuple):
    """One place where an article leans on somebody.

    `chain`: from the article's own outlet to the last one named. `leans_on` is that last one.
    """

    doc_id: str
    sentence_id: str | None
    chain: list[str]
    leans_on: str
    kind: str
    words: str


def citations(tables: Tables) -> pd.DataFrame:
    """Where articles lean on other media.

    Returns:
        One row a place, in source order: the fields of `Citation` and the columns of
        `source_labels`. `kind` is one of KINDS: an outlet of the corpus, an agency, another
        medium, or whoever else stands after "unter Berufung auf". `sentence_id` is null for a
        dateline or credit line.
    """
    rows = [*_in_text(tables), *_in_lines(tables)]
    frame = pd.DataFrame(rows, columns=list(Citation._fields))
    return with_source(frame, tables.sources)


def leaned_on(cited: pd.DataFrame) -> pd.DataFrame:
    """On whom how many articles lean.

    Args:
        cited: rows of `citations`.

    Returns:
        name, kind, n_articles, n_places, sources (list of labels), sentence_ids (list); the one
        most articles lean on first.
    """
    places = cited.assign(name=[chain[1:] for chain in cited["chain"]]).explode("name")
    places["kind"] = places["kind"].where(places["name"] == places["leans_on"])
    grouped = places.groupby("name", as_index=False, sort=False).agg(
        kind=("kind", lambda kinds: next(iter(kinds.dropna()), "medium")),
        n_articles=("doc_id", "nunique"),
        n_places=("doc_id", "size"),
        sources=("source", lambda names: list(dict.fromkeys(names))),
        sentence_ids=("sentence_id", lambda ids: list(dict.fromkeys(ids.dropna()))),
    )
    return grouped.sort_values(
        ["n_articles", "n_places", "name"], ascending=[False, False, True], ignore_index=True
    )


def _in_text(tables: Tables) -> Iterator[Citation]:
    """Places in running text: media that speak, outlets that are named, "unter Berufung auf"."""
    outlets = tables.sources.set_index("doc_id")["outlet"].dropna().to_dict()
    leaning, desks = _words(tables, "leaning"), _words(tables, "own_desk")
    speech = _by_sentence(tables.attributions)
    marks = _by_sentence(tables.evidence)
    search = _any_of(outlets.values())
    for row in tables.sentences.itertuples(index=False):
        spoken, marked = speech.get(row.sentence_id, []), marks.get(row.sentence_id, [])
        if not spoken and not marked:
            continue
        own = outlets.get(row.doc_id)
        denying = {a.speaker for a in spoken if a.stance == "deny"}  # nobody leans on a retraction
        media = [a.speaker for a in spoken if a.speaker_type == "media" and a.speaker not in desks]
        places = [m.end - row.start for m in marked if m.lemma in leaning]
        leant = [name for place in places if (name := _leant(row.text[place:], search))]
        names = dict.fromkeys([*filter(_is_text, media), *search.findall(row.text)])
        named = [name for name in names if name not in {own, *leant, *denying}]
        for rest in [[*named, *leant]] if leant else [[name] for name in named]:
            kind = _kind(rest[-1], outlets, media)
            yield Citation(row.doc_id, row.sentence_id, [own or row.doc_id, *rest], rest[-1], kind,
                           row.text)  # fmt: skip


def _in_lines(tables: Tables) -> Iterator[Citation]:
    """Agencies in datelines and credits of articles."""
    outlets = tables.sources.set_index("doc_id")["outlet"].to_dict()
    lines = tables.furniture[tables.furniture["kind"].isin(["dateline", "credit"])]
    found = [
        (row.doc_id, sign, row.text)
        for row in lines.itertuples(index=False)
        for pair in IN_LINE.findall(row.text)
        for sign in re.split(r"[/,]", next(filter(None, pair)))
    ]
    known = load_toml("de", "furniture")["words"]["agencies"]  # signed alike in every language
    carriers: dict[str, set] = defaultdict(set)
    for doc_id, sign, _ in found:
        carriers[sign].add(outlets[doc_id])
    for doc_id, sign, text in found:
        if sign.lower() in known or len(carriers[sign]) > 1:
            own = outlets[doc_id] if _is_text(outlets[doc_id]) else doc_id
            yield Citation(doc_id, None, [own, sign], sign, "agency", text)


def _leant(rest: str, outlets: re.Pattern) -> str | None:
    """Who is named after "unter Berufung auf": an outlet of the corpus, else the next noun."""
    clause = CLAUSE_END.split(rest)[0]
    if outlet := outlets.search(clause):
        return outlet.group()
    found = LEANED_ON.match(clause)
    return found.group(1) if found else None


def _kind(name: str, outlets: dict[str, str], media: list[str]) -> str:
    if name in outlets.values():
        return "outlet"
    return "medium" if name in media else "other"


def _any_of(names: Iterable[str]) -> re.Pattern:
    written = "|".join(sorted(map(re.escape, set(names)), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")


def _by_sentence(frame: pd.DataFrame) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in frame.itertuples(index=False):
        rows[row.sentence_id].append(row)
    return rows


def _words(tables: Tables, key: str) -> set[str]:
    """A list of the lexicon `readings`, of all languages of the corpus together."""
    langs = set(tables.sources["lang"]) & set(languages())
    return {word for lang in langs for word in load_toml(lang, "readings")[key]}


def _is_text(value: object) -> bool:
    return isinstance(value, str)
