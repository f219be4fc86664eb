"""The functions that an expression for a number in prose may call.

Each takes names and years and returns one number.
"""

from __future__ import annotations

from collections.abc import Callable

from timbang.number_functions import index, tables
from timbang.number_functions.tables import FACT_TABLES, fact_rows

__all__ = ["FACT_TABLES", "FUNCTIONS", "fact_rows"]

FUNCTIONS: dict[str, Callable[..., float | int]] = {
    "value": tables.value,
    "egdi": index.egdi,
    "rank": index.rank,
    "participation_rank": index.participation_rank,
    "best_rank": index.best_rank,
    "editions_at_rank": index.editions_at_rank,
    "assessed": index.assessed,
    "scores_given_back": index.scores_given_back,
    "countries": tables.countries,
    "editions": tables.editions,
    "first_year": tables.first_year,
    "last_year": tables.last_year,
    "count": tables.count,
    "year": tables.year,
    "growth": tables.growth,
    "growth_rebased": tables.growth_rebased,
    "internet_users": tables.internet_users,
    "broadband": tables.broadband,
    "mobile": tables.mobile,
    "population": tables.population,
    "gdp_per_person": tables.gdp_per_person,
    "democracy": tables.democracy,
    "democracy_low": tables.democracy_low,
    "democracy_high": tables.democracy_high,
    "liberal_democracy": tables.liberal_democracy,
    "component_rank": index.component_rank,
    "rank_with": index.rank_with,
    "rank_moved": index.rank_moved,
    "places_regained": index.places_regained,
    "leaders_change": index.leaders_change,
    "leaders_fell": index.leaders_fell,
    "countries_that_fell": index.countries_that_fell,
    "mean": tables.mean,
    "spread": tables.spread,
    "z_score": tables.z_score,
    "places_within": index.places_within,
    "procurement_estimate": tables.procurement_estimate,
    "median_among": tables.median_among,
    "mean_among": tables.mean_among,
    "spbe_policy_implied": tables.spbe_policy_implied,
    "spbe_indicators": tables.spbe_indicators,
    "rank_in_group": index.rank_in_group,
    "spbe_peers_below": tables.spbe_peers_below,
}
"""What an expression may call, by name."""
