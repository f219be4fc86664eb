"""All submissions of an assignment made ready for nbgrader, each by itself: one bad one costs no other."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timbang import language
from timbang.errors import Unreadable
from timbang.grading import reading, refusals
from timbang.grading.collect import results, taken
from timbang.grading.course import Course
from timbang.grading.reading import SentNotebook
from timbang.grading.repair import answered, is_answer, kinship, repair

text = language.catalogue("grading")

REPAIRED = "repaired"
"""The folder of the course, beside `submitted/`, that nbgrader grades from."""

ENOUGH = 0.2
"""From this kinship on a notebook counts as made from the released one."""
LARGE = 20_000_000
"""From this size on, in bytes, a note says that outputs were left out."""


Sent = dict[str, bytes] | Exception
"""What a student sent, by name; or why it cannot be read."""
Notebooks = dict[str, dict[str, Any]]
"""The released notebooks, by name."""


@dataclass(frozen=True)
class Mended:
    """What was made of one submission, wherever that was done."""

    status: str
    """`ready` or `rejected`."""
    notes: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)


Mender = Callable[[Iterator[tuple[str, Sent]], Notebooks], Iterator[tuple[str, Mended]]]
"""Mends what each student sent, in any order."""


@dataclass(frozen=True)
class Outcome:
    """What became of one submission."""

    student: str
    status: str
    """`ready`, or `rejected` with the reason in the notes."""
    notes: tuple[str, ...] = ()


def _here(sent: Iterator[tuple[str, Sent]], released: Notebooks) -> Iterator[tuple[str, Mended]]:
    return ((student, mend(files, released)) for student, files in sent)


def repair_all(course: Course, assignment: str, mender: Mender = _here) -> Iterator[Outcome]:
    """Rebuild every submission of an assignment in `repaired/`, and yield what became of each.

    The submissions stay as they are. What was repaired before is made again. Those of whom nothing was taken
    when it was collected come last. Then all outcomes stand in `results/ASSIGNMENT/status.csv`.

    Parameters
    ----------
    mender
        Who does the work; this process, one after the other, without it.

    Raises
    ------
    UnknownAssignment
        When the course has no release of it.
    """
    released = {name: _released(path) for name, path in course.released(assignment).items()}
    sent = ((student, _sent(folder)) for student, folder in submitted(course, assignment))
    outcomes = []
    for student, mended in mender(sent, released):
        outcomes.append(_put(course, assignment, student, mended))
        yield outcomes[-1]
    there = {one.student for one in outcomes}
    told = refused(course, assignment)
    for student, notes in told.items():
        if student not in there:
            outcomes.append(Outcome(student, "rejected", notes))
            yield outcomes[-1]
    rows = [
        (one.student, one.status, "; ".join(dict.fromkeys((*one.notes, *told.get(one.student, ())))))
        for one in sorted(outcomes, key=lambda one: one.student)
    ]
    refusals.write(results(course, assignment) / "status.csv", [("student", "status", "notes"), *rows])


def refused(course: Course, assignment: str) -> dict[str, tuple[str, ...]]:
    """Return in words what of each student was refused when it was collected, and not replaced since."""
    return {
        student: refusals.notes(ones, taken(course, assignment, student))
        for student, ones in refusals.read(results(course, assignment)).items()
    }


def submitted(course: Course, assignment: str) -> list[tuple[str, Path]]:
    """Return every student who handed an assignment in, and the folder with what was sent."""
    directory = course.directory
    step = directory.submitted_directory
    name = re.escape(assignment)
    pattern = re.compile(directory.format_path(step, "(?P<student>[^/]+)", name, escape=True))
    places = directory.directory_structure.format(
        nbgrader_step=step, student_id="*", assignment_id=assignment
    )
    found = []
    for folder in sorted(course.root.glob(places)):
        match = pattern.fullmatch(str(folder))
        if match and folder.is_dir() and not match["student"].startswith("."):
            found.append((match["student"], folder))
    return found


def choose(
    files: dict[str, bytes], released: Notebooks
) -> tuple[dict[str, tuple[str, SentNotebook]], list[str]]:
    """Return for each released notebook the file that was made from it, and why other files are none.

    Parameters
    ----------
    files
        What a student sent, by name. A notebook is known by its content, whatever it is called.
    released
        The notebooks that students were given, by name.
    """
    notebooks, faults = {}, []
    for name, content in files.items():
        if not (name.casefold().endswith(".ipynb") or content.lstrip()[:1] == b"{"):
            continue
        if reading.is_work(content):
            continue  # handed in for the report, beside the notebook
        try:
            notebooks[name] = reading.read(content)
        except Unreadable as error:
            faults.append(f"{name}: {error}")
    chosen: dict[str, tuple[str, SentNotebook]] = {}
    for name, given in released.items():
        ranked = []
        for file, sent in notebooks.items():
            kin = _kin(sent, given)
            if kin >= ENOUGH:
                ranked.append((round(kin, 1), answered(sent, given), Path(file).stem == name, file))
        if ranked:
            best = max(ranked)[-1]
            chosen[name] = best, notebooks[best]
    taken = {file for file, _ in chosen.values()}
    faults += [
        text("{file}: it is another notebook than the one released", file=name)
        for name, sent in notebooks.items()
        if name not in taken and all(_kin(sent, given) < ENOUGH for given in released.values())
    ]
    return chosen, faults


def _kin(sent: SentNotebook, given: dict[str, Any]) -> float:
    """Return the kinship; where a release has no texts to know it by, the names of its cells count."""
    if any(cell["source"].strip() and not is_answer(cell) for cell in given["cells"]):
        return kinship(sent, given)
    marks = {cell["metadata"]["nbgrader"].get("grade_id") for cell in given["cells"] if is_answer(cell)}
    return len(marks & {cell.grade_id for cell in sent.cells}) / max(1, len(marks))


def mend(sent: Sent, released: Notebooks) -> Mended:
    """Rebuild one submission on the released notebooks; whatever is wrong with it is told, not raised.

    Parameters
    ----------
    sent
        A student's files by name, or why they cannot be read.
    released
        The notebooks that students were given, by name; each source one string.
    """
    try:
        if isinstance(sent, Exception):
            raise sent
        chosen, faults = choose(sent, released)
        if not chosen:
            names = ", ".join(name for name in sent if name != "timestamp.txt") or text("nothing")
            reason = "; ".join(faults) or text("no notebook was sent, but {names}", names=names)
            return Mended("rejected", (reason,))
        files: dict[str, bytes] = {}
        notes = list(_rebuild(sent, chosen, released, files))
    except Exception as error:  # whatever is wrong with one submission, the others go on
        return _unrepaired(error)
    return Mended("ready", tuple(notes + faults), files)


def _unrepaired(error: Exception) -> Mended:
    said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return Mended("rejected", (text("it could not be repaired ({reason})", reason=said),))


def _sent(folder: Path) -> Sent:
    try:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink() and ".ipynb_checkpoints" not in path.parts
        }
    except Exception as error:  # one that cannot be read costs no other
        return error


def _put(course: Course, assignment: str, student: str, mended: Mended) -> Outcome:
    """Write what was made of a submission in the place of what was made before."""
    target = course.folder(REPAIRED, assignment, student)
    if target.exists():
        shutil.rmtree(target)
    try:
        for name, content in mended.files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)
    except Exception as error:  # such as a name that this disk does not take
        if target.exists():
            shutil.rmtree(target)
        mended = _unrepaired(error)
    return Outcome(student, mended.status, mended.notes)


def _rebuild(
    files: dict[str, bytes],
    chosen: dict[str, tuple[str, SentNotebook]],
    released: Notebooks,
    made: dict[str, bytes],
) -> Iterator[str]:
    """Put the repaired notebooks and what else was sent into `made`; yield the notes."""
    several = len(released) > 1
    for name, given in released.items():
        before = f"{name}: " if several else ""
        if name not in chosen:
            yield before + text("no file was made from this notebook")
            continue
        file, sent = chosen[name]
        repaired = repair(sent, given)
        made[f"{name}.ipynb"] = json.dumps(repaired.notebook, ensure_ascii=False, indent=1).encode()
        if file != f"{name}.ipynb":
            yield before + text("the file was called {file}", file=file)
        if len(files[file]) > LARGE:
            yield before + text(
                "outputs were left out: the file had {size} MB", size=len(files[file]) // 10**6
            )
        yield from (before + note for note in repaired.notes)
    sources = {file for file, _ in chosen.values()}
    for name, data in files.items():
        if name not in sources and not name.casefold().endswith(".ipynb"):
            made[name] = data


def _released(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook
