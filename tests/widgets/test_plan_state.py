"""What Python reads from the exercises that grow into a plan, and what it refuses."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from timbang import language, widgets
from timbang.errors import BadAnswer, BadRisk, UnknownExercise

GAP, REGISTER = "08-gap", "08-register"


def changed(answer: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """A copy in which one place holds another value."""
    made = copy.deepcopy(answer)
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made


def test_the_examples_are_of_the_form_of_an_answer_in_both_languages() -> None:
    for code in language.LANGUAGES:
        language.use(code)
        for name, kind in ((GAP, "gap"), (REGISTER, "register")):
            widget = getattr(widgets, kind)(name)
            assert widget.answer == {} and widget.results().empty
            widget.answer = {kind: widget.example}
            assert widget.score == {"points": 0, "max": 0}
            assert len(json.dumps(widget.page_state())) < 20_000


def test_results_of_the_gap_stand_from_the_largest_down() -> None:
    gap = widgets.gap(GAP)
    gap.answer = {"gap": changed(gap.example, ("ratings", "information"), None)}
    results = gap.results()
    assert list(results["dimension"])[:2] == ["staffing", "processes"]
    assert results["dimension"].iloc[-1] == "information"
    assert list(results["after"])[:2] == [5, 4]


def test_results_of_the_register_tell_what_the_simulation_says_of_each_risk() -> None:
    register = widgets.register(REGISTER)
    with pytest.raises(BadRisk, match="the register holds no risks"):
        register.simulation()
    register.answer = {"register": register.example}
    results = register.results()
    assert list(results["risk"]) == [one["name"] for one in register.example["risks"]]
    assert results["correlation"].between(0, 1).all() and results["among_largest"].between(0, 1).all()
    assert results["among_largest"].tolist() == register.simulation().among_largest


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("agency",), 3, "give "),
        (("agency",), "a" * 2001, "give "),
        (("notes", "people"), "a", "give "),
        (("notes", "other"), None, "give "),
        (("actions",), {}, "give "),
        (("actions", 0, "id"), 1, "give "),
        (("actions", 0, "more"), 1, "give "),
        (("ratings", "other"), 11, "other: 11 is outside 0 to 10"),
        (("ratings", "other"), "6", "other: '6' is no number"),
        (("ratings", "people"), 1, "dimension 'people' is unknown"),
        (("actions", 0, "way"), "both", "action 1: way 'both' is unknown"),
    ],
)
def test_a_gap_of_a_wrong_form_is_refused_in_one_line(path: tuple[Any, ...], value: Any, said: str) -> None:
    gap = widgets.gap(GAP)
    with pytest.raises(BadAnswer, match=said) as caught:
        gap.answer = {"gap": changed(gap.example, path, value)}
    assert "\n" not in str(caught.value) and gap.answer == {}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("horizon",), 0, "give "),
        (("horizon",), 12.5, "give "),
        (("horizon",), True, "give "),
        (("risks",), None, "give "),
        (("risks", 0, "owner"), None, "give "),
        (("risks", 0, "response"), "a" * 2001, "give "),
        (("risks", 0, "cost"), 1, "give "),
        (("risks", 0, "name"), "", "risk 1: name is missing"),
        (("risks", 0, "thread"), "money", "thread: write one of law"),
        (("risks", 0, "impact"), [0.1, 0.2], "impact: give three numbers"),
        (("risks", 0, "impact"), [0.1, float("nan"), 0.2], "nan is no number"),
        (("risks", 0, "impact"), [0.3, 0.2, 0.4], "do not rise"),
        (("risks", 0, "likelihood"), [0.1, 0.2, 1.4], "likelihood: 1.4 is outside 0 to 1"),
    ],
)
def test_a_register_of_a_wrong_form_is_refused_in_one_line(
    path: tuple[Any, ...], value: Any, said: str
) -> None:
    register = widgets.register(REGISTER)
    with pytest.raises(BadAnswer, match=said) as caught:
        register.answer = {"register": changed(register.example, path, value)}
    assert "\n" not in str(caught.value) and register.answer == {}


def test_too_many_risks_are_refused() -> None:
    register = widgets.register(REGISTER)
    with pytest.raises(BadAnswer, match="give "):
        register.answer = {"register": {"horizon": 1, "risks": register.example["risks"][:1] * 301}}


def test_an_unknown_exercise_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownExercise, match=GAP):
        widgets.gap("08-gaps")
    with pytest.raises(UnknownExercise, match=REGISTER):
        widgets.register("08-registers")


def test_a_change_of_language_or_of_the_example_keeps_what_answers_mean() -> None:
    english = [widgets.gap(GAP).fingerprints, widgets.register(REGISTER).fingerprints]
    language.use("id")
    assert [widgets.gap(GAP).fingerprints, widgets.register(REGISTER).fingerprints] == english
