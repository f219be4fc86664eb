"""What makes the tests of notebooks strict, whoever starts them and however."""

import os
import tempfile

import pytest

_started_in: list[tempfile.TemporaryDirectory[str]] = []


def pytest_configure(config: pytest.Config) -> None:
    """Keep start-up files and debuggers out of outputs; refuse options that hide differences."""
    _started_in.append(tempfile.TemporaryDirectory(prefix="timbang-ipython-"))
    os.environ |= {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "IPYTHONDIR": _started_in[0].name}
    option = config.option
    if getattr(option, "nbval_lax", False) or getattr(option, "nbval_sanitize_with", None):
        raise pytest.UsageError("stored outputs are compared as they are: use --nbval, without sanitising")
    if (
        getattr(option, "nbval", False)
        and getattr(option, "numprocesses", None)
        and option.dist != "loadfile"
    ):
        raise pytest.UsageError("add --dist loadfile: otherwise the cells of one notebook run in two kernels")


def pytest_unconfigure() -> None:
    """Remove the folder that stood in for the user's start-up files."""
    for folder in _started_in:
        folder.cleanup()
