"""A class is repaired: whoever can be graded is ready, whoever cannot is rejected with the reason."""

import csv
import json

import pytest
from handed_in import NAME, answered, autograded, hand_in, notebook, solutions

from timbang.grading import assignments
from timbang.grading.submissions import choose, repair_all
from timbang.notebooks import files


@pytest.fixture(scope="module")
def released(english):
    return notebook(english.released(NAME)[NAME])


@pytest.fixture(scope="module")
def solved(released):
    source = files.read(assignments.folder("en") / NAME / f"{NAME}.ipynb")
    return answered(released, solutions(source))


def stranger(title: str) -> dict:
    """A notebook of another assignment of ours: the same names of cells, other texts."""
    names = ("title", "setup", "task-1", "task-1-answer", "task-1-number", "task-6-answer", "hand-in")
    cells = [
        {
            "cell_type": "code" if "answer" in name else "markdown",
            "metadata": {"nbgrader": {"grade_id": name, "solution": "answer" in name, "grade": False}},
            "source": f"{title} {name}",
            "id": name,
        }
        for name in names
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def test_a_class_is_sorted_into_ready_and_rejected(course, released, solved):
    good, cut = json.dumps(solved).encode(), json.dumps(solved).encode()[:-5000]
    hand_in(course, "honest", NAME, solved)
    hand_in(course, "blank", NAME, released)
    hand_in(course, "renamed", NAME, b"x").rename(course.folder("submitted", NAME, "renamed") / "x.pdf")
    (course.folder("submitted", NAME, "renamed") / "tugas saya (1).ipynb").write_bytes(good)
    hand_in(course, "suffix", NAME, good).rename(
        course.folder("submitted", NAME, "suffix") / "work.ipynb.txt"
    )
    hand_in(course, "cut", NAME, cut)
    hand_in(course, "empty", NAME, b"")
    hand_in(course, "other", NAME, stranger("Another assignment"))
    third = hand_in(course, "pdf", NAME, b"%PDF")
    third.rename(third.with_name("work.pdf"))
    hand_in(course, "Nguyễn Văn A", NAME, good)
    course.folder("submitted", NAME, "nothing").mkdir(parents=True)
    outcomes = {one.student: one for one in repair_all(course, NAME)}
    assert {name for name, one in outcomes.items() if one.status == "ready"} == {
        *("honest", "blank", "renamed", "suffix", "Nguyễn Văn A"),
    }
    notes = {name: "; ".join(one.notes) for name, one in outcomes.items()}
    assert notes["honest"] == notes["blank"] == ""
    assert notes["renamed"] == "the file was called tugas saya (1).ipynb"
    assert notes["cut"].startswith(f"{NAME}.ipynb: it is cut off in line ")
    assert notes["empty"] == f"{NAME}.ipynb: it is empty"
    assert notes["other"] == f"{NAME}.ipynb: it is another notebook than the one released"
    assert notes["pdf"] == "no notebook was sent, but work.pdf"
    assert notes["nothing"] == "no notebook was sent, but nothing"
    with (course.root / "results" / NAME / "status.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["student"]: row["status"] for row in csv.DictReader(stream)}
    assert rows == {name: one.status for name, one in outcomes.items()}
    assert sorted(path.name for path in (course.root / "repaired").iterdir()) == sorted(
        name for name, one in outcomes.items() if one.status == "ready"
    )


def test_repairing_again_takes_back_who_is_no_longer_ready(course, solved):
    path = hand_in(course, "siti", NAME, solved)
    data = path.parent / "data" / "own.csv"
    data.parent.mkdir()
    data.write_text("1")
    (path.parent / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    assert [one.status for one in repair_all(course, NAME)] == ["ready"]
    made = course.folder("repaired", NAME, "siti")
    assert (made / "data" / "own.csv").read_text() == "1"
    assert (made / "timestamp.txt").is_file()
    path.write_bytes(b"")
    assert [one.status for one in repair_all(course, NAME)] == ["rejected"]
    assert not made.exists()


def test_the_better_of_two_notebooks_is_taken(released, solved):
    sent = {
        "old.ipynb": json.dumps(released).encode(),
        "final FINAL.ipynb": json.dumps(solved).encode(),
        "other.ipynb": json.dumps(stranger("x")).encode(),
    }
    chosen, faults = choose(sent, {NAME: released})
    assert chosen[NAME][0] == "final FINAL.ipynb"
    assert faults == ["other.ipynb: it is another notebook than the one released"]


def test_whoever_translated_or_stripped_the_texts_is_still_known_by_the_answers(solved, released):
    kept = [cell for cell in solved["cells"] if cell["id"].endswith("-answer")]
    bare = {**solved, "cells": [{**cell, "metadata": {}} for cell in kept]}
    chosen, faults = choose({"x.ipynb": json.dumps(bare).encode()}, {NAME: released})
    assert list(chosen) == [NAME] and faults == []


def test_a_fault_of_our_own_costs_only_the_submission_that_meets_it(course, solved, monkeypatch):
    from timbang.grading import submissions

    real = submissions.repair

    def fails_for_one(sent, given):
        if any("meets it" in cell.source for cell in sent.cells):
            raise KeyError("unexpected")
        return real(sent, given)

    monkeypatch.setattr(submissions, "repair", fails_for_one)
    hand_in(course, "a", NAME, answered(solved, {"task-6-answer": "meets it"}))
    hand_in(course, "b", NAME, solved)
    outcomes = {one.student: one for one in repair_all(course, NAME)}
    assert outcomes["b"].status == "ready"
    assert outcomes["a"].notes == ("it could not be repaired (KeyError: 'unexpected')",)


def test_links_in_a_submission_are_not_followed(course, solved, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden tests")
    path = hand_in(course, "siti", NAME, solved)
    (path.parent / "data.txt").symlink_to(secret)
    list(repair_all(course, NAME))
    assert not (course.folder("repaired", NAME, "siti") / "data.txt").exists()


def test_nbgrader_grades_what_was_repaired_as_it_would_the_whole_submission(course, solved):
    """A bent submission earns what the whole one earns; without repair nbgrader would not grade it at all."""
    bent = json.loads(json.dumps(solved))
    cells = bent["cells"]
    cells.insert(3, cells.pop(20))
    for cell in cells:
        cell.pop("id")
        if cell["metadata"]["nbgrader"]["grade_id"] == "task-2-test":
            cell["source"] = "assert True"
    cells.append(json.loads(json.dumps(cells[12])))
    bent["metadata"]["kernelspec"] = {"name": "python", "display_name": "Pyodide"}
    bent["nbformat_minor"] = 4
    path = hand_in(course, "bent", NAME, bent)
    path.rename(path.with_name("mine.ipynb"))
    hand_in(course, "whole", NAME, solved)
    assert all(one.status == "ready" for one in repair_all(course, NAME))
    course.directory.submitted_directory = "repaired"
    scores = autograded(course, NAME)
    assert scores["bent"] == scores["whole"]
    assert sum(score or 0 for score, _, _ in scores["bent"].values()) == 16
