"""The SPBE index as a pure function, held against every published row."""

from __future__ import annotations

import pandas as pd
import pytest

from timbang import data
from timbang.errors import ComponentOutOfRange, UnknownComponent
from timbang.models import spbe


@pytest.fixture(scope="module")
def agencies() -> pd.DataFrame:
    return data.table("spbe_agencies")


def test_the_weights_add_up_to_one() -> None:
    assert sum(spbe.WEIGHTS.values()) == pytest.approx(1)


def test_four_domains_give_back_every_printed_index(agencies: pd.DataFrame) -> None:
    complete = agencies.dropna(subset=list(spbe.COLUMNS.values()))
    counted = spbe.index(*(complete[column] for column in spbe.COLUMNS.values()))
    assert len(complete) == 1233
    assert (counted - complete["spbe_index"]).abs().max() < 0.01


def test_the_label_is_the_printed_one_but_on_three_thresholds(agencies: pd.DataFrame) -> None:
    counted = agencies["spbe_index"].map(spbe.label)
    assert (counted == agencies["predicate_from_thresholds"]).all()
    apart = agencies[counted != agencies["predicate_printed"]]
    assert sorted(apart["spbe_index"]) == [1.8, 2.6, 3.5]
    assert apart["spbe_index"].map(spbe.on_threshold).all()


def test_one_more_point_is_worth_the_weight_until_the_scale_ends() -> None:
    assert spbe.effect("services", 3) == pytest.approx(0.455)
    assert spbe.effect("policy", 4.8) == pytest.approx(0.026)
    assert spbe.effect("policy", 5) == 0


def test_an_agency_rises_by_all_that_it_raises() -> None:
    domains = {"policy": None, "governance": 3.5, "management": 2.64, "services": 4.69}
    assert spbe.raised(4.0, domains, ["policy", "services"]) == pytest.approx(4.0 + 0.13 + 0.31 * 0.455)
    assert spbe.raised(4.0, domains, []) == 4.0


def test_a_lost_policy_score_lies_on_the_scale(agencies: pd.DataFrame) -> None:
    lost = agencies[agencies["d1_kebijakan"].isna()].set_index("agency")
    implied = {
        name: round(
            spbe.implied_policy(row.spbe_index, row.d2_tata_kelola, row.d3_manajemen, row.d4_layanan), 1
        )
        for name, row in lost.iterrows()
    }
    assert implied == {
        "Kementerian Pertanian": 4.3,
        "Kementerian Energi dan Sumber Daya Mineral": 4.0,
        "Pemerintah Provinsi Jawa Timur": 4.6,
    }


def test_implied_policy_is_good_to_six_hundredths(agencies: pd.DataFrame) -> None:
    complete = agencies.dropna(subset=list(spbe.COLUMNS.values()))
    implied = spbe.implied_policy(
        complete["spbe_index"], complete["d2_tata_kelola"], complete["d3_manajemen"], complete["d4_layanan"]
    )
    assert (implied - complete["d1_kebijakan"]).abs().max() < 0.06


def test_standing_counts_below_equal_and_the_middle() -> None:
    assert spbe.standing(3, [1, 2, 3, 3, 5]) == spbe.Standing(5, 2, 2, 3)
    assert spbe.standing(3, [1, 4]).median == 2.5


def test_what_is_no_domain_or_no_score_is_refused() -> None:
    with pytest.raises(UnknownComponent, match=r"no domain 'service'; nearest: services"):
        spbe.effect("service", 3)
    with pytest.raises(ComponentOutOfRange, match=r"policy is 6; give a score from 1 to 5"):
        spbe.effect("policy", 6)
