"""Real course directories of nbgrader, and what students could hand in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from handed_in import released_course

from timbang import language
from timbang.grading.course import Course, open_course


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    before = language.current()
    yield
    language.use(before)


@pytest.fixture(scope="session")
def english(tmp_path_factory) -> Course:
    """A course directory with every assignment released; tests read it and write elsewhere."""
    course = released_course(tmp_path_factory.mktemp("english"), "en")
    language.use("en")
    return course


@pytest.fixture
def course(english, tmp_path) -> Course:
    """A course directory of the test's own, with every assignment released."""
    shutil.copytree(english.root, tmp_path / "course")
    return open_course(tmp_path / "course")
