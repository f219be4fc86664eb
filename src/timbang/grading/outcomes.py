"""What is known of each student in an assignment: points, what is still missing, and why."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from timbang import language
from timbang.errors import UnknownAssignment
from timbang.grading import refusals
from timbang.grading.collect import results
from timbang.grading.course import Course, gradebook
from timbang.grading.senders import moodle_number
from timbang.grading.submissions import refused, submitted

text = language.catalogue("grading")

GRADED, PARTIAL, REJECTED, WAITING, ABSENT = "graded", "partial", "rejected", "not run", "absent"
STATES = (GRADED, PARTIAL, REJECTED, WAITING, ABSENT)
"""Run to the end; stopped on the way; not gradable; handed in and not run yet; nothing handed in."""


@dataclass(frozen=True)
class Task:
    """A cell that earns points."""

    name: str
    """As in the notebook; with the notebook's name before it where an assignment has several."""
    notebook: str
    cell: str
    most: float
    written: bool
    """Marked by a person, not by tests."""


@dataclass(frozen=True)
class Outcome:
    """What one student reached in one assignment."""

    student: str
    state: str
    """One of `STATES`."""
    notes: tuple[str, ...] = ()
    """What was repaired or went wrong, in words."""
    points: dict[str, float | None] = field(default_factory=dict)
    """By the name of the task; None where it is not marked yet."""
    penalty: float = 0.0
    """Points taken off for handing in late."""
    late: timedelta = timedelta(0)
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    origin: str = ""
    """What the submission was called where it came from; Moodle's names hold its number."""

    @property
    def pending(self) -> tuple[str, ...]:
        """Names of the tasks that a person still has to mark."""
        return tuple(name for name, points in self.points.items() if points is None)

    @property
    def so_far(self) -> float | None:
        """Points reached so far, the penalty taken off; None where nothing was graded."""
        if self.state not in (GRADED, PARTIAL):
            return None
        return max(0.0, sum(points or 0.0 for points in self.points.values()) - self.penalty)

    @property
    def grade(self) -> float | None:
        """Points that stand; None as long as something is to be marked, or nothing could be."""
        return None if self.pending else self.so_far

    @property
    def full_name(self) -> str:
        """The name in the gradebook, or else what the student is called there."""
        return " ".join(part for part in (self.first_name, self.last_name) if part) or self.student

    @property
    def number(self) -> str:
        """Moodle's number of the submission, empty where it came from elsewhere."""
        return moodle_number(self.origin)


@dataclass(frozen=True)
class Results:
    """An assignment with its tasks and what every student of the course reached in it."""

    assignment: str
    tasks: tuple[Task, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def most(self) -> float:
        """Points that can be reached."""
        return sum(task.most for task in self.tasks)


def read(course: Course, assignment: str) -> Results:
    """Return what is known of every student: the gradebook, what was handed in, and the lists of `results/`.

    Raises
    ------
    UnknownAssignment
        When the course has no such assignment, or nobody handed anything in and nothing is graded.
    """
    course.known(assignment)
    states = {row["student"]: row for row in _rows(course, assignment, "status.csv")}
    origins = {
        row["student"]: row["file"]
        for row in _rows(course, assignment, "collected.csv")
        if row["status"] in ("collected", "replaced", "unchanged")
    }
    missed = refused(course, assignment)
    for student, ones in refusals.read(results(course, assignment)).items():
        origins.setdefault(student, ones[-1].origin)
    sent = {
        student: course.directory.get_existing_timestamp(str(path))
        for student, path in _sent(course, assignment)
    }
    with gradebook(course) as book:
        given = next((one for one in book.assignments if one.name == assignment), None)
        tasks = _tasks(given) if given else ()
        people = {person.id: person for person in book.students}
        graded = {one.student.id: one for one in book.assignment_submissions(assignment)} if given else {}
        if not (states or sent or graded or missed):
            raise UnknownAssignment(
                text(
                    "{assignment}: nothing was handed in yet; "
                    "run: timbang grade collect {course} {assignment} SOURCE",
                    assignment=assignment,
                    course=course.root,
                )
            )
        outcomes = [
            _outcome(
                student,
                tasks,
                graded.get(student),
                states.get(student, {}),
                people.get(student),
                origins.get(student, ""),
                _late(given, graded.get(student), sent.get(student)),
                student in sent,
                missed.get(student, ()),
            )
            for student in sorted({*states, *sent, *graded, *missed, *people}, key=str.casefold)
        ]
    return Results(assignment, tasks, tuple(outcomes))


def _rows(course: Course, assignment: str, name: str) -> list[dict[str, str]]:
    path = results(course, assignment) / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _sent(course: Course, assignment: str) -> list[tuple[str, Any]]:
    return submitted(course, assignment)


def _tasks(given: Any) -> tuple[Task, ...]:
    several = len(given.notebooks) > 1
    found = []
    for notebook in sorted(given.notebooks, key=lambda one: one.name):
        order = {cell.name: place for place, cell in enumerate(notebook.source_cells)}
        cells = [*notebook.grade_cells, *notebook.task_cells]
        written = {cell.name for cell in notebook.solution_cells} | {
            cell.name for cell in notebook.task_cells
        }
        for cell in sorted(cells, key=lambda one: order.get(one.name, len(order))):
            name = f"{notebook.name}/{cell.name}" if several else cell.name
            by_hand = cell.name in written or cell.cell_type == "markdown"
            found.append(Task(name, notebook.name, cell.name, float(cell.max_score), by_hand))
    return tuple(found)


def _late(given: Any, graded: Any, sent: datetime | None) -> timedelta:
    """Return how long after the due time something was handed in, an extension counted."""
    due = graded.duedate if graded is not None else getattr(given, "duedate", None)
    when = graded.timestamp if graded is not None and graded.timestamp else sent
    return max(timedelta(0), when - due) if due and when else timedelta(0)


def _outcome(
    student: str,
    tasks: tuple[Task, ...],
    graded: Any,
    told: dict[str, str],
    person: Any,
    origin: str,
    late: timedelta,
    sent: bool,
    missed: tuple[str, ...],
) -> Outcome:
    state = told.get("status", "")
    if state not in (GRADED, PARTIAL, REJECTED):
        without = REJECTED if missed else ABSENT
        state = GRADED if graded is not None else WAITING if sent or state else without
    points: dict[str, float | None] = {}
    if state in (GRADED, PARTIAL) and graded is not None:
        marks = {
            (notebook.name, grade.name): None if grade.needs_manual_grade else float(grade.score)
            for notebook in graded.notebooks
            for grade in notebook.grades
        }
        points = {task.name: marks.get((task.notebook, task.cell), 0.0) for task in tasks}
    elif state in (GRADED, PARTIAL):
        state = WAITING  # a list says more than the gradebook holds: the run has not come to its end
    listed = (note.strip() for note in told.get("notes", "").split("; ") if note.strip())
    return Outcome(
        student=student,
        state=state,
        notes=tuple(dict.fromkeys((*listed, *missed))),
        points=points,
        penalty=float(graded.late_submission_penalty or 0) if points else 0.0,
        late=late,
        first_name=getattr(person, "first_name", None) or "",
        last_name=getattr(person, "last_name", None) or "",
        email=getattr(person, "email", None) or "",
        origin=origin.rpartition("/")[2],
    )


def remark(outcome: Outcome, most: float) -> str:
    """Return in one or more sentences what a grade alone does not say; empty where it says all.

    Parameters
    ----------
    most
        Points that can be reached.
    """
    return " ".join([*_about_state(outcome), *_about_grade(outcome, most)])


def _about_state(outcome: Outcome) -> list[str]:
    reason = "; ".join(outcome.notes)
    if outcome.state == REJECTED:
        return [text("Not graded: {reason}. Please hand in again.", reason=reason or text("no reason given"))]
    if outcome.state == ABSENT:
        return [text("Nothing was handed in.")]
    if outcome.state == WAITING:
        return [text("Handed in, not graded yet.")]
    if outcome.state == PARTIAL:
        return [
            text(
                "Graded in part, up to where it was stopped: {reason}.",
                reason=reason or text("no reason given"),
            )
        ]
    return [text("Note: {reason}.", reason=reason)] if reason else []


def _about_grade(outcome: Outcome, most: float) -> list[str]:
    said = []
    if outcome.pending and outcome.so_far is not None:
        said.append(
            text(
                "Not final: {points} of {most} points so far, still to be marked: {tasks}.",
                points=language.number(outcome.so_far),
                most=language.number(most),
                tasks=", ".join(outcome.pending),
            )
        )
    if outcome.late:
        said.append(text("Handed in late by {time}.", time=duration(outcome.late)))
    if outcome.penalty:
        said.append(text("{points} points taken off for it.", points=language.number(outcome.penalty)))
    return said


def duration(time: timedelta) -> str:
    """Return a time in words: days and hours, or hours and minutes."""
    minutes = max(1, round(time.total_seconds() / 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return text("{days} d {hours} h", days=days, hours=hours)
    return text("{hours} h {minutes} min", hours=hours, minutes=minutes)
