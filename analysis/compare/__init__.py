"""Across sources: tables in, tidy frames for one question each out.

Every row keeps the ids of the spans it was made from. Nothing is averaged, nobody is rated.
"""

from analysis.compare.citations import citations, leaned_on
from analysis.compare.claimed import claimed_figures, shared_nouns, widest_noun
from analysis.compare.claims import claims
from analysis.compare.codebook import Claim, read_codebook
from analysis.compare.disputes import Disputes, disputes
from analysis.compare.drift import drift
from analysis.compare.keyness import keyness
from analysis.compare.overrides import read_overrides
from analysis.compare.overview import sources_overview
from analysis.compare.passages import passages
from analysis.compare.profile import evidence_profile
from analysis.compare.readings import reading_of, readings
from analysis.compare.roles import roles
from analysis.compare.statements import statements
from analysis.compare.suggest import codebook_toml, suggest_claims
from analysis.compare.summary import summary
from analysis.compare.voices import heard, type_shares, voices

__all__ = [
    "Claim",
    "Disputes",
    "citations",
    "claimed_figures",
    "claims",
    "codebook_toml",
    "disputes",
    "drift",
    "evidence_profile",
    "heard",
    "keyness",
    "leaned_on",
    "passages",
    "read_codebook",
    "read_overrides",
    "reading_of",
    "readings",
    "roles",
    "shared_nouns",
    "sources_overview",
    "statements",
    "suggest_claims",
    "summary",
    "type_shares",
    "voices",
    "widest_noun",
]
