"""The charts of the evidence show what the fact base holds, and its dates for what they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from timbang import charts, data
from timbang.charts.evidence import FACTORS, SIDES, STUDIES

VERIFIED = "verified-in-stored-source"


def sided() -> Any:
    table = data.table("evidence")
    return table[table["side"].isin(SIDES) & (table["status"] == VERIFIED)]


def test_each_row_for_or_against_a_factor_is_counted_once() -> None:
    rows = sided()
    assert set(rows["factor"]) == set(FACTORS)
    counts = Counter(zip(rows["factor"], rows["side"], strict=True))
    shown = charts.evidence_counts().wide["datasets"]["values"]
    assert [row["value"] for row in shown] == [counts[factor, side] for factor in FACTORS for side in SIDES]


@pytest.mark.parametrize("place", ["wide", "narrow"])
def test_each_dated_piece_is_drawn_over_its_years_on_its_side_of_the_line(place: str) -> None:
    datasets = getattr(charts.evidence_dates(), place)["datasets"]
    lines = dict(zip(FACTORS, [line["y"] for line in datasets["lines"]], strict=True))
    rows = {row["id"]: row for row in datasets["pieces"]}
    table = sided().set_index("id")
    assert set(rows) == set(table.index) - {"S1.5"}
    for name, row in rows.items():
        date = str(table.at[name, "date"])
        assert (row["t"], row["u"]) == (int(date[:4]), int(date[-4:]) + 1)
        above = row["y"] < lines[str(table.at[name, "factor"])]
        assert above == (table.at[name, "side"] == "for")


def test_marks_on_one_side_of_a_factor_do_not_cover_each_other() -> None:
    for place in ("wide", "narrow"):
        rows = getattr(charts.evidence_dates(), place)["datasets"]["pieces"]
        for row in rows:
            beside = [one for one in rows if one is not row and one["y"] == row["y"]]
            assert all(one["u"] <= row["t"] or row["u"] <= one["t"] for one in beside)


def test_a_study_is_no_event_and_left_out_of_the_finding() -> None:
    figure = charts.evidence_dates()
    rows = figure.wide["datasets"]["pieces"]
    assert {row["id"] for row in rows if row["study"]} == set(STUDIES)
    events = [row for row in rows if not row["study"]]
    early = sum(row["side"] == "for" and row["t"] < 2003 for row in events)
    late = sum(row["side"] == "against" and row["t"] >= 2003 for row in events)
    assert f"({early} of 13)" in " ".join(figure.wide["title"])
    assert f"{late} begin in 2003 or later" in figure.alternative
