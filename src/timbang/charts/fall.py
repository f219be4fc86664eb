"""A fall of the EGDI: its pieces, the leaders beside it, and ranks by component and by other indices."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import economies as chosen
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import listed, number
from timbang.errors import UnknownEconomy
from timbang.models import decomposition
from timbang.models.egdi import COMPONENTS, components

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

SIDE_OF_WORDS = {"right": ("left", 6), "left": ("right", -6)}
ROW = 40
"""Height of a row in pixels."""


def drop_by_component(economy: str, start: int, end: int) -> Figure:
    """Draw the change of an economy's EGDI between two editions as the sum of its three pieces.

    Parameters
    ----------
    economy
        ISO 3166 code of three letters, such as `"KOR"`.
    start, end
        Two editions that weigh the components alike.

    Raises
    ------
    UnknownEconomy, UnknownEdition
        Also for an edition that did not assess the economy.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey; un2016annex for the mean, T6.10.
    """
    name = _name("egdi", economy)
    table = data.table("egdi")
    parts = decomposition.contributions(table, economy, start, end)
    shares = decomposition.shares(parts)
    scores = {year: _published(table, economy, year) for year in (start, end)}
    largest_first = sorted(parts, key=lambda one: -abs(parts[one]))
    rows = [_edge(start, *scores[start])]
    at = scores[start][0]
    for component in largest_first:
        reached = at + parts[component]
        rows.append(
            {
                "row": _short()[component],
                "low": min(at, reached),
                "high": max(at, reached),
                "words": f"{_signed(parts[component], 4)} ({number(100 * shares[component], 0)}%)",
                "kind": "piece",
            }
        )
        at = reached
    rows.append(_edge(end, *scores[end]))
    low, high = min(row["low"] for row in rows), max(row["high"] for row in rows)
    for row in rows:
        row["side"] = "left" if row["low"] - low > high - row["high"] else "right"
    told = listed(
        f"{_short()[one]} {_signed(parts[one], 4)} ({number(100 * shares[one], 0)}%)" for one in largest_first
    )
    change = scores[end][0] - scores[start][0]
    title = text(
        "{economy}, {start} to {end}: {change} points; the largest piece: {component}, {share} percent",
        economy=name,
        start=start,
        end=end,
        change=_signed(change, 4),
        component=_short()[largest_first[0]].lower(),
        share=number(100 * shares[largest_first[0]], 0),
    )
    alternative = text(
        "E-Government Development Index of {economy}: {before} (rank {rank_before}) in {start}, {after} "
        "(rank {rank_after}) in {end}. The change of {change} is the sum of three pieces, each a third of "
        "the change of a component: {told}.",
        economy=name,
        before=number(scores[start][0], 4),
        rank_before=scores[start][1],
        start=start,
        after=number(scores[end][0], 4),
        rank_after=scores[end][1],
        end=end,
        change=_signed(change, 4),
        told=told,
    )
    return _figure(
        "drop_by_component",
        lambda wide: _pieces(rows, (low, high), wide),
        title,
        alternative,
        rows,
        _pieces_table(table, economy, start, end, parts, shares),
        text(
            "Each bar is a third of the change of a component. Together they make up the whole way from the "
            "first score to the last. The axis does not begin at zero: compare the lengths of the bars."
        ),
    )


def change_among_leaders(economy: str, start: int, end: int) -> Figure:
    """Draw the change of each component for the twenty countries that led an edition, one of them named.

    Parameters
    ----------
    economy
        ISO 3166 code of three letters of one of the leaders.
    start, end
        Two editions of the survey.

    Raises
    ------
    UnknownEconomy
        Also when the economy is not among the leaders of the first edition.
    UnknownEdition
        For a year without a survey.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey.
    """
    name = _name("egdi", economy)
    changes = decomposition.changes_among_leaders(data.table("egdi"), start, end)
    _among(economy, changes)
    others = changes[changes["iso3"] != economy]
    medians = {one: float(others[one].median()) for one in COMPONENTS}
    own = {one: float(changes.loc[changes["iso3"] == economy, one].iloc[0]) for one in COMPONENTS}
    order = sorted(COMPONENTS, key=lambda one: own[one])
    values = [
        {
            "row": _short()[component],
            "name": chosen.name(str(iso3), str(country)),
            "value": round(float(change), 5),
            "own": bool(iso3 == economy),
        }
        for component in order
        for iso3, country, change in changes[["iso3", "country", component]].itertuples(index=False)
    ]
    notes = [
        {
            "row": _short()[one],
            "value": round(own[one], 5),
            "median": round(medians[one], 5),
            "words": f"{name} {_signed(own[one], 3)}",
        }
        for one in order
    ]
    title = text(
        "{component}, {start} to {end}: {economy} {own}, the median of the other leaders {median}",
        start=start,
        end=end,
        component=_short()["osi"],
        median=_signed(medians["osi"], 3),
        economy=name,
        own=_signed(own["osi"], 3),
    )
    alternative = " ".join(
        [
            text(
                "Change of each component between {start} and {end} for the {count} countries that led in "
                "{start}, points of the index from 0 to 1.",
                start=start,
                end=end,
                count=len(changes),
            ),
            *(
                text(
                    "{component}: {economy} {own}, the median of the others {median}; {fell} of the {count} "
                    "others fell.",
                    component=_short()[one],
                    economy=name,
                    own=_signed(own[one], 4),
                    median=_signed(medians[one], 4),
                    fell=int((others[one] < 0).sum()),
                    count=len(others),
                )
                for one in order
            ),
        ]
    )
    return _figure(
        "change_among_leaders",
        lambda wide: _strip(order, wide),
        title,
        alternative,
        values,
        _leaders_table(changes, order),
        text(
            "Each mark is one of the countries that led the first of the two editions; the large one is "
            "{economy}, the bar is the median of the others. To the left of zero a country fell.",
            economy=name,
        ),
        notes=notes,
    )


def _figure(
    name: str,
    draw: Any,
    title: str,
    alternative: str,
    values: list[dict[str, Any]],
    table: pd.DataFrame,
    explanation: str,
    **datasets: list[dict[str, Any]],
) -> Figure:
    drawn = {}
    for place, wide in (("wide", True), ("narrow", False)):
        chart = draw(wide).properties(
            width=theme.WIDE if wide else theme.NARROW,
            title=textwrap.wrap(title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
            padding=2,
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
        drawn[place] = spec(chart, alternative, {"values": values, **datasets})
    return Figure(
        name=name,
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("egdi"),
        table=table,
        explanation=explanation,
    )


def _pieces(rows: list[dict[str, Any]], span: tuple[float, float], wide: bool) -> alt.LayerChart:
    room = (span[1] - span[0]) * (0.12 if wide else 0.25)
    across = alt.Scale(domain=[span[0] - room, span[1] + room], nice=False, zero=False)
    axis = alt.Axis(title=text("EGDI, from 0 to 1"), format=".2f", tickCount=5, grid=True)
    base = alt.Chart(alt.NamedData("values")).encode(y=_rows([row["row"] for row in rows]))
    bars = base.mark_bar(aria=False, height=ROW // 2, color=theme.VERMILION).encode(
        x=alt.X("low:Q", scale=across, axis=axis), x2="high:Q"
    )
    edges = base.mark_tick(aria=False, thickness=4, height=ROW // 2, color=theme.BLUE, opacity=1).encode(
        x=alt.X("low:Q", scale=across, axis=axis)
    )
    layers = [
        bars.transform_filter(alt.datum.kind == "piece"),
        edges.transform_filter(alt.datum.kind == "edge"),
    ]
    for side, (align, dx) in SIDE_OF_WORDS.items():
        words = base.mark_text(aria=False, align=align, baseline="middle", dx=dx)
        end = "high" if side == "right" else "low"
        layers.append(
            words.encode(x=alt.X(f"{end}:Q", scale=across, axis=axis), text="words:N").transform_filter(
                alt.datum.side == side
            )
        )
    return alt.layer(*layers).properties(height=ROW * len(rows))


def _strip(order: list[str], wide: bool) -> alt.LayerChart:
    rows = [_short()[one] for one in order]
    axis = alt.Axis(
        title=text("Change of the component (points of the index)"), format="+.2f", tickCount=6, grid=True
    )
    across = alt.X("value:Q", axis=axis, scale=alt.Scale(padding=40 if wide else 24, nice=False))
    base = alt.Chart(alt.NamedData("values")).encode(y=_rows(rows), x=across)
    told = [alt.Tooltip("name:N", title=text("Economy")), alt.Tooltip("value:Q", format="+.4f", title=" ")]
    own = alt.datum.own
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(aria=False, color=theme.TEXT, opacity=0.6)
    notes = alt.Chart(alt.NamedData("notes")).encode(y=_rows(rows))
    return alt.layer(
        zero.encode(x=alt.X("value:Q", axis=axis)),
        base.mark_point(aria=False, filled=True, size=36, color=theme.SLATE, opacity=0.75)
        .encode(tooltip=told)
        .transform_filter(~own),
        notes.mark_tick(aria=False, thickness=3, height=ROW // 2, color=theme.VERMILION, opacity=1).encode(
            x=alt.X("median:Q", axis=axis)
        ),
        base.mark_point(aria=False, filled=True, size=110, shape="diamond", color=theme.BLUE, opacity=1)
        .encode(tooltip=told)
        .transform_filter(own),
        notes.mark_text(aria=False, baseline="bottom", dy=-11, fontWeight="bold").encode(
            x=alt.X("value:Q", axis=axis), text="words:N"
        ),
    ).properties(height=(ROW + 20) * len(rows))


def _rows(names: list[str]) -> alt.Y:
    axis = alt.Axis(title=None, domain=False, ticks=False, labelLimit=150, labelPadding=8)
    return alt.Y("row:N", sort=names, axis=axis)


def _edge(year: int, score: float, rank: int) -> dict[str, Any]:
    words = text("{score}, rank {rank}", score=number(score, 4), rank=rank)
    return {"row": str(year), "low": score, "high": score, "words": words, "kind": "edge"}


def _pieces_table(
    table: pd.DataFrame,
    economy: str,
    start: int,
    end: int,
    parts: dict[str, float],
    shares: dict[str, float],
) -> pd.DataFrame:
    import pandas as pd

    before, after = (components(table, economy, year) for year in (start, end))
    places = {
        year: {one: decomposition.component_rank(table, economy, year, one) for one in COMPONENTS}
        for year in (start, end)
    }
    rows = [
        {
            text("Component"): _short()[one],
            str(start): text("{score}, rank {rank}", score=number(before[one], 4), rank=places[start][one]),
            str(end): text("{score}, rank {rank}", score=number(after[one], 4), rank=places[end][one]),
            text("Piece of the index"): _signed(parts[one], 4),
            text("Share"): f"{number(100 * shares[one], 1)}%",
        }
        for one in COMPONENTS
    ]
    return pd.DataFrame(rows)


def _leaders_table(changes: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        {
            text("Economy"): chosen.name(str(row["iso3"]), str(row["country"])),
            **{_short()[one]: _signed(row[one], 4) for one in order},
        }
        for row in changes.to_dict("records")
    ]
    return pd.DataFrame(rows)


def _short() -> dict[str, str]:
    return {
        "osi": text("Online services"),
        "tii": text("Infrastructure"),
        "hci": text("Human capital"),
    }


def _published(table: pd.DataFrame, economy: str, year: int) -> tuple[float, int]:
    row = table[(table["iso3"] == economy) & (table["year"] == year)].iloc[0]
    return float(row["egdi"]), int(row["egdi_rank"])


def _name(table: str, economy: str) -> str:
    return str(chosen.rows_of(table, (economy,))["name"].iloc[0])


def _among(economy: str, changes: pd.DataFrame) -> None:
    if economy not in set(changes["iso3"]):
        raise UnknownEconomy(
            text(
                "economy {economy!r}: not among the leaders; choose one of {known}",
                economy=economy,
                known=", ".join(changes["iso3"]),
            )
        )


def _signed(value: float, decimals: int) -> str:
    return ("+" if round(value, decimals) > 0 else "") + number(value, decimals)
