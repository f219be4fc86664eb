"""The worked example: the same plan in both languages, without a fault, and faults of a file told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from timbang import data, language, plans
from timbang.errors import BadExercise, UnknownExercise
from timbang.models import roadmap

NAME = "09-roadmap"


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Change a piece of the example's file."""
    shutil.copytree(data.exercises(), tmp_path / "exercises")
    monkeypatch.setattr(data, "exercises", lambda: tmp_path / "exercises")
    file = tmp_path / "exercises" / "roadmaps" / f"{NAME}.yml"

    def spoil(old: str, new: str) -> None:
        content = file.read_text("utf-8")
        assert old in content
        file.write_text(content.replace(old, new, 1), "utf-8")

    return spoil


def test_both_languages_hold_the_same_plan_in_other_words() -> None:
    english = plans.example(NAME)
    language.use("id")
    indonesian = plans.example(NAME)
    for one, other in zip(english["roadmap"]["actions"], indonesian["roadmap"]["actions"], strict=True):
        words = {field for field in one if one[field] != other[field]}
        assert words <= {"name", "owner", "legal", "money", "measure"} and "name" in words
    assert roadmap.critical_path(english["roadmap"]["actions"]) == ("t1", "t4", "t8", "t11")


def test_the_example_has_no_fault_and_its_copy_is_the_callers_own() -> None:
    plan = plans.example(NAME)
    assert roadmap.faults(plan["roadmap"], plan["gap"], plan["register"]) == []
    assert {one["thread"] for one in plan["roadmap"]["actions"]} == set(roadmap.THREADS)
    plan["roadmap"]["actions"].clear()
    assert len(plans.example(NAME)["roadmap"]["actions"]) == 11


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("start: 0", "start: soon", "roadmap, actions, 1, start: must be a whole number from 0 to 1200"),
        ("thread: law", "thread: lore", "register, risks, 1, thread: must be one of law, blueprint"),
        ("needs: [t3]", "needs: [t99]", r"a fault that its own checks find \(unknown-need, t5, t99\)"),
        ("objective: draft", "objectiv: draft", "key 'objectiv' is unknown here"),
    ],
)
def test_a_fault_of_the_file_is_told_with_file_and_place(spoilt: Any, old: str, new: str, told: str) -> None:
    spoilt(old, new)
    with pytest.raises(BadExercise, match=told) as caught:
        plans.example(NAME)
    assert "roadmaps/09-roadmap.yml, line" in str(caught.value)


def test_an_unknown_example_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownExercise, match=NAME):
        plans.example("09-map")
