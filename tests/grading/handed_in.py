"""Notebooks as students have them: released ones, answered ones, and what nbgrader makes of them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from timbang.grading import assignments
from timbang.grading.course import Course, gradebook
from timbang.grading.initialise import initialise
from timbang.grading.release import release

NAME = "03-the-korean-timeline"

Scored = dict[str, dict[str, tuple[float | None, float, bool]]]


def released_course(root: Path, code: str) -> Course:
    """Return a course directory in one language with every assignment released."""
    course = initialise(root, code)
    for name in assignments.names(code):
        release(course, name)
    return course


def notebook(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for cell in found["cells"]:
        cell["source"] = "".join(cell["source"])
    return found


def mark(cell: dict[str, Any]) -> dict[str, Any]:
    return cell["metadata"].get("nbgrader", {})


def grade_id(cell: dict[str, Any]) -> str | None:
    return mark(cell).get("grade_id")


def answered(released: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    """Return a released notebook with answers written into its cells."""
    filled = copy.deepcopy(released)
    for cell in filled["cells"]:
        if grade_id(cell) in answers:
            cell["source"] = answers[grade_id(cell)]
    return filled


def solutions(source: dict[str, Any]) -> dict[str, str]:
    """Return what the source writes into each cell for an answer."""
    marks = ("### BEGIN SOLUTION", "### END SOLUTION")
    return {
        mark(cell)["grade_id"]: "\n".join(
            line for line in cell["source"].splitlines() if line.strip() not in marks
        )
        for cell in source["cells"]
        if mark(cell).get("solution")
    }


def hand_in(course: Course, student: str, name: str, content: dict[str, Any] | bytes) -> Path:
    """Put a file where collected submissions lie, as it was sent."""
    folder = course.folder("submitted", name, student)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def autograded(course: Course, name: str) -> Scored:
    """Let nbgrader grade what was handed in as it comes, without our sandbox; return what it gave."""
    from nbgrader.converters import Autograde

    course.directory.assignment_id = name
    own = Autograde.class_traits()["autograde_preprocessors"].default()
    Autograde(coursedir=course.directory, parent=course.app, autograde_preprocessors=own).start()
    return scored(course, name)


def scored(course: Course, name: str) -> Scored:
    """Return for each student and cell the score, its most, and if a lecturer still has to mark it."""
    with gradebook(course) as book:
        return {
            submission.student.id: {
                grade.cell.name: (grade.auto_score, grade.max_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions(name)
        }
