"""Ranks in the e-government survey of the United Nations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timbang import language
from timbang.charts import economies as chosen
from timbang.charts.figure import Figure
from timbang.charts.series import Note, Series
from timbang.charts.words import listed

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")


def rank_over_time(*economies: str) -> Figure:
    """Draw the rank of economies in each edition of the UN survey, rank 1 on top.

    No line joins the points: there was no survey in the years between them. An economy that an edition
    did not assess has no point there.

    Economies are named, and unknown ones refused, as in `economies.rows_of`.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey 2003 to 2024.
    """
    frame = chosen.rows_of("egdi", economies)
    assessed = frame[~frame["zero_filled"] & frame["egdi_rank"].notna()]
    values = assessed[["iso3", "name", "year"]].assign(value=assessed["egdi_rank"].astype(int))
    editions = sorted(set(values["year"]))
    worst = int(values["value"].max())
    return Series(
        name="rank_over_time",
        values=values,
        title=text("Best rank in the UN survey: {ranks}", ranks=", ".join(_best(values))),
        axis=text("Rank in the UN E-Government Survey (1 = best)"),
        domain=(1 - worst / 15, worst + worst / 15),
        decimals=0,
        alternative=" ".join(
            [
                text(
                    "Rank in the UN E-Government Survey at its editions of {years}.", years=listed(editions)
                ),
                *_told(values),
            ]
        ),
        source=("egdi",),
        explanation=text(
            "Each point is an edition of the survey. No line joins them: there was no survey in the years "
            "between. A rank shows the position among all members of the UN, not the quality of services."
        ),
        notes=tuple(
            Note(int(year), int(rank), str(rank)) for year, rank in values[["year", "value"]].to_numpy()
        ),
        ticks=tuple(int(year) for year in editions),
        marks=_marks(worst),
        reverse=True,
        joined=False,
        point=50,
    ).figure()


def _marks(worst: int) -> tuple[int, ...]:
    """Return the ranks that the axis names; rank 0 does not exist."""
    step = next(step for step in (1, 2, 5, 10, 20, 50) if worst / step <= 7)
    return (1, *range(step if step > 1 else 2, worst + 1, step))


def _best(values: pd.DataFrame) -> Iterator[str]:
    for name, rows in values.groupby("name", sort=False):
        rank = int(rows["value"].min())
        years = listed(rows.loc[rows["value"] == rank, "year"])
        yield text("{economy} {rank} ({years})", economy=name, rank=rank, years=years)


def _told(values: pd.DataFrame) -> Iterator[str]:
    for name, rows in values.groupby("name", sort=False):
        best, worst = rows["value"].min(), rows["value"].max()
        yield text(
            "{economy}: rank {first} in {start}, {last} in {end}; best rank {best} in {best_years}, worst "
            "{worst} in {worst_years}.",
            economy=name,
            first=rows["value"].iloc[0],
            start=rows["year"].iloc[0],
            last=rows["value"].iloc[-1],
            end=rows["year"].iloc[-1],
            best=best,
            best_years=listed(rows.loc[rows["value"] == best, "year"]),
            worst=worst,
            worst_years=listed(rows.loc[rows["value"] == worst, "year"]),
        )
