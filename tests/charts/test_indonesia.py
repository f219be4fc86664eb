"""The charts on Indonesia show what their tables hold."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from timbang import charts, data, language
from timbang.models.egdi import ASEAN, COMPONENTS


@pytest.mark.parametrize("place", ["wide", "narrow"])
def test_each_indonesian_event_with_a_source_is_drawn_once(place: str) -> None:
    language.use("en")
    table = data.table("indonesia_timeline")
    sourced = table[table["status"] == "verified-in-stored-source"]
    svg = charts.svg(getattr(charts.indonesian_timeline(), place), "en", "t-")
    labels = re.findall(r'aria-label="(I\d+) [^"]+"', svg)
    assert Counter(labels) == Counter(sourced["id"])
    assert "I45" not in labels


def test_the_ranks_on_the_timeline_are_those_of_the_survey() -> None:
    rows = charts.indonesian_timeline().wide["datasets"]["events"]
    ranks = {int(row["t"]): row["rank"] for row in rows if "rank" in row}
    assert ranks[2003] == 70 and ranks[2016] == 116 and ranks[2024] == 64


def test_the_ten_of_asean_give_the_mean_of_the_group() -> None:
    egdi, groups = data.table("egdi"), data.table("egdi_groups")
    counted = egdi[egdi["iso3"].isin(ASEAN)].groupby("year")[list(COMPONENTS)].mean()
    published = groups[groups["group"] == "ASEAN (10 members)"].set_index("year")[list(COMPONENTS)]
    assert (counted - published).abs().max().max() < 0.00001


def test_indonesia_stands_fourth_of_ten_in_2024() -> None:
    language.use("en")
    assert "from place 6 to 4" in " ".join(charts.rank_among_neighbours("IDN", "KOR").wide["title"])


def test_a_gap_is_own_score_minus_the_other() -> None:
    values = charts.component_gaps("IDN", "KOR").wide["datasets"]["values"]
    korea = {(row["component"], row["year"]): row["value"] for row in values if row["kind"] == "model"}
    assert korea["tii", 2024] == pytest.approx(0.86448 - 0.99168, abs=0.001)
    assert len(values) == 3 * 3 * 12


def test_no_line_crosses_the_break_of_the_instrument() -> None:
    values = charts.spbe_over_time().wide["datasets"]["values"]
    assert {row["part"] for row in values if row["year"] <= 2020} == {"old"}
    assert {row["part"] for row in values if row["year"] >= 2021} == {"new"}
    lines = [layer for layer in charts.spbe_over_time().wide["layer"] if layer["mark"].get("type") == "line"]
    assert lines[0]["encoding"]["detail"]["field"] == "part"


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_steps_of_a_strip_hold_all_agencies(year: int) -> None:
    from timbang.charts.maturity import _steps

    table = data.table("spbe_agencies")
    scores = table.loc[(table["year"] == year) & (table["type"] == "Kota"), "d1_kebijakan"]
    assert sum(_steps(scores)) == pytest.approx(1)
