"""Altair charts that a learner draws, shown like the course's own: without the network."""

from __future__ import annotations

from typing import Any

from timbang.charts.figure import MIME

RENDERER = "timbang"


def enable_altair() -> None:
    """Have every Altair chart of this notebook drawn by JupyterLab itself.

    Altair's own renderers load JavaScript from elsewhere, under an address that changes with each run.
    """
    import altair

    altair.renderers.register(RENDERER, _bundle)
    altair.renderers.enable(RENDERER)


def _bundle(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    return {MIME: spec, "text/plain": _named(spec.get("title"))}


def _named(title: Any) -> str:
    return str(title.get("text") if isinstance(title, dict) else title or "chart")
