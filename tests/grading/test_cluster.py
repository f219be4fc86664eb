"""A cluster grades as one machine does, and workers that die cost no submission."""

import os
import shutil
import signal
import socket
import sys
import threading
from pathlib import Path

import hostile
import pytest
from handed_in import hand_in, notebook
from test_hostile import read, small_course
from test_running import class_of, lines, scores
from typer.testing import CliRunner

from timbang.cli import app
from timbang.errors import ClusterFailed, ClusterMissing
from timbang.grading.course import Course, open_course
from timbang.grading.running import Settings, run
from timbang.grading.sandbox import Limits

SMALL = hostile.NAME
LIMITS = Limits(timeout=2)
LISTS = ("grades.csv", "status.csv")

SLOW = f"import time\ntime.sleep(0.3)\n{hostile.HONEST}"
LOOKS = "import os\nshare = 0 if any(map(os.path.exists, {})) else 0.5"
"""Right where nothing of the workers' folders can be seen."""
KILLS = """
import os, signal
def parent(of):
    return int(open(f"/proc/{of}/stat").read().rpartition(")")[2].split()[1])
os.kill(parent(parent(os.getppid())), signal.SIGKILL)
def double(x):
    return 2 * x
"""
"""Without a sandbox: ends the worker that stands behind keeper and warm process."""


def local_cluster(workers: int, *, processes: bool):
    """Start a cluster on this machine; the caller closes it."""
    distributed = pytest.importorskip("distributed", reason="pip install 'timbang[cluster]'")
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=processes,
        dashboard_address=None,
        host="127.0.0.1",
        protocol="tcp://",
    )


@pytest.fixture(scope="module")
def cluster():
    with local_cluster(2, processes=True) as made:
        yield made


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Path:
    """A course that is made once, for each test to take a copy of."""
    return small_course(tmp_path_factory.mktemp("released") / "course").root


@pytest.fixture
def course(released, tmp_path) -> Course:
    shutil.copytree(released, tmp_path / "course")
    return open_course(tmp_path / "course")


def pids(cluster) -> dict[str, int]:
    """Return the process of each worker, by its address."""
    from distributed import Client

    with Client(cluster, set_as_default=False) as client:
        found: dict[str, int] = client.run(os.getpid)
        return found


def warm(pid: int) -> int:
    """Return how many warm processes a worker has."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [Path(f"/proc/{one}/cmdline") for task in tasks for one in task.read_text().split()]
    return sum(b"timbang.grading.warm" in one.read_bytes() for one in children)


def sent(course: Course, student: str, code: str = hostile.HONEST, share: str = "share = 0.5") -> None:
    given = notebook(course.released(SMALL)[SMALL])
    hand_in(course, student, SMALL, hostile.notebook(given, hostile.Attack("", code, share=share)))


def test_grades_are_those_of_one_machine(cluster, course, tmp_path):
    """Honest, half right, cut off, hostile and another's file; what a worker keeps is not to be seen."""
    from distributed import Client

    class_of(course, 4)
    sent(course, "ends", "import os\nos._exit(0)")
    sent(course, "endless", "while True:\n    pass")
    with Client(cluster, set_as_default=False) as client:

        def keep(dask_worker):
            kept = Path(dask_worker.local_directory, "another-submission")
            kept.write_text("x")
            return str(kept)

        kept = [*client.run(keep).values()]
    assert all(map(os.path.exists, kept))
    sent(course, "looks", share=LOOKS.format(kept))
    hand_in(course, "cut", SMALL, b'{"cells": [')
    (course.folder("submitted", SMALL, "s00") / "berkas.csv").write_text("a\n1\n")
    shutil.copytree(course.root, tmp_path / "plain")
    workers, counts = pids(cluster).values(), set()
    settings = Settings(limits=LIMITS, cluster=cluster.scheduler_address)
    found = run(course, SMALL, settings, lambda _: counts.update(map(warm, workers)))
    assert max(counts) == 1
    assert [warm(pid) for pid in workers] == [0, 0]
    plain = open_course(tmp_path / "plain")
    run(plain, SMALL, Settings(limits=LIMITS))
    status = {one.student: one.status for one in found}
    assert (status["ends"], status["endless"], status["cut"]) == ("partial", "partial", "rejected")
    assert read(course.root / "results" / SMALL / "grades.csv")["looks"]["total"] == "7.5"
    for name in LISTS:
        assert (course.root / "results" / SMALL / name).read_bytes() == (
            plain.root / "results" / SMALL / name
        ).read_bytes()
    assert scores(course, SMALL) == scores(plain, SMALL)
    # the same ledger: neither with the cluster nor without it is anything done again
    ledger = lines(course.root / "results" / SMALL / "run.jsonl")
    assert run(course, SMALL, settings) == found == run(course, SMALL, Settings(limits=LIMITS))
    assert lines(course.root / "results" / SMALL / "run.jsonl") == ledger


def test_a_worker_that_is_killed_in_the_midst_costs_nothing(cluster, course):
    for at in range(6):
        sent(course, f"s{at}", SLOW)
    alive, killed = pids(cluster), []

    def kill_one(progress):
        if progress.done == 2 and not killed:
            busy = [where for where, tasks in cluster.scheduler.workers.items() if tasks.processing]
            killed.append(alive[busy[0]])
            os.kill(killed[0], signal.SIGKILL)

    found = run(course, SMALL, Settings(limits=LIMITS, cluster=cluster.scheduler_address), kill_one)
    assert killed
    assert [(one.student, one.status, one.notes) for one in found] == [
        (f"s{at}", "graded", ()) for at in range(6)
    ]
    assert {row["total"] for row in read(course.root / "results" / SMALL / "grades.csv").values()} == {"7.5"}


def test_a_submission_whose_workers_die_is_told_and_its_neighbours_are_graded(cluster, course, monkeypatch):
    class_of(course, 2)
    sent(course, "kills", KILLS)
    # whoever is in a worker that dies is blamed at first
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    settings = Settings(limits=LIMITS, sandboxed=False, cluster=cluster.scheduler_address)
    found = {one.student: one for one in run(course, SMALL, settings)}
    assert found["kills"].status == "rejected"
    assert found["kills"].notes == (
        "each worker of the cluster that had it died; the same command tries it again",
    )
    assert [found[f"s{at:02}"].status for at in range(2)] == ["graded"] * 2
    # it is tried again
    sent(course, "kills")
    assert {one.status for one in run(course, SMALL, settings)} == {"graded"}


def test_a_run_that_is_stopped_goes_on(cluster, course):
    """The bell is rung in the process itself, as Ctrl+C does."""
    for at in range(5):
        sent(course, f"s{at}", SLOW)
    told = []

    def stop(progress):
        told.append(progress.stopped)
        if progress.done == 2:
            os.kill(os.getpid(), signal.SIGINT)

    settings = Settings(limits=LIMITS, cluster=cluster.scheduler_address)
    assert len(run(course, SMALL, settings, stop)) == 2
    assert told[-1]
    assert len(run(course, SMALL, settings)) == 5
    assert len(lines(course.root / "results" / SMALL / "run.jsonl")) == 5


def test_a_scheduler_that_goes_away_is_told_and_what_was_graded_stays(course):
    for at in range(4):
        sent(course, f"s{at}", SLOW)
    made = local_cluster(1, processes=False)
    closing = []

    def close(progress):
        if progress.done == 1 and not closing:
            closing.append(threading.Thread(target=made.close))
            closing[0].start()

    with pytest.raises(ClusterFailed, match="went away; once it is back"):
        run(course, SMALL, Settings(limits=LIMITS, cluster=made.scheduler_address), close)
    closing[0].join()
    assert len(run(course, SMALL, Settings(limits=LIMITS))) == 4
    assert len(lines(course.root / "results" / SMALL / "run.jsonl")) == 4


def test_what_is_missing_is_told_in_one_line(course, monkeypatch):
    class_of(course, 1)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setattr("timbang.grading.cluster.CONNECT", 1)
    command = ["grade", "run", str(course.root), SMALL, "--cluster"]
    for address in (f"tcp://127.0.0.1:{port}", "nowhere://x", "nonsense"):
        error = CliRunner().invoke(app, [*command, address]).exception
        assert isinstance(error, ClusterMissing)
        assert str(error).startswith(f"{address}: no scheduler of Dask answers (")
        assert "\n" not in str(error)
    monkeypatch.delitem(sys.modules, "timbang.grading.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterMissing, match=r"pip install 'timbang\[grading,cluster\]'"):
        run(course, SMALL, Settings(cluster="tcp://127.0.0.1:1"))
