"""A chart as the course publishes it: two drawings, their meaning in words, source and numbers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from timbang import language
from timbang.charts import theme

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

MIME = "application/vnd.vegalite.v5+json"
"""The type that JupyterLab draws without the network; Altair's own renderer writes another."""

text = language.catalogue("charts")

Drawn = TypeVar("Drawn")


@dataclass(frozen=True, repr=False, eq=False)
class Figure:
    """A chart with a wide and a narrow drawing, as two Vega-Lite specs that share their data."""

    name: str
    wide: dict[str, Any]
    narrow: dict[str, Any]
    alternative: str
    """What the chart shows, in words and numbers."""
    source: str
    table: pd.DataFrame
    """The numbers of the chart, written in the language in use."""
    explanation: str = ""
    """How to read the chart, under it."""

    def __repr__(self) -> str:
        """Name the chart and the size of its table."""
        return f"Figure({self.name!r}, {len(self.table)} rows)"

    def outputs(self) -> list[dict[str, Any]]:
        """Return the two MIME bundles that a cell publishes: the drawing, and its caption with the table."""
        narrow = {key: value for key, value in self.narrow.items() if key != "datasets"}
        spec = {
            **self.wide,
            "usermeta": {**self.wide["usermeta"], "timbang": {"name": self.name, "narrow": narrow}},
        }
        return [
            {MIME: spec, "text/plain": self.alternative},
            {"text/html": self._caption(), "text/plain": "\n".join(self._notes())},
        ]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for bundle in self.outputs():
            display(bundle, raw=True)

    def _notes(self) -> list[str]:
        return [self.explanation, self.source] if self.explanation else [self.source]

    def _caption(self) -> str:
        notes = "".join(f"<p>{escape(note)}</p>" for note in self._notes())
        summary = escape(text("Table of numbers"))
        return (
            f'<div class="timbang-caption" data-chart="{self.name}">{notes}'
            f"<details><summary>{summary}</summary>{self._html_table()}</details></div>"
        )

    def _html_table(self) -> str:
        heads = "".join(f'<th scope="col">{escape(str(head))}</th>' for head in self.table.columns)
        rows = []
        for first, *rest in self.table.itertuples(index=False, name=None):
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
            rows.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def drawn_at_once(draw: Callable[..., Drawn]) -> Callable[..., Drawn]:
    """Let a chart be drawn without Altair's look at each of its parts, which takes a third of the time.

    What becomes of them is validated whole where the charts are tested.
    """

    @functools.wraps(draw)
    def drawn(*arguments: Any, **options: Any) -> Drawn:
        from altair.utils.schemapi import debug_mode

        with debug_mode(False):
            return draw(*arguments, **options)

    return drawn


def spec(
    chart: alt.TopLevelMixin, alternative: str, datasets: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """Return a chart on named data as a spec with its data, the theme and the language in use."""
    code = language.current()
    drawing: dict[str, Any] = chart.to_dict(validate=False)
    drawing["config"] = theme.config()
    drawing["description"] = alternative
    drawing["datasets"] = datasets
    drawing["usermeta"] = {
        "embedOptions": {
            "actions": False,
            "renderer": "svg",
            "formatLocale": theme.number_locale(code),
            "timeFormatLocale": theme.time_locale(code),
        }
    }
    return drawing
