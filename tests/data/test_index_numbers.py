"""The functions that bind numbers about the spread of the UN index and of its indicators."""

from __future__ import annotations

import pytest

from timbang import data
from timbang.errors import BadNumber, UnknownComponent, UnknownEconomy, UnknownEdition
from timbang.models.egdi import COMPONENTS, EDITIONS
from timbang.numbers import evaluate


def test_the_mean_leaves_out_countries_that_were_not_assessed() -> None:
    published = data.table("egdi_groups").query("year == 2008 and group == 'World (193)'")
    assert evaluate("mean('egdi', 'egdi', 2008)") == pytest.approx(
        published["egdi_excluding_zero_filled"].item(), abs=1e-5
    )


def test_a_z_score_is_the_distance_from_the_mean_in_standard_deviations() -> None:
    away = "(internet_users('IDN', 2022) - mean('wdi', 'it_net_user_zs', 2022))"
    by_hand = f"{away} / spread('wdi', 'it_net_user_zs', 2022)"
    assert evaluate("z_score('wdi', 'it_net_user_zs', 'IDN', 2022)") == pytest.approx(evaluate(by_hand))


def test_places_within_a_step_are_counted_upwards() -> None:
    assert evaluate("places_within('KOR', 2024, 50)") == 3
    assert evaluate("places_within('DNK', 2024, 50)") == 0
    assert evaluate("places_within('IDN', 2024, 50)") == 19


def test_a_component_is_moved_alone_and_no_further_than_its_scale() -> None:
    assert [evaluate(f"rank_moved('IDN', 2024, '{name}', 1000)") for name in COMPONENTS] == [38, 48, 28]
    assert evaluate("rank_moved('KOR', 2024, 'hci', -100)") == 13
    assert evaluate("rank_moved('KOR', 2024, 'osi', 1)") == evaluate("rank('KOR', 2024)")
    assert evaluate("rank_moved('KOR', 2024, 'hci', 0)") == evaluate("rank('KOR', 2024)")
    lowest = [evaluate(f"rank_moved('SOM', 2024, 'osi', {moved})") for moved in (-1000, -900)]
    assert lowest[0] == lowest[1] >= evaluate("rank('SOM', 2024)")


def test_components_give_back_the_scores_of_an_edition_but_for_two_in_2008() -> None:
    given = {edition: evaluate(f"scores_given_back({edition})") for edition in EDITIONS}
    assessed = {edition: evaluate(f"assessed({edition})") for edition in EDITIONS}
    assert given == {**assessed, 2008: 180}
    assert assessed[2008] == 182


@pytest.mark.parametrize(
    ("expression", "error"),
    [
        ("mean('egdi', 'egdi', 2015)", UnknownEdition),
        ("scores_given_back(2015)", UnknownEdition),
        ("spread('egdi', 'egdy', 2016)", BadNumber),
        ("z_score('egdi', 'egdi', 'KRO', 2016)", UnknownEconomy),
        ("places_within('LBY', 2012, 50)", UnknownEdition),
        ("rank_moved('LBY', 2012, 'osi', 50)", UnknownEdition),
        ("rank_moved('KOR', 2024, 'epi', 50)", UnknownComponent),
    ],
)
def test_what_is_not_there_is_refused(expression: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        evaluate(expression)
