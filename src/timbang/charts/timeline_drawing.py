"""The two drawings of a timeline: time running to the right, and time running down."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

import altair as alt

from timbang import language
from timbang.charts import theme
from timbang.charts.lanes import Lane, Panel, Span, extents, lanes

text = language.catalogue("charts")

PANELS = (Panel(1961, 1991, 1), Panel(1992, 2025, 3))
"""Cut between two years that no event spans."""

END = float(PANELS[-1].last + 1)
LATE = END - 6
"""From here on a president's name has no room to the right of the first day in office."""
ROWS, ROW = 4, 15
"""Rows of presidents in the wide drawing, and the height of one in pixels."""

CATEGORIES = ("politics", "crisis", "plan", "institution", "law", "system", "ranking")
EM_SPACE = "\u2003"
SURVEY = "survey"
"""The lane of the UN survey beside that of other rankings: it has room for the ranks."""


@dataclass(frozen=True)
class Mark:
    """An event as far as its place in the drawing needs it."""

    name: str
    category: str
    span: Span
    ranked: bool


@dataclass(frozen=True)
class Layout:
    """Measures of a drawing in pixels."""

    place: str
    year: float
    """Length of a year in the first panel."""
    size: float
    """Breadth of a mark."""
    pitch: float
    gap: float
    begin: float
    """Where the first lane starts."""
    ranks: float
    """Room for the rank beside a mark."""
    margin: float
    """Room behind the last lane: notes, or presidents."""
    between: float
    """Room between the panels."""
    title: int
    """Letters in a line of the title."""
    panels: tuple[Panel, ...] = PANELS

    @property
    def wide(self) -> bool:
        """Whether time runs to the right."""
        return self.place == "wide"


LAYOUTS = {
    "wide": Layout("wide", 4.3, 9, 12, 9, ROWS * ROW + 4, 12, 18, 18, 96),
    "narrow": Layout("narrow", 5.3, 7, 7.5, 4, 0, 13, 101, 92, 42),
}


@dataclass(frozen=True)
class Arrangement:
    """A layout with the place of each lane and mark in it."""

    layout: Layout
    lanes: dict[str, Lane]

    @property
    def breadth(self) -> float:
        """Pixels across the time axis."""
        return self.lanes[SURVEY].end + self.layout.margin

    def centre(self, mark: str) -> float:
        """Return the place of a mark across the time axis."""
        return next(round(lane.slots[mark], 1) for lane in self.lanes.values() if mark in lane.slots)

    def middle(self, category: str) -> float:
        """Return the middle of the lane, or lanes, of a category."""
        last = SURVEY if category == CATEGORIES[-1] else category
        return round((self.lanes[category].start + self.lanes[last].end) / 2, 1)

    def edge(self, category: str) -> float:
        """Return where the lane of a category begins."""
        return self.lanes[category].start


def arranged(layout: Layout, marks: list[Mark]) -> Arrangement:
    """Return the place of each lane and mark in a layout."""
    members = {
        lane: extents(
            ((mark.name, mark.span) for mark in marks if _lane(mark) == lane),
            layout.panels,
            layout.year,
            layout.size + 1,
        )
        for lane in (*CATEGORIES, SURVEY)
    }
    return Arrangement(layout, lanes(members, layout.begin, layout.pitch, layout.gap, {SURVEY: layout.ranks}))


def _lane(mark: Mark) -> str:
    return SURVEY if mark.ranked else mark.category


def cut(span: Span) -> list[Span]:
    """Return the parts of a stretch in each panel that it touches."""
    parts = (Span(max(span.start, panel.first), min(span.last, panel.last + 1)) for panel in PANELS)
    return [part for part in parts if part.start < part.last]


def length(span: Span) -> float:
    """Return the length of a stretch within one panel, in years of the first."""
    return (span.last - span.start) * next(panel.stretch for panel in PANELS if panel.holds(span.start))


def row_centre(row: int) -> float:
    """Return the middle of a row of presidents in the wide drawing."""
    return (row + 0.5) * ROW


def drawing(arrangement: Arrangement, title: str) -> alt.TopLevelMixin:
    """Return the drawing of the data sets `events`, `lanes`, `terms`, `moments` and `heading`.

    All but the first two may be empty.
    """
    layout = arrangement.layout
    chosen = alt.selection_point(name="category", fields=["category"])
    panels = [_panel(arrangement, panel, chosen) for panel in layout.panels]
    join = alt.hconcat if layout.wide else alt.vconcat
    key = [
        text("● day known"),
        text("○ month known"),
        text("▬ year or period known"),
        text("number: UN rank"),
    ]
    lines = [key] if layout.wide else [key[:2], key[2:]]
    return join(*panels, spacing=layout.between, bounds="flush").properties(
        title=alt.TitleParams(
            textwrap.wrap(title, layout.title), subtitle=[EM_SPACE.join(line) for line in lines]
        ),
        # Names of lanes end at the axis: where a reader's font is broad they begin further left.
        padding={"left": 14 if layout.wide else 2, "top": 2, "right": 2, "bottom": 2},
    )


def _panel(arrangement: Arrangement, panel: Panel, chosen: alt.Parameter) -> alt.LayerChart:
    layout = arrangement.layout
    across = arrangement.breadth
    along = panel.years * layout.year * panel.stretch
    pen = _Pen(arrangement, panel)
    layers = [*_background(pen), *_presidents(pen), *_marks(pen, chosen), *_words(pen)]
    if panel is layout.panels[0]:
        layers += [_lane_names(pen).add_params(chosen), _heading(pen)]
    elif not layout.wide:
        # On a phone the names over the first panel have left the screen when the second fills it.
        layers += [_lane_names(pen), _heading(pen)]
    width, height = (along, across) if layout.wide else (across, along)
    return alt.layer(*layers).properties(width=round(width, 1), height=round(height, 1))


@dataclass(frozen=True)
class _Pen:
    """Encodes time and place in the channels of a drawing: x and y, or y and x."""

    arrangement: Arrangement
    panel: Panel

    @property
    def layout(self) -> Layout:
        return self.arrangement.layout

    def chart(self, name: str) -> alt.Chart:
        """A chart of the rows that begin in the panel."""
        rows = alt.Chart(alt.NamedData(name))
        return rows.transform_filter((alt.datum.t >= self.panel.first) & (alt.datum.t < self.panel.last + 1))

    def time(self, start: str | None = "t", end: str | None = None) -> dict[str, Any]:
        first, second = ("x", "x2") if self.layout.wide else ("y", "y2")
        return {first: self._time(start)} | ({second: f"{end}:Q"} if end else {})

    def across(self, start: str | float, end: float | None = None) -> dict[str, Any]:
        first, second = ("y", "y2") if self.layout.wide else ("x", "x2")
        if not isinstance(start, str):
            return {first: alt.value(start)} | ({} if end is None else {second: alt.value(end)})
        channel = alt.Y if self.layout.wide else alt.X
        domain = [0, self.arrangement.breadth]
        scale = alt.Scale(domain=domain, nice=False, zero=False, reverse=self.layout.wide)
        return {first: channel(f"{start}:Q", axis=None, scale=scale)}

    def _time(self, field: str | None) -> alt.X | alt.Y:
        wide, panel = self.layout.wide, self.panel
        step = 10 if self.layout.year * panel.stretch < 10 else 5
        first = panel.first + -panel.first % step
        title = f"{panel.first}–{panel.last}"
        if panel.stretch > 1:
            title += text(", one year {times} times as long", times=panel.stretch)
        at: dict[str, Any] = (
            {} if wide else {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -34}
        )
        if not wide:
            # Above the names of the lanes.
            at["titleY"] = -66
        channel = alt.X if wide else alt.Y
        return channel(
            f"{field}:Q",
            axis=alt.Axis(format="d", values=list(range(first, panel.last + 2, step)), title=title, **at),
            scale=alt.Scale(domain=[panel.first, panel.last + 1], nice=False, zero=False, reverse=not wide),
        )


def _background(pen: _Pen) -> list[alt.Chart]:
    arrangement = pen.arrangement
    end = arrangement.lanes[SURVEY].end
    whole = end if pen.layout.wide else arrangement.breadth
    shade = (
        pen.chart("terms")
        .transform_filter(alt.datum.shaded)
        .mark_rect(aria=False, color=theme.SHADE, opacity=0.13)
    )
    crisis = pen.chart("moments").transform_filter(alt.datum.kind == "crisis")
    committee = pen.chart("moments").transform_filter(alt.datum.kind == "committee")
    edges = alt.Chart(alt.NamedData("lanes")).mark_rule(aria=False, color=theme.SHADE, opacity=0.35)
    return [
        shade.encode(**pen.time(end="u"), **pen.across(0, whole)),
        edges.encode(**pen.across(f"{pen.layout.place}_edge")),
        crisis.mark_rect(aria=False, color=theme.VERMILION, opacity=0.22).encode(
            **pen.time(end="u"), **pen.across(pen.layout.begin, end)
        ),
        committee.mark_rule(aria=False, color=theme.TEXT, strokeDash=[4, 3]).encode(
            **pen.time(), **pen.across(pen.layout.begin, end)
        ),
    ]


def _presidents(pen: _Pen) -> list[alt.Chart]:
    terms = pen.chart("terms")
    named = terms.transform_filter("isValid(datum.words)")
    if not pen.layout.wide:
        names = named.mark_text(aria=False, align="left", baseline="middle", lineHeight=12)
        column = pen.arrangement.lanes[SURVEY].end + 6
        return [names.encode(**pen.time("middle"), **pen.across(column), text="lines:N")]
    bars = terms.mark_bar(aria=False, orient="horizontal", size=ROW - 2, color=theme.SHADE, opacity=0.35)
    inside = {"start": ("t", "left", 2), "end": ("u", "right", -2)}
    names = [
        named.transform_filter(alt.datum.side == side)
        .mark_text(aria=False, align=align, baseline="middle", dx=dx)
        .encode(**pen.time(at), **pen.across("row"), text="words:N")
        for side, (at, align, dx) in inside.items()
    ]
    return [bars.encode(**pen.time(end="u"), **pen.across("row")), *names]


def _marks(pen: _Pen, chosen: alt.Parameter) -> list[alt.Chart]:
    place, size = pen.layout.place, pen.layout.size
    colour = alt.Color(
        "category:N",
        legend=None,
        scale=alt.Scale(domain=list(CATEGORIES), range=theme.SERIES[: len(CATEGORIES)]),
    )
    shown: dict[str, Any] = {
        "color": colour,
        "opacity": alt.condition(chosen, alt.value(1), alt.value(0.15)),
        "description": alt.Description("name:N"),
        "tooltip": [
            alt.Tooltip("date:N", title=text("Date")),
            alt.Tooltip("actor:N", title=text("Who")),
            alt.Tooltip("statement:N", title=text("Event")),
            alt.Tooltip("sources:N", title=text("Sources")),
        ],
        **pen.across(place),
    }
    events = pen.chart("events").transform_calculate(
        name=alt.datum.id + " " + alt.datum.date + ": " + alt.datum.statement
    )
    bars = events.transform_filter(alt.datum.kind == "span").mark_bar(
        orient="horizontal" if pen.layout.wide else "vertical",
        size=size - 1,
        cornerRadius=2,
        fillOpacity=0.35,
        strokeWidth=1.5,
    )
    area = (size - 1) ** 2
    days = events.transform_filter(alt.datum.kind == "day").mark_circle(size=area)
    months = events.transform_filter(alt.datum.kind == "month").mark_point(
        size=area - 8, strokeWidth=1.8, fill="transparent"
    )
    stroke = alt.Stroke("category:N", legend=None, scale=colour["scale"])
    beside: dict[str, Any] = (
        {"dy": size / 2 + 7} if pen.layout.wide else {"dx": size / 2 + 2, "align": "left"}
    )
    ranks = (
        pen.chart("events")
        .transform_filter("isValid(datum.rank)")
        .mark_text(aria=False, baseline="middle", **beside)
    )
    middle = pen.time("middle")
    return [
        bars.encode(**pen.time(end="u"), **shown, stroke=stroke),
        days.encode(**pen.time(), **shown),
        months.encode(**pen.time(), **shown),
        ranks.transform_calculate(middle="isValid(datum.u) ? (datum.t + datum.u) / 2 : datum.t").encode(
            **middle, **pen.across(place), text="rank:Q", opacity=shown["opacity"]
        ),
    ]


def _words(pen: _Pen) -> list[alt.Chart]:
    moments = pen.chart("moments")
    if not pen.layout.wide:
        crisis = moments.transform_filter(alt.datum.kind == "crisis").mark_text(
            aria=False, align="left", baseline="middle", fontStyle="italic"
        )
        column = pen.arrangement.lanes[SURVEY].end + 6
        return [
            crisis.transform_calculate(middle="(datum.t + datum.u) / 2").encode(
                **pen.time("middle"), **pen.across(column), text="words:N"
            )
        ]
    below = pen.arrangement.lanes[SURVEY].end + 9
    crisis = moments.transform_filter(alt.datum.kind == "crisis").mark_text(
        aria=False, align="right", fontStyle="italic"
    )
    committee = moments.transform_filter(alt.datum.kind == "committee").mark_text(
        aria=False, align="left", fontStyle="italic"
    )
    return [
        crisis.encode(**pen.time("u"), **pen.across(below), text="words:N"),
        committee.encode(**pen.time(), **pen.across(below), text="words:N"),
    ]


def _lane_names(pen: _Pen) -> alt.Chart:
    wide = pen.layout.wide
    look: dict[str, Any] = {"align": "right", "dx": -8} if wide else {"align": "left", "angle": 300}
    names = alt.Chart(alt.NamedData("lanes"), name=f"lanes_{pen.panel.first}").mark_text(
        aria=False, baseline="middle", cursor="pointer", fontWeight="bold", **look
    )
    at: dict[str, Any] = {"x": alt.value(0)} if wide else {"y": alt.value(-8)}
    return names.encode(
        **at, **pen.across(pen.layout.place), text="words:N", tooltip=alt.value(text("Only this category"))
    )


def _heading(pen: _Pen) -> alt.Chart:
    """Return the word over the presidents."""
    wide = pen.layout.wide
    x, y = (-8.0, ROWS * ROW / 2) if wide else (pen.arrangement.lanes[SURVEY].end + 6, -10.0)
    heading = alt.Chart(alt.NamedData("heading")).mark_text(
        aria=False, baseline="middle", fontWeight="bold", align="right" if wide else "left"
    )
    return heading.encode(x=alt.value(x), y=alt.value(y), text="words:N")
