"""Marks for a sentence built from parts; `widgets/sentence.js` gives the same, held together by a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SLOTS = ("source", "hedge", "figure", "measure", "year")
"""What a sentence about a yield has: who says it, how firmly, how much, of what, when."""


def nearest_fact(facts: Sequence[Mapping[str, str]], chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fact that agrees with the chosen parts in most slots, the first of several.

    Parameters
    ----------
    facts
        At least one; each gives for every slot the part that bears it out.
    chosen
        The part chosen for every slot.
    """
    return max(facts, key=lambda fact: sum(fact[slot] == chosen[slot] for slot in SLOTS))


def slot_marks(facts: Sequence[Mapping[str, str]], chosen: Mapping[str, str]) -> dict[str, bool]:
    """Tell for each slot whether its part agrees with the nearest fact.

    The parts must fit each other: a figure of 2014 beside the year 2010 is wrong, though each is right
    somewhere.
    """
    fact = nearest_fact(facts, chosen)
    return {slot: fact[slot] == chosen[slot] for slot in SLOTS}


def sentence_points(facts: Sequence[Mapping[str, str]], chosen: Mapping[str, str]) -> float:
    """Points, from 0 to 1, for a sentence: each slot that agrees with the nearest fact earns its share."""
    return sum(slot_marks(facts, chosen).values()) / len(SLOTS)


FITS = {"well": 1.0, "partly": 0.5, "not": 0.0}
"""Points for a measure, by how well it fits the question."""
