"""Measure what the course promises, on the machine at hand, and print it beside the promise.

Nothing here is a test: machines are shared and noisy, so promises are ratios of things measured in one run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import building
import page
import plain
import serving
import simulating
import starting
from figures import Figure
from rich.console import Console
from rich.table import Table

import grading
from timbang.site import builder


def main() -> None:
    """Print the report; exit with status 1 when a promise is not kept."""
    console = Console()
    with tempfile.TemporaryDirectory() as temporary, console.status("measuring"):
        book = Path(temporary) / "plain"
        plain.prepare(book)
        plain_site = plain.build(book)
        site = builder.build(out=Path(temporary) / "site", say=lambda _: None)
        figures = [
            *page.figures(site, plain_site),
            *building.figures(book),
            *serving.figures(),
            *simulating.figures(),
            *starting.figures(),
            *grading.figures(),
        ]
    console.print(_report(figures))
    sys.exit(any(figure.kept is False for figure in figures))


def _report(figures: list[Figure]) -> Table:
    table = Table("what", "measured", "promised", "kept")
    for figure in figures:
        table.add_row(
            figure.what, figure.measured, figure.bound, {True: "yes", False: "NO", None: ""}[figure.kept]
        )
    return table


if __name__ == "__main__":
    main()
