"""Events to put in order.

`exercises/orderings/NAME.yml` holds one set of them:

    id: 03-turning-points                   # widgets.ordering("03-turning-points")
    objective: order
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    items:                                  # dates and sources come from the fact base, by the event's id
      - event: K4
        label: {en: ..., id: ...}           # without its date
        why: {en: what it made possible, id: ...}
        also: [turner2022]                  # sources of the "why" besides those of the event; may be left out
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from timbang import data, language
from timbang.exercises.files import Entry, fault
from timbang.exercises.parts import Exercise, Folder, Words, head, sources, words

TIMELINES = {"K": "korea_timeline", "I": "indonesia_timeline"}
"""The table that holds an event, by the first letter of its id."""

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Turn:
    """An event to put in order."""

    event: str
    date: str
    date_precision: str
    label: Words
    why: Words
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Ordering(Exercise):
    """Events to put in order; `items` are in the order of their dates."""

    items: tuple[Turn, ...]


def _ordering(whole: Entry) -> Ordering:
    return Ordering(**head(whole, "items"), items=_items(whole))


_folder = Folder("orderings", _ordering)
ordering, orderings = _folder.one, _folder.all


def _items(whole: Entry) -> tuple[Turn, ...]:
    turns = [_turn(one) for one in whole.entries("items", least=3)]
    items = sorted(turns, key=lambda turn: _start(turn.date))
    for earlier, later in itertools.pairwise(items):
        if earlier.event == later.event:
            raise fault(whole, text("event {event} is given twice; leave one out", event=later.event))
        if _start(later.date).startswith(_start(earlier.date)):
            raise fault(
                whole,
                text(
                    "{first} ({first_date}) and {second} ({second_date}): the dates do not say which came "
                    "first; take another event",
                    first=earlier.event,
                    first_date=earlier.date,
                    second=later.event,
                    second_date=later.date,
                ),
            )
    return tuple(items)


def _start(date: str) -> str:
    return date.split("/")[0]


def _turn(entry: Entry) -> Turn:
    entry.only("event", "label", "why", "also")
    event = entry.string("event")
    table = TIMELINES.get(event[:1])
    rows = data.table(table).set_index("id") if table else None
    if rows is None or event not in rows.index:
        raise fault(
            entry, text("event {event!r} is in no timeline of data/facts; correct the id", event=event)
        )
    row = rows.loc[event]
    if row["status"] != "verified-in-stored-source" or not row["source_keys"]:
        raise fault(entry, text("event {event} has no verified source; take another", event=event))
    also = sources(entry, "also") if entry.has("also") else ()
    return Turn(
        event=event,
        date=str(row["date"]),
        date_precision=str(row["date_precision"]),
        label=words(entry, "label"),
        why=words(entry, "why"),
        sources=tuple(dict.fromkeys([*str(row["source_keys"]).split(";"), *also])),
    )
