"""Suggested claims: what several sources say in similar words, for a researcher to edit.

Sentences are compared by the words they share (TF-IDF over the first letters of each word, which
stand in for a lemma), and grouped by agglomerative clustering with average linkage. A group that
stands in several sources is suggested; its wording is the sentence that is closest to all others.
Nothing of it is more than a suggestion, and every claim made here is marked `suggested`.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import tomlkit
from scipy.sparse import csr_matrix
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.compare.codebook import Claim
from analysis.compare.readings import is_question
from analysis.compare.spans import without
from analysis.lexicon import languages
from analysis.tables import Tables

STEM = 6  # letters of a word that stand in for its lemma: "Soldaten", "Soldat" -> "soldat"
MIN_WORDS, MAX_WORDS = 5, 40  # shorter sentences say too little, longer ones too many things
# Average cosine distance up to which groups are joined, set by looking at the shipped corpora.
DISTANCE = 0.75
# Clustering takes memory with the square of the sentences: 3,000 take about 70 MB.
MAX_SENTENCES = 3000
# A pattern asks for the words that so many sentences of the group share, at most PATTERN_WORDS.
SHARED, PATTERN_WORDS = 0.6, 3
WORD = re.compile(r"\d[\d.,]*\d|[^\W_]{3,}")
HEAD = (
    "Suggested by `lesarten claims` from what several sources say in similar words.\n"
    "Edit it: keep what you want to follow, word it as a claim, mend the patterns, delete\n"
    "`suggested = true` where you stand in for it, and save it as claims.toml beside the articles."
)


def suggest_claims(tables: Tables, *, top: int = 10) -> tuple[Claim, ...]:
    """Claims that several sources make, the most widely told first.

    Args:
        top: how many to suggest at most.

    Returns:
        Claims with `suggested` set; none when no sentence has its like in another source.
    """
    sentences = _candidates(tables)
    if sentences["doc_id"].nunique() < 2:
        return ()
    vectors = TfidfVectorizer(
        analyzer=partial(stems, leave_out=stop_words(tables)), sublinear_tf=True, min_df=2
    )
    try:
        told = vectors.fit_transform(sentences["bare"])
    except ValueError:  # no word stands in two sentences
        return ()
    kept = told.getnnz(axis=1) > 1
    sentences, told = sentences[kept], told[kept]
    groups = [g for g in _groups(told) if sentences["doc_id"].iloc[g].nunique() > 1]
    groups.sort(key=lambda g: (-sentences["doc_id"].iloc[g].nunique(), -len(g), g[0]))
    terms = vectors.get_feature_names_out()
    return _named([_claim(sentences["text"].iloc[g], told[g], terms) for g in groups[:top]])


def codebook_toml(claims: Sequence[Claim]) -> str:
    """Claims as the text of a `claims.toml` to edit."""
    document = tomlkit.document()
    for line in HEAD.splitlines():
        document.add(tomlkit.comment(line))
    tables = tomlkit.aot()
    for claim in claims:
        table = tomlkit.table()
        table.update({"id": claim.id, "wording": claim.wording, "patterns": list(claim.patterns)})
        if claim.suggested:
            table["suggested"] = True
        tables.append(table)
    document.add("claim", tables)
    return tomlkit.dumps(document)


def stems(text: str, *, leave_out: Set[str] = frozenset()) -> list[str]:
    """The first letters of the words of a text; numbers whole."""
    words = [word for word in WORD.findall(text) if word.lower() not in leave_out]
    return [word.lower()[:STEM] if word[0].isalpha() else word for word in words]


def stop_words(tables: Tables) -> Set[str]:
    """The function words of the languages of a corpus, by spaCy's lists."""
    from spacy.util import get_lang_class

    langs = set(tables.sources["lang"]) & set(languages())
    return {word for lang in langs for word in get_lang_class(lang).Defaults.stop_words}


def _candidates(tables: Tables) -> pd.DataFrame:
    """What may tell a claim: sentences of a middle length, no headings, no questions.

    The words that only say who speaks are left out of `bare`. Of a large corpus an even choice.
    """
    sentences = tables.sentences[~tables.sentences["is_heading"]]
    n_words = sentences["text"].str.split().str.len()
    fits = n_words.between(MIN_WORDS, MAX_WORDS) & ~sentences["text"].map(is_question).astype(bool)
    step = max(1, -(-int(fits.sum()) // MAX_SENTENCES))
    chosen = sentences[fits].iloc[::step]
    speech = tables.attributions.groupby("sentence_id")[["cue_spans", "source_spans"]].sum()
    frames = dict(zip(speech.index, speech["cue_spans"] + speech["source_spans"], strict=True))
    bare = [
        " ".join(
            row.text[start - row.start : end - row.start]
            for start, end in without((row.start, row.end), frames.get(row.sentence_id, []))
        )
        for row in chosen.itertuples(index=False)
    ]
    return chosen[["doc_id", "text"]].assign(bare=bare)


def _groups(told: csr_matrix) -> list[np.ndarray]:
    """Row numbers of the sentences that say alike, group by group."""
    if told.shape[0] < 2:
        return []
    clustering = AgglomerativeClustering(
        n_clusters=None, distance_threshold=DISTANCE, metric="cosine", linkage="average"
    )
    labels = clustering.fit_predict(told.toarray())
    return [np.flatnonzero(labels == label) for label in np.unique(labels)]


def _claim(texts: pd.Series, told: csr_matrix, terms: np.ndarray) -> Claim:
    """The claim of one group: its most central sentence, and the words most of it shares."""
    middle = np.asarray((told @ told.T).sum(axis=1)).ravel().argmax()
    shared = np.asarray((told > 0).mean(axis=0)).ravel()
    weight = np.asarray(told.sum(axis=0)).ravel() * (shared >= SHARED)
    best = [terms[i] for i in np.argsort(-weight)[:PATTERN_WORDS] if weight[i] > 0]
    pattern = " ".join(f"{term}*" if term[0].isalpha() else term for term in best)
    wording = " ".join(texts.iloc[middle].split())
    words = [word.lower() for text in texts for word in WORD.findall(text)]
    forms = {word[:STEM] if word[0].isalpha() else word: word for word in reversed(words)}
    return Claim(
        "-".join(forms[term] for term in best),
        wording,
        (pattern,) if pattern else (),
        suggested=True,
    )


def _named(claims: list[Claim]) -> tuple[Claim, ...]:
    """The claims with ids that are not taken twice."""
    taken: Counter[str] = Counter()
    named = []
    for claim in claims:
        taken[claim.id] += 1
        number = f"-{taken[claim.id]}" if taken[claim.id] > 1 else ""
        named.append(replace(claim, id=f"{claim.id or 'claim'}{number}"))
    return tuple(named)
