"""Notebooks as files: refused with a reason when they are not valid, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from timbang.errors import BadNotebook
from timbang.notebooks.book import shown

Notebook = dict[str, Any]
Cell = dict[str, Any]


def read(path: Path) -> Notebook:
    """Read a notebook, each source and text output as one string.

    Raises
    ------
    BadNotebook
        When the file is not a valid notebook of format 4.5, or a cell has no id or that of another.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadNotebook(f"{shown(path)}: no such file; see `book/` for the pages there are") from None
    except json.JSONDecodeError as error:
        raise BadNotebook(
            f"{shown(path)}: line {error.lineno}: not a notebook ({error.msg}); restore the file from git"
        ) from None
    except UnicodeDecodeError:
        raise BadNotebook(f"{shown(path)}: not UTF-8; save it again as UTF-8") from None
    try:
        _refuse_faults(found)
    except BadNotebook as error:
        raise BadNotebook(f"{shown(path)}: {error}") from None
    return _joined(found)


def write(path: Path, notebook: Notebook) -> None:
    """Write a notebook in one step, so that a reader never sees half of it."""
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        waiting.write_bytes(serialised(notebook))
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)


def serialised(notebook: Notebook) -> bytes:
    """Return the bytes that the book stores for a notebook: sorted keys, one line of text a line."""
    import nbformat
    from nbformat.v4.rwbase import split_lines

    split = split_lines(nbformat.from_dict(json.loads(json.dumps(notebook))))
    return (json.dumps(split, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8")


def _joined(notebook: Notebook) -> Notebook:
    import nbformat
    from nbformat.v4.rwbase import rejoin_lines

    joined: Notebook = json.loads(json.dumps(rejoin_lines(nbformat.from_dict(notebook))))
    return joined


def _refuse_faults(notebook: Any) -> None:
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise BadNotebook("not a notebook (it has no list of cells); restore the file from git")
    form = (notebook.get("nbformat"), notebook.get("nbformat_minor"))
    if form != (4, 5):
        raise BadNotebook(f"notebook format {form[0]}.{form[1]}; save it as 4.5, the first with cell ids")
    for number, cell in enumerate(notebook["cells"], 1):
        if not isinstance(cell, dict) or not cell.get("id"):
            raise BadNotebook(f"cell {number} has no id; give it one that says what the cell is for")
    twice = [name for name, count in Counter(cell["id"] for cell in notebook["cells"]).items() if count > 1]
    if twice:
        raise BadNotebook(f"cell {twice[0]}: two cells have this id; rename one of them")
    _refuse_invalid(notebook)


def _refuse_invalid(notebook: Notebook) -> None:
    import nbformat

    try:
        nbformat.validate(nbformat.from_dict(notebook), relax_add_props=True)
    except nbformat.ValidationError as error:
        first = str(error).splitlines()[0]
        raise BadNotebook(f"not a valid notebook ({first}); restore the file from git") from None
