"""Gold from files of brat: what coders marked up, checked against the texts and the scheme.

    python -m analysis.evaluate.brat_read DIR/gold GOLD      reads it into GOLD/<corpus>/

How rows are told in brat's lines: `brat`.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from analysis.errors import InputError, LesartenError
from analysis.evaluate.brat import (
    FLAGS,
    KINDS,
    LABELS,
    Kind,
    fragments,
    free_fields,
    joined,
    links_of,
)
from analysis.evaluate.exchange import article_texts
from analysis.evaluate.gold import GoldRow, check_links, check_row, gold_root, write_rows
from analysis.evaluate.records import LAYERS, ROLES, Pair, Row, entry_of

_WORDS = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
_EVENT = re.compile(r"(E\d+)\t(\S+):(T\d+)((?: \S+:[TE]\d+)*) ?")
_LABEL = re.compile(r"A\d+\t(\S+) (E\d+)(?: (\S+))?")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (E\d+)\t(.*)", re.DOTALL)
_SPANS: TypeAdapter[dict[str, list[Pair]]] = TypeAdapter(dict[str, list[Pair]])


def read_brat(folder: Path, gold: Path) -> list[Path]:
    """Gold files from brat's, checked against the texts beside the folder `gold`.

    Args:
        folder: has `<corpus>/<doc_id>.ann`, as `brat.write_brat` makes it.
        gold: where to, `<gold>/<corpus>/<doc_id>.jsonl`.

    Returns:
        The files written; none is when a line of any file is wrong.

    Raises:
        InputError: nothing there, no such article, or lists every line that cannot be read.
    """
    files = {f"{f.parent.name}/{f.stem}": f for f in sorted(folder.glob("*/*.ann"))}
    if not files:
        raise InputError(f"{folder}: no files of brat; expected <corpus>/<doc_id>.ann in it")
    texts = article_texts(gold_root(gold).parent, files)
    made, wrong = {}, []
    for name, file in files.items():
        if name not in texts:
            raise InputError(f"{file}: there is no text of '{name}' beside {gold}")
        made[gold / f"{name}.jsonl"], errors = read_ann(file, texts[name])
        wrong += errors
    if wrong:
        raise InputError("\n".join(wrong))
    for path, rows in made.items():
        write_rows(rows, path)
    return list(made)


def read_ann(file: Path, text: str) -> tuple[list[GoldRow], list[str]]:
    """The rows of one `.ann` of an article, and a sentence for each line that is wrong."""
    shown = file.with_suffix(".txt")
    try:
        if shown.is_file() and shown.read_bytes().decode() != text:
            return [], [f"{shown}: is not the text of the article any more; export it anew"]
        ann = _Ann(file, text)
        rows = _rows(ann)
        if not ann.wrong:
            check_links(rows)
    except (OSError, ValueError) as error:
        return [], [f"{file}: {error}"]
    return rows, ann.wrong


class _Words(NamedTuple):
    """A T line: what is marked."""

    where: str
    label: str
    pieces: list[Pair]


class _Event(NamedTuple):
    """An E line: a row and what belongs to it, by the names of arguments."""

    where: str
    name: str
    trigger: str
    arguments: dict[str, str]


class _Ann:
    """One `.ann`, line by line; `wrong` gets a sentence for each line that cannot be read."""

    def __init__(self, file: Path, text: str) -> None:
        self.file, self.text, self.wrong = file, text, []
        self.words: dict[str, _Words] = {}
        self.events: dict[str, _Event] = {}
        self.labels: dict[str, dict[str, Any]] = defaultdict(dict)
        self.notes: dict[str, dict[str, Any]] = {}
        for number, line in enumerate(file.read_bytes().decode().split("\n"), 1):
            where = f"{file}, line {number}"
            try:
                if line.strip():
                    self._add(line.rstrip("\r"), where)
            except ValueError as error:
                self.wrong.append(f"{where}: {error}")

    def _add(self, line: str, where: str) -> None:
        if found := _WORDS.fullmatch(line):
            name, label, places, words = found.groups()
            pieces = [tuple(map(int, place.split(" "))) for place in places.split(";")]
            self.words[name] = _Words(where, label, pieces)
            there = " ".join(self.text[start:end] for start, end in pieces)
            if words != there:
                raise ValueError(f"there stands {there!r}, not {words!r}; mark the words again")
        elif found := _EVENT.fullmatch(line):
            name, label, trigger, arguments = found.groups()
            if label not in KINDS:
                raise ValueError(f"a row is one of {', '.join(KINDS)}, not {label}")
            pairs = dict(argument.split(":") for argument in arguments.split())
            self.events[name] = _Event(where, label, trigger, pairs)
        elif found := _LABEL.fullmatch(line):
            field, event, value = found.groups()
            self.labels[event][field] = _label(field, value)
        elif found := _NOTE.fullmatch(line):
            self.notes[found[1]] = _note(found[2])
        else:
            raise ValueError(
                f"expected words (T), an event (E), an attribute (A) or a note (#) of an event, "
                f"but found {line!r}; delete it in brat"
            )


def _label(field: str, value: str | None) -> str | bool:
    """The value of an attribute; one without values is true where it stands."""
    if field not in LABELS:
        raise ValueError(f"there is no attribute {field}; there are {', '.join(LABELS)}")
    if LABELS[field] and value not in LABELS[field]:
        raise ValueError(f"{field} is one of {', '.join(LABELS[field])}, not {value}")
    return FLAGS.get(value, value) if LABELS[field] else True


def _note(words: str) -> dict[str, Any]:
    try:
        note = json.loads(words)
    except ValueError:
        note = None
    if not isinstance(note, dict):
        raise ValueError(f'a note is written like {{"noun": "Anwohner"}}, not {words!r}')
    return note


def _rows(ann: _Ann) -> list[GoldRow]:
    """The rows that are as they should be; what is wrong with the others goes to `ann.wrong`."""
    rows = []
    for name, event in ann.events.items():
        try:
            rows.append(_row(name, event, ann))
        except ValueError as error:
            ann.wrong.append(f"{event.where}: {error}")
    used = {t for event in ann.events.values() for t in (event.trigger, *event.arguments.values())}
    for name, words in ann.words.items():
        if name not in used:
            ann.wrong.append(
                f"{words.where}: {words.label} belongs to no row; draw an arc or delete it"
            )
    for name in sorted((ann.labels.keys() | ann.notes.keys()) - ann.events.keys()):
        ann.wrong.append(
            f"{ann.file}: {name} has attributes or a note, but is no event; delete them"
        )
    return rows


def _row(name: str, event: _Event, ann: _Ann) -> GoldRow:
    kind, note = KINDS[event.name], ann.notes.get(name, {})
    allowed = {"id", "rule", "spans", *free_fields(kind.layer)}
    if unknown := note.keys() - allowed:
        raise ValueError(f"the note has {', '.join(unknown)}; it may have {', '.join(allowed)}")
    values: dict[str, Any] = dict.fromkeys(LAYERS[kind.layer][2])
    if "negated" in values:
        values["negated"] = False
    if "qualifiers" in values:
        values["qualifiers"] = []
    values |= {field: note[field] for field in free_fields(kind.layer) if field in note}
    values |= ann.labels[name]
    for field in links_of(kind.layer):
        if target := event.arguments.get(field.capitalize()):
            values[field] = _id(target, ann)
    row = Row(_id(name, ann), _spans(kind, event, note.get("spans", {}), ann), values)
    return check_row(entry_of(kind.layer, row, ann.text), ann.text)


def _id(event: str, ann: _Ann) -> str:
    """The identifier of a row: as exported, or the event's where a coder made it."""
    if event not in ann.events:
        raise ValueError(f"there is no event {event}; delete the arc to it")
    return ann.notes.get(event, {}).get("id", event)


def _spans(kind: Kind, event: _Event, told: Any, ann: _Ann) -> dict[str, tuple[Pair, ...]]:
    """The spans of a row by role.

    Args:
        told: spans as exported that brat's pieces do not give back; they hold until a coder marks
            other words.
    """
    known = {kind.trigger: event.trigger}
    for argument, target in event.arguments.items():
        role = argument.lower()
        if role in kind.roles:
            known[role] = target
        elif role not in links_of(kind.layer):
            names = [r.capitalize() for r in (*kind.roles, *links_of(kind.layer))]
            raise ValueError(
                f"{event.name} has no argument {argument}; it may have {', '.join(names) or 'none'}"
                " (several pieces are one fragmented span)"
            )
    exported = _SPANS.validate_python(told)
    spans = dict.fromkeys(ROLES, ()) if kind.layer == "attributions" else {}
    for role, target in known.items():
        if target not in ann.words:
            raise ValueError(f"there are no words {target}; mark the {role} again")
        pieces = ann.words[target].pieces
        given = exported.get(role, [])
        same = fragments(given, ann.text) == pieces
        spans[role] = tuple(given if same else joined(pieces, ann.text))
        if role in ("whole", "number") and len(spans[role]) != 1:
            raise ValueError(f"{event.name}: the {role} must be in one piece")
    if missing := set(kind.roles) & {"number"} - spans.keys():
        raise ValueError(f"{event.name} needs an arc to its {missing.pop()}")
    return spans


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        for path in read_brat(Path(sys.argv[1]), Path(sys.argv[2])):
            print(path)
    except LesartenError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
