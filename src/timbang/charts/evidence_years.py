"""Of which years the evidence on the four success factors tells."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import theme
from timbang.charts.evidence import (
    COLOURS,
    FACTORS,
    SIDES,
    Piece,
    factor_name,
    pieces_of_evidence,
    side_name,
)
from timbang.charts.figure import Figure, spec
from timbang.charts.lanes import stacked, when

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

FIRST, LAST = 1995, 2022
TURN = 2003
"""Kim Dae-jung's presidency ended in February of this year."""
DAE_JUNG = "Kim Dae-jung"

BAR, SLOT, GAP = 7, 10, 12
"""Thickness of a mark, distance of marks stacked, and space between factors, in pixels."""
LETTER, ROOM = 6, 16
"""Breadth of a letter of the names at the left, and space around them, in pixels."""


def evidence_dates() -> Figure:
    """Draw when that happened of which the pieces of evidence tell, by factor and side.

    A bar covers the years that the table gives. A dashed one is a study and stands at its year of
    publication: what it tells of lies earlier. Pieces without a year are counted in words.

    Source
    ------
    Tables ``evidence``, ``factors`` and ``presidents``.
    """
    pieces = pieces_of_evidence()
    dated = [piece for piece in pieces if piece.years]
    begins = {
        side: [piece.years[0] for piece in dated if piece.years and piece.side == side and not piece.study]
        for side in SIDES
    }
    early = sum(year < TURN for year in begins["for"])
    late = sum(year >= TURN for year in begins["against"])
    numbers: dict[str, Any] = {
        "early": early,
        "supporting": len(begins["for"]),
        "late": late,
        "opposing": len(begins["against"]),
        "turn": TURN,
    }
    alternative = " ".join(
        [
            text(
                "Evidence on the four factors by the years of which it tells. Of {supporting} dated pieces "
                "for, {early} begin before {turn}; of {opposing} against, {late} begin in {turn} or later.",
                **numbers,
            ),
            *(_told(factor, dated) for factor in FACTORS),
        ]
    )
    title = text(
        "Evidence for begins mostly before {turn} ({early} of {supporting}), evidence against mostly later "
        "({late} of {opposing})",
        **numbers,
    )
    undated = sum(piece.years is None for piece in pieces)
    drawn = {place: _strip(place, title, alternative, dated) for place in ("wide", "narrow")}
    return Figure(
        name="evidence_dates",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("evidence", "presidents"),
        explanation=text(
            "A bar covers the years that the fact base gives, above the line for the factor, below it "
            "against. Dashed bars are studies, placed at the year of publication; they are left out of the "
            "numbers in the title. Not drawn for want of a date: {undated} of {all}. The band is the "
            "presidency of Kim Dae-jung.",
            undated=undated,
            all=len(pieces),
        ),
        table=_date_table(pieces),
    )


def _strip(place: str, title: str, alternative: str, pieces: list[Piece]) -> dict[str, Any]:
    wide = place == "wide"
    breadth = (theme.WIDE if wide else theme.NARROW + 4) - ROOM - LETTER * max(map(len, _labels()))
    year = breadth / (LAST + 1 - FIRST)
    rows, names, lines, height = _laid(pieces, year)
    across = alt.Scale(domain=[FIRST, LAST + 1], nice=False, zero=False)
    down = alt.Scale(domain=[0, height], nice=False, zero=False, reverse=True)
    x = alt.X(
        "t:Q",
        scale=across,
        axis=alt.Axis(
            title=text("Years of which the evidence tells"), format="d", values=list(range(1995, 2023, 5))
        ),
    )
    y = alt.Y("y:Q", scale=down, axis=None)
    sides = [side_name(side) for side in SIDES]
    colour = alt.Color("side:N", scale=alt.Scale(domain=sides, range=COLOURS), legend=None)
    marks = alt.Chart(alt.NamedData("pieces"))
    shown: dict[str, Any] = {
        "x": x,
        "x2": "u:Q",
        "y": y,
        "tooltip": [
            alt.Tooltip("date:N", title=text("Date")),
            alt.Tooltip("statement:N", title=text("Evidence")),
            alt.Tooltip("side:N", title=text("Side")),
            alt.Tooltip("sources:N", title=text("Sources")),
        ],
    }
    bars = (
        marks.transform_filter("!datum.study")
        .mark_bar(aria=False, orient="horizontal", size=BAR, cornerRadius=2)
        .encode(**shown, color=colour)
    )
    studies = (
        marks.transform_filter("datum.study")
        .mark_bar(
            aria=False, orient="horizontal", size=BAR, fillOpacity=0, strokeWidth=1.5, strokeDash=[3, 2]
        )
        .encode(**shown, stroke=alt.Stroke("side:N", scale=colour["scale"], legend=None))
    )
    term = (
        alt.Chart(alt.NamedData("term"))
        .mark_rect(aria=False, color=theme.SHADE, opacity=0.18)
        .encode(x=x, x2="u:Q", y=alt.value(0), y2=alt.value(height))
    )
    rules = (
        alt.Chart(alt.NamedData("lines"))
        .mark_rule(aria=False, color=theme.SHADE)
        .encode(y=y, x=alt.value(0), x2=alt.value(breadth))
    )
    labels = (
        alt.Chart(alt.NamedData("names"))
        .mark_text(aria=False, align="right", baseline="middle", dx=-6)
        .encode(x=alt.value(0), y=y, text="words:N")
    )
    heads = labels.mark_text(aria=False, align="right", baseline="middle", dx=-6, fontWeight="bold")
    drawing = alt.layer(
        term,
        rules,
        bars,
        studies,
        labels.transform_filter("!datum.bold"),
        heads.transform_filter("datum.bold"),
    ).properties(
        width=round(breadth, 1),
        height=height,
        title=textwrap.wrap(title, 84 if wide else 40),
        padding=2,
    )
    term_years = _term()
    return spec(
        drawing,
        alternative,
        {
            "pieces": rows,
            "names": names,
            "lines": lines,
            "term": [{"t": term_years[0], "u": term_years[1]}],
        },
    )


def _term() -> tuple[float, float]:
    presidents = data.table("presidents")
    row = presidents[presidents["president"] == DAE_JUNG].iloc[0]
    return when(row["took_office"], "day").start, when(row["left_office"], "day").start


def _labels() -> list[str]:
    return [*map(factor_name, FACTORS), *map(side_name, SIDES)]


def _laid(
    pieces: list[Piece], year: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]], float]:
    """Return the marks, the names and the lines of all factors with their places, and the height."""
    rows: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    top = 4.0
    for factor in FACTORS:
        slots = {side: _slots(pieces, factor, side, year) for side in SIDES}
        depth = {side: max(3, max(slots[side].values()) + 1) * SLOT for side in SIDES}
        line = top + depth["for"]
        lines.append({"y": line})
        # The name of the factor, and on either side of the line what stands there.
        names.append({"y": line - 23, "words": factor_name(factor), "bold": True})
        names.append({"y": line - 8, "words": side_name("for"), "bold": False})
        names.append({"y": line + 8, "words": side_name("against"), "bold": False})
        for piece in pieces:
            if piece.factor != factor or piece.years is None:
                continue
            slot = slots[piece.side][piece.id]
            away = (slot + 0.5) * SLOT + 1
            rows.append(
                {
                    "id": piece.id,
                    "side": side_name(piece.side),
                    "statement": piece.statement,
                    "date": piece.date.replace("-", "–"),
                    "sources": piece.sources,
                    "study": piece.study,
                    "t": piece.years[0],
                    "u": piece.years[1] + 1,
                    "y": line - away if piece.side == "for" else line + away,
                }
            )
        top = line + depth["against"] + GAP
    return rows, names, lines, top - GAP + 4


def _slots(pieces: list[Piece], factor: str, side: str, year: float) -> dict[str, int]:
    spans = {
        piece.id: (piece.years[0] * year, (piece.years[1] + 1) * year - 1)
        for piece in pieces
        if piece.factor == factor and piece.side == side and piece.years
    }
    return stacked(dict(sorted(spans.items(), key=lambda item: item[1])))


def _told(factor: str, pieces: list[Piece]) -> str:
    own = [piece for piece in pieces if piece.factor == factor and not piece.study]
    years = {
        side: ", ".join(piece.date.replace("-", "–") for piece in own if piece.side == side) for side in SIDES
    }
    return text(
        "{factor}: for {supporting}; against {opposing}.",
        factor=factor_name(factor),
        supporting=years["for"],
        opposing=years["against"],
    )


def _date_table(pieces: list[Piece]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (
            text("undated") if piece.years is None else piece.date.replace("-", "–"),
            factor_name(piece.factor),
            side_name(piece.side),
            piece.statement,
            text("year of the study") if piece.study else text("what happened"),
        )
        for piece in pieces
    ]
    return pd.DataFrame(
        rows, columns=[text("Date"), text("Factor"), text("Side"), text("Evidence"), text("Dated by")]
    )
