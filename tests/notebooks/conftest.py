"""Notebooks made for a test, as an author would leave them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes a notebook of the given cells: id -> code, or text after "md:"."""

    def written(cells: dict[str, str], name: str = "page", **metadata: Any) -> Path:
        notebook = nbformat.v4.new_notebook(metadata=metadata)
        notebook.cells = [
            nbformat.v4.new_markdown_cell(source.removeprefix("md:"), id=cell)
            if source.startswith("md:")
            else nbformat.v4.new_code_cell(source, id=cell)
            for cell, source in cells.items()
        ]
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path

    return written
