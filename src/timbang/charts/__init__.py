"""The charts of the course: each is one function from a table to a `Figure`.

The functions are imported when they are first asked for, so that drawing a stored chart costs no Altair.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timbang.charts.korean_timeline import timeline
    from timbang.charts.preconditions import democracy, growth, internet_users
    from timbang.charts.procurement import (
        indonesian_procurement_shares,
        korean_procurement_shares,
        savings_estimates,
    )
    from timbang.charts.ranks import rank_over_time
    from timbang.charts.static import narrow_of, svg

__all__ = [
    "democracy",
    "growth",
    "indonesian_procurement_shares",
    "internet_users",
    "korean_procurement_shares",
    "narrow_of",
    "rank_over_time",
    "savings_estimates",
    "svg",
    "timeline",
]

_HOMES = {
    "democracy": "preconditions",
    "growth": "preconditions",
    "indonesian_procurement_shares": "procurement",
    "internet_users": "preconditions",
    "korean_procurement_shares": "procurement",
    "narrow_of": "static",
    "rank_over_time": "ranks",
    "savings_estimates": "procurement",
    "svg": "static",
    "timeline": "korean_timeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
