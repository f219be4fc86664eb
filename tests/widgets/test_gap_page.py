"""The gap exercise in a real browser: keys alone, read out, kept, undone, and counted as Python counts."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from widget_host import Open

from timbang import language, widgets
from timbang.models import gap as model
from timbang.widgets import assets

NAME = "08-gap"


@pytest.fixture
def page(show: Open) -> Page:
    return show(widgets.gap(NAME))


def answer(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("models.w0.get('answer')").get("gap")
    return found


def status(page: Page) -> Locator:
    return page.locator(".tmb-status")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def rating(page: Page, dimension: str) -> Locator:
    return page.locator(f"[data-dimension={dimension}] select")


def test_it_begins_as_an_example_that_is_nobodys_answer(page: Page) -> None:
    expect(page.locator(".tmb-notice").last).to_contain_text("A worked example, made up")
    assert answer(page) is None
    expect(page.locator(".tmb-told")).to_contain_text("39 of 70 now, 29 after the actions")
    rows = page.locator(".tmb-bars tbody th")
    expect(rows.first).to_have_text("Staffing and skills")


def test_a_rating_is_given_by_keys_and_read_out(page: Page) -> None:
    rating(page, "technology").focus()
    page.keyboard.press("9")
    expect(status(page)).to_have_text("Technology: 9. The sum is 45 of 70.")
    expect(page.locator(".tmb-bars tbody th").first).to_have_text("Technology")
    expect(page.locator(".tmb-notice").last).to_contain_text("11 of 12 entries are still those")
    assert answer(page)["ratings"]["technology"] == 9
    assert widgets.gap(NAME).refuse("gap", answer(page)) is None


def test_from_an_empty_one_the_thresholds_wait_for_all_ratings(page: Page) -> None:
    button(page, "Start with an empty one").click()
    expect(page.get_by_label("Agency, and what it would borrow")).to_be_focused()
    expect(page.locator(".tmb-notice").last).to_be_hidden()
    told = page.locator(".tmb-told")
    expect(page.locator(".tmb-body")).to_contain_text("Nothing is rated yet.")
    rating(page, "technology").select_option("4")
    expect(told).to_contain_text("It says little while ratings are missing.")
    expect(told).to_contain_text("Still without a rating: Information, Processes")
    for dimension in model.DIMENSIONS:
        rating(page, dimension).select_option("2")
    expect(told).to_contain_text("That is no all-clear")
    rating(page, "staffing").select_option("10")
    expect(told).to_contain_text("above about 20 there may be cause for concern")
    expect(told).to_contain_text("give cause for concern: Staffing and skills.")


def test_an_action_is_added_by_keys_changed_deleted_and_brought_back(page: Page) -> None:
    button(page, "Start with an empty one").click()
    rating(page, "staffing").select_option("8")
    button(page, "Add a closing action").focus()
    page.keyboard.press("Enter")
    form = page.locator(".tmb-form")
    form.get_by_label("Dimension").select_option("staffing")
    form.get_by_label("What is done").fill("Train the counters")
    form.get_by_label("Reality is changed to fit the design").check()
    form.get_by_label("Gap that is left").select_option("3")
    form.get_by_label("Gap that is left").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("The action is kept. The sum is now 3 after the actions.")
    expect(page.locator(".tmb-entry")).to_contain_text("Staffing and skills: 8 → 3. Reality is changed")
    assert answer(page)["actions"] == [
        {"id": "a1", "dimension": "staffing", "way": "reality", "text": "Train the counters", "after": 3}
    ]
    button(page, "Edit the action: Train the counters").click()
    form.get_by_label("Gap that is left").select_option("5")
    button(page, "Keep it").click()
    assert [one["after"] for one in answer(page)["actions"]] == [5]
    button(page, "Delete the action: Train the counters").click()
    assert answer(page)["actions"] == []
    button(page, "Undo").click()
    assert [one["after"] for one in answer(page)["actions"]] == [5]
    button(page, "Undo").click()
    assert [one["after"] for one in answer(page)["actions"]] == [3]


@pytest.mark.parametrize(
    ("dimension", "text", "after", "said"),
    [
        ("", "Train", "3", "Choose the dimension first."),
        ("technology", "Train", "3", "Technology has no rating yet. Rate it above, then add the action."),
        ("staffing", " ", "3", "Write what is done."),
        ("staffing", "Train", "", "Choose the gap that is left."),
        (
            "staffing",
            "Train",
            "8",
            "Staffing and skills is rated 8. An action that closes the gap must leave less.",
        ),
    ],
)
def test_an_action_that_lacks_something_is_sent_back_and_not_lost(
    page: Page, dimension: str, text: str, after: str, said: str
) -> None:
    button(page, "Start with an empty one").click()
    rating(page, "staffing").select_option("8")
    button(page, "Add a closing action").click()
    form = page.locator(".tmb-form")
    form.get_by_label("Dimension").select_option(dimension)
    form.get_by_label("What is done").fill(text)
    form.get_by_label("Gap that is left").select_option(after)
    button(page, "Keep it").click()
    expect(page.locator(".tmb-fault")).to_have_text(said)
    expect(form.get_by_label("What is done")).to_have_value(text)
    assert answer(page)["actions"] == []
    button(page, "Undo").click()
    expect(status(page)).to_have_text("A form is open. Keep it or cancel it first.")
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()


def test_letters_in_one_field_are_undone_together(page: Page) -> None:
    note = page.locator("[data-dimension=technology] textarea")
    before = note.input_value()
    note.press("End")
    note.press_sequentially(" And more.")
    button(page, "Undo").click()
    expect(note).to_have_value(before)
    assert answer(page) is None
    button(page, "Undo").click()
    expect(status(page)).to_have_text("There is nothing to undo.")


def test_a_fresh_start_can_be_undone(page: Page) -> None:
    rating(page, "technology").select_option("9")
    button(page, "Start again").click()
    assert answer(page) is None
    button(page, "Undo").click()
    assert answer(page)["ratings"]["technology"] == 9


def test_the_work_is_there_after_a_reload_and_in_the_other_language(show: Open, page: Page) -> None:
    rating(page, "technology").select_option("9")
    page.locator("[data-dimension=technology] textarea").fill("Kami belum punya server.")
    page.reload()
    expect(status(page)).to_have_text("Your earlier answers have been filled in.")
    language.use("id")
    show(widgets.gap(NAME), tab=page)
    expect(rating(page, "technology")).to_have_value("9")
    expect(page.locator("[data-dimension=technology] textarea")).to_have_value("Kami belum punya server.")


def test_what_python_sets_is_shown_even_with_decimals(page: Page) -> None:
    page.evaluate(
        "models.w0.set('answer', {gap: {agency: 'B', ratings: {technology: 3.5}, notes: {}, actions: []}})"
    )
    expect(rating(page, "technology")).to_have_value("3.5")
    expect(page.get_by_label("Agency, and what it would borrow")).to_have_value("B")
    expect(page.locator(".tmb-told")).to_contain_text("3.5 of 70 now")


def test_a_plan_from_elsewhere_may_leave_what_an_action_leaves_open(page: Page) -> None:
    action = {"id": "a1", "dimension": "technology", "way": "design", "text": "Later", "after": None}
    answer = {"agency": "", "ratings": {"technology": 4}, "notes": {}, "actions": [action]}
    page.evaluate("answer => models.w0.set('answer', {gap: answer})", answer)
    expect(page.locator(".tmb-told")).to_contain_text("4 of 70 now, 4 after the actions")
    expect(page.locator(".tmb-entry")).to_contain_text("does nothing as long as the gap is 4")


def test_the_table_is_taken_home(page: Page) -> None:
    with page.expect_download() as caught:
        button(page, "Download my answers").click()
    lines = Path(caught.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "kind,dimension,value,after the actions,text,what changes"
    assert lines[2].startswith("rating,Staffing and skills,8,5,")
    assert lines[-1] == "sum,,39,29,,"


def test_python_and_javascript_count_alike(page: Page) -> None:
    file = next(name for name in assets.site_files() if name.startswith("itposmo-"))
    values = [None, 0, 2.5, 5, 6, 10]
    cases = []
    for number, some in enumerate(itertools.product(values, repeat=3)):
        ratings = dict(zip(model.DIMENSIONS, [*some, *some[::-1], number % 11], strict=True))
        actions = [
            {"dimension": dimension, "way": way, "after": after}
            for dimension, way, after in (
                ("information", "design", 3),
                ("other", "reality", number % 7),
                ("information", "reality", 1),
            )
        ]
        cases.append([ratings, actions])
    theirs = page.evaluate(
        """async ([file, dimensions, cases]) => {
          const it = await import(`./${file}`);
          return cases.map(([ratings, actions]) => [it.total(ratings), it.profile(dimensions, ratings),
            it.largeGaps(dimensions, ratings), it.missing(dimensions, ratings),
            it.overallConcern(dimensions, ratings), it.closed(ratings, actions),
            it.closedByWay(ratings, actions)]);
        }""",
        [file, list(model.DIMENSIONS), cases],
    )
    for (ratings, plain), found in zip(cases, theirs, strict=True):
        actions = [model.Action(**one) for one in plain]
        ours = [
            model.total(ratings),
            model.profile(ratings),
            model.large_gaps(ratings),
            model.missing(ratings),
            model.overall_concern(ratings),
            model.closed(ratings, actions),
            model.closed_by_way(ratings, actions),
        ]
        assert json.loads(json.dumps(ours)) == found
