"""Where the marks of a timeline stand: dates as places on a line, marks stacked so that all are seen."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A stretch of time in decimal years; a day or a month is a point, in the middle of what is known."""

    start: float
    end: float | None = None

    @property
    def last(self) -> float:
        """The end of the stretch, or the point itself."""
        return self.start if self.end is None else self.end


@dataclass(frozen=True)
class Panel:
    """A part of the time axis with a scale of its own."""

    first: int
    """First year."""
    last: int
    """Last year, drawn to its end."""
    stretch: int
    """How many times as long a year is as in the panel with the shortest years."""

    @property
    def years(self) -> int:
        """Number of years."""
        return self.last + 1 - self.first

    def holds(self, moment: float) -> bool:
        """Tell whether a moment in decimal years falls into the panel."""
        return self.first <= moment < self.last + 1


def when(iso: str, precision: str) -> Span:
    """Return a date of the fact base in decimal years, no narrower than it is known.

    Parameters
    ----------
    iso
        `1997`, `1997-11`, `1997-11-21`, or two of them joined by `/`.
    precision
        `day` and `month` give a point; `year`, `half-year` and `period` the whole stretch.
    """
    first, _, last = iso.partition("/")
    start, end = _bounds(first)[0], _bounds(last or first)[1]
    return Span(round((start + end) / 2, 3)) if precision in ("day", "month") else Span(start, end)


def _bounds(iso: str) -> tuple[float, float]:
    year, month, day = ([int(part) for part in iso.split("-")] + [0, 0])[:3]
    days = 366 if calendar.isleap(year) else 365
    before = sum(calendar.monthrange(year, earlier)[1] for earlier in range(1, month))
    if not month:
        return float(year), float(year + 1)
    if not day:
        return round(year + before / days, 3), round(
            year + (before + calendar.monthrange(year, month)[1]) / days, 3
        )
    return year + (before + day - 1) / days, year + (before + day) / days


def places(panels: Sequence[Panel], year_pixels: float, moment: float) -> float:
    """Return the distance in pixels of a moment from the start of the first panel."""
    passed = 0.0
    for panel in panels:
        pixels = year_pixels * panel.stretch
        if panel.holds(moment) or panel is panels[-1]:
            return passed + (moment - panel.first) * pixels
        passed += panel.years * pixels
    return passed


def stacked(extents: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """Return for each mark the first slot, from 0, in which it touches no earlier mark.

    Parameters
    ----------
    extents
        From and to of each mark in pixels along the line, in the order in which marks choose.
    """
    free: list[float] = []
    slots: dict[str, int] = {}
    for name, (start, end) in extents.items():
        slot = next((number for number, taken in enumerate(free) if taken <= start), len(free))
        if slot == len(free):
            free.append(end)
        free[slot] = end
        slots[name] = slot
    return slots


@dataclass(frozen=True)
class Lane:
    """A lane of a timeline: where it lies across the time axis, in pixels."""

    start: float
    end: float
    slots: Mapping[str, float]
    """Centre of each mark in it."""

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.start + self.end) / 2


def lanes(
    members: Mapping[str, Mapping[str, tuple[float, float]]],
    begin: float,
    pitch: float,
    gap: float,
    extra: Mapping[str, float],
) -> dict[str, Lane]:
    """Lay lanes side by side, each as broad as its fullest stack.

    Parameters
    ----------
    members
        The extents of the marks of each lane, as for `stacked`.
    begin
        Where the first lane starts, in pixels.
    pitch
        Breadth of a slot.
    gap
        Space between lanes.
    extra
        More breadth behind the slots of a lane, for words.
    """
    laid: dict[str, Lane] = {}
    for name, extents in members.items():
        slots = stacked(extents)
        count = max(slots.values(), default=0) + 1
        end = begin + gap + count * pitch + extra.get(name, 0)
        centres = {mark: begin + gap / 2 + (slot + 0.5) * pitch for mark, slot in slots.items()}
        laid[name] = Lane(begin, end, centres)
        begin = end
    return laid


def extents(
    spans: Iterable[tuple[str, Span]], panels: Sequence[Panel], year_pixels: float, size: float
) -> dict[str, tuple[float, float]]:
    """Return from where to where each mark reaches along the time axis, in pixels, in order of time."""
    reach = {}
    for name, span in spans:
        start, end = (places(panels, year_pixels, moment) for moment in (span.start, span.last))
        half = size / 2 if span.end is None else 0
        reach[name] = (start - half, end + half)
    return dict(sorted(reach.items(), key=lambda item: item[1]))
