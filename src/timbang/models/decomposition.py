"""A fall of the EGDI taken apart: what each component adds to it, in score and in rank.

The functions that take a table expect `egdi`, as `timbang.models.egdi` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, permutations
from typing import TYPE_CHECKING, NamedTuple

from timbang.errors import UnknownComponent, UnknownEdition
from timbang.models.egdi import (
    COMPONENTS,
    components,
    counterfactual_rank,
    counterfactual_score,
    ranks,
    weights,
)

if TYPE_CHECKING:
    import pandas as pd

LEADERS = 20
"""How many countries, counted from the top of the first edition, make up the leaders."""

Pieces = frozenset[str]
"""Components that have been given back."""


class Outcome(NamedTuple):
    """The score, from 0 to 1, and the rank that an economy would have had."""

    score: float
    rank: int


def contributions(egdi: pd.DataFrame, economy: str, start: int, end: int) -> dict[str, float]:
    """Return what each component adds to the change of the index between two editions.

    The sum is the change of the index, but for the rounding of the export (at most 0.0001).

    Returns
    -------
    dict
        `osi`, `tii`, `hci` to weight times change; negative for a fall.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        Also for an edition that did not assess the economy, or two that weigh the components differently.

    Source
    ------
    un2016annex, T6.1, T6.10.
    """
    if weights(start) != weights(end):
        raise UnknownEdition(
            f"the editions of {start} and {end} weigh the components differently; "
            "choose two with the same weights"
        )
    before, after = components(egdi, economy, start), components(egdi, economy, end)
    return {
        name: weight * (after[name] - before[name])
        for name, weight in zip(COMPONENTS, weights(end), strict=True)
    }


def shares(parts: Mapping[str, float]) -> dict[str, float]:
    """Return each part as a share of the sum of all; the shares add up to 1.

    Raises
    ------
    ZeroDivisionError
        When the parts add up to nothing, of which there are no shares.
    """
    whole = sum(parts.values())
    return {name: part / whole for name, part in parts.items()}


def restored(egdi: pd.DataFrame, economy: str, start: int, end: int) -> dict[Pieces, Outcome]:
    """Return the outcome in the edition `end` with any components of the edition `start` given back.

    All others stay as published: a thought experiment, for scores are relative.

    Returns
    -------
    dict
        Eight sets of components, from none to all three, to score and rank.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        Also for an edition that did not assess the economy.

    Source
    ------
    un2016annex, T6.11.
    """
    before = components(egdi, economy, start)
    outcomes = {}
    for pieces in subsets(COMPONENTS):
        given = {name: before[name] for name in pieces}
        outcomes[pieces] = Outcome(
            counterfactual_score(egdi, economy, end, **given),
            counterfactual_rank(egdi, economy, end, **given),
        )
    return outcomes


def rank_paths(outcomes: Mapping[Pieces, Outcome]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Return all orders in which the pieces can be given back, each with the ranks on its way.

    Returns
    -------
    dict
        With n pieces: n! orders, each to n + 1 ranks, the first with nothing given back.
    """
    pieces = frozenset().union(*outcomes)
    return {
        order: tuple(outcomes[frozenset(order[:steps])].rank for steps in range(len(order) + 1))
        for order in permutations(name for name in COMPONENTS if name in pieces)
    }


def shapley(worth: Mapping[Pieces, float]) -> dict[str, float]:
    """Return for each piece the mean of what it adds, over all orders in which the pieces can come.

    The values add up to the worth of all pieces less the worth of none.

    Parameters
    ----------
    worth
        Every set of pieces, the empty one included, to a number.

    Source
    ------
    Shapley's value of a cooperative game, written out over the orders.
    """
    pieces = sorted(frozenset().union(*worth))
    orders = list(permutations(pieces))
    added = dict.fromkeys(pieces, 0.0)
    for order in orders:
        for steps, piece in enumerate(order):
            added[piece] += worth[frozenset(order[: steps + 1])] - worth[frozenset(order[:steps])]
    return {piece: total / len(orders) for piece, total in added.items()}


def places_regained(outcomes: Mapping[Pieces, Outcome]) -> dict[str, float]:
    """Return how many places each component brings back, as the mean over all orders."""
    lowest = outcomes[frozenset()].rank
    return shapley({pieces: lowest - outcome.rank for pieces, outcome in outcomes.items()})


def changes_among_leaders(egdi: pd.DataFrame, start: int, end: int, leaders: int = LEADERS) -> pd.DataFrame:
    """Return how the components of the leaders of one edition changed up to another.

    Countries whose rank in the first edition is at most `leaders` and that both editions assessed.

    Returns
    -------
    DataFrame
        Columns `iso3`, `country`, `osi`, `tii`, `hci`: differences of scores from -1 to 1, best rank first.

    Raises
    ------
    UnknownEdition
        For a year without a survey.
    """
    weights(start), weights(end)
    first, last = (
        egdi[(egdi["year"] == year) & ~egdi["zero_filled"]].set_index("iso3") for year in (start, end)
    )
    chosen = first[first["egdi_rank"] <= leaders].sort_values("egdi_rank", kind="stable")
    chosen = chosen[chosen.index.isin(last.index)]
    names = list(COMPONENTS)
    changed = last.loc[chosen.index, names] - chosen[names]
    return changed.assign(country=chosen["country"]).reset_index()[["iso3", "country", *names]]


def component_rank(egdi: pd.DataFrame, economy: str, edition: int, component: str) -> int:
    """Return the rank of an economy by one component of an edition; equal scores share the better rank.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        Also for an edition that did not assess the economy.
    UnknownComponent
        For a name other than `osi`, `tii` and `hci`.
    """
    if component not in COMPONENTS:
        raise UnknownComponent(
            f"the index has no component {component!r}; choose from: {', '.join(COMPONENTS)}"
        )
    components(egdi, economy, edition)
    rows = egdi[(egdi["year"] == edition) & ~egdi["zero_filled"]].set_index("iso3")
    return int(ranks(rows[component], edition)[economy])


def subsets(names: tuple[str, ...]) -> list[Pieces]:
    """Return all sets of these names, from none to all; of n names there are 2 to the power of n."""
    return [frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)]
