"""What a lecturer waits for: submissions graded in the sandbox against nbgrader's own autograder.

Run as `python benchmarks/grading.py [CLASS [LARGE]]`; without numbers, 40 and 1,000 submissions.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from figures import Figure, told, upper

from timbang.grading import assignments
from timbang.grading.course import CONFIGURATION, Course, gradebook, open_course
from timbang.grading.executor import Executor, Step
from timbang.grading.initialise import initialise
from timbang.grading.release import release
from timbang.grading.running import Progress, Settings, run
from timbang.grading.sandbox import Limits
from timbang.notebooks import files

NAME = "03-the-korean-timeline"
CLASS, LARGE = 40, 1000
EMPTY = 30
"""Notebooks with next to nothing in them, run with and without the sandbox."""


def figures(size: int = CLASS, large: int = LARGE) -> list[Figure]:
    """Measure a class by both executors, then a large one by ours."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        stock = _class(root / "stock", size)
        ours = _class(root / "ours", size)
        theirs = _stock(stock)
        # from the first command to the last list, as a lecturer waits
        start = time.perf_counter()
        run(ours, NAME, Settings())
        mine = time.perf_counter() - start
        same = _scores(stock) == _scores(ours)
        found = [
            Figure(
                f"{size} submissions, nbgrader autograde against timbang grade run, one job",
                f"{theirs:.1f} s / {mine:.1f} s = {theirs / mine:.1f}",
                "at least 10",
                theirs / mine >= 10,
            ),
            Figure("the scores of both are the same", str(same), "True", same),
            *_sandbox(),
        ]
        shutil.rmtree(root / "stock")
        if large:
            found += _large(_class(root / "large", large), size / mine)
        return found


def _class(root: Path, size: int) -> Course:
    course = initialise(root, "en")
    release(course, NAME)
    given = json.loads(course.released(NAME)[NAME].read_text("utf-8"))
    source = files.read(assignments.folder("en") / NAME / f"{NAME}.ipynb")
    marks = ("### BEGIN SOLUTION", "### END SOLUTION")
    answers = {
        cell["id"]: "\n".join(line for line in cell["source"].splitlines() if line.strip() not in marks)
        for cell in source["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    for cell in given["cells"]:
        if cell["id"] in answers:
            cell["source"] = answers[cell["id"]]
    for at in range(size):
        folder = course.folder("submitted", NAME, f"s{at:05}")
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(json.dumps(given), "utf-8")
    return course


def _stock(course: Course) -> float:
    # nbgrader as it comes: our configuration would have it run them in the sandbox
    plain = f"c = get_config()\nc.CourseDirectory.course_id = {course.directory.course_id!r}\n"
    (course.root / CONFIGURATION).write_text(plain, "utf-8")
    start = time.perf_counter()
    program = Path(sys.executable).parent / "nbgrader"
    command = [str(program), "autograde", NAME, "--log-level=ERROR"]
    subprocess.run(command, cwd=course.root, check=True, capture_output=True)
    return time.perf_counter() - start


def _scores(course: Course) -> Any:
    with gradebook(open_course(course.root)) as book:
        return {
            (one.student.id, grade.cell.name): (grade.auto_score, grade.needs_manual_grade)
            for one in book.assignment_submissions(NAME)
            for sent in one.notebooks
            for grade in sent.grades
        }


def _sandbox() -> list[Figure]:
    """Measure what the sandbox alone adds, on notebooks that do next to nothing."""
    taken = []
    for sandboxed in (True, False):
        with Executor(Limits(), sandboxed) as executor:
            start = time.perf_counter()
            for _ in range(EMPTY):
                executor.run([Step("1")], {})
            taken.append((time.perf_counter() - start) / EMPTY * 1000)
    return [upper("what the sandbox adds to a submission", taken[0] - taken[1], 50, "ms")]


def _large(course: Course, rate: float) -> list[Figure]:
    memory: list[int] = []

    def look(progress: Progress) -> None:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        memory.append(pages * os.sysconf("SC_PAGESIZE") // 2**20)

    folder = course.root / "temporary"
    folder.mkdir()
    before = os.environ.pop("TMPDIR", None)
    os.environ["TMPDIR"] = str(folder)
    start = time.perf_counter()
    size = len(run(course, NAME, Settings(), look))
    found = size / (time.perf_counter() - start)
    del os.environ["TMPDIR"]
    if before is not None:
        os.environ["TMPDIR"] = before
    left = list(folder.rglob("*"))
    growth = memory[-1] / memory[min(100, len(memory) - 1)] - 1
    return [
        upper(f"memory of the grader at the end of {size}, beyond the 100th", growth * 100, 20, "%"),
        told("memory of the grader in MB, every 100th", ", ".join(map(str, memory[::100]))),
        Figure(
            f"submissions a second among {size}, against those of the small class",
            f"{found:.2f} / {rate:.2f} = {found / rate:.2f}",
            "at least 0.9",
            found / rate >= 0.9,
        ),
        Figure("files left in the folder for temporary ones", str(len(left)), "0", not left),
    ]


if __name__ == "__main__":
    for figure in figures(*map(int, sys.argv[1:])):
        print(f"{figure.what}: {figure.measured} ({figure.bound or 'told'}; kept: {figure.kept})")
