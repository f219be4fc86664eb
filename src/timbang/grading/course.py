"""A course directory of nbgrader, ours or any other: its folders, configuration and gradebook."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import BadCourse, GradingMissing, UnknownAssignment

CONFIGURATION = "nbgrader_config.py"

text = language.catalogue("grading")


class Told(logging.Handler):
    """Keeps what nbgrader warns of, so that a refusal can say it in one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the last line that says something: of a traceback, what was raised."""
        said = [line.strip() for line in record.getMessage().splitlines() if line.strip()]
        self.lines += said[-1:]


@dataclass(frozen=True)
class Course:
    """An open course directory."""

    root: Path
    app: Any
    """nbgrader's own application object, which holds the configuration."""
    told: Told

    @property
    def directory(self) -> Any:
        """nbgrader's `CourseDirectory`: what every folder is called, and where the gradebook is."""
        return self.app.coursedir

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Return the folder of an assignment.

        Parameters
        ----------
        step
            `source`, `release`, `submitted`, `autograded` or `feedback`, or another folder of the course.
        student
            Whose it is; nobody's without it, as for `source` and `release`.
        """
        name = getattr(self.directory, f"{step}_directory", step)
        return Path(os.path.normpath(self.directory.format_path(name, student, assignment)))

    def assignments(self) -> list[str]:
        """Return the names of the assignments that have a source."""
        return sorted(path.name for path in self.folder("source", "x").parent.glob("*") if path.is_dir())

    def known(self, assignment: str) -> str:
        """Return the name of an assignment if the course has its source.

        Raises
        ------
        UnknownAssignment
            Otherwise, with those that there are.
        """
        if assignment not in self.assignments():
            there = ", ".join(self.assignments()) or text("none yet")
            raise UnknownAssignment(
                text(
                    "{assignment}: the course has no such assignment; choose one of: {there}",
                    assignment=assignment,
                    there=there,
                )
            )
        return assignment

    def released(self, assignment: str) -> dict[str, Path]:
        """Return the released notebooks of an assignment, by name.

        Raises
        ------
        UnknownAssignment
            When the course has no such assignment, or it was not released yet.
        """
        self.known(assignment)
        found = {path.stem: path for path in sorted(self.folder("release", assignment).glob("*.ipynb"))}
        if not found:
            raise UnknownAssignment(
                text(
                    "{assignment}: not released yet; run: timbang grade release {course} {assignment}",
                    assignment=assignment,
                    course=self.root,
                )
            )
        return found


def open_course(root: Path) -> Course:
    """Open a course directory, and speak from here on in its language.

    Raises
    ------
    BadCourse
        When there is no such directory, it is none of nbgrader's, or its configuration cannot be read.
    GradingMissing
        When nbgrader is not installed.
    """
    root = root.resolve()
    if not (root / CONFIGURATION).is_file() and not (root / "source").is_dir():
        raise BadCourse(
            text(
                "{root}: no course directory of nbgrader (neither {file} nor source/ is there); "
                "make one with: timbang grade init {root}",
                root=root,
                file=CONFIGURATION,
            )
        )
    app, told = _configured(root)
    spoken = str(app.config.get("Timbang", {}).get("language", language.current()))
    language.use(spoken)
    return Course(root, app, told)


def _configured(root: Path) -> tuple[Any, Told]:
    try:
        from nbgrader.apps.baseapp import NbGrader
    except ImportError:
        raise GradingMissing(
            text("grading needs nbgrader, which is not installed; run: pip install 'timbang[grading]'")
        ) from None

    class Settings(NbGrader):
        name = "nbgrader"
        load_cwd_config = False
        raise_config_file_errors = True

        def init_syspath(self) -> None:
            sys.path.insert(0, str(root))

    _find_programs()
    _version_at_once()
    told = Told()
    app = Settings(log=logging.Logger("nbgrader", logging.WARNING))
    app.log.addHandler(told)
    try:
        app.initialize([], root=str(root))
    except (Exception, SystemExit) as error:
        said = next((line for line in reversed(told.lines)), str(error))
        raise BadCourse(
            text("{file}: cannot be read ({said}); mend it", file=root / CONFIGURATION, said=said)
        ) from None
    return app, told


def _find_programs() -> None:
    """Put this environment's programs on the path: nbgrader starts `alembic` from there."""
    here = str(Path(sys.executable).parent)
    if here not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([here, os.environ.get("PATH", "")])


def _version_at_once() -> None:
    """Let nbgrader look up the version of its tables here; it starts `alembic` for each new gradebook."""
    from nbgrader import api

    if hasattr(api, "get_alembic_version"):
        api.get_alembic_version = _version


def _version() -> str:
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    config = Config()
    config.set_main_option("script_location", ALEMBIC_DIR)
    return str(ScriptDirectory.from_config(config).get_current_head())


@contextmanager
def gradebook(course: Course) -> Iterator[Any]:
    """Open the gradebook of a course, which is made when it is not there yet."""
    from nbgrader.api import Gradebook

    with Gradebook(course.directory.db_url, course.directory.course_id or "default_course") as opened:
        yield opened
