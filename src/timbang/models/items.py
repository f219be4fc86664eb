"""What the points of a class say about the tasks: how hard each was, and if it tells strong from weak.

Classical test theory; for a class these are hints and no measures of the students.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SMALL = 30
"""Below this many students a discrimination is too uncertain to act on: at 30 its 95 percent interval is
about 0.36 wide to each side."""
Z95 = 1.959964
"""Of the standard normal distribution, for an interval of 95 percent."""


@dataclass(frozen=True)
class Item:
    """A task, seen over a class."""

    name: str
    count: int
    """Students whose points in it are known."""
    facility: float | None
    """Share of the points that the class reached, from 0 (nobody anything) to 1; None for nobody."""
    full: int
    """Students with all points."""
    none: int
    """Students with no points."""
    discrimination: float | None
    """Correlation of the task with the rest, from -1 to 1; None where it cannot be computed."""
    interval: tuple[float, float] | None
    """Of the discrimination, 95 percent; None where it cannot be computed."""


def items(
    names: Sequence[str], most: Sequence[float], points: Sequence[Sequence[float | None]]
) -> list[Item]:
    """Return each task as the class saw it.

    Parameters
    ----------
    names, most
        For each task, its name and the points it can earn, above 0.
    points
        For each student a row with the points in each task, None where they are not known. The rest of the
        tasks is summed over those that every student's points are known for, the task itself left out.

    Source
    ------
    Corrected item-total correlation: the task is left out of the total that it is compared with, or it
    would correlate with itself.
    """
    complete = [place for place in range(len(names)) if all(row[place] is not None for row in points)]
    found = []
    for place, (name, top) in enumerate(zip(names, most, strict=True)):
        known = [value for row in points if (value := row[place]) is not None]
        rest = [sum(row[other] or 0.0 for other in complete if other != place) for row in points]
        whole = len(known) == len(points)
        value = correlation(known, rest) if whole and any(other != place for other in complete) else None
        found.append(
            Item(
                name,
                len(known),
                facility(known, top) if known and top > 0 else None,
                sum(one >= top for one in known),
                sum(one <= 0 for one in known),
                value,
                correlation_interval(value, len(known)) if value is not None else None,
            )
        )
    return found


def facility(points: Sequence[float], most: float) -> float:
    """Return the share of the points that was reached on average, from 0 to 1; high means easy.

    Parameters
    ----------
    points
        Of each student, at least one.
    most
        Points that can be reached, above 0.
    """
    return sum(points) / (len(points) * most)


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Pearson's correlation, from -1 to 1; None for fewer than three pairs or if one does not vary."""
    count = len(xs)
    if count < 3:
        return None
    middle_x, middle_y = sum(xs) / count, sum(ys) / count
    apart_x, apart_y = [x - middle_x for x in xs], [y - middle_y for y in ys]
    spread = math.sqrt(sum(x * x for x in apart_x) * sum(y * y for y in apart_y))
    if spread < 1e-12:
        return None
    both = sum(x * y for x, y in zip(apart_x, apart_y, strict=True))
    return max(-1.0, min(1.0, both / spread))


def correlation_interval(value: float, count: int) -> tuple[float, float] | None:
    """Return the 95 percent interval of a correlation; None for fewer than four pairs, or one of 1 or -1.

    Parameters
    ----------
    count
        Pairs that it was computed from.

    Source
    ------
    Fisher's transformation: atanh of the correlation is about normal with variance 1 / (count - 3).
    """
    if count < 4 or abs(value) >= 1:
        return None
    middle, half = math.atanh(value), Z95 / math.sqrt(count - 3)
    return math.tanh(middle - half), math.tanh(middle + half)


def distribution(totals: Sequence[float], most: float, bands: int = 10) -> list[int]:
    """Return how many totals lie in each of equal bands from 0 to `most`; the last band holds its upper end.

    Parameters
    ----------
    totals
        From 0 to `most`, which is above 0; what lies outside counts in the nearest band.
    """
    counts = [0] * bands
    for total in totals:
        # a hair above, so that 0.3 of 1 counts in the band that begins there
        place = math.floor(total / most * bands + 1e-9)
        counts[max(0, min(bands - 1, place))] += 1
    return counts


def median(values: Sequence[float]) -> float:
    """Return the middle value, of an even number the mean of the two in the middle; at least one is given."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def normalised_gain(before: float, after: float) -> float | None:
    """Return the share of what was missing before that was gained; None where nothing was missing.

    Parameters
    ----------
    before, after
        Shares reached by the class, from 0 to 1.

    Source
    ------
    Hake's average normalised gain: (after - before) / (1 - before).
    """
    return None if before >= 1 else (after - before) / (1 - before)
