"""The three preconditions that the article names, as data: crisis, internet, democracy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, NamedTuple

from timbang import language
from timbang.charts import economies as chosen
from timbang.charts.figure import Figure
from timbang.charts.series import Note, Series
from timbang.charts.words import number

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

CRISIS = 1998
"""The year in which output fell: Korea asked the IMF for help in November 1997 (event K21)."""


class Point(NamedTuple):
    """A value in a year."""

    year: int
    value: float


def growth(*economies: str) -> Figure:
    """Draw the growth of real GDP from 1990 to 2005, percent a year.

    Economies are named, and unknown ones refused, as in `economies.rows_of`.

    Source
    ------
    Table ``wdi``, column ``ny_gdp_mktp_kd_zg_wdi2025``: growth as the World Bank published it in 2025.
    """
    values = _values("wdi", ("ny_gdp_mktp_kd_zg_wdi2025",), economies, 1990, 2005)
    crisis = {name: point for name, points in _points(values) for point in points if point.year == CRISIS}
    lowest, highest = min(0.0, values["value"].min()), max(0.0, values["value"].max())
    return Series(
        name="growth",
        values=values,
        title=text(
            "GDP growth in the crisis year {year}: {values} percent",
            year=CRISIS,
            values=", ".join(f"{name} {number(point.value, 1)}" for name, point in crisis.items()),
        ),
        axis=text("Growth of real GDP (percent a year)"),
        domain=(5 * (lowest // 5), -5 * (-highest // 5)),
        decimals=2,
        alternative=" ".join(
            [
                text("Growth of real GDP from 1990 to 2005, percent a year."),
                *map(_growth_told, *_apart(values)),
            ]
        ),
        source=("wdi",),
        notes=tuple(
            Note(CRISIS, at.value, f"{name} {number(at.value, 1)}", "left", gap=24)
            for name, at in crisis.items()
        ),
        ticks=tuple(range(1990, 2006, 3)),
        point=36,
    ).figure()


def internet_users(*economies: str) -> Figure:
    """Draw the share of people who use the internet from 1990 to 2024, percent of the population.

    Years without a value are gaps.

    Economies are named, and unknown ones refused, as in `economies.rows_of`.

    Source
    ------
    Table ``wdi``, column ``it_net_user_zs``: World Bank, from the International Telecommunication Union.
    """
    values = _values("wdi", ("it_net_user_zs",), economies, 1990, 2024)
    halves = {name: _first_half(points) for name, points in _points(values)}
    return Series(
        name="internet_users",
        values=values,
        title=text(
            "First year with more than half of the people online: {years}",
            years=", ".join(f"{name} {half.year if half else '–'}" for name, half in halves.items()),
        ),
        axis=text("Internet users (percent of the population)"),
        domain=(0, 100),
        decimals=2,
        alternative=" ".join(
            [
                text("People who use the internet from 1990 to 2024, percent of the population."),
                *map(_internet_told, *_apart(values)),
            ]
        ),
        source=("wdi",),
        notes=tuple(
            Note(half.year, half.value, f"{half.year}: {number(half.value, 1)}", "left")
            for half in halves.values()
            if half
        ),
        ticks=tuple(range(1990, 2025, 5)),
        marks=(0, 25, 50, 75, 100),
        point=24,
    ).figure()


def democracy(*economies: str) -> Figure:
    """Draw the electoral democracy index from 1960 to 2024, from 0 to 1, with its interval.

    Economies are named, and unknown ones refused, as in `economies.rows_of`.

    Source
    ------
    Table ``vdem``: V-Dem, ``v2x_polyarchy`` with its lower and upper bound.
    """
    columns = ("v2x_polyarchy", "v2x_polyarchy_codelow", "v2x_polyarchy_codehigh")
    values = _values("vdem", columns, economies, 1960, 2024)
    rises = {name: _largest_rise(points) for name, points in _points(values)}
    return Series(
        name="democracy",
        values=values,
        title=text(
            "Largest rise of electoral democracy within a year: {years}",
            years=", ".join(f"{name} {start.year}–{end.year}" for name, (start, end) in rises.items()),
        ),
        axis=text("Electoral democracy index (0 to 1)"),
        domain=(0, 1),
        decimals=3,
        alternative=" ".join(
            [
                text("Electoral democracy index of V-Dem from 1960 to 2024, from 0 to 1."),
                *map(_democracy_told, *_apart(values)),
            ]
        ),
        source=("vdem",),
        explanation=text("The band around each line is V-Dem's interval of uncertainty."),
        notes=tuple(
            Note(at.year, at.value, f"{at.year}: {number(at.value, 2)}", side)
            for rise, side in zip(rises.values(), cycle(("left", "right")), strict=False)
            for at in rise
        ),
        ticks=tuple(range(1960, 2025, 10)),
        point=0,
    ).figure()


def _values(
    table: str, columns: tuple[str, ...], economies: tuple[str, ...], first: int, last: int
) -> pd.DataFrame:
    """Return the years from first to last of each economy; a year without a value keeps its empty row."""
    frame = chosen.rows_of(table, economies)
    names = dict(zip(columns, ("value", "low", "high"), strict=False))
    years = frame[["iso3", "name"]].drop_duplicates().merge(_years(first, last), how="cross")
    rows = years.merge(frame, how="left", on=["iso3", "name", "year"]).rename(columns=names)
    return rows[["iso3", "name", "year", *names.values()]]


def _years(first: int, last: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"year": range(first, last + 1)})


def _apart(values: pd.DataFrame) -> tuple[list[str], list[list[Point]]]:
    points = dict(_points(values))
    return list(points), list(points.values())


def _points(values: pd.DataFrame) -> Iterator[tuple[str, list[Point]]]:
    for name, rows in values.dropna(subset=["value"]).groupby("name", sort=False):
        yield (
            str(name),
            [Point(int(year), float(value)) for year, value in zip(rows["year"], rows["value"], strict=True)],
        )


def _first_half(points: list[Point]) -> Point | None:
    return next((point for point in points if point.value > 50), None)


def _largest_rise(points: list[Point]) -> tuple[Point, Point]:
    return max(pairwise(points), key=lambda pair: pair[1].value - pair[0].value)


def _growth_told(name: str, points: list[Point]) -> str:
    lowest, highest = min(points, key=_value), max(points, key=_value)
    return text(
        "{economy}: lowest {lowest} in {low_year}, highest {highest} in {high_year}.",
        economy=name,
        lowest=number(lowest.value, 1),
        low_year=lowest.year,
        highest=number(highest.value, 1),
        high_year=highest.year,
    )


def _internet_told(name: str, points: list[Point]) -> str:
    half = _first_half(points)
    told = text(
        "{economy}: {first} in {start}, {last} in {end}",
        economy=name,
        first=number(points[0].value, 1),
        start=points[0].year,
        last=number(points[-1].value, 1),
        end=points[-1].year,
    )
    if half is None:
        return text("{told}, never more than half.", told=told)
    return text(
        "{told}; more than half for the first time in {year}, with {value}.",
        told=told,
        year=half.year,
        value=number(half.value, 1),
    )


def _democracy_told(name: str, points: list[Point]) -> str:
    before, after = _largest_rise(points)
    highest = max(points, key=_value)
    return text(
        "{economy}: {first} in {start}; the largest rise from {low} in {before} to {high} in {after}; "
        "highest {highest} in {peak}; {last} in {end}.",
        economy=name,
        first=number(points[0].value, 2),
        start=points[0].year,
        low=number(before.value, 2),
        before=before.year,
        high=number(after.value, 2),
        after=after.year,
        highest=number(highest.value, 2),
        peak=highest.year,
        last=number(points[-1].value, 2),
        end=points[-1].year,
    )


def _value(point: Point) -> float:
    return point.value
