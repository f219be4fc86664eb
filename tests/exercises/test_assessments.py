"""The two forms of the test are parallel, test every objective of the course, and tell their faults."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from timbang import data
from timbang.errors import BadExercise, UnknownExercise
from timbang.exercises import assessments

BOOK = Path(__file__).parents[2] / "book" / "en"


def objectives(page: str) -> set[str]:
    file = BOOK / f"{page}.ipynb"
    return set(json.loads(file.read_text("utf-8"))["metadata"]["timbang"]["objectives"])


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "exercises"
    shutil.copytree(data.exercises() / "tests", folder / "tests")
    monkeypatch.setattr(data, "exercises", lambda: folder)
    return folder / "tests" / "03.yml"


def test_there_are_fifteen_pairs_over_nine_chapters() -> None:
    chapters = assessments.chapters()
    assert [tested.chapter for tested in chapters] == [f"0{number}" for number in range(1, 10)]
    assert sum(len(tested.pairs) for tested in chapters) == 15


@pytest.mark.parametrize("tested", assessments.chapters(), ids=lambda tested: tested.chapter)
def test_the_pairs_of_a_chapter_test_all_its_objectives_and_no_others(tested: assessments.Tested) -> None:
    asked = {objective for pair in tested.pairs for objective in pair.objectives}
    assert asked == objectives(tested.page)
    assert tested.page.startswith(tested.chapter)


def test_both_forms_ask_the_same_objectives_in_the_same_order_with_other_cases() -> None:
    for tested in assessments.chapters():
        for pair in tested.pairs:
            assert pair.kind in assessments.KINDS
            sides = (pair.before, pair.after)
            assert len({len(side.options) for side in sides}) == 1
            assert len({sum(option.right for option in side.options) for side in sides}) == 1
            asked = [{pair.before.prompt.en, *(option.text.en for option in pair.before.options)}]
            asked.append({pair.after.prompt.en, *(option.text.en for option in pair.after.options)})
            assert pair.before.prompt.en not in asked[1]


def test_the_right_answer_has_no_favourite_place() -> None:
    for side in assessments.FORMS.values():
        places = [0] * 7
        for tested in assessments.chapters():
            for pair in tested.pairs:
                for index, option in enumerate(getattr(pair, side).options):
                    places[index] += option.right
        assert min(places[:4]) >= 4, (side, places)


def test_only_the_form_after_the_course_tells_reasons() -> None:
    for tested in assessments.chapters():
        for pair in tested.pairs:
            assert not any(option.feedback.en for option in pair.before.options)
            assert all(option.feedback.en and option.feedback.id for option in pair.after.options)


def test_an_unknown_form_is_told() -> None:
    with pytest.raises(UnknownExercise, match="the nearest are: pre-test"):
        assessments.form("pretest")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: choose-several", "kind: true-false", "kind 'true-false' is unknown; write one of choose-one"),
        ("- right: false", "- right: true", "as many right ones: make both as hard"),
        ("    before:\n", "    first:\n", "key 'first' is unknown here"),
        ("[archives_nbis, hankook1996", "[archive_nbis, hankook1996", "the nearest are: archives_nbis"),
        ("page: 03-the-korean-timeline\n", "", "'page' is missing"),
        ("objectives: [order, correct]", "objectives: []", "'objectives' must be a list of texts"),
        ("id: 03-what-came-before", "id: 03-conditions-and-ranks", "this id is used before"),
        ('chapter: "03"', 'chapter: "02"', "this id is used before"),
    ],
)
def test_a_fault_is_told_in_one_line(file: Path, old: str, new: str, said: str) -> None:
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), "utf-8")
    with pytest.raises(BadExercise) as caught:
        assessments.chapters()
    message = str(caught.value)
    assert said in message and "\n" not in message and "tests/03.yml" in message


def test_feedback_before_the_course_is_a_fault(file: Path) -> None:
    before = file.read_text("utf-8")
    start = before.index("    before:")
    changed = before[start:].replace(
        "          text:\n", "          feedback:\n            en: x\n            id: x\n          text:\n", 1
    )
    file.write_text(before[:start] + changed, "utf-8")
    with pytest.raises(BadExercise, match="key 'feedback' is unknown here"):
        assessments.chapters()


def test_a_pair_that_asks_the_same_twice_is_a_fault(file: Path) -> None:
    pair = assessments.chapters()[2].pairs[0]
    text = file.read_text("utf-8")
    file.write_text(text.replace(pair.after.prompt.en, pair.before.prompt.en), "utf-8")
    with pytest.raises(BadExercise, match="ask the same in 'en'; take another case"):
        assessments.chapters()
