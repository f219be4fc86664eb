"""The ordering exercise in a real browser: buttons, arrow keys, mouse and finger."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from widget_host import Open, served, write_page

from timbang import widgets
from timbang.models.scoring import pairs_in_order
from timbang.widgets import assets

TRUE_ORDER = ["K7", "K16", "K21", "K34", "K37", "K47", "K68", "K87"]


@pytest.fixture
def page(sample: Path, show: Open) -> Page:
    return show(widgets.ordering("03-turning-points"))


def order(page: Page) -> list[str]:
    return page.eval_on_selector_all(".tmb-card", "cards => cards.map((card) => card.dataset.id)")  # type: ignore[no-any-return]


def handle(page: Page, event: str) -> Page:
    return page.locator(f"[data-id={event}] .tmb-handle")  # type: ignore[return-value]


def status(page: Page) -> Page:
    return page.locator(".tmb-status")  # type: ignore[return-value]


def put_right(page: Page, *, but: int = 0) -> None:
    """Bring the cards into the true order by their handles, the first ones left swapped if so wished."""
    wanted = TRUE_ORDER[:]
    if but:
        wanted[0], wanted[1] = wanted[1], wanted[0]
    for place, event in enumerate(wanted):
        handle(page, event).focus()
        for _ in range(order(page).index(event) - place):
            page.keyboard.press("ArrowUp")
    assert order(page) == wanted


def check(page: Page) -> None:
    page.get_by_role("button", name="Check the order").click()


def test_buttons_move_a_card_and_keep_the_focus(page: Page) -> None:
    start = order(page)
    down = page.locator(f"[data-id={start[0]}]").get_by_role("button", name="Move down")
    down.click()
    expect(down).to_be_focused()
    expect(status(page)).to_have_text("The Special Committee for e-Government is set up is now 2 of 8.")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("is now 3 of 8.")
    assert order(page) == [start[1], start[2], start[0], *start[3:]]
    page.locator(f"[data-id={start[0]}]").get_by_role("button", name="Move up").click()
    assert order(page) == [start[1], start[0], *start[2:]]


def test_a_card_at_the_end_stays_and_says_so(page: Page) -> None:
    start = order(page)
    page.locator(f"[data-id={start[0]}]").get_by_role("button", name="Move up").click()
    expect(status(page)).to_contain_text("is already 1 of 8.")
    assert order(page) == start


def test_the_exercise_is_solved_by_arrow_keys(page: Page) -> None:
    put_right(page)
    check(page)
    expect(page.locator(".tmb-verdict [role=status]")).to_have_text(
        "All 28 pairs are in order. Read what each step made possible."
    )
    assert page.evaluate("models.w0.get('answer')") == {"order": TRUE_ORDER}
    expect(page.locator("[data-mark=right].tmb-card")).to_have_count(8)
    expect(page.locator("[data-id=K34]")).to_contain_text("By 17 May eleven tasks were fixed")
    expect(page.locator("[data-id=K34]").get_by_role("link").first).to_be_visible()


def test_dates_are_told_only_after_a_check(page: Page) -> None:
    expect(page.get_by_text("28 March 2001")).to_have_count(0)
    check(page)
    expect(page.locator("[data-id=K37] .tmb-date")).to_contain_text("28 March 2001")


def test_a_wrong_pair_is_named_with_the_reason_why_it_matters(page: Page) -> None:
    put_right(page, but=1)
    check(page)
    expect(page.locator(".tmb-verdict [role=status]")).to_have_text(
        "27 of 28 pairs are in order. Change the order and check again."
    )
    told = page.locator(".tmb-pairs > li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text(
        "You put “The Framework Act on informatisation takes effect” (January 1996) before "
        "“The National Assembly enacts a law on computer networks” (May 1986), which came first."
    )
    expect(told).to_contain_text("Networks became a matter of law")
    assert page.evaluate("models.w0.get('attempts')") == {"order": {"tries": 1, "first": False}}


def test_of_many_wrong_pairs_the_three_most_telling_are_told(page: Page) -> None:
    check(page)
    expect(page.locator(".tmb-pairs > li")).to_have_count(3)
    expect(page.locator(".tmb-verdict")).to_contain_text("16 more pairs are the wrong way round.")


def test_marks_go_when_a_card_moves(page: Page) -> None:
    check(page)
    expect(page.locator(".tmb-card[data-mark]")).to_have_count(8)
    handle(page, "K7").press("ArrowUp")
    expect(page.locator(".tmb-card[data-mark]")).to_have_count(0)
    expect(page.locator(".tmb-verdict [role=status]")).to_have_text("")


def test_start_again_brings_back_the_first_order_without_dates(page: Page) -> None:
    start = order(page)
    put_right(page)
    check(page)
    page.get_by_role("button", name="Start again").click()
    assert order(page) == start
    expect(page.locator(".tmb-date")).to_have_count(0)
    assert page.evaluate("models.w0.get('answer')") == {}


def test_a_mouse_drags_a_card(page: Page) -> None:
    start = order(page)
    grip, goal = handle(page, start[0]).bounding_box(), page.locator(f"[data-id={start[3]}]").bounding_box()
    assert grip and goal
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 12, goal["y"] + goal["height"] / 2, steps=12)
    page.wait_for_function(f"document.querySelectorAll('.tmb-card')[3].dataset.id === '{start[0]}'")
    page.mouse.up()
    assert order(page) == [*start[1:4], start[0], *start[4:]]
    expect(status(page)).to_contain_text("is now 4 of 8.")
    assert page.locator(f"[data-id={start[0]}]").evaluate("card => card.style.transform") == ""


def test_escape_ends_a_drag_where_it_began(page: Page) -> None:
    start = order(page)
    grip = handle(page, start[0]).bounding_box()
    assert grip
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, grip["y"] + 200, steps=8)
    page.wait_for_function(f"document.querySelector('.tmb-card').dataset.id !== '{start[0]}'")
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order(page) == start


def test_a_finger_drags_on_the_handle_and_scrolls_elsewhere(
    sample: Path, chromium: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    write_page(folder, "page.html", widgets.ordering("03-turning-points"))
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    with served(folder) as address:
        page = context.new_page()
        page.goto(f"{address}/page.html")
        page.wait_for_selector("html[data-ready]", state="attached")
        start = order(page)
        swipe(page, f"[data-id={start[1]}] .tmb-card-label", -150)
        page.wait_for_function("scrollY > 50")
        assert order(page) == start
        scrolled = at_rest(page)
        swipe(page, f"[data-id={start[2]}] .tmb-handle", -100)
        page.wait_for_function(f"document.querySelectorAll('.tmb-card')[2].dataset.id !== '{start[2]}'")
        assert page.evaluate("scrollY") == scrolled
    context.close()


def at_rest(page: Page) -> float:
    """How far the page is scrolled once it no longer moves."""
    before = -1.0
    while (now := page.evaluate("scrollY")) != before:
        before = now
        page.wait_for_timeout(150)
    return before


def swipe(page: Page, selector: str, by: int) -> None:
    """Move one finger up or down from the middle of an element."""
    box = page.locator(selector).bounding_box()
    assert box
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x, "y": y + by * step / 10}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        page.wait_for_timeout(20)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_python_and_javascript_count_the_same_pairs_for_every_order(page: Page) -> None:
    orders = ["".join(order) for order in permutations("ABCDEF")]
    score = next(name for name in assets.site_files() if name.startswith("score-"))
    theirs = page.evaluate(
        """async ([file, orders]) => {
          const { pairsInOrder } = await import(`./${file}`);
          return orders.map((order) => pairsInOrder([...order], [..."ABCDEF"]));
        }""",
        [score, orders],
    )
    assert theirs == [pairs_in_order(order, "ABCDEF") for order in orders]


def test_what_is_told_of_a_card_has_its_whole_width_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    put_right(page)
    check(page)
    card, told = page.locator(".tmb-card").first, page.locator(".tmb-behind").first
    expect(told).to_be_visible()
    assert told.bounding_box()["width"] > 0.9 * card.bounding_box()["width"]  # type: ignore[index]
