"""Submissions mended and run by the workers of a Dask cluster; the process that asks keeps the gradebook.

What a worker needs of the lecturer's disk comes with each task. A submission whose worker dies goes to
another one. Where workers die again and again it is tried once more with nothing beside it, so that what ran
in the same worker is not blamed.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self, TypeVar

import dask
from distributed import CancelledError, Client, Future, WorkerPlugin, get_worker
from distributed.comm import get_address_host_port
from distributed.scheduler import KilledWorker

from timbang import language
from timbang.errors import ClusterFailed, ClusterMissing, SandboxMissing, TimbangError
from timbang.grading.executor import Executor, Run, Step
from timbang.grading.playing import Played, Work, lost, play
from timbang.grading.sandbox import Limits
from timbang.grading.submissions import Mended, Notebooks, Sent, mend

text = language.catalogue("grading")

One = TypeVar("One")

CONNECT = 4.0
"""Seconds in which the scheduler has to answer."""
LOOK = 2.0
"""Seconds between two looks at how many workers there are."""
PATIENCE = 60.0
"""Seconds that a run waits without any worker."""
WAIT = 0.2
"""Seconds after which a run that waits looks if it is to stop."""


class Warm(WorkerPlugin):
    """The one warm process of a worker, for the length of a run.

    Parameters
    ----------
    limits, sandboxed
        As for an `Executor`.
    course, assignment
        What is graded; a course directory that a worker can see is hidden from submissions.
    """

    def __init__(self, limits: Limits, sandboxed: bool, course: Path, assignment: str) -> None:
        self.limits = limits
        self.sandboxed = sandboxed
        self.course = course
        # only one run grades it, so what a killed one left on the workers gives way to the next
        self.name = f"timbang {socket.gethostname()} {course} {assignment}"

    def setup(self, worker: Any) -> None:
        """Begin in a worker; the process starts with the first submission."""
        # of this and the machine's other workers: what waits there are other submissions, and tests
        self.folders = Path(worker.local_directory).parent
        self.lock = threading.Lock()
        self.running: Executor | None = None
        self.ended = False

    def teardown(self, worker: Any) -> None:
        """End the process, and what runs in it."""
        with self.lock:
            self.ended = True
            if self.running:
                self.running.__exit__()

    def executor(self) -> Executor:
        """Return the executor of this worker.

        Raises
        ------
        SandboxMissing
            When submissions cannot be shut in on this machine, which the message names.
        """
        with self.lock:
            if self.ended:
                raise ClusterFailed(text("the run has ended"))
            if self.running and not self.running.alive:
                self.running.__exit__()
                self.running = None
            if not self.running:
                made = Executor(self.limits, self.sandboxed, [self.course, self.folders])
                try:
                    self.running = made.__enter__()
                except SandboxMissing as error:
                    raise SandboxMissing(f"{socket.gethostname()}: {error}") from None
            return self.running


def _mend(code: str, sent: Sent, released: Notebooks) -> Mended:
    language.use(code)
    return mend(sent, released)


def _play(
    code: str,
    warm: str,
    notebooks: dict[str, list[Step]],
    shared: dict[str, list[str]],
    beside: dict[str, bytes],
) -> dict[str, tuple[Played, Run]]:
    language.use(code)
    worker = get_worker()
    plugin = worker.plugins[warm]
    assert isinstance(plugin, Warm)
    executor = plugin.executor()
    with tempfile.TemporaryDirectory(prefix="submission-", dir=worker.local_directory) as folder:
        files = {}
        for number, (name, content) in enumerate(beside.items()):
            files[name] = Path(folder) / str(number)
            files[name].write_bytes(content)
        return play(Work(notebooks, shared, files), executor)


class Cluster:
    """A Dask cluster that works for one run; a context manager.

    Parameters
    ----------
    address
        Of its scheduler, as `tcp://host:8786`.
    stop
        When it is set, what runs is left behind.

    Raises
    ------
    ClusterMissing
        When it is entered and no scheduler answers.
    ClusterFailed
        From its methods, when the scheduler goes away, no worker is left, or a worker cannot do the work.
    """

    def __init__(self, address: str, warm: Warm, stop: threading.Event) -> None:
        self.address = address
        self.warm = warm
        self.stop = stop

    def __enter__(self) -> Self:
        """Connect, and let each worker, now or later, have its warm process."""
        # what is wrong is told in one line; a task holds a whole submission, however large
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "8 GiB"})
        try:
            get_address_host_port(self.address)  # a client made of a wrong one takes long to close
            self._client = Client(self.address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            said = str(error).partition("\n")[0][:200]
            raise ClusterMissing(
                text(
                    "{address}: no scheduler of Dask answers ({reason}); start one with: dask scheduler",
                    address=self.address,
                    reason=said,
                )
            ) from None
        self._threads, self._next_look, self._last_seen = 0, 0.0, time.monotonic()
        try:
            self._client.register_plugin(self.warm, name=self.warm.name)
        except Exception as error:  # whatever a worker without our package raises
            self._client.close(CONNECT)
            raise self._failed(error) from None
        return self

    def __exit__(self, *_: object) -> None:
        """End the warm processes, and disconnect."""
        if self._client.status == "running":
            with contextlib.suppress(Exception):  # a worker that just died; what was graded stands
                self._client.unregister_worker_plugin(self.warm.name)
        self._client.close(CONNECT)

    def mend(self, sent: Iterator[tuple[str, Sent]], released: Notebooks) -> Iterator[tuple[str, Mended]]:
        """Mend what each student sent; yield them as they are ready."""
        code = language.current()
        tasks = ((student, (code, files, released)) for student, files in sent)
        for student, mended in self._each(_mend, tasks):
            yield student, mended or Mended("rejected", (lost(),))

    def play(
        self, works: Iterable[tuple[One, Work]]
    ) -> Generator[tuple[One, dict[str, tuple[Played, Run]] | None]]:
        """Run submissions; yield them as they end with what they gave, None where all workers died."""
        code = language.current()

        def given(work: Work) -> tuple[Any, ...]:
            beside = {name: path.read_bytes() for name, path in work.files.items()}
            return code, self.warm.name, work.notebooks, work.shared, beside

        tasks = ((one, given(work)) for one, work in works)
        yield from self._each(_play, tasks)

    def _each(
        self, function: Callable[..., Any], tasks: Iterator[tuple[One, tuple[Any, ...]]]
    ) -> Generator[tuple[One, Any]]:
        """Keep the workers busy, a few tasks ahead; yield each one's result when it is there."""
        ended: SimpleQueue[Future] = SimpleQueue()
        running: dict[Any, tuple[Future, One, tuple[Any, ...]]] = {}
        struck: list[tuple[One, tuple[Any, ...]]] = []

        def start(one: One, given: tuple[Any, ...]) -> None:
            future = self._client.submit(function, *given, pure=False)
            running[future.key] = future, one, given
            future.add_done_callback(ended.put)

        alone = False
        while not self.stop.is_set():
            ahead = 2 * max(1, self._look()) + 2
            while not alone and len(running) < ahead and (task := next(tasks, None)):
                start(*task)
            if not running:
                if not struck:
                    return
                alone = True
                start(*struck.pop())
            try:
                future = ended.get(timeout=WAIT)
            except Empty:
                continue
            _, one, given = running.pop(future.key)
            try:
                found = future.result()
            except KilledWorker:
                if not alone:
                    struck.append((one, given))
                    continue
                found = None
            except CancelledError:
                raise self._gone() from None
            except Exception as error:
                raise self._failed(error) from None
            yield one, found

    def _look(self) -> int:
        """Return how many tasks can run at a time."""
        now = time.monotonic()
        if self._client.status != "running":
            raise self._gone()
        if now >= self._next_look:
            try:
                self._threads = sum(self._client.nthreads().values())
            except (OSError, CancelledError):
                raise self._gone() from None
            self._next_look = now + LOOK
        if self._threads:
            self._last_seen = now
        elif now - self._last_seen > PATIENCE:
            raise ClusterFailed(
                text(
                    "{address}: no worker for {seconds} s; start some with: dask worker {address}; the same "
                    "command goes on from here",
                    address=self.address,
                    seconds=f"{PATIENCE:g}",
                )
            )
        return self._threads

    def _gone(self) -> ClusterFailed:
        return ClusterFailed(
            text(
                "{address}: the scheduler went away; once it is back, the same command goes on from here",
                address=self.address,
            )
        )

    def _failed(self, error: Exception) -> TimbangError:
        if isinstance(error, TimbangError):
            return error
        said = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return ClusterFailed(
            text(
                "{address}: a worker failed ({reason}); scheduler and workers need what is installed here: "
                "pip install 'timbang[grading,cluster]'",
                address=self.address,
                reason=said,
            )
        )
