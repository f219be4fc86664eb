"""The grader's side of a submission's run: cells go in one at a time, and what comes back is judged here.

A warm process is started once; see `warm`. A test's source leaves this process when the test is due. Its
verdict is made of a reply that carries the test's own key, and counts only when probes after it, which look
like tests and of which one has to fail, come out as they should.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import secrets
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from timbang import data, language
from timbang.errors import SandboxMissing
from timbang.grading import sandbox
from timbang.grading.replies import INTERRUPT, Output, checked, stop
from timbang.grading.sandbox import Limits

text = language.catalogue("grading")

GRACE = 2.0
"""Seconds that a cell has to end after it was interrupted; then the submission is ended."""
START = 60.0
"""Seconds in which the warm process has to be ready, and a child has to begin."""
REPLY = 8
"""A reply may be so many times as long as the outputs that a cell may have."""
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Step:
    """A code cell to run; tests are judged."""

    source: str
    test: bool = False
    name: str = ""


@dataclass
class Ran:
    """What one code cell gave."""

    outputs: list[Output]
    count: int | None = None


@dataclass
class Run:
    """What a notebook gave: a `Ran` for each step, and what a lecturer should know."""

    cells: list[Ran] = field(default_factory=list)
    stopped: bool = False
    """Something was cut short: what came before it counts."""
    notes: list[str] = field(default_factory=list)

    def note(self, message: str) -> None:
        """Keep a note, once."""
        if message not in self.notes:
            self.notes.append(message)


class _Ended(Exception):
    """The child is gone, or is to be ended; the message is the note."""


class Executor:
    """A warm process that runs notebooks, several at a time if wanted; a context manager.

    Parameters
    ----------
    limits
        What each notebook may use.
    sandboxed
        Whether the notebooks are shut in. Without it, they can do whatever the caller can.
    hidden
        Folders that no notebook may see, whatever else of the disk it can read.

    Raises
    ------
    SandboxMissing
        When it is entered and the system lets no process be shut in.
    """

    def __init__(self, limits: Limits, sandboxed: bool = True, hidden: Sequence[Path] = ()) -> None:
        self.limits = limits
        self.sandboxed = sandboxed
        solutions = [data.exercises() / "graded"]
        self.hidden = [str(path.resolve()) for path in [*hidden, *solutions]]
        self.readable = _readable()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        """Start the warm process, and try it."""
        if not sys.platform.startswith("linux"):
            raise SandboxMissing(
                text("submissions can be run safely on Linux alone; run this in a Linux container")
            )
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = dict(os.environ)
        environment |= {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
        self._server = ours
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "timbang.grading.warm", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        theirs.close()
        try:
            ours.settimeout(START)
            said = ours.recv(4096)
            if not said:
                raise SandboxMissing(text("the process that runs submissions did not start"))
            fault = json.loads(said)["fault"]
            if fault and self.sandboxed:
                raise _missing(fault)
            self.run([Step("1")], {})
        except BaseException:
            self.__exit__()
            raise
        return self

    @property
    def alive(self) -> bool:
        """Whether the warm process is there."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End all that runs; whoever waits for it gets an outcome that says so."""
        self._server.close()

    def __exit__(self, *_: object) -> None:
        """End it, and all that it started."""
        self.stop()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def run(self, steps: Sequence[Step], files: dict[str, Path], shared: Sequence[str] = ()) -> Run:
        """Run the code cells of a notebook in a child of their own.

        Parameters
        ----------
        files
            What lies beside the notebook, by the path there.
        shared
            Names that tests and other cells have in common; see `own_names.shared`.

        Raises
        ------
        SandboxMissing
            When the child could not be shut in; then nothing of the notebook was run.
        """
        child = _Child(self, files, shared)
        run = Run()
        try:
            child.begin()
            for step in steps:
                run.cells.append(child.step(step, run))
        except _Ended as ended:
            run.stopped = True
            run.note(str(ended) or child.why())
            _fill(run, steps)
        finally:
            child.end()
        return run

    def request(self, files: dict[str, Path]) -> dict[str, Any]:
        """Return what a keeper has to know about a child."""
        # no two children of this machine share a user
        uid = 200_000 + (os.getpid() % 20_000) * 1000 + next(_NUMBERS) % 1000
        return {
            "limits": self.limits.told(),
            "sandboxed": self.sandboxed,
            "way": sandbox.way(),
            "uid": uid,
            "readable": self.readable,
            "hidden": self.hidden,
            "files": [(str(path), name) for name, path in files.items()],
        }

    def fork(self, talk: socket.socket, life: socket.socket) -> None:
        """Ask the warm process for a keeper with these two ends."""
        with self._lock:
            socket.send_fds(self._server, [b"fork"], [talk.fileno(), life.fileno()])


class _Child:
    """One submission's process, seen from here."""

    def __init__(self, executor: Executor, files: dict[str, Path], shared: Sequence[str]) -> None:
        self.shared = list(shared)
        self.executor = executor
        self.limits = executor.limits
        self.files = files
        self.waiting = bytearray()
        self.said = b""
        """What the keeper said so far."""
        self.word: dict[str, Any] | None = None

    def begin(self) -> None:
        self.talk, talk = socket.socketpair()
        self.life, life = socket.socketpair()
        with talk, life:
            self.executor.fork(talk, life)
        self.send(self.executor.request(self.files))
        said = self.reply(START)
        if "refused" in said:
            raise _missing(str(said["refused"]))
        self.until = time.monotonic() + self.limits.total

    def end(self) -> None:
        self.talk.close()
        self.life.shutdown(socket.SHUT_WR)
        self._last_word()
        self.life.close()

    def step(self, step: Step, run: Run) -> Ran:
        """Run a cell; a test that was tampered with counts as failed."""
        said = self.ask(step.source, "test" if step.test else "cell")
        outputs = checked(said.get("outputs"))
        if said.get("cut"):
            run.note(text("output was cut at {size} MB", size=self.limits.output / 10**6))
        for output in outputs:
            if output["output_type"] != "error":
                continue
            if output["ename"] == "CellTimeoutError":
                self._note(run, step, text("stopped after {seconds} s", seconds=f"{self.limits.timeout:g}"))
            elif output["ename"] == "MemoryError":
                self._note(run, step, text("needed more memory than allowed"))
        if step.test:
            outputs = self._judged(step, outputs, bool(said.get("failed")), run)
        count = said.get("count")
        return Ran(outputs, count if isinstance(count, int) else None)

    def _note(self, run: Run, step: Step, message: str) -> None:
        run.stopped = True
        run.note(f"{step.name}: {message}" if step.name else message)

    def _judged(self, step: Step, outputs: list[Output], failed: bool, run: Run) -> list[Output]:
        """Return a test's outputs, with an error where the interpreter turns out to be bent."""
        has_error = any(one["output_type"] == "error" for one in outputs)
        fault = text("its reply contradicts itself") if has_error != failed else self._probed()
        results = [one for one in outputs if one["output_type"] == "execute_result"]
        if len(results) > 1 and not fault:
            fault = text("its reply contradicts itself")
        if not fault:
            return outputs
        self._note(run, step, text("the test was tampered with ({how}); look at it", how=fault))
        kept = [one for one in outputs if one["output_type"] == "stream"]
        return [*kept, stop(text("the test was tampered with ({how}); look at it", how=fault))]

    def _probed(self) -> str:
        """Look if a test that must hold holds, and one that must fail fails; return what is wrong."""
        for holds in secrets.choice([(True, False), (False, True)]):
            one, other, key = secrets.randbelow(10**6), secrets.randbelow(10**6), secrets.token_hex(8)
            right = one + other if holds else one + other + 1
            said = self.ask(f"assert [{one}][0] + {other} == {right}, '{key}'", "probe")
            errors = [one for one in checked(said.get("outputs")) if one["output_type"] == "error"]
            if holds and (errors or said.get("failed")):
                return text("a test that must hold failed")
            if not holds and ([one["evalue"] for one in errors] != [key] or not said.get("failed")):
                return text("a test that must fail held")
            changed = said.get("changed")
            if changed:
                names = changed if isinstance(changed, list) else []
                return text("changed: {names}", names=", ".join(str(name)[:60] for name in names[:3]))
        return ""

    def ask(self, source: str, kind: str) -> dict[str, Any]:
        """Send a cell and return the reply to it."""
        key = secrets.token_hex(16)
        self.send({"key": key, "source": source, "kind": kind, "shared": self.shared})
        left = max(0.01, min(self.limits.timeout, self.until - time.monotonic()))
        try:
            said = self.reply(left)
        except TimeoutError:
            self.interrupt()
            try:
                said = self.reply(GRACE)
            except TimeoutError:
                seconds = f"{self.limits.timeout:g}"
                raise _Ended(
                    text("stopped after {seconds} s; the cells after it were not run", seconds=seconds)
                ) from None
        if said.get("key") != key:
            raise _Ended(text("ended: it wrote on the line to the grader"))
        return said

    def interrupt(self) -> None:
        """Have the cell interrupted, and wait until that is done: what is asked later must not be hit."""
        self.life.settimeout(START)
        with contextlib.suppress(OSError):  # the keeper is ending the child
            self.life.sendall(INTERRUPT)
            self.said += self.life.recv(4096)

    def send(self, what: dict[str, Any]) -> None:
        said = json.dumps(what).encode() + b"\n"
        self.talk.settimeout(self.limits.timeout + GRACE)
        try:
            self.talk.sendall(said)
        except OSError:
            raise _Ended("") from None

    def reply(self, seconds: float) -> dict[str, Any]:
        """Return the next line of the child.

        Raises
        ------
        TimeoutError
            When none comes in time.
        """
        until = time.monotonic() + seconds
        searched = 0
        while (end := self.waiting.find(b"\n", searched)) < 0:
            searched = len(self.waiting)
            if searched > REPLY * self.limits.output + 2**20:
                raise _Ended(text("ended: its output had no end"))
            ready, _, _ = select.select([self.talk], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TimeoutError
            try:
                more = self.talk.recv(1 << 18)
            except OSError:
                more = b""
            if not more:
                raise _Ended("")
            self.waiting += more
        line = bytes(self.waiting[:end])
        del self.waiting[: end + 1]
        try:
            said = json.loads(line)
            if b"\\ud" in line:  # half of a pair of surrogates can be sent but stand in no file
                said = json.loads(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise _Ended(text("ended: it wrote on the line to the grader"))
        return said

    def why(self) -> str:
        """Return why the child ended, as its keeper saw it."""
        said = self._last_word()
        if "refused" in said:
            raise _missing(str(said["refused"]))
        if said.get("reason") == "memory":
            return text("ended: it needed more memory than allowed")
        status = said.get("status")
        if isinstance(status, int) and status < 0:
            return text("ended by signal {number}; the cells after it were not run", number=-status)
        return text("Python ended; the cells after it were not run")

    def _last_word(self) -> dict[str, Any]:
        if self.word is None:
            self.life.settimeout(START)
            # an interrupt that the keeper did not read any more resets the line, after its last word
            with contextlib.suppress(OSError):
                while more := self.life.recv(4096):
                    self.said += more
            try:
                self.word = json.loads(self.said.lstrip(INTERRUPT) or b"{}")
            except ValueError:
                self.word = {}
        return self.word or {}


def _fill(run: Run, steps: Sequence[Step]) -> None:
    """Give the cells that were not run an error that says so."""
    reason = run.notes[-1]
    while len(run.cells) < len(steps):
        run.cells.append(Ran([stop(reason)]))
        reason = text("not run: an earlier cell stopped the notebook")


def _readable() -> list[str]:
    """Return what a submission can read: the system, Python, what it imports, and the course's data."""
    python = [sys.base_prefix, sys.prefix, *sys.path]
    course = [str(data.folder()), str(data.exercises())]
    found = dict.fromkeys([*sandbox.SYSTEM, *(str(Path(one)) for one in [*python, *course] if one)])
    return [path for path in found if Path(path).exists()]


def _missing(reason: str) -> SandboxMissing:
    return SandboxMissing(
        text(
            "submissions cannot be shut in here ({reason}), so nothing was run; use a Linux container, or, "
            "if you trust every student with all that you can do: --unsafe-no-sandbox",
            reason=reason,
        )
    )
