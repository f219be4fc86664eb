"""Charts on the order of steps: a plan in time, plans that followed each other, and what an index leaves."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt

from timbang import data, language, plans
from timbang.charts import theme, words
from timbang.charts.bars import Bar, Bars
from timbang.charts.figure import Figure, spec
from timbang.charts.lanes import when
from timbang.models import roadmap as model
from timbang.models.staging import MOST, SPBE_WEIGHTS, left_to_gain

text = language.catalogue("charts")

STATED_ENDS = {
    **{"K4": 1982, "K5": 1986, "K9": 1991, "K10": 1996, "K17": 2000, "K27": 2002},
    **{"K38": 2002, "K43": 2006, "K54": None, "K69": 2015, "K75": 2020, "K82": None},
}
"""Last year of each Korean plan as its row of the timeline states it; None where it states none.

K27 ran "over four years" from 1999, K75 was a plan for five years called 2020, K38 was to end in 2002 (K36).
"""


def gantt(name: str) -> Figure:
    """Draw the worked example of a plan in time, its critical path marked.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    """
    import pandas as pd

    plan = plans.example(name)
    overview = plans.Overview(plan)
    actions = overview.actions
    slots = model.schedule(actions)
    groups = [text("On the critical path"), text("Has slack")]
    months = model.planned(actions)
    path = overview.critical_path()
    rows = list(overview.rows())
    slack = [text("{name} {months}", name=row.name, months=row.slack) for row in rows if row.slack]
    columns = [
        text("Action"),
        text("Needs first"),
        text("Starts in month"),
        text("Months"),
        text("Months of slack"),
    ]
    table = pd.DataFrame(
        [
            (row.name, row.needs or "–", str(one["start"] + 1), str(row.length), str(row.slack))
            for row, one in zip(rows, actions, strict=True)
        ],
        columns=columns,
    )
    return Bars(
        name="gantt",
        bars=[
            Bar(
                one["name"],
                one["start"] + 1,
                one["start"] + one["length"] + 1,
                groups[not slots[one["id"]].critical],
            )
            for one in actions
        ],
        groups=groups,
        title=text(
            "{critical} of {count} actions decide how long the example takes: {months} months",
            critical=sum(slot.critical for slot in slots.values()),
            count=len(actions),
            months=months,
        ),
        axis=text("Month of the plan"),
        domain=(1, months + 1),
        alternative=text(
            "Bars of {count} actions over {months} months. On the critical path: {path}. "
            "Months of slack: {slack}.",
            count=len(actions),
            months=months,
            path=" → ".join(path),
            slack=words.listed(slack),
        ),
        source=text("Source: an illustrative example of this course; no real regency."),
        table=table,
        explanation=text(
            "A bar lasts from the beginning of its first month to the end of its last. Slack is how long an "
            "action can wait, after its earliest start, before the whole plan takes longer."
        ),
    ).figure()


def _plan_names() -> dict[str, str]:
    return {
        "K4": text("First basic plan"),
        "K5": text("Second basic plan"),
        "K9": text("National network, first phase"),
        "K10": text("National network, second phase"),
        "K17": text("First master plan"),
        "K27": text("Cyber Korea 21, four years"),
        "K38": text("The eleven tasks"),
        "K43": text("Third master plan, to 2006"),
        "K54": text("The roadmap of 31 tasks"),
        "K69": text("Smart e-government plan"),
        "K75": text("Five-year plan to 2020"),
        "K82": text("Digital innovation plan"),
    }


def korean_plans() -> Figure:
    """Draw the Korean plans from 1978 to 2019, each from its adoption to the year it was to end."""
    import pandas as pd

    table = data.localised(data.table("korea_timeline")).set_index("id")
    names = _plan_names()
    begun = [
        (name, when(str(table.loc[name, "date"]), str(table.loc[name, "date_precision"])).start)
        for name in STATED_ENDS
    ]
    ends = {name: None if end is None else end + 1.0 for name, end in STATED_ENDS.items()}
    groups = [text("Began while an earlier plan had time left"), text("Began after the earlier plans")]
    early = [
        name
        for place, (name, start) in enumerate(begun)
        if any((ends[before] or 0) > start for before, _ in begun[:place])
    ]
    last = {name: text("not stated") if end is None else str(end) for name, end in STATED_ENDS.items()}
    heads = [
        text("Plan"),
        text("Adopted"),
        text("Planned until"),
        text("Began while an earlier plan had time left"),
    ]
    dates = {
        name: language.date(
            str(table.loc[name, "date"]).split("/")[0], str(table.loc[name, "date_precision"])
        )
        for name in names
    }
    rows = [
        (names[name], dates[name], last[name], text("yes") if name in early else text("no")) for name in names
    ]
    return Bars(
        name="korean_plans",
        bars=[Bar(names[name], start, ends[name], groups[name not in early]) for name, start in begun],
        groups=groups,
        title=text(
            "{early} of {count} Korean plans began while an earlier one still had time to run",
            early=len(early),
            count=len(begun),
        ),
        axis=text("Year"),
        domain=(1976, 2023),
        ticks=list(range(1980, 2021, 5)),
        alternative=text(
            "Bars from adoption to the stated end: {plans}. These began while an earlier plan had time left: "
            "{early}.",
            plans="; ".join(f"{names[name]}, {dates[name]} – {last[name]}" for name in names),
            early=words.listed([names[name] for name in early]),
        ),
        source=data.source_line("korea_timeline"),
        table=pd.DataFrame(rows, columns=heads),
        explanation=text(
            "A bar ends with the year that the plan names; a diamond is a plan whose end our sources do not "
            "state. Cyber Korea 21 was for four years, counted here from 1999. Other plans may be missing."
        ),
    ).figure()


def spbe_room(year: int = 2024) -> Figure:
    """Draw by how many points full marks in each domain would lift the national SPBE index of a year."""
    import pandas as pd

    table = data.table("spbe_national")
    row = table[table["year"] == year].iloc[0]
    scores = {domain: float(row[f"d_{domain}"]) for domain in SPBE_WEIGHTS}
    room = left_to_gain(scores)
    names = {
        "kebijakan": text("Internal policy"),
        "tata_kelola": text("Governance"),
        "manajemen": text("Management"),
        "layanan": text("Services"),
    }
    told = [
        text(
            "{name}: {room} points (weight {weight} percent, score {score})",
            name=names[domain],
            room=words.number(points, 2),
            weight=words.number(100 * SPBE_WEIGHTS[domain], 1),
            score=words.number(scores[domain], 2),
        )
        for domain, points in room.items()
    ]
    index = float(row["spbe_index"])
    alternative = text(
        "Points of the national SPBE index of {year}, {index} of {most}, that full marks in a domain would "
        "add. {told}.",
        year=year,
        index=words.number(index, 2),
        most=words.number(MOST, 0),
        told="; ".join(told),
    )
    values = [
        {
            "name": names[domain],
            "value": round(points, 4),
            "words": text(
                "{room} = {weight}% × (5 − {score})",
                room=words.number(points, 2),
                weight=words.number(100 * SPBE_WEIGHTS[domain]),
                score=words.number(scores[domain], 2),
            ),
        }
        for domain, points in room.items()
    ]
    first, second, third, _ = (names[domain] for domain in room)
    title = text(
        "{first}, {second} and {third} have about as much left to gain, for opposite reasons",
        first=first,
        second=second.lower(),
        third=third.lower(),
    )
    heads = [text("Domain"), text("Weight (percent)"), text("Score"), text("Points left to gain")]
    rows = [
        (
            names[domain],
            words.number(100 * SPBE_WEIGHTS[domain], 1),
            words.number(scores[domain], 2),
            words.number(points, 2),
        )
        for domain, points in room.items()
    ]
    drawn = {
        place: spec(_room_chart(values, title, place == "wide"), alternative, {"values": values})
        for place in ("wide", "narrow")
    }
    return Figure(
        name="spbe_room",
        wide=drawn["wide"],
        narrow=drawn["narrow"],
        alternative=alternative,
        source=data.source_line("spbe_national"),
        table=pd.DataFrame(rows, columns=heads),
        explanation=text(
            "Own arithmetic: the weight of a domain times what its score lacks to 5. The same weights give "
            "back the printed index of every agency but for rounding."
        ),
    )


def _room_chart(values: list[dict[str, Any]], title: str, wide: bool) -> alt.LayerChart:
    order = [one["name"] for one in values]
    up = alt.Y(
        "name:N",
        sort=order,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(title=None, domain=False, ticks=False),
    )
    across = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[0, 1.25 if wide else 1.7], nice=False),
        axis=alt.Axis(
            title=text("Points of the index left to gain"),
            format=".1f",
            domain=False,
            ticks=False,
            values=[0, 0.2, 0.4, 0.6],
        ),
    )
    base = alt.Chart(alt.NamedData("values")).encode(y=up)
    bars = base.mark_bar(aria=False, height=16, color=theme.BLUE).encode(x=across)
    labels = base.mark_text(aria=False, align="left", dx=6).encode(x=across, text="words:N")
    return (
        alt.layer(bars, labels)
        .properties(
            width=theme.WIDE if wide else theme.NARROW,
            height=46 * len(order),
            title=textwrap.wrap(title, 76 if wide else 38),
            padding=2,
        )
        .properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    )
