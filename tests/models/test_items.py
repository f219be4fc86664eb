"""How hard tasks are and what they tell, against examples worked out by hand."""

from __future__ import annotations

import math

import pytest

from timbang.models.assessment import Gain, class_gains
from timbang.models.items import (
    correlation,
    correlation_interval,
    distribution,
    facility,
    items,
    median,
    normalised_gain,
)

POINTS = [[1, 2, 0], [1, 1, 1], [0, 1, 0], [0, 0, 1]]
"""Four students, three tasks worth 1, 2 and 1."""


def test_a_correlation_worked_out_by_hand():
    # x - 2: -1 0 1; y - 3: -1 -1 2; products 1 + 0 + 2 = 3; squares 2 and 6; 3 / sqrt(12)
    assert correlation([1, 2, 3], [2, 2, 5]) == pytest.approx(3 / math.sqrt(12))


@pytest.mark.parametrize("xs", [[1, 1, 1, 1], [0.1 + 0.2, 0.3, 0.3, 0.3]])
def test_what_does_not_vary_correlates_with_nothing(xs):
    assert correlation(xs, [1, 2, 3, 4]) is None


def test_two_students_are_no_correlation():
    assert correlation([0, 1], [0, 1]) is None


def test_a_task_is_compared_with_the_others_and_not_with_itself():
    first, second, third = items(["a", "b", "c"], [1, 2, 1], POINTS)
    # a: 1 1 0 0 with the rest 2 2 1 1, which is the same up to a shift
    assert first.discrimination == pytest.approx(1)
    # b: 2 1 1 0, from its mean 1 0 0 -1; rest 1 2 0 1, from its mean 0 1 -1 0; products 0
    assert second.discrimination == pytest.approx(0)
    # c: 0 1 0 1; rest 3 2 1 0, from its mean 1.5 .5 -.5 -1.5; products -.75 + .25 + .25 - .75 = -1
    assert third.discrimination == pytest.approx(-1 / math.sqrt(1 * 5))
    assert [first.facility, second.facility, third.facility] == [0.5, 0.5, 0.5]
    assert (second.full, second.none, second.count) == (1, 1, 4)


def test_a_task_that_is_not_marked_for_all_has_no_discrimination_and_is_in_no_rest():
    rows = [[1, 1, None], [1, 1, 4], [0, 0, 0], [0, 0, 1]]
    first, second, third = items(["a", "b", "c"], [1, 1, 4], rows)
    assert first.discrimination == second.discrimination == pytest.approx(1)
    assert third.discrimination is None
    assert third.facility == pytest.approx(5 / 12)
    assert third.count == 3


def test_a_task_that_nobody_marked_has_no_share():
    alone = items(["a"], [2], [[None], [None]])[0]
    assert (alone.facility, alone.discrimination, alone.interval, alone.count) == (None, None, None, 0)


def test_a_single_task_has_no_rest():
    assert items(["a"], [2], [[0], [1], [2]])[0].discrimination is None


def test_the_interval_of_a_correlation_of_a_half_among_28():
    # atanh 0.5 = 0.5493; 1.96 / sqrt(25) = 0.3920; tanh 0.1573 and 0.9413
    low, high = correlation_interval(0.5, 28)
    assert low == pytest.approx(0.1560, abs=1e-3)
    assert high == pytest.approx(0.7357, abs=1e-3)


@pytest.mark.parametrize(("value", "count"), [(0.5, 3), (1.0, 40), (-1.0, 40)])
def test_an_interval_that_cannot_be_computed_is_none(value, count):
    assert correlation_interval(value, count) is None


def test_the_share_of_points_that_was_reached():
    assert facility([0, 1, 2, 4], 4) == pytest.approx(7 / 16)


def test_totals_are_counted_in_the_band_that_they_begin_and_the_best_in_the_last():
    assert distribution([0, 1.9, 2, 19.99, 20, 6], 20) == [2, 1, 0, 1, 0, 0, 0, 0, 0, 2]
    assert distribution([0.3], 1) == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert sum(distribution([-1, 21], 20)) == 2


@pytest.mark.parametrize(("values", "middle"), [([3], 3), ([4, 1, 2], 2), ([4, 1, 2, 3], 2.5)])
def test_the_middle_of_values(values, middle):
    assert median(values) == middle


def test_the_normalised_gain_is_the_share_of_what_was_missing():
    assert normalised_gain(0.4, 0.7) == pytest.approx(0.5)
    assert normalised_gain(0.5, 0.25) == pytest.approx(-0.5)
    assert normalised_gain(1, 1) is None


def test_the_gains_of_a_class_are_sums_over_its_students():
    first = [Gain("01", 1, 2, 2), Gain("03", 0, 1, 1)]
    second = [Gain("01", 0.5, 1, 1)]
    assert class_gains([first, [], second]) == [Gain("01", 1.5, 3, 3), Gain("03", 0, 1, 1)]
