"""Groups whose figures stand in like words -> one: for what the lexicon has no topic for.

Two groups may merge when they could answer one question (same dimension, scope and plan, nouns that
do not differ, shares not under two verbs) and at most one of them has a topic; they do when their
sentences share enough of their telling words (TF-IDF over word beginnings, average linkage).
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.compare.questions import Question
from analysis.lexicon import fold

# Words are compared by their beginnings, for endings change; shorter ones tell little.
STEM, SHORTEST = 6, 4
# Groups whose words are closer than this (cosine) merge; set on the two corpora the rules were
# written on, with the lexicon of topics switched off.
LIKE_ENOUGH = 0.2
# Of larger blocks the groups beyond this are left as they are: distances grow with the square.
MAX_GROUPS = 600

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


def merged(keys: pd.Series, texts: pd.Series) -> pd.Series:
    """Groups (a question for each figure) with those merged that stand in like words.

    Args:
        keys: the question of each figure.
        texts: the words around each figure.
    """
    if keys.empty:
        return keys
    words = TfidfVectorizer(analyzer=_stems, sublinear_tf=True)
    try:
        vectors = words.fit_transform(texts)
    except ValueError:  # no word anywhere
        return keys
    rows = keys.reset_index(drop=True).groupby(keys.to_numpy()).indices
    blocks: dict[tuple, list[Question]] = {}
    for key in rows:
        blocks.setdefault((key.dimension, key.rate, key.scope, key.planned), []).append(key)
    joined: dict[Question, Question] = {}
    for block in blocks.values():
        among = sorted(block, key=lambda key: -len(rows[key]))[:MAX_GROUPS]
        if len(among) > 1:
            centres = np.vstack([np.asarray(vectors[rows[key]].mean(axis=0)) for key in among])
            joined |= _clusters(among, centres)
    return keys.map(lambda key: joined.get(key, key))


def _clusters(keys: list[Question], centres: np.ndarray) -> dict[Question, Question]:
    """Each question -> the largest one of its cluster; `keys` from the largest down."""
    norms = np.linalg.norm(centres, axis=1, keepdims=True)
    centres = centres / np.where(norms > 0, norms, 1)
    far = 1 - centres @ centres.T
    for i, one in enumerate(keys):
        for j in range(i):
            if not _may_merge(one, keys[j]):
                far[i, j] = far[j, i] = 9
    np.fill_diagonal(far, 0)
    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - LIKE_ENOUGH
    )
    first: dict[int, Question] = {}
    found = {}
    for key, label in zip(keys, clustering.fit_predict(far), strict=True):
        best = first.setdefault(label, key)
        found[key] = best
    return found


def _may_merge(one: Question, other: Question) -> bool:
    if one.topic and other.topic:
        return False
    if any(key.topic and key.number for key in (one, other)):  # parted from its topic by size
        return False
    if one.dimension == "share" and one.event and other.event:
        return False
    return one.dimension != "count" or one.subject == other.subject


def _stems(text: str) -> list[str]:
    return [word[:STEM] for word in _WORD.findall(fold(text))]
