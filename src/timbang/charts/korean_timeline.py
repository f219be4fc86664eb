"""The Korean timeline: events with a source, by category and presidency."""

from __future__ import annotations

from collections import Counter
from itertools import cycle
from typing import Any

from timbang import data, language
from timbang.charts import timeline_drawing as drawn
from timbang.charts import timeline_events as told
from timbang.charts.figure import Figure, spec
from timbang.charts.lanes import Span, when
from timbang.charts.words import number

text = language.catalogue("charts")

REQUEST, COMMITTEE = "K21", "K34"
"""The events at which the crisis and the work of the Special Committee for e-Government begin."""
DAE_JUNG = "Kim Dae-jung"
CRISIS_YEAR = 1998
CROWDED = (1995, 2005)
EDITION = "Rank "
"""How the English statement of an event begins that is an edition of the UN survey."""


def timeline() -> Figure:
    """Draw the events of Korea's road to e-government from 1961 to 2025 that have a source.

    Lanes are categories and bands are presidencies; Kim Dae-jung's is split where the Special Committee for
    e-Government was set up. A mark is as wide as its date is uncertain: a point where the day or the month is
    known, a bar over the year or the period where only that is. The years from 1992, which hold most events,
    are drawn longer than those before. The crisis reaches from the request to the IMF to the end of the year
    in which output fell.

    Source
    ------
    Tables ``korea_timeline`` (rows with a source), ``presidents``, ``egdi`` (ranks), ``wdi`` (growth).
    """
    events = told.sourced("korea_timeline", "KOR", EDITION)
    by_id = {event.id: event for event in events}
    request, committee = by_id[REQUEST], by_id[COMMITTEE]
    marks = [drawn.Mark(event.id, event.category, event.span, event.rank is not None) for event in events]
    layouts = {place: drawn.arranged(layout, marks) for place, layout in drawn.LAYOUTS.items()}
    datasets = {
        "events": [told.event_row(event, layouts) for event in events],
        "lanes": told.lane_rows(layouts),
        "terms": _term_rows(_terms(committee.span.start)),
        "heading": [{"words": text("Presidents")}],
        "moments": [
            {
                "kind": "crisis",
                "t": request.span.start,
                "u": CRISIS_YEAR + 1,
                "words": text("crisis of 1997–98"),
            },
            {
                "kind": "committee",
                "t": committee.span.start,
                "words": text("January 2001: Special Committee"),
            },
        ],
    }
    title = text(
        "Korea's road to e-government: {count} events, {first} to {last}",
        count=len(events),
        first=int(events[0].span.start),
        last=int(events[-1].span.start),
    )
    alternative = _alternative(events, committee.span.start)
    drawings = {
        place: spec(drawn.drawing(arrangement, title), alternative, datasets)
        for place, arrangement in layouts.items()
    }
    return Figure(
        name="timeline",
        wide=drawings["wide"],
        narrow=drawings["narrow"],
        alternative=alternative,
        source=data.source_line("korea_timeline", "egdi", "wdi"),
        explanation=_explanation(request.date),
        table=told.table_of(events),
    )


def _terms(split: float) -> list[tuple[list[str], Span]]:
    """Return the presidencies as lines of words and stretch, Kim Dae-jung's in two parts."""
    terms: list[tuple[list[str], Span]] = []
    table = data.table("presidents")[["president", "took_office", "left_office"]]
    for name, took, left in table.itertuples(index=False, name=None):
        start = when(took, "day").start
        end = when(left, "day").start if left else drawn.END
        if name == DAE_JUNG:
            terms.append(([name, text("to January 2001")], Span(start, split)))
            terms.append(([name, text("from January 2001")], Span(split, end)))
        else:
            terms.append(([name], Span(start, end)))
    return terms


def _term_rows(terms: list[tuple[list[str], Span]]) -> list[dict[str, Any]]:
    """Return the presidencies cut at the panels' borders, each named once, in its longest part."""
    rows = []
    for (lines, span), row, shaded in zip(
        terms, cycle(range(drawn.ROWS)), cycle((True, False)), strict=False
    ):
        parts = drawn.cut(span)
        named = max(parts, key=drawn.length)
        for part in parts:
            place = {
                "t": part.start,
                "u": part.last,
                "middle": round((part.start + part.last) / 2, 2),
                "row": drawn.row_centre(row),
                "shaded": shaded,
                "side": "end" if span.start > drawn.LATE else "start",
            }
            rows.append(place | ({"words": " ".join(lines), "lines": lines} if part is named else {}))
    return rows


def _explanation(request: str) -> str:
    return text(
        "A long mark means that only the year or the period is known. The years from {year} on, which hold "
        "most events, are drawn {times} times as long as those before. Only events with a source are shown: "
        "where few stand, less may have been recorded. The band of the crisis reaches from the request to "
        "the IMF on {request} to the end of {crisis_year}, the year in which GDP fell by {fall} percent. The "
        "numbers are Korea's ranks in the UN survey.",
        year=drawn.PANELS[-1].first,
        times=drawn.PANELS[-1].stretch,
        request=request,
        crisis_year=CRISIS_YEAR,
        fall=number(-_growth_in_crisis(), 1),
    )


def _growth_in_crisis() -> float:
    table = data.table("wdi")
    row = table[(table["iso3"] == "KOR") & (table["year"] == CRISIS_YEAR)]
    return float(row["ny_gdp_mktp_kd_zg_wdi2025"].iloc[0])


def _alternative(events: list[told.Event], split: float) -> str:
    counts = Counter(event.category for event in events)
    starts = [event.span.start for event in events]
    presidents = data.table("presidents")
    term = presidents[presidents["president"] == DAE_JUNG].iloc[0]
    start, end = (when(term[column], "day").start for column in ("took_office", "left_office"))
    return text(
        "Timeline of {count} events from 1961 to 2025 in seven lanes: {lanes}. {crowded} of them fall in "
        "{from_year} to {to_year}. In Kim Dae-jung's presidency there are {before} events before the Special "
        "Committee for e-Government was set up in January 2001, in {months_before} months, and {after} from "
        "then on, in {months_after} months. Korea's rank in the UN survey: {ranks}.",
        count=len(events),
        lanes=", ".join(f"{words} {counts[category]}" for category, words in told.categories().items()),
        crowded=sum(CROWDED[0] <= moment < CROWDED[1] + 1 for moment in starts),
        from_year=CROWDED[0],
        to_year=CROWDED[1],
        before=sum(start <= moment < split for moment in starts),
        months_before=round(12 * (split - start)),
        after=sum(split <= moment < end for moment in starts),
        months_after=round(12 * (end - split)),
        ranks=", ".join(f"{event.rank} ({int(event.span.start)})" for event in events if event.rank),
    )
