"""Events: a timeline as a list that can be filtered, searched and opened, beside the drawn one."""

from __future__ import annotations

import calendar
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from timbang import data, language
from timbang.errors import UnknownTable
from timbang.widgets.base import CourseWidget, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

CHARTS = {"korea_timeline": "timeline", "indonesia_timeline": "indonesian_timeline"}
"""The chart that shows the events of a table, by the name that it has on a page."""
TURNS_WITHIN = {"Kim Dae-jung": "2001-01-01"}
"""Presidencies told in two halves, with the day that parts them: the Special Committee's month (A13)."""


def events(table: str) -> Events:
    """Return the events of a timeline that have a verified source, in the language in use.

    Parameters
    ----------
    table
        `"korea_timeline"`, told by presidencies too, or `"indonesia_timeline"`.

    Raises
    ------
    UnknownTable
        For a table that is no timeline with a chart.
    """
    if table not in CHARTS:
        raise UnknownTable(
            text("{name!r} is no timeline; choose one of: {known}", name=table, known=", ".join(CHARTS))
        )
    rows = data.localised(data.table(table))
    rows = rows[(rows["status"] == "verified-in-stored-source") & rows["source_keys"].notna()]
    keys = sorted({key for row in rows["source_keys"] for key in row.split(";")})
    terms = _terms() if table == "korea_timeline" else []
    listed = [_event(row, terms, keys) for row in rows.to_dict("records")]
    in_use = {number for event in listed for number in event[6]}
    return Events(
        title=text("Events of the timeline"),
        name=table,
        chart=CHARTS[table],
        categories=[[key, word] for key, word in _categories().items() if (rows["category"] == key).any()],
        terms=[[number, name] for number, (name, _, _) in enumerate(terms) if number in in_use],
        events=listed,
        sources=source_links(tuple(keys)),
    )


class Events(CourseWidget):
    """The events of a timeline with filters; `shown` tells which pass them."""

    kind = traitlets.Unicode("events").tag(sync=True)
    chart = traitlets.Unicode().tag(sync=True)
    categories: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    """Key and word of each category."""
    terms: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    """Number and name of each presidency, or half of one."""
    events: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    """Id, date in words, category, statement, actor, note, numbers of terms, numbers of sources."""
    sources: traitlets.List[list[str | None]] = traitlets.List().tag(sync=True)
    """Label and address of each source."""
    shown = traitlets.List(traitlets.Unicode()).tag(sync=True)
    """Ids of the events that pass the learner's filters; set by the front end."""

    def __init__(self, **content: Any) -> None:
        super().__init__(shown=[event[0] for event in content["events"]], **content)

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Explore"),
            "category": text("Kind of event"),
            "term": text("Presidency"),
            "any-term": text("All presidencies"),
            "search": text("Search in the events"),
            "shown": text("{shown} of {all} events"),
            "none": text("No event fits. Widen the filters."),
            "rest": text("Show the other {count}"),
            "everything": text("Clear the filters"),
            "who": text("Who"),
            "note": text("Note"),
        }

    def results(self) -> pd.DataFrame:
        """Return the events that pass the learner's filters, one row each.

        Columns: `id`, `date`, `category`, `statement`, `actor`.
        """
        import pandas as pd

        chosen = set(self.shown)
        rows = [event[:5] for event in self.events if event[0] in chosen]
        return pd.DataFrame(rows, columns=["id", "date", "category", "statement", "actor"])

    def __repr__(self) -> str:
        """Return the same for the same state: stored outputs are compared."""
        shown = text("shown {shown} of {all}", shown=len(self.shown), all=len(self.events))
        return f"Events({self.name!r}, {shown})"


def _event(row: Mapping[Hashable, Any], terms: list[tuple[str, str, str]], keys: list[str]) -> list[Any]:
    return [
        row["id"],
        language.date(row["date"], row["date_precision"]),
        row["category"],
        row["statement"],
        row["actor"],
        row["note"],
        _in_terms(row["date"], terms),
        [keys.index(key) for key in row["source_keys"].split(";")],
    ]


def _terms() -> list[tuple[str, str, str]]:
    """Name, first and last day of each presidency; one told in two halves counts as two."""
    terms: list[tuple[str, str, str]] = []
    for row in data.table("presidents").to_dict("records"):
        name = row["president"]
        first, last = _days(f"{row['took_office']}/{row['left_office'] or '9999'}")
        turn = TURNS_WITHIN.get(name)
        if turn is None:
            terms.append((name, first, last))
            continue
        parts = {"name": name, "date": language.date(turn[:7])}
        terms.append((text("{name}, before {date}", **parts), first, turn))
        terms.append((text("{name}, from {date}", **parts), turn, last))
    return terms


def _in_terms(date: str, terms: list[tuple[str, str, str]]) -> list[int]:
    """Numbers of the terms in which a date may fall: a year in which the president changed is in both."""
    first, last = _days(date)
    return [number for number, (_, start, end) in enumerate(terms) if first < end and last >= start]


def _days(date: str) -> tuple[str, str]:
    """First and last day of a date that may be a year, a month, a day or a period."""
    start, _, end = date.partition("/")
    first, last = start, end or start
    if len(last) == 4:
        last += "-12"
    if len(last) == 7:
        year, month = map(int, last.split("-"))
        last += f"-{calendar.monthrange(year, month)[1]:02d}"
    return (first + "-01-01")[:10] if len(first) < 10 else first, last


def _categories() -> dict[str, str]:
    """Word for each category, in the order of the chart's lanes."""
    return {
        "politics": text("politics"),
        "crisis": text("crisis"),
        "plan": text("plan"),
        "institution": text("institution"),
        "law": text("law"),
        "system": text("system"),
        "ranking": text("ranking"),
    }
