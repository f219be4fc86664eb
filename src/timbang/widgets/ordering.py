"""Ordering: put events in the order in which they happened."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import traitlets

from timbang import exercises, language
from timbang.exercises.orderings import Turn
from timbang.models.scoring import pairs_in_order
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

PART = "order"
"""The one part of the exercise."""


def ordering(name: str) -> Ordering:
    """Return the ordering exercise with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of orderings has a fault.
    """
    exercise = exercises.ordering(name)
    return Ordering(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        items=[_item(turn) for turn in exercise.items],
        start=start_order(exercise.id, [turn.event for turn in exercise.items]),
        # Every change of the set of events is a new exercise; a change of words is not.
        fingerprints={PART: fingerprint(sorted(turn.event for turn in exercise.items))},
    )


class Ordering(Exercise):
    """Events to put in order, marked by the number of pairs in order.

    `answer` is `{"order": [event ids, the earliest first]}`.
    """

    kind = traitlets.Unicode("ordering").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    items: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """In the true order: id, label, date in words, why, sources."""
    start: traitlets.List[str] = traitlets.List().tag(sync=True)
    """The order in which a learner finds them."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Exercise"),
            "earliest": text("Earliest first"),
            "list": text("Events to put in order, the earliest first"),
            "up": text("Move up: {item}"),
            "down": text("Move down: {item}"),
            "drag": text("Move with the arrow keys or drag: {item}"),
            "moved": text("{item} is now {place} of {count}."),
            "edge": text("{item} is already {place} of {count}."),
            "check": text("Check the order"),
            "pairs": text("{points} of {max} pairs are in order."),
            "all": text("All {max} pairs are in order. Read what each step made possible."),
            "wrong-pair": text(
                "You put “{first}” ({first_date}) before “{second}” ({second_date}), which came first."
            ),
            "more-one": text("One more pair is the wrong way round."),
            "more": text("{count} more pairs are the wrong way round."),
            "again": text("Change the order and check again."),
            "in-place": text("In its place"),
            "out-of-place": text("Not in its place"),
            "column-place": text("your place"),
            "column-event": text("event"),
            "column-date": text("date"),
            "column-true-place": text("true place"),
        }

    def points(self, part: str) -> float:
        """Return the number of pairs in order."""
        return pairs_in_order(self.answer[part], self._true_order())

    def most(self) -> int:
        """Return the number of pairs."""
        return len(self.items) * (len(self.items) - 1) // 2

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be marked."""
        if not isinstance(answer, list) or sorted(map(str, answer)) != sorted(self._true_order()):
            return text("give each of these once: {events}", events=", ".join(self.start))
        return None

    def results(self) -> pd.DataFrame:
        """Return one row per event, in the learner's order; none while nothing was handed in.

        Columns: `event`, `label`, `date`, `place`, `true_place`; places count from 1.
        """
        import pandas as pd

        true_place = {event: place for place, event in enumerate(self._true_order(), start=1)}
        items = {item["id"]: item for item in self.items}
        rows = [
            (event, items[event]["label"], items[event]["date"], place, true_place[event])
            for place, event in enumerate(self.answer.get(PART, []), start=1)
        ]
        return pd.DataFrame(rows, columns=["event", "label", "date", "place", "true_place"])

    def _true_order(self) -> list[str]:
        return [item["id"] for item in self.items]


def start_order(name: str, true_order: list[str]) -> list[str]:
    """Return a mixed order, always the same for an exercise.

    Nothing stands in its place, and at most half the pairs are in order.

    Parameters
    ----------
    name
        The exercise's id, the seed.
    true_order
        At least three items.
    """
    salt = 0
    while True:
        order = sorted(
            true_order, key=lambda item: hashlib.sha256(f"{name} {salt} {item}".encode()).hexdigest()
        )
        in_place = any(one == other for one, other in zip(order, true_order, strict=True))
        pairs = len(order) * (len(order) - 1) // 2
        if not in_place and pairs_in_order(order, true_order) <= pairs / 2:
            return order
        salt += 1


def _item(turn: Turn) -> dict[str, Any]:
    return {
        "id": turn.event,
        "label": str(turn.label),
        "date": language.date(turn.date, turn.date_precision),
        "why": str(turn.why),
        "sources": source_links(turn.sources),
    }
