"""Worked examples of gap and register are read whole, and their faults told in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from timbang import exercises
from timbang.errors import BadExercise
from timbang.models import gap, risk


def test_the_examples_say_that_they_are_made_up_and_cover_what_they_should(folder: Path) -> None:
    example = exercises.gap_exercise("08-gap")
    assert "made up" in example.agency.en and "rekaan" in example.agency.id
    assert list(example.ratings) == list(gap.DIMENSIONS)
    assert {action.way for action, _ in example.actions} == set(gap.WAYS)
    register = exercises.register_exercise("08-register")
    assert {one.thread for one in register.risks} == set(risk.THREADS)
    assert {one.kind for one in register.risks} == set(risk.KINDS)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("gaps/08-gap.yml", "rating: 4", "rating: 11", "'rating' must be a whole number from 0 to 10"),
        ("gaps/08-gap.yml", "id: technology", "id: machines", "'dimensions' must be these, in this order"),
        ("gaps/08-gap.yml", "way: design", "way: both", "way 'both' is unknown"),
        ("gaps/08-gap.yml", "[egov4dev_tech]", "[egov4dev_tec]", "the nearest are: egov4dev_tech"),
        ("registers/08-register.yml", "low: 20, mode: 40", "low: 50, mode: 40", "do not rise"),
        ("registers/08-register.yml", "high: 60", "high: 160", "'high' must be a whole number from 0 to 100"),
        ("registers/08-register.yml", "thread: law", "thread: laws", "thread: write one of law"),
        ("registers/08-register.yml", "horizon: 24", "horizon: 0", "'horizon' must be a whole number"),
    ],
)
def test_a_fault_is_told_with_file_and_line(folder: Path, file: str, old: str, new: str, said: str) -> None:
    before = (folder / file).read_text("utf-8")
    assert old in before
    (folder / file).write_text(before.replace(old, new, 1), "utf-8")
    with pytest.raises(BadExercise) as caught:
        exercises.gap_exercises(), exercises.register_exercises()
    message = str(caught.value)
    assert said in message and "\n" not in message and f"{file}, line " in message


def test_an_example_without_one_of_the_threads_is_refused(folder: Path) -> None:
    file = folder / "registers/08-register.yml"
    file.write_text(file.read_text("utf-8").replace("thread: partners", "thread: team"), "utf-8")
    with pytest.raises(BadExercise, match="'risks' has none for partners"):
        exercises.register_exercises()


def test_two_files_with_one_id_are_refused(folder: Path) -> None:
    shutil.copy(folder / "gaps/08-gap.yml", folder / "gaps/09-other.yml")
    with pytest.raises(BadExercise, match="this id is used before"):
        exercises.gap_exercises()


def test_the_chapter_tells_of_the_examples_what_they_come_to(folder: Path) -> None:
    """Chapter 08 reads both examples aloud; these are the numbers that it names."""
    example = exercises.gap_exercise("08-gap")
    after = gap.closed(example.ratings, [action for action, _ in example.actions])
    assert (gap.total(example.ratings), gap.total(after)) == (39, 29)
    register = exercises.register_exercise("08-register").example()
    risks = risk.read_register(register)
    assert (risks[3].likelihood[1], risks[3].impact[1]) == (0.1, 0.6)
    assert (
        min(risks, key=lambda one: one.likelihood[1]) is max(risks, key=lambda one: one.impact[1]) is risks[3]
    )
    found = risk.simulate(risks)
    assert round(100 * found.among_largest[3]) == 14
    assert min(found.among_largest) == found.among_largest[3]
    assert sorted(range(8), key=lambda place: -found.correlations[place])[:2] == [0, 3]
    products = [one.likelihood[1] * one.impact[1] for one in risks]
    assert sorted(products)[len(products) // 2] > products[3]
