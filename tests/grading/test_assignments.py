"""The assignments: the same in both languages, mapped to their chapter, solvable, and helpful."""

import ast
import functools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType, SimpleNamespace

import pytest
import yaml
from handed_in import answered, grade_id, hand_in, mark, notebook, scored, solutions

from timbang import language
from timbang.checks import numbers, outputs, parity
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


TABLE = re.compile(r"(?<=\n)\| ([0-9]+) \| [^|]+ \| ([0-9]+) \| [^|]+ \|\n")
PARTS = re.compile(r"^(- .+) \((?:nilai )?([0-9]+)(?: points?)?\)$", re.MULTILINE)
POINTS = re.compile(r"^## (?:Task|Soal) ([0-9]+): .+ \((?:nilai )?([0-9]+)\b", re.MULTILINE)


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_points_that_students_are_told_are_those_they_can_earn(name, code):
    earned: dict[str, float] = {}
    for cell in source(name, code)["cells"]:
        if mark(cell).get("grade"):
            task = cell["id"].split("-")[1]
            earned[task] = earned.get(task, 0) + mark(cell)["points"]
    texts = [cell["source"] for cell in source(name, code)["cells"] if cell["cell_type"] == "markdown"]
    told = dict(TABLE.findall(texts[0]))
    assert {task: float(points) for task, points in told.items()} == earned
    assert dict(POINTS.findall("\n".join(texts))) == told


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_task_are_worth_what_students_are_told(name, code):
    told, earned = {}, {}
    for cell in source(name, code)["cells"]:
        task = cell["id"].split("-")[1] if cell["id"].startswith("task-") else ""
        if parts := PARTS.findall(cell["source"]):
            told[task] = [float(points) for _, points in parts]
        if mark(cell).get("grade"):
            earned.setdefault(task, []).append(mark(cell)["points"])
    assert told == {task: earned[task] for task in told}


def numbered() -> SimpleNamespace:
    """The assignments without the points that the tests above compare."""
    found = pages()
    for page in found.pages.values():
        for cell in page.cells("markdown"):
            cell["source"] = PARTS.sub(r"\1", TABLE.sub("", cell["source"]))
    return found


def test_every_number_in_the_texts_is_bound_or_excused():
    assert [str(finding) for finding in numbers.findings(numbered())] == []


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_what_binds_numbers_stays_with_the_authors(code, tmp_path):
    """In a cell with a model answer it would tell of the answer."""
    bound = False
    for name in NAMES:
        assignments.copy(name, code, tmp_path / name)
        whole, copied = source(name, code), files.read(tmp_path / name / f"{name}.ipynb")
        for cell in whole["cells"]:
            for key in assignments.BINDINGS:
                bound |= cell["metadata"].get("timbang", {}).pop(key, None) is not None
        assert copied == whole
    assert bound


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


@pytest.fixture(scope="module")
def whole_course(english, tmp_path_factory) -> Course:
    """A course directory of this module's own with every assignment released."""
    return open_course(shutil.copytree(english.root, tmp_path_factory.mktemp("whole") / "course"))


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


@pytest.mark.parametrize("name", NAMES)
def test_in_indonesian_the_solution_earns_everything_and_an_empty_place_nothing(name):
    """Both as they stand, and in this process: the way of grading is the same as in English."""
    whole = source(name, "id")
    code = cells(whole)
    assert points(code, {}) == {cell.id: cell.points for cell in code if cell.points is not None}
    blank = {
        cell["id"]: re.sub("### BEGIN SOLUTION.*?### END SOLUTION", "#", cell["source"], flags=re.DOTALL)
        for cell in whole["cells"]
        if mark(cell).get("solution")
    }
    assert all(isinstance(said, str) and said for said in points(code, blank).values())


WRONG = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yml"))}
"""Plausible wrong answers, each with the test it fails and what that says, or the points it still earns."""


@dataclass(frozen=True)
class Code:
    """A code cell of a source, with its solution."""

    id: str
    source: str
    points: float | None
    """Of a test."""


def cells(whole: dict) -> list[Code]:
    filled = solutions(whole)
    return [
        Code(
            cell["id"],
            filled.get(cell["id"], cell["source"]),
            mark(cell)["points"] if mark(cell).get("grade") else None,
        )
        for cell in whole["cells"]
        if cell["cell_type"] == "code"
    ]


class BothSay(ast.NodeTransformer):
    """Lets each assertion say its message and that of the same assertion in another language."""

    def __init__(self, other: ast.AST) -> None:
        self.others = iter([node for node in in_order(other) if isinstance(node, ast.Assert)])

    def visit_Assert(self, node):
        other = next(self.others)
        if node.msg is not None:
            node.msg = ast.Tuple([node.msg, other.msg], ast.Load())
        return node


def in_order(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all in it in the order of the text, in which a transformer visits them."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from in_order(child)


@functools.cache
def in_both_languages(name: str) -> list[Code]:
    """Return the code of an assignment, whose assertions say two messages: the English, the Indonesian."""
    both = []
    for ours, theirs in zip(*(cells(source(name, code)) for code in ("en", "id")), strict=True):
        tree = BothSay(ast.parse(theirs.source)).visit(ast.parse(ours.source))
        both.append(replace(ours, source=ast.unparse(tree)))
    return both


Said = str | tuple[str, str]


def points(code: list[Code], answers: dict[str, str]) -> dict[str, float | Said]:
    """Answer an assignment, run it, and return for each test its points, or what it says when it fails."""
    space, found = {"__name__": "__main__"}, {}
    for cell in code:
        try:
            last = run(answers.get(cell.id, cell.source), space)
        except AssertionError as failed:
            (found[cell.id],) = failed.args
            continue
        if cell.points is not None:
            found[cell.id] = cell.points if last is None else last
    return found


@functools.cache
def compiled(code: str) -> tuple[CodeType, CodeType | None]:
    """Return a cell without the expression that it may end in, and that expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    return compile(tree, "cell", "exec"), last and compile(ast.Expression(last.value), "cell", "eval")


def run(code: str, space: dict) -> float | None:
    """Run a cell and return the number that stands in its last line, which nbgrader takes for the points."""
    before, last = compiled(code)
    exec(before, space)
    value = last and eval(last, space)
    return value if isinstance(value, (int, float)) else None


@pytest.mark.parametrize("name", NAMES)
def test_every_automatic_task_is_tried_with_a_wrong_answer(name):
    tests = {
        cell["id"]
        for cell in source(name, "en")["cells"]
        if mark(cell).get("grade") and not mark(cell)["solution"]
    }
    assert {wrong["task"] for wrong in WRONG.get(name, [])} == tests


@pytest.mark.parametrize(("name", "number"), [(name, i) for name in WRONG for i in range(len(WRONG[name]))])
def test_a_wrong_answer_loses_its_own_task_and_is_told_what_is_wrong(name, number):
    """In both languages: their code is the same but for the messages, and one run says both of them."""
    wrong = WRONG[name][number]
    code = in_both_languages(name)
    most = {cell.id: cell.points for cell in code if cell.points is not None}
    found = points(code, wrong["answers"])
    assert [task for task, got in found.items() if got != most[task]] == [wrong["task"]]
    if "earns" in wrong:
        assert found[wrong["task"]] == pytest.approx(wrong["earns"])
    else:
        english, indonesian = found[wrong["task"]]
        assert wrong["says"] in english
        assert isinstance(indonesian, str) and indonesian
