"""A new course directory: our assignments, a configuration and an empty gradebook."""

from __future__ import annotations

import re
from pathlib import Path

from timbang import language
from timbang.errors import DatabaseMissing, ForeignFolder
from timbang.grading import assignments
from timbang.grading.course import CONFIGURATION, Course, gradebook, open_course

text = language.catalogue("grading")

_CONFIGURATION = '''"""nbgrader's configuration for this course; its manual tells what else can be set."""

c = get_config()

c.CourseDirectory.course_id = {course!r}
c.Timbang.language = {code!r}

# What students find in the place of a solution: a cell that was not answered runs and raises nothing.
c.ClearSolutions.code_stub = {{"python": {code_stub!r}}}
c.ClearSolutions.text_stub = {text_stub!r}

# Where nbgrader itself grades, as by a button in formgrader, submissions run in the sandbox too.
c.Autograde.autograde_preprocessors = [
    "timbang.grading.autograding.Sandboxed",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "timbang.grading.autograding.Score",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# In formgrader nothing that a student wrote acts: no script runs, no picture is fetched from elsewhere.
c.HTMLExporter.filters = {{"markdown2html": "timbang.grading.safe_view.words"}}
c.HTMLExporter.preprocessors = ["timbang.grading.safe_view.Outputs"]

# What nbgrader itself gives back, as by a button in formgrader, are the pages of timbang grade feedback.
c.GenerateFeedback.exporter_class = "timbang.grading.feedback_page.FeedbackExporter"
c.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrades"]
'''


def initialise(root: Path, code: str = "en", database: str | None = None) -> Course:
    """Make a course directory with the assignments of one language, and return it opened.

    Parameters
    ----------
    root
        A folder that is empty or does not exist yet.
    database
        Address of the gradebook, as SQLAlchemy writes it; without one it is a file in the folder.

    Raises
    ------
    ForeignFolder
        When the folder holds something: nothing of it is touched.
    UnknownLanguage
        When the course is not written in the language.
    DatabaseMissing
        When the gradebook cannot be opened at the address; then nothing was made.
    """
    language.use(code)
    if database:
        _try(database)
    root = root.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ForeignFolder(
            text("{root}: is not empty, and nothing in it was touched; choose a new folder", root=root)
        )
    root.mkdir(parents=True, exist_ok=True)
    for name in assignments.names(code):
        assignments.copy(name, code, root / "source" / name)
    configuration = _CONFIGURATION.format(
        course=_identifier(root.name),
        code=code,
        code_stub=f"# {text('WRITE YOUR ANSWER BELOW THIS LINE')}",
        text_stub=text("WRITE YOUR ANSWER HERE"),
    )
    if database:
        configuration += f"\nc.CourseDirectory.db_url = {database!r}\n"
    path = root / CONFIGURATION
    path.touch(0o600 if database else 0o666)  # an address may hold a password
    path.write_text(configuration, "utf-8")
    course = open_course(root)
    with gradebook(course):
        pass
    return course


def _try(database: str) -> None:
    """Open and close a connection; the address is told without its password."""
    import sqlalchemy as sa

    try:
        address = sa.make_url(database)
        engine = sa.create_engine(address)
        engine.connect().close()
        engine.dispose()
    except (sa.exc.SQLAlchemyError, ImportError, ValueError) as error:
        raise DatabaseMissing(
            text(
                "{database}: the gradebook cannot be opened ({reason}); mend the address, or install its "
                "driver with: pip install 'timbang[postgresql]'",
                database=database.rpartition("@")[-1],
                reason=" ".join(str(getattr(error, "orig", None) or error).split())[:200],
            )
        ) from None


def _identifier(name: str) -> str:
    """Return a course's name without what nbgrader's exchange splits names at."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-") or "course"
