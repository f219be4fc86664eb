"""Governance as others perceive it: estimates with the interval in which they are uncertain."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import economies as chosen
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.series import Series
from timbang.charts.words import listed
from timbang.charts.words import number as written
from timbang.errors import UnknownEdition

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

WIDTH = 1.645
"""Standard errors on either side of an estimate: an interval of 90 percent where errors are normal."""

ROW, HEAD, LINE = 24, 34, 14
"""Heights in pixels: of a row, of a heading with the space above it, of a line of text."""


def _names() -> dict[str, str]:
    return {"ge": text("Government effectiveness"), "cc": text("Control of corruption")}


def number(value: float, decimals: int = 2) -> str:
    """Return a number as the language writes it, without a minus before zero."""
    return written(round(value, decimals) + 0.0, decimals)


def governance_over_time(indicator: str, *economies: str) -> Figure:
    """Draw an indicator of governance from 1996 to 2022, with the interval of each estimate.

    Parameters
    ----------
    indicator
        `"ge"`, government effectiveness, or `"cc"`, control of corruption.
    economies
        ISO 3166 codes of three letters, such as `"KOR"`.

    Raises
    ------
    UnknownEconomy
        With the nearest known names.

    Source
    ------
    Table ``wgi``: Worldwide Governance Indicators, 2023 update; the interval is reckoned from the standard
    errors of the table.
    """
    values = _with_interval(chosen.rows_of("wgi", economies), indicator)
    ends = {str(name): (rows.iloc[0], rows.iloc[-1]) for name, rows in values.groupby("name", sort=False)}
    low, high = math.floor(2 * values["low"].min()) / 2, math.ceil(2 * values["high"].max()) / 2
    return Series(
        name="governance_over_time",
        values=values,
        title=text(
            "{indicator}, {start}–{end}: {ends}",
            indicator=_names()[indicator],
            start=int(values["year"].min()),
            end=int(values["year"].max()),
            ends=", ".join(
                text(
                    "{economy} {first} to {last}",
                    economy=name,
                    first=number(first["value"]),
                    last=number(last["value"]),
                )
                for name, (first, last) in ends.items()
            ),
        ),
        axis=text("Estimate (0 = mean of all economies of the year)"),
        domain=(low, high),
        decimals=2,
        alternative=" ".join(
            [
                text(
                    "{indicator} from {start} to {end}, with an interval around each estimate.",
                    indicator=_names()[indicator],
                    start=int(values["year"].min()),
                    end=int(values["year"].max()),
                ),
                *(
                    text(
                        "{economy}: {first} ({first_low} to {first_high}) in {start}, {last} ({last_low} to "
                        "{last_high}) in {end}.",
                        economy=name,
                        first=number(first["value"], 2),
                        first_low=number(first["low"], 2),
                        first_high=number(first["high"], 2),
                        start=first["year"],
                        last=number(last["value"], 2),
                        last_low=number(last["low"], 2),
                        last_high=number(last["high"], 2),
                        end=last["year"],
                    )
                    for name, (first, last) in ends.items()
                ),
            ]
        ),
        source=("wgi",),
        explanation=text(
            "The rule through each point is the estimate plus and minus {width} standard errors. There "
            "are no "
            "estimates for 1997, 1999 and 2001. Each year is scaled anew: a rise means a better place "
            "among the "
            "economies, not necessarily a better government.",
            width=number(WIDTH, 3),
        ),
        ticks=(1996, 2000, 2004, 2008, 2012, 2016, 2020),
        marks=tuple(range(math.ceil(low), math.floor(high) + 1)),
        joined=False,
        ruled=True,
        point=36,
    ).figure()


def governance_at_take_off(pioneer: str, start: int, follower: str, today: int) -> Figure:
    """Draw two indicators of a pioneer at its start, and of a follower then and today, with intervals.

    Parameters
    ----------
    pioneer, follower
        ISO 3166 codes of three letters, such as `"KOR"`.
    start, today
        Years of the table.

    Raises
    ------
    UnknownEconomy
        With the nearest known names.
    UnknownEdition
        When the table has no estimates for one of the years.

    Source
    ------
    Table ``wgi``, as for `governance_over_time`.
    """
    frame = chosen.rows_of("wgi", (pioneer, follower))
    for year in (start, today):
        if year not in set(frame["year"]):
            known = ", ".join(map(str, sorted(set(frame["year"]))))
            raise UnknownEdition(text("wgi has no {year}; it has {known}", year=year, known=known))
    rows: list[dict[str, Any]] = []
    for indicator in _names():
        values = _with_interval(frame, indicator)
        for economy, year in ((pioneer, start), (follower, start), (follower, today)):
            one = values[(values["iso3"] == economy) & (values["year"] == year)].iloc[0]
            rows.append(
                {
                    "indicator": indicator,
                    "label": f"{one['name']} {year}",
                    "group": str(one["name"]),
                    **{key: float(one[key]) for key in ("value", "low", "high")},
                }
            )
    return _take_off_figure(rows)


def _take_off_figure(rows: list[dict[str, Any]]) -> Figure:
    names = _names()
    pairs = {indicator: [row for row in rows if row["indicator"] == indicator] for indicator in names}
    findings = []
    for indicator, (first, _, last) in pairs.items():
        overlap = last["low"] <= first["high"] and first["low"] <= last["high"]
        said = (
            text("{indicator}: the intervals overlap", indicator=names[indicator])
            if overlap
            else text("{indicator}: they do not", indicator=names[indicator].lower())
        )
        findings.append(said)
    first, last = rows[0]["label"], rows[2]["label"]
    title = text("{first} and {last}. {findings}", first=first, last=last, findings="; ".join(findings))
    alternative = " ".join(
        text(
            "{indicator}: {rows}.",
            indicator=names[indicator],
            rows=listed(
                text(
                    "{label} {value} ({low} to {high})",
                    label=row["label"],
                    **{key: number(row[key], 2) for key in ("value", "low", "high")},
                )
                for row in three
            ),
        )
        for indicator, three in pairs.items()
    )
    below = 0.0
    points, headings = [], []
    for indicator, three in pairs.items():
        headings.append({"words": names[indicator], "y": below + HEAD - LINE - 4})
        below += HEAD
        for row in three:
            points.append({**row, "y": below + ROW / 2, "said": number(row["value"], 2)})
            below += ROW
    datasets = {"points": points, "headings": headings}
    drawn = {
        place: spec(_take_off(points, below, place == "wide", title), alternative, datasets)
        for place in ("wide", "narrow")
    }
    return Figure(
        name="governance_at_take_off",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("wgi"),
        table=_table(rows, names),
        explanation=text(
            "The rule through each point is the estimate plus and minus {width} standard errors. Each "
            "year is "
            "scaled anew, so the drawing compares places among the economies of two different years.",
            width=number(WIDTH, 3),
        ),
    )


def _take_off(points: list[dict[str, Any]], height: float, wide: bool, title: str) -> alt.LayerChart:
    width, left = (theme.WIDE - 4, 150) if wide else (theme.NARROW - 4, 126)
    low = math.floor(2 * min(row["low"] for row in points)) / 2
    high = math.ceil(2 * max(row["high"] for row in points)) / 2
    groups = list(dict.fromkeys(row["group"] for row in points))
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[low, high], range=[left, width - 12], nice=False, zero=False),
        axis=alt.Axis(
            title=text("Estimate (0 = mean of all economies of the year)"),
            format=".1f",
            grid=True,
            domain=False,
            ticks=False,
            tickCount=5 if wide else 3,
            titleAnchor="start",
            titleX=left if wide else 0,
            titleAlign="left",
        ),
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], range=[0, height], nice=False), axis=None)
    colour = alt.Color(
        "group:N", scale=alt.Scale(domain=groups, range=theme.SERIES[: len(groups)]), legend=None
    )
    shape = alt.Shape(
        "group:N", scale=alt.Scale(domain=groups, range=theme.SHAPES[: len(groups)]), legend=None
    )
    rows = alt.Chart(alt.NamedData("points"))
    headings = alt.Chart(alt.NamedData("headings"))
    return (
        alt.layer(
            headings.mark_text(aria=False, align="left", baseline="top", fontWeight="bold").encode(
                x=alt.value(0), y=y, text="words:N"
            ),
            rows.mark_text(aria=False, align="left", baseline="middle").encode(
                x=alt.value(8), y=y, text="label:N"
            ),
            rows.mark_rule(aria=False, strokeWidth=2, opacity=0.6).encode(
                x=alt.X("low:Q", scale=x["scale"]), x2="high:Q", y=y, color=colour
            ),
            rows.mark_point(aria=False, filled=True, opacity=1, size=80).encode(
                x=x,
                y=y,
                color=colour,
                shape=shape,
                tooltip=[
                    alt.Tooltip("label:N", title=text("Economy")),
                    alt.Tooltip("value:Q", title=text("Estimate"), format=".2f"),
                    alt.Tooltip("low:Q", title=text("Lower end"), format=".2f"),
                    alt.Tooltip("high:Q", title=text("Upper end"), format=".2f"),
                ],
            ),
            rows.mark_text(aria=False, align="center", baseline="bottom", dy=-5).encode(
                x=x, y=y, text="said:N"
            ),
        )
        .properties(
            width=width,
            height=height,
            title=textwrap.wrap(title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )


def _table(rows: list[dict[str, Any]], names: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    said = [
        [names[row["indicator"]], row["label"], *(number(row[key], 2) for key in ("value", "low", "high"))]
        for row in rows
    ]
    heads = [text("Indicator"), text("Economy"), text("Estimate"), text("Lower end"), text("Upper end")]
    return pd.DataFrame(said, columns=heads)


def _with_interval(frame: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return columns `iso3`, `name`, `year`, `value`, `low`, `high` of the years that have an estimate."""
    rows = frame.dropna(subset=[f"{indicator}_est"])
    estimate, error = rows[f"{indicator}_est"], rows[f"{indicator}_se"]
    return rows[["iso3", "name", "year"]].assign(
        value=estimate, low=estimate - WIDTH * error, high=estimate + WIDTH * error
    )
