"""`timbang grade ...`: each command only calls its module, which it imports when it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timbang import language

app = typer.Typer(help="Hand out, take in and repair graded assignments.", no_args_is_help=True)

text = language.catalogue("grading")

CourseFolder = Annotated[Path, typer.Argument(metavar="COURSE", help="A course directory of nbgrader.")]
Assignment = Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="Name of an assignment.")]


@app.command()
def init(
    course: Annotated[Path, typer.Argument(metavar="COURSE", help="A new folder.")],
    lang: Annotated[str, typer.Option("--lang", metavar="en|id", help="Language of the assignments.")] = "en",
) -> None:
    """Make a course directory with the assignments, a configuration and a gradebook."""
    from timbang.grading.initialise import initialise

    made = initialise(course, lang)
    for name in made.assignments():
        typer.echo(name)
    typer.echo(text("next: timbang grade release {course} ASSIGNMENT", course=course))


@app.command()
def release(course: CourseFolder, assignment: Assignment) -> None:
    """Make the students' version of an assignment, without solutions and hidden tests."""
    from timbang.grading.course import open_course
    from timbang.grading.release import release as make

    for path in make(open_course(course), assignment):
        typer.echo(text("give students this file: {file}", file=path))
