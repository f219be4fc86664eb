"""Real course directories of nbgrader, and what students could hand in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import graded_class
import pytest
from handed_in import NAME, released_course

from timbang import language
from timbang.grading.course import Course, open_course
from timbang.grading.feedback import feedback

WITHOUT_GRADEBOOK = """
import subprocess
call = subprocess.call
subprocess.call = lambda command, **options: 0 if "db" in command else call(command, **options)
from nbgrader.apps.nbgraderapp import main
main()
"""
"""An assignment and three students would be added to it, by a process each."""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    before = language.current()
    yield
    language.use(before)


@pytest.fixture(scope="session")
def english(once) -> Course:
    """A course directory with every assignment released; tests read it and write elsewhere."""
    folder = once("english", lambda folder: released_course(folder / "course", "en"))
    language.use("en")
    return open_course(folder / "course")


@pytest.fixture(scope="session")
def graded_once(english, once) -> Path:
    """The course directory of a graded class with its feedback; tests take copies."""

    def make(folder: Path) -> None:
        shutil.copytree(english.root, folder)
        feedback(graded_class.make(open_course(folder)), NAME)

    return once("graded", make)


@pytest.fixture(scope="session")
def quickstart(once) -> Path:
    """The course directory that nbgrader itself makes for those who try it, but for its gradebook."""

    def make(folder: Path) -> None:
        command = [sys.executable, "-c", WITHOUT_GRADEBOOK, "quickstart", folder.name]
        subprocess.run(command, cwd=folder.parent, check=True, capture_output=True)

    return once("quickstart", make)


@pytest.fixture
def course(english, tmp_path) -> Course:
    """A course directory of the test's own, with every assignment released."""
    shutil.copytree(english.root, tmp_path / "course")
    return open_course(tmp_path / "course")
