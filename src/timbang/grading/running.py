"""A whole assignment graded: repaired, run in the sandbox, scored by nbgrader; stopped and taken up again.

What is done stands in `results/ASSIGNMENT/run.jsonl`, a line a submission, written after the gradebook. A run
that was stopped finds there what it need not do again; what it was at is done once more, to the same end.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timbang import language
from timbang.errors import ClusterMissing, CourseBusy, ReleaseFailed, UnknownAssignment
from timbang.grading import sheets
from timbang.grading.autograding import Grader, one_gradebook
from timbang.grading.collect import results
from timbang.grading.course import Course, gradebook
from timbang.grading.executor import Executor, Run, Step
from timbang.grading.own_names import shared
from timbang.grading.playing import Played, Work, lost, play
from timbang.grading.sandbox import Limits
from timbang.grading.submissions import REPAIRED, Outcome, refused, repair_all, submitted

if TYPE_CHECKING:
    from timbang.grading.cluster import Cluster

text = language.catalogue("grading")

LEDGER = "run.jsonl"

Sources = dict[str, dict[str, str]]
"""For each notebook the text of each cell that students must not change, hidden tests and all."""


@dataclass(frozen=True)
class Graded:
    """What became of one submission."""

    student: str
    status: str
    """`graded`; `partial`, when something was stopped; `rejected`, when nothing could be graded."""
    notes: tuple[str, ...] = ()
    digest: str = ""
    """Of all that the outcome depends on; empty for the rejected."""


@dataclass(frozen=True)
class Settings:
    """How submissions are run."""

    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    sandboxed: bool = True
    cluster: str | None = None
    """Address of a Dask scheduler whose workers do the work, however many `jobs`; this machine without it."""


@dataclass
class Progress:
    """How far a run is."""

    done: int
    total: int
    stopped: bool = False


def run(
    course: Course, assignment: str, settings: Settings, tell: Callable[[Progress], None] = lambda _: None
) -> list[Graded]:
    """Grade all that was handed in and is not graded yet; return what became of each submission.

    Writes nbgrader's gradebook and `autograded/`, and in `results/ASSIGNMENT` the lists `grades.csv` and
    `status.csv`. SIGINT and SIGTERM let it finish the submission at hand; `tell` is told that it stopped.

    Raises
    ------
    UnknownAssignment
        When the course has no release of it.
    ReleaseFailed
        When the gradebook does not know the release, or it is not written in Python.
    CourseBusy
        When another run is at the same assignment.
    SandboxMissing
        When submissions cannot be shut in, and were to be.
    ClusterMissing
        When the cluster cannot be reached, or Dask is not installed.
    ClusterFailed
        When it goes away, or cannot do the work; what was graded before stays so.
    """
    course.released(assignment)
    with (
        _alone(course, assignment),
        _stoppable() as stop,
        _cluster(course, assignment, settings, stop) as cluster,
    ):
        sources = _sources(course, assignment)
        done = {one.student: one for one in _read(course, assignment)}
        outcomes: dict[str, Graded] = {}
        waiting: deque[tuple[Outcome, str]] = deque()
        mender = {"mender": cluster.mend} if cluster else {}
        for outcome in repair_all(course, assignment, **mender):
            if outcome.status == "rejected":
                outcomes[outcome.student] = Graded(outcome.student, "rejected", outcome.notes)
                continue
            digest = _digest(course, assignment, outcome, sources, settings)
            before = done.get(outcome.student)
            whole = course.folder("autograded", assignment, outcome.student).is_dir()
            if before and before.digest == digest and (whole or before.status == "rejected"):
                outcomes[outcome.student] = before
            else:
                waiting.append((outcome, digest))
        told = refused(course, assignment)
        everyone = {student for student, _ in submitted(course, assignment)} | set(told)
        progress = Progress(len(outcomes), len(everyone))
        tell(progress)
        if waiting:
            for graded in _graded(course, assignment, waiting, sources, settings, stop, cluster):
                outcomes[graded.student] = graded
                _append(course, assignment, graded)
                progress.done += 1
                tell(progress)
        progress.stopped = progress.done < progress.total
        tell(progress)
        found = [
            replace(one, notes=tuple(dict.fromkeys((*one.notes, *told.get(one.student, ())))))
            for _, one in sorted(outcomes.items())
        ]
        sheets.write(course, assignment, [(one.student, one.status, one.notes) for one in found])
        return found


def _graded(
    course: Course,
    assignment: str,
    waiting: deque[tuple[Outcome, str]],
    sources: Sources,
    settings: Settings,
    stop: threading.Event,
    cluster: Cluster | None,
) -> Iterator[Graded]:
    """Run ahead in the background, by a few submissions only, and score in this process one by one."""
    before = course.directory.submitted_directory, course.directory.assignment_id, Path.cwd()

    names = _names(course, assignment)

    def work(outcome: Outcome) -> Work:
        return _work(course, assignment, outcome.student, sources, names)

    with one_gradebook(), ExitStack() as stack:
        if cluster:
            played = cluster.play((one, work(one[0])) for one in waiting)
        else:
            executor = stack.enter_context(Executor(settings.limits, settings.sandboxed, [course.root]))
            played = _here(waiting, work, executor, settings.jobs, stop)
        stack.enter_context(closing(played))
        try:
            course.directory.submitted_directory = REPAIRED
            course.directory.assignment_id = assignment
            os.chdir(course.root)
            grader = Grader(coursedir=course.directory, parent=course.app)
            grader.prepare()
            for (outcome, digest), given in played:
                if given is None:
                    yield Graded(outcome.student, "rejected", (*outcome.notes, lost()))
                else:
                    yield _scored(course, assignment, outcome, digest, given, grader, settings.sandboxed)
        finally:
            course.directory.submitted_directory, course.directory.assignment_id, here = before
            os.chdir(here)


def _here(
    waiting: deque[tuple[Outcome, str]],
    work: Callable[[Outcome], Work],
    executor: Executor,
    jobs: int,
    stop: threading.Event,
) -> Generator[tuple[tuple[Outcome, str], dict[str, tuple[Played, Run]] | None]]:
    """Run submissions on this machine, some at the same time; yield them in order with what they gave."""
    pool = ThreadPoolExecutor(jobs)
    running: deque[tuple[tuple[Outcome, str], Future[dict[str, tuple[Played, Run]]]]] = deque()
    try:
        while (waiting or running) and not stop.is_set():
            while waiting and len(running) < jobs + 2:
                one = waiting.popleft()
                running.append((one, pool.submit(lambda outcome: play(work(outcome), executor), one[0])))
            one, job = running.popleft()
            yield one, job.result()
    finally:
        for _, job in running:
            job.cancel()
        executor.stop()
        pool.shutdown(cancel_futures=True)


def _cluster(
    course: Course, assignment: str, settings: Settings, stop: threading.Event
) -> AbstractContextManager[Cluster | None]:
    if settings.cluster is None:
        return nullcontext()
    try:
        from timbang.grading.cluster import Cluster, Warm
    except ImportError:
        raise ClusterMissing(
            text("a cluster needs Dask, which is not installed; run: pip install 'timbang[grading,cluster]'")
        ) from None
    warm = Warm(settings.limits, settings.sandboxed, course.root, assignment)
    return Cluster(settings.cluster, warm, stop)


def _names(course: Course, assignment: str) -> dict[str, list[str]]:
    """Return for each notebook the names that tests and other cells have in common."""
    found = {}
    for path in sorted(course.folder("source", assignment).glob("*.ipynb")):
        cells = _steps(json.loads(path.read_text("utf-8")), {})
        found[path.stem] = shared(one.source for one in cells if not one.test)
    return found


def _work(
    course: Course, assignment: str, student: str, sources: Sources, names: dict[str, list[str]]
) -> Work:
    """Return what the run of a repaired submission needs."""
    folder = course.folder(REPAIRED, assignment, student)
    files = {path.relative_to(folder).as_posix(): path for path in _beside(folder)}
    source = course.folder("source", assignment)
    files |= {path.relative_to(source).as_posix(): path for path in _beside(source)}
    notebooks = {
        path.stem: _steps(json.loads(path.read_text("utf-8")), sources.get(path.stem, {}))
        for path in sorted(folder.glob("*.ipynb"))
    }
    return Work(notebooks, {name: names.get(name, []) for name in notebooks}, files)


def _beside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in path.parts:
            yield path


def _steps(notebook: dict[str, Any], sources: dict[str, str]) -> list[Step]:
    """Return the code cells in order; those that students must not change come from the gradebook."""
    steps = []
    for at, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        mark = cell["metadata"].get("nbgrader", {})
        name = mark.get("grade_id", "")
        source = "".join(cell["source"])
        if name in sources and not mark.get("solution"):
            source = sources[name]
        test = bool(mark.get("grade")) and not mark.get("solution")
        steps.append(Step(source, test, name or text("cell {number}", number=at + 1)))
    return steps


def _scored(
    course: Course,
    assignment: str,
    outcome: Outcome,
    digest: str,
    played: dict[str, tuple[Played, Run]],
    grader: Grader,
    sandboxed: bool,
) -> Graded:
    from nbgrader.converters.base import NbGraderException

    student, notes = outcome.student, list(outcome.notes)
    for name, (_, ran) in played.items():
        before = f"{name}: " if len(played) > 1 else ""
        notes += [before + note for note in ran.notes]
    if not sandboxed:
        notes.append(text("run without a sandbox"))
    course.told.lines.clear()
    folder = str(course.folder(REPAIRED, assignment, student))
    try:
        grader.grade(folder, {name: one for name, (one, _) in played.items()})
    except (NbGraderException, SystemExit, ValueError, RecursionError) as error:
        said = (course.told.lines or [str(error)])[0]
        reason = text("nbgrader could not grade it ({reason})", reason=said[:200])
        return Graded(student, "rejected", (*notes, reason), digest)
    stopped = any(ran.stopped for _, ran in played.values())
    return Graded(student, "partial" if stopped else "graded", tuple(notes), digest)


def _sources(course: Course, assignment: str) -> Sources:
    """Return the cells that nbgrader puts back, as its gradebook keeps them."""
    from nbgrader.api import MissingEntry

    for path in course.released(assignment).values():
        metadata = json.loads(path.read_text("utf-8"))["metadata"]
        written = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get(
            "language", "python"
        )
        if written.casefold() not in ("python", "ipython", ""):
            raise ReleaseFailed(
                text(
                    "{assignment}: is written in {language}, and only Python can be run here; use: "
                    "nbgrader autograde",
                    assignment=assignment,
                    language=written,
                )
            )
    with gradebook(course) as book:
        try:
            found = book.find_assignment(assignment)
        except MissingEntry:
            raise UnknownAssignment(
                text(
                    "{assignment}: not released yet; run: timbang grade release {course} {assignment}",
                    assignment=assignment,
                    course=course.root,
                )
            ) from None
        return {
            notebook.name: {cell.name: cell.source for cell in notebook.source_cells if cell.locked}
            for notebook in found.notebooks
        }


def _digest(course: Course, assignment: str, outcome: Outcome, sources: Sources, settings: Settings) -> str:
    """Return a digest of all that a submission's outcome depends on."""
    made = hashlib.sha256()
    said = [sources, asdict(settings.limits), settings.sandboxed, outcome.notes]
    made.update(json.dumps(said, sort_keys=True).encode())
    for folder in (course.folder(REPAIRED, assignment, outcome.student), course.folder("source", assignment)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.update(f"\0{path.relative_to(folder)}\0".encode("utf-8", "surrogateescape"))
                made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _read(course: Course, assignment: str) -> Iterator[Graded]:
    path = results(course, assignment) / LEDGER
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            found = json.loads(line)
            yield Graded(found["student"], found["status"], tuple(found["notes"]), found["digest"])
        except (ValueError, KeyError, TypeError):  # the line that was being written when a run was killed
            continue


def _append(course: Course, assignment: str, graded: Graded) -> None:
    with (results(course, assignment) / LEDGER).open("ab") as stream:
        if stream.tell():
            stream.write(b"\n")  # ends a line that was cut
        stream.write(json.dumps(asdict(graded), ensure_ascii=False).encode())
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _alone(course: Course, assignment: str) -> Iterator[None]:
    """Keep other runs away; the lock goes with the process, however it ends."""
    with (results(course, assignment) / LEDGER).open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CourseBusy(
                text("{assignment}: another run is grading it; wait for its end", assignment=assignment)
            ) from None
        yield


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """Let SIGINT and SIGTERM only be noted, so that no submission is left half written."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    caught = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(one, lambda *_: stop.set()) for one in caught]
    try:
        yield stop
    finally:
        for one, handler in zip(caught, before, strict=True):
            signal.signal(one, handler)
