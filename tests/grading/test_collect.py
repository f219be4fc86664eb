"""Whatever a class sends is taken in, the latest of each student, and every file is accounted for."""

import csv
import io
import os
import stat
import time
import unicodedata
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from handed_in import NAME

from timbang.errors import BadSource, BadStudents
from timbang.grading import entries
from timbang.grading.collect import collect
from timbang.grading.senders import Roll, identifier, moment, sender

FILE = f"{NAME}.ipynb"


def local(*parts: int) -> datetime:
    return datetime(*parts).astimezone(UTC)


def zipped(path: Path, files: dict[str, bytes | str], when=(2026, 11, 20, 10, 0, 0)) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, when), content, zipfile.ZIP_DEFLATED)
    return path


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def submitted(course) -> dict[str, dict[str, str]]:
    """Who has what in `submitted/`, without timestamps."""
    found: dict[str, dict[str, str]] = {}
    top = course.root / "submitted"
    for path in sorted(top.rglob("*")) if top.is_dir() else []:
        if path.is_file() and path.name != "timestamp.txt":
            student, assignment, *rest = path.relative_to(top).parts
            assert assignment == NAME
            found.setdefault(student, {})["/".join(rest)] = path.read_text("utf-8", "replace")
    return found


def stamp(course, student: str) -> str:
    return (course.folder("submitted", NAME, student) / "timestamp.txt").read_text()


def told(lines) -> dict[str, tuple[str, str]]:
    return {line.file: (line.student, line.status) for line in lines}


@pytest.mark.parametrize(
    ("name", "student", "when"),
    [
        ("siti.ipynb", "siti", None),
        (f"siti_{FILE}", "siti", None),
        (f"{NAME}-siti.ipynb", "siti", None),
        (f"{NAME}_198503302003121002.ipynb", "198503302003121002", None),
        ("20231101.ipynb", "20231101", None),
        ("siti rahma_2026-11-20_10-15.ipynb", "siti rahma", local(2026, 11, 20, 10, 15)),
        (f"ps_siti_attempt_2016-01-30-15-00-00_{FILE}", "ps_siti", local(2016, 1, 30, 15)),
        ("siti 2026-11-20T10:15:30Z.ipynb", "siti", datetime(2026, 11, 20, 10, 15, 30, tzinfo=UTC)),
        ("siti (1).ipynb", "siti", None),
        ("siti-Copy2.ipynb", "siti", None),
        ("Ni Luh Ayu_4711_assignsubmission_file_", "Ni Luh Ayu", None),
        ("Peserta_4711_assignsubmission_file", "Peserta_4711", None),
        (f"siti+{NAME}+2026-11-20 03:15:00.5 UTC+abc", "siti", datetime(2026, 11, 20, 3, 15, tzinfo=UTC)),
        (FILE, "", None),
        ("Núñez_é.ipynb", "Núñez_é", None),
        ("金大中.ipynb", "金大中", None),
    ],
)
def test_a_name_tells_who_and_when(name, student, when):
    found = sender(name, NAME, [NAME])
    assert (found.student, found.time) == (student, when)


def test_a_students_name_can_be_kept_by_every_disk_and_by_nbgrader():
    assert identifier(unicodedata.normalize("NFD", "Núñez")) == "Núñez"
    assert identifier("a/../b [x]*\u202e\n") == "a_.._b _x__"
    assert identifier("..") == ""
    assert moment("2026-13-45 10:00") is None


def test_a_folder_of_notebooks_is_taken_in(course, tmp_path):
    source = written(
        tmp_path / "sent", {"siti.ipynb": "1", f"budi_{FILE}": "2", "readme.txt": "x", FILE: "3"}
    )
    os.utime(source / "siti.ipynb", (0, 0))
    lines = collect(course, NAME, source)
    assert submitted(course) == {"siti": {FILE: "1"}, "budi": {FILE: "2"}}
    assert stamp(course, "siti") == "1970-01-01 00:00:00 UTC"
    assert told(lines)["readme.txt"] == ("", "refused")
    assert told(lines)[FILE] == ("", "refused")


def test_a_folder_of_students_folders_is_taken_in_as_they_sent_it(course, tmp_path):
    files = {"A/my work.ipynb": "1", "A/data/x.csv": "2", f"B/{NAME}/{FILE}": "3", "C/answer.pdf": "4"}
    collect(course, NAME, written(tmp_path / "sent", files))
    assert submitted(course) == {
        "A": {"my work.ipynb": "1", "data/x.csv": "2"},
        "B": {FILE: "3"},
        "C": {"answer.pdf": "4"},
    }


def test_the_zip_that_moodle_makes_is_taken_in(course, tmp_path):
    files = {
        f"Ni Luh Ayu_11_assignsubmission_file_/{FILE}": "1",
        "Nguyễn Văn A_12_assignsubmission_file_/baitap.ipynb": "2",
        "Siti Rahma_13_assignsubmission_file_/one.ipynb": "3",
        "Siti Rahma_14_assignsubmission_file_/one.ipynb": "4",
        "Budi_15_assignsubmission_file_notebook.ipynb": "5",
        "Budi_15_assignsubmission_file_data.csv": "6",
        "__MACOSX/._x": "7",
    }
    collect(course, NAME, zipped(tmp_path / "course-03-123.zip", files))
    assert submitted(course) == {
        "Ni Luh Ayu": {FILE: "1"},
        "Nguyễn Văn A": {"baitap.ipynb": "2"},
        "Siti Rahma_13": {"one.ipynb": "3"},
        "Siti Rahma_14": {"one.ipynb": "4"},
        "Budi": {"notebook.ipynb": "5", "data.csv": "6"},
    }
    expected = datetime.fromtimestamp(time.mktime((2026, 11, 20, 10, 0, 0, 0, 0, -1)), UTC)
    assert stamp(course, "Budi") == expected.strftime("%Y-%m-%d %H:%M:%S UTC")


def test_a_folder_around_the_class_is_no_student(course, tmp_path):
    collect(
        course, NAME, zipped(tmp_path / "a.zip", {"Kelas A/siti/x.ipynb": "1", "Kelas A/budi/x.ipynb": "2"})
    )
    collect(course, NAME, zipped(tmp_path / "b.zip", {"Kelas B/ani.ipynb": "3", "Kelas B/eko.ipynb": "4"}))
    collect(course, NAME, zipped(tmp_path / "c.zip", {f"dewi/{FILE}": "5"}))
    assert set(submitted(course)) == {"siti", "budi", "ani", "eko", "dewi"}


def test_the_exchange_of_nbgrader_is_taken_in(course, tmp_path):
    inbound = tmp_path / "exchange" / "course" / "inbound"
    files = {
        f"siti+{NAME}+2026-11-20 10:00:00 UTC/{FILE}": "early",
        f"siti+{NAME}+2026-11-20 11:00:00 UTC+k3y/{FILE}": "late",
        f"siti+{NAME}+2026-11-20 11:00:00 UTC+k3y/timestamp.txt": "2026-11-20 11:00:00 UTC",
        f"budi+04-other+2026-11-20 11:00:00 UTC/{FILE}": "other",
    }
    written(inbound, files)
    lines = collect(course, NAME, tmp_path / "exchange")
    assert submitted(course) == {"siti": {FILE: "late"}}
    assert stamp(course, "siti") == "2026-11-20 11:00:00 UTC"
    assert [(line.student, line.status) for line in lines if line.note] == [
        ("budi", "refused"),
        ("siti", "earlier"),
    ]


def test_the_latest_of_a_student_is_kept_and_the_others_are_told(course, tmp_path):
    files = {"siti_2026-11-20.ipynb": "old", "siti_2026-11-22.ipynb": "new", "siti_2026-11-21.ipynb": "mid"}
    lines = collect(course, NAME, written(tmp_path / "sent", files))
    assert submitted(course) == {"siti": {FILE: "new"}}
    assert told(lines)["siti_2026-11-21.ipynb"] == ("siti", "earlier")
    assert "siti_2026-11-22.ipynb" in next(line.note for line in lines if line.status == "earlier")


def test_collecting_again_changes_nothing_and_a_later_one_replaces(course, tmp_path):
    first = written(tmp_path / "1", {"siti_2026-11-20.ipynb": "first"})
    assert [line.status for line in collect(course, NAME, first)] == ["collected"]
    assert [line.status for line in collect(course, NAME, first)] == ["unchanged"]
    later = written(tmp_path / "2", {"siti_2026-11-25.ipynb": "later"})
    assert [line.status for line in collect(course, NAME, later)] == ["replaced"]
    assert [line.status for line in collect(course, NAME, first)] == ["earlier"]
    assert submitted(course) == {"siti": {FILE: "later"}}
    assert not list((course.root / "submitted").rglob(".collecting-*"))


def test_a_list_names_students_and_times(course, tmp_path):
    source = written(tmp_path / "sent", {"a1.ipynb": "1", FILE: "2", "b2.ipynb": "3"})
    roll = tmp_path / "class.csv"
    roll.write_text(f"\ufeffName;Student;Time\nA1.ipynb;198503;2026-11-20 09:30\n{FILE};198504;\n", "utf-8")
    collect(course, NAME, source, Roll.read(roll))
    assert set(submitted(course)) == {"198503", "198504", "b2"}
    assert stamp(course, "198503") == local(2026, 11, 20, 9, 30).strftime("%Y-%m-%d %H:%M:%S UTC")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("who,what\n1,2\n", "needs the columns name and student"),
        ("name,student\na,\n", "line 2: needs a name and a student"),
        ("name,student,time\na,b,yesterday\n", "line 2: "),
        ("", "needs the columns"),
    ],
)
def test_a_list_that_cannot_be_used_is_said_in_one_line(content, said, tmp_path):
    (tmp_path / "class.csv").write_text(content)
    with pytest.raises(BadStudents, match=said):
        Roll.read(tmp_path / "class.csv")
    with pytest.raises(BadStudents, match="cannot be read"):
        Roll.read(tmp_path)


def test_a_zip_that_reaches_outside_is_refused_by_name_and_harms_nothing(course, tmp_path):
    """Names that lead elsewhere, links, devices, locked and broken members, beside one honest student."""
    path = tmp_path / "evil.zip"
    outside = [
        "../../../escaped.ipynb",
        "/tmp/absolute.ipynb",
        "a/../../b.ipynb",
        "C:/x.ipynb",
        "x\\..\\y.ipynb",
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in outside:
            archive.writestr(name, "x")
        for name, kind in (("link.ipynb", stat.S_IFLNK), ("pipe.ipynb", stat.S_IFIFO)):
            member = zipfile.ZipInfo(name)
            member.external_attr = (kind | 0o777) << 16
            archive.writestr(member, "/etc/passwd")
        archive.writestr("siti.ipynb", "honest")
    before = sorted(one for one in tmp_path.rglob("*") if "course" not in one.parts)
    lines = collect(course, NAME, path)
    refused = {line.file: line.note for line in lines if line.status == "refused"}
    assert set(refused) == {*outside, "link.ipynb", "pipe.ipynb"}
    assert refused["link.ipynb"] == "it is a link"
    assert submitted(course) == {"siti": {FILE: "honest"}}
    assert sorted(one for one in tmp_path.rglob("*") if "course" not in one.parts) == before
    assert not Path("/tmp/absolute.ipynb").exists()


def test_a_bomb_is_refused_without_being_unpacked(course, tmp_path, monkeypatch):
    monkeypatch.setattr(entries, "MOST_BYTES", 1_000_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.ipynb", bytes(50_000_000))
    path = zipped(
        tmp_path / "x.zip", {"siti.ipynb": "1", "budi.zip": bomb.getvalue(), "ani.ipynb": bytes(2_000_000)}
    )
    started = time.process_time()
    lines = collect(course, NAME, path)
    assert time.process_time() - started < 2
    refused = {line.file: line.note for line in lines if line.status == "refused"}
    assert "too large (50 MB unpacked" in refused["budi.zip: zeros.ipynb"]
    assert "too large" in refused["ani.ipynb"]
    assert submitted(course) == {"siti": {FILE: "1"}}


def test_a_member_that_unpacks_to_more_than_it_announced_is_refused(course, tmp_path):
    path = zipped(tmp_path / "liar.zip", {"siti.ipynb": "a" * 5000, "budi.ipynb": "1"})
    raw = path.read_bytes()
    path.write_bytes(raw.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    lines = collect(course, NAME, path)
    assert [line.file for line in lines if line.status == "refused"] == ["siti.ipynb"]
    assert submitted(course) == {"budi": {FILE: "1"}}


def test_too_many_files_are_refused_as_a_whole(course, tmp_path, monkeypatch):
    monkeypatch.setattr(entries, "MOST_FILES", 3)
    files = {f"s{number}.ipynb": "1" for number in range(5)}
    with pytest.raises(BadSource, match="holds over 3 files"):
        collect(course, NAME, zipped(tmp_path / "x.zip", files))
    with pytest.raises(BadSource, match="holds over 3 files"):
        collect(course, NAME, written(tmp_path / "sent", dict.fromkeys(files, "1")))


def test_the_zip_that_a_student_sent_is_opened(course, tmp_path):
    inner = zipped(
        tmp_path / "inner.zip", {f"work/{FILE}": "1", "../out.ipynb": "2", "timestamp.txt": "2020-01-01"}
    )
    top = "Siti_11_assignsubmission_file_"
    outer = zipped(
        tmp_path / "outer.zip", {f"{top}/work.zip": inner.read_bytes(), f"{top}/timestamp.txt": "1999-01-01"}
    )
    lines = collect(course, NAME, outer)
    assert submitted(course) == {"Siti": {f"work/{FILE}": "1"}}
    assert stamp(course, "Siti").startswith("2026-11-20"), "a student's own timestamp is not believed"
    assert [line.file for line in lines if line.status == "refused"] == [f"{top}/work.zip: ../out.ipynb"]


def test_a_broken_zip_of_a_student_is_kept_as_it_came_and_costs_no_other(course, tmp_path):
    files = {"A_1_assignsubmission_file_/work.zip": "no zip", f"B_2_assignsubmission_file_/{FILE}": "1"}
    collect(course, NAME, zipped(tmp_path / "x.zip", files))
    assert submitted(course) == {"A": {"work.zip": "no zip"}, "B": {FILE: "1"}}


def test_files_that_exclude_each_other_cost_only_their_sender(course, tmp_path):
    files = {"A_1_assignsubmission_file_/x": "1", "A_1_assignsubmission_file_/x/y": "2", "budi.ipynb": "3"}
    lines = collect(course, NAME, zipped(tmp_path / "x.zip", files))
    assert [line.student for line in lines if line.status == "refused"] == ["A"]
    assert submitted(course) == {"budi": {FILE: "3"}}


def test_a_link_in_a_folder_is_not_followed(course, tmp_path):
    secret = written(tmp_path / "secret", {"s.ipynb": "secret"})
    source = written(tmp_path / "sent", {"siti.ipynb": "1"})
    (source / "budi.ipynb").symlink_to(secret / "s.ipynb")
    (source / "ani").symlink_to(secret)
    os.mkfifo(source / "eko.ipynb")
    lines = collect(course, NAME, source)
    assert {line.file for line in lines if line.status == "refused"} == {"budi.ipynb", "ani", "eko.ipynb"}
    assert submitted(course) == {"siti": {FILE: "1"}}


def test_names_in_old_zips_and_decomposed_names_are_read(course, tmp_path):
    path = zipped(tmp_path / "x.zip", {"Nunez.ipynb": "1", unicodedata.normalize("NFD", "José.ipynb"): "2"})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"Nunez", "Né".encode() + b"ez"))  # UTF-8 without the flag that says so
    collect(course, NAME, path)
    assert set(submitted(course)) == {"Néez", "José"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"Rar!"])
def test_what_is_no_zip_is_refused_in_one_line(content, course, tmp_path):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(BadSource, match="is no zip that can be read"):
        collect(course, NAME, tmp_path / "x.zip")
    with pytest.raises(BadSource, match="no such folder or zip"):
        collect(course, NAME, tmp_path / "none.zip")


def test_the_account_lists_every_file(course, tmp_path):
    collect(course, NAME, written(tmp_path / "sent", {"siti.ipynb": "1", FILE: "3"}))
    with (course.root / "results" / NAME / "collected.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["student"], row["file"], row["status"]) for row in rows] == [
        ("", FILE, "refused"),
        ("siti", "siti.ipynb", "collected"),
    ]


def test_notebooks_of_one_assignment_sent_one_by_one_are_put_together(course, tmp_path):
    folder = course.folder("release", NAME)
    (folder / "second.ipynb").write_bytes((folder / FILE).read_bytes())
    files = {f"siti_{FILE}": "1", "siti_second.ipynb": "2"}
    collect(course, NAME, written(tmp_path / "sent", files))
    assert submitted(course) == {"siti": {FILE: "1", "second.ipynb": "2"}}
