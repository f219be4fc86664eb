"""The students' version of an assignment, made by nbgrader and looked through before it is put in place."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import ReleaseFailed
from timbang.grading.course import Course

text = language.catalogue("grading")

MARKS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
"""nbgrader's regions, each between `BEGIN ...` and `END ...`, that students must not see."""


def release(course: Course, assignment: str) -> list[Path]:
    """Make the students' version of an assignment in `release/` and return its notebooks.

    A release that is there already is replaced, but only by one that came out whole.

    Raises
    ------
    UnknownAssignment
        When the course has no source of it.
    ReleaseFailed
        When nbgrader refuses the source, or something of a solution or a hidden test would be left in it.
    """
    course.known(assignment)
    final = course.folder("release", assignment)
    # beside the folder of releases, so that putting it in place is one step on the same disk
    final.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".timbang-release-", dir=course.root) as waiting:
        _generate(course, assignment, Path(waiting).name)
        made = course.folder(Path(waiting).name, assignment)
        source = course.folder("source", assignment)
        for path in sorted(made.glob("*.ipynb")):
            for fault in leaks(_cells(source / path.name), path):
                raise ReleaseFailed(
                    text(
                        "{file}: {fault}; nothing was released, mend the source or the configuration",
                        file=f"{assignment}/{path.name}",
                        fault=fault,
                    )
                )
        if final.exists():
            shutil.rmtree(final)
        made.rename(final)
    return sorted(final.glob("*.ipynb"))


def _generate(course: Course, assignment: str, waiting: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException

    directory = course.directory
    before = directory.assignment_id, directory.release_directory
    directory.assignment_id, directory.release_directory = assignment, waiting
    course.told.lines.clear()
    try:
        GenerateAssignment(coursedir=directory, parent=course.app).start()
    except NbGraderException:
        raise ReleaseFailed(
            text(
                "{assignment}: nbgrader made no release of it ({said}); mend the source",
                assignment=assignment,
                said=_reason(course.told.lines),
            )
        ) from None
    finally:
        directory.assignment_id, directory.release_directory = before


def _reason(lines: list[str]) -> str:
    """Return what was raised, which nbgrader logs as a traceback among lines about files."""
    raised = [line for line in lines if line.partition(":")[0].endswith(("Error", "Exception"))]
    return (raised or lines or ["no reason given"])[-1 if raised else 0]


def leaks(source: list[dict[str, Any]], released: Path) -> Iterator[str]:
    """Yield what of solutions, hidden tests or outputs a released notebook still holds, in words.

    Parameters
    ----------
    source
        Cells of the notebook that it was made from.
    """
    cells = _cells(released)
    whole = "\n".join(_source(cell) for cell in cells)
    kept = {line.strip() for line in whole.splitlines()}
    for cell in cells:
        if cell.get("outputs"):
            yield text("cell {cell} keeps an output", cell=_name(cell))
    regions = [(cell, *line) for cell in source for line in _regions(cell)]
    shown = {line for _, mark, line in regions if not mark}
    for cell, mark, line in regions:
        if mark and line in kept and line not in shown:
            yield text("a line of {mark} in cell {cell} is left", mark=mark, cell=_name(cell))
    for mark in MARKS:
        if f"BEGIN {mark}" in whole:
            yield text("the mark {mark} is left", mark=f"BEGIN {mark}")


def _regions(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each telling line of a source cell with the mark of its region, "" outside of all.

    A line such as `)` tells nothing. A solution cell without marks is a solution from end to end.
    """
    source = _source(cell)
    marked = any(f"BEGIN {mark}" in source for mark in MARKS)
    solves = cell["metadata"].get("nbgrader", {}).get("solution") and not marked
    mark = "SOLUTION" if solves else ""
    for line in source.splitlines():
        begun = next((one for one in MARKS if f"BEGIN {one}" in line), None)
        if begun:
            mark = begun
        elif any(f"END {one}" in line for one in MARKS):
            mark = ""
        elif len(line.strip()) > 8:
            yield mark, line.strip()


def _cells(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return cells


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _name(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id") or "?")
