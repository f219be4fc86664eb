"""Where nbgrader itself grades, by its command or a button in formgrader, submissions are shut in too."""

from __future__ import annotations

import os
from pathlib import Path

from handed_in import NAME, answered, hand_in, notebook, solutions
from nbgrader.apps.api import NbGraderAPI

from timbang.grading.course import Course, gradebook


def pressed(course: Course, student: str, monkeypatch) -> dict[str, float | None]:
    """Do what the button "Autograde" of formgrader does; return the points of each task."""
    monkeypatch.chdir(course.root)
    api = NbGraderAPI(course.directory, parent=course.app)
    result = api.autograde(NAME, student)
    assert result["success"], result
    with gradebook(course) as book:
        (sent,) = book.find_submission(NAME, student).notebooks
        return {grade.name: grade.auto_score for grade in sent.grades}


def test_the_button_grades_in_the_sandbox(course, monkeypatch):
    right = solutions(notebook(course.folder("source", NAME) / f"{NAME}.ipynb"))
    book = os.fspath(course.root / "gradebook.db")
    looks = f"import os\n{right['task-5-answer']}\nif not os.path.exists({book!r}):\n    order = None"
    given = notebook(course.released(NAME)[NAME])
    hand_in(course, "A", NAME, answered(given, right | {"task-5-answer": looks}))
    points = pressed(course, "A", monkeypatch)
    assert points == {
        **{"task-1-number": 1, "task-1-gap": 2, "task-2-test": 4, "task-3-test": 3, "task-4-test": 3},
        # who sees the gradebook is not shut in
        **{"task-5-test": 0, "task-6-answer": None},
    }
    assert Path(course.folder("autograded", NAME, "A") / f"{NAME}.ipynb").is_file()
