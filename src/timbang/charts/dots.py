"""Economies on a few measures: one row a measure, one mark an economy, its value beside it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import theme, words
from timbang.charts.figure import Figure, spec

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

ROW = 54
"""Height of a row in pixels: a mark, a value above it and one below."""
BROKEN = r"split(replace(datum.label, / \(/, '\n('), '\n')"
"""A label with its bracket on a line of its own, as a Vega expression: an array is one of several lines."""


@dataclass(frozen=True)
class Dots:
    """What a chart of economies on measures shows, before it is drawn."""

    name: str
    values: pd.DataFrame
    """Columns `measure`, `name`, `value`: one row a measure and an economy, in the order to be drawn."""
    title: str
    axis: str
    domain: tuple[float, float]
    decimals: int
    alternative: str
    source: tuple[str, ...]
    explanation: str = ""
    zero: bool = False
    """Whether a rule marks the value 0."""

    def figure(self) -> Figure:
        """Return the chart with its words, source and table."""
        drawn = {
            place: spec(self._chart(place == "wide"), self.alternative, self._datasets())
            for place in ("wide", "narrow")
        }
        return Figure(
            name=self.name,
            wide=drawn["wide"],
            narrow=drawn["narrow"],
            alternative=self.alternative,
            source=data.source_line(*self.source),
            table=self._table(),
            explanation=self.explanation,
        )

    def _names(self) -> list[str]:
        return list(dict.fromkeys(self.values["name"]))

    def _measures(self) -> list[str]:
        return list(dict.fromkeys(self.values["measure"]))

    def _datasets(self) -> dict[str, list[dict[str, Any]]]:
        side = {name: "above" if place % 2 == 0 else "below" for place, name in enumerate(self._names())}
        return {
            "values": [
                {
                    **{str(key): value for key, value in row.items()},
                    "words": words.number(row["value"], self.decimals),
                    "side": side[row["name"]],
                }
                for row in self.values.to_dict("records")
            ],
            "zero": [{"value": 0}] if self.zero else [],
        }

    def _table(self) -> pd.DataFrame:
        said = self.values.assign(said=[words.number(one, self.decimals) for one in self.values["value"]])
        table = said.pivot(index="measure", columns="name", values="said")
        table = table.loc[self._measures(), self._names()].reset_index()
        return table.rename(columns={"measure": text("Measure")}).rename_axis(columns=None)

    def _chart(self, wide: bool) -> alt.LayerChart:
        names, measures = self._names(), self._measures()
        scale = alt.Scale(domain=list(self.domain), nice=False, zero=False)
        across = alt.X(
            "value:Q",
            scale=scale,
            axis=alt.Axis(title=self.axis, format=".1f", grid=True, domain=False, ticks=False, tickCount=6),
        )
        up = alt.Y(
            "measure:N",
            sort=measures,
            scale=alt.Scale(domain=measures),
            axis=alt.Axis(
                title=None,
                grid=True,
                domain=False,
                ticks=False,
                labelLimit=220,
                labelLineHeight=14,
                labelExpr="datum.label" if wide else BROKEN,
            ),
        )
        legend = alt.Legend(
            title=None, orient="top", labelColor=theme.TEXT, labelFontSize=theme.FONT_SIZE, symbolSize=90
        )
        colour = alt.Color(
            "name:N", scale=alt.Scale(domain=names, range=theme.SERIES[: len(names)]), legend=legend
        )
        shape = alt.Shape(
            "name:N", scale=alt.Scale(domain=names, range=theme.SHAPES[: len(names)]), legend=legend
        )
        zero = alt.Chart(alt.NamedData("zero")).mark_rule(aria=False, color=theme.TEXT, opacity=0.6)
        points = (
            alt.Chart(alt.NamedData("values"))
            .mark_point(aria=False, filled=True, opacity=1, size=90)
            .encode(
                x=across,
                y=up,
                color=colour,
                shape=shape,
                tooltip=[
                    alt.Tooltip("name:N", title=text("Economy")),
                    alt.Tooltip("measure:N", title=text("Measure")),
                    alt.Tooltip("value:Q", title=self.axis, format=f".{self.decimals}f"),
                ],
            )
        )
        values = [
            alt.Chart(alt.NamedData("values"))
            .mark_text(aria=False, baseline=baseline, dy=shift)
            .encode(x=across, y=up, text="words:N")
            .transform_filter(alt.datum.side == side)
            for side, baseline, shift in (("above", "bottom", -8), ("below", "top", 9))
        ]
        return (
            alt.layer(zero.encode(x="value:Q"), points, *values)
            .properties(
                width=theme.WIDE if wide else theme.NARROW,
                height=ROW * len(measures),
                title=textwrap.wrap(self.title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
                padding=2,
            )
            .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        )
