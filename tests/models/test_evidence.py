from itertools import product

import pytest

from timbang.models.evidence import lean, leaning, match_points


@pytest.mark.parametrize(
    ("factor", "side", "points"),
    [
        ("S2", "against", 1),
        ("S2", "for", 0.5),
        ("S4", "against", 0.75),
        ("S4", "for", 0.25),
        ("S1", "against", 0),
    ],
)
def test_a_neighbour_earns_half_of_the_factor_and_the_side_counts_only_with_one(
    factor: str, side: str, points: float
) -> None:
    assert match_points("S2", "S4", "against", factor, side) == points


def test_without_a_neighbour_only_the_factor_earns() -> None:
    assert match_points("S2", None, "for", "S4", "for") == 0


def test_a_balance_leans_the_other_way_when_its_pans_are_swapped() -> None:
    for supporting, opposing in product(range(12), repeat=2):
        assert lean(supporting, opposing) == -lean(opposing, supporting)
        assert -1 <= lean(supporting, opposing) <= 1


@pytest.mark.parametrize(
    ("supporting", "opposing", "said"),
    [
        (0, 0, "level"),
        (5, 5, "level"),
        (6, 5, "slightly-for"),
        (10, 5, "clearly-for"),
        (6, 7, "slightly-against"),
        (0, 1, "clearly-against"),
    ],
)
def test_one_side_of_twice_the_weight_makes_a_balance_lean_clearly(
    supporting: int, opposing: int, said: str
) -> None:
    assert leaning(supporting, opposing) == said
