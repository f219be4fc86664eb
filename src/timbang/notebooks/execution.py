"""Notebooks run from their first cell to the last, two at a time, each in its own folder."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from timbang.errors import BadNotebook, NotebookFailed
from timbang.notebooks.book import shown
from timbang.notebooks.files import Notebook, read, serialised, write
from timbang.notebooks.normal_form import normalise

SECONDS_A_CELL = 120


def execute(paths: Iterable[Path], jobs: int = 2) -> list[Path]:
    """Run notebooks and store them in their normal form; return those whose bytes changed.

    Each runs in a kernel of its own. One that fails is left as it was, and the others are still stored.

    Raises
    ------
    NotebookFailed
        When a cell raises, takes longer than `SECONDS_A_CELL`, or ends its kernel, or the file was edited
        meanwhile: the first such notebook.
    BadNotebook
        When a file is not a valid notebook or an output cannot be the same twice.
    """
    before = {path: path.read_bytes() for path in paths}
    changed: list[Path] = []
    failures: list[Exception] = []
    for path, outcome in zip(before, executed(before, jobs), strict=True):
        if isinstance(outcome, Exception):
            failures.append(outcome)
        elif path.read_bytes() != before[path]:
            failures.append(NotebookFailed(f"{shown(path)}: was edited while it ran; run it again"))
        elif serialised(outcome) != before[path]:
            write(path, outcome)
            changed.append(path)
    if failures:
        raise failures[0]
    return changed


def executed(paths: Iterable[Path], jobs: int = 2) -> list[Notebook | Exception]:
    """Run notebooks without storing them; return for each its normal form or what went wrong."""
    # in a thread of its own, since the caller's may have a running event loop, as in a live notebook
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _all(list(paths), jobs)).result()


async def _all(paths: list[Path], jobs: int) -> list[Notebook | Exception]:
    free = asyncio.Semaphore(jobs)

    async def one(path: Path) -> Notebook | Exception:
        async with free:
            try:
                return _normal(path, await _run(path))
            except (BadNotebook, NotebookFailed) as failure:
                return failure

    return list(await asyncio.gather(*(one(path) for path in paths)))


def _normal(path: Path, notebook: Notebook) -> Notebook:
    try:
        return normalise(notebook)
    except BadNotebook as error:
        raise BadNotebook(f"{shown(path)}: {error}") from None


async def _run(path: Path) -> Notebook:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    notebook = nbformat.from_dict(read(path))
    if not any(cell["cell_type"] == "code" for cell in notebook["cells"]):
        return dict(notebook)
    running = {"id": ""}

    def remember(cell: Any, cell_index: int) -> None:
        running["id"] = cell["id"]

    with tempfile.TemporaryDirectory(prefix="timbang-kernel-") as private:
        # Over TCP any user of the machine could listen, and the kernel warns of it.
        transport = (
            {"transport": "ipc", "connection_file": f"{private}/kernel.json"} if os.name == "posix" else {}
        )
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=SECONDS_A_CELL,
            resources={"metadata": {"path": str(path.resolve().parent)}},
            record_timing=False,
            on_cell_start=remember,
            config=Config({"KernelManager": transport}),
        )
        try:
            await client.async_execute(env=kernel_environment(private))
        except CellTimeoutError:
            raise NotebookFailed(_failure(path, running["id"], f"took over {SECONDS_A_CELL} s")) from None
        except DeadKernelError:
            raise NotebookFailed(_failure(path, running["id"], "ended its kernel")) from None
        except CellControlSignal as error:
            said = f"{getattr(error, 'ename', 'error')}: {getattr(error, 'evalue', error)}".splitlines()[0]
            raise NotebookFailed(_failure(path, running["id"], said)) from None
    return dict(notebook)


def _failure(path: Path, cell_id: str, said: str) -> str:
    return (
        f"{shown(path)}: cell {cell_id}: {said}; mend the cell and run the page again (the file is as it was)"
    )


def kernel_environment(profile: str) -> dict[str, str]:
    """Return the environment of a kernel that no start-up file of the user and no debugger speaks in."""
    return {**os.environ, "IPYTHONDIR": profile, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
