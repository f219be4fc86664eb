"""Standing, gain and what to read first, on small cases worked by hand."""

from __future__ import annotations

from timbang.models.assessment import Gain, Standing, gains, read_first, standings

CHAPTERS = ["01", "01", "02", "03"]


def test_the_standing_of_a_chapter_adds_up_the_questions_that_count() -> None:
    assert standings(CHAPTERS, [1, 0.5, None, 0]) == [Standing("01", 1.5, 2), Standing("03", 0, 1)]
    assert standings([], []) == []


def test_the_weakest_chapter_is_read_first_and_strong_ones_are_left_out() -> None:
    reached = [Standing("01", 1, 2), Standing("02", 0, 1), Standing("03", 1.5, 2), Standing("04", 0, 2)]
    assert read_first(reached) == ["02", "04", "01"]


def test_a_gain_counts_only_pairs_that_were_answered_twice() -> None:
    assert gains(CHAPTERS, [0, 1, 1, None], [1, 0.5, None, 1]) == [Gain("01", 1, 1.5, 2)]
    assert gains(CHAPTERS, [None] * 4, [1, 1, 1, 1]) == []
