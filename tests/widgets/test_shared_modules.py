"""The shared modules by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from widget_host import Open

from timbang import widgets
from timbang.widgets import assets


@pytest.fixture
def page(sample: Path, show: Open) -> Page:
    return show(widgets.quiz("sample-check"))


def run(page: Page, module: str, script: str) -> Any:
    """What a script gives that has a shared module as `it`."""
    file = next(name for name in assets.site_files() if name.startswith(f"{module}-"))
    return page.evaluate(f"async () => {{ const it = await import('./{file}'); {script} }}")


def test_all_work_can_be_listed_taken_along_and_erased(page: Page) -> None:
    listed = run(
        page,
        "work",
        """
        it.put("one", { kind: "quiz", title: "One", parts: {} });
        await new Promise((resume) => setTimeout(resume, 5));
        it.put("two", { kind: "quiz", title: "Two", parts: {} });
        const before = it.list().map(([name]) => name);
        const file = JSON.parse(it.exported());
        it.erase("two");
        const left = it.list().map(([name]) => name);
        it.erase();
        return [before, file.version, Object.keys(file.entries), left, it.list()];
        """,
    )
    assert listed == [["two", "one"], 1, ["one", "two"], ["one"], []]


def test_work_that_is_not_marked_is_kept_without_a_score(page: Page) -> None:
    kept = run(
        page,
        "answers",
        """
        const state = { name: "plan", title: "Plan", answer: {}, attempts: {}, fingerprints: { plan: "1" } };
        const set = (key, value) => { state[key] = value; };
        const model = { get: (key) => state[key], set, save_changes() {}, on() {} };
        const plan = it.answers(model);
        plan.keep("plan", [{ action: "write a law" }]);
        const { entries } = JSON.parse(localStorage.getItem("timbang.work"));
        const { points = null, parts } = entries.plan;
        return [state.answer, state.attempts, plan.score(), parts.plan.tries, points];
        """,
    )
    assert kept == [{"plan": [{"action": "write a law"}]}, {}, None, 0, None]


def test_a_table_keeps_what_a_spreadsheet_would_mistake(page: Page) -> None:
    table = run(page, "download", """return it.csv("en", [['say "no"', "a,b", "=1+1", 0.5, null]]);""")
    assert table == '\ufeff"say ""no""","a,b",\'=1+1,0.5,\r\n'


def test_the_most_telling_wrong_pairs_come_first(page: Page) -> None:
    pairs = run(page, "score", """return it.wrongPairs([..."BDAC"], [..."ABCD"]);""")
    assert pairs == [["D", "A"], ["B", "A"], ["D", "C"]]
