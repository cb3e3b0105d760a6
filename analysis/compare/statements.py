"""Statements: the same words of one speaker as several sources give them, and where they differ."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from rapidfuzz.distance import Indel
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.compare.names import with_source
from analysis.tables import Tables

MIN_WORDS = 4  # shorter contents ("die Berichte") are alike by chance
# Cosine of TF-IDF vectors of character 3- to 5-grams from which two contents of one speaker tell
# the same. By eye on the shipped corpora: 18 of the 21 statements found do.
SAME = 0.4
MARKS = "„“”»«›‹‚‘’\"'.,;:!?…–-()"
BOTH, FULLEST_ONLY, HERE_ONLY = "both", "fullest", "here"
COLUMNS = [
    "statement_id", "speaker_id", "speaker", "doc_id", "form", "cue_lemma", "stance", "content",
    "relation", "similarity", "differences", "attribution_id",
]  # fmt: skip


class Difference(NamedTuple):
    """A run of words and where it stands: in "both", in the "fullest" version only, or "here"."""

    where: str
    words: str


class _Version(NamedTuple):
    row: NamedTuple
    words: list[str]
    similarity: float


def statements(tables: Tables) -> pd.DataFrame:
    """Statements of one speaker that more than one source gives, a row a version.

    Contents of one speaker belong to one statement when each is alike to another of them by SAME.
    The fullest version is the longest direct or partial quotation, else the longest of all;
    the others are compared with it word by word.

    Returns:
        `statement_id`, `speaker_id`, `speaker`, the columns of `source_labels`, `form`,
        `cue_lemma`, `stance`, `content`, `relation` ("fullest", "verbatim", "cut": words are left
        out, none added; "reworded"), `similarity` (cosine with the fullest, 0 to 1), `differences`
        (list of `Difference`, in reading order), `attribution_id`. The statement most sources
        give comes first, within it the fullest version.
    """
    said = _comparable(tables)
    rows = [
        _row(number, version, group[0])
        for number, group in enumerate(_groups(said), 1)
        for version in group
    ]
    frame = with_source(pd.DataFrame(rows, columns=COLUMNS), tables.sources)
    size = frame.groupby("statement_id")["doc_id"].transform("nunique")
    order = frame.assign(size=-size, later=frame["relation"] != "fullest")
    return frame.loc[
        order.sort_values(["size", "statement_id", "later", "position"]).index
    ].reset_index(drop=True)


def _comparable(tables: Tables) -> pd.DataFrame:
    said = tables.attributions.dropna(subset=["speaker_id", "content"])
    said = said.assign(words=said["content"].map(_words))
    return said[said["words"].map(len) >= MIN_WORDS]


def _words(content: str) -> list[str]:
    """The words as written, without the marks around them."""
    stripped = (word.strip(MARKS) for word in content.split())
    return [word for word in stripped if word]


def _groups(said: pd.DataFrame) -> Iterator[list[_Version]]:
    """The versions of each statement that several sources give, the fullest first."""
    if said.empty:
        return
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    vectors = vectorizer.fit_transform(said["words"].str.join(" "))
    for places in said.groupby("speaker_id", sort=True).indices.values():
        mine = vectors[places]
        alike = mine @ mine.T
        _, labels = connected_components(alike >= SAME, directed=False)
        for label in range(labels.max() + 1):
            members = [n for n, own in enumerate(labels) if own == label]
            rows = {n: said.iloc[places[n]] for n in members}
            if len({row["doc_id"] for row in rows.values()}) < 2:
                continue
            fullest = max(members, key=lambda n: _fullness(rows[n]))
            ordered = [fullest, *(n for n in members if n != fullest)]
            yield [_Version(rows[n], rows[n]["words"], float(alike[n, fullest])) for n in ordered]


def _fullness(row: pd.Series) -> tuple[bool, int]:
    return row["form"] in ("direct", "partial"), len(row["words"])


def _row(number: int, version: _Version, fullest: _Version) -> dict:
    differences = _differences(fullest.words, version.words)
    told = ("speaker_id", "speaker", "doc_id", "form", "cue_lemma", "stance", "content")
    return {name: version.row[name] for name in (*told, "attribution_id")} | {
        "statement_id": f"s{number:03d}",
        "relation": "fullest" if version is fullest else _relation(differences),
        "similarity": version.similarity,
        "differences": differences,
    }


def _differences(fullest: list[str], here: list[str]) -> list[Difference]:
    found = []
    folded = [[word.casefold() for word in words] for words in (fullest, here)]
    for tag, i, i_end, j, j_end in Indel.opcodes(*folded):
        if tag == "delete":
            found.append(Difference(FULLEST_ONLY, " ".join(fullest[i:i_end])))
        else:
            found.append(Difference(BOTH if tag == "equal" else HERE_ONLY, " ".join(here[j:j_end])))
    return found


def _relation(differences: list[Difference]) -> str:
    where = {difference.where for difference in differences}
    if HERE_ONLY in where:
        return "reworded"
    return "cut" if FULLEST_ONLY in where else "verbatim"
