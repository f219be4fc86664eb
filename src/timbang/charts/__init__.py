"""The charts of the course: each is one function from a table to a `Figure`.

The functions are imported when they are first asked for, so that drawing a stored chart costs no Altair.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timbang.charts.calibration import calibration_example
    from timbang.charts.claims import verdicts_by_paragraph, verdicts_by_speaker
    from timbang.charts.korean_timeline import timeline
    from timbang.charts.preconditions import democracy, growth, internet_users
    from timbang.charts.ranks import rank_over_time
    from timbang.charts.static import narrow_of, svg

__all__ = [
    "calibration_example",
    "democracy",
    "growth",
    "internet_users",
    "narrow_of",
    "rank_over_time",
    "svg",
    "timeline",
    "verdicts_by_paragraph",
    "verdicts_by_speaker",
]

_HOMES = {
    "calibration_example": "calibration",
    "democracy": "preconditions",
    "growth": "preconditions",
    "internet_users": "preconditions",
    "narrow_of": "static",
    "rank_over_time": "ranks",
    "svg": "static",
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
