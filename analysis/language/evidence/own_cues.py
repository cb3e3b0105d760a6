"""A language's evidence cues, changed by a user's own file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from analysis.errors import InputError
from analysis.lexicon import languages, load_tsv, parse_tsv

EMPTY, OFF = "-", "off"
LABELS = ("stance", "basis", "holder", "negated")
LANG, FIRST_LANG = "lang", "de"  # the language of a line that names none

Entry = Mapping[str, str]
Parsed = TypeVar("Parsed")


def merged_cues(lang: str, own: Path | None, parse: Callable[[Entry], Parsed]) -> list[Parsed]:
    """The entries of a language's `evidence.tsv`, changed by a user's own file.

    Args:
        lang: language of the lexicon.
        own: a TSV with the same columns (missing ones count as "-") and a column `lang` for lines
            that are not German. Its entries take the place of ours with the same words; stance
            "off" only takes ours away.
        parse: makes a cue of an entry.

    Raises:
        InputError: the file cannot be read, or an entry has an unknown label or no number where
            one is due; the message names file and line.
    """
    ours = load_tsv(lang, "evidence")
    theirs = _read(own, lang, tuple(ours[0])) if own is not None else []
    labels = {name: {entry[name] for entry in ours} for name in LABELS}
    for entry in theirs:
        where = _place_of(own, entry["cue"])
        _check_labels(entry, labels, where=where)
        try:
            parse(entry)
        except InputError as error:
            raise InputError(f"{where}: {error}") from error
    changed = {entry["cue"] for entry in theirs}
    kept = [entry for entry in ours if entry["cue"] not in changed]
    return [parse(entry) for entry in (*kept, *theirs) if entry["stance"] != OFF]


def _read(path: Path, lang: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The entries of one language in the user's file, all columns filled."""
    try:
        entries = parse_tsv(path.read_text(encoding="utf-8"), where=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"own cues {path}: {error}") from error
    known = {*columns, *load_tsv(FIRST_LANG, "evidence")[0], LANG}
    unknown = {name for entry in entries for name in entry} - known
    if unknown or any("cue" not in entry for entry in entries):
        raise InputError(
            f"own cues {path}: columns are {', '.join(sorted(known))}; `cue` is needed"
        )
    given = [entry | {LANG: entry.get(LANG, EMPTY).replace(EMPTY, FIRST_LANG)} for entry in entries]
    for entry in given:
        if entry[LANG] not in languages():
            where = _place_of(path, entry["cue"])
            raise InputError(f"{where}: lang {entry[LANG]!r} is none of {', '.join(languages())}")
    empty = dict.fromkeys(columns, EMPTY) | {"holder": "writer"}
    return [
        empty | {name: entry[name] for name in columns if name in entry}
        for entry in given
        if entry[LANG] == lang
    ]


def _place_of(path: Path, cue: str) -> str:
    """File and line of a user's entry, for an error message."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    number = next((n for n, line in lines if cue in line.split("\t")), 0)
    return f"own cues {path}, line {number}"


def _check_labels(entry: Entry, labels: Mapping[str, set[str]], *, where: str) -> None:
    for name, known in labels.items():
        if entry[name] not in known and entry["stance"] != OFF:
            raise InputError(
                f"{where}, cue {entry['cue']!r}: {name} {entry[name]!r} is none of "
                f"{', '.join(sorted(known - {EMPTY}))}"
            )


def strength_of(entry: Entry) -> float | None:
    """The number in the column `strength`.

    Raises:
        InputError: there is none.
    """
    try:
        return float(entry["strength"]) if entry["strength"] != EMPTY else None
    except ValueError as error:
        raise InputError(
            f"evidence cue {entry['cue']!r}: strength {entry['strength']!r} is no number"
        ) from error
