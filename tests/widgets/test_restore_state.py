"""What Python reads from the exercise of restoring, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timbang import data, language, widgets
from timbang.errors import BadAnswer, UnknownExercise
from timbang.models import decomposition

NAME = "06-korea-2016"
WALK: dict[str, Any] = {"path": ["tii"], "tried": [["tii", "osi", "hci"]], "shown": True}


def test_the_page_gets_eight_outcomes_six_orders_and_is_lean(sample: Path) -> None:
    state = widgets.restore(NAME).page_state()
    assert state["outcomes"][""] == [0.89149, 3]
    assert state["outcomes"]["hci+osi+tii"][1] == 1
    assert len(state["outcomes"]) == 8 and len(state["orders"]) == 6
    assert [name for name, _ in state["rivals"]] == ["United Kingdom", "Australia"]
    assert state["count"] == 193
    assert len(json.dumps(state)) < 13_000


def test_shares_are_those_of_the_model(sample: Path) -> None:
    shares = {share["id"]: share for share in widgets.restore(NAME).shares}
    outcomes = decomposition.restored(data.table("egdi"), "KOR", 2014, 2016)
    for piece, places in decomposition.places_regained(outcomes).items():
        assert shares[piece]["places"] == pytest.approx(places, abs=1e-4)
        assert shares[piece]["rank"] == pytest.approx(places / 2, abs=1e-4)
    assert shares["tii"]["score"] == pytest.approx(0.5, abs=0.001)


def test_answers_are_kept_and_not_marked(sample: Path) -> None:
    restore = widgets.restore(NAME)
    assert restore.results().empty
    restore.answer = {"orders": WALK, "conclusion": {"text": "All three fell.", "closest": "strong"}}
    assert restore.score == {"points": 0, "max": 0}
    results = restore.results()
    assert list(results["answer"]) == ["tii > osi > hci", "All three fell."]
    assert results["ranks"][0] == [3, 2, 1, 1]
    assert results["closest"][1] == "strong"
    assert repr(restore) == "Restore('06-korea-2016', answered 2 of 2)"


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("orders", ["tii"]),
        ("orders", {"path": ["tii"], "tried": []}),
        ("orders", {"path": ["epi"], "tried": [], "shown": False}),
        ("orders", {"path": ["tii", "tii"], "tried": [], "shown": False}),
        ("orders", {"path": [], "tried": [["tii", "osi"]], "shown": False}),
        ("orders", {"path": [], "tried": [], "shown": 1}),
        ("conclusion", "All three fell."),
        ("conclusion", {"text": 3, "closest": None}),
        ("conclusion", {"text": "All three fell.", "closest": "best"}),
    ],
)
def test_an_answer_of_a_wrong_form_is_refused_and_the_last_one_kept(
    sample: Path, part: str, answer: Any
) -> None:
    restore = widgets.restore(NAME)
    restore.answer = {"orders": WALK}
    with pytest.raises(BadAnswer, match=f"{NAME}, {part}: give "):
        restore.answer = {part: answer}
    assert restore.answer == {"orders": WALK}


def test_an_unknown_exercise_is_told_with_the_nearest(sample: Path) -> None:
    with pytest.raises(UnknownExercise, match=NAME):
        widgets.restore("06-korea-2018")


def test_a_change_of_language_keeps_what_answers_mean(sample: Path) -> None:
    english = widgets.restore(NAME)
    language.use("id")
    indonesian = widgets.restore(NAME)
    assert english.fingerprints == indonesian.fingerprints
    assert [piece["name"] for piece in indonesian.pieces] == [
        "Layanan daring",
        "Infrastruktur",
        "Modal manusia",
    ]
    assert english.page_state() != indonesian.page_state()
