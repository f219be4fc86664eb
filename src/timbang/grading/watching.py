"""Looks if Python, pandas, the course and the grader itself are still what they were before a student ran."""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Callable, Iterable
from types import FunctionType, ModuleType
from typing import Any

WATCHED = ("timbang.data", "timbang.language", "timbang.charts", "timbang.models", "timbang.grading")
"""Modules of the course, and those below them, whose functions tests use: they must stay as they are."""


_RUNS = (
    "run_cell",
    "_run_cell",
    "run_cell_async",
    "run_ast_nodes",
    "run_code",
    "transform_cell",
    "var_expand",
)
"""What of IPython's shell runs a cell."""


def watch(shell: type, *own: Any) -> Callable[[], list[str]]:
    """Return a function that names what is not what it was now.

    Parameters
    ----------
    shell
        The class of the shell that runs cells.
    own
        Functions of the grader that no module holds.
    """
    import pandas as pd

    places: list[tuple[str, dict[str, Any] | Any]] = [("builtins", vars(builtins))]
    classes = {
        one for kind in (pd.DataFrame, pd.Series, pd.Index) for one in kind.__mro__ if one is not object
    }
    for one in sorted(classes, key=lambda one: one.__name__):
        places.append((f"pandas.{one.__name__}", vars(one)))
    inherited = {name for one in classes for name in vars(one)} | set(vars(object))
    for name, module in sorted(sys.modules.items()):
        if isinstance(module, ModuleType) and name.startswith(WATCHED):
            places.append((name, vars(module)))
    before = [
        (place, names, {name: value for name, value in names.items() if callable(value)})
        for place, names in places
    ]
    plain = {place: names.keys() - kept.keys() for place, names, kept in before}
    # what the shell itself sets anew
    free = {"builtins.display", "builtins.get_ipython", "builtins._"}
    runs = {name: getattr(shell, name) for name in _RUNS if hasattr(shell, name)}
    coders = (json.JSONEncoder, json.JSONDecoder)
    named = [(place, name, value) for place, _, kept in before for name, value in kept.items()]
    named += [("IPython", name, value) for name, value in runs.items()]
    named += [(one.__name__, name, value) for one in coders for name, value in vars(one).items()]
    named += [("timbang.grading", one.__name__, one) for one in own]
    functions = _functions(named)
    coded = [(name, one, one.__code__, one.__defaults__) for name, one in functions]
    # what few functions have, and what can change within its holder
    held = [(name, one, parts) for name, one in functions if (parts := _held(one))]
    held_now, same = _held, _same

    def changed() -> list[str]:
        found = []
        for place, names, kept in before:
            if place.startswith("pandas."):
                found += [
                    f"{place}.{name}" for name in (names.keys() - kept.keys()) & inherited - plain[place]
                ]
            found += [
                f"{place}.{name}"
                for name, value in kept.items()
                if names.get(name) is not value and f"{place}.{name}" not in free
            ]
        found += [
            name
            for name, one, code, defaults in coded
            if one.__code__ is not code or one.__defaults__ is not defaults
        ]
        found += [name for name, one, parts in held if not same(held_now(one), parts)]
        return found[:5]

    return changed


def _functions(named: Iterable[tuple[str, str, Any]]) -> list[tuple[str, FunctionType]]:
    """Return the functions among these, those of classes, and those that they wrap, once each."""
    found: dict[int, tuple[str, FunctionType]] = {}
    seen: set[int] = set()
    left = [(f"{place}.{name}", value) for place, name, value in named]
    while left:
        name, value = left.pop()
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        if isinstance(value, FunctionType) and id(value) not in found:
            found[id(value)] = name, value
            left += [(name, one) for one in _closed(value)]
        elif isinstance(value, property):
            left += [(name, one) for one in (value.fget, value.fset) if one]
        elif isinstance(value, type) and id(value) not in seen and value.__module__.startswith(WATCHED):
            seen.add(id(value))
            left += [(f"{name}.{key}", one) for key, one in vars(value).items() if callable(one)]
        elif hasattr(type(value), "cache_info"):
            left.append((name, value.__wrapped__))
    return list(found.values())


def _closed(function: FunctionType) -> list[Any]:
    """Return the callables that a function holds in its closure."""
    found = []
    for cell in function.__closure__ or ():
        try:
            value = cell.cell_contents
        except ValueError:  # still empty
            continue
        if callable(value):
            found.append(value)
    return found


def _held(function: FunctionType) -> list[Any]:
    """Return the defaults of keywords, and the callables of the closure."""
    keywords = function.__kwdefaults__ or {}
    return [*(keywords[name] for name in sorted(keywords)), *_closed(function)]


def _same(now: list[Any], before: list[Any]) -> bool:
    return len(now) == len(before) and all(one is other for one, other in zip(now, before, strict=True))
