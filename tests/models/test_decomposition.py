"""A fall taken apart: pieces that add up, ranks that depend on the order, shares that do not."""

from __future__ import annotations

from itertools import permutations

import pandas as pd
import pytest

from timbang import data
from timbang.errors import UnknownComponent, UnknownEconomy, UnknownEdition
from timbang.models import decomposition
from timbang.models.egdi import COMPONENTS


@pytest.fixture(scope="module")
def egdi() -> pd.DataFrame:
    return data.table("egdi")


@pytest.fixture(scope="module")
def korea(egdi: pd.DataFrame) -> dict[decomposition.Pieces, decomposition.Outcome]:
    return decomposition.restored(egdi, "KOR", 2014, 2016)


def of(*pieces: str) -> decomposition.Pieces:
    return frozenset(pieces)


def test_half_of_the_fall_is_infrastructure(egdi: pd.DataFrame) -> None:
    parts = decomposition.contributions(egdi, "KOR", 2014, 2016)
    assert sum(parts.values()) == pytest.approx(-0.05474, abs=1e-4)
    shares = decomposition.shares(parts)
    assert {one: round(100 * share) for one, share in shares.items()} == {"osi": 21, "tii": 50, "hci": 29}
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(("start", "end"), [(2012, 2014), (2014, 2016), (2016, 2018), (2020, 2024)])
def test_pieces_add_up_for_every_country(egdi: pd.DataFrame, start: int, end: int) -> None:
    rows = egdi[~egdi["zero_filled"] & egdi["year"].isin([start, end])]
    scores = rows.pivot(index="iso3", columns="year", values="egdi").dropna()
    assert len(scores) > 180
    for economy, row in scores.iterrows():
        parts = decomposition.contributions(egdi, str(economy), start, end)
        assert sum(parts.values()) == pytest.approx(row[end] - row[start], abs=3e-4)


def test_korea_stays_third_with_its_2014_human_capital(
    korea: dict[decomposition.Pieces, decomposition.Outcome],
) -> None:
    assert (round(korea[of("hci")].score, 4), korea[of("hci")].rank) == (0.9074, 3)
    assert (round(korea[of("hci", "osi")].score, 4), korea[of("hci", "osi")].rank) == (0.9189, 2)


def test_all_three_bring_back_the_first_place_and_nothing_leaves_the_published_rank(
    korea: dict[decomposition.Pieces, decomposition.Outcome],
) -> None:
    assert korea[of()] == (0.89149, 3)
    assert korea[of(*COMPONENTS)].rank == 1
    assert len(korea) == 8


def test_all_six_orders_end_alike_and_differ_on_the_way(
    korea: dict[decomposition.Pieces, decomposition.Outcome],
) -> None:
    paths = decomposition.rank_paths(korea)
    assert set(paths) == set(permutations(COMPONENTS))
    assert {(ranks[0], ranks[-1]) for ranks in paths.values()} == {(3, 1)}
    assert paths["hci", "tii", "osi"] == (3, 3, 1, 1)
    assert paths["tii", "hci", "osi"] == (3, 2, 1, 1)
    assert len(set(paths.values())) == 3


def test_places_are_shared_out_whole(korea: dict[decomposition.Pieces, decomposition.Outcome]) -> None:
    places = decomposition.places_regained(korea)
    assert places == pytest.approx({"osi": 1 / 3, "tii": 4 / 3, "hci": 1 / 3})


def test_of_a_sum_the_shapley_shares_are_the_pieces(egdi: pd.DataFrame) -> None:
    parts = decomposition.contributions(egdi, "KOR", 2014, 2016)
    worth = {pieces: sum(parts[one] for one in pieces) for pieces in decomposition.subsets(tuple(COMPONENTS))}
    assert decomposition.shapley(worth) == pytest.approx(parts)


def test_leaders_are_the_first_twenty_and_their_changes_those_of_the_table(egdi: pd.DataFrame) -> None:
    changes = decomposition.changes_among_leaders(egdi, 2014, 2016)
    assert len(changes) == 20
    assert list(changes["iso3"])[:3] == ["KOR", "AUS", "SGP"]
    assert changes.set_index("iso3").at["GBR", "osi"] == pytest.approx(1 - 0.89763)


def test_ranks_by_component_are_those_that_the_ministry_named(egdi: pd.DataFrame) -> None:
    ranks = {year: decomposition.component_rank(egdi, "KOR", year, "hci") for year in (2014, 2016)}
    assert ranks == {2014: 6, 2016: 18}


def test_what_cannot_be_taken_apart_is_refused_in_one_line(egdi: pd.DataFrame) -> None:
    with pytest.raises(UnknownEdition, match="weigh the components differently"):
        decomposition.contributions(egdi, "KOR", 2010, 2012)
    with pytest.raises(UnknownEdition, match="no edition of 2015"):
        decomposition.restored(egdi, "KOR", 2014, 2015)
    with pytest.raises(UnknownEconomy, match="KRO"):
        decomposition.contributions(egdi, "KRO", 2014, 2016)
    with pytest.raises(UnknownEdition, match="did not assess"):
        decomposition.contributions(egdi, "CAF", 2012, 2016)
    with pytest.raises(UnknownComponent, match="choose from: osi, tii, hci"):
        decomposition.component_rank(egdi, "KOR", 2016, "epi")
    with pytest.raises(ZeroDivisionError):
        decomposition.shares({"osi": 0.0, "tii": 0.0, "hci": 0.0})
