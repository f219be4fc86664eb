"""An economy among its neighbours in the UN survey: ranks, and gaps of its components to others."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import economies as chosen
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import number
from timbang.models.egdi import ASEAN, COMPONENTS

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

WORST = 180
"""Where the axis of ranks ends."""
GAPS = (-0.8, 0.3)
"""Ends of the axis of gaps."""
LABELS = {"wide": 84, "narrow": 38}
"""Letters in a line of the title."""
ROOM = 10
"""Pixels between the numbers of an axis and its title, for readers with a broad font."""
CROWDED = 2004
"""The edition whose numbers have no room between their neighbours' on a phone."""
OWN, MODEL, OTHERS, REGION = "own", "model", "others", "region"
COLOURS = {OWN: theme.VERMILION, MODEL: theme.BLUE, OTHERS: theme.SLATE, REGION: theme.GREEN}
SHAPES = {OWN: "circle", MODEL: "square", OTHERS: "stroke", REGION: "triangle-up"}


def rank_among_neighbours(economy: str, model: str) -> Figure:
    """Draw the ranks of an economy of ASEAN beside the other nine and beside a model, edition by edition.

    Parameters
    ----------
    economy, model
        ISO 3166 codes of three letters, such as `"IDN"` and `"KOR"`.

    Raises
    ------
    UnknownEconomy
        With the nearest known names.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey 2003 to 2024. No line joins the editions.
    """
    others = tuple(code for code in ASEAN if code != economy)
    rows = chosen.rows_of("egdi", (economy, model, *others))
    rows = rows[~rows["zero_filled"]]
    ranks = rows.pivot(index="year", columns="iso3", values="egdi_rank").astype(int)
    kinds = {economy: OWN, model: MODEL}
    values = [
        {"name": name, "kind": kinds.get(code, OTHERS), "year": int(year), "value": int(rank)}
        for code, name, year, rank in rows[["iso3", "name", "year", "egdi_rank"]].itertuples(index=False)
    ]
    own = ranks[economy]
    places = ranks[[*others, economy]].rank(axis=1, method="min")[economy].astype(int)
    by_year: dict[int, int] = dict(zip(own.index.tolist(), own.tolist(), strict=True))
    worst = max(by_year, key=by_year.__getitem__)
    names = dict(zip(rows["iso3"], rows["name"], strict=True))
    first, last = int(own.index[0]), int(own.index[-1])
    title = text(
        "{economy}: rank {start} in {first}, {low} in {worst}, {end} in {last}; among the ten of ASEAN from "
        "place {from_place} to {to_place}",
        economy=names[economy],
        start=by_year[first],
        first=first,
        low=by_year[worst],
        worst=worst,
        end=by_year[last],
        last=last,
        from_place=places[first],
        to_place=places[last],
    )
    alternative = text(
        "Ranks in the UN E-Government Survey. {economy}: {ranks}. {model}: {model_ranks}. Place of {economy} "
        "among the ten members of ASEAN: {places}.",
        economy=names[economy],
        ranks=_by_year(own),
        model=names[model],
        model_ranks=_by_year(ranks[model]),
        places=_by_year(places),
    )
    words = {OWN: names[economy], MODEL: names[model], OTHERS: text("other members of ASEAN")}
    return Figure(
        name="rank_among_neighbours",
        wide=spec(_ranks("wide", title, words), alternative, {"values": values}),
        narrow=spec(_ranks("narrow", title, words), alternative, {"values": values}),
        alternative=alternative,
        source=data.source_line("egdi"),
        explanation=text(
            "Rank 1 is at the top. Each mark is an edition of the survey, and no line joins them: there was "
            "none in the years between. All ten members were assessed in every edition. A rank shows the "
            "place among the members of the UN, not the quality of services."
        ),
        table=_rank_table(ranks[[economy, model, *others]], names),
    )


def _by_year(ranks: pd.Series) -> str:
    return ", ".join(f"{rank} ({year})" for year, rank in ranks.items())


def _rank_table(ranks: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    table = ranks.astype(str).rename(columns=names).rename_axis(columns=None)
    return table.reset_index().rename(columns={"year": text("Year")}).astype(str)


def _legend(words: dict[str, str], wide: bool) -> dict[str, Any]:
    """Return colour and shape of each kind of mark, with a legend that tells them in words."""
    import json

    names = f"{json.dumps(words, ensure_ascii=False)}[datum.label]"
    legend = alt.Legend(
        title=None,
        orient="top",
        labelExpr=names,
        labelColor=theme.TEXT,
        labelFontSize=theme.FONT_SIZE,
        labelLimit=220,
        columns=3 if wide else 1,
    )
    return {
        "color": alt.Color(
            "kind:N",
            scale=alt.Scale(domain=list(words), range=[COLOURS[one] for one in words]),
            legend=legend,
        ),
        "shape": alt.Shape(
            "kind:N", scale=alt.Scale(domain=list(words), range=[SHAPES[one] for one in words]), legend=legend
        ),
    }


def _years(editions: list[int], title: str | None) -> alt.X:
    return alt.X(
        "year:Q",
        scale=alt.Scale(domain=[editions[0] - 1, editions[-1] + 1], nice=False, zero=False),
        axis=alt.Axis(
            title=title, values=editions, format="d", grid=False, labelAngle=-90, titlePadding=ROOM
        ),
    )


def _editions() -> list[int]:
    return sorted(int(year) for year in data.table("egdi")["year"].unique())


def _ranks(place: str, title: str, words: dict[str, str]) -> alt.LayerChart:
    wide = place == "wide"
    base = alt.Chart(alt.NamedData("values")).encode(
        x=_years(_editions(), text("Edition")),
        y=alt.Y(
            "value:Q",
            scale=alt.Scale(domain=[-4, WORST], reverse=True, nice=False, zero=False),
            axis=alt.Axis(
                title=text("Rank in the UN survey (1 = best)"),
                titlePadding=ROOM,
                values=[1, 25, 50, 75, 100, 125, 150, 175],
                domain=False,
                ticks=False,
            ),
        ),
    )
    marks = base.mark_point(aria=False, filled=False, opacity=1, strokeWidth=2, size=70).encode(
        **_legend(words, wide),
        tooltip=[
            alt.Tooltip("name:N", title=text("Economy")),
            alt.Tooltip("year:Q", title=text("Edition")),
            alt.Tooltip("value:Q", title=text("Rank")),
        ],
    )
    beside: dict[str, Any] = {"dx": 9, "align": "left"} if wide else {"dy": 14}
    numbers = (
        base.mark_text(aria=False, baseline="middle", **beside)
        .encode(text="value:Q")
        .transform_filter(alt.FieldOneOfPredicate(field="kind", oneOf=[OWN, MODEL]))
    )
    if not wide:
        numbers = numbers.transform_filter(alt.datum.year != CROWDED)
    return (
        alt.layer(marks, numbers)
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=340,
            title=textwrap.wrap(title, LABELS[place]),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )


def component_gaps(economy: str, model: str) -> Figure:
    """Draw how far an economy is from a model, from ASEAN and from the world in each component.

    A gap is the score of the economy minus that of the other in the same edition: above 0 it is ahead. The
    means of ASEAN and of the world leave out countries that an edition did not assess.

    Parameters
    ----------
    economy, model
        ISO 3166 codes of three letters, such as `"IDN"` and `"KOR"`.

    Raises
    ------
    UnknownEconomy
        With the nearest known names.

    Source
    ------
    Table ``egdi``: UN DESA, E-Government Survey 2003 to 2024; means computed here.
    """
    rows = chosen.rows_of("egdi", (economy, model))
    names = dict(zip(rows["iso3"], rows["name"], strict=True))
    table = data.table("egdi")
    assessed = table[~table["zero_filled"]]
    own = assessed[assessed["iso3"] == economy].set_index("year")[list(COMPONENTS)]
    against = {
        MODEL: assessed[assessed["iso3"] == model].set_index("year")[list(COMPONENTS)],
        REGION: assessed[assessed["iso3"].isin(ASEAN)].groupby("year")[list(COMPONENTS)].mean(),
        OTHERS: assessed.groupby("year")[list(COMPONENTS)].mean(),
    }
    words = {MODEL: names[model], REGION: text("mean of ASEAN"), OTHERS: text("mean of the world")}
    gaps = {kind: own - other for kind, other in against.items()}
    last = int(own.index[-1])
    values = [
        {
            "component": component,
            "kind": kind,
            "name": words[kind],
            "year": int(year),
            "value": round(float(gap), 5),
            "said": number(gap, 2) if int(year) == last else "",
        }
        for component in COMPONENTS
        for kind, gaps_to in gaps.items()
        for year, gap in zip(gaps_to.index.tolist(), gaps_to[component].tolist(), strict=True)
    ]
    measured = _components()
    title = text(
        "Gap to {model} in {last}: {gaps}",
        model=names[model],
        last=last,
        gaps=", ".join(
            f"{measured[one].lower()} {number(_at(gaps[MODEL], last, one), 2)}" for one in COMPONENTS
        ),
    )
    first = int(own.index[0])
    told = [
        text(
            "{component}, gap to {other}: {start} in {first}, {end} in {last}.",
            component=measured[one],
            other=words[kind],
            start=number(_at(gaps_to, first, one), 2),
            first=first,
            end=number(_at(gaps_to, last, one), 2),
            last=last,
        )
        for one in COMPONENTS
        for kind, gaps_to in gaps.items()
    ]
    alternative = " ".join(
        [text("Score of {economy} minus the score of others, by component.", economy=names[economy]), *told]
    )
    drawn = {
        place: spec(_panels(place, title, words), alternative, {"values": values, "zero": [{"value": 0}]})
        for place in LABELS
    }
    return Figure(
        name="component_gaps",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("egdi"),
        explanation=text(
            "Above the line of 0 {economy} is ahead, below it behind. Scores are relative within an edition "
            "and the methods change: compare the marks of one edition with each other first, and those of "
            "different editions with care.",
            economy=names[economy],
        ),
        table=_gap_table(gaps, words, measured),
    )


def _at(frame: pd.DataFrame, year: int, column: str) -> float:
    return float(frame[column].to_dict()[year])


def _components() -> dict[str, str]:
    return {"osi": text("Online services"), "tii": text("Infrastructure"), "hci": text("Human capital")}


def _panels(place: str, title: str, words: dict[str, str]) -> alt.TopLevelMixin:
    wide = place == "wide"
    panels = [
        _panel(component, heading, wide, place_ == 0, words)
        for place_, (component, heading) in enumerate(_components().items())
    ]
    joined: alt.HConcatChart | alt.VConcatChart = (
        alt.hconcat(*panels, spacing=14) if wide else alt.vconcat(*panels, spacing=14)
    )
    return joined.properties(title=textwrap.wrap(title, LABELS[place]), padding=2)


def _panel(component: str, heading: str, wide: bool, first: bool, words: dict[str, str]) -> alt.LayerChart:
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=list(GAPS), nice=False, zero=False),
        axis=alt.Axis(
            title=text("Gap (difference of scores from 0 to 1)") if first or not wide else None,
            titlePadding=ROOM,
            labels=first or not wide,
            values=[-0.8, -0.6, -0.4, -0.2, 0, 0.2],
            format="+.1f",
            domain=False,
            ticks=False,
        ),
    )
    rows = alt.Chart(alt.NamedData("values")).transform_filter(alt.datum.component == component)
    x = _years(_editions(), text("Edition"))
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(aria=False, color=theme.TEXT, opacity=0.7)
    marks = rows.mark_point(aria=False, filled=False, opacity=1, strokeWidth=1.8, size=46).encode(
        x=x,
        y=y,
        **_legend(words, wide),
        tooltip=[
            alt.Tooltip("name:N", title=text("Compared with")),
            alt.Tooltip("year:Q", title=text("Edition")),
            alt.Tooltip("value:Q", title=text("Gap"), format="+.2f"),
        ],
    )
    width = 199 if wide else 272
    heads = alt.TitleParams(heading, fontSize=theme.FONT_SIZE + 1, offset=4, frame="group")
    return alt.layer(zero.encode(y=alt.Y("value:Q")), marks).properties(
        width=width, height=230 if wide else 190, title=heads
    )


def _gap_table(
    gaps: dict[str, pd.DataFrame], words: dict[str, str], measured: dict[str, str]
) -> pd.DataFrame:
    import pandas as pd

    years = gaps[MODEL].index
    columns = {text("Year"): [str(year) for year in years]} | {
        f"{measured[one]}: {words[kind]}": [number(gap, 2) for gap in gaps_to[one]]
        for one in COMPONENTS
        for kind, gaps_to in gaps.items()
    }
    return pd.DataFrame(columns)
