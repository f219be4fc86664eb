"""A risk register, and what its risks may cost together, by simulation.

A risk has a likelihood (the probability that it occurs within the time of the plan) and an impact (the share
of the planned benefit that is lost if it does), each told as low, most likely and high value and read as a
triangular distribution. In a draw a risk occurs or not; the losses of those that occur join as shares of what
is left: the total is 1 less the product of (1 - impact). Risks occur independently of each other.

`widgets/shared/risk.js` draws the same numbers in the same order, held together by a test of the whole:

- uniforms are doubles of 53 bits from MT19937, seeded by `init_genrand` (`numpy.random.RandomState(seed)`);
- draw by draw, risk by risk in the order of the register, three: occurrence, likelihood, impact;
- the inverse of the triangular distribution function turns the latter two into values.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from timbang.errors import BadRisk

THREADS = ("law", "blueprint", "team", "partners")
"""The four threads of the article: legislation; blueprint and stages; team; partners."""
KINDS = ("uninformed", "incomplete", "inappropriate")
"""Three ways in which transfer can lead to failure (dolowitz2000, hpp2020table; T1.5)."""

DRAWS, SEED = 10_000, 2017
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
BINS = 20
"""Of the histogram: equal parts of 0 to 1; each holds its lower bound, the last one both."""
LARGEST = 3
"""How many losses of a draw count as its largest."""

LIKELIHOOD_BANDS = (0.1, 0.3, 0.5, 0.7)
IMPACT_BANDS = (0.05, 0.1, 0.2, 0.4)
"""Upper bounds of the first four of five bands of the matrix; a value on a bound belongs to the lower band.

Our choice: most impacts on a plan are small shares, and equal steps would heap them in two columns.
"""

Range = tuple[float, float, float]
"""Low, most likely and high value, each from 0 to 1."""


@dataclass(frozen=True)
class Risk:
    """What may happen, how likely it is, and what it would cost."""

    name: str
    likelihood: Range
    impact: Range


@dataclass(frozen=True)
class Simulation:
    """The outcome of all draws; lists follow the order of the risks."""

    totals: np.ndarray
    """Share of the planned benefit lost in each draw, from 0 to 1."""
    mean: float
    quantiles: dict[float, float]
    """Of the totals, at `QUANTILES`, interpolated linearly."""
    histogram: list[int]
    """Draws in each of the `BINS`."""
    among_largest: list[float]
    """Share of draws in which a risk is among the three largest losses; what costs nothing is none."""
    correlations: list[float]
    """Spearman's rank correlation of each risk's loss with the total; 0 where either never varies."""


def inverse_triangular(uniform: Any, low: float, mode: float, high: float) -> Any:
    """Return the values of a triangular distribution at these probabilities.

    Parameters
    ----------
    uniform
        A probability from 0 to 1, or an array of them.
    low, mode, high
        In rising order; all equal is a constant.
    """
    if high == low:
        return low + 0.0 * uniform
    left = low + np.sqrt(uniform * (high - low) * (mode - low))
    right = high - np.sqrt((1 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < (mode - low) / (high - low), left, right)


def expected_total(risks: Sequence[Risk]) -> float:
    """Return the mean of the total loss, exactly.

    The mean of a triangular distribution is a third of the sum of its three values.

    Raises
    ------
    BadRisk
        As `simulate`.
    """
    _check(risks)
    kept = 1.0
    for risk in risks:
        kept *= 1 - sum(risk.likelihood) / 3 * sum(risk.impact) / 3
    return 1 - kept


def simulate(risks: Sequence[Risk], draws: int = DRAWS, seed: int = SEED) -> Simulation:
    """Draw the total loss many times; the same register and seed give the same.

    Parameters
    ----------
    risks
        At least one.
    draws
        How often; at least one.
    seed
        A whole number from 0 to 2**32 - 1.

    Raises
    ------
    BadRisk
        Without risks, and for values outside 0 to 1, no number, or not in rising order.
    """
    _check(risks)
    if draws < 1:
        raise BadRisk(f"draws: {draws} is too few; give at least 1")
    uniforms = np.random.RandomState(seed).random_sample((draws, len(risks), 3))
    losses = np.empty((len(risks), draws))
    kept = np.ones(draws)
    for place, risk in enumerate(risks):
        occurs, likely, costs = uniforms[:, place, :].T
        happened = occurs < inverse_triangular(likely, *risk.likelihood)
        losses[place] = np.where(happened, inverse_triangular(costs, *risk.impact), 0.0)
        # One by one, as in the browser: a product in another order differs in its last bit.
        kept *= 1 - losses[place]
    totals = 1 - kept
    found = np.quantile(totals, QUANTILES)
    return Simulation(
        totals=totals,
        mean=float(totals.mean()),
        quantiles={share: float(value) for share, value in zip(QUANTILES, found, strict=True)},
        histogram=[int(count) for count in np.bincount(_bins(totals), minlength=BINS)],
        among_largest=_among_largest(losses),
        correlations=_correlations(losses, totals),
    )


def cell(risk: Risk) -> tuple[int, int]:
    """Return the bands of the most likely likelihood and impact, each from 0 to 4."""
    return tuple(
        sum(value > bound for bound in bands)
        for value, bands in ((risk.likelihood[1], LIKELIHOOD_BANDS), (risk.impact[1], IMPACT_BANDS))
    )  # type: ignore[return-value]


def read_register(register: Mapping[str, Any]) -> list[Risk]:
    """Return the risks of a register as a learner's plan holds it.

    Raises
    ------
    BadRisk
        When it has no list of risks, or a risk lacks a field or has one that cannot be counted.
    """
    entries = register.get("risks")
    if not isinstance(entries, list):
        raise BadRisk("risks: give a list of risks")
    risks = []
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Mapping):
            raise BadRisk(f"risk {number}: give its fields by name")
        name = entry.get("name")
        place = f"risk {name!r}" if name else f"risk {number}"
        if not isinstance(name, str) or not name.strip():
            raise BadRisk(f"{place}: name is missing; write what may happen")
        for field, known in (("thread", THREADS), ("kind", KINDS)):
            if entry.get(field) not in known:
                raise BadRisk(f"{place}, {field}: write one of {', '.join(known)}")
        spans = [_range(entry.get(field), f"{place}, {field}") for field in ("likelihood", "impact")]
        risks.append(Risk(name, *spans))
    return risks


def _range(values: object, place: str) -> Range:
    if not isinstance(values, list | tuple) or len(values) != 3:
        raise BadRisk(f"{place}: give three numbers: low, most likely, high")
    low, mode, high = (_share(value, place) for value in values)
    if not low <= mode <= high:
        raise BadRisk(
            f"{place}: {low:g}, {mode:g}, {high:g} do not rise; give low, most likely and high in that order"
        )
    return low, mode, high


def _share(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise BadRisk(f"{place}: {value!r} is no number; give one from 0 to 1")
    if not 0 <= value <= 1:
        raise BadRisk(f"{place}: {value:g} is outside 0 to 1; give a share, such as 0.2 for 20 percent")
    return float(value)


def _check(risks: Sequence[Risk]) -> None:
    if not risks:
        raise BadRisk("the register holds no risks; add at least one")
    for risk in risks:
        _range(risk.likelihood, f"risk {risk.name!r}, likelihood")
        _range(risk.impact, f"risk {risk.name!r}, impact")


def _bins(totals: np.ndarray) -> np.ndarray:
    return np.minimum((totals * BINS).astype(int), BINS - 1)


def _among_largest(losses: np.ndarray) -> list[float]:
    """Return the shares; of equal losses the one that stands first in the register is the larger."""
    left = losses.copy()
    each = np.arange(losses.shape[1])
    counts = np.zeros(len(losses), dtype=int)
    for _ in range(LARGEST):
        first = left.argmax(axis=0)
        counts += np.bincount(first[left[first, each] > 0], minlength=len(losses))
        left[first, each] = 0.0
    return [float(count) for count in counts / losses.shape[1]]


def _correlations(losses: np.ndarray, totals: np.ndarray) -> list[float]:
    import pandas as pd

    ranks = pd.DataFrame(np.vstack([losses, totals]).T).rank().to_numpy()
    ranks -= ranks.mean(axis=0)
    spread = np.sqrt((ranks**2).sum(axis=0))
    joint = ranks[:, :-1].T @ ranks[:, -1]
    scale = spread[:-1] * spread[-1]
    return [float(value) for value in np.divide(joint, scale, out=np.zeros_like(joint), where=scale > 0)]
