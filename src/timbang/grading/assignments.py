"""The assignments of the course: `exercises/graded/LANG/NAME/NAME.ipynb`, in nbgrader's source format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from timbang import data, language

BINDINGS = ("numbers", "unbound")
"""What `timbang check` asks of a text with numbers: what they are bound to, or why to nothing."""


def folder(code: str) -> Path:
    """Return the folder that holds the assignments of one language, each in a folder of its own name.

    Raises
    ------
    UnknownLanguage
        When the course is not written in it.
    """
    return data.exercises() / "graded" / language.known(code)


def names(code: str) -> list[str]:
    """Return the names of the assignments of one language."""
    return sorted(path.parent.name for path in folder(code).glob("*/*.ipynb"))


def copy(name: str, code: str, target: Path) -> None:
    """Copy an assignment to a folder that is not there yet, without what binds the numbers in its texts.

    Only its authors need that, and in a cell with a model answer it would tell students of it.
    """
    ignored = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(folder(code) / name, target, ignore=ignored)
    for path in target.glob("*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            for key in BINDINGS:
                cell["metadata"].get("timbang", {}).pop(key, None)
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
