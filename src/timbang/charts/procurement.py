"""What e-procurement is said to have yielded: shares and savings, each with its year and who said so.

Nothing is joined: the measures differ, so do the years, and an estimate is no observation.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timbang import data, language
from timbang.charts.figure import Figure
from timbang.charts.strips import OPERATOR, OTHERS, PARTLY, Panel, Told, capital, strips
from timbang.charts.words import listed, number

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

SHARES = ("Q1", "Q2", "Q3", "Q4")
"""Measures of Korea that are shares, in the order in which a purchase meets them."""

TAKEN_APART = 2008
"""The year of the one estimate of which a part is known (Q6)."""

PAYERS = {"no": OPERATOR, "partly": PARTLY, "not shown": OTHERS}
"""What the column `independent` of the estimates says of it."""


def korean_procurement_shares() -> Figure:
    """Draw the published shares of Korean public procurement that went through its electronic system.

    Each measure has a heading and under it one point a year, from 0 to 100 percent.

    Source
    ------
    Table ``procurement_estimates``, Q1 to Q4, and from ``eprocurement`` the share of value of 2018.
    """
    return _shares(
        "korean_procurement_shares",
        text("Korea"),
        _korean_shares(),
        text(
            "Each point is a figure of the operator, the Public Procurement Service, for one year. Each "
            "heading has a whole of its own, so the points of two headings cannot be compared. No line joins "
            "points: there is no figure for the years between. What does not pass through this system may "
            "still be electronic."
        ),
        ("procurement_estimates", "eprocurement"),
    )


def indonesian_procurement_shares() -> Figure:
    """Draw the published shares of Indonesian public procurement by electronic means.

    Each measure has a heading and under it one point, from 0 to 100 percent.

    Source
    ------
    Table ``eprocurement``: single figures from a paper and the press; the share of 2015 is computed from two.
    """
    return _shares(
        "indonesian_procurement_shares",
        text("Indonesia"),
        _indonesian_shares(),
        text(
            "Squares: figures of LKPP or its head, in the press. Circles: an academic paper. Each heading "
            "has a whole of its own, and the figures form no series. Verify them with LKPP before you use "
            "them."
        ),
        ("eprocurement",),
    )


def _shares(
    name: str, country: str, told: Sequence[Told], explanation: str, tables: tuple[str, ...]
) -> Figure:
    values = [one.value for one in told]
    low, high = number(min(values)), number(max(values))
    return strips(
        name,
        [Panel("shares", text("Share (percent of what the heading names)"), 100, (0, 25, 50, 75, 100), told)],
        title=text(
            "{country}: from {low} to {high} percent, depending on what is counted",
            country=country,
            low=low,
            high=high,
        ),
        alternative=" ".join(
            [
                text(
                    "Shares of public procurement by electronic means in {country}, from {low} to {high} "
                    "percent: the measure decides.",
                    country=country,
                    low=low,
                    high=high,
                ),
                *(f"{heading}: {figures}." for heading, figures in _summed(told)),
            ]
        ),
        tables=tables,
        explanation=explanation,
        table=_share_table(told),
    )


def savings_estimates() -> Figure:
    """Draw the published estimates of what e-procurement saves Korea in a year.

    Won and dollars have panels of their own; squares were made or paid for by the operator of the system.
    An open square is the part of the estimate above it that is the time and travel of firms.

    Source
    ------
    Table ``procurement_estimates`` (Q5, Q6), and from ``eprocurement`` the talk of 2010.
    """
    share = float(_estimates_of("Q6")[0]["value"])
    won: list[Told] = []
    dollars: list[Told] = []
    for row in _estimates_of("Q5"):
        one = _told(row, str(row["made_by"]))
        (won if row["unit"] == "KRW trillion" else dollars).append(one)
        if row["unit"] == "KRW trillion" and one.year == TAKEN_APART:
            words = text("of this, time and travel of firms: {share} percent", share=number(share))
            won.append(replace(one, heading=words, value=round(share * one.value / 100, 1), part=True))
    talk = _eprocurement("KOR", "estimated_savings", 2010)
    teller = text("speaker of the Public Procurement Service, as told in a conference blog")
    dollars.insert(1, Told(teller, 2010, "2010", float(talk["value"]), teller, _source(talk)))
    return strips(
        "savings_estimates",
        [
            Panel("won", text("Savings a year (KRW trillion)"), 10, (0, 2, 4, 6, 8, 10), won),
            Panel("dollars", text("Savings a year (USD billion)"), 10, (0, 2, 4, 6, 8, 10), dollars),
        ],
        title=text(
            "{count} estimates of savings, {paid} of them by or for the operator of the system",
            count=sum(not one.part for one in won + dollars),
            paid=sum(one.payer == OPERATOR and not one.part for one in won + dollars),
        ),
        alternative=" ".join(
            [
                text("Estimates of what e-procurement saves Korea in a year, by who made them."),
                text("In KRW trillion: {estimates}.", estimates=_estimates(won)),
                text("In USD billion: {estimates}.", estimates=_estimates(dollars)),
                text("They measure different things and form no series."),
            ]
        ),
        tables=("procurement_estimates", "eprocurement"),
        explanation=text(
            "Filled squares: made, paid for or told by the operator. Circles: by others; our fact base "
            "counts the World Bank note as partly independent. The open square is a part of the estimate "
            "above it. Won and dollars are not converted, and no line joins the points: each estimate "
            "counts in its own way. The estimate of 2012 is for e-government as a whole."
        ),
        table=_savings_table(won, dollars),
    )


def _korean_shares() -> list[Told]:
    told = [_told(row, capital(str(row["measure"]))) for measure in SHARES for row in _estimates_of(measure)]
    latest = _eprocurement("KOR", "koneps_share_of_public_procurement", 2018)
    return [*told, Told(told[-1].heading, 2018, "2018", float(latest["value"]), told[-1].by, _source(latest))]


def _indonesian_shares() -> list[Told]:
    paper, head = text("academic paper"), text("head of LKPP, in the press")
    press = text("LKPP, in the press")
    metrics = [
        (
            "share_of_central_procurement_budget_via_e_procurement",
            2012,
            text("Of the procurement budget of the centre"),
            paper,
        ),
        (
            "share_of_local_procurement_budget_via_e_procurement",
            2012,
            text("Of the procurement budget of the regions"),
            paper,
        ),
        (
            "share_of_procurement_by_e_tendering",
            2022,
            text("Of procurement, by electronic tender (about)"),
            head,
        ),
        (
            "share_of_procurement_by_e_purchasing",
            2022,
            text("Of procurement, by electronic purchase (about)"),
            head,
        ),
    ]
    told = [
        Told(
            words, year, str(year), float(row["value"]), by, _source(row), OTHERS if by == paper else OPERATOR
        )
        for metric, year, words, by in metrics
        for row in [_eprocurement("IDN", metric, year)]
    ]
    done, budget = (
        _eprocurement("IDN", metric, 2015)
        for metric in ("e_procurement_value", "public_procurement_budget_total")
    )
    early = Told(
        text("Of the whole year's budget, tendered or bought electronically by 27 March"),
        2015,
        text("2015, to 27 March"),
        round(100 * float(done["value"]) / float(budget["value"]), 1),
        press,
        _source(done),
    )
    return [*told[:2], early, *told[2:]]


def _estimates_of(measure: str) -> list[dict[Hashable, Any]]:
    """Return the rows of a measure in the language in use, in order of their years."""
    estimates = data.localised(data.table("procurement_estimates"))
    return estimates[estimates["id"] == measure].sort_values("year", kind="stable").to_dict("records")


def _told(row: dict[Hashable, Any], heading: str) -> Told:
    labels = dict(data.references()[["key", "label"]].itertuples(index=False, name=None))
    return Told(
        heading=heading,
        year=int(row["year"]),
        when=str(row["year"]),
        value=float(row["value"]),
        by=str(row["made_by"]),
        source="; ".join(labels[key] for key in str(row["source_keys"]).split(";")),
        payer=PAYERS[str(row["independent"])],
    )


def _eprocurement(economy: str, metric: str, year: int) -> pd.Series:
    frame = data.table("eprocurement")
    chosen = (frame["iso3"] == economy) & (frame["metric"] == metric) & (frame["year"] == year)
    return frame[chosen].iloc[0]


def _source(row: pd.Series) -> str:
    """Return the label of the reference that has the first address of a row."""
    references = data.references().drop_duplicates("url").set_index("url")["label"]
    return str(references[str(row["url"]).split(" ; ")[0]])


def _summed(told: Sequence[Told]) -> list[tuple[str, str]]:
    """Return each heading with its figures in words."""
    figures: dict[str, list[str]] = {}
    for one in told:
        said = text("{value} in {year}", value=number(one.value), year=one.when)
        figures.setdefault(one.heading, []).append(said)
    return [(heading, listed(said)) for heading, said in figures.items()]


def _estimates(told: Sequence[Told]) -> str:
    return "; ".join(
        text("{value} in {year}, {heading}", value=number(one.value), year=one.year, heading=one.heading)
        for one in told
    )


def _share_table(told: Sequence[Told]) -> pd.DataFrame:
    import pandas as pd

    heads = [text("Measure"), text("Year"), text("Share (percent)"), text("Counted by"), text("Source")]
    rows = [(one.heading, one.when, number(one.value), one.by, one.source) for one in told]
    return pd.DataFrame(rows, columns=heads)


def _savings_table(won: Sequence[Told], dollars: Sequence[Told]) -> pd.DataFrame:
    import pandas as pd

    heads = [
        text("Estimate by"),
        text("Year"),
        text("Savings a year"),
        text("Operator made or paid it"),
        text("Source"),
    ]
    answer = {OPERATOR: text("yes"), PARTLY: text("partly"), OTHERS: text("not shown")}
    rows = [
        (
            capital(one.heading),
            one.when,
            unit.format(number(one.value)),
            answer[one.payer],
            one.source,
        )
        for told, unit in ((won, text("KRW {} trillion")), (dollars, text("USD {} billion")))
        for one in told
    ]
    return pd.DataFrame(rows, columns=heads)
