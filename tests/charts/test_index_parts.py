"""The charts that take the UN index apart draw what the tables and the model give."""

from __future__ import annotations

import pytest

from timbang import charts, data, language
from timbang.errors import UnknownEconomy, UnknownEdition
from timbang.models import egdi as model


def drawn(spec: dict, measure: str) -> dict[str, float]:
    return {
        row["name"]: row["value"] for row in spec["datasets"]["values"] if row["measure"].startswith(measure)
    }


def test_components_are_the_survey_s() -> None:
    figure = charts.index_components(2016, "KOR", "IDN")
    table = data.table("egdi")
    for measure, column in (("Online", "osi"), ("Infra", "tii"), ("Human", "hci"), ("Index", "egdi")):
        for iso3, name in (("KOR", "South Korea"), ("IDN", "Indonesia")):
            row = table[(table.iso3 == iso3) & (table.year == 2016)].iloc[0]
            assert drawn(figure.wide, measure)[name] == row[column]
    assert " ".join(figure.wide["title"]).startswith("Lowest component in the UN index of 2016: South Korea")


def test_z_scores_are_over_all_economies_of_the_table() -> None:
    figure = charts.indicators_as_z_scores(2022, "IDN", "KOR")
    rows = data.table("wdi").query("year == 2022").set_index("iso3")
    for measure, column in (
        ("Internet", "it_net_user_zs"),
        ("Mobile", "it_cel_sets_p2"),
        ("Fixed", "it_net_bbnd_p2"),
    ):
        scores = model.z_scores(rows[column])
        assert drawn(figure.wide, measure) == pytest.approx(
            {"Indonesia": scores["IDN"], "South Korea": scores["KOR"]}
        )
    assert "Indonesia 122.9, z-score −0.28" in figure.alternative


def test_every_assessed_country_is_a_point_and_a_row() -> None:
    figure = charts.ranks_by_score(2003, "KOR")
    assert len(figure.wide["datasets"]["values"]) == len(figure.table) == 173
    assert list(figure.table["Rank"][:2]) == ["1", "2"]
    korea = next(row for row in figure.wide["datasets"]["values"] if row["name"] == "South Korea")
    assert (korea["rank"], korea["value"]) == (13, 0.74413)


def test_what_a_step_is_worth_is_counted_by_the_model() -> None:
    table = data.table("egdi")
    for iso3, name in (("IDN", "Indonesia"), ("KOR", "South Korea")):
        score = model.counterfactual_score(table, iso3, 2024)
        others = table[(table.year == 2024) & (table.iso3 != iso3)].egdi
        places = int(((others > score) & (others <= score + 0.05)).sum())
        assert f"{name} {places} places" in " ".join(charts.ranks_by_score(2024, "IDN", "KOR").wide["title"])


@pytest.mark.parametrize("name", ["index_components", "ranks_by_score", "indicators_as_z_scores"])
def test_what_is_unknown_is_refused_in_the_language_in_use(name: str) -> None:
    language.use("id")
    with pytest.raises(UnknownEconomy, match=r"paling mirip|terdekat|KOR"):
        getattr(charts, name)(2022, "KRO")
    with pytest.raises(UnknownEdition, match="1987"):
        getattr(charts, name)(1987, "KOR")


def test_an_edition_that_did_not_assess_an_economy_is_refused() -> None:
    with pytest.raises(UnknownEdition, match="2012 did not assess LBY"):
        charts.index_components(2012, "LBY")
    with pytest.raises(UnknownEdition, match="2024 lacks values; choose a year from"):
        charts.indicators_as_z_scores(2024, "IDN")
