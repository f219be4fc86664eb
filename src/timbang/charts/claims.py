"""The claims of the article as one mark each: by who makes them and of what kind, and by paragraph."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

import altair as alt

from timbang import data, language
from timbang.charts import theme
from timbang.charts.figure import Figure, spec
from timbang.charts.words import listed
from timbang.models.claims import KINDS, VERDICTS

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("charts")

COLOURS = [theme.GREEN, theme.OCHRE, theme.VERMILION, theme.SLATE, theme.PURPLE]
MARKS = ["circle", "triangle-up", "cross", "diamond", "square"]
"""Of the verdicts, in their order."""
SPEAKERS = {"author (Muttaqin)": "author", "Hyun Seok Kim, as reported by the author": "kim"}
"""Whose claims have rows of their own; the other speakers share theirs."""


def verdicts_by_speaker() -> Figure:
    """Draw each claim as a mark with the verdict of the sources, in rows of a speaker and a kind of claim.

    Source
    ------
    Table ``claims``.
    """
    rows = _claims()
    names = zip(rows["speaker"].map(_speakers()), rows["kind"].map(_kinds()), strict=True)
    rows = rows.assign(row=[f"{speaker}: {kind}" for speaker, kind in names]).sort_values(
        ["speaker", "kind", "verdict", "number"]
    )
    kind = Counter(rows["kind"])
    by_kind = Counter(zip(rows["kind"], rows["verdict"], strict=True))
    title = text(
        "Of {causes} causes {nuanced} hold only with an addition; of {judgements} judgements {opinions} are "
        "opinion",
        causes=kind["cause"],
        nuanced=by_kind["cause", "nuanced"],
        judgements=kind["judgement"],
        opinions=by_kind["judgement", "opinion"],
    )
    alternative = " ".join(
        [
            text(
                "{count} claims of the article by speaker, kind and verdict of the sources.", count=len(rows)
            ),
            *(_told(name, group["verdict"]) for name, group in rows.groupby("row", sort=False)),
        ]
    )
    return _figure("verdicts_by_speaker", rows, title, alternative, text("Number of claims"), _counts(rows))


def verdicts_by_paragraph() -> Figure:
    """Draw each claim as a mark with the verdict of the sources, in the order of the article.

    Source
    ------
    Table ``claims``.
    """
    rows = _claims()
    rows = rows.assign(row=[text("paragraph {number}", number=number) for number in rows["paragraph"]])
    opinion, contradicted = (rows[rows["verdict"] == verdict] for verdict in ("opinion", "contradicted"))
    where = contradicted["paragraph"].iloc[0]
    beside = Counter(rows.loc[rows["paragraph"] == where, "verdict"])
    title = text(
        "All {opinions} opinions stand in paragraphs {first} to {last}; the contradicted claim is in "
        "paragraph {paragraph}, beside {supported} that are supported",
        opinions=len(opinion),
        first=opinion["paragraph"].min(),
        last=opinion["paragraph"].max(),
        paragraph=where,
        supported=beside["supported"],
    )
    alternative = " ".join(
        [
            text(
                "{count} claims of the article by paragraph and verdict of the sources: {verdicts}.",
                count=len(rows),
                verdicts=_summed(rows["verdict"]),
            ),
            *(_told(name, group["verdict"]) for name, group in rows.groupby("row", sort=False)),
        ]
    )
    return _figure(
        "verdicts_by_paragraph",
        rows,
        title,
        alternative,
        text("Place of the claim in its paragraph"),
        _listed_claims(rows),
        named=True,
    )


def _claims() -> pd.DataFrame:
    """Return the claims with speaker, kind and verdict as ordered categories, in the order of the article."""
    import pandas as pd

    table = data.table("claims")
    return pd.DataFrame(
        {
            "id": table["id"],
            "number": [int(one.removeprefix("A")) for one in table["id"]],
            "paragraph": [int(one.split()[0].removeprefix("P")) for one in table["paragraph"]],
            "speaker": pd.Categorical(
                [SPEAKERS.get(who, "others") for who in table["who_en"]],
                [*SPEAKERS.values(), "others"],
                ordered=True,
            ),
            "kind": pd.Categorical(table["kind"], KINDS, ordered=True),
            "verdict": pd.Categorical(table["verdict"], VERDICTS, ordered=True),
            "statement": data.localised(table)["statement"],
        }
    )


def _figure(
    name: str,
    rows: pd.DataFrame,
    title: str,
    alternative: str,
    axis: str,
    table: pd.DataFrame,
    named: bool = False,
) -> Figure:
    words = _verdicts()
    values = rows.assign(
        place=rows.groupby("row", sort=False).cumcount() + 1, said=[words[one] for one in rows["verdict"]]
    )
    datasets: dict[str, list[dict[str, Any]]] = {
        "values": values[["id", "row", "place", "said", "statement"]].to_dict("records")  # type: ignore[dict-item]
    }
    drawn = {
        place: spec(_drawing(values, title, axis, place, named), alternative, datasets)
        for place in ("wide", "narrow")
    }
    return Figure(
        name=name,
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("claims"),
        table=table,
        explanation=text(
            "Each mark is a claim. The verdicts are the course's reading of its sources; whether a claim is "
            "a fact, a cause or a judgement was decided by hand."
        ),
    )


def _drawing(values: pd.DataFrame, title: str, axis: str, place: str, named: bool) -> alt.LayerChart:
    wide = place == "wide"
    rows = list(dict.fromkeys(values["row"]))
    words = list(_verdicts().values())
    most = int(values["place"].max())
    across = alt.X(
        "place:Q",
        scale=alt.Scale(domain=[0.5, most + 0.5], nice=False, zero=False),
        axis=alt.Axis(title=axis, values=list(range(1, most + 1)), format="d", grid=False),
    )
    up = alt.Y(
        "row:N",
        sort=rows,
        scale=alt.Scale(padding=0.75),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=140),
    )
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=5 if wide else 2,
        labelColor=theme.TEXT,
        labelFontSize=theme.FONT_SIZE,
        labelLimit=160,
        symbolSize=90,
        symbolOpacity=1,
    )
    base = alt.Chart(alt.NamedData("values")).encode(x=across, y=up)
    layers = [
        base.mark_point(aria=False, filled=True, opacity=1, size=110).encode(
            color=alt.Color("said:N", scale=alt.Scale(domain=words, range=COLOURS), legend=legend),
            shape=alt.Shape("said:N", scale=alt.Scale(domain=words, range=MARKS), legend=legend),
            tooltip=[
                alt.Tooltip("id:N", title=text("Claim")),
                alt.Tooltip("statement:N", title=text("Statement")),
                alt.Tooltip("said:N", title=text("Verdict")),
            ],
        )
    ]
    if named:
        layers.append(base.mark_text(aria=False, dy=14).encode(text="id:N"))
    return (
        alt.layer(*layers)
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=alt.Step(36 if named else 26),
            title=textwrap.wrap(title, theme.TITLE_WIDE if wide else theme.TITLE_NARROW),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )


def _told(name: object, verdicts: pd.Series) -> str:
    return text("{row}: {verdicts}.", row=name, verdicts=_summed(verdicts))


def _summed(verdicts: pd.Series) -> str:
    words, counts = _verdicts(), Counter(verdicts)
    return listed([f"{counts[one]} {words[one]}" for one in VERDICTS if counts[one]])


def _counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the number of claims by row and verdict, in words."""
    import pandas as pd

    words = _verdicts()
    lines = []
    for name, group in rows.groupby("row", sort=False):
        counts = Counter(group["verdict"])
        lines.append([name, *(str(counts[one]) for one in VERDICTS), str(len(group))])
    return pd.DataFrame(lines, columns=[text("Speaker and kind"), *words.values(), text("all")])


def _listed_claims(rows: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    speakers, kinds, verdicts = _speakers(), _kinds(), _verdicts()
    return pd.DataFrame(
        [
            (
                row["id"],
                str(row["paragraph"]),
                speakers[row["speaker"]],
                kinds[row["kind"]],
                verdicts[row["verdict"]],
            )
            for _, row in rows.iterrows()
        ],
        columns=[text("Claim"), text("Paragraph"), text("Speaker"), text("Kind"), text("Verdict")],
    )


def _verdicts() -> dict[str, str]:
    return {
        "supported": text("supported"),
        "nuanced": text("nuanced"),
        "contradicted": text("contradicted"),
        "not-attested": text("not attested"),
        "opinion": text("opinion"),
    }


def _kinds() -> dict[str, str]:
    return {
        "fact": text("fact"),
        "event": text("event"),
        "definition": text("definition"),
        "cause": text("cause"),
        "judgement": text("judgement"),
    }


def _speakers() -> dict[str, str]:
    return {"author": text("author"), "kim": "Kim", "others": text("others")}
