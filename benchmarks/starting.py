"""What a reader of the live notebooks waits for: the import, and the memory of a chapter's kernel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
from figures import Figure, ratio, seconds, side_by_side, told
from nbclient import NotebookClient

CHAPTER = Path(__file__).parents[1] / "book/en/03-the-korean-timeline.ipynb"


def figures() -> list[Figure]:
    """Measure both."""
    ours, pandas = side_by_side([lambda: _import("timbang"), lambda: _import("pandas")], rounds=7)
    rooms, _ = side_by_side(
        [lambda: _import("timbang.charts, timbang.data, timbang.widgets"), lambda: _import("pandas")],
        rounds=5,
    )
    return [
        ratio("import timbang against import pandas", ours, pandas, at_most=1.5),
        told(
            "import of all that a notebook uses", f"{rooms:.3g} s, {rooms / pandas:.2f} times import pandas"
        ),
        told("memory of a live chapter's kernel", f"{_kernel_memory() / 2**20:.0f} MiB after the last cell"),
    ]


def _import(names: str) -> float:
    return seconds(lambda: subprocess.run([sys.executable, "-c", f"import {names}"], check=True))


def _kernel_memory() -> int:
    notebook = nbformat.read(CHAPTER, as_version=4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(CHAPTER.parent)}})
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        return psutil.Process(client.km.provisioner.process.pid).memory_info().rss
