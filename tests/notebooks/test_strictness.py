"""The comparison of stored outputs is strict: what a reader sees cannot differ unnoticed."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from timbang.checks.alternatives import CHART
from timbang.notebooks import book, execution

SHOW = """
from IPython.display import display
display({"application/vnd.vegalite.v5+json": {"data": [1, 2]}, "text/plain": "a chart"}, raw=True)
display({"text/html": "<p>10</p>", "text/plain": "ten"}, raw=True)
print("printed")
"""


def compare(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    for file in ("conftest.py", "pyproject.toml"):
        shutil.copy(book.root() / file, folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def change(outputs: list[dict], kind: str) -> None:
    if kind == "chart":
        outputs[0]["data"][CHART]["data"] = [1, 3]
    elif kind == "html":
        outputs[1]["data"]["text/html"] = ["<p>11</p>"]
    elif kind == "print":
        outputs[2]["text"] = ["other\n"]
    elif kind == "missing":
        del outputs[1]


def test_a_chart_html_or_a_line_that_differs_fails(make):
    kinds = ["right", "chart", "html", "print", "missing"]
    page = make(dict.fromkeys(kinds, SHOW))
    execution.execute([page])
    notebook = json.loads(page.read_text("utf-8"))
    for cell in notebook["cells"]:
        change(cell["outputs"], cell["id"])
    page.write_text(json.dumps(notebook), "utf-8")
    result = compare(page.parent, "--nbval")
    failed = re.findall(r"^FAILED page\.ipynb::Cell (\d)", result.stdout, re.MULTILINE)
    assert [kinds[int(number)] for number in failed] == kinds[1:], result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--nbval-lax"], "stored outputs are compared as they are"),
        (["--nbval", "--nbval-sanitize-with", "pyproject.toml"], "stored outputs are compared as they are"),
        (["--nbval", "-n", "2"], "add --dist loadfile"),
    ],
)
def test_options_that_hide_differences_are_refused(tmp_path, options, said):
    result = compare(tmp_path, *options)
    assert result.returncode == 4
    assert said in result.stderr
