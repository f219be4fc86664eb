"""A bar for what takes long, where someone looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from timbang import language
from timbang.grading.running import Progress

text = language.catalogue("grading")


class Teller:
    """Moves the bar, and remembers whether the run was stopped."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        self.stopped = False
        self.task = bar.add_task(text("grading"), total=None)

    def __call__(self, progress: Progress) -> None:
        """Show how far the run is."""
        self.stopped = progress.stopped
        self.bar.update(self.task, completed=progress.done, total=progress.total)


@contextmanager
def shown() -> Iterator[Teller]:
    """Show a bar on stderr; nothing where that is no terminal."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Bar(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        yield Teller(bar)
