"""The child's side: cells come in one at a time, run in a plain IPython shell, and their outputs go back.

A test is compiled and run apart from the shell, so that hooks that a student put into it do not see it.
"""

from __future__ import annotations

import ast
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any

from timbang.grading.own_names import NamesOfTests
from timbang.grading.watching import watch

Output = dict[str, Any]


class CellTimeoutError(BaseException):
    """A cell ran longer than it may; no `except Exception` catches it."""


class Outputs:
    """The outputs of one cell, up to a size."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.begin()

    def begin(self) -> None:
        """Forget the last cell's."""
        self.kept: list[Output] = []
        self.size = 0
        self.cut = False

    def add(self, output: Output) -> None:
        """Keep an output; what comes after the limit is dropped, and said once."""
        if self.cut:
            return
        if output["output_type"] == "stream":
            output["text"] = output["text"][: self.most - self.size + 1]
            self.size += len(output["text"])
        else:
            try:
                self.size += len(json.dumps(output))
            except (TypeError, ValueError, RecursionError):
                return
        if self.size > self.most:
            self.cut = True
            output = {"output_type": "stream", "name": "stdout", "text": "\n[...]\n"}
        last = self.kept[-1] if self.kept else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        else:
            self.kept.append(output)


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    encoding = "utf-8"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.stream_name = name
        self.outputs = outputs

    def write(self, text: str) -> int:
        """Keep what is written."""
        self.outputs.add({"output_type": "stream", "name": self.stream_name, "text": str(text)})
        return len(text)

    def isatty(self) -> bool:
        """Return False: no one is looking."""
        return False

    def writable(self) -> bool:
        """Return True."""
        return True

    def fileno(self) -> int:
        """Return the process's own stream, which leads nowhere."""
        return {"stdout": 1, "stderr": 2}[self.stream_name]


def make_shell(outputs: Outputs) -> Any:
    """Return IPython's shell without a kernel, its displays going to `outputs`."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Publisher(DisplayPublisher):
        def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
            outputs.add({"output_type": "display_data", "data": data, "metadata": metadata or {}})

        def clear_output(self, wait: bool = False) -> None:
            outputs.begin()

    class Hook(DisplayHook):
        def write_output_prompt(self) -> None:
            return None

        def finish_displayhook(self) -> None:
            return None

        def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
            outputs.add(
                {
                    "output_type": "execute_result",
                    "data": format_dict,
                    "metadata": md_dict or {},
                    "execution_count": self.prompt_count,
                }
            )

    class Shell(InteractiveShell):
        def enable_gui(self, gui: Any = None) -> None:
            return None

        def showtraceback(self, *_: Any, **__: Any) -> None:
            return None

        def showsyntaxerror(self, *_: Any, **__: Any) -> None:
            return None

        def system(self, cmd: str) -> None:
            import subprocess

            command = self.var_expand(cmd, depth=1)
            done = subprocess.run(command, shell=True, capture_output=True, text=True, errors="replace")
            print(done.stdout + done.stderr, end="")
            self.user_ns["_exit_code"] = done.returncode

        system_piped = system_raw = system

    Shell.display_pub_class.default_value = Publisher
    Shell.displayhook_class.default_value = Hook
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    shell = Shell.instance(config=settings)
    formatter: Any = shell.display_formatter
    formatter.active_types = list(formatter.formatters)
    # the first cell makes modules and caches that every submission needs
    shell.run_cell("1", store_history=False)
    outputs.begin()
    return shell


def serve(shell: Any, outputs: Outputs, talk: int) -> None:
    """Run what comes in on `talk`, a line of JSON each, until it closes; reply with a line each.

    A request has `key`, `source`, `kind` (`cell`, `test` or `probe`) and the `shared` names; a reply
    has the same `key`, the `outputs`, the `count` of the cell, if it `failed`, and what of Python or
    the libraries was `changed`.
    """
    # bound here, so that replacing them in their modules changes nothing for what follows
    dumps, loads, write, read, close = (
        json.JSONEncoder().encode,
        json.JSONDecoder().decode,
        os.write,
        os.read,
        os.close,
    )
    settrace, setprofile, run_test = sys.settrace, sys.setprofile, _run_test
    running = False
    own = shell.user_ns
    names = NamesOfTests(own)

    def interrupt(_: int, frame: FrameType | None) -> None:
        # not in what IPython does before and after a cell, which would be left half done
        while running and frame is not None:
            if frame.f_globals is own or frame.f_globals is names:
                raise CellTimeoutError("no end within the time limit")
            frame = frame.f_back

    looked: list[str] = []
    testing = _audit(looked, own, names)
    changed = watch(type(shell), interrupt, testing)
    bent: list[str] = []
    signal.signal(signal.SIGINT, interrupt)
    # a process that a student forks has nothing to say to the grader
    os.register_at_fork(after_in_child=lambda: close(talk))
    streams = Stream("stdout", outputs), Stream("stderr", outputs)
    waiting = b""
    while True:
        while b"\n" not in waiting:
            more = read(talk, 1 << 16)
            if not more:
                return
            waiting += more
        line, _, waiting = waiting.partition(b"\n")
        request = loads(line.decode())
        source, kind = request["source"], request["kind"]
        outputs.begin()
        error: BaseException | None = None
        try:
            sys.stdout, sys.stderr = streams
            running = True
            if kind == "cell":
                ran = shell.run_cell(source, store_history=True)
                error = ran.error_before_exec or ran.error_in_exec
            else:
                settrace(None)
                setprofile(None)
                names.begin(request["shared"])
                testing(kind == "test")
                error = run_test(source, shell, outputs, names)
                shell.execution_count += kind == "test"
        except BaseException as raised:
            error = raised
        finally:
            running = False
            testing(False)
        if kind == "test":
            outputs.kept = [
                one for one in outputs.kept if one.get("output_type") != "execute_result" or one.get("own")
            ]
        # also between tests, for what puts itself back before the next look
        bent += changed() if kind != "probe" else []
        cut = outputs.cut
        if error is not None:
            outputs.kept.append(_error(error, shell, kind))
        reply = {
            "key": request["key"],
            "outputs": [
                {name: value for name, value in one.items() if name != "own"} for one in outputs.kept
            ],
            "count": shell.execution_count - 1,
            "failed": error is not None,
            "cut": cut,
            "changed": [*dict.fromkeys(bent), *looked] if kind == "probe" else [],
        }
        if kind == "probe":
            bent.clear()
        try:
            said = dumps(reply).encode()
        except (TypeError, ValueError, RecursionError):
            reply["outputs"] = []
            said = dumps(reply).encode()
        said += b"\n"
        while said:
            said = said[write(talk, said) :]


def _run_test(source: str, shell: Any, outputs: Outputs, names: NamesOfTests) -> BaseException | None:
    """Run a test that sees the student's names; the value of a last expression counts as points."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a test with magics
        ran = shell.run_cell(source, store_history=True)
        for one in outputs.kept:
            one["own"] = True
        failed: BaseException | None = ran.error_before_exec or ran.error_in_exec
        return failed
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    try:
        exec(compile(tree, "<test>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<test>", "eval"), names)
            if value is not None:
                said = repr(float(value)) if isinstance(value, (int, float)) else object.__repr__(value)
                data = {"text/plain": said}
                count = shell.execution_count
                outputs.kept.append(
                    {
                        "output_type": "execute_result",
                        "data": data,
                        "metadata": {},
                        "execution_count": count,
                        "own": True,
                    }
                )
    except BaseException as raised:
        return raised
    return None


def _error(error: BaseException, shell: Any, kind: str) -> Output:
    name = type(error).__name__[:200]
    try:
        said = str(error)[:2000]
    except BaseException:
        said = ""
    lines = [f"{name}: {said}"]
    if kind == "cell":  # a test's traceback would show the hidden tests
        try:
            lines = shell.InteractiveTB.structured_traceback(
                type(error), error, error.__traceback__, tb_offset=1
            )
        except BaseException:
            lines = traceback.format_exception_only(type(error), error)
    kept = [str(line)[:5000] for line in list(lines)[-60:]]
    return {"output_type": "error", "ename": name, "evalue": said, "traceback": kept}


def _audit(looked: list[str], names: dict[str, Any], tests: NamesOfTests) -> Callable[[bool], None]:
    """Let Python itself tell, while a test runs, of students' code that looks at who called it.

    What they looked at is added to `looked`; the function returned says when a test begins and ends.
    """
    events = {
        "sys._getframe",
        "sys._current_frames",
        "sys.settrace",
        "sys.setprofile",
        "sys.setswitchinterval",
    }
    events |= {"gc.get_objects", "gc.get_referrers", "gc.get_referents", "object.__getattr__"}
    getframe = sys._getframe
    # by the names that code runs in, for it can be compiled under any file's name
    own = id(names)
    known = {id(vars(one)): name for name, one in sys.modules.items() if isinstance(one, ModuleType)}
    passing = {place for place, name in known.items() if name in ("inspect", "traceback")}
    judging, apart = _run_test.__code__, id(tests)
    on = False

    def students(frame: FrameType) -> bool:
        if frame.f_back is not None and frame.f_back.f_code is judging:
            return False  # the test itself
        if id(frame.f_globals) == apart:
            return False  # a function of a test
        return id(frame.f_globals) == own or id(frame.f_globals) not in known

    def beyond(frame: FrameType | None, found: Any) -> bool:
        """Look if a library was made to give a frame that lies beyond the student's."""
        between = False
        while frame is not None and frame is not found:
            between = between or students(frame)
            frame = frame.f_back
        return between and frame is not None and not students(frame)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal on
        if not on or event not in events:
            return
        on = False  # what follows is no one's look
        frame: FrameType | None = getframe(1)
        far = event == "sys._getframe" and bool(arguments) and beyond(frame, arguments[0])
        while frame is not None and id(frame.f_globals) in passing:
            frame = frame.f_back
        if far or (frame is not None and students(frame)):
            name = str(arguments[1]) if event == "object.__getattr__" else event
            if name not in looked:
                looked.append(name)
        on = True

    def testing(begins: bool) -> None:
        nonlocal on
        if begins:
            looked.clear()
        on = begins

    sys.addaudithook(hook)
    return testing
