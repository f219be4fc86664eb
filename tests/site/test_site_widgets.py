"""Exercises on the page, with no kernel behind them."""

from __future__ import annotations

import re
from collections import Counter

from playwright.sync_api import Page
from site_host import CHAPTER, Faults, Open

from timbang import exercises


def _ready(page: Page) -> Page:
    page.wait_for_function("!document.querySelector('.timbang-widget:not([data-ready])')")
    return page


def test_the_code_of_a_widget_is_loaded_once_however_often_it_is_used(
    open_page: Open, faults: Faults
) -> None:
    page = _ready(open_page(f"en/{CHAPTER}.html"))
    assert page.locator(".timbang-widget[data-widget=quiz]").count() > 1
    page.wait_for_load_state("networkidle")
    loaded = Counter(request.url for request in faults.requests if request.url.endswith(".js"))
    assert any("/quiz-" in url for url in loaded)
    assert {url: count for url, count in loaded.items() if count > 1} == {}


def test_both_languages_share_no_state_but_the_same_code(site: object) -> None:
    from pathlib import Path

    def modules(code: str) -> set[str]:
        return {path.name for path in (Path(str(site)) / code / "_static/timbang").glob("quiz-*.js")}

    assert modules("en") == modules("id") != set()


def test_a_quiz_is_answered_by_keyboard_alone(open_page: Open) -> None:
    page = _ready(open_page(f"en/{CHAPTER}.html"))
    check = exercises.quiz("03-before-1998")
    question = page.locator("[data-widget=quiz][id='03-before-1998'] .tmb-question").first
    options = {str(option.text): option for option in check.questions[0].options}
    shown = [options[words] for words in question.locator(".tmb-option label").all_inner_texts()]
    right = next(place for place, option in enumerate(shown) if option.right)
    wrong = (right + 1) % len(shown)
    question.get_by_role("radio").nth(0).focus()
    page.keyboard.press("Space")
    for _ in range(wrong):
        page.keyboard.press("ArrowDown")
    _press_check(page, question)
    assert str(shown[wrong].feedback) in question.inner_text()
    assert question.get_by_role("status").inner_text()
    question.get_by_role("radio").nth(wrong).focus()
    page.keyboard.press("ArrowUp" if right < wrong else "ArrowDown")
    while not question.get_by_role("radio").nth(right).is_checked():
        page.keyboard.press("ArrowDown")
    _press_check(page, question)
    assert str(shown[right].feedback) in question.inner_text()


def _press_check(page: Page, question: object) -> None:
    while page.evaluate("document.activeElement.textContent") != "Check":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_the_turning_points_are_put_in_order_by_keyboard_and_scored(open_page: Open) -> None:
    page = _ready(open_page(f"id/{CHAPTER}.html"))
    widget = page.locator("[data-widget=ordering]")
    cards = widget.locator(".tmb-card")
    right = [item.event for item in exercises.ordering("03-turning-points").items]
    shown = [cards.nth(index).get_attribute("data-id") for index in range(cards.count())]
    assert sorted(shown, key=str) == sorted(right)
    assert shown != right
    for place, event in enumerate(right):
        now = [cards.nth(index).get_attribute("data-id") for index in range(cards.count())]
        handle = widget.locator(f".tmb-card[data-id={event}] .tmb-handle")
        handle.focus()
        for _ in range(now.index(event) - place):
            page.keyboard.press("ArrowUp")
    widget.get_by_role("button", name=re.compile("^Periksa")).press("Enter")
    assert "28" in widget.locator(".tmb-result").inner_text()


def test_answers_are_kept_for_the_next_visit(open_page: Open) -> None:
    page = _ready(open_page(f"en/{CHAPTER}.html"))
    option = "[id='03-before-1998'] .tmb-question:first-of-type input"
    page.locator(option).nth(1).check()
    page.reload()
    _ready(page)
    assert page.locator(option).nth(1).is_checked()


def test_without_javascript_an_exercise_says_what_it_needs(open_page: Open) -> None:
    page = open_page(f"id/{CHAPTER}.html", javascript=False)
    assert "JavaScript" in page.locator(".timbang-widget").first.inner_text()
