"""Claim cells against an answer sheet: is each claim told in each source as a person reads it?

A cell is right when it has the sheet's reading or the second one the sheet accepts. Cells of
sources whose language is not read are counted apart: there the program says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.compare.claims import ABSENT, claims
from analysis.compare.codebook import Claim
from analysis.errors import InputError
from analysis.evaluate.answers import Answers
from analysis.tables import Tables

COLUMNS = ["claim_id", "doc_id", "expected", "also", "found", "is_read", "is_right", "words"]


@dataclass(frozen=True, slots=True)
class CellScore:
    """The scored cells, one row each (COLUMNS), and the shares that are right.

    `right` counts the cells of sources that are read, `right_told` those of them where the sheet
    says that the claim is told, `right_of_all` all cells, unread ones as wrong.
    """

    cells: pd.DataFrame

    @property
    def right(self) -> float:
        """Share of right cells among the sources that are read."""
        return self.cells.loc[self.cells["is_read"], "is_right"].mean()

    @property
    def right_told(self) -> float:
        """The same, without cells that are absent by the sheet."""
        told = self.cells["is_read"] & (self.cells["expected"] != ABSENT)
        return self.cells.loc[told, "is_right"].mean()

    @property
    def right_of_all(self) -> float:
        """Share of right cells among all."""
        return self.cells["is_right"].mean()


def score_cells(tables: Tables, answers: Answers, codebook: Sequence[Claim]) -> CellScore:
    """Score `analysis.compare.claims` on an answer sheet.

    Raises:
        InputError: the codebook lacks a claim of the sheet.
    """
    missing = [claim.id for claim in answers.claim if claim.id not in {c.id for c in codebook}]
    if missing:
        raise InputError(f"the codebook lacks claims of the answer sheet: {', '.join(missing)}")
    found = claims(tables, codebook).set_index(["claim_id", "doc_id"])
    rows = []
    for claim in answers.claim:
        for doc_id, cell in claim.cells.items():
            told = found.loc[(claim.id, doc_id)]
            is_read = not pd.isna(told["reading"])
            rows.append(
                {
                    "claim_id": claim.id,
                    "doc_id": doc_id,
                    "expected": cell.stance,
                    "also": cell.also,
                    "found": told["reading"],
                    "is_read": is_read,
                    "is_right": is_read and told["reading"] in (cell.stance, cell.also),
                    "words": told["words"],
                }
            )
    return CellScore(pd.DataFrame(rows, columns=COLUMNS).astype({"is_right": bool}))
