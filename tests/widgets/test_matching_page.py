"""The matching exercise in a real browser."""

from __future__ import annotations

import json
from itertools import product

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import widgets
from timbang.models.evidence import match_points
from timbang.widgets import assets


@pytest.fixture
def page(show: Open) -> Page:
    return show(widgets.matching("04-evidence"))


def piece(page: Page, name: str) -> Page:
    return page.locator(f'[data-id="{name}"]')  # type: ignore[return-value]


def place(page: Page, name: str, factor: str, side: str) -> None:
    piece(page, name).locator("select").select_option(factor)
    piece(page, name).locator(f"input[value={side}]").check()


def check(page: Page) -> None:
    page.get_by_role("button", name="Check the pieces placed").click()


def result(page: Page) -> Page:
    return page.locator(".tmb-after [role=status]")  # type: ignore[return-value]


def test_a_piece_is_placed_and_checked_by_keyboard_alone(page: Page) -> None:
    select = piece(page, "S2.4").get_by_role("combobox", name="It bears on")
    select.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(select).to_have_value("S2")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(piece(page, "S2.4").get_by_role("radio", name="against the factor")).to_be_checked()
    page.get_by_role("button", name="Check the pieces placed").focus()
    page.keyboard.press("Enter")
    expect(result(page)).to_have_text("1 of 1 pieces placed are right. 8 still to place.")
    expect(piece(page, "S2.4")).to_contain_text("Right. The second factor says that planning and budgeting")
    expect(piece(page, "S2.4").get_by_role("link", name="Chung & Kim 2019")).to_be_visible()
    assert page.evaluate("models.w0.get('answer')") == {"S2.4": {"factor": "S2", "side": "against"}}
    assert page.evaluate("models.w0.get('attempts')") == {"S2.4": {"tries": 1, "first": True}}


def test_a_neighbouring_factor_earns_a_part_and_says_why(page: Page) -> None:
    place(page, "S2.4", "S4", "against")
    check(page)
    told = piece(page, "S2.4").locator(".tmb-told")
    expect(told).to_contain_text("Partly right: 0.75 of 1 point. It touches this factor too")
    expect(told).to_contain_text("what the law lacks is money joined to the plan")
    expect(told.get_by_role("link")).to_have_count(0)
    expect(page.locator(".tmb-score")).to_have_text("Score: 0.75 of 9. Right at the first try: 0 of 1.")


def test_a_wrong_place_gets_a_hint_and_not_the_answer(page: Page) -> None:
    place(page, "S3.4", "S1", "against")
    place(page, "S1.3", "S1", "against")
    check(page)
    expect(piece(page, "S3.4").locator(".tmb-told")).to_have_text(
        "Not yet. Look at who acts: not a ministry, not a president, but groups of citizens."
    )
    expect(piece(page, "S1.3").locator(".tmb-told")).to_contain_text("The factor is right, the side is not.")


def test_nothing_is_handed_in_while_no_piece_is_placed_whole(page: Page) -> None:
    piece(page, "S2.4").locator("select").select_option("S2")
    check(page)
    expect(result(page)).to_have_text("Choose a factor and a side for at least one piece first.")
    assert page.evaluate("models.w0.get('answer')") == {}
    expect(piece(page, "S2.4").locator("select")).to_have_value("S2")


def test_a_second_check_counts_only_what_was_changed(page: Page) -> None:
    place(page, "S2.4", "S2", "for")
    place(page, "S1.3", "S1", "for")
    check(page)
    piece(page, "S2.4").locator("input[value=against]").check()
    expect(piece(page, "S2.4").locator(".tmb-told")).to_have_text("")
    expect(piece(page, "S1.3").locator(".tmb-told")).to_contain_text("Right.")
    check(page)
    attempts = page.evaluate("models.w0.get('attempts')")
    assert attempts == {"S2.4": {"tries": 2, "first": False}, "S1.3": {"tries": 1, "first": True}}
    expect(result(page)).to_have_text("2 of 2 pieces placed are right. 7 still to place.")


def test_work_is_there_after_a_reload_and_gone_after_a_fresh_start(page: Page) -> None:
    place(page, "S2.4", "S2", "against")
    place(page, "S1.6", "S4", "against")
    check(page)
    piece(page, "S3.1").locator("select").select_option("S3")
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator(".tmb-status")).to_have_text("Your earlier answers have been filled in.")
    expect(piece(page, "S2.4").locator(".tmb-told")).to_contain_text("Right.")
    expect(piece(page, "S3.1").locator("select")).to_have_value("S3")
    expect(page.locator(".tmb-score")).to_contain_text("Score: 1.75 of 9")
    page.get_by_role("button", name="Start again").click()
    expect(piece(page, "S2.4").locator("select")).to_have_value("")
    assert page.evaluate("models.w0.get('answer')") == {}


def test_a_piece_that_has_changed_since_is_kept_and_not_filled_in(page: Page) -> None:
    place(page, "S2.4", "S2", "against")
    check(page)
    page.evaluate(
        """() => {
          const work = JSON.parse(localStorage.getItem("timbang.work"));
          work.entries["04-evidence"].parts["S2.4"].made = "older";
          localStorage.setItem("timbang.work", JSON.stringify(work));
        }"""
    )
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator(".tmb-notice")).to_contain_text("kept, not filled in")
    expect(piece(page, "S2.4").locator("select")).to_have_value("")
    piece(page, "S1.3").locator("select").select_option("S1")
    kept = json.loads(page.evaluate("localStorage.getItem('timbang.work')"))
    assert kept["entries"]["04-evidence"]["older"]["S2.4"]["answer"] == {"factor": "S2", "side": "against"}


def test_an_answer_from_python_is_shown(page: Page) -> None:
    page.evaluate("models.w0.set('answer', {'S4.2': {factor: 'S4', side: 'for'}})")
    expect(piece(page, "S4.2").locator("select")).to_have_value("S4")
    expect(piece(page, "S4.2").locator(".tmb-told")).to_contain_text("Right.")


def test_the_answers_are_taken_home_as_a_table(page: Page) -> None:
    place(page, "S2.4", "S2", "against")
    check(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").click()
    lines = caught.value.path().read_text("utf-8-sig").splitlines()
    assert caught.value.suggested_filename == "04-evidence.csv"
    assert lines[0] == "piece,factor,side,points,tries" and len(lines) == 10
    assert lines[1].endswith(",against the factor,1,1")


def test_python_and_javascript_give_the_same_points_for_every_place(page: Page) -> None:
    factors, sides = ["S1", "S2", "S3", "S4"], ["for", "against"]
    cases = list(product(factors, [None, *factors], sides, factors, sides))
    file = next(name for name in assets.site_files() if name.startswith("matching-"))
    theirs = page.evaluate(
        """async ([file, cases]) => {
          const { points } = await import(`./${file}`);
          return cases.map(([factor, near, side, placed, on]) =>
            points({ factor, near: near && { factor: near }, side }, { factor: placed, side: on }));
        }""",
        [file, cases],
    )
    assert theirs == [match_points(*case) for case in cases]


def test_the_check_leads_back_to_the_pieces_that_are_not_right_yet(page: Page) -> None:
    pieces = page.locator(".tmb-piece")
    place(page, "S2.4", "S2", "against")
    place(page, "S1.3", "S1", "against")
    check(page)
    ways = page.locator(".tmb-again").get_by_role("button")
    expect(ways).to_have_count(8)
    expect(ways.first).to_have_accessible_name("Piece 2 of 9")
    ways.first.click()
    expect(pieces.nth(1).locator("select")).to_be_focused()
    expect(pieces.nth(1).locator(".tmb-words")).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".tmb-again")).to_be_empty()
