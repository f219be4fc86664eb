"""The assignments of the course: `exercises/graded/LANG/NAME/NAME.ipynb`, in nbgrader's source format."""

from __future__ import annotations

from pathlib import Path

from timbang import data, language


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
