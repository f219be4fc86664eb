"""nbgrader's own autograder, with outputs from the sandbox."""

from __future__ import annotations

import copy
import math
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import CheckCellMetadata, Execute, NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_grade
from traitlets.utils.importstring import import_item

from timbang import language
from timbang.grading.executor import Executor, Ran, Step
from timbang.grading.own_names import shared
from timbang.grading.playing import Played
from timbang.grading.sandbox import Limits

text = language.catalogue("grading")

STEPS = (
    "nbgrader.converters.autograde",
    "nbgrader.preprocessors.overwritecells",
    "nbgrader.preprocessors.overwritekernelspec",
    "nbgrader.preprocessors.saveautogrades",
    "nbgrader.preprocessors.latesubmissions",
)
"""nbgrader's modules that open the gradebook while they grade."""


class Sandboxed(NbGraderPreprocessor):
    """Takes the place of nbgrader's `Execute`: fills in what the code cells gave in the sandbox.

    `timbang grade run` has run them already. Where nbgrader itself grades, by its own command or a button in
    formgrader, they are run here, one notebook at a time.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Fill the code cells.

        Raises
        ------
        ValueError
            When the notebook is not the one that was run.
        SandboxMissing
            When it was not run yet, and cannot be shut in.
        """
        from nbformat import from_dict

        played = iter(resources["timbang"] if "timbang" in resources else self._played(nb, resources))
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            source, ran = next(played, ("", None))
            if ran is None or source != cell.source:
                raise ValueError(text("it is not the notebook that was run"))
            cell.outputs = [from_dict(one) for one in ran.outputs]
            cell.execution_count = ran.count
        return nb, resources

    def _played(self, nb: Any, resources: Any) -> Played:
        folder = Path(resources["metadata"]["path"]).resolve()
        beside = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb")
        steps, locked = [], []
        for cell in nb.cells:
            if cell.cell_type == "code":
                mark = cell.metadata.get("nbgrader", {})
                test = bool(mark.get("grade")) and not mark.get("solution")
                steps.append(Step(cell.source, test, mark.get("grade_id", "")))
                if mark.get("locked") and not (test or mark.get("solution")):
                    locked.append(cell.source)
        # autograded/STUDENT/ASSIGNMENT of a course directory, or what the lecturer made of that
        with Executor(Limits(), hidden=folder.parents[:3]) as executor:
            ran = executor.run(
                [one for one in steps if one.source.strip()],
                {path.relative_to(folder).as_posix(): path for path in beside},
                shared(locked),
            )
        for note in ran.notes:
            self.log.warning(note)
        given = iter(ran.cells)
        return [(one.source, next(given) if one.source.strip() else Ran([])) for one in steps]


class Score(SaveAutoGrades):
    """Takes the place of nbgrader's `SaveAutoGrades`: warnings on stderr cost no points.

    A test's last value counts as points only from 0 to those that the test gives.
    """

    def _add_score(self, cell: Any, resources: Any) -> None:
        super()._add_score(counted(cell), resources)


def counted(cell: Any) -> Any:
    """Return a graded cell with those outputs alone that nbgrader may count."""
    if cell.cell_type != "code" or not is_grade(cell):
        return cell
    cell = copy.deepcopy(cell)
    most = float(cell.metadata["nbgrader"]["points"])
    cell.outputs = [one for one in cell.outputs if one.output_type in ("error", "execute_result")]
    for output in cell.outputs:
        if output.output_type == "execute_result":
            said = output.data.get("text/plain") or "shown"
            try:
                points = float(said)
            except ValueError:
                points = most
            points = 0.0 if math.isnan(points) else min(max(points, 0.0), most)
            output.data["text/plain"] = repr(points)
    return cell


class _Kept(Gradebook):
    """A gradebook whose connection is kept when nbgrader's steps close it, each many times a submission."""

    def close(self) -> None:
        self.db.remove()

    def end(self) -> None:
        super().close()


@contextmanager
def one_gradebook() -> Iterator[None]:
    """Let nbgrader's steps share a connection; opening one looks through all tables each time."""
    opened: dict[str, _Kept] = {}
    courses: set[tuple[str, str]] = set()

    def open_once(address: str, course: str = "default_course") -> _Kept:
        if address not in opened:
            opened[address] = _Kept(address, course)
        elif (address, course) not in courses:
            opened[address].check_course(course)
        courses.add((address, course))
        return opened[address]

    steps = [step for step in map(sys.modules.get, STEPS) if step is not None]
    for step in steps:
        vars(step)["Gradebook"] = open_once
    try:
        yield
    finally:
        for step in steps:
            vars(step)["Gradebook"] = Gradebook
        for one in opened.values():
            one.end()


class Grader(Autograde):
    """Grades one submission after the other into nbgrader's gradebook and `autograded/`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.force = True
        own: Any = self
        own.sanitize_preprocessors = _ours(own.sanitize_preprocessors)
        own.autograde_preprocessors = _ours(own.autograde_preprocessors)
        self.played: dict[str, Played] = {}

    def prepare(self) -> None:
        """Make what nbgrader's `start` makes once."""
        from nbconvert.writers import FilesWriter

        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)

    def grade(self, folder: str, played: dict[str, Played]) -> None:
        """Grade a repaired submission.

        Parameters
        ----------
        folder
            Where its notebooks lie.
        played
            What each of them gave, by name.

        Raises
        ------
        nbgrader.converters.base.NbGraderException
            When nbgrader cannot grade it; the reason is in its log.
        """
        from sqlalchemy.exc import SAWarning

        self.played = played
        self.assignments = {folder: [f"{folder}/{name}.ipynb" for name in played]}
        with warnings.catch_warnings():
            # nbgrader's own way of adding to its gradebook, which is none of the lecturer's business
            warnings.simplefilter("ignore", SAWarning)
            self.convert_notebooks()

    def init_single_notebook_resources(self, notebook_filename: str) -> Any:
        """Add what was run to what nbgrader's steps know of a notebook."""
        resources = super().init_single_notebook_resources(notebook_filename)
        resources["timbang"] = self.played[resources["nbgrader"]["notebook"]]
        return resources


def _ours(steps: Any) -> list[Any]:
    """Return nbgrader's steps as they are configured, with ours in place of some.

    The metadata of cells is not checked again: in a repaired notebook it is the release's.
    """
    found = [import_item(step) if isinstance(step, str) else step for step in steps]
    ours = {SaveAutoGrades: Score, Execute: Sandboxed}
    return [ours.get(step, step) for step in found if step is not CheckCellMetadata]
