"""The answers in the trainer's guide are those of the exercises."""

from __future__ import annotations

import pytest

from timbang import answer_keys, course, exercises, language
from timbang.errors import UnknownExercise


@pytest.mark.parametrize("code", ["en", "id"])
def test_every_question_of_a_chapter_has_its_right_answers(code: str) -> None:
    language.use(code)
    for check in exercises.quizzes().values():
        keys = {key.title: key for key in answer_keys.answers(check.chapter).keys}
        told = {answer.asked: answer.right for answer in keys[str(check.title)].answers}
        for question in check.questions:
            right = [str(option.text) for option in question.options if option.right]
            assert len(told[str(question.prompt)]) == len(right)
            assert all(
                mine.endswith(theirs) for mine, theirs in zip(told[str(question.prompt)], right, strict=True)
            )
    language.use("en")


PLANS = {"08-gap", "08-register", "09-roadmap"}
"""What a learner makes for the own agency has no key."""


@pytest.mark.parametrize("chapter", [one for one in course.chapters() if one.exercises])
def test_no_exercise_of_a_chapter_is_left_out(chapter: course.Chapter) -> None:
    told = {key.title for key in answer_keys.answers(chapter.number).keys}
    assert {str(title) for name, title in chapter.exercises if name not in PLANS} <= told


def test_what_the_page_shows_is_escaped_and_opens() -> None:
    html = answer_keys.answers("05")._repr_html_()
    assert html.count("<details>") == html.count("<summary>") == 5
    assert "&quot;E-procurement earns" in html


def test_a_chapter_without_exercises_is_told() -> None:
    with pytest.raises(UnknownExercise, match="chapter '3' has no exercises; write two digits"):
        answer_keys.answers("3")
