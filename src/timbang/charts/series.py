"""Economies over time: one drawing for ranks, shares, rates and scores, told apart without colour too."""

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

LINE = 13
"""Height of a line of text in pixels."""


@dataclass(frozen=True)
class Note:
    """Words at a point of a chart."""

    year: int
    value: float
    words: str
    side: str = "above"
    """Where the words stand: one of `SIDES`."""
    gap: int = 8
    """Pixels between the point and the words."""


@dataclass(frozen=True)
class Series:
    """What a chart of economies over time shows, before it is drawn."""

    name: str
    values: pd.DataFrame
    """Columns `iso3`, `name`, `year`, `value`, and `low`, `high` where there is an interval."""
    title: str
    axis: str
    """What is measured, and its unit."""
    domain: tuple[float, float]
    decimals: int
    alternative: str
    source: tuple[str, ...]
    """Names of the tables."""
    explanation: str = ""
    notes: tuple[Note, ...] = ()
    ticks: tuple[int, ...] = ()
    """Years that the axis names; without them Vega chooses."""
    marks: tuple[float, ...] = ()
    """Values that the axis names; without them Vega chooses."""
    reverse: bool = False
    joined: bool = True
    """Whether a line may join the points: only where each year has a value or shows a gap."""
    ruled: bool = False
    """Whether an interval is a rule at its year and not a band, which would join years too."""
    point: int = 24
    """Area of a point in square pixels; 0 where points are only felt, by a pointer that looks for a value."""

    @property
    def names(self) -> list[str]:
        """Names of the economies in their order."""
        return list(dict.fromkeys(self.values["name"]))

    def figure(self) -> Figure:
        """Return the chart with its words, source and table."""
        drawn = {
            place: spec(_layers(self, place), self.alternative, self._datasets())
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

    def _datasets(self) -> dict[str, list[dict[str, Any]]]:
        columns = [column for column in ("name", "year", "value", "low", "high") if column in self.values]
        rows = self.values[columns].to_dict("records")
        return {
            "values": [
                {str(key): None if value != value else value for key, value in row.items()} for row in rows
            ],
            "ends": self._ends(),
            "zero": [{"value": 0}] if self.values["value"].min() < 0 else [],
            "notes": [
                {
                    "year": note.year,
                    "value": note.value,
                    "words": note.words,
                    "side": note.side,
                    "gap": note.gap,
                }
                for note in self._readable_notes()
            ],
        }

    def _readable_notes(self) -> list[Note]:
        """Return the notes without those that would be written over a point or an earlier note."""
        height = min(SIZES.values())
        points = list(zip(self.values["year"], self.values["value"], strict=True))
        kept: list[Note] = []
        for note in self.notes:
            place = self._pixel(note.value, height)
            above = [place - self._pixel(value, height) for year, value in points if year == note.year]
            noted = [place - self._pixel(one.value, height) for one in kept if one.year == note.year]
            covered = note.side == "above" and any(0 < distance < 2 * LINE for distance in above)
            if not covered and all(abs(distance) >= LINE for distance in noted):
                kept.append(note)
        return kept

    def _ends(self) -> list[dict[str, Any]]:
        """Return where the name of each economy stands: at its last value, moved apart where names meet."""
        valued = self.values.dropna(subset=["value"]).drop_duplicates("name", keep="last")
        last = {str(name): float(value) for name, value in zip(valued["name"], valued["value"], strict=True)}
        lines = {name: textwrap.wrap(name, 12) for name in last}
        heights = {name: len(broken) * LINE for name, broken in lines.items()}
        rows: dict[str, dict[str, Any]] = {name: {"name": name, "words": lines[name]} for name in last}
        for place, size in SIZES.items():
            apart = _apart({name: self._pixel(value, size) for name, value in last.items()}, heights)
            for name, pixel in apart.items():
                rows[name][place] = self._value(pixel, size)
        return list(rows.values())

    def _pixel(self, value: float, height: int) -> float:
        low, high = self.domain
        share = (value - low) / (high - low)
        return height * (share if self.reverse else 1 - share)

    def _value(self, pixel: float, height: int) -> float:
        low, high = self.domain
        share = pixel / height if self.reverse else 1 - pixel / height
        return round(low + share * (high - low), 4)

    def _table(self) -> pd.DataFrame:
        wide = self.values.assign(said=[self._said(row) for _, row in self.values.iterrows()])
        table = wide.pivot(index="year", columns="name", values="said")[self.names].fillna(text("no data"))
        table.insert(0, text("Year"), [str(year) for year in table.index])
        return table.reset_index(drop=True).rename_axis(columns=None)

    def _said(self, row: pd.Series) -> str:
        if row["value"] != row["value"]:
            return text("no data")
        said = words.number(row["value"], self.decimals)
        if "low" in row:
            low, high = (words.number(row[bound], self.decimals) for bound in ("low", "high"))
            said += text(" ({low} to {high})", low=low, high=high)
        return said


SIDES = {
    "above": ("center", "bottom", 0, -1),
    "left": ("right", "middle", -1, 0),
    "right": ("left", "top", 1, 0),
}
"""Alignment and direction of the words beside a point."""

SIZES = {"wide": 280, "narrow": 270}
"""Heights of the two drawings in pixels, without title and time axis."""


def _apart(wanted: dict[str, float], heights: dict[str, int]) -> dict[str, float]:
    """Return places near the wanted ones, from the top, at which no two labels overlap."""
    placed: dict[str, float] = {}
    floor = -float("inf")
    for name in sorted(wanted, key=lambda one: wanted[one]):
        placed[name] = max(wanted[name], floor + heights[name] / 2)
        floor = placed[name] + heights[name] / 2
    return placed


def _layers(series: Series, place: str) -> alt.LayerChart:
    names = series.names
    wide = place == "wide"
    scales: dict[str, Any] = {"legend": None, "type": "nominal"}
    colour = alt.Color("name", scale=alt.Scale(domain=names, range=theme.SERIES[: len(names)]), **scales)
    shape = alt.Shape("name", scale=alt.Scale(domain=names, range=theme.SHAPES[: len(names)]), **scales)
    dash = alt.StrokeDash("name", scale=alt.Scale(domain=names, range=theme.DASHES[: len(names)]), **scales)
    base = alt.Chart(alt.NamedData("values")).encode(x=_across(series, wide), y=_up(series), color=colour)
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(aria=False, color=theme.TEXT, opacity=0.6)
    layers = [zero.encode(y=_up(series))]
    if series.ruled:
        layers.append(base.mark_rule(aria=False, opacity=0.6).encode(y=_up(series, "low"), y2="high:Q"))
    elif "low" in series.values:
        band = base.mark_area(aria=False, fillOpacity=0.25, strokeWidth=0.75)
        stroke = alt.Stroke("name", scale=colour["scale"], **scales)
        layers.append(band.encode(y=_up(series, "low"), y2="high:Q", stroke=stroke))
    if series.joined:
        layers.append(base.mark_line(aria=False, strokeWidth=2).encode(strokeDash=dash))
    points = base.mark_point(
        aria=False, filled=True, opacity=1 if series.point else 0, size=series.point or 60
    ).encode(
        shape=shape,
        tooltip=[
            alt.Tooltip("name:N", title=text("Economy")),
            alt.Tooltip("year:Q", title=text("Year"), format="d"),
            alt.Tooltip("value:Q", title=series.axis, format=f",.{series.decimals}f"),
        ],
    )
    layers.append(points)
    layers.extend(_words(series, place))
    return (
        alt.layer(*layers)
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=SIZES[place],
            title=textwrap.wrap(series.title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )


def _across(series: Series, wide: bool) -> alt.X:
    years = series.values["year"]
    return alt.X(
        "year:Q",
        axis=alt.Axis(
            format="d",
            grid=False,
            title=text("Year"),
            values=list(series.ticks) or alt.Undefined,
            labelOverlap="greedy",
            labelSeparation=4,
        ),
        scale=alt.Scale(domain=[int(years.min()), int(years.max())], nice=False, zero=False, padding=8),
    )


def _up(series: Series, column: str = "value") -> alt.Y:
    return alt.Y(
        f"{column}:Q",
        axis=alt.Axis(
            format=".1f" if series.domain[1] <= 1 else "d",
            domain=False,
            grid=True,
            ticks=False,
            title=series.axis,
            titleAlign="left",
            titleAnchor="end",
            titleAngle=0,
            titleX=-26,
            titleY=-14,
            values=list(series.marks) or alt.Undefined,
        ),
        scale=alt.Scale(domain=list(series.domain), nice=False, zero=False, reverse=series.reverse),
    )


def _words(series: Series, place: str) -> list[alt.Chart]:
    right = int(series.values["year"].max())
    ends = alt.Chart(alt.NamedData("ends")).mark_text(
        aria=False, align="left", baseline="middle", dx=14, lineHeight=LINE, fontWeight="bold"
    )
    layers = [ends.encode(x=alt.datum(right), y=f"{place}:Q", text="words:N")]
    for side, gap in dict.fromkeys((note.side, note.gap) for note in series.notes):
        align, baseline, across, up = SIDES[side]
        notes = alt.Chart(alt.NamedData("notes")).mark_text(
            aria=False, align=align, baseline=baseline, dx=across * gap, dy=up * gap
        )
        chosen = (alt.datum.side == side) & (alt.datum.gap == gap)
        layers.append(notes.encode(x="year:Q", y="value:Q", text="words:N").transform_filter(chosen))
    return layers
