"""The charts of procurement show every figure with its source and join none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from timbang import charts, data, language

ALL = ("korean_procurement_shares", "indonesian_procurement_shares", "savings_estimates")


def points(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for name, rows in spec["datasets"].items() if name.endswith("_points") for row in rows]


def marks(spec: Any) -> Iterator[str]:
    if isinstance(spec, list):
        for one in spec:
            yield from marks(one)
    elif isinstance(spec, dict):
        if "mark" in spec and isinstance(spec["mark"], dict):
            yield spec["mark"]["type"]
        for key, value in spec.items():
            if key not in ("datasets", "config"):
                yield from marks(value)


@pytest.mark.parametrize("name", ALL)
def test_no_line_joins_the_points(name: str) -> None:
    figure = getattr(charts, name)()
    assert set(marks(figure.wide)) == set(marks(figure.narrow)) == {"text", "point"}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_point_stands_in_the_table_with_its_source(name: str, code: str) -> None:
    language.use(code)
    figure = getattr(charts, name)()
    assert len(points(figure.wide)) == len(figure.table)
    labels = set(data.references()["label"])
    assert all(set(sources.split("; ")) <= labels for sources in figure.table.iloc[:, -1])
    assert all(row["said"] in figure.alternative for row in points(figure.wide))


def test_korean_shares_are_those_of_the_tables() -> None:
    estimates = data.table("procurement_estimates")
    wanted = sorted(
        (int(row.year), float(row.value))
        for row in estimates[estimates["id"].isin(["Q1", "Q2", "Q3", "Q4"])].itertuples()
    )
    drawn = sorted(
        (int(row["year"]), row["value"]) for row in points(charts.korean_procurement_shares().wide)
    )
    assert drawn == [*wanted, (2018, 73.0)]


def test_the_same_share_of_value_in_both_tables_is_the_same() -> None:
    estimates = data.table("procurement_estimates")
    value = estimates[estimates["id"] == "Q4"].set_index("year")["value"]
    published = data.table("eprocurement")
    share = published[published["metric"] == "koneps_share_of_public_procurement"].set_index("year")["value"]
    assert (value == share[value.index]).all()


def test_won_and_dollars_have_panels_of_their_own() -> None:
    spec = charts.savings_estimates().wide
    won, dollars = spec["datasets"]["won_points"], spec["datasets"]["dollars_points"]
    assert [row["value"] for row in won] == [3.2, 4.5, 8.05, 6.6]
    assert [row["value"] for row in dollars] == [2.5, 8.1, 1.0]
    assert len(spec["vconcat"]) == 2
    assert [row["mark"] for row in won] == ["operator", "operator", "operator", "part"]
    assert [row["mark"] for row in dollars] == ["partly", "operator", "others"]


def test_the_part_of_firms_is_82_percent_of_the_estimate_above_it() -> None:
    won = charts.savings_estimates().wide["datasets"]["won_points"]
    assert won[3]["value"] == pytest.approx(0.82 * won[2]["value"], abs=0.05)
    assert won[3]["heading"].endswith("82 percent")


def test_titles_state_the_finding() -> None:
    assert " ".join(charts.korean_procurement_shares().wide["title"]).startswith(
        "Korea: from 55 to 100 percent"
    )
    assert " ".join(charts.indonesian_procurement_shares().wide["title"]).startswith(
        "Indonesia: from 4.2 to 55 percent"
    )
    assert " ".join(charts.savings_estimates().wide["title"]).startswith("6 estimates of savings, 4 of them")


def test_the_share_of_spring_2015_says_that_it_is_a_part_of_the_year() -> None:
    table = charts.indonesian_procurement_shares().table
    assert list(table.loc[table["Share (percent)"] == "4.2", "Year"]) == ["2015, to 27 March"]
