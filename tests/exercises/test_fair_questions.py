"""Nobody finds an answer by the look of a question."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from statistics import mean

import pytest

from timbang import language
from timbang.exercises import assessments
from timbang.exercises.questions import Option, Question, quizzes

POOLED = "files with few such questions"
FEW = 4
"""A file with fewer questions than this says nothing by its own share."""

Asked = tuple[str, tuple[Option, ...]]


def questions() -> dict[str, list[Question]]:
    """All questions by chapter."""
    found: dict[str, list[Question]] = defaultdict(list)
    for check in quizzes().values():
        found[check.chapter].extend(check.questions)
    return found


@cache
def asked_by_file() -> dict[str, list[Asked]]:
    """Name and options of each question, by file: self-checks, and the tests before and after the course."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for check in quizzes().values():
        found[check.file].extend((one.id, one.options) for one in check.questions)
    for tested in assessments.chapters():
        for pair in tested.pairs:
            found[tested.file] += [(f"{pair.id} before", pair.before.options)]
            found[tested.file] += [(f"{pair.id} after", pair.after.options)]
    return found


def with_one_answer() -> dict[str, list[Asked]]:
    """The questions with one right option among three or more, reasons too; files with few of them as one."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for file, asked in asked_by_file().items():
        single = [(name, options) for name, options in asked if len(options) > 2 and len(right(options)) == 1]
        found[file if len(single) >= FEW else POOLED].extend(single)
    return found


def with_several_answers() -> dict[str, list[Asked]]:
    """The questions with several right options, by folder."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for file, asked in asked_by_file().items():
        folder = file.rpartition("/")[0]
        found[folder] += [(name, options) for name, options in asked if len(right(options)) > 1]
    return found


def right(options: tuple[Option, ...]) -> list[Option]:
    return [option for option in options if option.right]


def lengths(options: tuple[Option, ...], code: str, *, of_right: bool) -> list[int]:
    return [len(getattr(option.text, code)) for option in options if option.right is of_right]


def test_a_chapter_has_true_statements_and_false_ones() -> None:
    for chapter, asked in questions().items():
        truths = [one.truth for one in asked if one.truth is not None]
        assert len(set(truths)) == min(len(truths), 2), f"chapter {chapter}: all statements are {truths[0]}"


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_longest_option_is_no_hint(code: str) -> None:
    for file, asked in with_one_answer().items():
        hints = [
            name
            for name, options in asked
            if min(lengths(options, code, of_right=True)) > max(lengths(options, code, of_right=False))
        ]
        assert len(hints) <= len(asked) / 2, (
            f"{file} ({code}): the right option is the longest in {len(hints)} of {len(asked)} questions; "
            f"shorten it, or give a wrong one its reason, in: {', '.join(hints)}"
        )


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_shortest_option_is_no_hint(code: str) -> None:
    for file, asked in with_one_answer().items():
        hints = [
            name
            for name, options in asked
            if max(lengths(options, code, of_right=True)) < min(lengths(options, code, of_right=False))
        ]
        assert len(hints) <= len(asked) / 2, (
            f"{file} ({code}): the right option is the shortest in {len(hints)} of {len(asked)} questions; "
            f"shorten a wrong one in: {', '.join(hints)}"
        )


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_where_several_are_right_the_longer_ones_are_no_hint(code: str) -> None:
    for folder, asked in with_several_answers().items():
        shares = {
            name: mean(lengths(options, code, of_right=True)) / mean(lengths(options, code, of_right=False))
            for name, options in asked
            if not all(option.right for option in options)
        }
        longest = sorted(shares, key=lambda name: -shares[name])[:3]
        assert mean(shares.values()) <= 1.2, (
            f"{folder} ({code}): right options are {mean(shares.values()):.2f} times as long as wrong ones; "
            f"begin with: {', '.join(longest)}"
        )


def test_a_wrong_option_has_feedback_of_its_own() -> None:
    for asked in questions().values():
        for one in asked:
            told = [option.feedback.id for option in one.options if not option.right]
            assert len(set(told)) == len(told), one.id
