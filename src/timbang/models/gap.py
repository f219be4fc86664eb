"""The design-reality gap: seven dimensions rated, added, ordered, and closed.

A rating says how far the design of a project lies from the reality of an agency: 0 no change between
the two, 5 some change, 10 a complete and radical change. `widgets/shared/itposmo.js` gives the same, held
together by a test.

Source
------
heeks2003, egov4dev_model, egov4dev_risk, egov4dev_tech; T3.4 to T3.6 and T3.8 to T3.10.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timbang.errors import BadRating

DIMENSIONS = (
    "information",
    "technology",
    "processes",
    "objectives",
    "staffing",
    "management",
    "other",
)
"""ITPOSMO: information; technology; processes; objectives and values; staffing and skills; management systems
and structures; other resources, which are time and money."""

WAYS = ("design", "reality")
"""What a closing action changes: the design, to fit reality, or reality, to fit the design (T3.10)."""

MOST = 10
"""The largest rating of one dimension."""

OVERALL, SINGLE = 20, 5
"""A sum above about the first, or one dimension above about the second, may give cause for concern (T3.8).

The source says "about" and leaves what is significant to judgement.
"""

Ratings = Mapping[str, float | None]


@dataclass(frozen=True)
class Action:
    """What closes a gap: which dimension, by which of the `WAYS`, and the rating that is left afterwards."""

    dimension: str
    way: str
    after: float


@dataclass(frozen=True)
class Step:
    """What one action does in its turn."""

    action: Action
    before: float
    after: float


def total(ratings: Ratings) -> float:
    """Return the sum of the ratings given, from 0 to 70; a dimension without a rating adds nothing.

    Raises
    ------
    BadRating
        For an unknown dimension, or a rating that is no number from 0 to 10.
    """
    return sum(value for _, value in profile(ratings))


def missing(ratings: Ratings) -> list[str]:
    """Return the dimensions that have no rating, in their order."""
    return [dimension for dimension in DIMENSIONS if ratings.get(dimension) is None]


def profile(ratings: Ratings) -> list[tuple[str, float]]:
    """Return the rated dimensions with their ratings, the largest gap first, equal ones in their order.

    Raises
    ------
    BadRating
        As `total`.
    """
    for dimension in ratings:
        if dimension not in DIMENSIONS:
            raise BadRating(f"dimension {dimension!r} is unknown; write one of {', '.join(DIMENSIONS)}")
    rated = [(one, _checked(value, one)) for one in DIMENSIONS if (value := ratings.get(one)) is not None]
    return sorted(rated, key=lambda pair: -pair[1])


def large_gaps(ratings: Ratings) -> list[str]:
    """Return the dimensions rated above 5, the largest first.

    Raises
    ------
    BadRating
        As `total`.
    """
    return [dimension for dimension, value in profile(ratings) if value > SINGLE]


def overall_concern(ratings: Ratings) -> bool | None:
    """Tell whether the sum lies above 20; None while it does not and dimensions still lack a rating.

    Raises
    ------
    BadRating
        As `total`.
    """
    if total(ratings) > OVERALL:
        return True
    return None if missing(ratings) else False


def closing(ratings: Ratings, actions: Sequence[Action]) -> list[Step]:
    """Return what each action does, in the order given.

    An action lowers its dimension to the rating it leaves, or does nothing where that is already reached or
    the dimension has no rating. So the ratings in the end do not depend on the order; what each action gets
    the credit for does.

    Raises
    ------
    BadRating
        As `total`, and for an action with an unknown dimension or way.
    """
    now = dict(profile(ratings))
    steps = []
    for number, action in enumerate(actions, start=1):
        if action.dimension not in DIMENSIONS:
            raise BadRating(f"action {number}: dimension {action.dimension!r} is unknown")
        if action.way not in WAYS:
            raise BadRating(f"action {number}: way {action.way!r} is unknown; write one of {', '.join(WAYS)}")
        left = _checked(action.after, f"action {number}, after")
        if action.dimension in now:
            before = now[action.dimension]
            now[action.dimension] = min(before, left)
            steps.append(Step(action, before, now[action.dimension]))
    return steps


def closed(ratings: Ratings, actions: Sequence[Action]) -> dict[str, float | None]:
    """Return the ratings that the actions leave, of all dimensions; None where there was none.

    Raises
    ------
    BadRating
        As `closing`.
    """
    left: dict[str, float | None] = {dimension: ratings.get(dimension) for dimension in DIMENSIONS}
    return left | {step.action.dimension: step.after for step in closing(ratings, actions)}


def closed_by_way(ratings: Ratings, actions: Sequence[Action]) -> dict[str, float]:
    """Return by how much the actions of each way lower the sum.

    Raises
    ------
    BadRating
        As `closing`.
    """
    lowered = dict.fromkeys(WAYS, 0.0)
    for step in closing(ratings, actions):
        lowered[step.action.way] += step.before - step.after
    return lowered


def _checked(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise BadRating(f"{place}: {value!r} is no number; give one from 0 to {MOST}")
    if not 0 <= value <= MOST:
        raise BadRating(f"{place}: {value:g} is outside 0 to {MOST}; give a number from 0 to {MOST}")
    return value
