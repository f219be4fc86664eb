"""Python and JavaScript date, check and fit plans alike."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from widget_host import Open

from timbang import plans, widgets
from timbang.errors import BadPlan, DependencyLoop
from timbang.models import roadmap as model
from timbang.plans import form
from timbang.widgets import assets

NAME = "09-roadmap"


@pytest.fixture
def page(sample: Path, show: Open) -> Page:
    return show(widgets.roadmap(NAME))


def modules() -> dict[str, str]:
    return {name.rsplit("-", 1)[0]: name for name in assets.site_files() if name.endswith(".js")}


def random_plan(seed: int) -> dict[str, Any]:
    """Return a plan with all kinds of faults, and sometimes with loops."""
    some = random.Random(seed)
    count = some.choice([0, 1, 3, 8, 20])
    ids = [f"t{number}" for number in range(count)]
    forward = some.random() < 0.6

    def needs(number: int) -> list[str]:
        pool = ids[:number] if forward else ids
        return some.sample(pool, min(len(pool), some.choice([0, 1, 2, 3]))) + some.choice([[], [], ["t99"]])

    actions = [
        {
            "id": own,
            "name": own.upper(),
            "thread": some.choice(model.THREADS),
            "owner": some.choice(["", " ", "Legal"]),
            "legal": some.choice(["", "Law"]),
            "budget": some.choice([None, 0, 5_000]),
            "money": some.choice(["", "Budget"]),
            "measure": some.choice(["", "Done"]),
            "start": some.randrange(24),
            "length": some.randrange(1, 9),
            "needs": needs(number),
            "reduces": some.sample(["r1", "r2", "r9"], some.randrange(3)),
            "dimension": some.choice([None, *form.DIMENSIONS]),
        }
        for number, own in enumerate(ids)
    ]
    ratings = {name: some.choice([None, 3, 5, 6, 6, 9]) for name in form.DIMENSIONS}
    risks = [{"id": f"r{number}", "owner": some.choice(["Legal", "Legal", ""])} for number in range(3)]
    return {
        "roadmap": {"title": "", "start": "2027-01", "actions": actions},
        "gap": some.choice([None, {"ratings": ratings}]),
        "register": some.choice([None, {"risks": risks}]),
    }


def by_python(plan: dict[str, Any]) -> dict[str, Any]:
    actions = plan["roadmap"]["actions"]
    told = {
        "faults": [[one.kind, [*one.actions], [*one.about]] for one in model.faults(**plan)],
        "loops": [[*loop] for loop in model.loops(actions)],
        "planned": model.planned(actions),
        "slots": None,
    }
    try:
        slots = model.schedule(actions)
    except DependencyLoop:
        return told
    return told | {
        "slots": {name: [*slot] for name, slot in slots.items()},
        "path": [*model.critical_path(actions)],
        "shortest": model.shortest(actions),
    }


def test_dates_and_faults_are_those_of_the_model(page: Page) -> None:
    cases = [random_plan(seed) for seed in range(400)]
    theirs = page.evaluate(
        """async ([file, cases]) => {
          const my = await import(`./${file}`);
          return cases.map(({ roadmap, gap, register }) => {
            const { actions } = roadmap;
            const slots = my.schedule(actions);
            return {
              faults: my.faults(roadmap, gap, register).map((one) => [one.kind, one.actions, one.about]),
              loops: my.loops(actions),
              planned: my.planned(actions),
              slots: slots && Object.fromEntries(
                [...slots].map(([id, { earliest, latest }]) => [id, [earliest, latest]])),
              ...(slots
                ? { path: my.criticalPath(actions, slots), shortest: my.shortest(actions, slots) } : {}),
            };
          });
        }""",
        [modules()["schedule"], cases],
    )
    ours = [by_python(case) for case in cases]
    for mine, other in zip(ours, theirs, strict=True):
        assert other == mine
    kinds = {fault[0] for mine in ours for fault in mine["faults"]}
    assert kinds == set(model.FAULTS)
    assert sum(mine["slots"] is None for mine in ours) > 30


def test_months_are_those_of_the_model(page: Page) -> None:
    theirs = page.evaluate(
        """async (file) => {
          const { month } = await import(`./${file}`);
          return [0, 1, 11, 12, 13, 400].map((passed) => month("2027-02", passed));
        }""",
        modules()["schedule"],
    )
    assert theirs == [model.month("2027-02", passed) for passed in (0, 1, 11, 12, 13, 400)]


def spoilt() -> list[Any]:
    """Return plans that differ from the example in one place, many of them for the worse."""
    example = plans.example(NAME)
    values = [
        None,
        "",
        "x",
        "x" * 2001,
        0,
        -1,
        1.5,
        True,
        [],
        {},
        [0.1, 0.2, 0.3],
        [0.3, 0.2, 0.1],
        "2027-02",
    ]
    places = [
        ("language",),
        ("agency",),
        ("gap",),
        ("gap", "ratings", "staffing"),
        ("gap", "notes"),
        ("register", "horizon"),
        ("register", "risks", 0, "likelihood"),
        ("register", "risks", 0, "id"),
        ("roadmap", "start"),
        ("roadmap", "actions"),
        ("roadmap", "actions", 1),
        *(("roadmap", "actions", 1, name) for name in example["roadmap"]["actions"][1]),
    ]
    found = []
    for place in places:
        for value in values:
            plan = copy.deepcopy(example)
            inner: Any = plan
            for step in place[:-1]:
                inner = inner[step]
            inner[place[-1]] = value
            found.append(plan)
    return found


def test_a_plan_fits_for_javascript_as_it_does_for_python(page: Page) -> None:
    cases = spoilt()
    texts = widgets.roadmap(NAME).texts
    theirs = page.evaluate(
        """async ([file, files, cases, form]) => {
          const { opened } = await import(`./${file}`);
          const { refusalWords } = await import(`./${files}`);
          const texts = models.w0.get("texts");
          return cases.map((one) => {
            const result = opened(form, JSON.stringify(one));
            return result.plan ?? refusalWords(texts, "plan.json", result, 2);
          });
        }""",
        [modules()["plan"], modules()["roadmap_files"], cases, widgets.roadmap(NAME).form],
    )
    ours = []
    for case in cases:
        try:
            ours.append(plans.checked(case))
        except BadPlan as fault:
            ours.append(texts["refused-misfit"].format(file="plan.json", misfit=fault))
    assert sum(isinstance(one, str) for one in ours) > 100
    assert sum(isinstance(one, dict) for one in ours) > 50
    for mine, other in zip(ours, theirs, strict=True):
        assert json.dumps(other, sort_keys=True) == json.dumps(mine, sort_keys=True)


AMOUNTS = {
    "": None,
    "0": 0,
    "Rp 1.250.000": 1_250_000,
    "1,250,000": 1_250_000,
    "rp.500": 500,
    "1e6": "unread",
    "-5": "unread",
    "9" * 16: "unread",
}


def test_amounts_are_read_as_they_are_typed(page: Page) -> None:
    found = page.evaluate(
        "async ([file, typed]) => { const { amount } = await import(`./${file}`); "
        "return typed.map((one) => amount(one) === undefined ? 'unread' : amount(one)); }",
        [modules()["roadmap_form"], list(AMOUNTS)],
    )
    assert found == list(AMOUNTS.values())
