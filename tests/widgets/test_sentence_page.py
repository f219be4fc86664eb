"""The sentence exercise in a real browser, by mouse and by keyboard alone."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import language, widgets
from timbang.models.sentences import SLOTS, sentence_points, slot_marks
from timbang.widgets import assets

NAME = "05-what-the-evidence-bears"
SHARE = dict(source="operator", figure="p63", measure="value", year="y2014", hedge="unchecked")
LABELS = {
    "source": "Who says so?",
    "figure": "How much?",
    "measure": "Of what?",
    "year": "When?",
    "hedge": "How firmly?",
}


@pytest.fixture
def page(show: Open) -> Page:
    return show(widgets.sentence(NAME))


def block(page: Page, place: int) -> Page:
    return page.locator(".tmb-question").nth(place)  # type: ignore[return-value]


def build(page: Page, place: int = 4, **parts: str) -> Page:
    """Choose the parts of a sentence, and return its block."""
    task = block(page, place)
    for slot, part in {**SHARE, **parts}.items():
        task.get_by_label(LABELS[slot]).select_option(part)
    return task


def check(task: Page) -> Page:
    """Hand a part in, and return the line that is read out."""
    task.locator(".tmb-check button").click()
    return task.locator(".tmb-result")  # type: ignore[return-value]


def answer(page: Page) -> dict:  # type: ignore[type-arg]
    return page.evaluate("models.w0.get('answer')")  # type: ignore[no-any-return]


def test_a_measure_that_fits_in_part_earns_half_and_says_why(page: Page) -> None:
    question = block(page, 0)
    question.get_by_label("Share of bids made electronically").check()
    expect(check(question)).to_have_text("It fits in part. Read why, change your answer and check again.")
    expect(question.locator("[data-mark=partly] .tmb-feedback")).to_contain_text("It comes near")
    expect(page.locator(".tmb-score")).to_have_text("Score: 0.5 of 7. Right at the first try: 0 of 1.")
    question.get_by_label("Share of tender notices published on the system").check()
    expect(question.locator("[data-mark=partly]")).to_have_count(0)
    expect(check(question)).to_have_text("It fits.")
    assert answer(page) == {"05-ask-one-place": 1}


def test_nothing_chosen_is_told_and_not_marked(page: Page) -> None:
    expect(check(block(page, 0))).to_have_text("Choose a measure first.")
    task = block(page, 4)
    task.get_by_label("When?").select_option("y2014")
    expect(check(task)).to_have_text("Choose words for: Who says so? How much? Of what? How firmly?")
    assert answer(page) == {}


def test_the_sentence_grows_as_its_parts_are_chosen(page: Page) -> None:
    task = block(page, 4)
    expect(task.locator(".tmb-built")).to_have_text("According to …, … … …, ….")
    build(page)
    expect(task.locator(".tmb-built")).to_have_text(
        "According to the operator of the system, the Public Procurement Service, 63 percent of the value of "
        "public procurement went through the system in 2014, a figure for which we found no independent "
        "check."
    )
    expect(check(task)).to_have_text("The evidence bears this sentence.")
    expect(task.locator(".tmb-slot[data-mark=right]")).to_have_count(5)
    expect(task.get_by_role("link").first).to_be_visible()


def test_what_is_over_claimed_is_named(page: Page) -> None:
    task = build(page, figure="almost-all", year="today", hedge="worthless")
    expect(check(task)).to_have_text(
        "2 of 5 parts hold together. It claims more than the evidence bears: “almost 100 percent”, “today”"
        ". "
        "It says less than is known: “a figure that means nothing”. Read why, change your answer and "
        "check again."
    )
    expect(task.locator(".tmb-slot", has_text="When?")).to_contain_text(
        "Claims too much. The latest share that we have is of 2018. A figure keeps its year."
    )
    assert page.evaluate("models.w0.get('attempts')") == {"05-say-the-share": {"tries": 1, "first": False}}


def test_parts_that_are_right_apart_do_not_hold_together(page: Page) -> None:
    task = build(page, year="y2010")
    expect(check(task)).to_contain_text("4 of 5 parts hold together.")
    expect(task.locator(".tmb-slot[data-mark=wrong]")).to_contain_text("Does not hold here.")


def test_a_true_sentence_that_answers_another_question_is_called_so(page: Page) -> None:
    task = build(page, figure="p100", measure="notices")
    expect(check(task)).to_contain_text("This is true, but it answers another question.")


def test_marks_go_when_a_part_changes(page: Page) -> None:
    task = build(page)
    check(task)
    task.get_by_label("When?").select_option("y2010")
    expect(task.locator("[data-mark]")).to_have_count(0)
    expect(task.locator(".tmb-result")).to_have_text("")


def test_it_is_solved_by_keyboard_alone(page: Page) -> None:
    block(page, 0).locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(block(page, 0).locator(".tmb-result")).to_have_text("It fits.")
    task = block(page, 4)
    task.locator("select").first.focus()
    for steps in (2, 2, 2, 2, 1):
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(task.locator(".tmb-result")).to_have_text("The evidence bears this sentence.")
    assert answer(page)["05-say-the-share"] == SHARE


def test_work_is_there_after_a_reload_and_in_the_other_language(page: Page, show: Open) -> None:
    check(build(page))
    build(page, 4, year="y2010")
    block(page, 1).locator("input").first.check()
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator(".tmb-status")).to_have_text("Your earlier answers have been filled in.")
    expect(block(page, 4).get_by_label("When?")).to_have_value("y2010")
    expect(block(page, 4).locator("[data-mark]")).to_have_count(0)
    expect(block(page, 1).locator("input").first).to_be_checked()
    assert answer(page) == {"05-say-the-share": SHARE}
    language.use("id")
    page = show(widgets.sentence(NAME), tab=page)
    expect(block(page, 4).get_by_label("Kapan?")).to_have_value("y2010")
    expect(block(page, 4).locator(".tmb-built")).to_contain_text("63 persen nilai pengadaan pemerintah")


def test_answers_kept_by_an_older_version_are_not_filled_in_and_not_lost(page: Page) -> None:
    check(build(page))
    page.evaluate(
        """() => {
          const work = JSON.parse(localStorage["timbang.work"]);
          work.entries["05-what-the-evidence-bears"].parts["05-say-the-share"].made = "older";
          localStorage["timbang.work"] = JSON.stringify(work);
        }"""
    )
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator(".tmb-notice")).to_contain_text("Your earlier answers are kept, not filled in.")
    expect(block(page, 4).get_by_label("When?")).to_have_value("")
    block(page, 0).locator("input").first.check()
    kept = page.evaluate(
        "JSON.parse(localStorage['timbang.work']).entries['05-what-the-evidence-bears'].older"
    )
    assert kept["05-say-the-share"]["answer"] == SHARE


def test_python_sets_an_answer_and_the_page_shows_it(page: Page) -> None:
    page.evaluate(
        "answer => models.w0.set('answer', answer)", {"05-say-the-share": {**SHARE, "year": "today"}}
    )
    expect(block(page, 4).locator(".tmb-result")).to_contain_text(
        "It claims more than the evidence bears: “today”."
    )
    expect(page.locator(".tmb-score")).to_be_hidden()


def test_answers_can_be_taken_home(page: Page) -> None:
    check(build(page, year="today"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0] == "question or task,answer,points,tries"
    assert len(lines) == 8
    assert "went through the system today" in lines[5] and lines[5].endswith(",0.8,1")


def test_python_and_javascript_mark_every_sentence_alike(page: Page) -> None:
    task = widgets.sentence(NAME).tasks[1]
    parts = [[part["id"] for part in task["parts"][slot]] for slot in SLOTS]
    chosen = [dict(zip(SLOTS, one, strict=True)) for one in product(*parts)]
    file = next(name for name in assets.site_files() if name.startswith("sentence-"))
    theirs = page.evaluate(
        """async ([file, facts, chosen]) => {
          const { slotMarks, sentencePoints } = await import(`./${file}`);
          return chosen.map((one) => [slotMarks(facts, one), sentencePoints(facts, one)]);
        }""",
        [file, task["facts"], chosen],
    )
    assert len(chosen) > 300
    assert theirs == [[slot_marks(task["facts"], one), sentence_points(task["facts"], one)] for one in chosen]
