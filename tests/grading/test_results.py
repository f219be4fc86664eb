"""What a lecturer gets from a graded class, and what its students get back."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from dataclasses import replace

import pytest
from graded_class import AWAY, COMMENT, CUT, EMPTY, EVIL, FULL, SENT, STOPPED, WRONG, hidden_lines, page
from handed_in import NAME, notebook
from openpyxl import load_workbook

from timbang import language
from timbang.errors import FeedbackFailed, ReportFailed, UnknownAssignment, UnknownFormat
from timbang.grading import outcomes
from timbang.grading.course import Course, gradebook, open_course
from timbang.grading.export import export, plain
from timbang.grading.feedback import archive, feedback
from timbang.grading.report import report
from timbang.grading.work_files import checksum, class_gain
from timbang.grading.wrong_answers import EMPTY as LEFT
from timbang.grading.wrong_answers import HIDDEN, TEST, VALUE, WrongAnswer, values, wrong_answers


@pytest.fixture(scope="module")
def graded(graded_once, tmp_path_factory) -> Course:
    return open_course(shutil.copytree(graded_once, tmp_path_factory.mktemp("graded") / "course"))


def by_student(course: Course) -> dict[str, outcomes.Outcome]:
    return {one.student: one for one in outcomes.read(course, NAME).outcomes}


def rows(path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row.get("student") or row["Full name"]: row for row in csv.DictReader(stream)}


# What is known


def test_every_student_has_a_state(graded):
    states = {student: one.state for student, one in by_student(graded).items()}
    assert states == {
        **dict.fromkeys((FULL, WRONG, EMPTY, EVIL), "graded"),
        **{STOPPED: "partial", CUT: "rejected", AWAY: "absent"},
    }


def test_who_waits_for_a_mark_has_no_grade_but_points_so_far(graded):
    waiting = by_student(graded)[EVIL]
    assert waiting.pending == ("task-6-answer",)
    assert waiting.grade is None
    assert waiting.so_far == pytest.approx(8.8)


def test_a_rejected_submission_is_no_zero(graded):
    cut = by_student(graded)[CUT]
    assert (cut.grade, cut.so_far, cut.points) == (None, None, {})
    assert "cut off" in outcomes.remark(cut, 20)


def test_lateness_is_told_in_days_and_hours(graded):
    assert "late by 1 d 23 h" in outcomes.remark(by_student(graded)[EMPTY], 20)


def test_an_assignment_of_which_nothing_came_is_refused(course):
    with pytest.raises(UnknownAssignment, match="timbang grade collect"):
        outcomes.read(course, NAME)


# Feedback


@pytest.mark.parametrize("student", [FULL, WRONG, EMPTY, EVIL, STOPPED])
def test_no_page_holds_a_line_of_a_hidden_test(graded, student):
    told = page(graded, student)
    plain_text = re.sub(r"<[^>]+>", "", told).replace("&#39;", "'").replace("&#34;", '"').replace("&lt;", "<")
    hidden = hidden_lines(graded)
    assert len(hidden) > 15
    assert [line for line in hidden if line in plain_text] == []
    assert "another number than the table" not in told


def test_what_a_function_printed_or_raised_inside_a_hidden_test_is_not_shown(graded):
    told = page(graded, WRONG)
    assert "I was asked for" not in told.replace("raise ValueError(&#34;I was asked for", "")
    ran = notebook(graded.folder("autograded", NAME, WRONG) / f"{NAME}.ipynb")
    printed = re.findall(r"PEEK-[A-Z]+-[0-9]+", json.dumps(ran["cells"]))
    assert "PEEK-KOR-50" in printed and len(set(printed)) > 1
    assert [one for one in printed if one in told] == []


def test_a_failed_hidden_test_is_one_sentence_that_names_the_task(graded):
    assert (
        "Task 1: Read two numbers (3 points): task-1-number. A test failed that runs only after handing in."
        in page(graded, WRONG)
    )


def test_a_failed_visible_test_speaks_for_itself(graded):
    assert "gap_2004 should be above 0" in page(graded, WRONG)
    assert "task-2-test. A test ended in an error (ValueError)" in page(graded, WRONG)
    assert "task-5-test. Right in part" in page(graded, WRONG)


def test_a_comment_of_a_lecturer_is_on_the_page(graded):
    assert COMMENT.split("**")[0] in page(graded, FULL)
    assert "<strong>is</strong>" in page(graded, FULL)


def test_notes_of_repair_and_of_the_run_are_on_the_page(graded):
    assert "cells were moved" in page(graded, FULL)
    assert "stopped after 30 seconds" in page(graded, STOPPED)


def test_who_was_rejected_gets_a_page_with_the_reason(graded):
    told = page(graded, CUT)
    assert "could not be graded" in told
    assert "cut off" in told
    assert "of 20" not in told


def test_who_handed_nothing_in_gets_no_page(graded):
    assert not graded.folder("feedback", NAME, AWAY).exists()


def test_a_page_runs_no_script_and_loads_nothing(graded):
    told = page(graded, FULL)
    assert "default-src 'none'" in told
    assert "<script" not in told.casefold()
    assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', told) == []


def test_the_zip_has_moodles_names(graded):
    with zipfile.ZipFile(archive(graded, NAME)) as packed:
        assert sorted(packed.namelist()) == sorted(f"{origin}/{NAME}.html" for origin in SENT.values())


def test_making_it_again_changes_no_page(graded):
    before = page(graded, FULL)
    feedback(graded, NAME)
    assert page(graded, FULL) == before


def test_before_anything_is_graded_there_is_no_feedback_and_no_report(course):
    path = course.folder("submitted", NAME, "Siti")
    path.mkdir(parents=True)
    with pytest.raises(FeedbackFailed, match="timbang grade run"):
        feedback(course, NAME)
    with pytest.raises(ReportFailed, match="timbang grade run"):
        report(course)


# Export


def test_the_csv_says_what_a_number_alone_does_not(graded):
    path, without = export(graded, NAME, "csv")
    found = rows(path)
    assert without == 3
    assert found[FULL]["grade"] == "19.5"
    assert found[EMPTY]["grade"] == "0"
    assert found[EMPTY]["state"] == "graded late"
    assert found[STOPPED]["state"] == "partial"
    assert found[f"'{EVIL}"]["state"] == "graded manual"
    for student in (CUT, AWAY, f"'{EVIL}"):
        assert found[student]["grade"] == ""
        assert found[student]["remark"]


def test_moodles_worksheet_has_its_columns_and_numbers(graded):
    path, _ = export(graded, NAME, "moodle")
    found = rows(path)
    heads = list(found[FULL])
    assert {"Identifier", "Grade", "Last modified (grade)", "Feedback comments"} <= set(heads)
    assert found[FULL]["Identifier"] == "Participant 101"
    assert found["Dewi Lestari"]["Email address"] == "dewi@example.org"
    assert found[CUT]["Grade"] == ""
    assert "cut off" in found[CUT]["Feedback comments"]


def test_the_workbook_holds_text_where_a_formula_was_tried(graded):
    path, _ = export(graded, NAME, "xlsx")
    sheet = load_workbook(path).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    cell = next(cell for cell in sheet["A"] if cell.value == EVIL)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    grade = [cell.value for cell in sheet[1]].index("grade")
    assert {row[0].value: row[grade].value for row in sheet.iter_rows(min_row=2)}[FULL] == 19.5


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "|cmd", "\r=1"])
def test_what_begins_like_a_formula_is_told_as_text(value):
    assert str(plain(value)).startswith("'")


@pytest.mark.parametrize("value", ["Siti", "a=b", "1", 3.5, None, ""])
def test_what_is_none_stays_as_it_is(value):
    assert plain(value) == value


def test_a_format_that_is_unknown_is_refused(graded):
    with pytest.raises(UnknownFormat, match="csv, moodle, xlsx"):
        export(graded, NAME, "pdf")


# Report


def test_wrong_answers_are_counted_where_two_gave_them(graded):
    found = wrong_answers(graded, outcomes.read(graded, NAME))
    assert WrongAnswer(VALUE, "thailand_2004 = 15.0", 2) in found["task-1-number"]
    assert WrongAnswer(HIDDEN, "", 2) in found["task-1-number"]
    assert WrongAnswer(LEFT, "", 1) in found["task-1-number"]
    said = "gap_2004 should be above 0: Korea was ahead, so begin with Korea's number"
    assert WrongAnswer(TEST, said, 2) in found["task-1-gap"]
    assert not any(one.said == "order = 5" for one in found["task-5-test"])  # one student's alone


def test_only_values_that_were_written_out_are_read():
    assert values("a = 1\nb = f()\nc = [1, 'x']", "assert (a, b, c)") == ["a = 1", "c = [1, 'x']"]
    assert values("a = 1\na = f()", "assert a") == []
    assert values("a = (", "assert a") == []
    assert values("other = 1", "assert a") == []


def test_the_report_names_nobody_and_asks_no_other_host(graded):
    path, _ = report(graded, NAME)
    told = path.read_text("utf-8")
    for student in (*SENT, "Lestari"):
        assert student not in told
    assert "<script" not in told
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', told) == []
    assert '<div lang="en">' in told and '<div lang="id">' in told
    assert len(re.findall(r' id="([^"]+)"', told)) == len(set(re.findall(r' id="([^"]+)"', told)))


def test_until_all_is_marked_the_report_shows_the_points_of_tests_out_of_those(graded, monkeypatch):
    told = report(graded, NAME)[0].read_text("utf-8")
    assert "1 of 5 students still wait for marks by hand (task-6-answer)." in told
    assert "Points from tests alone, 5 students: lowest 0, middle 8.8, highest 16, of 16." in told
    assert "5 mahasiswa: terendah 0, tengah 8,8, tertinggi 16, dari 16." in told
    assert "final grades" not in told
    whole = outcomes.read(graded, NAME)
    marked = [replace(one, points={k: v or 0.0 for k, v in one.points.items()}) for one in whole.outcomes]
    monkeypatch.setattr(outcomes, "read", lambda *_: replace(whole, outcomes=tuple(marked)))
    told = report(graded, NAME)[0].read_text("utf-8")
    assert "5 final grades: lowest 0," in told and "of 20 points." in told
    assert "wait for marks by hand" not in told


def test_the_report_of_the_whole_course_holds_its_assignments(graded):
    path, _ = report(graded)
    assert path == graded.root / "results" / "report.html"
    assert NAME in path.read_text("utf-8")


def saved(answers: dict[str, dict[str, list[int]]]) -> bytes:
    """Return a file of the page "My work" with answers to the tests."""
    from timbang.widgets.assessment import assessment

    kept = {}
    for form, given in answers.items():
        made = assessment(form).fingerprints
        parts = {one: {"made": made[one], "answer": answer} for one, answer in given.items()}
        kept[form] = {"kind": "assessment", "title": form, "at": "2026-11-20T08:00:00.000Z", "parts": parts}
    return json.dumps(
        {"format": "timbang-work", "version": 1, "sum": checksum(kept), "entries": kept}, indent=1
    ).encode()


def right(form: str, question: str) -> list[int]:
    from timbang.widgets.assessment import assessment

    options = next(one for one in assessment(form).questions if one["id"] == question)["options"]
    return [place for place, option in enumerate(options) if option["right"]]


def test_the_gain_comes_from_files_beside_submissions_and_from_a_folder(graded, tmp_path):
    from timbang.widgets.assessment import assessment

    first, second = (one["id"] for one in assessment("post-test").questions[:2])
    both = saved(
        {
            "pre-test": {first: [], second: right("pre-test", second)},
            "post-test": {first: right("post-test", first), second: right("post-test", second)},
        }
    )
    (graded.folder("submitted", NAME, FULL) / "timbang-2026-11-20.json").write_bytes(both)
    (tmp_path / "Budi.json").write_bytes(saved({"pre-test": {first: []}}))
    (tmp_path / "Ani.json").write_bytes(both.replace(b'"answer": []', b'"answer": [0]'))
    told = class_gain(graded, [NAME], tmp_path)
    assert (told.students, told.only_one) == (1, 1)
    assert [(one.before, one.after, one.most) for one in told.chapters] == [(1, 2, 2)]
    assert told.notes == ["Ani.json: it was changed after it was saved"]
    path, _ = report(graded, NAME, tmp_path)
    assert "From 50 percent right before the course to 100 after it" in path.read_text("utf-8")


def test_the_sum_is_the_browsers():
    # computed by JavaScript with the loop of widgets/shared/work_file.js over the same entries
    entries = {"a-b": {"title": 'Aé "x"\n😀', "points": 0.5, "list": [1, 2], "at": "2026"}}
    assert checksum(entries) == "473b1701"


def test_a_file_of_my_work_is_no_faulty_notebook(course):
    from handed_in import hand_in

    from timbang.grading.submissions import repair_all

    given = course.released(NAME)[NAME].read_bytes()
    folder = hand_in(course, "Siti", NAME, given).parent
    (folder / "timbang-2026-11-20.json").write_bytes(saved({"pre-test": {}}))
    (outcome,) = repair_all(course, NAME)
    assert (outcome.status, outcome.notes) == ("ready", ())


def test_feedback_is_in_the_language_of_the_course(graded, monkeypatch):
    language.use("id")
    feedback(graded, NAME)
    told = page(graded, WRONG)
    assert '<html lang="id">' in told
    assert "Yang gagal adalah tes yang hanya berjalan setelah pengumpulan" in told


def test_extra_credit_and_manual_marks_count(graded):
    with gradebook(graded) as book:
        grade = book.find_grade("task-6-answer", NAME, NAME, STOPPED)
        assert grade.manual_score == 1
    assert by_student(graded)[STOPPED].points["task-6-answer"] == 1


def test_csv_is_readable_by_a_program_that_knows_no_mark(graded):
    path, _ = export(graded, NAME, "csv")
    assert next(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))[0] == "student"
