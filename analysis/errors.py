"""Errors a user can act on. Each says what is wrong, where, what to do, and has its exit code.

Exit codes (also in the README): 0 done, 2 bad usage or parameter, 3 bad input, 4 a notebook cell
failed, 5 the kernel died, 6 a cell ran into the time limit, 7 the output could not be written.
"""


class LesartenError(Exception):
    """Base of all errors that are the user's to read; `exit_code` is what the command returns."""

    exit_code = 1


class ParameterError(LesartenError):
    """An unknown, missing or ill-typed parameter; the message names the allowed ones."""

    exit_code = 2


class InputError(LesartenError):
    """A corpus, an article or a lexicon cannot be read; the message names file and place."""

    exit_code = 3


class NotebookError(LesartenError):
    """A cell of the report notebook raised; the broken notebook is kept beside the output."""

    exit_code = 4


class KernelDiedError(NotebookError):
    """The notebook's kernel died (often: out of memory)."""

    exit_code = 5


class CellTimeoutError(NotebookError):
    """A cell ran longer than the time limit."""

    exit_code = 6


class OutputError(LesartenError):
    """The output folder cannot be written (permissions, full disk); nothing earlier was touched."""

    exit_code = 7
