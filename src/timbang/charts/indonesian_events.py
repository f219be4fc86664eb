"""The Indonesian timeline: events with a source, by category, from 2001."""

from __future__ import annotations

from collections import Counter

from timbang import data, language
from timbang.charts import timeline_drawing as drawn
from timbang.charts import timeline_events as told
from timbang.charts.figure import Figure, spec
from timbang.charts.lanes import Panel

text = language.catalogue("charts")

PANELS = (Panel(2001, 2025, 1),)
LAYOUTS = {
    "wide": drawn.Layout("wide", 23.4, 10, 13, 10, 0, 12, 6, 18, 84, PANELS),
    "narrow": drawn.Layout("narrow", 25.5, 10, 13, 8, 0, 24, 0, 92, 38, PANELS),
}
EDITION = "Indonesia rank "
"""How the English statement of an event begins that is an edition of the UN survey."""
RECENT = 2016
"""The year of the first joint projects with Korea and of the first draft of the SPBE regulation."""


def indonesian_timeline() -> Figure:
    """Draw the events of Indonesia's road to SPBE that have a source, in lanes by category.

    A mark is as wide as its date is uncertain, as in the Korean timeline; no presidencies are drawn, as the
    fact base has no table of them. Events that sources contradict are left out.

    Source
    ------
    Tables ``indonesia_timeline`` (rows with a source) and ``egdi`` (ranks).
    """
    events = told.sourced("indonesia_timeline", "IDN", EDITION)
    marks = [drawn.Mark(event.id, event.category, event.span, event.rank is not None) for event in events]
    layouts = {place: drawn.arranged(layout, marks) for place, layout in LAYOUTS.items()}
    datasets = {
        "events": [told.event_row(event, layouts) for event in events],
        "lanes": told.lane_rows(layouts),
        "terms": [],
        "heading": [],
        "moments": [],
    }
    recent = sum(event.span.start >= RECENT for event in events)
    title = text(
        "Indonesia's road to SPBE: {count} events, {recent} of them from {year} on",
        count=len(events),
        recent=recent,
        year=RECENT,
    )
    alternative = _alternative(events)
    drawings = {
        place: spec(drawn.drawing(arrangement, title), alternative, datasets)
        for place, arrangement in layouts.items()
    }
    return Figure(
        name="indonesian_timeline",
        wide=drawings["wide"],
        narrow=drawings["narrow"],
        alternative=alternative,
        source=data.source_line("indonesia_timeline", "egdi"),
        explanation=text(
            "A long mark means that only the year or the period is known, as of many laws here. Only "
            "events with a source are shown: where few stand, less may have been recorded. The numbers are "
            "Indonesia's ranks in the UN survey, at the editions that the fact base tells."
        ),
        table=told.table_of(events),
    )


def _alternative(events: list[told.Event]) -> str:
    counts = Counter(event.category for event in events)
    return text(
        "Timeline of {count} events in Indonesia from {first} to {last} in seven lanes: {lanes}. "
        "Indonesia's rank in the UN survey: {ranks}.",
        count=len(events),
        first=int(events[0].span.start),
        last=int(events[-1].span.start),
        lanes=", ".join(f"{words} {counts[category]}" for category, words in told.categories().items()),
        ranks=", ".join(f"{event.rank} ({int(event.span.start)})" for event in events if event.rank),
    )
