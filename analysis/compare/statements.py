"""Statements: the same words as several sources give them, on whose word, and where they differ."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel
from scipy.sparse import coo_array, csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from analysis.compare.names import with_source
from analysis.tables import Tables

MIN_WORDS = 4  # shorter contents ("die Berichte") are alike by chance
# Cosine of TF-IDF vectors of character 3- to 5-grams from which two contents of one speaker tell
# the same. By eye on the shipped corpora: 18 of the 21 statements found do.
SAME = 0.4
# The same of two speakers, who may say alike things without saying the same: by eye on the shipped
# corpora all nine pairs from here on do, the next one below gives another number.
SAME_ELSEWHERE = 0.75
# Of one speaker, where both give numbers and share none ("30 are missing", "50 are missing").
OTHER_NUMBERS = 0.6
# Contents of two speakers are compared when they share words that no more contents than this have:
# all of them in a small corpus, and in a large one not each with each.
RARE, SHARED_WORDS = 200, 2
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
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
    """Statements that more than one source gives, a row a version.

    Contents belong to one statement when each is alike to another of them: by SAME if they are on
    one speaker's word, by SAME_ELSEWHERE if not ("the same, in another mouth"). The fullest version
    is the longest direct or partial quotation, else the longest of all; the others are compared
    with it word by word.

    Returns:
        `statement_id`, `speaker_id`, `speaker` (null when not resolved), the columns of
        `source_labels`, `form`, `cue_lemma`, `stance`, `content`, `relation` ("fullest",
        "verbatim", "cut": words are left out, none added; "reworded"), `similarity` (cosine with
        the fullest, 0 to 1), `differences` (list of `Difference`, in reading order),
        `attribution_id`. The statement most sources give comes first, within it the fullest
        version.
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
    said = tables.attributions.dropna(subset=["content"])
    said = said.assign(words=said["content"].map(_words))
    return said[said["words"].map(len) >= MIN_WORDS].reset_index(drop=True)


def _words(content: str) -> list[str]:
    """The words as written, without the marks around them."""
    stripped = (word.strip(MARKS) for word in content.split())
    return [word for word in stripped if word]


def _groups(said: pd.DataFrame) -> Iterator[list[_Version]]:
    """The versions of each statement that several sources give, the fullest first."""
    if said.empty:
        return
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    texts = said["words"].str.join(" ")
    vectors = vectorizer.fit_transform(texts)
    pairs = [_of_one_speaker(said, texts, vectors), _of_two_speakers(said, texts, vectors)]
    one, other = np.concatenate(pairs, axis=1)
    alike = coo_array((np.ones(len(one)), (one, other)), shape=(len(said), len(said)))
    _, labels = connected_components(alike, directed=False)
    for members in said.groupby(labels).indices.values():
        if said["doc_id"].iloc[members].nunique() < 2:
            continue
        rows = {n: said.iloc[n] for n in members}
        fullest = max(members, key=lambda n: _fullness(rows[n]))
        ordered = [fullest, *(n for n in members if n != fullest)]
        likeness = (vectors[ordered] @ vectors[fullest].T).toarray().ravel()
        yield [
            _Version(rows[n], rows[n]["words"], float(similarity))
            for n, similarity in zip(ordered, likeness, strict=True)
        ]


def _of_one_speaker(said: pd.DataFrame, texts: pd.Series, vectors: csr_matrix) -> np.ndarray:
    """Two rows of places: contents of one speaker that are alike."""
    found = [np.empty((2, 0), dtype=int)]
    for places in said.groupby("speaker_id").indices.values():
        mine = vectors[places]
        alike = (mine @ mine.T).tocoo()
        one, other, likeness = alike.row, alike.col, alike.data
        numbers = [set(_NUMBER.findall(text)) for text in texts.iloc[places]]
        same = likeness >= OTHER_NUMBERS
        for n in np.flatnonzero((likeness >= SAME) & ~same & (one < other)):
            same[n] = not _differ(numbers[one[n]], numbers[other[n]])
        found.append(places[np.array([one[same], other[same]])])
    return np.concatenate(found, axis=1)


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and not one & other


def _of_two_speakers(said: pd.DataFrame, texts: pd.Series, vectors: csr_matrix) -> np.ndarray:
    """Two rows of places: contents of different speakers that are alike."""
    words = CountVectorizer(binary=True).fit_transform(texts)
    rare = words[:, words.sum(axis=0).A1 <= RARE]
    one, other = (rare @ rare.T >= SHARED_WORDS).nonzero()
    speakers = said["speaker_id"].to_numpy()
    elsewhere = (one < other) & (speakers[one] != speakers[other])
    one, other = one[elsewhere], other[elsewhere]
    likeness = np.asarray(vectors[one].multiply(vectors[other]).sum(axis=1)).ravel()
    return np.array([one, other])[:, likeness >= SAME_ELSEWHERE]


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
