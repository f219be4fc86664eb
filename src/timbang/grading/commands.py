"""`timbang grade ...`: each command only calls its module, which it imports when it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timbang import language

app = typer.Typer(help="Hand out, take in, grade and give back assignments.", no_args_is_help=True)

text = language.catalogue("grading")

STATUSES = ("collected", "replaced", "unchanged", "earlier", "refused")

CourseFolder = Annotated[Path, typer.Argument(metavar="COURSE", help="A course directory of nbgrader.")]
Assignment = Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="Name of an assignment.")]


@app.command()
def init(
    course: Annotated[Path, typer.Argument(metavar="COURSE", help="A new folder.")],
    lang: Annotated[str, typer.Option("--lang", metavar="en|id", help="Language of the assignments.")] = "en",
    database: Annotated[
        str | None,
        typer.Option("--db", metavar="URL", help="Gradebook on a server: postgresql+psycopg2://..."),
    ] = None,
) -> None:
    """Make a course directory with the assignments, a configuration and a gradebook."""
    from timbang.grading.initialise import initialise

    made = initialise(course, lang, database)
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
    from timbang.grading.sheets import renew

    opened = open_course(course)
    lines = take_in(opened, assignment, source, Roll.read(students) if students else None)
    renew(opened, assignment, {line.student for line in lines if line.status in ("collected", "replaced")})
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


@app.command()
def run(
    course: CourseFolder,
    assignment: Assignment,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions that run at the same time.")] = 1,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a cell may run.")] = 30,
    memory: Annotated[int, typer.Option(min=64, help="Megabytes that a submission may use.")] = 1024,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Run on the workers of a Dask cluster: tcp://host:8786."),
    ] = None,
    unsafe_no_sandbox: Annotated[
        bool, typer.Option(help="Let submissions do whatever you can; only where you trust each student.")
    ] = False,
) -> None:
    """Repair, run and score what was handed in; may be stopped at any time, and goes on where it was."""
    from timbang.grading.course import open_course
    from timbang.grading.progress import shown
    from timbang.grading.running import Settings
    from timbang.grading.running import run as grade
    from timbang.grading.sandbox import Limits

    limits = Limits(timeout=timeout, total=max(60.0, 6 * timeout), memory=memory * 2**20)
    settings = Settings(jobs, limits, not unsafe_no_sandbox, cluster)
    opened = open_course(course)
    if unsafe_no_sandbox:
        typer.echo(text("warning: without a sandbox, submissions can read and change what you can"), err=True)
    with shown() as tell:
        outcomes = grade(opened, assignment, settings, tell)
    for outcome in outcomes:
        if outcome.notes:
            typer.echo(f"{outcome.student}: {outcome.status}: {'; '.join(outcome.notes)}")
    count = {one: sum(line.status == one for line in outcomes) for one in ("graded", "partial", "rejected")}
    typer.echo(text("{graded} graded, {partial} partial, {rejected} rejected", **count))
    if tell.stopped:
        typer.echo(text("stopped; the same command goes on from here"), err=True)
        raise typer.Exit(130)
    typer.echo(text("see results/{assignment}/grades.csv and status.csv", assignment=assignment))


@app.command()
def feedback(course: CourseFolder, assignment: Assignment) -> None:
    """Make each student's page with points, comments and notes, and a zip of them for the LMS."""
    from timbang.grading.course import open_course
    from timbang.grading.feedback import archive
    from timbang.grading.feedback import feedback as make

    opened = open_course(course)
    pages = make(opened, assignment)
    for page in pages:
        if page.note:
            typer.echo(f"{page.student}: {page.note}")
    made = sum(page.file is not None for page in pages)
    typer.echo(
        text(
            "{made} pages in {folder}/, {none} without; all in one zip: {zip}",
            made=made,
            folder=opened.directory.feedback_directory,
            none=len(pages) - made,
            zip=archive(opened, assignment),
        )
    )


@app.command()
def export(
    course: CourseFolder,
    assignment: Assignment,
    form: Annotated[
        str, typer.Option("--format", metavar="csv|moodle|xlsx", help="Kind of file; csv without it.")
    ] = "csv",
    out: Annotated[Path | None, typer.Option(help="File to write; results/ASSIGNMENT/ without it.")] = None,
) -> None:
    """Write the grades as CSV, for Moodle, or as an Excel workbook; what is not final is said."""
    from timbang.grading.course import open_course
    from timbang.grading.export import export as write

    path, open_ones = write(open_course(course), assignment, form, out)
    typer.echo(
        text("{file}: {count} without a final grade, each with the reason", file=path, count=open_ones)
    )


@app.command()
def report(
    course: CourseFolder,
    assignment: Annotated[
        str | None, typer.Argument(metavar="[ASSIGNMENT]", help="One assignment; all without it.")
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(help="Folder or zip of files that students saved on the page My work."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File to write; in results/ without it.")] = None,
) -> None:
    """Write one page about the class: distribution, tasks, common wrong answers, gain."""
    from timbang.grading.course import open_course
    from timbang.grading.report import report as write

    path, notes = write(open_course(course), assignment, work, out)
    for note in notes:
        typer.echo(note)
    typer.echo(text("open this page in a browser: {file}", file=path))
