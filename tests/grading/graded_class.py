"""A small class, collected from Moodle and graded: what feedback, export and report read."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from handed_in import NAME, answered, hand_in, notebook, solutions

from timbang.grading.collect import results
from timbang.grading.course import Course, gradebook
from timbang.grading.running import Settings, run

FULL, WRONG, EMPTY, EVIL, CUT, AWAY, STOPPED = (
    "Siti Rahma",
    "Budi",
    "Ani",
    "=HYPERLINK(1)",
    "Tono",
    "Dewi",
    "Rudi",
)
SENT = {
    name: f"{name}_{number}_assignsubmission_file_"
    for number, name in enumerate((FULL, WRONG, EMPTY, EVIL, CUT, STOPPED), 101)
}
COMMENT = "A clear verdict, and the second event **is** before 2001."
PEEK = """
def first_year_above(economy, level):
    print(f"PEEK-{economy}-{level}")
    if economy != "KOR":
        raise ValueError("I was asked for " + economy)
    return 2001
"""


def wrong(answers: dict[str, str], number: str = "15.0") -> dict[str, str]:
    return answers | {
        "task-1-answer": f"thailand_2004 = {number}\ngap_2004 = -3",
        "task-2-answer": PEEK,
        "task-5-answer": 'order = ["K8", "K4", "K18", "K26", "K28", "K34"]',
    }


def make(course: Course) -> Course:
    """Hand in, repair and grade; leave the lists that a run leaves."""
    given = notebook(course.released(NAME)[NAME])
    right = solutions(notebook(course.folder("source", NAME) / f"{NAME}.ipynb"))
    sent: dict[str, Any] = {
        FULL: answered(given, right),
        WRONG: answered(given, wrong(right)),
        EMPTY: given,
        EVIL: answered(given, wrong(right) | {"task-6-answer": "=1+1 is an answer"}),
        STOPPED: answered(given, right | {"task-5-answer": "order = 5"}),
    }
    for student, content in sent.items():
        hand_in(course, student, NAME, content)
        stamp = "2026-11-20 09:00:00 UTC" if student != EMPTY else "2026-11-23 11:30:00 UTC"
        (course.folder("submitted", NAME, student) / "timestamp.txt").write_text(stamp)
    hand_in(course, CUT, NAME, json.dumps(given).encode()[:5000])
    with gradebook(course) as book:
        book.update_or_create_assignment(NAME, duedate="2026-11-21 12:00:00 UTC")
        book.add_student(AWAY, first_name="Dewi", last_name="Lestari", email="dewi@example.org")
    statuses = {one.student: one for one in run(course, NAME, Settings())}
    with gradebook(course) as book:
        for student, points in ((FULL, 3.5), (WRONG, 2.0), (STOPPED, 1.0)):
            grade = book.find_grade("task-6-answer", NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = points, False
        book.find_comment("task-6-answer", NAME, NAME, FULL).manual_comment = COMMENT
        book.db.commit()
    notes = {STOPPED: ("cell task-5-answer was stopped after 30 seconds",), CUT: statuses[CUT].notes}
    with (results(course, NAME) / "status.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["student", "status", "notes"])
        for student in SENT:
            state = {CUT: "rejected", STOPPED: "partial"}.get(student, "graded")
            found = notes.get(student, ("cells were moved",) if student == FULL else ())
            table.writerow([student, state, "; ".join(found)])
    with (results(course, NAME) / "collected.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["student", "time", "file", "status", "note"])
        for student, origin in SENT.items():
            table.writerow([student, "", f"Kelas A/{origin}", "collected", ""])
    return course


def hidden_lines(course: Course) -> list[str]:
    """Return the telling lines of the hidden tests in the source."""
    cells = notebook(course.folder("source", NAME) / f"{NAME}.ipynb")["cells"]
    found, inside = [], False
    for line in "\n".join(cell["source"] for cell in cells).splitlines():
        inside = "BEGIN HIDDEN" in line or (inside and "END HIDDEN" not in line)
        if inside and "###" not in line and len(line.strip()) > 12:
            found.append(line.strip())
    return found


def page(course: Course, student: str) -> str:
    path: Path = course.folder("feedback", NAME, student) / f"{NAME}.html"
    return path.read_text("utf-8")
