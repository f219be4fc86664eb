"""A course is made, assignments are released clean, and a release is replaced only by a whole one."""

import json
import re
import shutil
from pathlib import Path

import pytest
from handed_in import NAME, grade_id, mark, notebook, solutions
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import text

from timbang.errors import BadCourse, ForeignFolder, ReleaseFailed, UnknownAssignment, UnknownLanguage
from timbang.grading import assignments
from timbang.grading.course import CONFIGURATION, gradebook, open_course
from timbang.grading.initialise import initialise
from timbang.grading.release import release


def alembics_own_heads() -> list[str]:
    """Return the versions that no other follows, as the files of nbgrader's migrations tell them."""
    whole = "\n".join(path.read_text("utf-8") for path in (Path(ALEMBIC_DIR) / "versions").glob("*.py"))
    made = set(re.findall(r"^revision = '(\w+)'", whole, re.M))
    return sorted(made - set(re.findall(r"^down_revision = '(\w+)'", whole, re.M)))


def test_a_new_course_holds_the_assignments_a_configuration_and_a_gradebook(tmp_path):
    course = initialise(tmp_path / "my class", "id")
    assert course.assignments() == assignments.names("id")
    assert course.directory.course_id == "my-class"
    assert (tmp_path / "my class" / "gradebook.db").is_file()
    with gradebook(course) as book:
        assert book.assignments == []
        stamped = book.db.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert [stamped] == alembics_own_heads()
    (path,) = release(course, NAME)
    answers = [cell["source"] for cell in notebook(path)["cells"] if mark(cell).get("solution")]
    assert all("TULIS JAWABAN ANDA DI" in answer for answer in answers)


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ForeignFolder, match="nothing in it was touched"):
        initialise(tmp_path)
    with pytest.raises(UnknownLanguage):
        initialise(tmp_path / "new", "xx")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_release_holds_no_solution_no_hidden_test_and_no_output(english):
    (path,) = english.released(NAME).values()
    released = notebook(path)
    source = notebook(english.folder("source", NAME) / path.name)
    assert [grade_id(cell) for cell in released["cells"]] == [grade_id(cell) for cell in source["cells"]]
    whole = path.read_text("utf-8")
    assert not re.search(r"SOLUTION|HIDDEN TESTS|_users|_table|_dates|K33", whole)
    for cell in released["cells"]:
        assert not cell.get("outputs")
        solution = solutions(source).get(grade_id(cell))
        assert solution is None or cell["source"] != solution


def test_releasing_again_replaces_the_release(course):
    (path,) = course.released(NAME).values()
    before = path.read_bytes()
    path.write_text("spoilt")
    (course.folder("release", NAME) / "old.csv").write_text("1")
    assert release(course, NAME) == [path]
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert not list(course.root.glob(".timbang-release-*"))


def test_a_source_that_nbgrader_refuses_leaves_the_last_release_in_place(course):
    (path,) = course.released(NAME).values()
    before = path.read_bytes()
    source = course.folder("source", NAME) / path.name
    source.write_text(source.read_text("utf-8").replace("### END SOLUTION", "###", 1), "utf-8")
    with pytest.raises(ReleaseFailed, match=r"no end solution statement found.*mend the source"):
        release(course, NAME)
    assert path.read_bytes() == before
    assert not list(course.root.glob(".timbang-release-*"))


def test_a_hidden_test_left_by_a_configuration_is_not_released(course):
    (path,) = course.released(NAME).values()
    before = path.read_bytes()
    with (course.root / CONFIGURATION).open("a") as configuration:
        configuration.write("c.ClearHiddenTests.begin_test_delimeter = 'SOMETHING ELSE'\n")
    with pytest.raises(ReleaseFailed, match="a line of HIDDEN TESTS in cell task-1-number is left"):
        release(open_course(course.root), NAME)
    assert path.read_bytes() == before


def test_what_the_source_itself_shows_is_no_secret(course):
    source = course.folder("source", NAME) / f"{NAME}.ipynb"
    whole = json.loads(source.read_text("utf-8"))
    answer = next(cell for cell in whole["cells"] if cell["id"] == "task-5-answer")
    answer["source"].append('\norder = ["K4", "K8", "K18", "K26", "K28", "K34"]')
    source.write_text(json.dumps(whole), "utf-8")
    assert release(course, NAME)


def test_the_course_that_nbgrader_itself_makes_can_be_released(quickstart, tmp_path):
    course = open_course(shutil.copytree(quickstart, tmp_path / "course101"))
    assert course.assignments() == ["ps1"]
    names = [path.name for path in release(course, "ps1")]
    assert names == ["problem1.ipynb", "problem2.ipynb"]
    assert (course.folder("release", "ps1") / "jupyter.png").is_file()


def test_what_is_no_course_or_no_assignment_is_said_in_one_line(tmp_path, english, course):
    with pytest.raises(BadCourse, match="no course directory of nbgrader"):
        open_course(tmp_path / "nowhere")
    (tmp_path / CONFIGURATION).write_text("c = get_config(\n")
    with pytest.raises(BadCourse, match="cannot be read") as refused:
        open_course(tmp_path)
    assert "\n" not in str(refused.value)
    with pytest.raises(UnknownAssignment, match=f"choose one of: .*{NAME}"):
        english.released("04-none")
    shutil.rmtree(course.folder("release", NAME))
    with pytest.raises(UnknownAssignment, match="not released yet; run: timbang grade release"):
        course.released(NAME)
