import pandas as pd
import pytest

from timbang import data
from timbang.errors import ComponentOutOfRange, UnknownComponent, UnknownEconomy, UnknownEdition
from timbang.models import egdi as model

SCORES_UNEXPLAINED = {2008: {"CMR", "KHM"}}
"""Published scores that no weights give back."""

PASSED_BY_THEM = {"COG", "GHA", "SLB", "ZWE"}
"""Ranked between the published score of Cameroon or Cambodia and the one its components give."""

TIES_OF_2020 = {"AND", "HUN", "MKD", "TLS"}
"""Ranked below an economy whose score is the same in all decimals of the export."""

RANKS_FROM_COMPONENTS_DIFFER = {
    2008: SCORES_UNEXPLAINED[2008] | PASSED_BY_THEM,
    2020: TIES_OF_2020,
    2024: {"IND", "IRQ"},
}
"""Economies whose rank differs when it is counted from components; every other rank is given back."""

ROUNDING = {2008: 6e-5, 2014: 2.5e-5, 2018: 1e-4, 2020: 1e-4, 2022: 1e-4, 2024: 4e-5}
"""How far the rounding of the export may carry a score from its components; 1e-5 elsewhere."""


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return data.table("egdi")


def edition_of(table: pd.DataFrame, edition: int) -> pd.DataFrame:
    rows = table[(table.year == edition) & ~table.zero_filled].set_index("iso3")
    return rows.assign(composite=model.composite(edition, rows.osi, rows.tii, rows.hci))


def test_the_editions_are_those_of_the_table(table):
    assert sorted(table.year.unique()) == list(model.EDITIONS)


@pytest.mark.parametrize("edition", model.EDITIONS)
def test_components_give_back_the_published_score_of_every_assessed_country(table, edition):
    rows = edition_of(table, edition)
    off = (rows.composite - rows.egdi).abs() > ROUNDING.get(edition, 1e-5)
    assert set(rows.index[off]) == SCORES_UNEXPLAINED.get(edition, set())


@pytest.mark.parametrize("edition", model.EDITIONS)
def test_published_scores_give_back_the_published_ranks(table, edition):
    rows = edition_of(table, edition)
    off = model.ranks(rows.egdi, edition) != rows.egdi_rank
    assert set(rows.index[off]) == (TIES_OF_2020 if edition == 2020 else set())


@pytest.mark.parametrize("edition", model.EDITIONS)
def test_components_give_back_the_published_ranks(table, edition):
    rows = edition_of(table, edition)
    off = model.ranks(rows.composite, edition) != rows.egdi_rank
    assert set(rows.index[off]) == RANKS_FROM_COMPONENTS_DIFFER.get(edition, set())


@pytest.mark.parametrize("edition", [2008, 2010])
def test_a_plain_mean_fails_in_2008_and_2010(table, edition):
    rows = edition_of(table, edition)
    plain = (rows.osi + rows.tii + rows.hci) / 3
    assert ((plain - rows.egdi).abs() > 1e-3).sum() > 20


@pytest.mark.parametrize("edition", model.EDITIONS)
def test_weights_add_up_to_one(edition):
    assert sum(model.weights(edition)) == pytest.approx(1)


@pytest.mark.parametrize("edition", model.EDITIONS)
def test_with_nothing_changed_every_country_keeps_its_published_score_and_rank(table, edition):
    rows = table[table["year"] == edition]  # the whole table gives the same, more slowly
    for row in edition_of(table, edition).itertuples():
        same = model.components(rows, row.Index, edition)
        assert model.counterfactual_score(rows, row.Index, edition, **same) == row.egdi
        assert model.counterfactual_rank(rows, row.Index, edition, **same) == row.egdi_rank


def test_korea_stays_third_with_its_2014_human_capital(table):
    before = model.components(table, "KOR", 2014)
    score = model.counterfactual_score(table, "KOR", 2016, hci=before["hci"])
    assert score == pytest.approx(0.9074, abs=5e-5)
    assert model.counterfactual_rank(table, "KOR", 2016, hci=before["hci"]) == 3


def test_korea_is_second_with_its_2014_human_capital_and_services(table):
    before = model.components(table, "KOR", 2014)
    changed = {"hci": before["hci"], "osi": before["osi"]}
    assert model.counterfactual_score(table, "KOR", 2016, **changed) == pytest.approx(0.9189, abs=5e-5)
    assert model.counterfactual_rank(table, "KOR", 2016, **changed) == 2


def test_an_economy_that_draws_level_shares_the_better_rank(table):
    rows = edition_of(table, 2016)
    second = rows.index[rows.egdi_rank == 2][0]
    hci = rows.hci["KOR"] + 3 * (rows.egdi[second] - rows.egdi["KOR"])
    assert model.counterfactual_score(table, "KOR", 2016, hci=hci) == rows.egdi[second]
    assert model.counterfactual_rank(table, "KOR", 2016, hci=hci) == 2


def test_z_scores_have_no_unit():
    percent = pd.Series([20.0, 50.0, 80.0])
    assert list(model.z_scores(percent)) == pytest.approx([-(1.5**0.5), 0, 1.5**0.5])
    assert list(model.z_scores(percent / 100 + 7)) == pytest.approx(list(model.z_scores(percent)))


def test_the_rank_moves_by_the_economies_passed(table):
    for edition in (2003, 2016, 2020, 2024):
        for economy in ("KOR", "IDN", "HUN", "MDA"):
            rank = edition_of(table, edition).egdi_rank[economy]
            for changed in ({"osi": 1.0}, {"hci": 0.1}, {"tii": 0.5, "hci": 0.8}):
                overtaken, overtaking = model.passed(table, economy, edition, **changed)
                new = model.counterfactual_rank(table, economy, edition, **changed)
                assert rank - len(overtaken) + len(overtaking) == new
                assert not overtaken or not overtaking


def test_korea_with_its_2014_human_capital_and_services_overtakes_australia_alone(table):
    before = model.components(table, "KOR", 2014)
    passed = model.passed(table, "KOR", 2016, hci=before["hci"], osi=before["osi"])
    assert passed == (["AUS"], [])


def test_with_nothing_changed_nobody_is_passed(table):
    assert model.passed(table, "HUN", 2020) == ([], [])


def test_full_marks_are_first_and_never_above_one(table):
    for edition in model.EDITIONS:
        perfect = dict.fromkeys(model.COMPONENTS, 1.0)
        assert model.counterfactual_score(table, "IDN", edition, **perfect) <= 1
        assert model.counterfactual_rank(table, "IDN", edition, **perfect) == 1


def test_a_rank_counts_only_assessed_countries(table):
    nothing = dict.fromkeys(model.COMPONENTS, 0.0)
    assert model.counterfactual_rank(table, "KOR", 2003, **nothing) == 173


def test_scores_equal_in_the_decimals_of_the_edition_share_the_better_rank():
    scores = pd.Series({"A": 0.50004, "B": 0.50001, "C": 0.49})
    assert list(model.ranks(scores, 2020)) == [1, 1, 3]
    assert list(model.ranks(scores, 2024)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("score", "group"),
    [(0.7501, "very high"), (0.75, "high"), (0.5, "high"), (0.4999, "middle"), (0.25, "middle"), (0, "low")],
)
def test_a_score_falls_into_its_group(score, group):
    assert model.group(score) == group


def test_an_unknown_economy_gets_the_nearest_names(table):
    with pytest.raises(UnknownEconomy, match=r"'Indonesi'.*IDN"):
        model.counterfactual_rank(table, "Indonesi", 2016)
    with pytest.raises(UnknownEconomy, match=r"'KRO'.*KOR"):
        model.components(table, "KRO", 2016)


def test_an_unknown_edition_gets_those_that_there_are(table):
    with pytest.raises(UnknownEdition, match=r"no edition of 2015.*2014, 2016"):
        model.counterfactual_rank(table, "IDN", 2015)
    with pytest.raises(UnknownEdition, match=r"no edition of 2015"):
        model.composite(2015, 0.5, 0.5, 0.5)
    with pytest.raises(UnknownEdition, match=r"no edition of '2016'; choose one of: .*2016"):
        model.counterfactual_rank(table, "IDN", "2016")


def test_an_edition_that_did_not_assess_the_economy_is_refused(table):
    with pytest.raises(UnknownEdition, match=r"2012 did not assess LBY.*2010, 2014"):
        model.counterfactual_rank(table, "LBY", 2012, osi=0.5)


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_component_outside_the_scale_is_refused(table, value):
    with pytest.raises(ComponentOutOfRange, match=r"osi is .*from 0 to 1"):
        model.counterfactual_score(table, "IDN", 2024, osi=value)


@pytest.mark.parametrize("value", ["0.9", "0,9", None])
def test_a_component_that_is_no_number_is_refused(table, value):
    with pytest.raises(ComponentOutOfRange, match=rf"osi is {value!r}, which is no number; .*such as 0\.75"):
        model.counterfactual_rank(table, "IDN", 2024, osi=value)


@pytest.mark.parametrize("score", [-0.01, 1.2, float("nan"), "high"])
def test_a_score_outside_the_scale_has_no_group(score):
    with pytest.raises(ComponentOutOfRange, match=r"the score is .*from 0 to 1"):
        model.group(score)


def test_a_published_component_outside_the_scale_may_stay(table):
    published = model.components(table, "FSM", 2003)["hci"]
    assert published > 1
    assert model.counterfactual_rank(table, "FSM", 2003, hci=published) == 42


def test_an_unknown_component_is_refused(table):
    with pytest.raises(UnknownComponent, match=r"'epi'.*osi, tii, hci"):
        model.counterfactual_rank(table, "IDN", 2024, epi=0.5)
