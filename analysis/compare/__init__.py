"""Across sources: tables in, tidy frames for one question each out.

Every row keeps the ids of the spans it was made from. Nothing is averaged, nobody is rated.
"""

from analysis.compare.claimed import claimed_figures, shared_nouns, widest_noun
from analysis.compare.keyness import keyness
from analysis.compare.overview import sources_overview
from analysis.compare.profile import evidence_profile
from analysis.compare.statements import statements
from analysis.compare.voices import heard, type_shares, voices

__all__ = [
    "claimed_figures",
    "evidence_profile",
    "heard",
    "keyness",
    "shared_nouns",
    "sources_overview",
    "statements",
    "type_shares",
    "voices",
    "widest_noun",
]
