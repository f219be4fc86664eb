from __future__ import annotations

import math

import pytest

from timbang.errors import BadRating
from timbang.models import gap
from timbang.models.gap import Action

RATINGS = dict(zip(gap.DIMENSIONS, (3, 2, 6, 6, 8, 4, 5), strict=True))


def test_the_ratings_are_added_and_stand_from_the_largest_down():
    assert gap.total(RATINGS) == 34
    assert gap.profile(RATINGS) == [
        ("staffing", 8),
        ("processes", 6),
        ("objectives", 6),
        ("other", 5),
        ("management", 4),
        ("information", 3),
        ("technology", 2),
    ]


def test_five_is_not_above_five_and_twenty_not_above_twenty():
    assert gap.large_gaps(RATINGS) == ["staffing", "processes", "objectives"]
    twenty = dict.fromkeys(gap.DIMENSIONS, 0) | {"other": 5, "staffing": 5, "processes": 5, "objectives": 5}
    assert gap.total(twenty) == 20 and gap.overall_concern(twenty) is False
    assert gap.overall_concern(twenty | {"information": 0.5}) is True


def test_a_sum_with_ratings_missing_is_no_all_clear():
    some = {"technology": 6, "staffing": None}
    assert gap.total(some) == 6
    assert gap.missing(some) == ["information", "processes", "objectives", "staffing", "management", "other"]
    assert gap.overall_concern(some) is None
    assert gap.overall_concern(dict.fromkeys(gap.DIMENSIONS[:3], 7)) is True


def test_both_ways_close_a_gap_and_the_total_tells_before_and_after():
    actions = [
        Action("staffing", "reality", 5),
        Action("processes", "design", 2),
        Action("staffing", "design", 4),
    ]
    after = gap.closed(RATINGS, actions)
    assert (after["staffing"], after["processes"], after["other"]) == (4, 2, 5)
    assert gap.total(after) == 26
    assert gap.closed_by_way(RATINGS, actions) == {"design": 5, "reality": 3}
    assert gap.closed(RATINGS, actions[::-1]) == after


def test_an_action_never_widens_a_gap_nor_rates_a_dimension():
    after = gap.closed({"technology": 2}, [Action("technology", "design", 9), Action("other", "reality", 1)])
    assert after["technology"] == 2 and after["other"] is None
    assert gap.closed_by_way({"technology": 2}, [Action("other", "reality", 1)]) == {
        "design": 0,
        "reality": 0,
    }


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ({"technology": 11}, "technology: 11 is outside 0 to 10"),
        ({"technology": -0.1}, "technology: -0.1 is outside 0 to 10"),
        ({"technology": math.nan}, "technology: nan is no number"),
        ({"technology": math.inf}, "technology: inf is outside 0 to 10"),
        ({"technology": True}, "technology: True is no number"),
        ({"technology": "5"}, "technology: '5' is no number"),
        ({"people": 5}, "dimension 'people' is unknown"),
    ],
)
def test_a_rating_that_cannot_be_counted_is_refused_in_one_line(ratings, said):
    with pytest.raises(BadRating, match=said) as caught:
        gap.total(ratings)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action("people", "design", 1), "action 1: dimension 'people' is unknown"),
        (Action("technology", "both", 1), "action 1: way 'both' is unknown"),
        (Action("technology", "design", 12), "action 1, after: 12 is outside"),
    ],
)
def test_an_action_that_cannot_be_counted_is_refused(action, said):
    with pytest.raises(BadRating, match=said):
        gap.closed(RATINGS, [action])
