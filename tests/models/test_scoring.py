from itertools import permutations

import pytest

from timbang.models.scoring import choice_points, pairs_in_order, verdict_points


@pytest.mark.parametrize(
    ("right", "chosen", "points"),
    [
        ([True, False, False], [0], 1),
        ([True, False, False], [2], 0),
        ([True, True, False], [0, 1], 1),
        ([True, True, False], [0], 0.5),
        ([True, True, False], [0, 2], 0),
        ([True, True, False, False], [0, 1, 2, 3], 0),
    ],
)
def test_a_wrong_choice_takes_a_share_away(right: list[bool], chosen: list[int], points: float) -> None:
    assert choice_points(right, chosen) == points


def test_a_reason_counts_only_with_the_right_verdict() -> None:
    assert verdict_points(False, [True, False], False, 0) == 1
    assert verdict_points(False, [True, False], False, 1) == 0.5
    assert verdict_points(False, [True, False], False, None) == 0.5
    assert verdict_points(False, [True, False], True, 0) == 0


def test_pairs_fall_from_all_to_none_as_an_order_is_turned_round() -> None:
    assert pairs_in_order("ABCD", "ABCD") == 6
    assert pairs_in_order("BACD", "ABCD") == 5
    assert pairs_in_order("DCBA", "ABCD") == 0


def test_an_order_and_its_reverse_share_the_pairs() -> None:
    for order in permutations("ABCDE"):
        assert pairs_in_order(order, "ABCDE") + pairs_in_order(order[::-1], "ABCDE") == 10
