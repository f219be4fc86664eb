"""Hostile and broken submissions earn what is theirs, change nothing, and cost no one else anything."""

import csv
import functools
import hashlib
import json
import os
import secrets
import shutil
import socket
import tempfile
from pathlib import Path

import hostile
import pytest
from handed_in import hand_in, notebook
from hostile import NAME

from timbang import language
from timbang.grading.course import Course, open_course
from timbang.grading.release import release
from timbang.grading.running import Settings, run
from timbang.grading.sandbox import Limits

MARKER = Path(tempfile.gettempdir()) / "timbang-marker"
LIMITS = Limits(timeout=1, total=8, memory=512 * 2**20)


@functools.cache
def _released() -> tempfile.TemporaryDirectory[str]:
    """A course directory that knows nothing of ours, with its assignment released; to copy."""
    made = tempfile.TemporaryDirectory(prefix="timbang-small-")
    root = Path(made.name)
    folder = root / "source" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(hostile.source()), "utf-8")
    (root / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "small"\n')
    release(open_course(root), NAME)
    return made


def small_course(root: Path) -> Course:
    """Return a course directory of the caller's own."""
    return open_course(shutil.copytree(_released().name, root))


def fingerprint(*folders: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["student"]: row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of attacks, graded in one run; what lay outside before and after it."""
    root = tmp_path_factory.mktemp("hostile")
    language.use("en")
    course = small_course(root / "course")
    secret = secrets.token_hex(16)
    outside = root / "outside"
    outside.mkdir(mode=0o777)
    outside.chmod(0o777)
    (outside / "there").write_text("as it was")
    MARKER.unlink(missing_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_UNIX) as abstract:
        port = listener.getsockname()[1]
        listener.settimeout(0.1)
        abstract.bind("\0timbang-test")
        abstract.listen()
        abstract.settimeout(0.1)
        attacks = hostile.attacks(course.root, outside, port)
        given = notebook(course.released(NAME)[NAME])
        for attack in attacks:
            path = hand_in(course, attack.tries, NAME, hostile.notebook(given, attack))
            for name, data in attack.files.items():
                (path.parent / name).write_bytes(data)
        hand_in(course, "an empty file", NAME, b"")
        hand_in(course, "a cut file", NAME, json.dumps(given).encode()[:-300])
        hand_in(course, "a picture", NAME, b"\x89PNG\r\n")
        folders = (course.root / "source", course.root / "release", course.root / "submitted", outside)
        before = fingerprint(*folders)
        os.environ["TIMBANG_SECRET"] = secret
        try:
            run(course, NAME, Settings(2, LIMITS))
        finally:
            del os.environ["TIMBANG_SECRET"]
        called = []
        for one in (listener, abstract):
            try:
                one.accept()
                called.append(one.getsockname())
            except TimeoutError:
                pass
    after = fingerprint(*folders)
    lists = (
        read(course.root / "results" / NAME / "grades.csv"),
        read(course.root / "results" / NAME / "status.csv"),
    )
    return {
        "attacks": attacks,
        "secret": secret,
        "port": port,
        "lists": lists,
        "before": before,
        "after": after,
        "called": called,
        "course": course,
    }


def test_there_are_forty_kinds_and_more(graded):
    names = [attack.tries for attack in graded["attacks"]]
    assert len(set(names)) == len(names) >= 40


def test_each_attack_earns_what_is_its_own(graded):
    grades, statuses = graded["lists"]
    wrong = []
    for attack in graded["attacks"]:
        row = grades[attack.tries]
        found = tuple(float(row[task] or -1) for task in ("t1", "t2", "t3"))
        status, notes = statuses[attack.tries]["status"], statuses[attack.tries]["notes"]
        points = attack.points or (2, None, None)
        fits = all(most is None or earned == most for earned, most in zip(found, points, strict=True))
        told = attack.note in notes and (bool(attack.note) or status == "partial" or not notes)
        if not (fits and told and status == attack.status):
            wrong.append((attack.tries, found, status, notes))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", ["an empty file", "a cut file", "a picture"])
def test_what_is_no_notebook_is_rejected_and_never_a_zero(graded, name):
    grades, statuses = graded["lists"]
    assert statuses[name]["status"] == grades[name]["status"] == "rejected"
    assert statuses[name]["notes"]
    assert [grades[name][task] for task in ("t1", "t2", "t3", "total")] == ["", "", "", ""]


def test_nothing_outside_was_changed(graded):
    assert graded["after"] == graded["before"]
    assert not MARKER.exists()
    assert not Path("/taken").exists()


def test_no_one_was_called(graded):
    assert graded["called"] == []


def test_no_process_is_left(graded):
    left = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words, environment = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        except OSError:
            continue
        # what was forked has the environment of this run; what was started from there, a name of its own
        if graded["secret"].encode() in environment or f"sleep\0{graded['port']}.".encode() in words:
            left.append(words)
    assert left == []


def test_no_hidden_test_stands_in_an_output(graded):
    for path in (graded["course"].root / "autograded").rglob("*.ipynb"):
        for cell in notebook(path)["cells"]:
            if cell["id"].startswith("t"):
                assert "in (21, 5, 7)" not in json.dumps(cell["outputs"]), path
