"""Claims: one claim, rows are claims, columns sources, a cell is how it is told there.

A source can tell a claim in several passages. The cell is **the writer's strongest own
commitment**: first what the writer says in his own name, in the order of OWN_FIRST; only where he
says nothing himself, what he hands over from others, in the order of HANDED_OVER. All passages are
kept beside it. A source that has none is **absent**: its silence is shown. A source whose language
is not read has no cell (null), whatever stands in it.
"""

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from analysis.compare.codebook import Claim
from analysis.compare.names import source_labels
from analysis.compare.passages import Passage, find_passages
from analysis.compare.readings import Reader
from analysis.tables import Tables

ABSENT = "absent"
CELLS = (
    "asserted", "attributed", "hedged", "distanced", "denied", "unverified", "asked", ABSENT
)  # fmt: skip
# Who takes a claim back has told it before; who asserts it once stands in for it, however often
# others are quoted.
OWN_FIRST = ("denied", "asserted", "unverified", "distanced", "hedged")
# That somebody says so is told even where others deny it; they stand in `contested_by`.
HANDED_OVER = ("attributed", "unverified", "distanced", "hedged", "denied")
SAYING = ("attributed", "hedged", "distanced")
RULE = "strongest own commitment"


def claims(tables: Tables, codebook: Sequence[Claim]) -> pd.DataFrame:
    """How each source tells each claim.

    Args:
        codebook: what `read_codebook` or `suggest_claims` gave.

    Returns:
        One row a claim and source, in the order of the codebook and of publication: claim_id,
        wording, suggested, the columns of `source_labels`, reading (one of CELLS, or null where
        the language is not read), speaker (who is made to say it), speakers (all of them),
        contested_by (who denies it there), evidence_claimed, evidence_missing, n_passages, words
        (the sentences, the deciding passage first), sentence_ids, evidence_ids, attribution_ids
        (lists), rule.
    """
    reader = Reader(tables)
    told: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in find_passages(reader, tables, codebook):
        told[passage.claim_id, passage.doc_id].append(passage)
    rows = [
        {"claim_id": claim.id, "wording": claim.wording, "suggested": claim.suggested}
        | source._asdict()
        | _cell(told[claim.id, source.doc_id], is_read=reader.articles[source.doc_id].is_read)
        for claim in codebook
        for source in source_labels(tables.sources).itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


COLUMNS = [
    "claim_id",
    "wording",
    "suggested",
    "doc_id",
    "source",
    "published",
    "position",
    "reading",
    "speaker",
    "speakers",
    "contested_by",
    "evidence_claimed",
    "evidence_missing",
    "n_passages",
    "words",
    "sentence_ids",
    "evidence_ids",
    "attribution_ids",
    "rule",
]


def _cell(told: list[Passage], *, is_read: bool) -> dict[str, object]:
    body = [p for p in told if not p.is_heading]
    ordered = sorted(body or told, key=_rank)
    first = ordered[0] if ordered else None
    reading = (first.reading if first else ABSENT) if is_read else None
    denying = [p for p in ordered if p.reading == "denied"]
    saying = [p for p in ordered if p.reading in SAYING] or denying
    return {
        "reading": reading,
        "speaker": first.speaker if first and reading != "asserted" else None,
        "speakers": _unique(name for p in saying for name in p.speakers),
        "contested_by": _unique(p.speaker for p in denying if p is not first and p.speaker),
        "evidence_claimed": any(p.evidence_claimed for p in ordered),
        "evidence_missing": any(p.evidence_missing for p in ordered),
        "n_passages": len(ordered),
        "words": [p.words for p in ordered],
        "sentence_ids": _unique(p.sentence_id for p in ordered),
        "evidence_ids": _unique(i for p in ordered for i in p.evidence_ids),
        "attribution_ids": _unique(p.attribution_id for p in ordered if p.attribution_id),
        "rule": RULE if len(ordered) > 1 else "only passage" if ordered else "no passage",
    }


def _rank(passage: Passage) -> tuple[int, int]:
    """The deciding passage comes first; of equals the first in the text, questions last."""
    order = OWN_FIRST if passage.by_writer else HANDED_OVER
    if passage.reading not in order:
        return 2, 0
    return int(not passage.by_writer), order.index(passage.reading)


def _unique(values) -> list[str]:
    return list(dict.fromkeys(values))
