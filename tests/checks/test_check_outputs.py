"""Cells whose stored outputs are not those of a clean run are found."""

import pytest

from timbang.checks import outputs
from timbang.checks.finding import Course
from timbang.notebooks import files


def spoil(sketch, change):
    """Change the stored English page and return what is then found."""
    sketch.write()
    notebook = files.read(sketch.path("en"))
    change(notebook, {cell["id"]: cell for cell in notebook["cells"]})
    files.write(sketch.path("en"), notebook)
    return [str(finding).split(" · ", 1)[1] for finding in outputs.findings(Course(sketch.root))]


def test_a_course_without_a_fault_has_no_finding(found):
    assert found(outputs.findings) == []


def test_a_cell_that_has_not_run(sketch):
    def change(notebook, cells):
        cells["chart"].update(execution_count=None, outputs=[])

    assert spoil(sketch, change) == ["chart · has not run · run: timbang run 01-first"]


def test_a_cell_that_shows_something_but_stores_nothing(sketch):
    (finding,) = spoil(sketch, lambda notebook, cells: cells["chart"].update(outputs=[]))
    assert finding.startswith("chart · shows something, but no output is stored")


def test_an_error_and_a_warning(sketch):
    error = {"output_type": "error", "ename": "KeyError", "evalue": "x", "traceback": []}
    warning = {"output_type": "stream", "name": "stderr", "text": "old"}
    findings = spoil(sketch, lambda notebook, cells: cells["chart"]["outputs"].extend([error, warning]))
    assert findings[0].startswith("chart · stores the error KeyError")
    assert findings[1].startswith("chart · stores what was written to stderr")


def test_a_picture_that_no_test_compares(sketch):
    def change(notebook, cells):
        cells["chart"]["outputs"][0]["data"]["image/png"] = "iVBORw0KGgo="

    (finding,) = spoil(sketch, change)
    assert finding.startswith("chart · stores image/png, which no test compares")


def test_an_empty_code_cell(sketch):
    (finding,) = spoil(sketch, lambda notebook, cells: cells["chart"].update(source=" \n", outputs=[]))
    assert finding == "chart · is an empty code cell · delete it"


@pytest.mark.parametrize(
    "hide",
    [
        lambda cell: cell.update(source="# NBVAL_IGNORE_OUTPUT\n" + cell["source"]),
        lambda cell: cell.update(source="# NBVAL_SKIP\n" + cell["source"]),
        lambda cell: cell["metadata"].update(tags=["nbval-ignore-output"]),
        lambda cell: cell["metadata"].update(tags=["raises-exception"]),
    ],
)
def test_a_mark_that_hides_outputs_from_the_tests(sketch, hide):
    (finding,) = spoil(sketch, lambda notebook, cells: hide(cells["chart"]))
    assert "hides its outputs from the tests" in finding


def test_a_widget_that_is_stored_with_its_code(sketch):
    def change(notebook, cells):
        state = {"_anywidget_id": "timbang.widgets.quiz.Quiz", "_esm": "export default {}", "_css": ""}
        whole = {"model_name": "AnyModel", "model_module": "anywidget", "state": state}
        notebook["metadata"]["widgets"] = {
            "application/vnd.jupyter.widget-state+json": {
                "version_major": 2,
                "version_minor": 0,
                "state": {"0" * 32: whole},
            }
        }

    assert any("a widget quiz is stored with its code" in finding for finding in spoil(sketch, change))


def test_a_page_as_jupyterlab_saves_it(sketch):
    def change(notebook, cells):
        notebook["metadata"]["language_info"]["version"] = "3.11.7"

    (finding,) = spoil(sketch, change)
    assert finding.startswith("whole file · is not in the form in which pages are stored")


def test_an_output_with_a_memory_address(sketch):
    def change(notebook, cells):
        cells["check"]["outputs"][0]["data"]["text/plain"] = "<Quiz at 0x7f0ec5fa7240>"

    (finding,) = spoil(sketch, change)
    assert finding.startswith("check · an output holds the memory address 0x7f0ec5fa7240 · give")


@pytest.mark.parametrize(
    ("source", "shows"),
    [
        ("charts.timeline()", True),
        ("x = 1\nx", True),
        ("print(1)", True),
        ("for row in rows:\n    print(row)", True),
        ("x = charts.timeline()", False),
        ("charts.timeline();", False),
        ('from timbang import language\n\nlanguage.use("en")', False),
        ("import x", False),
    ],
)
def test_a_cell_shows_what_it_ends_in(source, shows):
    assert outputs.shows_something(source) is shows
