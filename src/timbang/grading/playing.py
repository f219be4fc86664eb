"""One submission's run, wherever it happens: what it needs, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from timbang import language
from timbang.grading.executor import Executor, Ran, Run, Step

text = language.catalogue("grading")

Played = list[tuple[str, Ran]]
"""The code cells of a notebook as they were run: source and what it gave."""


@dataclass(frozen=True)
class Work:
    """What the run of a submission needs."""

    notebooks: dict[str, list[Step]]
    """The code cells of each notebook, hidden tests among them."""
    shared: dict[str, list[str]]
    """For each notebook the names that tests and other cells have in common; see `own_names.shared`."""
    files: dict[str, Path]
    """What lies beside the notebooks, by the path there."""


def play(work: Work, executor: Executor) -> dict[str, tuple[Played, Run]]:
    """Run the notebooks of a submission; return for each what its code cells gave, and the notes.

    Raises
    ------
    SandboxMissing
        When it could not be shut in.
    """
    found = {}
    for name, steps in work.notebooks.items():
        ran = executor.run([one for one in steps if one.source.strip()], work.files, work.shared[name])
        given = iter(ran.cells)
        played = [(one.source, next(given) if one.source.strip() else Ran([])) for one in steps]
        found[name] = played, ran
    return found


def lost() -> str:
    """Return the note for a submission at which one worker of a cluster after the other died."""
    return text("each worker of the cluster that had it died; the same command tries it again")
