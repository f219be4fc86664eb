"""`timbang grade ...`: each command only calls its module, which it imports when it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timbang import language

app = typer.Typer(help="Hand out, take in and repair graded assignments.", no_args_is_help=True)

text = language.catalogue("grading")

STATUSES = ("collected", "replaced", "unchanged", "earlier", "refused")

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


@app.command()
def collect(
    course: CourseFolder,
    assignment: Assignment,
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A folder, an LMS's zip, or an exchange.")],
    students: Annotated[
        Path | None,
        typer.Option(help="CSV with the columns name and student, and time if wanted."),
    ] = None,
) -> None:
    """Take in what students sent; keep the latest of each, refuse by name what is not safe."""
    from timbang.grading.collect import collect as take_in
    from timbang.grading.course import open_course
    from timbang.grading.senders import Roll

    opened = open_course(course)
    lines = take_in(opened, assignment, source, Roll.read(students) if students else None)
    for line in lines:
        if line.note:
            typer.echo(": ".join(part for part in (line.student, line.file, line.note) if part))
    count = {status: sum(line.status == status for line in lines) for status in STATUSES}
    typer.echo(
        text(
            "{collected} collected, {replaced} replaced, {unchanged} unchanged, {earlier} earlier ones left, "
            "{refused} refused",
            **count,
        )
    )


@app.command()
def repair(course: CourseFolder, assignment: Assignment) -> None:
    """Rebuild each submission on the released notebook, so that nbgrader can grade it; list the rejected."""
    from timbang.grading.course import open_course
    from timbang.grading.submissions import REPAIRED, repair_all

    outcomes = []
    for outcome in repair_all(open_course(course), assignment):
        outcomes.append(outcome)
        if outcome.notes:
            typer.echo(f"{outcome.student}: {outcome.status}: {'; '.join(outcome.notes)}")
    rejected = sum(outcome.status == "rejected" for outcome in outcomes)
    ready = len(outcomes) - rejected
    typer.echo(
        text(
            "{ready} ready in {folder}/, {rejected} rejected", ready=ready, folder=REPAIRED, rejected=rejected
        )
    )
    command = f"nbgrader autograde {assignment} --CourseDirectory.submitted_directory={REPAIRED}"
    typer.echo(text("next, in {course}: {command}", course=course, command=command))
