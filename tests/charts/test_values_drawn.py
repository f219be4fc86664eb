"""The values drawn and told are those of the tables: nothing between, nothing left out."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
import pytest

from timbang import charts, data, language
from timbang.charts.preconditions import Point, _internet_told
from timbang.errors import UnknownEconomy

KOREA, INDONESIA = "South Korea", "Indonesia"


def column(table: str, name: str, iso3: str) -> pd.Series:
    frame = data.table(table)
    return frame[frame["iso3"] == iso3].set_index("year")[name]


def drawn(spec: dict, name: str, field: str = "value") -> dict[int, float | None]:
    return {row["year"]: row[field] for row in spec["datasets"]["values"] if row["name"] == name}


def test_ranks_drawn_equal_the_survey_and_the_table() -> None:
    figure = charts.rank_over_time("KOR", "IDN")
    for name, iso3 in ((KOREA, "KOR"), (INDONESIA, "IDN")):
        ranks = column("egdi", "egdi_rank", iso3).to_dict()
        assert drawn(figure.wide, name) == drawn(figure.narrow, name) == ranks
        assert (
            dict(zip(figure.table["Year"].astype(int), figure.table[name].astype(int), strict=True)) == ranks
        )


def test_no_line_joins_the_editions_of_the_survey() -> None:
    for spec in (charts.rank_over_time("KOR").wide, charts.rank_over_time("KOR").narrow):
        assert {layer["mark"]["type"] for layer in spec["layer"]} == {"rule", "point", "text"}
        assert spec["datasets"]["zero"] == []
        assert all(row["value"] is not None for row in spec["datasets"]["values"])


def test_rank_1_is_on_top_and_every_rank_is_written() -> None:
    spec = charts.rank_over_time("KOR", "IDN").wide
    assert spec["layer"][0]["encoding"]["y"]["scale"]["reverse"] is True
    assert sorted(note["words"] for note in spec["datasets"]["notes"]) == sorted(
        str(row["value"]) for row in spec["datasets"]["values"]
    )


def test_an_edition_that_did_not_assess_an_economy_has_no_point() -> None:
    egdi = data.table("egdi")
    unassessed = egdi[egdi["zero_filled"]].iloc[0]
    figure = charts.rank_over_time("KOR", unassessed["iso3"])
    names = {row["name"] for row in figure.wide["datasets"]["values"]} - {KOREA}
    assert all(int(unassessed["year"]) not in drawn(figure.wide, name) for name in names)
    assert "no data" in set(figure.table.iloc[:, 2])


@pytest.mark.parametrize(
    ("chart", "table", "name", "years"),
    [
        (charts.growth, "wdi", "ny_gdp_mktp_kd_zg_wdi2025", (1990, 2005)),
        (charts.internet_users, "wdi", "it_net_user_zs", (1990, 2024)),
        (charts.democracy, "vdem", "v2x_polyarchy", (1960, 2024)),
    ],
)
def test_every_year_is_the_tables_or_a_gap(chart, table: str, name: str, years: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    figure = chart("KOR", "IDN")
    for economy, iso3 in ((KOREA, "KOR"), (INDONESIA, "IDN")):
        values = column(table, name, iso3)
        shown = drawn(figure.wide, economy)
        assert list(shown) == list(range(years[0], years[1] + 1))
        for year, value in shown.items():
            assert value == (None if pd.isna(values[year]) else values[year])


def test_years_without_a_count_of_internet_users_are_gaps() -> None:
    figure = charts.internet_users("IDN")
    shown = drawn(figure.wide, INDONESIA)
    assert [shown[year] is None for year in range(1990, 1995)] == [False, True, True, True, False]
    assert list(figure.table[INDONESIA][:5]) == ["0.00", "no data", "no data", "no data", "0.00"]


def test_the_interval_of_the_democracy_index_is_the_tables() -> None:
    spec = charts.democracy("KOR", "IDN").wide
    for field, name in (("low", "v2x_polyarchy_codelow"), ("high", "v2x_polyarchy_codehigh")):
        assert drawn(spec, KOREA, field) == column("vdem", name, "KOR").to_dict()
    assert all(row["low"] <= row["value"] <= row["high"] for row in spec["datasets"]["values"])


def test_the_alternatives_tell_the_numbers_of_the_tables() -> None:
    growth = column("wdi", "ny_gdp_mktp_kd_zg_wdi2025", "IDN")
    assert (
        f"Indonesia: lowest {growth[1998]:.1f} in 1998".replace("-", "−") in charts.growth("IDN").alternative
    )
    online = column("wdi", "it_net_user_zs", "KOR")
    assert online[2000] < 50 < online[2001]
    assert f"in 2001, with {online[2001]:.1f}" in charts.internet_users("KOR").alternative
    index = column("vdem", "v2x_polyarchy", "IDN")
    told = f"from {index[1998]:.2f} in 1998 to {index[1999]:.2f} in 1999"
    assert index.diff().idxmax() == 1999 and told in charts.democracy("IDN").alternative
    ranks = column("egdi", "egdi_rank", "KOR")
    assert f"rank {ranks[2003]} in 2003, {ranks[2024]} in 2024" in charts.rank_over_time("KOR").alternative


def test_the_titles_state_the_finding() -> None:
    assert charts.growth("KOR", "IDN").wide["title"] == [
        "GDP growth in the crisis year 1998: South Korea −5.1, Indonesia −13.1 percent"
    ]
    assert " ".join(charts.internet_users("KOR", "IDN").wide["title"]).endswith(
        "South Korea 2001, Indonesia 2020"
    )
    assert " ".join(charts.democracy("KOR", "IDN").wide["title"]).endswith(
        "South Korea 1987–1988, Indonesia 1998–1999"
    )


def test_an_economy_below_half_is_said_to_be_so() -> None:
    assert "never more than half" in _internet_told("Atlantis", [Point(1990, 0.0), Point(2024, 50.0)])


def test_labels_at_the_end_of_lines_do_not_overlap() -> None:
    spec = charts.rank_over_time("KOR", "SGP", "MYS", "THA", "IDN").wide
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    pixels = sorted((end["wide"] - low) / (high - low) * spec["height"] for end in spec["datasets"]["ends"])
    assert len(pixels) == 5
    assert all(after - before > 12.9 for before, after in pairwise(pixels))


def test_economies_keep_the_order_asked_for_and_differ_in_more_than_colour() -> None:
    for codes, names in ((("KOR", "IDN"), [KOREA, INDONESIA]), (("IDN", "KOR"), [INDONESIA, KOREA])):
        figure = charts.growth(*codes)
        assert list(figure.table.columns) == ["Year", *names]
        line = next(layer for layer in figure.wide["layer"] if layer["mark"]["type"] == "line")
        assert line["encoding"]["strokeDash"]["scale"]["domain"] == names
        dashes = line["encoding"]["strokeDash"]["scale"]["range"]
        assert len({tuple(dash) for dash in dashes}) == 2


@pytest.mark.parametrize("wrong", ["KRO", "Korea", "kor", ""])
def test_an_unknown_economy_is_refused_with_the_nearest_names(wrong: str) -> None:
    with pytest.raises(UnknownEconomy, match=re.escape(repr(wrong))) as error:
        charts.rank_over_time(wrong)
    assert "\n" not in str(error.value)
    if wrong:
        assert "KOR (South Korea)" in str(error.value)


def test_a_chart_of_no_economy_asks_for_one() -> None:
    for asked in (lambda: charts.rank_over_time(), lambda: charts.index_components(2024)):
        with pytest.raises(UnknownEconomy, match=r"give at least one code, such as 'IDN'"):
            asked()


def test_an_unknown_economy_is_refused_in_indonesian_too() -> None:
    language.use("id")
    with pytest.raises(UnknownEconomy, match=r"tidak ada dalam tabel vdem; .*KOR \(Korea Selatan\)"):
        charts.democracy("KRO")
