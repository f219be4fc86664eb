"""Where nbgrader itself grades or gives back, by its command or a button, it does so in our way too."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

from graded_class import hidden_lines, page, wrong
from handed_in import NAME, answered, hand_in, notebook, solutions
from nbgrader.apps.api import NbGraderAPI

from timbang.grading.course import Course, gradebook
from timbang.grading.feedback import feedback


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


def test_the_button_for_feedback_makes_the_pages_of_the_course(course, monkeypatch):
    right = solutions(notebook(course.folder("source", NAME) / f"{NAME}.ipynb"))
    hand_in(course, "A", NAME, answered(notebook(course.released(NAME)[NAME]), wrong(right)))
    pressed(course, "A", monkeypatch)
    made = NbGraderAPI(course.directory, parent=course.app).generate_feedback(NAME, "A")
    assert made["success"], made
    told = page(course, "A")
    plain = html.unescape(re.sub(r"<[^>]+>", "", told))
    assert [line for line in hidden_lines(course) if line in plain] == []
    assert "Traceback" not in told
    assert "task-1-number. A test failed that runs only after handing in." in told
    assert "gap_2004 should be above 0" in told
    feedback(course, NAME)
    assert page(course, "A") == told
