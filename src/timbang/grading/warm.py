"""The warm process: it imports everything once, and forks a child for each submission.

Started as `python -m timbang.grading.warm DESCRIPTOR`. Nothing of a student runs in it or in the keeper that
stands between it and the child: the keeper ends the child when the grader says so, or is gone.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import shutil
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from timbang.grading import sandbox, shell
from timbang.grading.replies import INTERRUPT
from timbang.grading.sandbox import Limits, View
from timbang.quick_imports import import_jsonschema

WAIT = 0.1
"""Seconds between two looks at the memory of a submission."""


def main(descriptor: int) -> None:
    """Serve until the other end of the socket is closed."""
    server = socket.socket(fileno=descriptor)
    outputs = shell.Outputs(Limits().output)
    session = prepare(outputs)
    filtered, fault = None, ""
    try:
        filtered = sandbox.syscall_filter()
    except sandbox.Refused as error:
        fault = str(error)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    server.send(json.dumps({"ready": True, "fault": fault}).encode())
    while True:
        message, descriptors, _, _ = socket.recv_fds(server, 64, 2)
        if not message:
            return
        keeper = os.fork()
        if keeper == 0:
            try:
                server.close()
                sandbox.die_with_parent()
                talk, life = descriptors
                keep(talk, life, session, outputs, filtered)
            finally:
                os._exit(0)
        for one in descriptors:
            os.close(one)


def prepare(outputs: shell.Outputs) -> Any:
    """Import what submissions use, draw a chart once, and return the shell."""
    import_jsonschema()
    import altair as alt
    import ipywidgets
    import pandas as pd

    import timbang

    for package in ("models", "charts", "widgets"):
        there = importlib.import_module(f"timbang.{package}")
        for module in pkgutil.iter_modules(there.__path__):
            importlib.import_module(f"timbang.{package}.{module.name}")
    importlib.import_module("timbang.data").table("egdi")
    # the schema of charts and the back ends of tables are loaded when they are first used
    alt.Chart(pd.DataFrame({"a": [1]})).mark_bar().encode(x="a:Q").to_dict()
    ipywidgets.IntSlider()
    assert timbang.__file__
    return shell.make_shell(outputs)


def keep(talk: int, life: int, session: Any, outputs: shell.Outputs, filtered: Any) -> None:
    """Start a submission's child, watch its memory, and end it when `life` says so or closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    request = json.loads(_line(talk))
    limits = Limits(**request["limits"])
    outputs.most = limits.output
    folder = "" if request["sandboxed"] else tempfile.mkdtemp(prefix="timbang-submission-")
    try:
        if request["sandboxed"]:
            sandbox.part(request["way"])
        child = os.fork()
    except OSError as error:
        _tell(life, {"refused": str(error)})
        return
    if child == 0:
        try:
            os.close(life)
            _become(talk, request, limits, folder, session, outputs, filtered)
        finally:
            os._exit(1)
    os.close(talk)
    reason = _watched(child, life, limits)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
        if folder:
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    _tell(life, {"reason": reason, "status": os.waitstatus_to_exitcode(status)})


def _become(
    talk: int,
    request: dict[str, Any],
    limits: Limits,
    folder: str,
    session: Any,
    outputs: shell.Outputs,
    filtered: Any,
) -> None:
    """Turn this child into the student's Python."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for one in (0, 1, 2):
        os.dup2(nowhere, one)
    try:
        if folder:
            _unsafe(folder, request, limits)
        else:
            view = View(request["readable"], request["hidden"], request["files"])
            sandbox.enter(request["way"], request["uid"], view, limits, filtered)
    except (OSError, ValueError) as error:
        os.write(talk, json.dumps({"refused": str(error)}).encode() + b"\n")
        return
    home = folder or sandbox.HOME
    kept = {name: value for name, value in os.environ.items() if name.startswith("OPENBLAS_")}
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update(
        PATH=f"{sys.prefix}/bin:/usr/bin:/bin",
        HOME=home,
        USER=sandbox.USER,
        LANG="C.UTF-8",
        TMPDIR=folder or "/tmp",
        NBGRADER_EXECUTION="autograde",
    )
    sys.path.insert(0, "")
    sys.argv = [""]
    tempfile.tempdir = None
    # closed after they are used for the last time: nothing of the keeper is left but the line to the grader
    for one in map(int, os.listdir("/proc/self/fd")):
        if one > 2 and one != talk:
            with contextlib.suppress(OSError):
                os.close(one)
    os.write(talk, b'{"began": true}\n')
    shell.serve(session, outputs, talk)


def _unsafe(folder: str, request: dict[str, Any], limits: Limits) -> None:
    for source, to in request["files"]:
        target = Path(folder) / to
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    sandbox.die_with_parent()
    os.chdir(folder)
    sandbox.restrict(limits)


def _watched(child: int, life: int, limits: Limits) -> str:
    """Wait for the end; return why the child is to be ended, or "" when it ended by itself."""
    handle = os.pidfd_open(child)
    start = _used(child, 0)
    while True:
        ready, _, _ = select.select([handle, life], [], [], WAIT)
        if life in ready:
            said = os.read(life, 16)
            if not said:
                return "told"
            if said.endswith(INTERRUPT):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGINT)
                with contextlib.suppress(OSError):
                    os.write(life, INTERRUPT)
        if handle in ready:
            return ""
        if _used(child, start) > limits.memory:
            return "memory"


def _used(child: int, base: int) -> int:
    """Return the memory in bytes that a submission's processes use beyond `base` each."""
    top = f"/proc/{child}/root/proc"
    pages = 0
    try:
        # until the child is shut in, it sees the processes of the machine
        apart = base and os.stat(top).st_dev != os.stat("/proc").st_dev
        names = [name for name in os.listdir(top) if name.isdigit()] if apart else []
    except OSError:
        names = []
    places = [f"{top}/{name}/statm" for name in names] if len(names) < 1000 else []
    for place in places or [f"/proc/{child}/statm"]:
        try:
            with open(place) as stream:
                _, resident, shared, *_ = map(int, stream.read().split())
        except (OSError, ValueError):
            continue
        pages += max(0, resident - shared - base // os.sysconf("SC_PAGESIZE"))
    return pages * os.sysconf("SC_PAGESIZE")


def _line(talk: int) -> bytes:
    """Read one line and nothing beyond it."""
    parts = []
    while True:
        peeked = socket.socket(fileno=os.dup(talk))
        seen = peeked.recv(1 << 16, socket.MSG_PEEK)
        end = seen.find(b"\n")
        parts.append(peeked.recv(len(seen) if end < 0 else end + 1))
        peeked.close()
        if end >= 0 or not seen:
            return b"".join(parts)


def _tell(life: int, what: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        os.write(life, json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
