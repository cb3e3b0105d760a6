"""The numbers of a training (`recipe.toml`), as records."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

RECIPE = Path(__file__).with_name("recipe.toml")


class Settings(NamedTuple):
    """Sizes of the network and of one round of its training."""

    hidden: tuple[int, ...] = (400, 300)
    arc: int = 256
    label: int = 96
    tag: int = 160
    dropout: float = 0.4
    kept_rate: float = 0.3  # share of the rate for what is pretrained
    rate: float = 2e-3
    batch_words: int = 900
    epochs: int = 10
    seed: int = 0


class Plan(NamedTuple):
    """How long and how fast the first layer learns on raw text."""

    words: int
    rate: float
    seed: int
    batch_words: int = 4096
    drawn: int = 1024


class Round(NamedTuple):
    """One training on parsed sentences: how, how often each source is seen, words of raw ones."""

    settings: Settings
    weights: dict[str, int]
    agreed: dict[str, int]


class Vote(NamedTuple):
    """Raw sentences that the networks of some rounds read alike."""

    voters: list[str]
    scheme: str
    source: str
    lines: int
    seed: int


class Ends(NamedTuple):
    """What ends of sentences are learned from, besides the annotated ones."""

    raw: int
    without_stop: float


class Recipe(NamedTuple):
    """All numbers, by the names of the steps."""

    reads_with: dict[str, float]
    pretraining: dict[str, Plan]
    rounds: dict[str, Round]
    agreed: dict[str, Vote]
    ends: Ends
    kept_lemmas: list[str]


def read_recipe(every: int = 1) -> Recipe:
    """The recipe; with `every` above 1 that much shorter, to see whether its steps run."""
    data = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    for part in (*data["pretraining"].values(), *data["agreed"].values(), data["sentence_ends"]):
        for name in part.keys() & {"words", "lines", "raw"}:
            part[name] //= every
    rounds = {
        name: _round(values, data["weights"], every) for name, values in data["round"].items()
    }
    return Recipe(
        reads_with=data["reads_with"],
        pretraining={name: Plan(**values) for name, values in data["pretraining"].items()},
        rounds=rounds,
        agreed={name: Vote(**values) for name, values in data["agreed"].items()},
        ends=Ends(**data["sentence_ends"]),
        kept_lemmas=data["lemmas"]["kept"],
    )


def _round(values: dict[str, Any], weights: dict[str, int], every: int) -> Round:
    weights = weights | values.pop("weights", {})
    agreed = {name: words // every for name, words in values.pop("agreed", {}).items()}
    values["epochs"] = max(1, values["epochs"] // every)
    if "hidden" in values:
        values["hidden"] = tuple(values["hidden"])
    return Round(Settings(**values), weights, agreed)
