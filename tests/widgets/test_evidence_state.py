"""What Python reads from the exercises on evidence and writes into them, with no front end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timbang import language, widgets
from timbang.errors import BadAnswer, UnknownExercise


def placed(matching: Any) -> dict[str, dict[str, str]]:
    return {piece["id"]: {"factor": piece["factor"], "side": piece["side"]} for piece in matching.pieces}


def test_the_score_follows_the_places() -> None:
    matching = widgets.matching("04-evidence")
    assert matching.score == {"points": 0, "max": 9}
    matching.answer = placed(matching)
    assert matching.score == {"points": 9, "max": 9}
    matching.answer = {
        "S2.4": {"factor": "S4", "side": "against"},
        "S1.3": {"factor": "S1", "side": "against"},
    }
    assert matching.score == {"points": 1.25, "max": 9}


def test_results_are_one_row_a_piece() -> None:
    matching = widgets.matching("04-evidence")
    matching.answer = {"S2.4": {"factor": "S2", "side": "for"}}
    matching.attempts = {"S2.4": {"tries": 2, "first": False}}
    results = matching.results().set_index("piece")
    assert len(results) == 9
    assert list(results.loc["S2.4"]) == ["S2", "for", 0.5, 1, 2, False]
    assert results.at["S1.3", "factor"] is None and results.at["S1.3", "points"] == 0


@pytest.mark.parametrize(
    ("part", "answer", "said"),
    [
        ("S9.9", {"factor": "S1", "side": "for"}, "there is no such part; the parts are: S2.4"),
        ("S2.4", "S1", "give"),
        ("S2.4", {"factor": "S1"}, "give"),
        ("S2.4", {"factor": "S5", "side": "for"}, "the factors are S1, S2, S3, S4, the sides for, against"),
        ("S2.4", {"factor": "S1", "side": ""}, "the factors are"),
    ],
)
def test_a_place_of_a_wrong_form_is_refused_and_the_last_one_kept(part: str, answer: Any, said: str) -> None:
    matching = widgets.matching("04-evidence")
    matching.answer = placed(matching)
    with pytest.raises(BadAnswer, match=f"04-evidence, {part}: {said}"):
        matching.answer = {part: answer}
    assert matching.answer == placed(matching)


def test_weights_are_kept_and_not_marked() -> None:
    balance = widgets.balance("04-balance")
    balance.answer = {"S3": {"weights": {"S3.1": 3, "S3.4": 1}, "compared": False}}
    assert balance.score == {"points": 0, "max": 0}
    results = balance.results().set_index("piece")
    assert len(results) == 27
    assert results.at["S3.1", "weight"] == 3 and results["weight"].notna().sum() == 2
    assert results.at["S3.4", "ours"] == 3
    leanings = balance.leanings().set_index("factor")
    assert list(leanings.loc["S3", ["for", "against", "leaning"]]) == [3, 1, "clearly-for"]
    assert list(leanings["our_leaning"]) == ["clearly-for", "slightly-for", "level", "slightly-against"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"S3.1": 2}, "give"),
        ({"weights": [2], "compared": False}, "give"),
        ({"weights": {}, "compared": 1}, "give"),
        ({"weights": {"S1.1": 2}, "compared": False}, "the pieces are S3.1, S3.2"),
        ({"weights": {"S3.1": 4}, "compared": False}, "whole numbers from 0 to 3"),
        ({"weights": {"S3.1": True}, "compared": False}, "whole numbers from 0 to 3"),
    ],
)
def test_weights_of_a_wrong_form_are_refused_and_the_last_ones_kept(answer: Any, said: str) -> None:
    balance = widgets.balance("04-balance")
    kept = {"S3": {"weights": {"S3.1": 3}, "compared": False}}
    balance.answer = kept
    with pytest.raises(BadAnswer, match=f"04-balance, S3: .*{said}"):
        balance.answer = {"S3": answer}
    assert balance.answer == kept


def test_a_change_of_language_keeps_what_answers_mean() -> None:
    english = widgets.matching("04-evidence"), widgets.balance("04-balance")
    language.use("id")
    indonesian = widgets.matching("04-evidence"), widgets.balance("04-balance")
    for one, other in zip(english, indonesian, strict=True):
        assert one.fingerprints == other.fingerprints
        assert one.title != other.title and one.texts != other.texts


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_same_exercise_twice_has_the_same_lean_state(code: str) -> None:
    language.use(code)
    for make in (lambda: widgets.matching("04-evidence"), lambda: widgets.balance("04-balance")):
        one, other = make(), make()
        assert one.page_state() == other.page_state() == json.loads(json.dumps(one.page_state()))
        assert repr(one) == repr(other)
        assert len(json.dumps(one.page_state())) < 25_000


def test_an_unknown_exercise_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownExercise, match="the nearest are: 04-balance"):
        widgets.balance("04-balanse")
