"""How good is it: gold, scores, agreement of coders, outside benchmarks."""

from analysis.evaluate.agreement import agreement
from analysis.evaluate.scorecard import (
    Scorecard,
    evaluate,
    evaluate_bench,
    print_errors,
    print_scores,
)

__all__ = ["Scorecard", "agreement", "evaluate", "evaluate_bench", "print_errors", "print_scores"]
