"""A run grades as nbgrader would, may be stopped and taken up, and is honest about what it could not do."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hostile
import pytest
from handed_in import NAME, answered, autograded, hand_in, notebook, solutions
from test_hostile import read, small_course

from timbang.errors import CourseBusy, SandboxMissing
from timbang.grading import assignments, sandbox
from timbang.grading.course import Course, gradebook, open_course
from timbang.grading.executor import Executor, Step, _Child
from timbang.grading.replies import INTERRUPT
from timbang.grading.running import Settings, run
from timbang.grading.sandbox import Limits
from timbang.notebooks import files

SMALL = hostile.NAME


def scores(course: Course, name: str) -> dict[str, dict[str, tuple[float | None, bool]]]:
    """Return for each student and cell what the gradebook holds."""
    with gradebook(course) as book:
        return {
            one.student.id: {
                grade.cell.name: (grade.auto_score, grade.needs_manual_grade)
                for sent in one.notebooks
                for grade in sent.grades
            }
            for one in book.assignment_submissions(name)
        }


def class_of(course: Course, count: int) -> None:
    """Hand in honest and half right answers, so that students differ."""
    given = notebook(course.released(SMALL)[SMALL])
    for at in range(count):
        code = hostile.HONEST if at % 3 else "def double(x):\n    return 0"
        sent = hostile.notebook(given, hostile.Attack("", code, share=f"share = {at / 20}"))
        hand_in(course, f"s{at:02}", SMALL, sent)


@pytest.fixture(scope="module")
def solved(english):
    source = files.read(assignments.folder("en") / NAME / f"{NAME}.ipynb")
    return answered(notebook(english.released(NAME)[NAME]), solutions(source))


def test_scores_are_those_of_nbgrader(course, solved, tmp_path):
    """The solution, the blank release and a half wrong one, by nbgrader's own executor and by ours."""
    hand_in(course, "solved", NAME, solved)
    hand_in(course, "blank", NAME, notebook(course.released(NAME)[NAME]))
    half = {"task-1-answer": "thailand_2004 = 10\ngap_2004 = 1", "task-5-answer": "order = 3"}
    hand_in(course, "half", NAME, answered(solved, half))
    shutil.copytree(course.root, tmp_path / "stock")
    found = run(course, NAME, Settings())
    assert [(one.student, one.status, one.notes) for one in found] == [
        (name, "graded", ()) for name in ("blank", "half", "solved")
    ]
    ours = scores(course, NAME)
    stock = autograded(open_course(tmp_path / "stock"), NAME)
    assert ours == {
        who: {cell: (score, manual) for cell, (score, _, manual) in cells.items()}
        for who, cells in stock.items()
    }
    row = read(course.root / "results" / NAME / "grades.csv")["solved"]
    assert (row["task-2-test"], row["task-6-answer"], row["total"], row["max"]) == ("4", "", "16", "20")


def test_what_is_graded_is_not_graded_again_but_what_changed_is(tmp_path):
    course = small_course(tmp_path / "course")
    class_of(course, 3)
    run(course, SMALL, Settings())
    made = course.folder("autograded", SMALL, "s01") / f"{SMALL}.ipynb"
    before = {path: path.stat().st_mtime_ns for path in (course.root / "autograded").rglob("*.ipynb")}
    given = notebook(course.released(SMALL)[SMALL])
    hand_in(course, "s01", SMALL, hostile.notebook(given, hostile.Attack("", "double = None")))
    run(course, SMALL, Settings())
    after = {path: path.stat().st_mtime_ns for path in (course.root / "autograded").rglob("*.ipynb")}
    assert {path for path in after if after[path] != before[path]} == {made}
    assert scores(course, SMALL)["s01"]["t2"] == (0, False)


def test_a_manual_mark_stays_and_counts(tmp_path):
    course = small_course(tmp_path / "course")
    class_of(course, 2)
    run(course, SMALL, Settings())
    with gradebook(course) as book:
        book.find_grade("t2", SMALL, SMALL, "s00").manual_score = 2
        book.db.commit()
    run(course, SMALL, Settings(limits=Limits(timeout=20)))
    assert read(course.root / "results" / SMALL / "grades.csv")["s00"]["t2"] == "2"


def lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().splitlines() if line] if path.exists() else []


def test_a_run_that_is_stopped_goes_on_to_the_same_gradebook(tmp_path):
    """Stopped three times, each in another way and after at least one more submission."""
    course, whole = (small_course(tmp_path / name) for name in ("course", "whole"))
    for one in (course, whole):
        class_of(one, 20)
    command = [str(Path(sys.executable).parent / "timbang"), "grade", "run", str(course.root), SMALL]
    ledger = course.root / "results" / SMALL / "run.jsonl"
    codes, chance = [], random.Random(0)
    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        before, until = len(lines(ledger)), time.monotonic() + 90
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(lines(ledger)) == before and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.1))
        process.send_signal(how)
        codes.append(process.wait(60))
    assert codes == [130, 130, -signal.SIGKILL]
    run(course, SMALL, Settings())
    run(whole, SMALL, Settings())
    assert scores(course, SMALL) == scores(whole, SMALL)
    for name in ("grades.csv", "status.csv"):
        assert read(course.root / "results" / SMALL / name) == read(whole.root / "results" / SMALL / name)
    done = [json.loads(line)["student"] for line in lines(ledger)]
    assert len(done) == len(set(done)) == 20


def test_two_runs_of_an_assignment_do_not_meet(tmp_path):
    course = small_course(tmp_path / "course")
    class_of(course, 1)

    def meanwhile(_):
        with pytest.raises(CourseBusy, match="another run is grading it"):
            run(open_course(course.root), SMALL, Settings())

    run(course, SMALL, Settings(), meanwhile)


def test_without_a_sandbox_nothing_is_run(tmp_path, monkeypatch):
    course = small_course(tmp_path / "course")
    class_of(course, 1)
    monkeypatch.setattr("timbang.grading.sandbox.way", lambda: "nowhere")
    with pytest.raises(SandboxMissing, match="cannot be shut in here"):
        run(course, SMALL, Settings())
    assert not (course.root / "autograded").exists()


def test_a_run_without_a_sandbox_says_so_in_every_result(tmp_path):
    course = small_course(tmp_path / "course")
    class_of(course, 2)
    found = run(course, SMALL, Settings(sandboxed=False))
    assert [(one.status, one.notes) for one in found] == [("graded", ("run without a sandbox",))] * 2


def test_the_way_without_root_shuts_in_as_well(tmp_path, monkeypatch):
    """A user namespace: no one's files, no other process, no network, no capability."""
    monkeypatch.setattr(sandbox, "way", lambda: "user")
    secret = tmp_path / "secret"
    secret.write_text("x")
    steps = [
        "import os, socket",
        f"os.path.exists({str(secret)!r}), os.path.exists('/etc/shadow')",
        "len([*filter(str.isdigit, os.listdir('/proc'))])",
        "[line.split()[1] for line in open('/proc/self/status') if line.startswith(('CapEff', 'CapPrm'))]",
        "open('/usr/taken', 'w')",
        "socket.socket()",
        "import pwd\npwd.getpwuid(os.getuid()).pw_name",
        "os.setuid(0)",
    ]
    try:
        with Executor(Limits()) as executor:
            ran = executor.run([Step(one) for one in steps], {})
    except SandboxMissing as refused:
        pytest.skip(str(refused))
    shown = [one.outputs[0].get("data", {}).get("text/plain") if one.outputs else None for one in ran.cells]
    raised = [one.outputs[0].get("ename") if one.outputs else None for one in ran.cells]
    assert shown[1:4] == ["(False, False)", "1", "['0000000000000000', '0000000000000000']"]
    assert shown[6] == "'student'"
    assert raised[5] == "PermissionError"
    assert {raised[4], raised[7]} <= {"OSError", "PermissionError"}


def test_memory_that_a_submission_frees_is_not_held_against_it():
    with Executor(Limits(memory=400 * 2**20)) as executor:
        ran = executor.run([Step("for _ in range(8):\n    kept = bytearray(100 * 2**20)\n    del kept")], {})
    assert (ran.stopped, ran.cells[0].outputs) == (False, [])


def test_the_memory_of_all_processes_of_a_submission_counts():
    forks = """import os, time
for _ in range(8):
    if os.fork() == 0:
        kept = b"x" * (100 * 2**20)
        time.sleep(1000)
time.sleep(1000)"""
    with Executor(Limits(memory=400 * 2**20, timeout=100)) as executor:
        ran = executor.run([Step(forks), Step("1")], {})
    assert ran.notes == ["ended: it needed more memory than allowed"]
    assert [one.outputs[0]["ename"] for one in ran.cells] == ["GraderStop"] * 2


def test_why_a_submission_ended_is_known_though_it_was_interrupted_at_that_moment():
    child = _Child(Executor(Limits()), {}, [])
    child.life, keeper = socket.socketpair()
    with child.life:
        keeper.sendall(b'{"reason": "memory", "status": -9}\n')
        child.life.sendall(INTERRUPT)
        keeper.close()  # with the interrupt unread, which resets the line
        child.interrupt()
        assert child.why() == "ended: it needed more memory than allowed"


def test_a_cell_that_ends_as_it_is_interrupted_does_not_hand_the_interrupt_on():
    with Executor(Limits(timeout=1)) as executor, ThreadPoolExecutor(1) as elsewhere:
        steps = [Step("import time; time.sleep(1.3)"), Step("time.sleep(0.7); told = True"), Step("told")]
        running = elsewhere.submit(executor.run, steps, {})
        time.sleep(0.5)
        # a keeper that passes the interrupt on only when the first cell has ended
        warm = executor._process.pid
        (keeper,) = map(int, Path(f"/proc/{warm}/task/{warm}/children").read_text().split())
        os.kill(keeper, signal.SIGSTOP)
        time.sleep(1.2)
        os.kill(keeper, signal.SIGCONT)
        ran = running.result()
    assert [one.outputs for one in ran.cells[:2]] == [[], []]
    assert (ran.stopped, ran.cells[2].outputs[0]["data"]["text/plain"]) == (False, "True")


def test_what_the_shell_does_around_a_cell_is_not_left_half_done():
    slow = """import time, types
def transform(lines):
    time.sleep(1.3)
    return lines
get_ipython().input_transformers_post.append(types.FunctionType(transform.__code__, {"time": time}))"""
    with Executor(Limits(timeout=1)) as executor:
        ran = executor.run([Step(slow), Step("told = True"), Step("assert told", test=True)], {})
    assert (ran.stopped, ran.notes, [one.outputs for one in ran.cells]) == (False, [], [[], [], []])


def test_an_executor_leaves_no_descriptor_and_no_process():
    before = len([*Path("/proc/self/fd").iterdir()])
    with Executor(Limits()) as executor:
        for _ in range(20):
            executor.run([Step("1")], {})
        assert len([*Path("/proc/self/fd").iterdir()]) == before + 1
    assert len([*Path("/proc/self/fd").iterdir()]) == before
