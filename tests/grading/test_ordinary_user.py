"""A class is graded by someone who is not root; where the system forbids the sandbox, nothing is run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hostile
import ordinary
import pytest
from handed_in import hand_in, notebook
from test_hostile import read, small_course

from timbang.grading.course import Course
from timbang.notebooks import book

NAME = hostile.NAME


@pytest.fixture
def course() -> Iterator[Course]:
    """A class of an honest, a wrong and a curious student, in a folder of nobody's own."""
    with tempfile.TemporaryDirectory(prefix="timbang-nobody-") as folder:
        made = small_course(Path(folder) / "course")
        given = notebook(made.released(NAME)[NAME])
        (made.root / "secret").write_text("x")
        curious = hostile.wins_if(f"won = open({str(made.root / 'secret')!r}).read()")
        for student, code in {"honest": hostile.HONEST, "wrong": "double = 3", "curious": curious}.items():
            hand_in(made, student, NAME, hostile.notebook(given, hostile.Attack("", code)))
        if os.geteuid() == 0:
            for path in [Path(folder), *Path(folder).rglob("*")]:
                os.chown(path, ordinary.NOBODY, ordinary.NOBODY)
        yield made


def grade(course: Course, refused: str = "") -> subprocess.CompletedProcess[str]:
    """Run `timbang grade run` as an ordinary user; calls to the kernel of one name may be refused."""
    timbang = Path(sys.prefix) / "bin" / "timbang"
    return as_ordinary_user(course.root, refused, str(timbang), "grade", "run", str(course.root), NAME)


def as_ordinary_user(folder: Path, refused: str, *command: str) -> subprocess.CompletedProcess[str]:
    places = ",".join(map(str, dict.fromkeys([sys.base_prefix, sys.prefix, book.root()])))
    whole = [sys.executable, ordinary.__file__, places, refused, *command]
    if os.geteuid() == 0:
        whole = ["unshare", "--mount", *whole]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder.parent), "LANG": "C.UTF-8", "NO_COLOR": "1"}
    return subprocess.run(whole, env=environment, cwd=folder, capture_output=True, text=True)


def system_allows(folder: Path) -> bool:
    """Ask the system itself, without our sandbox, if an ordinary user may make namespaces."""
    return (
        as_ordinary_user(folder, "", "/usr/bin/unshare", "--user", "--pid", "--fork", "true").returncode == 0
    )


def test_a_class_is_graded_by_an_ordinary_user_in_the_sandbox(course: Course) -> None:
    if not system_allows(course.root):
        pytest.skip("this system forbids namespaces to ordinary users")
    ran = grade(course)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "3 graded, 0 partial, 0 rejected" in ran.stdout
    rows = read(course.root / "results" / NAME / "grades.csv")
    assert {student: row["t2"] for student, row in rows.items()} == {
        "honest": "3",
        "wrong": "0",
        "curious": "0",
    }
    if os.geteuid() == 0:
        assert (course.root / "results" / NAME / "grades.csv").stat().st_uid == ordinary.NOBODY
    statuses = read(course.root / "results" / NAME / "status.csv")
    assert {(row["status"], row["notes"]) for row in statuses.values()} == {("graded", "")}


def test_where_the_system_refuses_nothing_is_run_and_one_line_says_what_to_do(course: Course) -> None:
    ran = grade(course, refused="unshare")
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "cannot be shut in here (unshare: Operation not permitted), so nothing was run" in ran.stderr
    assert "--unsafe-no-sandbox" in ran.stderr
    assert not (course.root / "autograded").exists()
    assert not (course.root / "results" / NAME / "grades.csv").exists()
