"""The UN index taken apart: indicators as z-scores, components, and what a score is worth in ranks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from statistics import quantiles
from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt

from timbang import data, language
from timbang.charts import economies as chosen
from timbang.charts import theme
from timbang.charts.dots import Dots
from timbang.charts.figure import Figure, spec
from timbang.charts.words import listed, number
from timbang.errors import UnknownEdition
from timbang.models import egdi as index

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

STEP = 0.05
"""The step in the score whose worth in ranks a chart tells."""


def indicators_as_z_scores(year: int, *economies: str) -> Figure:
    """Draw three indicators of connection as z-scores among the economies of the World Bank's table.

    Parameters
    ----------
    year
        From 1990 to 2023, with a value of each indicator for each economy of the table.
    economies
        ISO 3166 codes of three letters, such as `"KOR"`.

    Raises
    ------
    UnknownEconomy
        With the nearest known names.
    UnknownEdition
        For a year in which a value is missing; z-scores of other sets of economies could not be compared.

    Source
    ------
    Table ``wdi``; the z-score as in T6.2 (un2016annex), over the economies of this table alone.
    """
    chosen.rows_of("wdi", economies)
    frame = data.table("wdi")
    columns = {
        "it_net_user_zs": text("Internet users (percent)"),
        "it_cel_sets_p2": text("Mobile subscriptions (per 100)"),
        "it_net_bbnd_p2": text("Fixed broadband (per 100)"),
    }
    rows = frame[frame["year"] == year].set_index("iso3")
    if rows.empty or rows[list(columns)].isna().any(axis=None):
        whole = frame.dropna(subset=list(columns)).groupby("year").size()
        years = whole[whole == frame["iso3"].nunique()].index
        raise UnknownEdition(
            text(
                "{year} lacks values; choose a year from {first} to {last}",
                year=year,
                first=years.min(),
                last=years.max(),
            )
        )
    scores = {column: index.z_scores(rows[column].astype(float)) for column in columns}
    values = _values(
        [
            (word, code, str(rows.at[code, "country"]), float(scores[column][code]))
            for column, word in columns.items()
            for code in economies
        ]
    )
    raw = {word: rows[column] for column, word in columns.items()}
    reach = float(values["value"].abs().max())
    return Dots(
        name="indicators_as_z_scores",
        values=values,
        title=text(
            "z-scores of {year} among {count} economies: {economy} is furthest out in {measure} ({value})",
            count=len(rows),
            year=year,
            **_furthest(values),
        ),
        axis=text("z-score: standard deviations from the mean"),
        domain=(-max(1.5, reach * 1.15), max(1.5, reach * 1.15)),
        decimals=2,
        alternative=" ".join(
            [
                text(
                    "Three indicators of {year} as z-scores among {count} economies.",
                    year=year,
                    count=len(rows),
                ),
                *(
                    _measure_told(word, rows_of, raw[str(word)], economies)
                    for word, rows_of in values.groupby("measure", sort=False)
                ),
            ]
        ),
        source=("wdi",),
        explanation=text(
            "0 is the mean of the {count} economies: the ten members of ASEAN in the table, and South Korea. "
            "The survey does the same with all member states, with more indicators and figures of its own.",
            count=len(rows),
        ),
        zero=True,
    ).figure()


def index_components(edition: int, *economies: str) -> Figure:
    """Draw the three components of the index, and the index, of economies in an edition.

    Parameters
    ----------
    edition
        Year of the survey.
    economies
        ISO 3166 codes of three letters, such as `"KOR"`.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        With the nearest known names or editions; also for an edition that did not assess an economy.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey 2003 to 2024.
    """
    chosen.rows_of("egdi", economies)
    table = data.table("egdi")
    words = {
        "osi": text("Online services (OSI)"),
        "tii": text("Infrastructure (TII)"),
        "hci": text("Human capital (HCI)"),
        "egdi": text("Index (EGDI)"),
    }
    scores = {
        code: index.components(table, code, edition)
        | {"egdi": index.counterfactual_score(table, code, edition)}
        for code in economies
    }
    countries = dict(zip(table["iso3"], table["country"], strict=True))
    values = _values(
        [
            (word, code, str(countries[code]), scores[code][column])
            for column, word in words.items()
            for code in economies
        ]
    )
    parts = {word for column, word in words.items() if column != "egdi"}
    return Dots(
        name="index_components",
        values=values,
        title=text(
            "Lowest component in the UN index of {year}: {lowest}",
            year=edition,
            lowest=", ".join(_lowest(values[values["measure"].isin(parts)])),
        ),
        axis=text("Score (0 to 1)"),
        domain=(0, 1.04),
        decimals=3,
        alternative=" ".join(
            [
                text("Components of the UN index in {year}, and the index.", year=edition),
                *_scores_told(values),
            ]
        ),
        source=("egdi",),
        explanation=text(
            "The index is the mean of the three components. Scores are relative to the other countries "
            "of the same edition."
        ),
    ).figure()


def ranks_by_score(edition: int, *economies: str) -> Figure:
    """Draw the rank of every assessed economy against its score in an edition, some of them named.

    Parameters
    ----------
    edition
        Year of the survey.
    economies
        ISO 3166 codes of three letters of those to be named.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        With the nearest known names or editions; also for an edition that did not assess an economy.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey 2003 to 2024.
    """
    chosen.rows_of("egdi", economies)
    table = data.table("egdi")
    for code in economies:
        index.components(table, code, edition)
    rows = table[(table["year"] == edition) & ~table["zero_filled"]].sort_values(["egdi_rank", "iso3"])
    points = {
        str(code): Point(chosen.name(str(code), str(country)), float(score), int(rank))
        for code, country, score, rank in rows[["iso3", "country", "egdi", "egdi_rank"]].itertuples(
            index=False, name=None
        )
    }
    named = [points[code] for code in economies]
    title = text(
        "A score {step} higher would be worth in {year}: {worth}",
        step=number(STEP, 2),
        year=edition,
        worth=", ".join(
            text("{economy} {places}", economy=one.name, places=_worth(one, points.values())) for one in named
        ),
    )
    alternative = " ".join(_curve_told(edition, named, [*points.values()]))
    datasets: dict[str, list[dict[str, Any]]] = {
        "values": [one._asdict() for one in points.values()],
        "named": [
            {**one._asdict(), "words": text("{economy}, rank {rank}", economy=one.name, rank=one.rank)}
            for one in named
        ],
    }
    drawn = {
        place: spec(
            _curve(title, [one.name for one in named], len(points), place == "wide"), alternative, datasets
        )
        for place in ("wide", "narrow")
    }
    return Figure(
        name="ranks_by_score",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("egdi"),
        table=_listed(points.values()),
        explanation=text(
            "Each point is a country. Where the points stand in a steep column, a small change of the score "
            "passes many countries; where they lie flat, it passes few."
        ),
    )


class Point(NamedTuple):
    """An economy in an edition."""

    name: str
    value: float
    rank: int


def _listed(points: Iterable[Point]) -> pd.DataFrame:
    import pandas as pd

    rows = [(str(one.rank), one.name, number(one.value, 4)) for one in points]
    return pd.DataFrame(rows, columns=[text("Rank"), text("Economy"), text("Score")])


def _worth(one: Point, points: Iterable[Point]) -> str:
    places = sum(one.value < other.value <= one.value + STEP for other in points)
    return text("1 place") if places == 1 else text("{places} places", places=places)


def _curve_told(edition: int, named: list[Point], points: list[Point]) -> Iterator[str]:
    yield text(
        "Rank against score of {count} countries in the survey of {year}.", count=len(points), year=edition
    )
    for one in named:
        yield text(
            "{economy}: score {score}, rank {rank}; {step} more would be worth {places}.",
            economy=one.name,
            score=number(one.value, 3),
            rank=one.rank,
            step=number(STEP, 2),
            places=_worth(one, points),
        )
    low, _, high = quantiles((one.value for one in points), method="inclusive")
    yield text(
        "Half of all countries lie between {low} and {high}.", low=number(low, 3), high=number(high, 3)
    )


def _values(rows: list[tuple[str, str, str, float]]) -> pd.DataFrame:
    import pandas as pd

    named = [(measure, chosen.name(code, country), value) for measure, code, country, value in rows]
    return pd.DataFrame(named, columns=["measure", "name", "value"])


def _furthest(values: pd.DataFrame) -> dict[str, str]:
    rows = values.itertuples(index=False, name=None)
    measure, name, value = max(rows, key=lambda row: abs(row[2]))
    return {"economy": name, "measure": _short(measure), "value": number(value, 1)}


def _lowest(values: pd.DataFrame) -> Iterator[str]:
    for economy, rows in values.groupby("name", sort=False):
        measure, _, value = min(rows.itertuples(index=False, name=None), key=lambda row: row[2])
        yield text(
            "{economy} {measure} ({value})", economy=economy, measure=_short(measure), value=number(value, 3)
        )


def _short(measure: str) -> str:
    """Return the name of a measure within a sentence, without its unit."""
    return measure.split(" (")[0].lower()


def _measure_told(word: object, scores: pd.DataFrame, raw: pd.Series, economies: tuple[str, ...]) -> str:
    told = [
        text(
            "{economy} {raw}, z-score {score}",
            economy=row["name"],
            raw=number(raw[code], 1),
            score=number(row["value"], 2),
        )
        for code, (_, row) in zip(economies, scores.iterrows(), strict=True)
    ]
    return text("{measure}: {values}.", measure=word, values="; ".join(told))


def _scores_told(values: pd.DataFrame) -> Iterator[str]:
    for name, rows in values.groupby("name", sort=False):
        scores = [f"{row['measure']} {number(row['value'], 3)}" for _, row in rows.iterrows()]
        yield text("{measure}: {values}.", measure=name, values=listed(scores))


def _curve(title: str, names: list[str], count: int, wide: bool) -> alt.LayerChart:
    across = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(
            title=text("Score in the UN index (0 to 1)"), format=".2f", values=[0, 0.25, 0.5, 0.75, 1]
        ),
    )
    up = alt.Y(
        "rank:Q",
        scale=alt.Scale(domain=[-4, count + 4], nice=False, zero=False, reverse=True),
        axis=alt.Axis(
            title=text("Rank (1 = best)"),
            values=[1, *range(50, count, 50)],
            domain=False,
            ticks=False,
            titleAlign="left",
            titleAnchor="end",
            titleAngle=0,
            titleX=-26,
            titleY=-14,
        ),
    )
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=theme.SERIES[: len(names)]), legend=None)
    shape = alt.Shape("name:N", scale=alt.Scale(domain=names, range=theme.SHAPES[: len(names)]), legend=None)
    tooltip = [
        alt.Tooltip("name:N", title=text("Economy")),
        alt.Tooltip("rank:Q", title=text("Rank"), format="d"),
        alt.Tooltip("value:Q", title=text("Score"), format=".4f"),
    ]
    everyone = alt.Chart(alt.NamedData("values")).mark_point(
        aria=False, filled=True, color=theme.SLATE, opacity=1, size=12
    )
    some = alt.Chart(alt.NamedData("named"))
    return (
        alt.layer(
            everyone.encode(x=across, y=up, tooltip=tooltip),
            some.mark_point(aria=False, filled=True, opacity=1, size=130).encode(
                x=across, y=up, color=colour, shape=shape, tooltip=tooltip
            ),
            some.mark_text(aria=False, align="right", dx=-12, fontWeight="bold", baseline="middle").encode(
                x=across, y=up, text="words:N"
            ),
        )
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=300,
            title=textwrap.wrap(title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )
