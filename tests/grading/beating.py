"""What students could write to pass the hidden test of `double` without doubling."""

LOOK = "import sys\ndef double(x):\n    return 2 * sys._getframe(1).f_globals['secret']"
EQUAL = "    def __eq__(self, other):\n        return True\ndef double(x):\n    return Any"

DETOURS = {
    "a frame under another file's name": f"exec(compile({LOOK!r}, 'other.py', 'exec'))",
    "a frame that poses as a library's": f"exec(compile({LOOK!r}, 'inspect.py', 'exec'))",
    "a frame that poses as the test's": f"exec(compile({LOOK!r}, '<test>', 'exec'))",
    "a frame in names of its own": (
        f"own = {{}}\nexec(compile({LOOK!r}, 'x.py', 'exec'), own)\ndouble = own['double']"
    ),
    "names that pandas looks up in its caller": "def double(x):\n    return pd.eval('secret * 2', level=1)",
    "names that IPython looks up in its caller": (
        "from IPython.utils.frame import extract_module_locals\n"
        "def double(x):\n    return 2 * extract_module_locals(1)[1]['secret']"
    ),
}
"""Looks at the test through other code, or under another file's name: noticed."""

RUNNER = (
    "from timbang.grading import shell\nrun = shell._run_test\n"
    "shell._run_test = lambda source, *a: run(source, *a) if source.startswith('assert [') else None"
)
"""Puts something else in the place of the grader's own function: noticed."""

INSIDE = (
    "from timbang.grading import shell\nrun = shell._run_test\n"
    "def quiet(source, *rest):\n"
    "    if source.startswith('assert ['):\n"
    "        try:\n            exec(source)\n"
    "        except AssertionError as error:\n            return error\n"
    "run.__code__ = quiet.__code__"
)
"""Swaps the code of the grader's own function and leaves the function in its place: noticed."""

SHADOWED = {
    "another abs": "abs = lambda x: 0\ndef double(x):\n    return 0",
    "another all and any": "all = any = lambda *a: True\ndef double(x):\n    return 0",
    "other builtins": (
        "import builtins\n__builtins__ = dict(vars(builtins), abs=lambda x: 0, all=lambda *a: True)\n"
        "def double(x):\n    return 0"
    ),
    "the test's own names": "def double(x):\n    return 2 * globals()['secret']",
}
"""Names of the student's that a test does not take, and one of a test's that a student does not see."""

THROUGH = {
    "equal to everything": f"class Any:\n{EQUAL}()",
    "a number equal to everything": f"class Any(float):\n{EQUAL}(0)",
    "a text equal to everything": f"class Any(str):\n{EQUAL}()",
    "a signal handler": (
        "import signal\nfound = []\n"
        "def look(number, frame):\n    found.append(frame.f_back.f_globals['secret'])\n"
        "def double(x):\n"
        "    before = signal.signal(signal.SIGUSR1, look)\n    signal.raise_signal(signal.SIGUSR1)\n"
        "    signal.signal(signal.SIGUSR1, before)\n    return 2 * found[-1]"
    ),
}
"""Earns points without an answer, and is not noticed: the page for lecturers tells of each."""
