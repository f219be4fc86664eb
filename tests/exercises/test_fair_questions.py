"""Nobody finds an answer by the look of a question."""

from __future__ import annotations

from collections import defaultdict

from timbang.exercises.questions import Question, quizzes


def questions() -> dict[str, list[Question]]:
    """All questions by chapter."""
    found: dict[str, list[Question]] = defaultdict(list)
    for check in quizzes().values():
        found[check.chapter].extend(check.questions)
    return found


def test_a_chapter_has_true_statements_and_false_ones() -> None:
    for chapter, asked in questions().items():
        truths = [one.truth for one in asked if one.truth is not None]
        assert len(set(truths)) == min(len(truths), 2), f"chapter {chapter}: all statements are {truths[0]}"


def test_in_the_indonesian_half_the_longest_option_is_no_hint() -> None:
    for chapter in ("07", "08", "09"):
        single = [one for one in questions()[chapter] if one.kind == "choose-one"]
        for code in ("en", "id"):
            longest = [max(one.options, key=lambda option: len(getattr(option.text, code))) for one in single]
            assert sum(option.right for option in longest) <= len(single) / 2, (chapter, code)


def test_a_wrong_option_has_feedback_of_its_own() -> None:
    for asked in questions().values():
        for one in asked:
            told = [option.feedback.id for option in one.options if not option.right]
            assert len(set(told)) == len(told), one.id
