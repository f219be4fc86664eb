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


def test_all_work_can_be_seen_and_erased(page: Page) -> None:
    seen = run(
        page,
        "work",
        """
        const names = () => Object.keys(it.all().entries);
        it.put("one", { kind: "quiz", title: "One", parts: {} });
        it.put("two", { kind: "quiz", title: "Two", parts: {} });
        const [before, { size, trouble }] = [names(), it.all()];
        it.erase("two");
        const left = names();
        localStorage.setItem("timbang.work.damaged", "what was set aside");
        it.erase();
        return [before, trouble, size > 50, left, names(), it.all().size, localStorage.length];
        """,
    )
    assert seen == [["one", "two"], None, True, ["one"], [], 0, 1]


def test_a_draft_that_was_handed_in_is_stored_once_and_given_back_twice(page: Page) -> None:
    stored, again, differs = run(
        page,
        "work",
        """
        const parts = (draft) => ({ a: { made: "1", draft, answer: [1, 2], tries: 1 } });
        it.put("one", { kind: "quiz", title: "One", parts: parts([1, 2]), older: parts([1, 2]) });
        const stored = JSON.parse(localStorage.getItem("timbang.work")).entries.one;
        const again = it.get("one").entry;
        it.put("two", { kind: "quiz", title: "Two", parts: parts([3]) });
        return [stored, again, it.get("two").entry.parts.a];
        """,
    )
    for entry, draft in ((stored, {}), (again, {"draft": [1, 2]})):
        assert entry["parts"]["a"] == {"made": "1", "answer": [1, 2], "tries": 1} | draft
        assert entry["older"]["a"] == entry["parts"]["a"]
    assert differs["draft"] == [3]


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
