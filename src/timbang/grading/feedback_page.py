"""The page that one student gets back: what was sent, what it earned, comments, no hidden test."""

from __future__ import annotations

import builtins
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
from nbconvert.exporters import Exporter
from nbconvert.filters import markdown2html, strip_ansi
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades
from traitlets import Any as AnyTrait
from traitlets import List, Unicode, default

from timbang import language
from timbang.grading import outcomes
from timbang.grading.course import Course, Told
from timbang.grading.hiding import TestCell, complaint, gives_away, stopped
from timbang.grading.outcomes import Outcome, Results
from timbang.grading.safe_view import safe

text = language.catalogue("grading")

LONGEST = 20_000
"""Signs of an output that are shown."""
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


class FeedbackPages(GenerateFeedback):
    """nbgrader's converter with pages of the course's own: in its language, no scripts, no other hosts."""

    results: Any = AnyTrait()
    outcomes: Any = AnyTrait()
    """`Outcome` by student."""
    tests: Any = AnyTrait()
    """`TestCell` by notebook and cell."""
    force = True
    preprocessors = List([GetGrades])

    @default("exporter_class")
    def _exporter_class_default(self) -> type[Exporter]:
        return FeedbackExporter

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Return whether this student has something to convert."""
        known: Outcome | None = self.outcomes.get(student_id)
        graded = known is not None and known.state in (outcomes.GRADED, outcomes.PARTIAL)
        return graded and bool(super().init_destination(assignment_id, student_id))

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        """Return nbgrader's resources and what is known of the student."""
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        mine = resources["nbgrader"]
        mine["results"], mine["outcome"] = self.results, self.outcomes[mine["student"]]
        mine["tests"] = {cell: one for (book, cell), one in self.tests.items() if book == mine["notebook"]}
        return resources


class FeedbackExporter(Exporter):
    """Writes a notebook, graded by nbgrader's preprocessors, as one page.

    `timbang grade feedback` has put what is known of the student into the resources. Where nbgrader itself
    makes feedback, by its own command or a button in formgrader, it is read here, once an assignment.
    """

    file_extension = Unicode(".html")

    def __init__(self, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        self._known: dict[str, tuple[Results, dict[tuple[str, str], TestCell]]] = {}

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
        """Return the page and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        mine = resources["nbgrader"]
        if "outcome" not in mine:
            mine |= self._read(mine["assignment"], mine["student"], mine["notebook"])
        if mine["outcome"].state == outcomes.REJECTED:
            return rejected(mine["results"], mine["outcome"]), resources
        tests: dict[str, TestCell] = mine["tests"]
        cells = _cells(nb.cells, tests, mine["outcome"], mine["notebook"])
        page = _render(mine["results"], mine["outcome"], cells, mine["notebook"])
        return page, resources

    def _read(self, assignment: str, student: str, notebook: str) -> dict[str, Any]:
        """Return what is known of a student, in the course that nbgrader's converter is at."""
        from timbang.grading.feedback import hidden_tests

        converter: Any = self.parent
        course = Course(Path(converter.coursedir.root), converter, Told())
        language.use(str(converter.config.get("Timbang", {}).get("language", language.current())))
        if assignment not in self._known:
            self._known[assignment] = outcomes.read(course, assignment), hidden_tests(course, assignment)
        found, tests = self._known[assignment]
        return {
            "results": found,
            "outcome": next(one for one in found.outcomes if one.student == student),
            "tests": {cell: one for (book, cell), one in tests.items() if book == notebook},
        }


def rejected(results: Results, outcome: Outcome) -> str:
    """Return the page for a submission that could not be graded, with the reason."""
    return _render(results, outcome, [], results.assignment)


def _cells(
    cells: list[Any], tests: dict[str, TestCell], outcome: Outcome, notebook: str
) -> list[dict[str, Any]]:
    shown, heading = [], ""
    for cell in cells:
        mark = cell.metadata.get("nbgrader", {})
        name = mark.get("grade_id", "")
        if cell.cell_type == "markdown" and not mark.get("solution"):
            heading = next(iter(_HEADING.findall(cell.source)), heading)
        one: dict[str, Any] = {
            "name": name,
            "kind": cell.cell_type,
            "answer": bool(mark.get("solution")),
            "graded": bool(mark.get("grade") or mark.get("task")),
            "comment": _words(mark["comment"]) if mark.get("comment") else "",
            "most": mark.get("points"),
            "points": mark.get("score"),
            "waits": f"{notebook}/{name}" in outcome.pending or name in outcome.pending,
        }
        if cell.cell_type == "markdown":
            one["html"] = _words(cell.source)
        elif one["graded"] and not one["answer"]:
            one["source"] = tests[name].shown if name in tests else cell.source
            one["verdict"] = _verdict(one, heading, tests.get(name), cell.get("outputs", []))
        else:
            one["source"] = cell.source
            one["outputs"] = [
                said for output in cell.get("outputs", []) if (said := _output(output, tests)) is not None
            ]
        shown.append(one)
    return shown


def _verdict(one: dict[str, Any], heading: str, test: TestCell | None, outputs: list[Any]) -> str:
    task = f"{heading}: {one['name']}" if heading else one["name"]
    if one["points"] == one["most"]:
        return text("{task}. All tests passed.", task=task)
    if stopped(outputs):
        return text("{task}. The run was stopped here or before it; the notes at the top say why.", task=task)
    said = complaint(test, outputs) if test else None
    if said:
        return text("{task}. A test that you could run says: {said}", task=task, said=said)
    if one["points"]:
        return text("{task}. Right in part: the tests after handing in gave part of the points.", task=task)
    kinds = [str(output.get("ename", "")) for output in outputs if output.get("output_type") == "error"]
    if kinds and kinds[0] != "AssertionError":
        kind = kinds[0] if hasattr(builtins, kinds[0]) else text("one of your own")
        return text(
            "{task}. A test ended in an error ({kind}). It may be one that runs only after handing in.",
            task=task,
            kind=kind,
        )
    if kinds:
        return text(
            "{task}. A test failed that runs only after handing in. It tries your answer on other data.",
            task=task,
        )
    return text("{task}. It earned no points.", task=task)


def _output(output: Any, tests: dict[str, TestCell]) -> dict[str, str] | None:
    """Return an output as kind and content, without what a hidden test put or left in it."""
    if gives_away(tests.values(), str(output)):
        return {"kind": "text", "content": text("(an output that is not shown)")}
    kind = output.get("output_type")
    if kind == "stream":
        return None if output.get("name") == "stderr" else _plain(output.get("text", ""))
    if kind == "error":
        return _plain(f"{output.get('ename', '')}: {output.get('evalue', '')}")
    data = output.get("data", {})
    if "image/png" in data:
        source = "".join("".join(data["image/png"]).split())
        if re.fullmatch(r"[A-Za-z0-9+/=]+", source):
            return {"kind": "image", "content": source}
    if "text/html" in data and len("".join(data["text/html"])) <= 10 * LONGEST:
        return {"kind": "html", "content": safe("".join(data["text/html"]))}
    return _plain("".join(data.get("text/plain", ""))) if data else None


def _plain(said: Any) -> dict[str, str]:
    whole = strip_ansi("".join(said))
    return {"kind": "text", "content": whole if len(whole) <= LONGEST else whole[:LONGEST] + "…"}


def _words(source: str) -> str:
    return safe(markdown2html(source))


def _render(results: Results, outcome: Outcome, cells: list[dict[str, Any]], notebook: str) -> str:
    listed = outcome.state == outcomes.GRADED
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True
    )
    return environment.get_template("feedback.html").render(
        language=language.current(),
        number=lambda value: language.number(float(value or 0)),
        text=_texts(),
        title=notebook,
        outcome=outcome,
        results=results,
        # what stands in the remark is not said twice
        notes=outcome.notes if listed else (),
        remark=outcomes.remark(replace(outcome, notes=()) if listed else outcome, results.most),
        cells=cells,
        rejected=outcome.state == outcomes.REJECTED,
    )


def _texts() -> dict[str, str]:
    return {
        "points": text("points"),
        "of": text("of"),
        "so far": text("so far"),
        "task": text("Task"),
        "waits": text("not marked yet"),
        "notes": text("What was noted while your file was read"),
        "answer": text("Your answer"),
        "comment": text("Comment of your lecturer"),
        "test": text("Test"),
        "rejected": text("Your submission could not be graded"),
        "again": text(
            "It counts as not graded, not as zero points. Please hand in again, or ask your lecturer."
        ),
        "penalty": text("Taken off for handing in late"),
    }
