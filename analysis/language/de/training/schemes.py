"""Fix the source whose scheme a network reads in, or a mixture of sources."""

from typing import Any

from analysis.language.de.training.batches import SOURCES

SOURCE_WIDTH = 16


def for_scheme(result: dict[str, Any], shares: dict[str, float]) -> dict[str, Any]:
    """The trained network as the pipeline takes it: it reads in this mixture of schemes.

    The sources differ in scheme (GSD hangs focus adverbs elsewhere, GermEval marks other names), so
    a network in training has an embedding of its sentence's source (Stymne et al. 2018, "Parser
    Training with Heterogeneous Treebanks"). Here it becomes a part of the first layer's bias.

    Args:
        shares: of the sources; they sum to 1.
    """
    weights = dict(result["weights"])
    sources = weights.pop("embed.source")
    constant = sum(share * sources[SOURCES.index(name)] for name, share in shares.items())
    for direction in "fb":
        name = f"lstm0.{direction}"
        weights[f"{name}.b"] = (
            weights[f"{name}.b"] + constant @ weights[f"{name}.W"][-SOURCE_WIDTH:]
        )
        weights[f"{name}.W"] = weights[f"{name}.W"][:-SOURCE_WIDTH]
    return {"weights": weights, "known": result["known"], "labels": result["labels"]}
