"""The report's parameters: one frozen, checked object, made in the notebook's second cell."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.errors import ParameterError

# What a parameter can be; other names in a notebook's namespace are imports and results.
JSON_TYPES = (str, int, float, bool, list, dict, type(None))
# Names IPython puts into the namespace.
IPYTHON_NAMES = {"In", "Out", "exit", "quit", "open", "get_ipython"}


class ReportParameters(BaseModel):
    """What `notebooks/report.ipynb` can be asked. Unknown names and wrong types are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    corpus: str = Field(min_length=1, description="path of a folder of articles, or of one file")
    title: str | None = Field(None, description="heading of the report; null: the corpus's name")
    noun: str | None = Field(
        None,
        description="what is counted in the figures chart, a lemma; null: the most widely counted",
    )
    claims: str | None = Field(
        None,
        description="path of the codebook of claims; null: claims.toml beside the articles, else "
        "claims that the program suggests",
    )
    pipeline: str | None = Field(
        None, description="name or path of the spaCy pipeline; null: the shipped one"
    )
    cues: str | None = Field(
        None,
        description="path of a TSV with evidence cues of your own; null: the shipped ones",
    )
    top_speakers: int = Field(15, ge=1, le=100, description="how many speakers the chart shows")
    top_disputes: int = Field(
        5, ge=1, le=30, description="how many questions with several answers get a chart"
    )


def check_parameters(given: Mapping[str, Any]) -> ReportParameters:
    """The checked parameters.

    Raises:
        ParameterError: one is unknown, missing or ill-typed; names it and the allowed ones.
    """
    try:
        return ReportParameters(**given)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, e['loc']))}: {e['msg']} (given: {e['input']!r})"
            for e in error.errors()
        )
        raise ParameterError(f"{problems}. The parameters are: {allowed()}") from None


def allowed() -> str:
    """The allowed parameters with their meanings, one line each."""
    return "\n" + "\n".join(
        f"  {name} – {field.description}" for name, field in ReportParameters.model_fields.items()
    )


def notebook_parameters(namespace: Mapping[str, Any]) -> ReportParameters:
    """The checked parameters of a running notebook, from its `globals()`.

    Papermill only warns of an unknown `-p` name and goes on with the default; here it is an error.
    """
    given = {
        name: value
        for name, value in namespace.items()
        if not name.startswith("_") and name not in IPYTHON_NAMES and type(value) in JSON_TYPES
    }
    return check_parameters(given)
