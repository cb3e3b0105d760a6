"""Run a notebook through papermill, and say plainly how it failed when it did."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError as TimedOut
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from analysis.errors import CellTimeoutError, InputError, KernelDiedError, NotebookError

KERNEL = "python3"
# Kernels talk over local sockets where there are any: over TCP, other users of the machine could
# listen in, of which ipykernel warns at every start.
_KERNEL_CONFIG = Config({"KernelManager": {"transport": "tcp" if os.name == "nt" else "ipc"}})


def execute(
    notebook: Path,
    output: Path,
    parameters: Mapping[str, Any],
    *,
    timeout: int | None = None,
    progress_bar: bool = False,
) -> None:
    """Execute a parameterized notebook.

    Papermill's own metadata is not trusted: after a dead kernel or a timeout it says "completed".

    Args:
        notebook: the notebook; a cell of it is tagged `parameters`.
        output: where the executed notebook is written, the broken one too.
        parameters: values by name; names the notebook does not have are an error.
        timeout: seconds a cell may take; None is without limit.
        progress_bar: show papermill's bar.

    Raises:
        InputError: the file is not a notebook.
        NotebookError: a cell raised. KernelDiedError, CellTimeoutError: as they say.
    """
    try:
        papermill.execute_notebook(
            str(notebook),
            str(output),
            parameters=dict(parameters),
            kernel_name=KERNEL,
            language="python",
            execution_timeout=timeout,
            progress_bar=progress_bar,
            log_output=False,
            config=_KERNEL_CONFIG,
        )
    except PapermillExecutionError as error:
        raise NotebookError(
            f"{notebook}: cell {error.exec_count or '?'} raised {error.ename}: {error.evalue}"
        ) from error
    except TimedOut as error:
        raise CellTimeoutError(
            f"{notebook}: a cell ran longer than {timeout} seconds; give a longer --timeout"
        ) from error
    except DeadKernelError as error:
        raise KernelDiedError(
            f"{notebook}: the kernel died (out of memory?); the operating system's log may say why"
        ) from error
    except (ValueError, KeyError) as error:
        raise InputError(f"{notebook} is not a notebook that can be run: {error}") from error
