"""Ranks of one economy in rows, an edition a column: by component, and by other indices."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import economies as chosen
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import listed
from timbang.models.decomposition import component_rank
from timbang.models.egdi import COMPONENTS

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

SINCE = 2010
"""The first edition shown: from here on the survey appeared every second year."""

CELL = 34
"""Height of a row in pixels."""

PALE, FULL = 0.03, 0.25
"""Opacities of rank 1 and of the last rank shown; text on them stays readable."""


@dataclass(frozen=True)
class Grid:
    """Ranks in rows and columns, before they are drawn."""

    name: str
    rows: dict[str, dict[int, int]]
    """Row to year to rank."""
    title: str
    alternative: str
    explanation: str
    source: tuple[str, ...]

    def figure(self) -> Figure:
        """Return the chart with its words, source and table."""
        values = [
            {"row": row, "year": str(year), "value": rank}
            for row, ranks in self.rows.items()
            for year, rank in ranks.items()
        ]
        drawn = {
            place: spec(self._drawing(place == "wide"), self.alternative, {"values": values})
            for place in ("wide", "narrow")
        }
        return Figure(
            name=self.name,
            wide=drawn["wide"],
            narrow=drawn["narrow"],
            alternative=self.alternative,
            source=data.source_line(*self.source),
            table=self._table(),
            explanation=self.explanation,
        )

    @property
    def years(self) -> list[int]:
        """Return the years of all rows, the earliest first."""
        return sorted({year for ranks in self.rows.values() for year in ranks})

    def _drawing(self, wide: bool) -> alt.LayerChart:
        worst = max(rank for ranks in self.rows.values() for rank in ranks.values())
        labels = {row: textwrap.wrap(row, 14) for row in self.rows}
        across = alt.X(
            "year:O",
            sort=[str(year) for year in self.years],
            axis=alt.Axis(title=text("Edition"), labelAngle=0 if wide else -90, domain=False, ticks=False),
        )
        down = alt.Y(
            "row:N",
            sort=list(self.rows),
            axis=alt.Axis(
                title=None,
                domain=False,
                ticks=False,
                labelLimit=200,
                labelPadding=8,
                labelExpr=alt.Undefined if wide else _wrapped(labels),
            ),
        )
        base = alt.Chart(alt.NamedData("values")).encode(x=across, y=down)
        opacity = alt.FillOpacity(
            "value:Q", legend=None, scale=alt.Scale(domain=[1, max(worst, 2)], range=[PALE, FULL])
        )
        told = [
            alt.Tooltip("row:N", title=" "),
            alt.Tooltip("year:N", title=text("Edition")),
            alt.Tooltip("value:Q", title=text("Rank")),
        ]
        cells = base.mark_rect(aria=False, color=theme.VERMILION, stroke=theme.SHADE, strokeWidth=0.5)
        ranks = base.mark_text(aria=False, baseline="middle", fontSize=13)
        return (
            alt.layer(
                cells.encode(fillOpacity=opacity, tooltip=told),
                ranks.encode(text="value:Q"),
            )
            .properties(
                width=theme.WIDE if wide else theme.NARROW,
                height=CELL * len(self.rows),
                title=textwrap.wrap(self.title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
                padding=2,
            )
            .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        )

    def _table(self) -> pd.DataFrame:
        import pandas as pd

        rows = [
            {
                text("Year"): str(year),
                **{
                    row: str(ranks[year]) if year in ranks else text("no data")
                    for row, ranks in self.rows.items()
                },
            }
            for year in self.years
        ]
        return pd.DataFrame(rows)


def component_ranks(economy: str) -> Figure:
    """Draw the ranks of an economy in the EGDI and in its components, edition by edition from 2010.

    Parameters
    ----------
    economy
        ISO 3166 code of three letters, such as `"KOR"`.

    Raises
    ------
    UnknownEconomy
        With the nearest known names.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey; the ranks by component are computed from its scores.
    """
    rows = chosen.rows_of("egdi", (economy,))
    assessed = rows[~rows["zero_filled"] & (rows["year"] >= SINCE)]
    name = str(rows["name"].iloc[0])
    table = data.table("egdi")
    grid = {text("Whole index"): _by_year(assessed, "egdi_rank")}
    words = {"osi": text("Online services"), "tii": text("Infrastructure"), "hci": text("Human capital")}
    for component in COMPONENTS:
        grid[words[component]] = {
            int(year): component_rank(table, economy, int(year), component) for year in assessed["year"]
        }
    whole, capital = grid[text("Whole index")], grid[text("Human capital")]
    lowest = max(capital.values())
    when = [year for year, rank in capital.items() if rank == lowest]
    return Grid(
        name="component_ranks",
        rows=grid,
        title=text(
            "{economy}: lowest in human capital in {years} (rank {lowest}), then at rank {whole} in the "
            "whole index",
            economy=name,
            years=listed(when),
            lowest=lowest,
            whole=listed(whole[year] for year in when),
        ),
        alternative=" ".join(
            [
                text(
                    "Ranks of {economy} in the UN E-Government Survey at its editions of {years}, in the "
                    "whole index and in each component.",
                    economy=name,
                    years=listed(whole),
                ),
                *_told(grid),
            ]
        ),
        explanation=text(
            "Rank 1 is best; the stronger the colour, the further from it. The ranks by component are "
            "computed from the scores; the survey publishes the rank in the whole index. Methods change "
            "with each edition."
        ),
        source=("egdi",),
    ).figure()


def three_indices(economy: str) -> Figure:
    """Draw the ranks of an economy in three indices: UN from 2010, OECD, and World Bank (computed).

    Parameters
    ----------
    economy
        ISO 3166 code of three letters of an economy that all three cover.

    Raises
    ------
    UnknownEconomy
        With the nearest known names of the index that lacks it.

    Source
    ------
    Tables ``egdi``, ``oecd_dgi`` and ``gtmi``. The World Bank publishes no ranks: those are computed.
    """
    united_nations = chosen.rows_of("egdi", (economy,))
    united_nations = united_nations[~united_nations["zero_filled"] & (united_nations["year"] >= SINCE)]
    oecd = chosen.rows_of("oecd_dgi", (economy,)).dropna(subset=["rank"])
    world_bank = chosen.rows_of("gtmi", (economy,))
    grid = {
        text("United Nations (EGDI)"): _by_year(united_nations, "egdi_rank"),
        text("OECD (DGI)"): _by_year(oecd, "rank"),
        text("World Bank (GTMI)"): _by_year(world_bank, "gtmi_rank_computed"),
    }
    name = str(united_nations["name"].iloc[0])
    return Grid(
        name="three_indices",
        rows=grid,
        title=text(
            "{economy}, ranks since {year}: {ranks}",
            economy=name,
            year=SINCE,
            ranks=", ".join(f"{row} {_span(ranks)}" for row, ranks in grid.items()),
        ),
        alternative=" ".join(
            [text("Ranks of {economy} in three indices of digital government.", economy=name), *_told(grid)]
        ),
        explanation=text(
            "The three cover different countries and measure different things, and the methods of each "
            "changed between its editions: no row is a trend. An empty field means that there was no "
            "edition. The World Bank publishes groups and no ranks; its ranks here are computed from its "
            "values."
        ),
        source=("egdi", "oecd_dgi", "gtmi"),
    ).figure()


def _span(ranks: dict[int, int]) -> str:
    best, worst = min(ranks.values()), max(ranks.values())
    return str(best) if best == worst else text("{best} to {worst}", best=best, worst=worst)


def _by_year(rows: pd.DataFrame, column: str) -> dict[int, int]:
    return {int(year): int(rank) for year, rank in zip(rows["year"], rows[column], strict=True)}


def _told(grid: dict[str, dict[int, int]]) -> list[str]:
    return [
        text(
            "{row}: {ranks}.",
            row=row,
            ranks=listed(text("{rank} in {year}", rank=rank, year=year) for year, rank in ranks.items()),
        )
        for row, ranks in grid.items()
    ]


def _wrapped(labels: dict[str, Any]) -> str:
    """Return the Vega expression that breaks the labels of rows into lines."""
    import json

    return f"{json.dumps(labels, ensure_ascii=False)}[datum.label]"
