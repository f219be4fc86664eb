"""What a reader sees was stored by a whole run of the page, and none of it hides from the tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from timbang.checks.finding import WHOLE, Course, Finding, Page
from timbang.errors import BadNotebook
from timbang.notebooks import files
from timbang.notebooks.files import Cell
from timbang.notebooks.normal_form import STATES, normalise, own_widget

_HIDING = re.compile(r"^\s*#\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)", re.MULTILINE)
_NOT_COMPARED = {"image/png", "image/jpeg"}
"""Types that nbval passes over when it compares outputs."""
_HIDING_TAGS = re.compile(r"nbval-|raises-exception|pytest-validate")


def findings(course: Course) -> Iterator[Finding]:
    """Yield cells whose stored outputs are not those of a clean run."""
    for page in course.pages.values():
        stored = [finding for cell in page.cells("code") for finding in _cell(page, cell)]
        yield from stored
        yield from _widgets(page)
        if not stored:
            yield from _form(course, page)


def shows_something(source: str) -> bool:
    """Return whether a cell ends in an expression whose value is shown, or prints."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return True
    calls = {_called(node) for statement in body for node in ast.walk(statement)}
    if calls & {"print", "display"}:
        return True
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return False
    return _called(last.value) != "language.use"


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _cell(page: Page, cell: Cell) -> Iterator[Finding]:
    place, run = cell["id"], f"run: timbang run {page.name}"
    if not cell["source"].strip():
        yield page.finding(place, "is an empty code cell", "delete it")
        return
    if cell["execution_count"] is None:
        yield page.finding(place, "has not run", run)
    elif not cell["outputs"] and shows_something(cell["source"]):
        yield page.finding(place, "shows something, but no output is stored", run)
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            yield page.finding(place, f"stores the error {output['ename']}", f"mend the cell, then {run}")
        if output["output_type"] == "stream" and output["name"] == "stderr":
            yield page.finding(place, "stores what was written to stderr", f"mend what it says, then {run}")
        for kind in _NOT_COMPARED & output.get("data", {}).keys():
            yield page.finding(place, f"stores {kind}, which no test compares", "draw it with timbang.charts")
    hiding = [*_HIDING.findall(cell["source"]), *filter(_HIDING_TAGS.match, cell["metadata"].get("tags", []))]
    for mark in hiding:
        yield page.finding(place, f"{mark} hides its outputs from the tests", "take the mark away")


def _widgets(page: Page) -> Iterator[Finding]:
    """A stored widget keeps no JavaScript, so that an edit of a `.js` changes no notebook."""
    from timbang.widgets import assets

    for model in page.notebook["metadata"].get("widgets", {}).get(STATES, {}).get("state", {}).values():
        state = model["state"]
        kind = own_widget(state)
        if kind and (state.get("_esm") != assets.stub(kind) or state.get("_css")):
            yield page.finding(
                WHOLE, f"a widget {kind} is stored with its code", f"run: timbang run {page.name}"
            )


def _form(course: Course, page: Page) -> Iterator[Finding]:
    try:
        same = files.serialised(normalise(page.notebook)) == (course.root / page.file).read_bytes()
    except BadNotebook as error:
        fault, _, mend = str(error).rpartition("; ")
        place, _, what = fault.removeprefix("cell ").partition(": ")
        yield page.finding(place, what, mend)
        return
    if not same:
        yield page.finding(
            WHOLE, "is not in the form in which pages are stored", f"run: timbang run {page.name}"
        )
