"""What Python reads from the sentence exercise and writes into it, with no front end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timbang import language, widgets
from timbang.errors import BadAnswer

NAME = "05-what-the-evidence-bears"
SHARE = dict(source="operator", hedge="unchecked", figure="p63", measure="value", year="y2014")
RIGHT: dict[str, Any] = {
    "05-ask-one-place": 1,
    "05-ask-money-through": 2,
    "05-ask-paper": 0,
    "05-ask-budget-cut": 3,
    "05-say-the-share": SHARE,
    "05-say-the-savings": dict(
        source="world-bank", hedge="estimate", figure="usd25", measure="unknown", year="y2004"
    ),
    "05-say-the-catalogue": dict(
        source="press", hedge="verify", figure="rp57", measure="transactions", year="october"
    ),
}


def test_the_score_follows_the_answer() -> None:
    exercise = widgets.sentence(NAME)
    assert exercise.score == {"points": 0, "max": 7}
    exercise.answer = RIGHT
    assert exercise.score == {"points": 7, "max": 7}
    exercise.answer = {"05-ask-one-place": 0, "05-say-the-share": {**SHARE, "year": "today"}}
    assert exercise.score == {"points": 1.3, "max": 7}
    exercise.answer = {}
    assert exercise.score == {"points": 0, "max": 7}


@pytest.mark.parametrize(
    ("part", "answer", "said"),
    [
        ("05-ask", 0, "there is no such part; the parts are: 05-ask-one-place"),
        ("05-ask-paper", 4, "the number of a measure, from 0 to 3"),
        ("05-ask-paper", [0], "the number of a measure, from 0 to 3"),
        ("05-ask-paper", True, "the number of a measure, from 0 to 3"),
        (
            "05-say-the-share",
            "operator",
            "give a part for each of these: source, hedge, figure, measure, year",
        ),
        ("05-say-the-share", {"source": "operator"}, "give a part for each of these"),
        ("05-say-the-share", {**SHARE, "year": "y1999"}, "year is one of: y2010, y2014, today"),
    ],
)
def test_an_answer_of_a_wrong_form_is_refused_and_the_last_one_kept(
    part: str, answer: Any, said: str
) -> None:
    exercise = widgets.sentence(NAME)
    exercise.answer = RIGHT
    with pytest.raises(BadAnswer, match=f"{NAME}, {part}: .*{said}") as caught:
        exercise.answer = {part: answer}
    assert "\n" not in str(caught.value)
    assert exercise.answer == RIGHT


def test_the_sentence_can_be_read() -> None:
    exercise = widgets.sentence(NAME)
    assert exercise.built("05-say-the-share") == ""
    exercise.answer = {"05-say-the-share": SHARE}
    assert exercise.built("05-say-the-share") == (
        "According to the operator of the system, the Public Procurement Service, 63 percent of the value of "
        "public procurement went through the system in 2014, a figure for which we found no independent "
        "check."
    )
    language.use("id")
    exercise = widgets.sentence(NAME)
    exercise.answer = {"05-say-the-share": SHARE}
    assert exercise.built("05-say-the-share").startswith(
        "Menurut pengelola sistem, Badan Pengadaan Publik Korea, 63 persen nilai pengadaan pemerintah"
    )


def test_results_are_one_row_a_part() -> None:
    exercise = widgets.sentence(NAME)
    exercise.answer = {"05-ask-paper": 1, "05-say-the-share": {**SHARE, "year": "y2010", "hedge": "certain"}}
    exercise.attempts = {"05-ask-paper": {"tries": 2, "first": False}}
    results = exercise.results().set_index("part")
    assert len(results) == 7
    assert results.at["05-ask-paper", "answer"] == "Savings borne by firms"
    assert results.at["05-ask-paper", "points"] == 0.5
    assert results.at["05-ask-paper", "tries"] == 2
    assert results.at["05-say-the-share", "wrong"] == ["hedge", "year"]
    assert results.at["05-say-the-savings", "answer"] == ""


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_same_exercise_twice_has_the_same_lean_state(code: str) -> None:
    language.use(code)
    one, other = widgets.sentence(NAME), widgets.sentence(NAME)
    assert one.page_state() == other.page_state()
    assert json.loads(json.dumps(one.page_state())) == one.page_state()
    assert len(json.dumps(one.page_state())) < 20_000
    told = {"en": "answered 0 of 7", "id": "terjawab 0 dari 7"}[code]
    assert repr(one) == f"Sentence('{NAME}', {told})"


def test_a_change_of_language_keeps_what_answers_mean() -> None:
    english = widgets.sentence(NAME)
    language.use("id")
    indonesian = widgets.sentence(NAME)
    assert english.fingerprints == indonesian.fingerprints
    assert english.title != indonesian.title
