"""The index of SPBE, Indonesia's electronic-based government: its domains, labels, changes and standings.

Scores of agencies are those of the table `spbe_agencies`: columns `d1_kebijakan` to `d4_layanan` and
`spbe_index`, each from 1 to 5.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timbang.errors import ComponentOutOfRange, UnknownComponent

WEIGHTS = {"policy": 0.13, "governance": 0.25, "management": 0.165, "services": 0.455}
"""Share of each domain in the index; they add up to 1."""

COLUMNS = {
    "policy": "d1_kebijakan",
    "governance": "d2_tata_kelola",
    "management": "d3_manajemen",
    "services": "d4_layanan",
}
"""The column of each domain in the table `spbe_agencies`."""

LOWEST, HIGHEST = 1, 5
"""Ends of the scale."""

LABELS = {"Memuaskan": 4.2, "Sangat Baik": 3.5, "Baik": 2.6, "Cukup": 1.8, "Kurang": 0.0}
"""Labels and the index from which each is given, the highest first; see `label`."""

EXACT = 1e-9
"""Keeps an index that a sum left just short of a threshold, as a binary fraction, from the label below."""

DECIMALS = 2
"""Decimals to which the reports print an index."""


@dataclass(frozen=True)
class Standing:
    """Where a score stands among those of peers."""

    peers: int
    """How many peers there are, oneself not counted."""
    below: int
    """How many of them score less."""
    equal: int
    """How many score the same."""
    median: float
    """The middle score of the peers."""


def index(policy: float, governance: float, management: float, services: float) -> float:
    """Return the index that four domains give, unrounded.

    Each domain is a score from 1 to 5, or a column of n scores: then n are returned. The range is not
    checked, as the report itself prints one score below it (services of Banyuasin, 2023).

    Source
    ------
    panrb_spbe2024 and panrb_spbe2023: the weights give back the printed index within 0.01 in all 1,233
    rows of 2023 and 2024 that have four domains.
    """
    domains = (policy, governance, management, services)
    return sum(weight * domain for weight, domain in zip(WEIGHTS.values(), domains, strict=True))


def label(index: float) -> str:
    """Return the label of an index from 1 to 5: the word that the reports print.

    Source
    ------
    The thresholds 1.8, 2.6, 3.5 and 4.2 are inferred from the labels printed in 2023 and 2024
    (panrb_spbe2023, panrb_spbe2024), which they give back in all but three of 1,236 rows. Those three lie on
    a threshold as printed, and got the lower label: the figure before rounding may have been below it.
    """
    return next((word for word, bound in LABELS.items() if index + EXACT >= bound), "Kurang")


def on_threshold(index: float) -> bool:
    """Tell whether an index, as printed, lies on a threshold: then its label cannot be told from it."""
    return round(index, DECIMALS) in LABELS.values()


def effect(domain: str, score: float, points: float = 1) -> float:
    """Return by how much the index rises when a domain gains points, all else as it was.

    Parameters
    ----------
    domain
        One of `WEIGHTS`.
    score
        The domain's score now, from 1 to 5; no domain rises above 5.
    points
        How many points it gains.

    Raises
    ------
    UnknownComponent
        With the nearest known domain.
    ComponentOutOfRange
        For a score outside the scale.
    """
    if domain not in WEIGHTS:
        known = ", ".join([*difflib.get_close_matches(domain, WEIGHTS, 1, 0), *WEIGHTS])
        raise UnknownComponent(f"the SPBE index has no domain {domain!r}; nearest: {known}")
    if not LOWEST <= score <= HIGHEST:
        raise ComponentOutOfRange(f"{domain} is {score}; give a score from {LOWEST} to {HIGHEST}")
    return WEIGHTS[domain] * (min(HIGHEST, score + points) - score)


def raised(index: float, domains: Mapping[str, float | None], gaining: Sequence[str]) -> float:
    """Return the index after one more point in each of some domains, starting from the printed index.

    A domain whose score is not known (None) is taken to have room for a whole point.

    Raises
    ------
    UnknownComponent, ComponentOutOfRange
        As `effect`.
    """
    gains = (effect(one, LOWEST if domains[one] is None else float(domains[one] or 0)) for one in gaining)
    return min(HIGHEST, index + sum(gains))


def implied_policy(index: float, governance: float, management: float, services: float) -> float:
    """Return the score in policy that an index implies when the other three domains are known.

    An index is printed with two decimals, so the answer is good to about 0.06 either way.
    """
    rest = {"governance": governance, "management": management, "services": services}
    return (index - sum(WEIGHTS[name] * score for name, score in rest.items())) / WEIGHTS["policy"]


def standing(score: float, others: Sequence[float]) -> Standing:
    """Return where a score stands among those of n peers, itself not among them.

    Parameters
    ----------
    others
        At least one score.
    """
    ordered = sorted(others)
    half = len(ordered) // 2
    median = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    below = sum(one < score for one in ordered)
    return Standing(len(ordered), below, ordered.count(score), median)
