"""A small course, and what hostile or broken submissions try on it; each with what it should earn.

`t1` (2 points) tests what comes before the attack, `t2` (3 points) the attack itself, `t3` (5 points, of
which an honest answer earns 2.5) what comes after it.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import beating

NAME = "small"
HONEST = "def double(x):\n    return 2 * x"
CELLS = {
    "setup": ("import pandas as pd", None),
    "a1": ("### BEGIN SOLUTION\none = 1\n### END SOLUTION", "answer"),
    "t1": ("assert one == 1\n### BEGIN HIDDEN TESTS\nassert one + 1 == 2\n### END HIDDEN TESTS", 2),
    "a2": (f"### BEGIN SOLUTION\n{HONEST}\n### END SOLUTION", "answer"),
    "t2": (
        "assert callable(double)\n### BEGIN HIDDEN TESTS\n"
        "for secret in (21, 5, 7):\n"
        "    assert all([double(secret) == secret + secret or abs(double(secret) - 2 * secret) < 0.1]), 'secret'\n"
        "### END HIDDEN TESTS",
        3,
    ),
    "a3": ("### BEGIN SOLUTION\nshare = 0.5\n### END SOLUTION", "answer"),
    "t3": ("assert share is not None\n### BEGIN HIDDEN TESTS\n5 * share\n### END HIDDEN TESTS", 5),
}


def source() -> dict[str, Any]:
    """Return the lecturer's notebook."""
    cells = []
    for name, (text, kind) in CELLS.items():
        mark = {
            "grade_id": name,
            "schema_version": 3,
            "solution": kind == "answer",
            "locked": kind != "answer",
            "grade": isinstance(kind, int),
            "task": False,
        }
        if isinstance(kind, int):
            mark["points"] = kind
        cells.append(
            {
                "cell_type": "code",
                "id": name,
                "metadata": {"nbgrader": mark},
                "source": text,
                "outputs": [],
                "execution_count": None,
            }
        )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


@dataclass(frozen=True)
class Attack:
    """A submission that tries something, and what should come of it."""

    tries: str
    code: str
    points: tuple[float, float, float] | None = (2, 0, 2.5)
    """None where it is rejected."""
    status: str = "graded"
    note: str = ""
    """What a note has to contain; without it there is none."""
    share: str = "share = 0.5"
    files: dict[str, bytes] = field(default_factory=dict)


STOPPED = (2.0, 0.0, 0.0)
WHOLE = (2.0, 3.0, 2.5)
CAUGHT = (2.0, 0.0, 0.0)


def wins_if(attempt: str) -> str:
    """Return code that answers rightly only where an attempt gives something."""
    lines = "\n".join(f"    {line}" for line in attempt.splitlines())
    return f"won = None\ntry:\n{lines}\nexcept Exception:\n    pass\nif won:\n    {HONEST.splitlines()[0]} return 2 * x"


class Loads:
    """Unpickles to a command."""

    def __reduce__(self) -> Any:
        return __import__("os").system, ("echo taken > /tmp/timbang-marker",)


def attacks(course: Path, outside: Path, port: int) -> list[Attack]:
    """Return the attacks.

    Parameters
    ----------
    course
        The course directory, whose files they are after.
    outside
        A folder that everyone may write to.
    port
        Where something listens on loopback.
    """
    book, tests = course / "gradebook.db", course / "source" / NAME / f"{NAME}.ipynb"
    other = course / "submitted" / "honest" / NAME / f"{NAME}.ipynb"
    reads = "won = open({!r}, 'rb').read()"
    writes = "open({!r}, 'ab').write(b'x')\nwon = True"
    command = "import subprocess\nwon = subprocess.run({!r}, shell=True, capture_output=True).returncode == 0"
    call = "import ctypes\nwon = ctypes.CDLL(None).{} == 0"
    return [
        Attack("honest", HONEST, WHOLE),
        Attack("warnings on stderr", f"import sys\nprint('careful', file=sys.stderr)\n{HONEST}", WHOLE),
        Attack(
            "stderr in a test",
            "import sys\ndef double(x):\n    print('w', file=sys.stderr)\n    return 2 * x",
            WHOLE,
        ),
        Attack("wrong answer", "def double(x):\n    return 3 * x"),
        Attack("no answer", ""),
        Attack("a cell that does not parse", "def double(x:", (2, 0, 2.5)),
        Attack("read the gradebook", wins_if(reads.format(str(book)))),
        Attack("read the sources", wins_if(reads.format(str(tests)))),
        Attack("read another submission", wins_if(reads.format(str(other)))),
        Attack("read the shadow file", wins_if(reads.format("/etc/shadow"))),
        Attack("list the course", wins_if(f"import os\nwon = os.listdir({str(course)!r})")),
        Attack(
            "find hidden tests of the package",
            wins_if("from timbang import data\nwon = [*(data.exercises() / 'graded').rglob('*.ipynb')]"),
        ),
        Attack("read the grader's environment", wins_if("import os\nwon = os.environ.get('TIMBANG_SECRET')")),
        Attack(
            "read others' environment",
            wins_if(
                "import os\nfor one in filter(str.isdigit, os.listdir('/proc')):\n"
                "    won = won or b'TIMBANG_SECRET' in open(f'/proc/{one}/environ', 'rb').read()"
            ),
        ),
        Attack(
            "see other processes",
            wins_if("import os\nwon = len([*filter(str.isdigit, os.listdir('/proc'))]) > 1"),
        ),
        Attack(
            "read through a symlink",
            wins_if(f"import os\nos.symlink({str(book)!r}, 'here')\n{reads.format('here')}"),
        ),
        Attack("climb out with dots", wins_if(reads.format("../../../.." + str(book)))),
        Attack("climb out through a process's root", wins_if(reads.format(f"/proc/1/root{book}"))),
        Attack("write the gradebook", wins_if(writes.format(str(book)))),
        Attack("write the sources", wins_if(writes.format(str(tests)))),
        Attack("write another submission", wins_if(writes.format(str(other)))),
        Attack("write where everyone may", wins_if(writes.format(str(outside / "taken")))),
        Attack("write a list of users", wins_if(writes.format("/etc/passwd"))),
        Attack(
            "write into a library",
            wins_if("import pandas\n" + writes.format("X").replace("'X'", "pandas.__file__")),
        ),
        Attack("make a file at the top", wins_if(writes.format("/taken"))),
        Attack(
            "leave a file among the temporary ones",
            f"open('/tmp/timbang-marker', 'w').write('x')\n{HONEST}",
            WHOLE,
        ),
        Attack(
            "connect on loopback",
            wins_if(f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)\nwon = True"),
        ),
        Attack("connect by the shell", wins_if(command.format(f"exec 3<>/dev/tcp/127.0.0.1/{port}"))),
        Attack("look up a name", wins_if("import socket\nwon = socket.getaddrinfo('example.org', 80)")),
        Attack(
            "connect to an abstract socket",
            wins_if("import socket\nsocket.socket(socket.AF_UNIX).connect('\\0timbang-test')\nwon = True"),
        ),
        Attack("become root by a program", wins_if(command.format("mount -t tmpfs x /tmp"))),
        Attack("become root by a call", wins_if("import os\nos.setuid(0)\nwon = True")),
        Attack("new namespaces", wins_if(call.format("unshare(0x10000000)"))),
        Attack("mount", wins_if(call.format("mount(b'x', b'/tmp', b'tmpfs', 0, None)"))),
        Attack("trace a process", wins_if(call.format("ptrace(16, 1, 0, 0)"))),
        Attack(
            "make a device",
            wins_if(
                "import os, stat\nos.mknod('disk', stat.S_IFBLK | 0o600, os.makedev(254, 0))\nwon = True"
            ),
        ),
        Attack(
            "a background process",
            f"import subprocess\nsubprocess.Popen(['sleep', '{port}.1'], start_new_session=True)\n{HONEST}",
            WHOLE,
        ),
        Attack(
            "a daemon",
            f"import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        os.execvp('sleep', ['sleep', '{port}.2'])\n    os._exit(0)\n{HONEST}",
            WHOLE,
        ),
        Attack(
            "kill everyone",
            f"import os\ntry:\n    os.kill(-1, 9)\nexcept OSError:\n    pass\n{HONEST}",
            WHOLE,
        ),
        Attack("kill itself", f"import os\nos.kill(os.getpid(), 15)\n{HONEST}", WHOLE),
        Attack("os._exit", "import os\nos._exit(0)", STOPPED, "partial", "Python ended"),
        Attack("sys.exit", "import sys\nsys.exit()", (2, 0, 2.5)),
        Attack("a crash", "import ctypes\nctypes.string_at(0)", STOPPED, "partial", "signal 11"),
        Attack("a fork bomb", "import os\nwhile True:\n    os.fork()", (2, 0, None), "partial", ""),
        Attack("an endless loop", "while True:\n    pass", (2, 0, 2.5), "partial", "a2: stopped after 1 s"),
        Attack(
            "an endless loop in a test",
            "def double(x):\n    while True:\n        pass",
            (2, 0, 2.5),
            "partial",
            "t2: stopped after 1 s",
        ),
        Attack(
            "a loop that catches everything",
            "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
            STOPPED,
            "partial",
            "the cells after it were not run",
        ),
        Attack(
            "blocked signals",
            "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\nwhile True:\n    pass",
            STOPPED,
            "partial",
            "the cells after it were not run",
        ),
        Attack("sleep", "import time\ntime.sleep(1000)", (2, 0, 2.5), "partial", "a2: stopped after 1 s"),
        Attack("3 GB of memory", "kept = bytearray(3 * 10**9)", (2, 0, 2.5), "partial", "more memory"),
        Attack(
            "memory of many processes",
            "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        kept = b'x' * 150_000_000\n        time.sleep(100)\n        os._exit(0)\ntime.sleep(0.9)",
            None,
            "partial",
            "",
        ),
        Attack(
            "fill the disk",
            wins_if("for at in range(100):\n    open(str(at), 'wb').write(bytes(50_000_000))\nwon = True"),
        ),
        Attack("open everything", wins_if("kept = [open('/dev/null') for _ in range(10_000)]\nwon = True")),
        Attack("huge output", f"print('x' * 20_000_000)\n{HONEST}", WHOLE, "graded", "output was cut"),
        Attack(
            "endless output", "while True:\n    print('x' * 1000)", (2, 0, 2.5), "partial", "output was cut"
        ),
        Attack(
            "deep output",
            f"{HONEST}\ndeep = []\nfor _ in range(100_000):\n    deep = [deep]\ndeep",
            None,
            "graded",
            "",
        ),
        Attack("broken characters", f"{HONEST}\nprint('\\ud800', '\\x00', '\\x1b[31m')\n'\\udfff'", WHOLE),
        Attack("printed scores", "print('{\"t2\": 3, \"failed\": false}')\nprint('10/10')\n3"),
        Attack(
            "scores shown as results",
            "from IPython.display import display\ndisplay(3)\ndef double(x):\n    import sys\n    sys.displayhook(3)\n    return 0",
        ),
        Attack(
            "replies written ahead",
            "import os, json\nreply = json.dumps({'key': '', 'outputs': [], 'failed': False, 'count': 1, 'changed': []}) + '\\n'\nfor one in range(3, 64):\n    try:\n        os.write(one, reply.encode() * 9)\n    except OSError:\n        pass",
            STOPPED,
            "partial",
            "line to the grader",
        ),
        Attack(
            "noise on the line",
            "import os\nfor one in range(3, 64):\n    try:\n        os.write(one, b'\\xff\\n')\n    except OSError:\n        pass",
            STOPPED,
            "partial",
            "line to the grader",
        ),
        Attack("closed line", "import os\nos.closerange(3, 64)", STOPPED, "partial", ""),
        Attack(
            "gc for tests to come",
            wins_if(
                "import gc\nwon = any('in (21' + ', 5' in one for one in gc.get_objects() if isinstance(one, str))"
            ),
        ),
        Attack("the shell's history", wins_if("won = any('secret' in one for one in In[:-1])")),
        Attack(
            "the caller's frame",
            "import sys\ndef double(x):\n    frame = sys._getframe(1)\n    return frame.f_locals['secret'] * 2",
            (2, 0, 2.5),
            "partial",
            "t2: the test was tampered with (changed: sys._getframe",
        ),
        Attack(
            "inspect",
            "import inspect\ndef double(x):\n    return 2 * inspect.currentframe().f_back.f_globals['secret']",
            (2, 0, 2.5),
            "partial",
            "tampered",
        ),
        Attack(
            "a traceback's frame",
            "def double(x):\n    try:\n        1 / 0\n    except ZeroDivisionError as error:\n        return 2 * error.__traceback__.tb_frame.f_back.f_globals['secret']",
            (2, 0, 2.5),
            "partial",
            "tampered",
        ),
        *(Attack(name, code, (2, 0, 2.5), "partial", "tampered") for name, code in beating.DETOURS.items()),
        Attack("another runner of tests", beating.RUNNER, CAUGHT, "partial", "changed: timbang.grading"),
        Attack(
            "another code for the runner of tests",
            beating.INSIDE,
            CAUGHT,
            "partial",
            "t2: the test was tampered with (changed: timbang.grading.shell._run_test",
        ),
        *(Attack(name, code) for name, code in beating.SHADOWED.items()),
        *(Attack(f"gets through: {name}", code, WHOLE) for name, code in beating.THROUGH.items()),
        Attack(
            "a trace function",
            "import sys\ndef skip(frame, event, arg):\n    return skip\nsys.settrace(skip)",
        ),
        Attack(
            "an import hook",
            "import sys\nclass Finder:\n    def find_spec(self, *rest):\n        return None\nsys.meta_path.insert(0, Finder())\nsys.path.insert(0, '/tmp')",
        ),
        Attack(
            "asserts taken out",
            "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node):\n        return ast.Pass()\nget_ipython().ast_transformers.append(Drop())",
        ),
        Attack(
            "a shell that never fails",
            "shell = get_ipython()\nrun = shell.run_cell\nshell.run_cell = lambda *a, **k: run('1')\nshell.run_code = lambda *a, **k: None",
            (2, 0, 0),
        ),
        Attack(
            "another exec",
            "import builtins\nbuiltins.exec = lambda *a, **k: None",
            CAUGHT,
            "partial",
            "tampered",
        ),
        Attack(
            "another AssertionError",
            "import builtins\nclass AssertionError(Warning):\n    pass\nbuiltins.AssertionError = AssertionError",
            CAUGHT,
            "partial",
            "changed: builtins.AssertionError",
        ),
        Attack(
            "another pandas",
            "pd.DataFrame.__eq__ = lambda *a: True\npd.Series.__bool__ = lambda *a: True",
            CAUGHT,
            "partial",
            "changed: pandas.DataFrame.__eq__",
        ),
        Attack(
            "another table",
            "from timbang import data\ndata.table = lambda *a: None",
            CAUGHT,
            "partial",
            "changed: timbang.data.table",
        ),
        Attack(
            "another json",
            f"import json, os\njson.dumps = json.JSONEncoder.encode = lambda *a, **k: '{{}}'\nos.write = lambda *a: 0\n{HONEST}",
            WHOLE,
        ),
        Attack("not a number", HONEST, (2, 3, 0), share="share = float('nan')"),
        Attack("more than all points", HONEST, (2, 3, 5), share="share = 10.0**9"),
        Attack("fewer than none", HONEST, (2, 3, 0), share="share = -1"),
        Attack(
            "a number that says another",
            HONEST,
            (2, 3, 2.5),
            share="class Share(float):\n    def __repr__(self):\n        return '5'\nshare = Share(0.5)",
        ),
        Attack(
            "a pickle",
            f"import pickle\npickle.load(open('data.pkl', 'rb'))\n{HONEST}",
            WHOLE,
            files={"data.pkl": pickle.dumps(Loads())},
        ),
        Attack(
            "a module of its own", f"import json\nimport own\n{HONEST}", WHOLE, files={"own.py": b"x = 1"}
        ),
        Attack(
            "a pandas of its own",
            f"import pandas\nassert pandas.DataFrame\n{HONEST}",
            WHOLE,
            files={"pandas.py": b"raise SystemExit"},
        ),
    ]


def notebook(released: dict[str, Any], attack: Attack) -> dict[str, Any]:
    """Return the submission of an attack."""
    made: dict[str, Any] = json.loads(json.dumps(released))
    answers = {"a1": "one = 1", "a2": attack.code, "a3": attack.share}
    for cell in made["cells"]:
        if cell["id"] in answers:
            cell["source"] = answers[cell["id"]]
    return made
