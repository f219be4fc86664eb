"""Dates become places on a line, and marks find a place of their own."""

from __future__ import annotations

import pytest

from timbang.charts.lanes import Panel, Span, lanes, places, stacked, when

PANELS = (Panel(1961, 1991, 1), Panel(1992, 2025, 3))


@pytest.mark.parametrize(
    ("iso", "precision", "start", "end"),
    [
        ("1995", "year", 1995, 1996),
        ("1987/1991", "period", 1987, 1992),
        ("1998-07/1998-12", "half-year", 1998 + 181 / 365, 1999),
        ("2001-01", "month", 2001 + 15.5 / 365, None),
        ("2000-12-31", "day", 2000 + 365.5 / 366, None),
    ],
)
def test_a_date_is_as_wide_as_it_is_uncertain(
    iso: str, precision: str, start: float, end: float | None
) -> None:
    span = when(iso, precision)
    assert span.start == pytest.approx(start, abs=0.001)
    assert span.end == (None if end is None else pytest.approx(end, abs=0.001))


def test_later_years_are_three_times_as_long() -> None:
    assert places(PANELS, 4, 1962) - places(PANELS, 4, 1961) == 4
    assert places(PANELS, 4, 1993) - places(PANELS, 4, 1992) == 12
    assert places(PANELS, 4, 1992) == 31 * 4
    assert places(PANELS, 4, 2026) == 31 * 4 + 34 * 12


def test_marks_that_touch_stack_and_others_share_a_slot() -> None:
    assert stacked({"a": (0, 8), "b": (4, 12), "c": (9, 17), "d": (10, 18)}) == {
        "a": 0,
        "b": 1,
        "c": 0,
        "d": 2,
    }


def test_a_lane_is_as_broad_as_its_fullest_stack() -> None:
    laid = lanes({"x": {"a": (0, 8), "b": (4, 12)}, "y": {"c": (0, 8)}}, 10, pitch=10, gap=6, extra={"y": 5})
    assert (laid["x"].start, laid["x"].end) == (10, 36)
    assert (laid["y"].start, laid["y"].end) == (36, 57)
    assert laid["x"].slots == {"a": 18, "b": 28} and laid["y"].slots == {"c": 44}


def test_a_point_ends_where_it_starts() -> None:
    assert Span(1998.5).last == 1998.5 and Span(1998, 1999).last == 1999
