"""Pieces of evidence: points for placing them, and to which side their weights lean."""

from __future__ import annotations

MOST = 3
"""The largest weight of a piece: 0 none, 1 little, 2 some, 3 much."""

CLEAR = 1 / 3
"""From this lean on a balance leans clearly: one side weighs at least twice the other."""


def match_points(factor: str, near: str | None, side: str, placed_factor: str, placed_side: str) -> float:
    """Points, from 0 to 1, for placing a piece under a factor and on a side.

    Half a point each. A factor that the piece touches as well earns a quarter; the side counts only with a
    factor that earns something, for a side is always one of a factor.
    `widgets/matching.js` gives the same, held together by a test over all answers.

    Parameters
    ----------
    factor, side
        Where the piece belongs.
    near
        Another factor that it touches, or None.
    placed_factor, placed_side
        Where the learner put it.
    """
    earned = 0.5 if placed_factor == factor else 0.25 if placed_factor == near else 0.0
    return earned + 0.5 if earned and placed_side == side else earned


def lean(supporting: int, opposing: int) -> float:
    """Return how far a balance leans, from -1 (all weight against) to 1 (all weight for).

    0 where both sides weigh the same, or nothing.

    Parameters
    ----------
    supporting, opposing
        Sums of the weights for and against, none below 0.
    """
    total = supporting + opposing
    return (supporting - opposing) / total if total else 0.0


def leaning(supporting: int, opposing: int) -> str:
    """Return in one key how a balance leans.

    `level`, or `slightly-for`, `clearly-for`, `slightly-against`, `clearly-against`; clearly from `CLEAR` on.
    `widgets/balance.js` gives the same, held together by a test over all sums.
    """
    leant = lean(supporting, opposing)
    if not leant:
        return "level"
    return f"{'clearly' if abs(leant) >= CLEAR else 'slightly'}-{'for' if leant > 0 else 'against'}"
