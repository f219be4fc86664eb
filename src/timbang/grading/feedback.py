"""What students get back: one page each, made by nbgrader's own converter, and a zip of all for the LMS."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import FeedbackFailed
from timbang.grading import outcomes
from timbang.grading.collect import results
from timbang.grading.course import Course, gradebook
from timbang.grading.hiding import TestCell, take_apart
from timbang.grading.outcomes import GRADED, PARTIAL, REJECTED, Outcome, Results

text = language.catalogue("grading")


@dataclass(frozen=True)
class Page:
    """What became of one student's feedback."""

    student: str
    file: Path | None
    note: str = ""
    """Why there is none, or what the student is told besides points."""


def feedback(course: Course, assignment: str) -> list[Page]:
    """Make the feedback of an assignment in `feedback/STUDENT/ASSIGNMENT/`, and a zip of it.

    Those whose submission was rejected get a page with the reason; those who handed nothing in get none. What
    was there is made again. The zip, `results/ASSIGNMENT/feedback.zip`, has Moodle's names where the
    submissions came from there, so that Moodle takes it as it is.

    Raises
    ------
    UnknownAssignment
        When the course has no such assignment, or nobody handed anything in.
    FeedbackFailed
        When nothing of it is graded yet.
    """
    found = outcomes.read(course, assignment)
    by_student = {one.student: one for one in found.outcomes}
    done = [one for one in found.outcomes if one.state in (GRADED, PARTIAL, REJECTED)]
    if not done:
        raise FeedbackFailed(
            text(
                "{assignment}: nothing of it is graded yet; run: timbang grade run {course} {assignment}",
                assignment=assignment,
                course=course.root,
            )
        )
    for one in done:
        shutil.rmtree(course.folder("feedback", assignment, one.student), ignore_errors=True)
    if any(one.state in (GRADED, PARTIAL) for one in done):
        _convert(course, found, by_student)
    pages = [_page(course, found, one) for one in found.outcomes if one.state != outcomes.ABSENT]
    _pack(course, assignment, pages, by_student)
    return pages


def _convert(course: Course, found: Results, by_student: dict[str, Outcome]) -> None:
    """Let nbgrader convert what is graded: it goes through the students and asks the gradebook."""
    from nbgrader.converters.base import NbGraderException

    from timbang.grading.feedback_page import FeedbackPages

    directory = course.directory
    before, directory.assignment_id = directory.assignment_id, found.assignment
    converter = FeedbackPages(coursedir=directory, parent=course.app)
    converter.results, converter.outcomes = found, by_student
    converter.tests = hidden_tests(course, found.assignment)
    course.told.lines.clear()
    try:
        converter.start()
    except NbGraderException:
        pass  # one that fails costs no other: who has no page in the end is told by name
    finally:
        directory.assignment_id = before


def hidden_tests(course: Course, assignment: str) -> dict[tuple[str, str], TestCell]:
    """Return every test cell of an assignment, by the names of notebook and cell, as the gradebook has it."""
    with gradebook(course) as book:
        given = next((one for one in book.assignments if one.name == assignment), None)
        return {
            (notebook.name, cell.name): take_apart(cell.source or "")
            for notebook in (given.notebooks if given else [])
            for cell in notebook.source_cells
            if cell.cell_type == "code" and cell.locked
        }


def _page(course: Course, found: Results, outcome: Outcome) -> Page:
    folder = course.folder("feedback", found.assignment, outcome.student)
    note = outcomes.remark(outcome, found.most)
    if outcome.state == REJECTED:
        from timbang.grading.feedback_page import rejected

        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{_first(course, found.assignment)}.html"
        path.write_text(rejected(found, outcome), "utf-8")
        return Page(outcome.student, path, note)
    made = sorted(folder.glob("*.html"))
    if made:
        return Page(outcome.student, made[0], note)
    if outcome.state == outcomes.WAITING:
        return Page(outcome.student, None, note)
    said = (course.told.lines or [text("no reason given")])[-1]
    return Page(outcome.student, None, text("no page could be made ({reason})", reason=said))


def _first(course: Course, assignment: str) -> str:
    return next(iter(course.released(assignment)))


def archive(course: Course, assignment: str) -> Path:
    """Return where the zip of an assignment's feedback lies."""
    return results(course, assignment) / "feedback.zip"


def _pack(course: Course, assignment: str, pages: list[Page], by_student: dict[str, Outcome]) -> None:
    path = archive(course, assignment)
    waiting = path.with_suffix(".waiting")
    with zipfile.ZipFile(waiting, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, file in _members(course, assignment, pages, by_student):
            packed.write(file, name)
    waiting.replace(path)


def _members(
    course: Course, assignment: str, pages: list[Page], by_student: dict[str, Outcome]
) -> Iterator[tuple[str, Path]]:
    for page in pages:
        outcome: Any = by_student[page.student]
        # Moodle finds whose a file is by the folder that it made for the submission
        folder = outcome.origin if outcome.number else page.student
        for file in sorted(course.folder("feedback", assignment, page.student).glob("*.html")):
            if page.file:
                yield f"{folder}/{file.name}", file
