"""How calibration works, on an invented example."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

import altair as alt

from timbang import language
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import number
from timbang.models.claims import Bin, brier_score, calibration

text = language.catalogue("charts")


@dataclass(frozen=True)
class Learner:
    """Someone invented who weighed claims."""

    name: str
    weighed: tuple[tuple[float, int, int], ...]
    """Probability said, number of claims, number of hits."""

    @property
    def said(self) -> list[float]:
        """The probability said of each claim."""
        return [said for said, count, _ in self.weighed for _ in range(count)]

    @property
    def came(self) -> list[int]:
        """1 for each hit, 0 for each miss, in the order of `said`."""
        return [int(place < hits) for _, count, hits in self.weighed for place in range(count)]

    @property
    def curve(self) -> list[Bin]:
        """The points of the calibration curve."""
        return calibration(self.said, self.came)


EXAMPLE = (
    Learner("A", ((0.2, 5, 1), (0.6, 5, 3), (0.8, 5, 4), (1.0, 5, 5))),
    Learner("B", ((0.8, 10, 6), (1.0, 10, 7))),
)
"""Two learners with as many hits; the one is as sure as right, the other surer."""


def calibration_example() -> Figure:
    """Draw the calibration curves of two invented learners who are equally often right."""
    import pandas as pd

    first, second = EXAMPLE
    scores = {one.name: brier_score(one.said, one.came) for one in EXAMPLE}
    title = text(
        "Invented example: both are right {hits} times in {count}; Brier score {good} for {one}, {bad} for "
        "{other}",
        hits=sum(first.came),
        count=len(first.came),
        one=first.name,
        other=second.name,
        good=number(scores[first.name], 2),
        bad=number(scores[second.name], 2),
    )
    points = [
        (one.name, _percent(point.said), _percent(point.share), point.count)
        for one in EXAMPLE
        for point in one.curve
    ]
    alternative = " ".join(
        [
            text(
                "Calibration curves of two invented learners; on the diagonal, claims turn out right as "
                "often as was said."
            ),
            *(
                text(
                    "{name}: {points}; Brier score {score}.",
                    name=one.name,
                    points=", ".join(
                        text(
                            "said {said} percent, right {share} percent",
                            said=number(100 * point.said, 0),
                            share=number(100 * point.share, 0),
                        )
                        for point in one.curve
                    ),
                    score=number(scores[one.name], 2),
                )
                for one in EXAMPLE
            ),
        ]
    )
    datasets: dict[str, list[dict[str, Any]]] = {
        "values": [dict(zip(("name", "said", "share", "count"), point, strict=True)) for point in points],
        "diagonal": [{"said": 0, "share": 0}, {"said": 100, "share": 100}],
        "names": [{"name": one.name, "said": 100, "share": _percent(one.curve[-1].share)} for one in EXAMPLE],
    }
    drawn = {place: spec(_drawing(title, place), alternative, datasets) for place in ("wide", "narrow")}
    table = pd.DataFrame(
        [(name, number(said, 0), str(count), number(share, 0)) for name, said, share, count in points],
        columns=[text("Name"), text("Said (percent)"), text("Claims"), text("Right (percent)")],
    )
    return Figure(
        name="calibration_example",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=text("Source: example made for this course, reckoned with timbang.models.claims"),
        table=table,
        explanation=text(
            "A point above the broken line: right more often than said. Below it: less often. Names and "
            "numbers are invented."
        ),
    )


def _percent(share: float) -> float:
    return round(100 * share, 6)


def _drawing(title: str, place: str) -> alt.LayerChart:
    wide = place == "wide"
    names = [one.name for one in EXAMPLE]
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=theme.SERIES[:2]), legend=None)
    across = alt.X(
        "said:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(
            title=text("How sure (percent)"), values=[0, 20, 40, 60, 80, 100], format="d", grid=False
        ),
    )
    up = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, 104], nice=False),
        axis=alt.Axis(
            title=text("Right (percent of the claims of which this was said)"),
            values=[0, 20, 40, 60, 80, 100],
            format="d",
            domain=False,
            ticks=False,
            grid=True,
            titleAlign="left",
            titleAnchor="end",
            titleAngle=0,
            titleX=-26,
            titleY=-14,
        ),
    )
    diagonal = alt.Chart(alt.NamedData("diagonal")).mark_line(
        aria=False, color=theme.TEXT, opacity=0.7, strokeDash=[4, 4], strokeWidth=1
    )
    base = alt.Chart(alt.NamedData("values")).encode(x=across, y=up, color=colour)
    lines = base.mark_line(aria=False, strokeWidth=2).encode(
        strokeDash=alt.StrokeDash(
            "name:N", scale=alt.Scale(domain=names, range=theme.DASHES[:2]), legend=None
        )
    )
    points = base.mark_point(aria=False, filled=True, opacity=1, size=80).encode(
        shape=alt.Shape("name:N", scale=alt.Scale(domain=names, range=theme.SHAPES[:2]), legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=text("Name")),
            alt.Tooltip("said:Q", title=text("Said (percent)"), format="d"),
            alt.Tooltip("share:Q", title=text("Right (percent)"), format="d"),
            alt.Tooltip("count:Q", title=text("Claims"), format="d"),
        ],
    )
    ends = alt.Chart(alt.NamedData("names")).mark_text(
        aria=False, align="left", baseline="middle", dx=10, fontWeight="bold"
    )
    return (
        alt.layer(diagonal.encode(x=across, y=up), lines, points, ends.encode(x=across, y=up, text="name:N"))
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=300 if wide else 270,
            title=textwrap.wrap(title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )
