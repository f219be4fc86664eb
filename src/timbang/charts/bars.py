"""Things that last, as bars in time: each with its name above it, its group told by colour."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang.charts import theme
from timbang.charts.figure import Figure, spec

if TYPE_CHECKING:
    import pandas as pd

ROW = 42
"""Height of a row in pixels: a bar with its name above it."""
LETTER = 7
"""Breadth of a letter in pixels, on average, in the broadest of the fonts that a reader may have."""


@dataclass(frozen=True)
class Bar:
    """Something that lasts: where it begins and ends along the axis, None for an end that is not known."""

    name: str
    start: float
    end: float | None
    group: str


@dataclass(frozen=True)
class Bars:
    """What a chart of bars in time shows, before it is drawn."""

    name: str
    bars: list[Bar]
    groups: list[str]
    title: str
    axis: str
    domain: tuple[float, float]
    alternative: str
    source: str
    table: pd.DataFrame
    explanation: str
    ticks: list[int] | None = None

    def figure(self) -> Figure:
        """Return the chart with its words, source and table."""
        drawn = {
            place: spec(self._chart(place == "wide"), self.alternative, {"bars": self._rows()})
            for place in ("wide", "narrow")
        }
        return Figure(
            name=self.name,
            wide=drawn["wide"],
            narrow=drawn["narrow"],
            alternative=self.alternative,
            source=self.source,
            table=self.table,
            explanation=self.explanation,
        )

    def _right(self, one: Bar) -> bool:
        """Tell whether a name must end where its bar ends, since it would run out of the wide drawing."""
        first, last = self.domain
        return (one.start - first) / (last - first) * theme.WIDE + LETTER * len(one.name) > theme.WIDE

    def _rows(self) -> list[dict[str, Any]]:
        return [
            {
                "row": number,
                "name": one.name,
                "start": one.start,
                "end": one.start if one.end is None else one.end,
                "point": one.end is None,
                "group": one.group,
                "right": self._right(one),
            }
            for number, one in enumerate(self.bars)
        ]

    def _chart(self, wide: bool) -> alt.LayerChart:
        rows = list(range(len(self.bars)))
        scale = alt.Scale(domain=list(self.domain), nice=False, zero=False)
        ticks = self.ticks if wide or not self.ticks else self.ticks[::2]
        axis = alt.Axis(
            title=self.axis,
            format="d",
            grid=True,
            domain=False,
            ticks=False,
            **({"values": ticks} if ticks else {"tickCount": 6}),
        )
        up = alt.Y("row:O", scale=alt.Scale(domain=rows, paddingInner=0, paddingOuter=0), axis=None)
        across = alt.X("start:Q", scale=scale, axis=axis)
        colour = alt.Color(
            "group:N",
            scale=alt.Scale(domain=self.groups, range=[theme.VERMILION, theme.SLATE][: len(self.groups)]),
            legend=alt.Legend(
                title=None,
                orient="top",
                columns=1,
                labelLimit=theme.NARROW,
                labelColor=theme.TEXT,
                labelFontSize=theme.FONT_SIZE,
                symbolType="square",
            ),
        )
        base = alt.Chart(alt.NamedData("bars"))
        bars = (
            base.transform_filter("!datum.point")
            .mark_bar(aria=False, height=12, yOffset=9)
            .encode(x=across, x2="end:Q", y=up, color=colour)
        )
        points = (
            base.transform_filter("datum.point")
            .mark_point(aria=False, filled=True, opacity=1, size=90, shape="diamond", yOffset=9)
            .encode(x=across, y=up, color=colour)
        )
        places = [("start:Q", "left", "!datum.right"), ("end:Q", "right", "datum.right")]
        if not wide:  # there is no room beside a bar: all names begin at the edge
            places = [("edge:Q", "left", "true")]
        names = [
            base.transform_calculate(edge=str(self.domain[0]))
            .transform_filter(which)
            .mark_text(aria=False, align=align, baseline="middle", dy=-7)
            .encode(x=alt.X(where, scale=scale, axis=axis), y=up, text="name:N")
            for where, align, which in places
        ]
        return (
            alt.layer(bars, points, *names)
            .properties(
                width=theme.WIDE if wide else theme.NARROW,
                height=ROW * len(rows),
                title=textwrap.wrap(self.title, 84 if wide else 38),
                padding=2,
            )
            .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        )
