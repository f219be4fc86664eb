"""The charts of the course: each is one function from a table to a `Figure`.

The functions are imported when they are first asked for, so that drawing a stored chart costs no Altair.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timbang.charts.calibration import calibration_example
    from timbang.charts.claims import verdicts_by_paragraph, verdicts_by_speaker
    from timbang.charts.evidence import evidence_counts, evidence_dates
    from timbang.charts.fall import change_among_leaders, drop_by_component
    from timbang.charts.index_parts import index_components, indicators_as_z_scores, ranks_by_score
    from timbang.charts.korean_timeline import timeline
    from timbang.charts.plain import enable_altair
    from timbang.charts.preconditions import democracy, growth, internet_users
    from timbang.charts.procurement import (
        indonesian_procurement_shares,
        korean_procurement_shares,
        savings_estimates,
    )
    from timbang.charts.rank_grids import component_ranks, three_indices
    from timbang.charts.ranks import rank_over_time
    from timbang.charts.static import narrow_of, svg

__all__ = [
    "calibration_example",
    "change_among_leaders",
    "component_ranks",
    "democracy",
    "drop_by_component",
    "enable_altair",
    "evidence_counts",
    "evidence_dates",
    "growth",
    "index_components",
    "indicators_as_z_scores",
    "indonesian_procurement_shares",
    "internet_users",
    "korean_procurement_shares",
    "narrow_of",
    "rank_over_time",
    "ranks_by_score",
    "savings_estimates",
    "svg",
    "three_indices",
    "timeline",
    "verdicts_by_paragraph",
    "verdicts_by_speaker",
]

_HOMES = {
    "calibration_example": "calibration",
    "change_among_leaders": "fall",
    "component_ranks": "rank_grids",
    "democracy": "preconditions",
    "drop_by_component": "fall",
    "enable_altair": "plain",
    "evidence_counts": "evidence",
    "evidence_dates": "evidence",
    "growth": "preconditions",
    "index_components": "index_parts",
    "indicators_as_z_scores": "index_parts",
    "indonesian_procurement_shares": "procurement",
    "internet_users": "preconditions",
    "korean_procurement_shares": "procurement",
    "narrow_of": "static",
    "rank_over_time": "ranks",
    "ranks_by_score": "index_parts",
    "savings_estimates": "procurement",
    "svg": "static",
    "three_indices": "rank_grids",
    "timeline": "korean_timeline",
    "verdicts_by_paragraph": "claims",
    "verdicts_by_speaker": "claims",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
