"""The pieces of evidence on the four success factors, and how many stand on each side."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from timbang import data, language
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import listed

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

FACTORS = ("S1", "S2", "S3", "S4")
"""The factors that the article names; the table holds three more headings."""
SIDES = ("for", "against")
NAMES = 72
"""Room for the name of a factor in pixels, in the broadest of the fonts that a reader may have."""
VERIFIED = "verified-in-stored-source"
COLOURS = [theme.BLUE, theme.VERMILION]

STUDIES = ("S1.1", "S2.4", "S3.6", "S4.7")
"""Pieces that are findings of a study: the table dates them by the study, not by what it tells of."""


@dataclass(frozen=True)
class Piece:
    """A piece of evidence on a factor, in the language in use."""

    id: str
    factor: str
    side: str
    """`for` or `against`."""
    statement: str
    date: str
    """As the table gives it: a year, two years, or `n.d.`."""
    sources: str

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year, None where the table has no date."""
        found = re.findall(r"\d{4}", self.date)
        return (int(found[0]), int(found[-1])) if found else None

    @property
    def study(self) -> bool:
        """Whether its date is that of a study."""
        return self.id in STUDIES


def evidence_counts() -> Figure:
    """Draw how many pieces of evidence speak for and against each of the four factors.

    Only rows with a verified source that stand on one of the two sides are counted.

    Source
    ------
    Tables ``evidence`` and ``factors``.
    """
    pieces = pieces_of_evidence()
    counts = {
        (factor, side): sum(piece.factor == factor and piece.side == side for piece in pieces)
        for factor in FACTORS
        for side in SIDES
    }
    total = {side: sum(counts[factor, side] for factor in FACTORS) for side in SIDES}
    titles = _titles()
    values = [
        {
            "factor": factor_name(factor),
            "title": titles[factor],
            "side": side_name(side),
            "value": counts[factor, side],
        }
        for factor in FACTORS
        for side in SIDES
    ]
    pairs = [
        text(
            "{factor}: {supporting} to {opposing}",
            factor=factor_name(factor),
            supporting=counts[factor, "for"],
            opposing=counts[factor, "against"],
        )
        for factor in FACTORS
    ]
    ahead = listed(
        factor_name(factor) for factor in FACTORS if counts[factor, "for"] > counts[factor, "against"]
    )
    alternative = text(
        "Pieces of evidence for and against each factor in the fact base, counted and not weighed. {pairs}. "
        "In all {supporting} for and {opposing} against; only under {ahead} do more speak for than against.",
        pairs="; ".join(pairs),
        ahead=ahead,
        supporting=total["for"],
        opposing=total["against"],
    )
    title = text(
        "{supporting} pieces of evidence for, {opposing} against; more for than against only under {ahead}",
        supporting=total["for"],
        opposing=total["against"],
        ahead=ahead,
    )
    return Figure(
        name="evidence_counts",
        **{place: spec(_bars(place, title), alternative, {"values": values}) for place in ("wide", "narrow")},
        alternative=alternative,
        source=data.source_line("evidence"),
        explanation=text(
            "Each row of the fact base with a readable source counts once. A count is no weight: three "
            "pieces from one press release are not worth more than one from an independent study."
        ),
        table=_count_table(counts, titles),
    )


def pieces_of_evidence() -> list[Piece]:
    """Return the pieces with a verified source that stand for or against one of the four factors."""
    table = data.table("evidence")
    fit = table["factor"].isin(FACTORS) & table["side"].isin(SIDES) & (table["status"] == VERIFIED)
    labels = dict(data.references()[["key", "label"]].itertuples(index=False, name=None))
    return [
        Piece(
            id=row["id"],
            factor=row["factor"],
            side=row["side"],
            statement=row["statement"],
            date=row["date"],
            sources="; ".join(dict.fromkeys(labels[key] for key in row["source_keys"].split(";"))),
        )
        for row in data.localised(table[fit]).to_dict("records")
    ]


def _titles() -> dict[str, str]:
    rows = data.localised(data.table("factors"))
    return dict(zip(rows["id"], rows["title"], strict=True))


def factor_name(factor: str) -> str:
    """Return what a factor is called beside its marks: `Factor 1`."""
    return text("Factor {number}", number=factor.removeprefix("S"))


def side_name(side: str) -> str:
    """Return the word for a side, one of `SIDES`."""
    return {"for": text("for"), "against": text("against")}[side]


def _bars(place: str, title: str) -> alt.LayerChart:
    wide = place == "wide"
    sides = [side_name(side) for side in SIDES]
    scale = alt.Scale(domain=sides, range=COLOURS)
    base = alt.Chart(alt.NamedData("values")).encode(
        y=alt.Y(
            "factor:N",
            sort=None,
            axis=alt.Axis(title=None, domain=False, ticks=False, labelFontWeight="bold", minExtent=NAMES),
            scale=alt.Scale(paddingInner=0.35),
        ),
        yOffset=alt.YOffset("side:N", sort=sides),
        x=alt.X(
            "value:Q",
            axis=alt.Axis(title=text("Pieces of evidence (number)"), tickMinStep=1, format="d"),
            scale=alt.Scale(domain=[0, 7], nice=False),
        ),
    )
    bars = base.mark_bar(aria=False).encode(
        color=alt.Color("side:N", scale=scale, legend=None),
        tooltip=[
            alt.Tooltip("title:N", title=text("Factor")),
            alt.Tooltip("side:N", title=text("Side")),
            alt.Tooltip("value:Q", title=text("Pieces of evidence (number)"), format="d"),
        ],
    )
    words = (
        base.transform_calculate(words="datum.value + ' ' + datum.side")
        .mark_text(aria=False, align="left", baseline="middle", dx=5)
        .encode(text="words:N")
    )
    return (
        alt.layer(bars, words)
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=190,
            title=textwrap.wrap(title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )


def _count_table(counts: dict[tuple[str, str], int], titles: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [(titles[factor], *(str(counts[factor, side]) for side in SIDES)) for factor in FACTORS],
        columns=[text("Factor"), *(side_name(side) for side in SIDES)],
    )
