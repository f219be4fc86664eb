"""What Python reads from the roadmap, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timbang import language, plans, widgets
from timbang.errors import BadAnswer, UnknownExercise

NAME = "09-roadmap"


def test_the_page_gets_the_example_the_form_and_is_lean(sample: Path) -> None:
    state = widgets.roadmap(NAME).page_state()
    assert len(state["example"]["roadmap"]["actions"]) == 11
    assert state["form"]["format"] == "timbang-plan" and state["most_bytes"] == 2_000_000
    assert len(json.dumps(state)) < 24_000


def test_the_plan_is_the_example_until_one_is_kept(sample: Path) -> None:
    exercise = widgets.roadmap(NAME)
    assert exercise.plan() == plans.example(NAME)
    own = {"title": "Mine", "actions": [{"id": "a", "name": "A", "thread": "law", "start": 0, "length": 2}]}
    exercise.answer = {"roadmap": own, "beside": {"agency": "A city", "gap": None, "register": None}}
    assert exercise.plan()["agency"] == "A city"
    assert exercise.plan()["roadmap"]["actions"][0]["owner"] == ""
    results = exercise.results()
    assert (results["name"][0], results["length"][0], results["critical"][0]) == ("A", 2, "yes")
    assert exercise.score == {"points": 0, "max": 0}


@pytest.mark.parametrize(
    ("part", "answer", "told"),
    [
        ("roadmap", [], "roadmap: must hold fields of its own"),
        ("roadmap", {"actions": [{"id": "a"}]}, "roadmap, actions, 1, thread: must be one of law"),
        ("beside", {"gap": 3}, "gap: must hold fields of its own"),
        ("beside", 3, "give "),
        ("risks", {}, "there is no such part"),
    ],
)
def test_an_answer_of_a_wrong_form_is_refused(sample: Path, part: str, answer: Any, told: str) -> None:
    exercise = widgets.roadmap(NAME)
    with pytest.raises(BadAnswer, match=f"{NAME}, {part}: {told}"):
        exercise.answer = {part: answer}
    assert exercise.answer == {}


def test_an_unknown_exercise_is_told_with_the_nearest(sample: Path) -> None:
    with pytest.raises(UnknownExercise, match=NAME):
        widgets.roadmap("09-plan")


def test_a_change_of_language_keeps_what_answers_mean(sample: Path) -> None:
    english = widgets.roadmap(NAME)
    language.use("id")
    assert english.fingerprints == widgets.roadmap(NAME).fingerprints
    assert widgets.roadmap(NAME).example["roadmap"]["title"].startswith("Tiga layanan")
