"""Publish a folder in one step: made aside, then put in place of the earlier one."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import OutputError

RUN_FILE = "run.json"


def check_target(out: Path) -> None:
    """Make sure that `out` is free, empty, or holds an earlier report.

    Raises:
        OutputError: it is not; a folder of somebody's files must not be replaced.
    """
    if out.is_file():
        raise OutputError(f"{out} is a file; give a folder")
    if out.is_dir() and any(out.iterdir()) and earlier_run(out) is None:
        raise OutputError(
            f"{out} is not empty and holds no report of ours; give a new or an empty folder"
        )


@contextmanager
def published(out: Path) -> Iterator[Path]:
    """A folder to write into; it becomes `out` when the block ends without an error.

    An earlier report at `out` is untouched until then. Files in it that no report made (a user's
    notes) are carried over.

    Raises:
        OutputError: `out` holds something that is not a report, or cannot be written.
    """
    check_target(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    except OSError as error:
        raise OutputError(f"cannot write beside {out}: {error}") from error
    try:
        yield aside
        _swap(aside, out)
    except OSError as error:
        raise OutputError(
            f"cannot write {out}: {error}; the earlier report is untouched"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def earlier_run(out: Path) -> dict | None:
    """What `run.json` of the report now at `out` says; None when there is none."""
    try:
        return json.loads((out / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _swap(aside: Path, out: Path) -> None:
    aside.chmod(0o755)  # mkdtemp's folders are closed to others, a web server among them
    old = aside.with_name(aside.name.replace(".new-", ".old-"))
    had_earlier = out.exists()
    if had_earlier:
        out.rename(old)
    try:
        aside.rename(out)
    except OSError:
        if had_earlier:
            old.rename(out)
        raise
    if had_earlier:
        _carry_over(old, out)
        shutil.rmtree(old, ignore_errors=True)


def _carry_over(old: Path, new: Path) -> None:
    """Move what no report made from the old folder into the new one."""
    ours = set((earlier_run(old) or {}).get("outputs", {})) | {RUN_FILE}
    for path in sorted(p for p in old.rglob("*") if p.is_file()):
        name = path.relative_to(old)
        if name.as_posix() not in ours and not (new / name).exists():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            path.rename(new / name)
