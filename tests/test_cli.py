"""The command line says what it does, refuses in one line, and keeps tracebacks for real errors."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from timbang import checks, cli
from timbang.checks import Report
from timbang.checks.finding import Finding
from timbang.errors import BadNotebook

TIMBANG = Path(sys.executable).with_name("timbang")


def run(*arguments: str, **options):
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb"}
    return subprocess.run([TIMBANG, *arguments], capture_output=True, text=True, env=environment, **options)


def started(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process; return exit status, stdout and stderr."""
    monkeypatch.setattr(sys, "argv", ["timbang", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out, said.err


def test_help_lists_every_command():
    shown = run("--help")
    assert shown.returncode == 0
    for command in ("build", "serve", "lab", "check", "run", "accept", "grade"):
        assert command in shown.stdout


def test_help_loads_nothing_heavy():
    heavy = "{'pandas', 'altair', 'sphinx', 'nbformat', 'nbclient', 'babel', 'yaml', 'numpy', 'nbgrader'}"
    code = f"import sys, timbang.cli; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


def test_version_is_that_of_the_package():
    from importlib.metadata import version

    assert run("--version").stdout == f"timbang {version('timbang')}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "--lang", "xx"], "language 'xx': the course has en and id; choose one of them"),
        (["build", "--lang", "xx"], "language 'xx': the course has en and id; choose one of them"),
        (["run", "99-none"], "99-none: no such page; the book has "),
        (["accept", "99-none"], "99-none: no such page; the book has "),
    ],
)
def test_what_the_course_refuses_is_one_line_and_exit_status_2(arguments, said):
    refused = run(*arguments)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.startswith(f"timbang: {said}")
    assert refused.stderr.count("\n") == 1


def test_a_notebook_that_is_not_valid_is_refused_and_left_as_it_is(tmp_path):
    bad = tmp_path / "bad.ipynb"
    bad.write_text("{")
    refused = run("run", str(bad))
    assert refused.returncode == 2
    assert f"timbang: {bad}: line 1: not a notebook" in refused.stderr
    assert bad.read_text() == "{"


def test_run_stores_the_outputs_of_a_notebook(tmp_path):
    path = tmp_path / "page.ipynb"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("6 * 7", id="answer")])
    nbformat.write(notebook, path)
    assert run("run", str(path)).stdout.endswith("1 run, 1 changed\n")
    (cell,) = json.loads(path.read_text())["cells"]
    assert cell["outputs"][0]["data"]["text/plain"] == ["42"]
    assert run("run", str(path)).stdout == "1 run, 0 changed\n"


def test_check_lists_findings_one_a_line_with_exit_status_1(monkeypatch, capsys):
    report = Report([Finding("a.ipynb", "x", "is wrong", "mend it")], "3 checks; 1 to mend")
    monkeypatch.setattr(checks, "run", lambda: report)
    status, out, err = started(monkeypatch, capsys, "check")
    assert (status, out, err) == (1, "a.ipynb · x · is wrong · mend it\n", "3 checks; 1 to mend\n")


def test_check_says_what_it_looked_at_when_nothing_is_wrong(monkeypatch, capsys):
    monkeypatch.setattr(checks, "run", lambda: Report([], "3 checks; nothing to mend"))
    assert started(monkeypatch, capsys, "check") == (0, "3 checks; nothing to mend\n", "")


def test_an_error_of_the_course_is_told_and_one_of_the_code_keeps_its_traceback(monkeypatch, capsys):
    def refuse():
        raise BadNotebook("a.ipynb: has no cells; restore it")

    def break_down():
        raise KeyError("unexpected")

    monkeypatch.setattr(checks, "run", refuse)
    assert started(monkeypatch, capsys, "check") == (2, "", "timbang: a.ipynb: has no cells; restore it\n")
    monkeypatch.setattr(checks, "run", break_down)
    with pytest.raises(KeyError, match="unexpected"):
        cli.main()
