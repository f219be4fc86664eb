"""How much of the browser's store the work takes: of one exercise, and of a year with all of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page
from test_shared_modules import run
from widget_host import Open

from timbang import course, exercises, widgets
from timbang.widgets.base import Exercise

LONG = "Why did it fall? Half of it is infrastructure. " * 50
TEXT = LONG[:2000]
"""What a learner writes at most into one field."""
THREADS = ("law", "blueprint", "team", "partners")
ONE_EXERCISE = 200_000
"""Characters that the work on one exercise may take in the store."""
MEGABYTE = 1_000_000
"""Bytes; browsers keep two for each character."""


def gap() -> dict[str, Any]:
    dimensions = ("information", "technology", "processes", "objectives", "staffing", "management", "other")
    actions = [
        {"id": f"a{n}", "dimension": one, "way": "design", "text": TEXT, "after": 2}
        for n, one in enumerate(dimensions)
    ]
    notes = dict.fromkeys(dimensions, TEXT)
    return {"agency": TEXT[:80], "ratings": dict.fromkeys(dimensions, 8), "notes": notes, "actions": actions}


def register() -> dict[str, Any]:
    risk = {
        "kind": "incomplete",
        "likelihood": [0.1, 0.3, 0.5],
        "impact": [0.1, 0.3, 0.5],
        "owner": TEXT[:80],
    }
    risks = [
        {"id": f"r{n}", "name": TEXT[:80], "thread": THREADS[n % 4], "response": TEXT, **risk}
        for n in range(12)
    ]
    return {"horizon": 24, "risks": risks}


def roadmap() -> dict[str, Any]:
    action = {"name": TEXT[:80], "owner": TEXT[:80], "legal": TEXT, "money": TEXT[:80], "measure": TEXT}
    plan = {"budget": 1_500_000_000, "start": 3, "length": 6, "needs": ["t1", "t2"], "reduces": ["r1", "r2"]}
    actions = [
        {"id": f"t{n}", "thread": THREADS[n % 4], "dimension": "staffing", **action, **plan}
        for n in range(20)
    ]
    return {"title": TEXT[:80], "start": "2027-01", "actions": actions}


def marked() -> list[Exercise]:
    """Every exercise that the course has in its files, and the what-if."""
    return [
        *(widgets.quiz(name) for name in exercises.quizzes()),
        *(widgets.ordering(name) for name in exercises.orderings()),
        *(widgets.scales(name) for name in exercises.all_scales()),
        *(widgets.matching(name) for name in exercises.matchings()),
        *(widgets.balance(name) for name in exercises.balances()),
        *(widgets.restore(name) for name in exercises.restorations()),
        *(widgets.sentence(name) for name in exercises.sentences()),
        *(widgets.assessment(name) for name in ("pre-test", "post-test")),
        widgets.egdi_whatif("01-move-the-index"),
    ]


def longest(exercise: Exercise, part: str) -> Any:
    """An answer at least as long as any that a learner can give."""
    if exercise.kind == "restore":
        orders = [order for order, _ in exercise.orders]
        walked = {"path": orders[0], "tried": orders, "shown": True}
        return walked if part == "orders" else {"text": LONG[:2000], "closest": "middling"}
    if exercise.kind == "ordering":
        return list(exercise.start)
    if exercise.kind == "balance":
        (factor,) = (factor for factor in exercise.factors if factor["id"] == part)
        return {"weights": {piece["id"]: 3 for piece in factor["pieces"]}, "compared": True}
    if exercise.kind == "sentence":
        return dict.fromkeys(("source", "hedge", "figure", "measure", "year"), "a-long-part-name")
    if exercise.kind == "egdi_whatif":
        return dict(exercise.start)
    if exercise.kind == "scales":
        return {"verdict": "contradicted", "confidence": 100}
    if exercise.kind == "matching":
        return {"factor": "S1", "side": "against"}
    return [0, 1, 2, 3, 4]


def entry(exercise: Exercise) -> dict[str, Any]:
    parts = {
        part: kept(exercise.fingerprints[part], longest(exercise, part)) for part in exercise.fingerprints
    }
    return {"kind": exercise.kind, "title": exercise.title, "points": 1.5, "max": 3, "parts": parts}


def kept(made: str, answer: Any) -> dict[str, Any]:
    return {"made": made, "draft": answer, "answer": answer, "tries": 12, "first": False}


def everything() -> dict[str, dict[str, Any]]:
    written = {"08-gap": gap(), "08-register": register(), "09-roadmap": roadmap()}
    plans = {
        name: {"kind": name, "title": name, "parts": {name: kept("0123456789ab", answer)}}
        for name, answer in written.items()
    }
    return {exercise.name: entry(exercise) for exercise in marked()} | plans


@pytest.fixture
def page(show: Open) -> Page:
    return show(widgets.my_work())


def stored(page: Page, entries: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Characters in the store: of each exercise, and together."""
    script = f"""
      localStorage.clear();
      for (const [name, entry] of Object.entries({json.dumps(entries)})) it.put(name, entry);
      const all = localStorage.getItem("timbang.work");
      const sizes = {{ together: all.length }};
      for (const [name, entry] of Object.entries(JSON.parse(all).entries)) {{
        sizes[name] = JSON.stringify(entry).length;
      }}
      return sizes;"""
    return dict(run(page, "work", script))


def test_the_work_on_one_exercise_is_bounded(page: Page) -> None:
    sizes = stored(page, everything())
    together = sizes.pop("together")
    assert set(sizes) >= {name for chapter in course.chapters() for name, _ in chapter.exercises}
    assert max(sizes.values()) <= ONE_EXERCISE, max(sizes, key=lambda name: sizes[name])
    assert together >= sum(sizes.values()) > 50_000


def test_a_year_of_use_stays_under_a_megabyte(page: Page) -> None:
    """Everything is done to the full, then every question changes, and everything is done again."""
    twice = {name: {**entry, "older": entry["parts"]} for name, entry in everything().items()}
    together = stored(page, twice)["together"]
    print(f"{together} characters, {2 * together} bytes")
    assert 2 * together < MEGABYTE
