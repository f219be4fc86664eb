"""The charts of the report, drawn as the course's own: a wide and a narrow drawing, words, and a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from timbang import charts, language
from timbang.charts import theme
from timbang.charts.figure import spec
from timbang.models.assessment import Gain
from timbang.models.items import Item, distribution, median

text = language.catalogue("grading")

BANDS = 10
LABEL = 120
"""Breadth of the names of tasks, in pixels."""
PADDING = {"left": 24, "right": 8, "top": 4, "bottom": 4}


@dataclass(frozen=True)
class Drawing:
    """A chart as two inline SVGs, what it shows in words, and its numbers."""

    wide: str
    narrow: str
    alternative: str
    table: list[list[str]]
    """Heads, then rows."""


def totals(points: Sequence[float], most: float, prefix: str, tested: bool = False) -> Drawing:
    """Draw how many students have how many points.

    Parameters
    ----------
    points
        Of each student, at least one.
    most
        Points that can be reached.
    prefix
        Goes before the ids in the drawing.
    tested
        Whether these are the points from tests alone, and not the final grades.
    """
    counts = distribution(points, most, BANDS)
    ends = [most * place / BANDS for place in range(BANDS + 1)]
    names = [f"{language.number(low)}–{language.number(high)}" for low, high in pairwise(ends)]
    middle = median(points)
    told = {
        "count": len(points),
        "middle": language.number(round(middle, 2)),
        "most": language.number(most),
    }
    title = text("Half of the {count} students have {middle} of {most} points or more", **told)
    axis = text("Points")
    if tested:
        title = text(
            "Half of the {count} students have {middle} or more of the {most} points from tests", **told
        )
        axis = text("Points from tests, without marks by hand")
    counted = [f"{name}: {count}" for name, count in zip(names, counts, strict=True) if count]
    rows = [
        {"band": name, "place": place, "count": count}
        for place, (name, count) in enumerate(zip(names, counts, strict=True))
    ]
    chart = alt.Chart(alt.NamedData("rows"))
    x = alt.X("band:N").sort(names).title(axis).axis(labelAngle=0)
    y = alt.Y("count:Q").title(text("Students")).axis(format="d", values=_ticks(max(counts)))
    bars = chart.mark_bar(color=theme.BLUE).encode(x=x, y=y)

    def drawn(width: int) -> alt.LayerChart:
        angle = 0 if width == theme.WIDE else -60
        turned = bars.encode(x=x.axis(labelAngle=angle))
        return alt.layer(turned).properties(width=width - 80, height=200, title=_lines(title, width))

    return _drawing(
        drawn,
        text("{title}. Students by points: {counted}.", title=title, counted="; ".join(counted)),
        rows,
        [
            [axis, text("Students")],
            *([name, str(count)] for name, count in zip(names, counts, strict=True)),
        ],
        prefix,
    )


def facilities(found: Sequence[Item], prefix: str) -> Drawing:
    """Draw which share of the points the class reached in each task.

    Parameters
    ----------
    found
        Tasks with a facility, at least one.
    """
    known = [one for one in found if one.facility is not None]
    shares = {one.name: one.facility or 0.0 for one in known}
    title = text(
        "The class reached {low} percent of the points in the hardest task, {high} in the easiest",
        low=language.number(100 * min(shares.values()), 0),
        high=language.number(100 * max(shares.values()), 0),
    )
    rows = [{"task": name, "share": round(100 * share, 1)} for name, share in shares.items()]
    chart = alt.Chart(alt.NamedData("rows"))
    y = alt.Y("task:N").sort(list(shares)).title(None).axis(labelLimit=LABEL)
    x = alt.X("share:Q").title(text("Points reached by the class, percent")).scale(domain=[0, 100])

    def drawn(width: int) -> alt.LayerChart:
        bars = chart.mark_bar(color=theme.BLUE, height=12).encode(x=x, y=y)
        size = {"width": width - LABEL - 50, "height": {"step": 24}}
        return alt.layer(bars).properties(title=_lines(title, width), **size)

    listed = "; ".join(f"{name}: {language.number(100 * share, 0)}" for name, share in shares.items())
    return _drawing(
        drawn,
        text("{title}. Percent of the points by task: {listed}.", title=title, listed=listed),
        rows,
        [],
        prefix,
    )


def gain(chapters: Sequence[Gain], prefix: str) -> Drawing:
    """Draw the share of right answers before and after the course, by chapter.

    Parameters
    ----------
    chapters
        At least one, each with questions.
    """
    most = sum(one.most for one in chapters)
    before, after = (sum(getattr(one, side) for one in chapters) / most for side in ("before", "after"))
    title = text(
        "From {before} percent right before the course to {after} after it",
        before=language.number(100 * before, 0),
        after=language.number(100 * after, 0),
    )
    sides = {"before": text("Before"), "after": text("After")}
    rows = [
        {
            "chapter": text("Chapter {number}", number=one.chapter),
            "side": sides[side],
            "share": round(100 * getattr(one, side) / one.most, 1),
        }
        for one in chapters
        for side in sides
    ]
    chart = alt.Chart(alt.NamedData("rows"))
    y = alt.Y("chapter:N").title(None)
    x = alt.X("share:Q").title(text("Right answers, percent")).scale(domain=[0, 100])
    scale = alt.Scale(domain=list(sides.values()), range=[theme.OCHRE, theme.BLUE])
    shape = alt.Scale(domain=list(sides.values()), range=["circle", "square"])
    legend = alt.Legend(title=None, orient="top", labelColor=theme.TEXT)
    dots = chart.mark_point(filled=True, size=90, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("side:N").scale(scale).legend(legend),
        shape=alt.Shape("side:N").scale(shape).legend(legend),
    )

    def drawn(width: int) -> alt.LayerChart:
        size = {"width": width - 120, "height": {"step": 26}}
        return alt.layer(dots).properties(title=_lines(title, width), **size)

    listed = [[row["chapter"], row["side"], f"{language.number(row['share'], 0)}"] for row in rows]
    alternative = text(
        "{title}. Percent right by chapter: {listed}.",
        title=title,
        listed="; ".join(" ".join(one) for one in listed),
    )
    return _drawing(drawn, alternative, rows, [], prefix)


def _lines(title: str, width: int) -> list[str]:
    """Return a title in lines that fit the drawing."""
    import textwrap

    return textwrap.wrap(title, 68 if width == theme.WIDE else 32)


def _ticks(most: int) -> list[int]:
    """Return whole numbers from 0 to `most`, at most seven of them."""
    return list(range(0, most + 1, max(1, -(-most // 6))))


def _drawing(
    drawn: Any, alternative: str, rows: list[dict[str, Any]], table: list[list[str]], prefix: str
) -> Drawing:
    code = language.current()
    wide, narrow = (
        charts.svg(
            # room on the left: a reader's font may be broader than the one that was measured
            spec(drawn(width).properties(padding=PADDING), alternative, {"rows": rows}),
            code,
            f"{prefix}-{width}-",
        )
        for width in (theme.WIDE, theme.NARROW)
    )
    return Drawing(wide, narrow, alternative, table)
