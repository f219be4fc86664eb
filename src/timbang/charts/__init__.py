"""The charts of the course: each is one function from a table to a `Figure`.

The functions are imported when they are first asked for, so that drawing a stored chart costs no Altair.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from timbang.charts.figure import drawn_at_once
from timbang.quick_imports import import_jsonschema

if TYPE_CHECKING:
    from timbang.charts.calibration import calibration_example
    from timbang.charts.claims import verdicts_by_paragraph, verdicts_by_speaker
    from timbang.charts.evidence import evidence_counts
    from timbang.charts.evidence_years import evidence_dates
    from timbang.charts.fall import change_among_leaders, drop_by_component
    from timbang.charts.governance import governance_at_take_off, governance_over_time
    from timbang.charts.index_parts import index_components, indicators_as_z_scores, ranks_by_score
    from timbang.charts.indonesian_events import indonesian_timeline
    from timbang.charts.korean_timeline import timeline
    from timbang.charts.maturity import spbe_by_kind, spbe_over_time
    from timbang.charts.neighbours import component_gaps, rank_among_neighbours
    from timbang.charts.plain import enable_altair
    from timbang.charts.preconditions import democracy, growth, internet_users
    from timbang.charts.procurement import (
        indonesian_procurement_shares,
        korean_procurement_shares,
        savings_estimates,
    )
    from timbang.charts.rank_grids import component_ranks, three_indices
    from timbang.charts.ranks import rank_over_time
    from timbang.charts.staging import gantt, korean_plans, spbe_room
    from timbang.charts.static import narrow_of, svg

__all__ = [
    "calibration_example",
    "change_among_leaders",
    "component_gaps",
    "component_ranks",
    "democracy",
    "drop_by_component",
    "enable_altair",
    "evidence_counts",
    "evidence_dates",
    "gantt",
    "governance_at_take_off",
    "governance_over_time",
    "growth",
    "index_components",
    "indicators_as_z_scores",
    "indonesian_procurement_shares",
    "indonesian_timeline",
    "internet_users",
    "korean_plans",
    "korean_procurement_shares",
    "narrow_of",
    "rank_among_neighbours",
    "rank_over_time",
    "ranks_by_score",
    "savings_estimates",
    "spbe_by_kind",
    "spbe_over_time",
    "spbe_room",
    "svg",
    "three_indices",
    "timeline",
    "verdicts_by_paragraph",
    "verdicts_by_speaker",
]

_HOMES = {
    "calibration_example": "calibration",
    "change_among_leaders": "fall",
    "component_gaps": "neighbours",
    "component_ranks": "rank_grids",
    "democracy": "preconditions",
    "drop_by_component": "fall",
    "enable_altair": "plain",
    "evidence_counts": "evidence",
    "evidence_dates": "evidence_years",
    "gantt": "staging",
    "governance_at_take_off": "governance",
    "governance_over_time": "governance",
    "growth": "preconditions",
    "index_components": "index_parts",
    "indicators_as_z_scores": "index_parts",
    "indonesian_procurement_shares": "procurement",
    "indonesian_timeline": "indonesian_events",
    "internet_users": "preconditions",
    "korean_plans": "staging",
    "korean_procurement_shares": "procurement",
    "narrow_of": "static",
    "rank_among_neighbours": "neighbours",
    "rank_over_time": "ranks",
    "ranks_by_score": "index_parts",
    "savings_estimates": "procurement",
    "spbe_by_kind": "maturity",
    "spbe_over_time": "maturity",
    "spbe_room": "staging",
    "svg": "static",
    "three_indices": "rank_grids",
    "timeline": "korean_timeline",
    "verdicts_by_paragraph": "claims",
    "verdicts_by_speaker": "claims",
}


_NO_CHARTS = {"plain", "static"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import_jsonschema()
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if _HOMES[name] not in _NO_CHARTS:
        found = drawn_at_once(found)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
