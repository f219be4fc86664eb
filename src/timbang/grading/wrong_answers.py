"""What students answered where they lost points: the values they gave, and what the tests said, counted."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timbang.grading.course import Course
from timbang.grading.feedback import hidden_tests
from timbang.grading.hiding import TestCell, complaint, stopped
from timbang.grading.outcomes import GRADED, PARTIAL, Results

VALUE, TEST, HIDDEN, EMPTY, STOPPED = "value", "test", "hidden", "empty", "stopped"
"""A value given; a test that students could run; only tests after handing in; left as released; stopped."""
SHARED = 2
"""A value is told from this many students on: one student's own answer is nobody's business but his."""
MOST = 5
"""Values, and messages of tests, that are told of a task."""
LONGEST = 120


@dataclass(frozen=True)
class WrongAnswer:
    """Something that went wrong in a task, and for how many."""

    kind: str
    """One of `VALUE`, `TEST`, `HIDDEN`, `EMPTY` and `STOPPED`."""
    said: str
    """The value with its name, or the test's message; empty for the other kinds."""
    count: int


def wrong_answers(course: Course, found: Results) -> dict[str, list[WrongAnswer]]:
    """Return what went wrong in each task that tests mark, the most frequent first, by the task's name.

    A value can only be told where it was written out, as in `answer = 12.5`: nothing is run.
    """
    tests = hidden_tests(course, found.assignment)
    released = {
        book: {
            cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"]).strip()
            for cell in json.loads(path.read_text("utf-8"))["cells"]
        }
        for book, path in course.released(found.assignment).items()
    }
    names = {(task.notebook, task.cell): task for task in found.tasks if not task.written}
    counts: dict[str, Counter[tuple[str, str]]] = {task.name: Counter() for task in names.values()}
    for outcome in found.outcomes:
        if outcome.state not in (GRADED, PARTIAL):
            continue
        folder = course.folder("autograded", found.assignment, outcome.student)
        for path in sorted(folder.glob("*.ipynb")):
            cells = json.loads(path.read_text("utf-8")).get("cells", [])
            for name, answer, cell in _tested(cells):
                task = names.get((path.stem, name))
                points = outcome.points.get(task.name) if task else None
                if task is None or points is None or points >= task.most:
                    continue
                given = released.get(path.stem, {})
                test = tests.get((path.stem, name))
                counts[task.name].update(set(_wrong(answer, given, test, cell.get("outputs", []))))
    return {name: _told(count) for name, count in counts.items()}


def _tested(cells: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any] | None, dict[str, Any]]]:
    """Yield each test cell's name, the answer before it, and the cell."""
    answer = None
    for cell in cells:
        mark = cell["metadata"].get("nbgrader", {})
        if mark.get("solution"):
            answer = cell
        elif mark.get("grade"):
            yield str(mark.get("grade_id", "")), answer, cell


def _wrong(
    answer: dict[str, Any] | None, given: dict[Any, str], test: TestCell | None, outputs: list[Any]
) -> Iterator[tuple[str, str]]:
    source = "".join(answer["source"]) if answer else ""
    name = answer["metadata"]["nbgrader"].get("grade_id") if answer else None
    if not source.strip() or source.strip() == given.get(name):
        yield EMPTY, ""
        return
    if stopped(outputs):
        yield STOPPED, ""
        return
    if test is None:
        return
    for said in values(source, test.shown):
        yield VALUE, said
    said_by_test = complaint(test, outputs)
    yield (TEST, said_by_test) if said_by_test else (HIDDEN, "")


def values(answer: str, test: str) -> list[str]:
    """Return the values written out in an answer for the variables that a test asks for, as `name = value`.

    Parameters
    ----------
    answer, test
        Sources of the two cells; of an answer that is no Python nothing is returned.
    """
    try:
        asked = {node.id for node in ast.walk(ast.parse(test)) if isinstance(node, ast.Name)}
        body = ast.parse(answer).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found: dict[str, str] = {}
    for node in body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id in asked:
                try:
                    said = f"{target.id} = {ast.literal_eval(node.value)!r}"
                except (ValueError, TypeError, RecursionError, MemoryError):
                    found.pop(target.id, None)  # what was written out before no longer holds
                else:
                    found[target.id] = said if len(said) <= LONGEST else said[:LONGEST] + "…"
    return list(found.values())


def _told(count: Counter[tuple[str, str]]) -> list[WrongAnswer]:
    told = []
    for kind in (VALUE, TEST, HIDDEN, EMPTY, STOPPED):
        mine = [(said, many) for (one, said), many in count.items() if one == kind]
        mine = [one for one in mine if kind != VALUE or one[1] >= SHARED]
        for said, many in sorted(mine, key=lambda one: (-one[1], one[0]))[:MOST]:
            told.append(WrongAnswer(kind, said, many))
    return told
