"""The command line: `timbang build | serve | lab | check | run | accept | grade`.

Each command only calls its room, which it imports when it is used, so that `timbang --help` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from timbang import language
from timbang.errors import TimbangError
from timbang.grading.commands import app as grade
from timbang.quick_imports import import_jsonschema

app = typer.Typer(
    help="Build, serve, run and check the course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(grade, name="grade")

Languages = Annotated[
    list[str] | None, typer.Option("--lang", metavar="en|id", help="Only this language; may be repeated.")
]


def main() -> None:
    """Run a command; what the course refuses is one line on stderr and exit status 2."""
    try:
        app()
    except TimbangError as error:
        print(f"timbang: {error}", file=sys.stderr)
        sys.exit(2)


def _chosen(languages: list[str] | None) -> list[str]:
    return [language.known(code) for code in languages or language.LANGUAGES]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"timbang {version('timbang')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build, serve, run and check the course."""
    import_jsonschema()


@app.command()
def build(
    lang: Languages = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the site; build/site without it.")] = None,
) -> None:
    """Build the static site of both languages, or of one."""
    from timbang.site.builder import build as build_site

    build_site(_chosen(lang), out)


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(help="Port to try first; a busy one gives way to the next free.")
    ] = 8000,
) -> None:
    """Build what changed, serve it here, and reload the page when a file changes."""
    from timbang.site.serve import serve as serve_site

    serve_site(port=port)


@app.command()
def lab() -> None:
    """Open JupyterLab on the notebooks."""
    from timbang.site.lab import lab as open_lab

    open_lab()


@app.command()
def check() -> None:
    """List what is wrong in the book, its two languages and its data; exit status 1 if anything is."""
    from timbang import checks

    report = checks.run()
    for finding in report.findings:
        typer.echo(finding)
    typer.echo(report.summary, err=bool(report.findings))
    if report.findings:
        raise typer.Exit(1)


@app.command()
def run(
    pages: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PAGE]...", help="Pages by name, or notebooks by path; all without any."),
    ] = None,
    lang: Languages = None,
    jobs: Annotated[int, typer.Option(min=1, help="Notebooks to run at a time.")] = 2,
) -> None:
    """Run notebooks from top to bottom and store their outputs in their normal form."""
    from rich.console import Console

    from timbang import notebooks
    from timbang.notebooks import book

    found = book.find(pages or [], _chosen(lang))
    with Console(stderr=True).status(f"running {len(found)} notebooks"):
        changed = notebooks.execute(found, jobs)
    for path in changed:
        typer.echo(f"{book.shown(path)}: new outputs stored")
    typer.echo(f"{len(found)} run, {len(changed)} changed")


@app.command()
def accept(
    page: Annotated[str, typer.Argument(help="A page, such as 03-the-korean-timeline.")],
    cells: Annotated[
        list[str] | None, typer.Argument(metavar="[CELL]...", help="Cells by id; all without any.")
    ] = None,
) -> None:
    """Record that the Indonesian cells of a page say what the English ones now say."""
    from timbang.notebooks import pairing

    accepted = pairing.accept(page, cells or [])
    typer.echo(
        f"{page}: {len(accepted)} cells recorded as up to date" + "".join(f"\n  {cell}" for cell in accepted)
    )
