"""A lecturer's way through the commands, in both languages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from handed_in import NAME, answered, notebook, solutions
from test_collect import zipped
from typer.testing import CliRunner

from timbang.cli import app
from timbang.grading import assignments
from timbang.notebooks import files

BIN = Path(sys.executable).parent


def timbang(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `timbang grade`, as someone does who has not activated the environment."""
    command = [str(BIN / "timbang"), "grade", *map(str, arguments)]
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(cwd),
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    environment |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)


def test_help_names_the_commands(tmp_path):
    shown = timbang("--help", cwd=tmp_path)
    assert shown.returncode == 0
    for command in ("init", "release", "collect", "repair", "run"):
        assert f" {command} " in shown.stdout


def invoked(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `timbang grade` in this process."""
    command = ["grade", *map(str, arguments)]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        ran = CliRunner().invoke(app, command, catch_exceptions=False)
    return subprocess.CompletedProcess(command, ran.exit_code, ran.stdout, ran.stderr)


@pytest.mark.parametrize(
    ("run", "code", "ready", "counted", "cut", "summary"),
    [
        (
            timbang,
            "en",
            "2 ready in repaired/, 1 rejected",
            "3 collected, 0 replaced",
            "it is cut off in line",
            "2 graded, 0 partial, 1 rejected",
        ),
        (
            invoked,
            "id",
            "2 siap di repaired/, 1 ditolak",
            "3 terkumpul, 0 diganti",
            "terpotong pada baris",
            "2 dinilai, 0 sebagian, 1 ditolak",
        ),
    ],
    ids=["in processes of their own, in English", "in one process, in Indonesian"],
)
def test_from_a_new_course_to_grades(run, code, ready, counted, cut, summary, tmp_path):
    made = run("init", "kelas", "--lang", code, cwd=tmp_path)
    assert made.stdout.splitlines()[:-1] == assignments.names(code)
    released = run("release", "kelas", NAME, cwd=tmp_path)
    given = tmp_path / "kelas" / "release" / NAME / f"{NAME}.ipynb"
    assert released.stdout.rstrip().endswith(str(given))
    source = files.read(assignments.folder(code) / NAME / f"{NAME}.ipynb")
    solved = files.serialised(answered(notebook(given), solutions(source)))
    sent = {
        f"Siti_1_assignsubmission_file_/{NAME}.ipynb": solved,
        "Budi_2_assignsubmission_file_/tugas.ipynb": solved,
        f"Ani_3_assignsubmission_file_/{NAME}.ipynb": solved[:9000],
    }
    taken = run("collect", "kelas", NAME, zipped(tmp_path / "kelas.zip", sent), cwd=tmp_path)
    assert counted in taken.stdout
    repaired = run("repair", "kelas", NAME, cwd=tmp_path)
    assert ready in repaired.stdout
    assert cut in repaired.stdout
    assert f"nbgrader autograde {NAME} --CourseDirectory.submitted_directory=repaired" in repaired.stdout
    graded = run("run", "kelas", NAME, cwd=tmp_path)
    assert summary in graded.stdout
    assert cut in graded.stdout
    assert not any(process.stderr for process in (released, taken, repaired, graded))


def test_a_refusal_is_one_line_and_exit_status_2(tmp_path):
    for arguments in (["release", ".", "x"], ["collect", ".", "x", "y"], ["repair", ".", "x"]):
        refused = timbang(*arguments, cwd=tmp_path)
        assert refused.returncode == 2
        assert refused.stderr.startswith("timbang: ")
        assert refused.stderr.count("\n") == 1
