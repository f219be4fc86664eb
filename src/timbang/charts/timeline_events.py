"""The events of a timeline as its chart needs them: read from the fact base, placed, tabled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timbang import data, language
from timbang.charts import timeline_drawing as drawn
from timbang.charts.lanes import Span, when

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

SOURCED = "verified-in-stored-source"


@dataclass(frozen=True)
class Event:
    """An event of the timeline, in the language in use."""

    id: str
    category: str
    date: str
    """In words."""
    precision: str
    span: Span
    actor: str
    statement: str
    sources: str
    rank: int | None
    """The rank of the economy where the event is an edition of the UN survey."""


def categories() -> dict[str, str]:
    """Return the categories in the order of their lanes, with their names in the language in use."""
    return {
        "politics": text("Politics"),
        "crisis": text("Crises"),
        "plan": text("Plans"),
        "institution": text("Institutions"),
        "law": text("Laws"),
        "system": text("Systems"),
        "ranking": text("Rankings"),
    }


def sourced(name: str, economy: str, edition: str) -> list[Event]:
    """Return the events of a table that have a source, in order of time.

    Parameters
    ----------
    name
        `korea_timeline` or `indonesia_timeline`.
    economy
        Whose rank in the UN survey is told at its editions, as a code of three letters.
    edition
        How the English statement of an event begins that is an edition of the UN survey.
    """
    table = data.table(name)
    table = table[table["status"] == SOURCED]
    editions = table["statement_en"].str.startswith(edition) & (table["category"] == "ranking")
    egdi = data.table("egdi")
    own = egdi[egdi["iso3"] == economy]
    ranks = dict(zip(own["year"].tolist(), own["egdi_rank"].tolist(), strict=True))
    references = data.references()
    labels = dict(zip(references["key"], references["label"], strict=True))
    rows: list[dict[str, Any]] = data.localised(table).assign(edition=editions).to_dict("records")  # type: ignore[assignment]
    events = [
        Event(
            id=row["id"],
            category=row["category"],
            date=language.date(row["date"], row["date_precision"]),
            precision=row["date_precision"],
            span=when(row["date"], row["date_precision"]),
            actor=row["actor"],
            statement=row["statement"],
            sources="; ".join(dict.fromkeys(labels[key] for key in row["source_keys"].split(";"))),
            rank=int(ranks[int(row["date"][:4])]) if row["edition"] else None,
        )
        for row in rows
    ]
    return sorted(events, key=lambda event: (event.span.start, event.span.last))


def event_row(event: Event, layouts: dict[str, drawn.Arrangement]) -> dict[str, Any]:
    """Return an event as a row of the chart's data, with its place across the axis in each drawing."""
    row = {
        "id": event.id,
        "category": event.category,
        "date": event.date,
        "actor": event.actor,
        "statement": event.statement,
        "sources": event.sources,
        "kind": "span" if event.span.end else event.precision,
        "t": event.span.start,
        "u": event.span.end,
        "rank": event.rank,
        **{place: arrangement.centre(event.id) for place, arrangement in layouts.items()},
    }
    return {key: value for key, value in row.items() if value is not None}


def lane_rows(layouts: dict[str, drawn.Arrangement]) -> list[dict[str, Any]]:
    """Return the lanes as rows of the chart's data: name, middle and edge in each drawing."""
    return [
        {
            "category": category,
            "words": words,
            **{place: arrangement.middle(category) for place, arrangement in layouts.items()},
            **{f"{place}_edge": arrangement.edge(category) for place, arrangement in layouts.items()},
        }
        for category, words in categories().items()
    ]


def table_of(events: list[Event]) -> pd.DataFrame:
    """Return the events in words: date, category, who, what."""
    import pandas as pd

    names = categories()
    return pd.DataFrame(
        [(event.date, names[event.category], event.actor, event.statement) for event in events],
        columns=[text("Date"), text("Category"), text("Who"), text("Event")],
    )
