"""The lists of an assignment: each student's points by task, and what became of each submission."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from timbang.grading import refusals
from timbang.grading.collect import results
from timbang.grading.course import Course, gradebook
from timbang.grading.submissions import refused


def write(course: Course, assignment: str, outcomes: Sequence[tuple[str, str, Iterable[str]]]) -> None:
    """Write `grades.csv` and `status.csv`.

    Parameters
    ----------
    outcomes
        Student, status and notes of each submission.
    """
    folder = results(course, assignment)
    refusals.write(
        folder / "status.csv",
        [
            ("student", "status", "notes"),
            *((who, status, "; ".join(notes)) for who, status, notes in outcomes),
        ],
    )
    tasks, points = grades(course, assignment)
    rows: list[Sequence[object]] = [("student", *tasks, "total", "max", "status")]
    most = sum(tasks.values())
    for student, status, _ in outcomes:
        own = points.get(student, {}) if status != "rejected" else {}
        given = [own.get(task) for task in tasks]
        known = [one for one in given if one is not None]
        total = _plain(sum(known)) if own else ""
        rows.append(
            (student, *("" if one is None else _plain(one) for one in given), total, _plain(most), status)
        )
    refusals.write(folder / "grades.csv", rows)


def renew(course: Course, assignment: str, again: Iterable[str]) -> None:
    """Bring the lists that a run has left up to what was collected since; without a run there are none.

    Parameters
    ----------
    again
        Who handed in anew: what was rejected before is not the last word on them.
    """
    path = results(course, assignment) / "status.csv"
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as stream:
        found = {row["student"]: (row["status"], row["notes"].split("; ")) for row in csv.DictReader(stream)}
    for student in again:
        if found.get(student, ("", []))[0] == "rejected":
            found[student] = "collected", []
    for student, notes in refused(course, assignment).items():
        status, said = found.get(student, ("rejected", []))
        found[student] = status, [*dict.fromkeys((*filter(None, said), *notes))]
    write(course, assignment, [(student, *told) for student, told in sorted(found.items())])


def grades(course: Course, assignment: str) -> tuple[dict[str, float], dict[str, dict[str, float | None]]]:
    """Return the most points of each task, and each student's points; None until a person has marked it."""
    from nbgrader.api import Assignment, Grade, GradeCell, Notebook, Student, SubmittedAssignment
    from nbgrader.api import SubmittedNotebook as Submitted

    with gradebook(course) as book:
        cells = (
            book.db.query(GradeCell, Notebook.name)
            .join(Notebook, GradeCell.notebook_id == Notebook.id)
            .join(Assignment, Notebook.assignment_id == Assignment.id)
            .filter(Assignment.name == assignment)
            .all()
        )
        several = len({notebook for _, notebook in cells}) > 1
        places = _in_order(course, assignment)
        cells.sort(key=lambda one: places.get((one[1], one[0].name), (one[1], 10**6)))
        names = {cell.id: f"{notebook}/{cell.name}" if several else cell.name for cell, notebook in cells}
        tasks = {names[cell.id]: float(cell.max_score) for cell, _ in cells}
        found: dict[str, dict[str, float | None]] = defaultdict(dict)
        rows: Iterable[Any] = (
            book.db.query(Student.id, Grade)
            .join(SubmittedAssignment, SubmittedAssignment.student_id == Student.id)
            .join(Submitted, Submitted.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == Submitted.id)
            .filter(Grade.cell_id.in_(list(names)))
        )
        for student, grade in rows:
            marked = grade.manual_score if grade.manual_score is not None else grade.auto_score
            if marked is not None:
                marked += grade.extra_credit or 0
            found[student][names[grade.cell_id]] = marked
    return tasks, dict(found)


def _in_order(course: Course, assignment: str) -> dict[tuple[str, str], tuple[str, int]]:
    """Return the place of each graded cell in its notebook."""
    places = {}
    for name, path in course.released(assignment).items():
        for at, cell in enumerate(json.loads(path.read_text("utf-8"))["cells"]):
            places[name, str(cell["metadata"].get("nbgrader", {}).get("grade_id"))] = name, at
    return places


def _plain(points: float) -> str:
    return f"{points:.4f}".rstrip("0").rstrip(".")
