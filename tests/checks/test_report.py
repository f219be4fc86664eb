"""A run of all checks lists every finding on a line of its own and says what was looked at."""

import re
import shutil

import pytest

from timbang import checks, data, upkeep
from timbang.checks.finding import Course, Finding
from timbang.checks.report import CHECKS


@pytest.fixture
def sketch(sketch, monkeypatch):
    """The course of a test with tables of its own, whose references are those of its bibliography."""
    shutil.copytree(data.folder(), sketch.root / "data")
    monkeypatch.setattr(data, "folder", lambda: sketch.root / "data")
    upkeep.write_references()
    quiz = sketch.root / "exercises" / "quizzes" / "01-sample.yml"
    quiz.write_text(re.sub(r"sources: .*", "sources: [smith2001]", quiz.read_text()))
    return sketch


def test_a_finding_is_one_line_of_four_parts():
    finding = Finding("book/en/a.ipynb", "intro", "is\nwrong", "mend it")
    assert str(finding) == "book/en/a.ipynb · intro · is wrong · mend it"


def test_a_course_without_a_fault_is_summed_up(sketch):
    report = checks.run(sketch.write())
    assert report.findings == []
    looked_at = "1 pages in 2 languages: 12 cells, 2 bound numbers and 2 citations"
    assert report.summary == f"{len(CHECKS)} checks on {looked_at}; nothing to mend"


def test_every_check_that_finds_something_is_heard(sketch):
    sketch.contents = "root: book/en/other\n"
    sketch.both(
        "text", "In 1997 it was 7 {ref}`x`, says {cite:p}`nobody` ![](map.png). That is all that is said."
    )
    sketch.cell("id", "text")["source"] += " 8"
    sketch.cell("en", "title")["source"] = "# The start"
    sketch.cell("en", "chart")["outputs"] = []
    sketch.objectives = ["other"]
    heard = " ".join(str(finding) for finding in checks.run(sketch.write()).findings)
    for part in (
        "is not in _toc.yml",
        "numbers not in the original: 8",
        "has no target before it",
        "7 is not bound",
        "cites nobody",
        "no output is stored",
        "no question tests the objective other",
        "has no alternative text",
        "is the English text",
    ):
        assert part in heard


def test_a_file_that_is_no_notebook_is_a_finding_and_the_rest_is_still_checked(sketch):
    sketch.write()
    sketch.path("id").write_text("{")
    report = checks.run(Course(sketch.root))
    assert str(report.findings[0]).startswith("book/id/01-first.ipynb · whole file · line 1: not a notebook")
    assert report.summary.endswith("1 to mend")
