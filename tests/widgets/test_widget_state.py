"""What Python reads from the widgets and writes into them, with no front end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from timbang import data, language, widgets
from timbang.errors import BadAnswer, UnknownTable
from timbang.notebooks import book
from timbang.widgets.ordering import start_order

RIGHT: dict[str, Any] = {
    "sample-one": [0],
    "sample-several": [0, 1],
    "sample-verdict": {"truth": False, "reason": 0},
}


def test_the_score_follows_the_answer(sample: Path) -> None:
    quiz = widgets.quiz("sample-check")
    assert quiz.score == {"points": 0, "max": 3}
    quiz.answer = RIGHT
    assert quiz.score == {"points": 3, "max": 3}
    quiz.answer = {**RIGHT, "sample-several": [0], "sample-verdict": {"truth": True, "reason": 0}}
    assert quiz.score == {"points": 1.5, "max": 3}
    quiz.answer = {}
    assert quiz.score == {"points": 0, "max": 3}


@pytest.mark.parametrize(
    ("part", "answer", "said"),
    [
        ("sample-four", [0], "there is no such part; the parts are: sample-one"),
        ("sample-one", [3], "numbered from 0 to 2"),
        ("sample-one", [0, 1], "two where one is asked for"),
        ("sample-one", 0, "give"),
        ("sample-several", [1, 1], "given twice"),
        ("sample-several", [True], "numbered from 0 to 3"),
        ("sample-verdict", [0], "give"),
        ("sample-verdict", {"truth": "no", "reason": 0}, "give"),
        ("sample-verdict", {"truth": False, "reason": 2}, "numbered from 0 to 1"),
    ],
)
def test_an_answer_of_a_wrong_form_is_refused_and_the_last_one_kept(
    sample: Path, part: str, answer: Any, said: str
) -> None:
    quiz = widgets.quiz("sample-check")
    quiz.answer = RIGHT
    with pytest.raises(BadAnswer, match=f"sample-check, {part}: .*{said}"):
        quiz.answer = {part: answer}
    assert quiz.answer == RIGHT


def test_results_are_one_row_a_question(sample: Path) -> None:
    quiz = widgets.quiz("sample-check")
    quiz.answer = {"sample-several": [0]}
    quiz.attempts = {"sample-several": {"tries": 2, "first": False}}
    results = quiz.results().set_index("question")
    assert list(results["points"]) == [0, 0.5, 0]
    assert list(results["tries"]) == [0, 2, 0]
    assert results.at["sample-several", "answer"] == [0]
    assert results.at["sample-one", "answer"] is None
    assert results.at["sample-several", "first"] is False


def test_an_order_is_scored_by_its_pairs(sample: Path) -> None:
    ordering = widgets.ordering("03-turning-points")
    true_order = [item["id"] for item in ordering.items]
    assert ordering.results().empty
    ordering.answer = {"order": true_order}
    assert ordering.score == {"points": 28, "max": 28}
    ordering.answer = {"order": [true_order[1], true_order[0], *true_order[2:]]}
    assert ordering.score == {"points": 27, "max": 28}
    assert list(ordering.results()["true_place"])[:3] == [2, 1, 3]
    with pytest.raises(BadAnswer, match="give each of these once"):
        ordering.answer = {"order": true_order[:-1]}


@pytest.mark.parametrize("name", ["03-turning-points", "one", "another", "a third"])
@pytest.mark.parametrize("count", [3, 4, 8, 12])
def test_a_start_order_is_fixed_and_far_from_right(name: str, count: int) -> None:
    items = [f"K{number}" for number in range(count)]
    start = start_order(name, items)
    assert start == start_order(name, items)
    assert sorted(start) == sorted(items)
    assert all(one != other for one, other in zip(start, items, strict=True))


def test_events_are_those_with_a_verified_source() -> None:
    events = widgets.events("korea_timeline")
    ids = [event[0] for event in events.events]
    assert len(ids) == 88
    assert not {"K35", "K79"} & set(ids)
    assert all(event[7] for event in events.events)
    assert events.shown == ids
    assert len(json.dumps(events.page_state())) < 45_000


def test_an_event_of_a_year_with_two_presidents_is_under_both() -> None:
    events = widgets.events("korea_timeline")
    terms = dict(events.terms)
    named = {event[0]: [terms[term] for term in event[6]] for event in events.events}
    assert named["K25"] == ["Kim Young-sam", "Kim Dae-jung, before January 2001"]
    assert named["K24"] == ["Kim Dae-jung, before January 2001"]
    assert named["K34"] == ["Kim Dae-jung, from January 2001"]
    assert named["K90"] == ["Lee Jae-myung"]


def test_results_of_events_are_those_shown() -> None:
    events = widgets.events("korea_timeline")
    events.shown = ["K21", "K22"]
    assert list(events.results()["id"]) == ["K21", "K22"]
    assert repr(events) == "Events('korea_timeline', shown 2 of 88)"


def test_a_table_that_is_no_timeline_is_refused() -> None:
    with pytest.raises(UnknownTable, match="choose one of: korea_timeline"):
        widgets.events("egdi")


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_same_exercise_twice_has_the_same_state(sample: Path, code: str) -> None:
    language.use(code)
    for make in (
        lambda: widgets.quiz("sample-check"),
        lambda: widgets.ordering("03-turning-points"),
        lambda: widgets.events("korea_timeline"),
    ):
        one, other = make(), make()
        assert one.page_state() == other.page_state()
        assert json.loads(json.dumps(one.page_state())) == one.page_state()
        assert repr(one) == repr(other)
        assert "0x" not in repr(one)


def test_a_change_of_language_keeps_what_answers_mean(sample: Path) -> None:
    english = widgets.quiz("sample-check"), widgets.ordering("03-turning-points")
    language.use("id")
    indonesian = widgets.quiz("sample-check"), widgets.ordering("03-turning-points")
    for one, other in zip(english, indonesian, strict=True):
        assert one.fingerprints == other.fingerprints
        assert one.title != other.title


def test_what_an_answer_means_changes_with_the_options(sample: Path) -> None:
    before = widgets.quiz("sample-check").fingerprints
    file = sample / "quizzes" / "sample.yml"
    file.write_text(file.read_text("utf-8").replace("The Electronic Government Act", "The Act"), "utf-8")
    after = widgets.quiz("sample-check").fingerprints
    assert before["sample-one"] != after["sample-one"]
    assert before["sample-several"] == after["sample-several"]


def test_what_is_shown_of_a_widget_is_its_name_and_state(sample: Path) -> None:
    quiz = widgets.quiz("sample-check")
    assert repr(quiz) == "Quiz('sample-check', answered 0 of 3)"
    quiz.answer = {"sample-one": [1]}
    assert repr(quiz) == "Quiz('sample-check', answered 1 of 3)"


def test_the_indonesian_timeline_lists_sourced_events_without_presidencies() -> None:
    widget = widgets.events("indonesia_timeline")
    table = data.table("indonesia_timeline")
    sourced = table.loc[table["status"] == "verified-in-stored-source", "id"]
    assert sorted(event[0] for event in widget.events) == sorted(sourced)
    assert widget.terms == [] and widget.chart == "indonesian_timeline"


def test_every_exercise_of_a_chapter_is_counted_in_the_overview() -> None:
    """Those that no file defines, too: a what-if and the search for one's agency."""
    shown = {
        str(chapter["page"]): {name for name, _ in chapter["exercises"]}
        for chapter in widgets.my_work().chapters
    }
    for page, listed in shown.items():
        code = (book.root() / "book" / "en" / f"{page}.ipynb").read_text("utf-8")
        named = re.findall(r'widgets\.(\w+)\(\\"([\w-]+)\\"\)', code)
        assert listed == {name for kind, name in named if kind != "events"}, page
