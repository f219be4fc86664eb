"""Single figures under headings, each a point on its panel's axis: for what must not be read as a series."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from timbang import data, language
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import number

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

OPERATOR, PARTLY, OTHERS = "operator", "partly", "others"
"""Who made or paid for a figure: the operator of the system, the operator in part, or someone else."""

PLACES = {"wide": (theme.WIDE - 4, 96), "narrow": (theme.NARROW - 4, 44)}
"""Width of each drawing in pixels, and characters in a line of it."""

LINE, STEP, GAP = 15, 20, 10
"""Heights in pixels: a line of words, a row with a point, the space before a heading."""


@dataclass(frozen=True)
class Told:
    """A figure that someone published."""

    heading: str
    """What it measures, or who tells it: equal headings that follow each other are written once."""
    year: int
    when: str
    """The year, or a part of it, in words."""
    value: float
    by: str
    """Who counted, estimated or told it, in words."""
    source: str
    payer: str = OPERATOR
    part: bool = False
    """Whether it is a part of the figure above it."""


@dataclass(frozen=True)
class Panel:
    """Figures with one unit, on an axis of their own."""

    name: str
    axis: str
    top: float
    """Where the axis ends; it starts at 0."""
    marks: tuple[float, ...]
    told: Sequence[Told]


def capital(words: str) -> str:
    """Return words with their first letter large."""
    return words[:1].upper() + words[1:]


def strips(
    name: str,
    panels: Sequence[Panel],
    *,
    title: str,
    alternative: str,
    tables: tuple[str, ...],
    explanation: str,
    table: pd.DataFrame,
) -> Figure:
    """Return panels one above the other as a chart: headings, under each its points, joined by nothing.

    Parameters
    ----------
    name
        The chart's.
    tables
        Names of the tables that the source line tells.
    table
        The figures in words, one a row.
    """
    laid = {panel.name: _Laid(panel) for panel in panels}
    datasets = {key: rows for one in laid.values() for key, rows in one.datasets().items()}
    drawn = {
        place: spec(
            alt.vconcat(*(one.drawing(place) for one in laid.values()), spacing=22).properties(
                title=textwrap.wrap(title, PLACES[place][1]), padding=2
            ),
            alternative,
            datasets,
        )
        for place in PLACES
    }
    return Figure(
        name, drawn["wide"], drawn["narrow"], alternative, data.source_line(*tables), table, explanation
    )


class _Laid:
    """A panel laid out: where each heading and each point stands, in pixels from the top."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.heights: dict[str, float] = {}
        self.headings: list[dict[str, object]] = []
        self.points: list[dict[str, object]] = [
            {
                "year": one.when[:4],
                "value": one.value,
                "said": number(one.value),
                "heading": capital(one.heading),
                "by": one.by,
                "source": one.source,
                "mark": ("part" if one.part else one.payer),
            }
            for one in panel.told
        ]
        for place, (_, characters) in PLACES.items():
            self._lay(place, characters)

    def _lay(self, place: str, characters: int) -> None:
        below, before, count = 0.0, "", 0
        for one, point in zip(self.panel.told, self.points, strict=True):
            if one.heading != before:
                lines = textwrap.wrap(capital(one.heading), characters)
                below += GAP
                if count == len(self.headings):
                    self.headings.append({})
                self.headings[count] |= {place: below, f"{place}_words": lines}
                count += 1
                below += LINE * len(lines)
                before = one.heading
            point[place] = below + STEP / 2
            below += STEP
        self.heights[place] = below + GAP / 2

    def datasets(self) -> dict[str, list[dict[str, object]]]:
        return {f"{self.panel.name}_headings": self.headings, f"{self.panel.name}_points": self.points}

    def drawing(self, place: str) -> alt.LayerChart:
        panel, height = self.panel, self.heights[place]
        width = PLACES[place][0]
        left, right = 44, 36
        across = alt.Scale(domain=[0, panel.top], range=[left, width - right], nice=False)
        x = alt.X(
            "value:Q",
            scale=across,
            axis=alt.Axis(
                title=panel.axis,
                values=list(panel.marks),
                grid=True,
                format="d",
                domain=False,
                titleAnchor="start",
                titleX=left,
                titleAlign="left",
            ),
        )
        down = alt.Scale(domain=[0, height], range=[0, height], nice=False)
        points = alt.Chart(alt.NamedData(f"{panel.name}_points"))
        headings = alt.Chart(alt.NamedData(f"{panel.name}_headings"))
        y = alt.Y(f"{place}:Q", scale=down, axis=None)
        kinds = [OPERATOR, PARTLY, OTHERS, "part"]
        colours = [theme.VERMILION, theme.BLUE, theme.BLUE, theme.VERMILION]
        colour = alt.Color("mark:N", scale=alt.Scale(domain=kinds, range=colours), legend=None)
        shape = alt.Shape(
            "mark:N",
            scale=alt.Scale(domain=kinds, range=["square", "circle", "circle", "square"]),
            legend=None,
        )
        return alt.layer(
            headings.mark_text(
                aria=False, align="left", baseline="top", fontWeight="bold", lineHeight=LINE
            ).encode(x=alt.value(0), y=y, text=f"{place}_words:N"),
            points.mark_text(aria=False, align="right", baseline="middle").encode(
                x=alt.value(left - 10), y=y, text="year:N"
            ),
            points.mark_point(aria=False, size=70, strokeWidth=2, opacity=1).encode(
                x=x,
                y=y,
                color=colour,
                fill=alt.Fill(
                    "mark:N",
                    scale=alt.Scale(domain=kinds, range=[*colours[:3], "transparent"]),
                    legend=None,
                ),
                shape=shape,
                tooltip=[
                    alt.Tooltip("heading:N", title=text("Figure")),
                    alt.Tooltip("year:N", title=text("Year")),
                    alt.Tooltip("said:N", title=panel.axis),
                    alt.Tooltip("by:N", title=text("Who says so")),
                    alt.Tooltip("source:N", title=text("Source")),
                ],
            ),
            points.mark_text(aria=False, align="left", baseline="middle", dx=10).encode(
                x=x, y=y, text="said:N"
            ),
        ).properties(width=width, height=height)
