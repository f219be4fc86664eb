"""What students sent, put where nbgrader expects it: the latest of each, and every file accounted for."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from timbang import language
from timbang.errors import BadSource
from timbang.grading import entries, refusals
from timbang.grading.course import Course
from timbang.grading.entries import Entry, Refusal, Source
from timbang.grading.refusals import Refused
from timbang.grading.senders import Roll, Sender, moment, owner_part, sender

text = language.catalogue("grading")

TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Line:
    """What became of one thing that was sent."""

    student: str
    file: str
    status: str
    """`collected`, `replaced`, `unchanged`, `earlier` or `refused`."""
    note: str = ""
    time: datetime | None = None


@dataclass
class Attempt:
    """What one student sent at one time; its files are read when their turn has come."""

    student: str
    origin: str
    time: datetime
    members: list[Entry]
    trusted: bool
    """Whether a timestamp beside the files is nbgrader's and not the student's own word."""
    faults: list[Refusal] = field(default_factory=list)
    """What of it is not taken; more when it is read."""
    files: dict[str, bytes] = field(default_factory=dict)


def collect(course: Course, assignment: str, source: Path, roll: Roll | None = None) -> list[Line]:
    """Put what was sent into `submitted/STUDENT/ASSIGNMENT`; return what became of each thing.

    The latest submission of a student is kept, also against one that was collected before; collecting the
    same source twice changes nothing. The account is written to `results/ASSIGNMENT/collected.csv` too.

    Parameters
    ----------
    source
        A folder of notebooks or of students' folders, a zip of an LMS, or nbgrader's exchange.
    roll
        The lecturer's list of names, which goes before what names say by themselves.

    Raises
    ------
    UnknownAssignment
        When the course has no release of it.
    BadSource
        When the source cannot be read.
    """
    notebooks = sorted(course.released(assignment))
    place = _inbound(source, course)
    refused: list[Refused] = []
    with entries.opened(place) as found:
        attempts, lines = _attempts(found, assignment, notebooks, roll or Roll({}), place)
        for student in sorted(attempts):
            own = attempts.pop(student)
            for attempt in own:
                _load(attempt, assignment, notebooks)
                lines += [Line(student, fault.path, "refused", fault.reason) for fault in attempt.faults]
            put = list(_keep_latest(course, assignment, own))
            lines += put
            refused += _refused(own, put)
    _write_account(course, assignment, lines)
    refusals.keep(results(course, assignment), refused, lambda one: _sent(course, assignment, one, lines))
    return lines


def _sent(course: Course, assignment: str, student: str, lines: list[Line]) -> datetime | None:
    """Return when the submission was last sent that a student has in the course."""
    again = [one.time for one in lines if one.student == student and one.status == "unchanged" and one.time]
    return max((one for one in (taken(course, assignment, student), *again) if one), default=None)


def taken(course: Course, assignment: str, student: str) -> datetime | None:
    """Return when the submission was sent that a student has in the course, in UTC; None without one."""
    stamp = course.folder("submitted", assignment, student) / TIMESTAMP
    return moment(stamp.read_text("utf-8", "replace")) if stamp.is_file() else None


def _refused(own: list[Attempt], put: list[Line]) -> Iterator[Refused]:
    """Yield what of a student's attempts was refused; of one without a word on its files, the attempt."""
    said = {line.file: line.note for line in put if line.status == "refused"}
    for attempt in own:
        faults = attempt.faults
        if not faults and attempt.origin in said:
            faults = [Refusal(attempt.origin, said[attempt.origin])]
        for fault in faults:
            yield Refused(attempt.student, attempt.time, attempt.origin, fault.path, fault.reason)


def _inbound(source: Path, course: Course) -> Path:
    """Return the folder of an exchange in which submissions arrive, or the source itself."""
    candidates = [source / str(course.directory.course_id or "-") / "inbound", source / "inbound"]
    return next((folder for folder in candidates if folder.is_dir()), source)


def _attempts(
    source: Source, assignment: str, notebooks: list[str], roll: Roll, origin: Path
) -> tuple[dict[str, list[Attempt]], list[Line]]:
    """Return the attempts of each student, and what could not be told whose it is."""
    named = [*(one.path for one in source.entries), *(one.path for one in source.refusals)]
    wrapping = _wrapping([one for one in named if not _LEADS_OUT.match(one)], assignment, notebooks, origin)
    groups: dict[str, tuple[list[Entry], list[Refusal]]] = defaultdict(lambda: ([], []))
    for entry in source.entries:
        groups[_top(entry.path, wrapping)][0].append(entry)
    for refusal in source.refusals:
        groups[_top(refusal.path, wrapping)][1].append(refusal)
    senders = {top: sender(top.removeprefix(wrapping), assignment, notebooks) for top in groups}
    numbers: dict[str, set[str]] = defaultdict(set)
    for one in senders.values():
        numbers[one.student].add(one.number)
    attempts: dict[str, list[Attempt]] = defaultdict(list)
    lines: list[Line] = []
    for top, (members, faults) in groups.items():
        one = senders[top]
        student, when = _who(one, top, roll, namesakes=len(numbers[one.student]) > 1)
        foreign = one.assignment not in ("", assignment)
        if student and not foreign and not _is_a_list(top, members, faults):
            times = [*(each.time for each in members), *(each.time for each in faults if each.time)]
            trusted = origin.is_dir() and not one.number and when is None
            attempts[student].append(Attempt(student, top, when or max(times), members, trusted, faults))
            continue
        lines += [Line("", fault.path, "refused", fault.reason) for fault in faults]
        if foreign:
            lines.append(Line(student, top, "refused", text("it is of another assignment")))
        elif _is_a_list(top, members, faults):
            lines += [
                Line("", each.path, "refused", text("it lies among the submissions but is none"))
                for each in members
            ]
        elif members:
            lines.append(Line("", top, "refused", text("its name does not tell whose it is")))
    return attempts, lines


_LEADS_OUT = re.compile(r"[/\\]|\.\.?(?:$|[/\\])|.:")
"""How a name begins that leads out of the folder: from the root, from above, from a drive."""


def _top(path: str, wrapping: str) -> str:
    """Return the part of a path that tells whose it is, the folders around the class before it.

    Of a name that leads out of the folder, and is refused for it, what would be left without that.
    """
    parts = [part for part in re.split(r"[/\\]", path) if part not in ("", ".", "..")]
    if path[:1] in ("/", "\\") or path[1:2] == ":":
        parts = parts[-1:]  # the folders of another machine
    plain = "/".join(parts) if _LEADS_OUT.match(path) or "\\" in path or ".." in path else path
    first, _, _ = plain.removeprefix(wrapping).partition("/")
    return wrapping + owner_part(first)


def _wrapping(paths: list[str], assignment: str, notebooks: list[str], origin: Path) -> str:
    """Return the folders around the whole class, `"Class A/"`, which tell nothing of whose a file is."""
    wrapping = ""
    while True:
        tops = {path.removeprefix(wrapping).partition("/")[0] for path in paths}
        inner = [path.removeprefix(wrapping).split("/")[1:] for path in paths]
        if len(tops) != 1 or not all(inner):
            return wrapping
        (top,) = tops
        folders = {parts[0] for parts in inner if len(parts) > 1}
        files = {parts[0] for parts in inner if len(parts) == 1 and parts[0].endswith((".ipynb", ".zip"))}
        lone = {sender(name, assignment, notebooks).student for name in files}
        several = len(folders) > 1 or (len(lone) > 1 and "" not in lone)
        whose = sender(top, assignment, notebooks)
        if whose.number or whose.assignment:
            return wrapping
        if not several and top not in {assignment, origin.stem, "submitted"}:
            return wrapping
        wrapping += f"{top}/"


def _is_a_list(top: str, members: list[Entry], faults: list[Refusal]) -> bool:
    """Return whether a lone file at the top is a list or a note of the lecturer's system."""
    lone = [*(one.path for one in members), *(one.path for one in faults)] == [top]
    return lone and top.casefold().endswith((".csv", ".txt", ".html", ".xlsx"))


def _who(one: Sender, top: str, roll: Roll, namesakes: bool) -> tuple[str, datetime | None]:
    name = top.rpartition("/")[2]
    listed = roll.find(top, name, name.rpartition(".")[0], one.number, one.student)
    if listed:
        return listed[0], listed[1] or one.time
    if namesakes and one.number and not one.student.endswith(f"_{one.number}"):
        return f"{one.student}_{one.number}", one.time
    return one.student, one.time


def _load(attempt: Attempt, assignment: str, notebooks: list[str]) -> None:
    """Read the files of an attempt, and note those that could not be read."""
    faults = attempt.faults
    for entry in attempt.members:
        inner = entry.path.removeprefix(attempt.origin).strip("/")
        name = (inner or _own_name(entry.path, notebooks)).removeprefix(f"{assignment}/")
        try:
            content = entry.read()
        except (BadSource, OSError) as error:
            faults.append(Refusal(entry.path, str(error)))
            continue
        if name == TIMESTAMP:
            told = moment(content.decode("utf-8", "replace")) if attempt.trusted else None
            attempt.time = told or attempt.time
        elif name.casefold().endswith(".zip"):
            inside, refused = _unpacked(content, entry.path)
            attempt.files |= inside
            faults += refused
        else:
            attempt.files[name] = content
    attempt.files.pop(TIMESTAMP, None)


def _own_name(path: str, notebooks: list[str]) -> str:
    """Return what a file is called in `submitted/` whose name the system made of the student's."""
    name = path.rpartition("/")[2]
    if not name.casefold().endswith(".ipynb"):
        return name
    named = [one for one in notebooks if one.casefold() in name.casefold()]
    if named or len(notebooks) == 1:
        return f"{max(named, key=len) if named else notebooks[0]}.ipynb"
    return name


def _unpacked(content: bytes, name: str) -> tuple[dict[str, bytes], list[Refusal]]:
    """Return the files of a zip that a student sent; a zip in that zip stays as it is."""
    files: dict[str, bytes] = {}
    try:
        with entries.zipped(io.BytesIO(content), name) as source:
            refusals = [Refusal(f"{name}: {one.path}", one.reason) for one in source.refusals]
            for entry in source.entries:
                try:
                    files[entry.path] = entry.read()
                except BadSource as error:
                    refusals.append(Refusal(f"{name}: {entry.path}", str(error)))
    except BadSource as error:
        return {name.rpartition("/")[2]: content}, [Refusal(name, str(error))]
    return files, refusals


def _keep_latest(course: Course, assignment: str, attempts: list[Attempt]) -> Iterator[Line]:
    """Put the latest attempt of one student in place, with the notebooks that came one by one before it."""
    in_order = sorted(attempts, key=lambda one: (one.time, one.origin))
    for one in in_order:
        if not one.files and not one.faults:
            note = text("nothing in it could be read")
            yield Line(one.student, one.origin, "refused", note, one.time)
    whole = [one for one in in_order if one.files]
    if not whole:
        return
    *before, latest = whole
    for one in reversed(before):
        if latest.files.keys().isdisjoint(one.files):
            latest.files |= one.files
            yield Line(one.student, one.origin, "collected", "", one.time)
        else:
            note = text("a later one of the same student was kept: {file}", file=latest.origin)
            yield Line(one.student, one.origin, "earlier", note, one.time)
    yield _put(course, assignment, latest)


def _put(course: Course, assignment: str, attempt: Attempt) -> Line:
    folder = course.folder("submitted", assignment, attempt.student)
    before = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != TIMESTAMP
    }
    known = taken(course, assignment, attempt.student)

    def line(status: str, note: str = "") -> Line:
        return Line(attempt.student, attempt.origin, status, note, attempt.time)

    if folder.is_dir() and _digests(before) == _digests(attempt.files):
        return line("unchanged")
    if known and known >= attempt.time:
        return line("earlier", text("the one collected before is as late or later, and was kept"))
    notebook = any(name.casefold().endswith(".ipynb") for name in attempt.files)
    if before and attempt.faults and not notebook:
        return line("refused", text("no notebook of it could be read; the one collected before was kept"))
    try:
        _write(folder, attempt)
    except OSError as error:
        return line("refused", text("its files cannot be written ({reason})", reason=error.strerror))
    if before:
        return line("replaced", text("it replaces the one collected before"))
    return line("collected")


def _digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _write(folder: Path, attempt: Attempt) -> None:
    """Write a submission beside its place and move it there whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".collecting-", dir=folder.parent))
    try:
        for name, content in attempt.files.items():
            path = waiting / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (waiting / TIMESTAMP).write_text(attempt.time.strftime(refusals.TIME), "utf-8")
        waiting.chmod(0o755)
        if folder.is_dir():
            shutil.rmtree(folder)
        waiting.rename(folder)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def results(course: Course, assignment: str) -> Path:
    """Return the folder of an assignment's lists, `results/ASSIGNMENT`, which is made if need be."""
    folder = course.root / "results" / assignment
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_account(course: Course, assignment: str, lines: list[Line]) -> None:
    rows: list[tuple[str, ...]] = [("student", "time", "file", "status", "note")]
    for line in lines:
        when = line.time.strftime(refusals.TIME) if line.time else ""
        rows.append((line.student, when, line.file, line.status, line.note))
    refusals.write(results(course, assignment) / "collected.csv", rows)
