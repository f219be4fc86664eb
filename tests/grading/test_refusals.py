"""Whose file was refused when it was collected stands in every list, until something later is taken in."""

from __future__ import annotations

import csv
import io
import json
import shutil
import stat
import zipfile
from pathlib import Path

import hostile
import pytest
from hostile import HONEST, NAME, WHOLE, Attack
from test_hostile import read, small_course

from timbang import language
from timbang.grading import entries, refusals, sheets
from timbang.grading.collect import collect, results
from timbang.grading.course import Course, open_course
from timbang.grading.export import export
from timbang.grading.feedback import feedback
from timbang.grading.outcomes import read as known
from timbang.grading.outcomes import remark
from timbang.grading.report import report
from timbang.grading.running import Settings, run
from timbang.grading.submissions import repair_all

LINK, LOCKED, OUTSIDE, BOMB, GOOD, MIXED = "Siti", "Budi", "Ani", "Eko", "Dewi", "Rudi"
REASONS = {
    LINK: "it is a link",
    LOCKED: "it is locked with a password",
    OUTSIDE: "its name leads out of the folder",
    BOMB: "it is too large (2 MB unpacked",
}
NUMBERS = {student: at for at, student in enumerate((LINK, LOCKED, OUTSIDE, BOMB, GOOD, MIXED), 11)}
Lists = tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]


def top(student: str) -> str:
    return f"{student}_{NUMBERS[student]}_assignsubmission_file_"


def moodle(path: Path, members: dict[str, bytes], links: tuple[str, ...] = (), hour: int = 9) -> Path:
    """Write a class's zip, as of 20 November at an hour."""
    when = (2026, 11, 20, hour, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, when), content, zipfile.ZIP_DEFLATED)
        for name in links:
            member = zipfile.ZipInfo(name, when)
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(member, "/etc/passwd")
    return path


def locked(content: bytes) -> bytes:
    """Return a zip whose only file says that it has a password."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("work.ipynb", content)
        archive.infolist()[0].flag_bits |= 1
    return packed.getvalue()


def lists(course: Course) -> Lists:
    folder = results(course, NAME)
    return read(folder / "status.csv"), read(folder / "grades.csv")


def again(course: Course, source: Path) -> Lists:
    """Do what `timbang grade collect` does; return the lists as they are then."""
    lines = collect(course, NAME, source)
    sheets.renew(course, NAME, {one.student for one in lines if one.status in ("collected", "replaced")})
    return lists(course)


def ran(course: Course) -> Lists:
    run(course, NAME, Settings())
    return lists(course)


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Path:
    """A small course directory; tests copy it."""
    language.use("en")
    return small_course(tmp_path_factory.mktemp("released") / "course").root


@pytest.fixture(scope="module")
def day(released, tmp_path_factory) -> dict[str, Lists | Course]:
    """The lists after each step: two runs, the same zip again, a later zip, a run, an older zip."""
    folder = tmp_path_factory.mktemp("refused")
    course = open_course(shutil.copytree(released, folder / "course"))
    given = json.loads(course.released(NAME)[NAME].read_text("utf-8"))
    honest = json.dumps(hostile.notebook(given, Attack("", HONEST))).encode()
    sent = {
        f"{top(GOOD)}/{NAME}.ipynb": honest,
        f"{top(MIXED)}/{NAME}.ipynb": honest,
        f"{top(LOCKED)}/work.zip": locked(honest),
        f"{top(OUTSIDE)}/../../{NAME}.ipynb": honest,
        f"{top(BOMB)}/{NAME}.ipynb": bytes(2_000_000),
    }
    links = (f"{top(LINK)}/{NAME}.ipynb", f"{top(MIXED)}/more.ipynb")
    first = moodle(folder / "first.zip", sent, links)
    later = {f"{top(LINK)}/{NAME}.ipynb": honest}
    second = moodle(folder / "second.zip", later, (f"{top(GOOD)}/again.ipynb",), 11)
    third = moodle(folder / "third.zip", {}, (f"{top(LINK)}/old.ipynb",), 10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entries, "MOST_BYTES", 1_000_000)
        collect(course, NAME, first)
        steps: dict[str, Lists | Course] = {"run": ran(course), "run again": ran(course)}
        steps["collected again"] = again(course, first)
        steps["later"], steps["run later"] = again(course, second), ran(course)
        steps["older"] = again(course, third)
    return steps | {"course": course}


@pytest.mark.parametrize("step", ["run", "run again", "collected again"])
@pytest.mark.parametrize("student", REASONS)
def test_who_was_refused_is_rejected_with_the_reason_and_has_no_zero(day, step, student):
    statuses, grades = day[step]
    assert statuses[student]["status"] == grades[student]["status"] == "rejected"
    assert REASONS[student] in statuses[student]["notes"]
    assert [grades[student][task] for task in ("t1", "t2", "t3", "total")] == ["", "", "", ""]
    assert statuses[GOOD] == {"student": GOOD, "status": "graded", "notes": ""}
    assert grades[GOOD]["total"] == str(sum(WHOLE))


def test_one_refused_file_beside_a_good_one_is_a_note(day):
    statuses, grades = day["run"]
    assert (statuses[MIXED]["status"], grades[MIXED]["total"]) == ("graded", str(sum(WHOLE)))
    assert statuses[MIXED]["notes"].startswith("refused when it was collected:")
    assert "more.ipynb (it is a link)" in statuses[MIXED]["notes"]


def test_a_later_good_submission_takes_the_place_of_a_refused_one(day):
    waiting, graded = day["later"][0][LINK], day["run later"][0][LINK]
    assert (waiting["status"], waiting["notes"]) == ("collected", "")
    assert (graded["status"], graded["notes"]) == ("graded", "")
    assert day["run later"][1][LINK]["total"] == str(sum(WHOLE))
    assert day["older"][0][LINK] == graded, "what was sent before it is not held against it"


@pytest.mark.parametrize("step", ["later", "run later", "older"])
def test_an_older_good_submission_stays_and_the_later_refused_one_is_a_note(day, step):
    statuses, grades = day[step]
    assert (statuses[GOOD]["status"], grades[GOOD]["total"]) == ("graded", str(sum(WHOLE)))
    assert statuses[GOOD]["notes"].startswith("a later submission was refused when it was collected:")
    assert statuses[LOCKED]["status"] == "rejected", "who is not in the later zip is not forgotten"


def test_a_note_on_a_refused_file_runs_nobody_again(day):
    ledger = (results(day["course"], NAME) / "run.jsonl").read_text("utf-8").split("\n")
    assert sorted(json.loads(line)["student"] for line in ledger if line) == sorted([GOOD, MIXED, LINK])


def test_export_and_feedback_tell_them_by_their_numbers_in_moodle(day):
    course = open_course(day["course"].root)
    path, without = export(course, NAME, "moodle")
    rows = {row["Full name"]: row for row in named(path)}
    assert without == 3
    assert rows[BOMB]["Identifier"] == f"Participant {NUMBERS[BOMB]}"
    assert (rows[BOMB]["Status"], rows[BOMB]["Grade"]) == ("rejected", "")
    assert REASONS[BOMB] in rows[BOMB]["Feedback comments"]
    pages = {page.student: page for page in feedback(course, NAME)}
    assert REASONS[OUTSIDE] in pages[OUTSIDE].file.read_text("utf-8")
    with zipfile.ZipFile(results(course, NAME) / "feedback.zip") as packed:
        assert f"{top(OUTSIDE)}/{NAME}.html" in packed.namelist()


def named(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_report_counts_them(day):
    path, _ = report(open_course(day["course"].root), NAME)
    assert '<th scope="row">rejected</th><td class="number">3</td>' in path.read_text("utf-8")


@pytest.fixture
def small(released, tmp_path) -> Course:
    return open_course(shutil.copytree(released, tmp_path / "course"))


def test_they_are_known_before_any_run_and_after_a_repair(small, tmp_path):
    def states() -> list[tuple[str, str]]:
        return [(one.student, one.state) for one in known(small, NAME).outcomes]

    collect(small, NAME, moodle(tmp_path / "x.zip", {}, (f"{top(LINK)}/x.ipynb",)))
    assert states() == [(LINK, "rejected")]
    assert [(one.student, one.status) for one in repair_all(small, NAME)] == [(LINK, "rejected")]
    assert states() == [(LINK, "rejected")]
    assert "it is a link" in remark(known(small, NAME).outcomes[0], 10)


def test_a_zip_that_cannot_be_read_does_not_take_the_place_of_a_good_notebook(small, tmp_path):
    collect(small, NAME, moodle(tmp_path / "1.zip", {f"{top(GOOD)}/{NAME}.ipynb": b"{}"}))
    collect(small, NAME, moodle(tmp_path / "2.zip", {f"{top(GOOD)}/work.zip": b"no zip"}, hour=12))
    kept = small.folder("submitted", NAME, GOOD)
    assert sorted(path.name for path in kept.iterdir()) == [f"{NAME}.ipynb", "timestamp.txt"]
    ((one,),) = refusals.read(results(small, NAME)).values()
    assert (one.student, one.file) == (GOOD, f"{top(GOOD)}/work.zip")


def test_what_tells_no_student_or_is_of_another_assignment_makes_nobody_rejected(small, tmp_path):
    source = tmp_path / "inbound"
    (source / "Budi+other+2026-11-20 09:00:00 UTC").mkdir(parents=True)
    (source / "Budi+other+2026-11-20 09:00:00 UTC" / "x.ipynb").symlink_to("/etc/passwd")
    (source / f"{NAME}.ipynb").symlink_to("/etc/passwd")
    (source / "list.csv").symlink_to("/etc/passwd")
    lines = collect(small, NAME, source)
    assert {one.status for one in lines} == {"refused"}
    assert refusals.read(results(small, NAME)) == {}


def test_the_folders_around_a_class_are_told_by_refused_files_too(small, tmp_path):
    members = {"Kelas A/siti/x.ipynb": b"{}", "Kelas A/../../budi.ipynb": b"{}"}
    collect(small, NAME, moodle(tmp_path / "x.zip", members, ("Kelas A/ani/x.ipynb",)))
    assert set(refusals.read(results(small, NAME))) == {"ani", "budi"}
    assert small.folder("submitted", NAME, "siti").is_dir()


def test_two_of_one_name_are_told_apart_also_where_one_was_refused(small, tmp_path):
    members = {f"Siti_1_assignsubmission_file_/{NAME}.ipynb": b"{}"}
    collect(small, NAME, moodle(tmp_path / "x.zip", members, ("Siti_2_assignsubmission_file_/x.ipynb",)))
    assert set(refusals.read(results(small, NAME))) == {"Siti_2"}
    assert small.folder("submitted", NAME, "Siti_1").is_dir()
