"""How good is it: gold, scores, agreement of coders, outside benchmarks."""

from analysis.evaluate.agreement import agreement
from analysis.evaluate.compared import Compared, evaluate_answers
from analysis.evaluate.scorecard import (
    Scorecard,
    evaluate,
    evaluate_bench,
    print_errors,
    print_scores,
)

__all__ = [
    "Compared",
    "Scorecard",
    "agreement",
    "evaluate",
    "evaluate_answers",
    "evaluate_bench",
    "print_errors",
    "print_scores",
]
