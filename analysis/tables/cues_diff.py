"""What a user's own evidence cues change: marks gained, lost and relabelled."""

import pandas as pd

from analysis.corpus import Corpus
from analysis.tables.build import analyse
from analysis.tables.cache import Cache
from analysis.tables.frames import Tables

AT = ["doc_id", "start", "end"]
LABELS = ["stance", "basis", "holder"]
COLUMNS = ["doc_id", "change", "text", "before", "after", "sentence"]


def cues_diff(
    corpus: Corpus, cues: str, *, pipeline: str | None = None, cache: Cache | None = None
) -> pd.DataFrame:
    """The marks that differ with and without a TSV of one's own.

    Returns:
        One row a mark: doc_id, change (gained, lost, relabelled), text, before and after (its
        labels, null where there is no mark), sentence.

    Raises:
        InputError: a mistake in `cues` (names file and line).
    """
    ours = _labelled(analyse(corpus, pipeline=pipeline, cache=cache))
    theirs = _labelled(analyse(corpus, pipeline=pipeline, cues=cues, cache=cache))
    rows = []
    for place in sorted(ours.keys() | theirs.keys()):
        before, after = ours.get(place), theirs.get(place)
        if before == after:
            continue
        text, _, sentence = before or after
        change = "gained" if before is None else "lost" if after is None else "relabelled"
        labels = [mark[1] if mark is not None else None for mark in (before, after)]
        rows.append((place[0], change, text, *labels, sentence))
    return pd.DataFrame(rows, columns=COLUMNS)


def _labelled(tables: Tables) -> dict[tuple, tuple[str, str, str]]:
    """For each mark's place its words, its labels and its sentence."""
    sentences = tables.sentences.set_index(["doc_id", "sentence_id"])["text"]
    found = {}
    for row in tables.evidence.itertuples():
        labels = [getattr(row, name) for name in LABELS] + ["negated"] * bool(row.negated)
        written = " · ".join(str(label) for label in labels if not pd.isna(label))
        place = tuple(getattr(row, name) for name in AT)
        found[place] = row.text, written, sentences[row.doc_id, row.sentence_id]
    return found
