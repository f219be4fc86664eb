"""A test before and a test after: standing by chapter, what to read first, and the gain.

`widgets/shared/standing.js` gives the same, held together by a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """What was reached in the questions of one chapter."""

    chapter: str
    points: float
    """From 0 to `most`."""
    most: int
    """The number of questions that count."""


@dataclass(frozen=True)
class Gain:
    """What was reached in the questions of one chapter, before and after, from 0 to `most` each."""

    chapter: str
    before: float
    after: float
    most: int


def standings(chapters: Sequence[str], points: Sequence[float | None]) -> list[Standing]:
    """Return the standing in each chapter, in the order in which the chapters come.

    Parameters
    ----------
    chapters
        For each question, its chapter.
    points
        For each question, from 0 to 1, or None where it does not count.
    """
    counted = [(chapter, one) for chapter, one in zip(chapters, points, strict=True) if one is not None]
    return [
        Standing(chapter, sum(mine), len(mine))
        for chapter in dict.fromkeys(chapters)
        if (mine := [one for theirs, one in counted if theirs == chapter])
    ]


def read_first(reached: Sequence[Standing]) -> list[str]:
    """Return the chapters in which at most half was reached, the weakest first; ties in their own order."""
    weak = [one for one in reached if one.points * 2 <= one.most]
    return [one.chapter for one in sorted(weak, key=lambda one: one.points / one.most)]


def gains(
    chapters: Sequence[str], before: Sequence[float | None], after: Sequence[float | None]
) -> list[Gain]:
    """Return what was reached in each chapter before and after, over the questions answered in both.

    Parameters
    ----------
    chapters
        For each pair of questions, its chapter.
    before, after
        For each pair, points from 0 to 1, or None where the question was not handed in.
    """
    both = [
        (chapter, (one, other))
        for chapter, one, other in zip(chapters, before, after, strict=True)
        if one is not None and other is not None
    ]
    return [
        Gain(chapter, sum(one for one, _ in pairs), sum(other for _, other in pairs), len(pairs))
        for chapter in dict.fromkeys(chapters)
        if (pairs := [pair for theirs, pair in both if theirs == chapter])
    ]


def class_gains(students: Sequence[Sequence[Gain]]) -> list[Gain]:
    """Return the gains of a class: for each chapter the sums over its students, in the order of the chapters.

    Parameters
    ----------
    students
        For each student the gains by chapter, as `gains` returns them.
    """
    together = [one for student in students for one in student]
    return [
        Gain(
            chapter,
            sum(one.before for one in mine),
            sum(one.after for one in mine),
            sum(one.most for one in mine),
        )
        for chapter in sorted({one.chapter for one in together})
        if (mine := [one for one in together if one.chapter == chapter])
    ]
