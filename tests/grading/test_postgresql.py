"""A gradebook on a server holds what one in a file does."""

import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
from handed_in import hand_in, notebook
from test_hostile import read, small_course
from test_running import class_of, scores

from timbang.errors import DatabaseMissing
from timbang.grading.course import open_course
from timbang.grading.initialise import initialise
from timbang.grading.release import release
from timbang.grading.running import Settings, run

SMALL = hostile.NAME


def programs() -> Path:
    """Return the folder of PostgreSQL's programs; install Debian's where that can be done."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], capture_output=True)
        subprocess.run(
            ["apt-get", "install", "-qy", "--no-install-recommends", "postgresql"], capture_output=True
        )
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed and cannot be: apt-get install postgresql")
    return found[-1].parent


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server on loopback, with a data folder of its own; its address."""
    pytest.importorskip("psycopg2", reason="pip install 'timbang[postgresql]'")
    folder, where = programs(), Path(tempfile.mkdtemp(prefix="postgresql-"))
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        entry = pwd.getpwnam("postgres")
        os.chown(where, entry.pw_uid, entry.pw_gid)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = where / "data"
    made = [
        str(folder / "initdb"),
        "-D",
        str(data),
        "-A",
        "trust",
        "-U",
        "lecturer",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    subprocess.run(made, check=True, capture_output=True, cwd="/", **user)
    command = [str(folder / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", ""]
    process = subprocess.Popen(
        [*command, "-F"], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user
    )
    try:
        until = time.monotonic() + 60
        ready = [str(folder / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        while subprocess.run(ready).returncode and time.monotonic() < until:
            time.sleep(0.1)
        yield f"postgresql+psycopg2://lecturer:secret@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(where, ignore_errors=True)


def test_both_gradebooks_hold_the_same(server, tmp_path):
    file = small_course(tmp_path / "file")
    class_of(file, 4)
    run(file, SMALL, Settings())
    initialise(tmp_path / "server", "en", server)
    shutil.copytree(file.root / "source" / SMALL, tmp_path / "server" / "source" / SMALL)
    course = open_course(tmp_path / "server")
    release(course, SMALL)
    class_of(course, 4)
    run(course, SMALL, Settings())
    assert scores(course, SMALL) == scores(file, SMALL)
    assert len(scores(course, SMALL)) == 4
    lists = [read(one.root / "results" / SMALL / "grades.csv") for one in (course, file)]
    assert lists[0] == lists[1]
    assert not (course.root / "gradebook.db").exists()
    # graded anew after another answer, as in a file
    given = notebook(course.released(SMALL)[SMALL])
    hand_in(course, "s01", SMALL, hostile.notebook(given, hostile.Attack("", "double = None")))
    run(course, SMALL, Settings())
    assert scores(course, SMALL)["s01"]["t2"] == (0, False)


def test_the_address_is_for_the_lecturer_alone(server, tmp_path):
    initialise(tmp_path / "course", "en", server)
    mode = stat.S_IMODE((tmp_path / "course" / "nbgrader_config.py").stat().st_mode)
    assert mode == 0o600


@pytest.mark.parametrize(
    "address", ["postgresql+psycopg2://a:secret@127.0.0.1:1/x", "nothing", "unknown://127.0.0.1/x"]
)
def test_a_gradebook_that_cannot_be_opened_is_told_in_one_line_without_its_password(address, tmp_path):
    with pytest.raises(DatabaseMissing, match="the gradebook cannot be opened") as refused:
        initialise(tmp_path / "course", "en", address)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "course").exists()
