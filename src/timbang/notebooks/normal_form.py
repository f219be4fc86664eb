"""One form for executed notebooks, so that running a page twice gives the same bytes.

A diff then shows what an author changed and nothing that a run happened to draw.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

from timbang.errors import BadNotebook
from timbang.notebooks.files import Cell, Notebook

VIEW = "application/vnd.jupyter.widget-view+json"
STATES = "application/vnd.jupyter.widget-state+json"

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_KEPT_OF_CELLS = ("nbgrader", "tags", "timbang")
_REFERENCE = "IPY_MODEL_"
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
# Lines that ipykernel and its debugger print of themselves, whatever the cell does.
_KERNEL_NOISE = re.compile(
    r"frozen.modules|PYDEVD|Debugger warning|to python to disable frozen", re.IGNORECASE
)


def normalise(notebook: Notebook) -> Notebook:
    """Return an executed notebook without what differs from run to run.

    Widget models are numbered in the order of their views and those that no view reaches are dropped;
    the course's own widgets keep a stub in the place of their JavaScript; counts of execution run from 1;
    of the metadata only what pages need is left.

    Raises
    ------
    BadNotebook
        When an output holds a memory address or a warning: neither can be the same everywhere.
    """
    whole = copy.deepcopy(notebook)
    metadata = {key: whole["metadata"][key] for key in ("title", "timbang") if key in whole["metadata"]}
    states = whole["metadata"].get("widgets", {}).get(STATES, {}).get("state", {})
    cells = [_cell(cell) for cell in whole["cells"]]
    _count_executions(cells)
    kept = _renumbered(cells, states)
    if kept:
        metadata["widgets"] = {STATES: {"state": kept, "version_major": 2, "version_minor": 0}}
    _refuse_addresses(cells)
    return {
        "cells": cells,
        "metadata": metadata | {"kernelspec": _KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(cell: Cell) -> Cell:
    metadata = {key: cell["metadata"][key] for key in _KEPT_OF_CELLS if cell["metadata"].get(key)}
    kept = {key: cell[key] for key in ("cell_type", "id", "source")} | {"metadata": metadata}
    if cell["cell_type"] == "code":
        kept |= {"execution_count": cell["execution_count"], "outputs": list(_outputs(cell))}
    if cell.get("attachments"):
        kept["attachments"] = cell["attachments"]
    return kept


def _outputs(cell: Cell) -> Iterator[dict[str, Any]]:
    """Yield a cell's outputs, a stream in one piece however the kernel happened to cut it."""
    streams: dict[str, dict[str, Any]] = {}
    for output in cell["outputs"]:
        if output["output_type"] != "stream":
            yield {key: value for key, value in output.items() if key != "transient"}
        elif output["name"] in streams:
            streams[output["name"]]["text"] += output["text"]
        else:
            stream = streams[output["name"]] = dict(output)
            if stream["name"] == "stdout":
                yield stream
    if "stderr" in streams:
        _refuse_warnings(cell["id"], streams["stderr"]["text"])


def _refuse_warnings(cell_id: str, text: str) -> None:
    said = [line for line in text.splitlines() if line.strip() and not _KERNEL_NOISE.search(line)]
    if said:
        raise BadNotebook(
            f"cell {cell_id}: wrote to stderr ({said[0].strip()}); mend that and run the page again"
        )


def _count_executions(cells: list[Cell]) -> None:
    """Number the cells that have run from 1; one that has not stays without a number."""
    run = (cell for cell in cells if cell["cell_type"] == "code" and cell["execution_count"] is not None)
    for count, cell in enumerate(run, 1):
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = count


def _refuse_addresses(cells: list[Cell]) -> None:
    for cell in cells:
        for output in cell.get("outputs", []):
            texts = [output.get("text", ""), *_strings(output.get("data", {}))]
            address = next((found for text in texts if (found := _ADDRESS.search(text))), None)
            if address:
                raise BadNotebook(
                    f"cell {cell['id']}: an output holds the memory address {address.group()}; "
                    "give what the cell shows a __repr__ without one"
                )


def _renumbered(cells: list[Cell], states: dict[str, Any]) -> dict[str, Any]:
    """Give the models that views reach the numbers 0, 1, ... and return their states."""
    views = [
        output["data"][VIEW]
        for cell in cells
        for output in cell.get("outputs", [])
        if VIEW in output.get("data", {})
    ]
    order = list(dict.fromkeys(model for view in views for model in _reached(view["model_id"], states)))
    names = {model: f"{number:032x}" for number, model in enumerate(order)}
    for view in views:
        view["model_id"] = names.get(view["model_id"], view["model_id"])

    def rename(text: str) -> str:
        if text.startswith(_REFERENCE):
            return _REFERENCE + names.get(text.removeprefix(_REFERENCE), text.removeprefix(_REFERENCE))
        return text

    return {names[model]: _without_code(_mapped(states[model], rename)) for model in order}


def _reached(model: str, states: dict[str, Any]) -> Iterator[str]:
    """Yield a model and those its state refers to, depth first."""
    waiting, seen = [model], set()
    while waiting:
        current = waiting.pop()
        if current in seen or current not in states:
            continue
        seen.add(current)
        yield current
        references = (text for text in _strings(states[current]["state"]) if text.startswith(_REFERENCE))
        waiting.extend(reversed([text.removeprefix(_REFERENCE) for text in references]))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _strings(value[key])
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return value


def _without_code(model: dict[str, Any]) -> dict[str, Any]:
    """Put a stub in the place of the JavaScript of the course's own widgets."""
    state = model["state"]
    kind = own_widget(state)
    if kind:
        from timbang.widgets import assets

        state["_esm"], state["_css"] = assets.stub(kind), ""
    return model


def own_widget(state: dict[str, Any]) -> str | None:
    """Return `quiz` for the state of a `timbang.widgets.quiz.Quiz`, None for a widget of others."""
    parts = str(state.get("_anywidget_id", "")).split(".")
    return parts[2] if len(parts) > 3 and parts[:2] == ["timbang", "widgets"] else None
