"""Answer sheets: what a person says the comparison of a corpus should come to.

`data/<corpus>/answers.toml` says which figures answer one question, how pairs of them relate, and
how each source tells each claim; its head comment explains the keys.
"""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from analysis.errors import InputError

FILE = "answers.toml"
Verdict = Literal["contradiction", "development", "compatible"]
Cell = Literal["asserted", "attributed", "hedged", "distanced", "denied", "unverified", "absent"]


class _Strict:
    """Keys nobody knows are errors, so that a slip of the pen shows."""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Told(_Strict):
    """Where a figure stands: `text` in the article `doc`, inside the passage `within` if given."""

    doc: str
    text: str
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Group(_Strict):
    """A question that figures answer."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class Statement(_Strict):
    """One speaker's figure at one time; several places in `told` are repeats of it."""

    id: str
    group: str
    speaker: str
    said: datetime.date
    bound: str
    told: tuple[Told, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    multiple_of: str | None = None
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class StatementPair(_Strict):
    """How two statements of one group relate; `also` is a second answer that is right."""

    a: str
    b: str
    relation: Verdict
    reason: str
    also: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ApartPair(_Strict):
    """Two figures that look alike and answer different questions."""

    a: Told
    b: Told
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimCell(_Strict):
    """How one source tells one claim; `also` is a second reading that is right."""

    stance: Cell
    words: tuple[str, ...] = ()
    to: str | None = None
    also: Cell | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Claim(_Strict):
    """A claim and its cells, one for each doc_id."""

    id: str
    wording: str
    cells: dict[str, ClaimCell]


@dataclass(frozen=True, slots=True)
class Answers(_Strict):
    """One answer sheet; the fields are the tables of the file."""

    group: tuple[Group, ...] = ()
    statement: tuple[Statement, ...] = ()
    pair: tuple[StatementPair, ...] = ()
    groups_apart: tuple[ApartPair, ...] = ()
    claim: tuple[Claim, ...] = ()


_ANSWERS: TypeAdapter[Answers] = TypeAdapter(Answers)


def read_answers(path: Path | str) -> Answers:
    """Read an answer sheet.

    Args:
        path: the file, or the corpus's folder it lies in.

    Raises:
        InputError: there is none, or it is not as it should be; names the key.
    """
    file = Path(path) / FILE if Path(path).is_dir() else Path(path)
    try:
        answers = _ANSWERS.validate_python(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise InputError(f"{file}: {problems}") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file}: {error}") from error
    known = {statement.id for statement in answers.statement}
    for pair in answers.pair:
        if missing := {pair.a, pair.b} - known:
            raise InputError(f"{file}: a pair names {missing.pop()!r}, which is no statement")
    return answers
