"""The assignments: the same in both languages, mapped to their chapter, solvable, and helpful."""

import ast
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from handed_in import answered, grade_id, hand_in, mark, notebook, released_course, scored, solutions

from timbang import language
from timbang.checks import outputs, parity
from timbang.checks.finding import Page
from timbang.grading import assignments
from timbang.grading.course import Course, open_course
from timbang.grading.running import Settings
from timbang.grading.running import run as run_all
from timbang.notebooks import book, files
from timbang.notebooks.pairing import digest

NAMES = assignments.names("en")
FOLDER = Path(__file__).parent / "wrong_answers"


def source(name: str, code: str) -> dict:
    return files.read(assignments.folder(code) / name / f"{name}.ipynb")


def pages() -> SimpleNamespace:
    """The assignments as the checks of the book see its pages."""
    found = {}
    for code in language.LANGUAGES:
        for name in assignments.names(code):
            path = assignments.folder(code) / name / f"{name}.ipynb"
            found[name, code] = Page(name, code, str(path.relative_to(book.root())), files.read(path))
    return SimpleNamespace(root=book.root(), pages=found)


class Wordless(ast.NodeTransformer):
    """Takes the words for readers out of code: messages of tests, titles, the language."""

    def visit_Assert(self, node):
        node.msg = None
        return self.generic_visit(node)

    def visit_Call(self, node):
        if ast.unparse(node.func).endswith((".title", "language.use")):
            node.args = []
        node.keywords = [one for one in node.keywords if one.arg != "title"]
        return self.generic_visit(node)


def test_both_languages_have_the_same_assignments_cell_for_cell():
    assert NAMES == assignments.names("id") != []
    for name in NAMES:
        ours, theirs = source(name, "en")["cells"], source(name, "id")["cells"]
        assert [cell["id"] for cell in ours] == [cell["id"] for cell in theirs]
        for one, other in zip(ours, theirs, strict=True):
            assert one["cell_type"] == other["cell_type"]
            assert mark(one) == mark(other)
            if one["cell_type"] == "code":
                trees = [Wordless().visit(ast.parse(cell["source"])) for cell in (one, other)]
                assert ast.dump(trees[0]) == ast.dump(trees[1]), one["id"]
                assert re.findall("### .*", one["source"]) == re.findall("### .*", other["source"])


def test_no_translation_is_older_than_its_english_text():
    for name in NAMES:
        translated = {cell["id"]: cell for cell in source(name, "id")["cells"]}
        for cell in source(name, "en")["cells"]:
            if cell["cell_type"] == "markdown":
                kept = translated[cell["id"]]["metadata"]["timbang"]["translates"]
                now = digest(cell["source"])
                assert kept == now, f'{name}: {cell["id"]}: if it is up to date, write "translates": "{now}"'


def test_the_texts_share_numbers_links_and_headings():
    assert [str(finding) for finding in parity.findings(pages())] == []


def test_the_stored_outputs_are_those_of_a_clean_run():
    assert [str(finding) for finding in outputs.findings(pages())] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_assignment_is_of_the_right_size_and_tests_its_chapter(name):
    whole = source(name, "en")
    graded = [cell for cell in whole["cells"] if mark(cell).get("grade")]
    tasks = {cell["id"].rsplit("-", 1)[0] for cell in graded}
    assert 3 <= len(tasks) <= 6
    assert 10 <= sum(mark(cell)["points"] for cell in graded) <= 20
    assert any(mark(cell)["solution"] and cell["cell_type"] == "markdown" for cell in graded)
    chapter = files.read(book.folder() / "en" / f"{whole['metadata']['timbang']['chapter']}.ipynb")
    tested = {cell["metadata"]["timbang"]["objective"] for cell in graded}
    assert tested == set(chapter["metadata"]["timbang"]["objectives"])


@pytest.mark.parametrize("name", NAMES)
def test_every_automatic_task_has_a_helping_and_a_hidden_test(name):
    for cell in source(name, "en")["cells"]:
        if mark(cell).get("grade") and not mark(cell)["solution"]:
            visible, _, hidden = cell["source"].partition("### BEGIN HIDDEN TESTS")
            assert "assert" in visible and len(hidden.splitlines()) > 2, cell["id"]
            for test in ast.walk(ast.parse(cell["source"])):
                assert not isinstance(test, ast.Assert) or test.msg is not None, cell["id"]


@pytest.fixture(scope="module", params=language.LANGUAGES)
def whole_course(request, english, tmp_path_factory) -> Course:
    """A course directory in one language with every assignment released."""
    root = tmp_path_factory.mktemp(request.param) / "course"
    if request.param == "en":
        return open_course(shutil.copytree(english.root, root))
    course = released_course(root, request.param)
    language.use("en")
    return course


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_earns_everything_and_the_released_version_nothing(name, whole_course):
    course = whole_course
    given = notebook(course.released(name)[name])
    solved = solutions(notebook(course.folder("source", name) / f"{name}.ipynb"))
    hand_in(course, "solved", name, answered(given, solved))
    hand_in(course, "blank", name, given)
    assert [(one.status, one.notes) for one in run_all(course, name, Settings())] == [("graded", ())] * 2
    scores = scored(course, name)
    for cell, (score, most, manual) in scores["solved"].items():
        task = next(one for one in given["cells"] if grade_id(one) == cell)
        assert (score, manual) == ((None, True) if mark(task)["solution"] else (most, False)), cell
    assert {(score, manual) for score, _, manual in scores["blank"].values()} == {(0, False)}
    failing = notebook(course.folder("autograded", name, "blank") / f"{name}.ipynb")
    for cell in failing["cells"]:
        errors = [one["ename"] for one in cell.get("outputs", []) if one["output_type"] == "error"]
        assert errors in ([], ["AssertionError"]), cell["id"]
        assert not errors or mark(cell)["grade"]


WRONG = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yml"))}
"""Plausible wrong answers, each with the test it fails and what that says, or the points it still earns."""


def points(whole: dict, answers: dict[str, str]) -> dict[str, float | str]:
    """Answer an assignment, run it, and return for each test its points, or what it says when it fails."""
    filled = solutions(whole) | answers
    space, found = {"__name__": "__main__"}, {}
    for cell in whole["cells"]:
        if cell["cell_type"] == "code":
            try:
                last = run(filled.get(cell["id"], cell["source"]), space)
            except AssertionError as failed:
                found[cell["id"]] = str(failed)
                continue
            if mark(cell).get("grade"):
                found[cell["id"]] = mark(cell)["points"] if last is None else last
    return found


def run(code: str, space: dict) -> float | None:
    """Run a cell and return the number that stands in its last line, which nbgrader takes for the points."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), space)
    value = last and eval(compile(ast.Expression(last.value), "cell", "eval"), space)
    return value if isinstance(value, (int, float)) else None


@pytest.mark.parametrize("name", NAMES)
def test_every_automatic_task_is_tried_with_a_wrong_answer(name):
    tests = {
        cell["id"]
        for cell in source(name, "en")["cells"]
        if mark(cell).get("grade") and not mark(cell)["solution"]
    }
    assert {wrong["task"] for wrong in WRONG.get(name, [])} == tests


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize(("name", "number"), [(name, i) for name in WRONG for i in range(len(WRONG[name]))])
def test_a_wrong_answer_loses_its_own_task_and_is_told_what_is_wrong(name, number, code):
    wrong = WRONG[name][number]
    whole = source(name, code)
    most = {cell["id"]: mark(cell)["points"] for cell in whole["cells"] if mark(cell).get("grade")}
    found = points(whole, wrong["answers"])
    assert [task for task, got in found.items() if got != most[task]] == [wrong["task"]]
    said = found[wrong["task"]]
    if "earns" in wrong:
        assert said == pytest.approx(wrong["earns"])
    elif code == "en":
        assert wrong["says"] in said
    else:
        assert isinstance(said, str) and said
