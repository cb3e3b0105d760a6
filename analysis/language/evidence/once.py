"""Cues that make one mark together: a noun and its verb, two words under one negation."""

from collections.abc import Sequence

from analysis.language.attributions.speech_tokens import finite_part
from analysis.language.evidence.clauses import NAMES, View
from analysis.language.evidence.cues import Hit
from analysis.language.evidence.rules import light_verbs, negation_of
from analysis.language.records import Evidence

Composed = tuple[Hit, Evidence]


def once(view: View, composed: Sequence[Composed]) -> list[Composed]:
    """The cues without those another one with the same labels already says.

    "legt den Schluss nahe": the verb; "genaue Zahlen nannte sie nicht", "durch nichts belegt": the
    noun or the longer words, as one negation denies both.
    """
    anchors = {(hit.anchor.i, mark.stance, mark.basis) for hit, mark in composed}
    denied: set[tuple[int, str | None]] = set()
    kept = []
    for hit, mark in sorted(composed, key=_nouns_first):
        verbs = {t.i for t in light_verbs(view, hit)} - {hit.anchor.i}
        if any((i, mark.stance, mark.basis) in anchors for i in verbs):
            continue
        negation = negation_of(view, hit) if ":neg-" in mark.rule else None
        if negation is not None and (negation.i, mark.basis) in denied:
            continue
        words = [*hit.tokens, *([negation] if negation is not None else [])]
        denied |= {(t.i, mark.basis) for t in words}
        kept.append((hit, mark))
    return kept


def denied_verbs(view: View, composed: Sequence[Composed]) -> set[int]:
    """Where the finite verbs begin whose negation leaves something open or without proof.

    "Belege sehe das Amt nicht" is one mark; the Konjunktiv in it has none of its own.
    """
    verbs = (
        finite_part(view.predicate(hit.anchor))
        for hit, mark in composed
        if ":neg-" in mark.rule and mark.basis in ("unverified", "no_evidence")
    )
    return {verb.idx for verb in verbs if verb is not None}


def _nouns_first(pair: Composed) -> tuple[int, bool]:
    hit, _ = pair
    return -len(hit.tokens), hit.anchor.pos_ not in NAMES
