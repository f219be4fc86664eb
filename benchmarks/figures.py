"""A measured figure beside the bound that it should keep."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 3
"""How often each long thing is measured; the median counts."""


@dataclass(frozen=True)
class Figure:
    """One line of the report."""

    what: str
    measured: str
    bound: str
    kept: bool | None
    """None where nothing is asked and the figure is only told."""


def ratio(what: str, ours: float, theirs: float, at_most: float, unit: str = "s") -> Figure:
    """Return the figure for a quotient of two things that were measured side by side."""
    quotient = ours / theirs
    measured = f"{ours:.3g} {unit} / {theirs:.3g} {unit} = {quotient:.2f}"
    return Figure(what, measured, f"at most {at_most:g}", quotient <= at_most)


def upper(what: str, value: float, at_most: float, unit: str) -> Figure:
    """Return the figure for a quantity with an upper bound."""
    return Figure(
        what, f"{value:.4g} {unit}".rstrip(), f"at most {at_most:g} {unit}".rstrip(), value <= at_most
    )


def told(what: str, measured: str) -> Figure:
    """Return a figure without a bound."""
    return Figure(what, measured, "", None)


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def side_by_side(calls: Sequence[Callable[[], float]], rounds: int) -> list[float]:
    """Return the median of each call's result, measured in turn so that noise falls on all alike."""
    results: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for result, call in zip(results, calls, strict=True):
            result.append(call())
    return [statistics.median(result) for result in results]
