"""What of a student's was refused when it was collected: in the lists until something later is taken in.

It stands in `results/ASSIGNMENT/refused.csv`, which `collect` writes and all lists are made with.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from timbang import language
from timbang.grading.senders import moment

text = language.catalogue("grading")

FILE = "refused.csv"
HEADS = ("student", "time", "origin", "file", "reason")
TIME = "%Y-%m-%d %H:%M:%S UTC"


@dataclass(frozen=True)
class Refused:
    """A file that a student sent and that was not taken."""

    student: str
    time: datetime
    """When it was sent, in UTC."""
    origin: str
    """What the whole submission was called where it came from."""
    file: str
    reason: str


def read(folder: Path) -> dict[str, list[Refused]]:
    """Return what stands refused in an assignment, by student.

    Parameters
    ----------
    folder
        The assignment's lists, `results/ASSIGNMENT`.
    """
    found: dict[str, list[Refused]] = defaultdict(list)
    path = folder / FILE
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                when = moment(row["time"]) or datetime.fromtimestamp(0, UTC)
                one = Refused(row["student"], when, row["origin"], row["file"], row["reason"])
                found[one.student].append(one)
    return dict(found)


def keep(folder: Path, new: Iterable[Refused], taken: Callable[[str], datetime | None]) -> None:
    """Add what was refused now, and drop what was sent before the submission that was taken.

    Parameters
    ----------
    folder
        As in `read`.
    taken
        Returns when the submission was sent that a student has in the course; None for who has none.
    """
    standing = {(one.student, one.file): one for ones in read(folder).values() for one in ones}
    standing |= {(one.student, one.file): one for one in new}
    times = {student: taken(student) for student, _ in standing}
    left = [one for one in standing.values() if (sent := times[one.student]) is None or one.time >= sent]
    left.sort(key=lambda one: (one.student, one.time, one.file))
    write(
        folder / FILE,
        [HEADS, *((one.student, one.time.strftime(TIME), one.origin, one.file, one.reason) for one in left)],
    )


def notes(refused: Iterable[Refused], taken: datetime | None) -> tuple[str, ...]:
    """Return in words what was refused, beside the submission that was taken or in the place of one."""
    return tuple(
        text("a later submission was refused when it was collected: {file} ({reason})", **told)
        if taken and one.time > taken
        else text("refused when it was collected: {file} ({reason})", **told)
        for one in refused
        # a semicolon parts two notes in the lists
        for told in [{"file": one.file.replace(";", ","), "reason": one.reason.replace(";", ",")}]
    )


def write(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a table in one step: whoever looks sees the old one or the new one."""
    waiting = path.with_suffix(".csv.new")
    with waiting.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    waiting.replace(path)
