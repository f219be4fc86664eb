"""Altered tables and stale ones are found."""

import shutil

import pytest

from timbang import data
from timbang.checks import tables
from timbang.checks.finding import Course
from timbang.notebooks import book


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the course's data, to be spoilt."""
    shutil.copytree(data.folder(), tmp_path / "data")
    (tmp_path / "book").mkdir()
    shutil.copy(book.root() / "book" / "references.bib", tmp_path / "book")
    monkeypatch.setattr(data, "folder", lambda: tmp_path / "data")
    return Course(tmp_path)


def found(course):
    return [str(finding) for finding in tables.findings(course)]


def test_the_courses_own_tables_have_no_finding(course):
    assert found(course) == []


def test_a_table_that_was_altered(course):
    file = course.root / "data" / "egdi.csv"
    file.write_text(file.read_text() + "x\n")
    (finding,) = found(course)
    assert finding.startswith("data/egdi.csv · whole file · ")
    assert "SHA-256" in finding


def test_a_table_that_nobody_describes(course):
    (course.root / "data" / "more.csv").write_text("a\n1\n")
    assert found(course) == [
        "data/more.csv · whole file · is not in data/datapackage.json · describe it there"
    ]


def test_references_that_are_older_than_their_bibliography(course):
    bib = course.root / "book" / "references.bib"
    bib.write_text(
        bib.read_text() + "\n@misc{new2026,\n title = {New}, year = {2026}, author = {Ng, A.}\n}\n"
    )
    (finding,) = found(course)
    assert "is older than book/references.bib · run: python -m timbang.data references" in finding
