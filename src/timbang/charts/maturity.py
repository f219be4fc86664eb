"""The SPBE index: the national series with its break, and the agencies of a year by kind and domain."""

from __future__ import annotations

import itertools
import json
import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import number
from timbang.models.spbe import COLUMNS, HIGHEST, LOWEST

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

KINDS = ("Kementerian", "LPNK", "LNS dan lainnya", "Provinsi", "Kota", "Kabupaten")
"""Kinds of agency as the table `spbe_agencies` writes them, in the order of the rows."""
BREAK = 2020.5
"""Between the last year of the old instrument and the first of the new."""
BIN = 0.25
"""Breadth of a step of the strips, in points of the score."""
FULLEST = 0.92
"""Height of the highest step, as a share of a row."""
LABELS = {"wide": 84, "narrow": 38}
"""Letters in a line of the title."""


NATIONAL = {
    "services": "d_layanan",
    "policy": "d_kebijakan",
    "governance": "d_tata_kelola",
    "management": "d_manajemen",
}
"""Domains in the table `spbe_national`, from the highest score of 2024 to the lowest."""


def _domains() -> dict[str, str]:
    return {
        "policy": text("Policy"),
        "governance": text("Governance"),
        "management": text("Management"),
        "services": text("Services"),
    }


def _series() -> dict[str, str]:
    return {"spbe_index": text("Index"), **{column: _domains()[name] for name, column in NATIONAL.items()}}


def spbe_over_time() -> Figure:
    """Draw the national SPBE index and its domains from 2018 to 2024, broken where the instrument changed.

    Source
    ------
    Table ``spbe_national``: KemenPANRB, evaluation report of 2024.
    """
    table = data.table("spbe_national")
    names = _series()
    values = [
        {
            "series": column,
            "name": names[column],
            "part": "old" if year < BREAK else "new",
            "year": int(year),
            "value": float(score),
            "said": number(score, 2),
        }
        for column in names
        for year, score in zip(table["year"], table[column], strict=True)
        if score == score
    ]
    index = dict(zip(table["year"].tolist(), table["spbe_index"].tolist(), strict=True))
    first, last = min(index), max(index)
    title = text(
        "SPBE index of the nation: {start} in {first}, {end} in {last}, measured with two instruments",
        start=number(index[first], 2),
        first=first,
        end=number(index[last], 2),
        last=last,
    )
    alternative = " ".join(
        [
            text("National SPBE index and domains, on a scale from 1 to 5. The instrument changed in 2021."),
            *(
                text(
                    "{name}: {scores}.",
                    name=name,
                    scores=", ".join(
                        f"{row['said']} ({row['year']})" for row in values if row["series"] == column
                    ),
                )
                for column, name in names.items()
            ),
        ]
    )
    extra: dict[str, list[dict[str, Any]]] = {
        "ends": [row for row in values if row["year"] == last],
        "break": [{"year": BREAK, "words": [text("new instrument:"), text("47 indicators, not 35")]}],
    }
    drawn = {
        place: spec(_over_time(place, title, names), alternative, {"values": values, **extra})
        for place in LABELS
    }
    return Figure(
        name="spbe_over_time",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("spbe_national"),
        explanation=text(
            "The lines stop at the broken rule: from 2021 on other indicators were scored, and the domain of "
            "management is new. A difference across the rule is no change. The figures of 2019 and 2021 "
            "stand in this report alone."
        ),
        table=_national_table(table, names),
    )


def _over_time(place: str, title: str, names: dict[str, str]) -> alt.LayerChart:
    wide = place == "wide"
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[2017.8, 2025.4 if wide else 2027.4], nice=False, zero=False),
        axis=alt.Axis(title=text("Year of the evaluation"), values=list(range(2018, 2025)), format="d",
                      grid=False, labelAngle=0 if wide else -90),
    )  # fmt: skip
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[LOWEST, HIGHEST], nice=False, zero=False),
        axis=alt.Axis(
            title=text("Score from 1 to 5"), values=[1, 2, 3, 4, 5], format="d", domain=False, ticks=False
        ),
    )
    domain = list(names)
    colour = alt.Color(
        "series:N", scale=alt.Scale(domain=domain, range=theme.SERIES[: len(domain)]), legend=None
    )
    shape = alt.Shape(
        "series:N", scale=alt.Scale(domain=domain, range=theme.SHAPES[: len(domain)]), legend=None
    )
    rows = alt.Chart(alt.NamedData("values"))
    lines = rows.mark_line(aria=False).encode(
        x=x,
        y=y,
        color=colour,
        detail="part:N",
        strokeWidth=alt.condition(alt.datum.series == "spbe_index", alt.value(3), alt.value(1)),
    )
    points = rows.mark_point(aria=False, filled=True, opacity=1, size=46).encode(
        x=x,
        y=y,
        color=colour,
        shape=shape,
        tooltip=[
            alt.Tooltip("name:N", title=text("Measure")),
            alt.Tooltip("year:Q", title=text("Year")),
            alt.Tooltip("said:N", title=text("Score")),
        ],
    )
    ends = (
        alt.Chart(alt.NamedData("ends"))
        .mark_text(aria=False, align="left", baseline="middle", dx=9)
        .encode(x=x, y=y, text="label:N")
        .transform_calculate(label=alt.datum.name + " " + alt.datum.said)
    )
    broken = alt.Chart(alt.NamedData("break"))
    rule = broken.mark_rule(aria=False, color=theme.TEXT, strokeDash=[4, 3]).encode(x=x)
    words = broken.mark_text(aria=False, align="left", baseline="top", dx=5, fontStyle="italic").encode(
        x=x, y=alt.value(0), text="words:N"
    )
    return (
        alt.layer(rule, words, lines, points, ends)
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=290,
            title=textwrap.wrap(title, LABELS[place]),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )


def _national_table(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {text("Year"): [str(year) for year in table["year"]]}
        | {
            name: [number(score, 2) if score == score else text("no data") for score in table[column]]
            for column, name in names.items()
        }
    )


def spbe_by_kind(year: int) -> Figure:
    """Draw how the agencies of each kind spread over the scores of each domain in a year.

    Parameters
    ----------
    year
        2023 or 2024.

    Source
    ------
    Table ``spbe_agencies``: KemenPANRB, evaluation reports of 2023 and 2024. Three rows of 2024 have no score
    in policy and are left out there.
    """
    table = data.table("spbe_agencies")
    table = table[table["year"] == year]
    counts = table["type"].value_counts()
    kinds = {kind: f"{words} ({counts[kind]})" for kind, words in _kinds().items()}
    groups = {
        (domain, kind): table.loc[table["type"] == kind, column].dropna()
        for domain, column in COLUMNS.items()
        for kind in KINDS
    }
    steps = {key: _steps(scores) for key, scores in groups.items()}
    fullest = max(max(heights) for heights in steps.values())
    rows = {kind: len(KINDS) - 1 - place for place, kind in enumerate(KINDS)}
    values = [
        {"domain": domain, "kind": kind, "score": edge, "base": rows[kind],
         "top": round(rows[kind] + FULLEST * height / fullest, 3)}
        for (domain, kind), heights in steps.items()
        for place, height in enumerate(heights)
        for edge in (LOWEST + place * BIN, LOWEST + (place + 1) * BIN)
    ]  # fmt: skip
    medians = [
        {
            "domain": domain,
            "kind": kinds[kind],
            "score": float(scores.median()),
            "base": rows[kind],
            "high": rows[kind] + FULLEST,
            "said": number(scores.median(), 2),
        }
        for (domain, kind), scores in groups.items()
    ]
    said = {
        domain: {kind: number(groups[domain, kind].median(), 2) for kind in ("Kabupaten", "Kementerian")}
        for domain in COLUMNS
    }
    title = text(
        "Half of the {count} regencies score at most {regencies} in management, half of the ministries at "
        "most {ministries}",
        count=counts["Kabupaten"],
        regencies=said["management"]["Kabupaten"],
        ministries=said["management"]["Kementerian"],
    )
    names = _domains()
    alternative = " ".join(
        [
            text(
                "Scores of {count} agencies in the SPBE evaluation of {year}, by kind and domain, each a "
                "strip from 1 to 5. Middle scores:",
                count=len(table),
                year=year,
            ),
            *(
                text(
                    "{name}: {scores}.",
                    name=names[domain],
                    scores=", ".join(
                        f"{row['kind']} {row['said']}" for row in medians if row["domain"] == domain
                    ),
                )
                for domain in COLUMNS
            ),
        ]
    )
    drawn = {
        place: spec(_by_kind(place, title, kinds, rows), alternative, {"values": values, "medians": medians})
        for place in LABELS
    }
    return Figure(
        name="spbe_by_kind",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("spbe_agencies"),
        explanation=text(
            "The height of a step is the share of agencies of a kind in that quarter of a point; all strips "
            "have one scale. The mark and its number are the middle score. Three agencies of 2024 whose "
            "score in policy is lost are missing in that domain alone."
        ),
        table=_kind_table(groups, kinds, names),
    )


def _kinds() -> dict[str, str]:
    return {
        "Kementerian": text("Ministries"),
        "LPNK": text("Non-ministerial agencies"),
        "LNS dan lainnya": text("Other state bodies"),
        "Provinsi": text("Provinces"),
        "Kota": text("Cities"),
        "Kabupaten": text("Regencies"),
    }


def _steps(scores: pd.Series) -> list[float]:
    """Return the share of scores in each step of the scale; the last step holds its upper end too."""
    edges = [LOWEST + place * BIN for place in range(round((HIGHEST - LOWEST) / BIN) + 1)]
    edges[-1] += BIN
    return [float(((scores >= low) & (scores < high)).mean()) for low, high in itertools.pairwise(edges)]


def _by_kind(place: str, title: str, kinds: dict[str, str], rows: dict[str, int]) -> alt.TopLevelMixin:
    wide = place == "wide"
    panels = [
        _strip(
            domain,
            heading,
            wide,
            kinds,
            rows,
            named=place_ % (4 if wide else 2) == 0,
        )
        for place_, (domain, heading) in enumerate(_domains().items())
    ]
    if wide:
        return alt.hconcat(*panels, spacing=12).properties(
            title=textwrap.wrap(title, LABELS[place]), padding=2
        )
    pairs = [alt.hconcat(*panels[start : start + 2], spacing=10) for start in (0, 2)]
    return alt.vconcat(*pairs, spacing=14).properties(title=textwrap.wrap(title, LABELS[place]), padding=2)


def _strip(
    domain: str, heading: str, wide: bool, kinds: dict[str, str], rows: dict[str, int], *, named: bool
) -> alt.LayerChart:
    labels = {str(rows[kind]): textwrap.wrap(words, 16 if wide else 13) for kind, words in kinds.items()}
    x = alt.X(
        "score:Q",
        scale=alt.Scale(domain=[LOWEST, HIGHEST], nice=False, zero=False),
        axis=alt.Axis(title=text("Score from 1 to 5"), values=[1, 2, 3, 4, 5], format="d", domain=False),
    )
    scale = alt.Scale(domain=[0, len(KINDS)], nice=False, zero=False)
    side: dict[str, Any] = {"axis": None}
    if named:
        side["axis"] = alt.Axis(
            title=None,
            values=list(rows.values()),
            labelExpr=f"{json.dumps(labels, ensure_ascii=False)}[datum.value]",
            labelOffset=-22 if wide else -20,
            labelLimit=160,
            domain=False,
            ticks=False,
            grid=False,
        )
    base = alt.Y("base:Q", scale=scale, **side)
    shares = (
        alt.Chart(alt.NamedData("values"))
        .transform_filter(alt.datum.domain == domain)
        .mark_area(aria=False, color=theme.SLATE, opacity=0.75, line=False)
        .encode(x=x, y=base, y2="top:Q", detail="kind:N")
    )
    medians = alt.Chart(alt.NamedData("medians")).transform_filter(alt.datum.domain == domain)
    marks = medians.mark_rule(aria=False, color=theme.VERMILION, strokeWidth=2.5).encode(
        x=x,
        y=base,
        y2="high:Q",
        tooltip=[
            alt.Tooltip("kind:N", title=text("Kind of agency")),
            alt.Tooltip("said:N", title=text("Middle score")),
        ],
    )
    numbers = [
        medians.transform_filter(where)
        .mark_text(aria=False, align=align, baseline="top", dx=shift)
        .encode(x=x, y=alt.Y("high:Q", scale=scale), text="said:N")
        for where, align, shift in ((alt.datum.score < 2, "left", 4), (alt.datum.score >= 2, "right", -4))
    ]
    heads = alt.TitleParams(heading, fontSize=theme.FONT_SIZE + 1, offset=4, frame="group")
    height = (44 if wide else 40) * len(KINDS)
    return alt.layer(shares, marks, *numbers).properties(
        width=135 if wide else 114, height=height, title=heads
    )


def _kind_table(
    groups: dict[tuple[str, str], pd.Series], kinds: dict[str, str], names: dict[str, str]
) -> pd.DataFrame:
    """Return the middle score of each kind in each domain, with the middle half in brackets."""
    import pandas as pd

    def told(scores: pd.Series) -> str:
        low, middle, high = (number(float(scores.quantile(share)), 2) for share in (0.25, 0.5, 0.75))
        return f"{middle} ({low}–{high})"

    return pd.DataFrame(
        {text("Kind of agency"): list(kinds.values())}
        | {
            text("{name}: middle (middle half)", name=name): [told(groups[domain, kind]) for kind in kinds]
            for domain, name in names.items()
        }
    )
