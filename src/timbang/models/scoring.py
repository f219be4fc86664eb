"""Points for answers; `widgets/shared/score.js` gives the same, held together by a test over all answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def choice_points(right: Sequence[bool], chosen: Sequence[int]) -> float:
    """Points, from 0 to 1, for the options chosen.

    Each right option earns its share, each wrong one takes a share away; never below 0, so that
    choosing everything earns nothing where half or more of the options are wrong.

    Parameters
    ----------
    right
        For each option, whether it is right; at least one is.
    chosen
        Indexes of the options chosen, none twice.
    """
    hits = sum(right[index] for index in chosen)
    misses = len(chosen) - hits
    return max(0, hits - misses) / sum(right)


def verdict_points(truth: bool, right: Sequence[bool], verdict: bool, reason: int | None) -> float:
    """Points for a verdict on a statement and a reason for it: half each; a reason counts with its verdict.

    Parameters
    ----------
    truth
        Whether the statement is true.
    right
        For each reason, whether it is the right one.
    verdict
        What the learner says.
    reason
        Index of the reason chosen, or None.
    """
    if verdict != truth:
        return 0.0
    return 1.0 if reason is not None and right[reason] else 0.5


def pairs_in_order(order: Sequence[str], true_order: Sequence[str]) -> int:
    """Count the pairs that stand in the right order; of n items there are n (n - 1) / 2.

    Kendall's measure of agreement between two rankings, without its scaling.
    """
    place = {item: index for index, item in enumerate(true_order)}
    return sum(place[first] < place[second] for first, second in combinations(order, 2))
