"""What is drawn of Korea's fall is what the tables hold, and the words say the same."""

from __future__ import annotations

import pytest

from timbang import charts, data, language
from timbang.errors import UnknownEconomy, UnknownEdition
from timbang.models import decomposition


def test_the_bars_lead_from_the_first_score_to_the_last() -> None:
    rows = charts.drop_by_component("KOR", 2014, 2016).wide["datasets"]["values"]
    first, *pieces, last = rows
    assert [row["row"] for row in pieces] == ["Infrastructure", "Human capital", "Online services"]
    assert (first["low"], last["low"]) == (0.94623, 0.89149)
    at = first["low"]
    for piece in pieces:
        assert piece["high"] == pytest.approx(at)
        at = piece["low"]
    assert at == pytest.approx(last["low"], abs=1e-4)


def test_a_rise_is_drawn_upwards() -> None:
    rows = charts.drop_by_component("IDN", 2018, 2020).wide["datasets"]["values"]
    assert [row["words"][0] for row in rows[1:-1]] == ["+"] * 3
    assert rows[1]["low"] == pytest.approx(rows[0]["low"])


def test_each_leader_is_drawn_once_a_component() -> None:
    figure = charts.change_among_leaders("KOR", 2014, 2016)
    values = figure.wide["datasets"]["values"]
    assert len(values) == 3 * 20 and sum(value["own"] for value in values) == 3
    changes = decomposition.changes_among_leaders(data.table("egdi"), 2014, 2016).set_index("iso3")
    drawn = {value["row"]: value["value"] for value in values if value["own"]}
    assert drawn["Infrastructure"] == pytest.approx(changes.at["KOR", "tii"])
    assert "18 of the 19 others fell" in figure.alternative


def test_ranks_by_component_and_by_index_are_those_of_the_tables() -> None:
    table = charts.component_ranks("KOR").table.set_index("Year")
    assert list(table.loc[["2014", "2016"], "Human capital"]) == ["6", "18"]
    assert list(table["Whole index"]) == ["1", "1", "1", "3", "3", "2", "3", "4"]
    others = charts.three_indices("KOR").table.set_index("Year")
    assert set(others["World Bank (GTMI)"]) == {"1", "no data"}
    assert others.at["2023", "OECD (DGI)"] == "1"


def test_what_cannot_be_drawn_is_refused_in_one_line() -> None:
    with pytest.raises(UnknownEconomy, match="not among the leaders; choose one of KOR, AUS"):
        charts.change_among_leaders("IDN", 2014, 2016)
    with pytest.raises(UnknownEconomy, match=r"IDN.*not in table oecd_dgi"):
        charts.three_indices("IDN")
    with pytest.raises(UnknownEdition, match="2015"):
        charts.drop_by_component("KOR", 2014, 2015)
    language.use("id")
    with pytest.raises(UnknownEconomy, match="tidak termasuk yang terdepan"):
        charts.change_among_leaders("IDN", 2014, 2016)
