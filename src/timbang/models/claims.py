"""How well someone weighs claims: hits, Brier score and calibration.

`widgets/shared/calibration.js` gives the same, held together by a test.

A forecast here is what a learner says of the own verdict: the probability that the sources give the same.
The outcome is 1 if they do, 0 if not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from timbang.errors import BadForecast

VERDICTS = ("supported", "nuanced", "contradicted", "not-attested", "opinion")
"""What may be said of a claim."""
KINDS = ("fact", "event", "definition", "cause", "judgement")
"""What a claim may be."""


@dataclass(frozen=True)
class Bin:
    """The forecasts of about one probability, and what became of them."""

    said: float
    """Mean probability, from 0 to 1."""
    share: float
    """Share of outcomes that are 1, from 0 to 1."""
    count: int


def outcomes(verdicts: Sequence[str], sources: Sequence[str]) -> list[int]:
    """Return 1 for each verdict that is the sources', 0 for each other.

    Parameters
    ----------
    verdicts
        The learner's, one a claim.
    sources
        The sources', in the same order.

    Raises
    ------
    BadForecast
        When the two differ in length.
    """
    _same_length(verdicts, sources)
    return [int(verdict == source) for verdict, source in zip(verdicts, sources, strict=True)]


def hits(verdicts: Sequence[str], sources: Sequence[str]) -> int:
    """Count the verdicts that are the sources'.

    Raises
    ------
    BadForecast
        As `outcomes`.
    """
    return sum(outcomes(verdicts, sources))


def brier_score(probabilities: Sequence[float], outcomes: Sequence[int]) -> float:
    """Return the mean squared distance between probabilities and outcomes, from 0 (best) to 1.

    Whoever always says one half gets 0.25 whatever happens; whoever guesses among five and says so, one
    fifth, gets 0.16 in the long run. So a low score alone is no sign of knowledge: read it with the hits.

    Parameters
    ----------
    probabilities
        n numbers from 0 to 1: how probable the learner held it that the own verdict is the sources'.
    outcomes
        n numbers, 0 or 1, in the same order; at least one.

    Raises
    ------
    BadForecast
        When there is none, when the two differ in length, or for a number out of its range.

    Source
    ------
    G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950;
    here in the form for one event that happens or does not.
    """
    _forecasts(probabilities, outcomes)
    squares = [(said - came) ** 2 for said, came in zip(probabilities, outcomes, strict=True)]
    return sum(squares) / len(squares)


def calibration(probabilities: Sequence[float], outcomes: Sequence[int], bins: int = 5) -> list[Bin]:
    """Return the points of a calibration curve, by rising probability; bins without a forecast are left out.

    Bins are equally wide and hold their upper bound: of five, 0.2 lies in the first and 0.21 in the second.
    Well calibrated is who has, in each bin, a share of hits near the probability said.

    Parameters
    ----------
    probabilities, outcomes
        As for `brier_score`, of length n; the counts of the bins add up to n.
    bins
        How many, at least one.

    Raises
    ------
    BadForecast
        As `brier_score`, and for fewer than one bin.
    """
    _forecasts(probabilities, outcomes)
    if bins < 1:
        raise BadForecast(f"{bins} bins: give at least 1")
    held: list[list[tuple[float, int]]] = [[] for _ in range(bins)]
    for said, came in zip(probabilities, outcomes, strict=True):
        held[max(0, math.ceil(said * bins) - 1)].append((said, came))
    return [
        Bin(sum(said for said, _ in one) / len(one), sum(came for _, came in one) / len(one), len(one))
        for one in held
        if one
    ]


def overconfidence(probabilities: Sequence[float], outcomes: Sequence[int]) -> float:
    """Return mean probability less share of hits, from -1 to 1; above 0 is too sure, below 0 too unsure.

    Raises
    ------
    BadForecast
        As `brier_score`.
    """
    _forecasts(probabilities, outcomes)
    return sum(probabilities) / len(probabilities) - sum(outcomes) / len(outcomes)


def _forecasts(probabilities: Sequence[float], outcomes: Sequence[int]) -> None:
    _same_length(probabilities, outcomes)
    if not probabilities:
        raise BadForecast("no forecast to score; give at least one")
    for said in probabilities:
        if not 0 <= said <= 1:
            raise BadForecast(f"probability {said} is not from 0 to 1; 80 percent is 0.8")
    for came in outcomes:
        if came not in (0, 1):
            raise BadForecast(f"outcome {came} is neither 0 nor 1")


def _same_length(one: Sequence[object], other: Sequence[object]) -> None:
    if len(one) != len(other):
        raise BadForecast(f"{len(one)} against {len(other)}: give as many of the one as of the other")
