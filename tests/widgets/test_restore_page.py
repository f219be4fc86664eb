"""The exercise of restoring in a real browser: keys alone, read out, kept, the same numbers as in Python."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import data, language, widgets
from timbang.models import decomposition
from timbang.widgets import assets

NAME = "06-korea-2016"
TEXT = "All three components fell; half of the fall is infrastructure, where nearly all leaders fell."


@pytest.fixture
def page(sample: Path, show: Open) -> Page:
    return show(widgets.restore(NAME))


def piece(page: Page, name: str) -> Page:
    return page.locator(f"[data-piece={name}]")  # type: ignore[return-value]


def walk(page: Page, *pieces: str) -> None:
    page.get_by_role("button", name="Begin a new order").click()
    for one in pieces:
        piece(page, one).click()


def standing(page: Page) -> list[str]:
    return page.locator(".tmb-board dd").all_inner_texts()


def status(page: Page) -> Page:
    """What is said of the order, beside its buttons."""
    return page.locator(".tmb-check .tmb-result").first  # type: ignore[return-value]


def answer(page: Page) -> dict:
    return page.evaluate("models.w0.get('answer')")  # type: ignore[no-any-return]


def test_keys_alone_restore_show_the_orders_write_and_compare(page: Page) -> None:
    piece(page, "osi").focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Online services given back. Score 0.9029, rank 3 of 193.")
    expect(piece(page, "osi")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("Infrastructure given back. Score 0.9303, rank 1 of 193.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("This order is complete.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("All 6 orders are shown below.")
    expect(page.locator(".tmb-walked")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".tmb-conclusion .tmb-result")).to_contain_text("Three answers stand below")
    expect(page.locator(".tmb-answer")).to_have_count(3)
    page.get_by_role("radio", name="A strong answer").focus()
    page.keyboard.press("Space")
    assert answer(page) == {
        "orders": {"path": ["osi", "tii", "hci"], "tried": [["osi", "tii", "hci"]], "shown": True},
        "conclusion": {"text": TEXT, "closest": "strong"},
    }


def test_a_piece_is_taken_back_and_the_path_closes_up(page: Page) -> None:
    walk(page, "tii", "hci")
    expect(page.locator(".tmb-path li").last).to_have_text(
        "Human capital: +0.0159 points, score 0.9348, rank 2 → 1"
    )
    piece(page, "tii").click()
    expect(status(page)).to_have_text("Infrastructure taken back. Score 0.9074, rank 3 of 193.")
    expect(piece(page, "tii")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".tmb-path li")).to_have_text(
        ["Human capital: +0.0159 points, score 0.9074, rank 3 → 3"]
    )
    expect(page.locator(".tmb-ahead")).to_have_text("Ahead: United Kingdom, Australia")


def test_orders_are_shown_only_after_one_was_walked(page: Page) -> None:
    page.get_by_role("button", name="Show all 6 orders").click()
    expect(status(page)).to_contain_text("Walk one order to its end first")
    expect(page.locator(".tmb-table")).to_have_count(0)
    walk(page, "hci", "osi", "tii")
    page.get_by_role("button", name="Show all 6 orders").click()
    expect(page.locator(".tmb-table").first.locator("tbody tr")).to_have_count(6)
    expect(page.locator(".tmb-table").last).to_contain_text("1.33 (67%)")


def test_what_is_said_of_an_order_stands_by_the_button_that_was_pressed(page: Page) -> None:
    """On a phone, where the foot of the exercise is a screen further down."""
    page.set_viewport_size({"width": 360, "height": 800})
    button = page.get_by_role("button", name="Show all 6 orders")
    button.click()
    expect(status(page)).to_be_visible()
    pressed, said = button.bounding_box(), status(page).bounding_box()
    assert pressed and said and 0 <= said["y"] - (pressed["y"] + pressed["height"]) < 24


def test_a_conclusion_that_says_nothing_yet_is_sent_back_and_not_lost(page: Page) -> None:
    page.locator("textarea").fill("It fell.")
    page.get_by_role("button", name="Compare with three answers").click()
    expect(page.locator(".tmb-conclusion .tmb-result")).to_have_text(
        "Write a little more first: at least 40 characters, you have 8."
    )
    expect(page.locator("textarea")).to_be_focused()
    expect(page.locator("textarea")).to_have_value("It fell.")
    expect(page.locator(".tmb-compared")).to_be_hidden()


def test_path_and_draft_are_there_after_a_reload_and_in_the_other_language(
    sample: Path, show: Open, page: Page
) -> None:
    walk(page, "tii", "osi", "hci")
    walk(page, "hci")
    page.locator("textarea").fill(TEXT)
    page.reload()
    expect(page.locator(".tmb-status")).to_have_text("Your earlier answers have been filled in.")
    expect(page.locator("textarea")).to_have_value(TEXT)
    expect(piece(page, "hci")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".tmb-compared")).to_be_hidden()
    page.get_by_role("button", name="Compare with three answers").click()
    language.use("id")
    show(widgets.restore(NAME), tab=page)
    expect(page.locator(".tmb-answer").first).to_contain_text("Jawaban lemah")
    assert standing(page) == ["0,9074", "3 dari 193"]
    assert answer(page)["orders"]["tried"] == [["tii", "osi", "hci"]]


def test_start_again_takes_everything_back(page: Page) -> None:
    walk(page, "tii", "osi", "hci")
    page.locator("textarea").fill(TEXT)
    page.get_by_role("button", name="Compare with three answers").click()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("textarea")).to_have_value("")
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)
    expect(page.locator(".tmb-compared")).to_be_hidden()
    assert answer(page) == {}


def test_what_python_sets_is_shown(page: Page) -> None:
    page.evaluate(
        "models.w0.set('answer', {orders: {path: ['tii'], tried: [], shown: false},"
        " conclusion: {text: 'Written in Python, long enough to be compared.', closest: 'weak'}})"
    )
    assert standing(page) == ["0.9189", "2 of 193"]
    expect(page.locator("textarea")).to_have_value("Written in Python, long enough to be compared.")
    expect(page.get_by_role("radio", name="A weak answer")).to_be_checked()


def test_work_of_another_version_is_kept_and_not_filled_in(page: Page) -> None:
    walk(page, "tii", "osi", "hci")
    page.evaluate(
        """() => {
          const work = JSON.parse(localStorage.getItem("timbang.work"));
          work.entries["06-korea-2016"].parts.orders.made = "another";
          localStorage.setItem("timbang.work", JSON.stringify(work));
        }"""
    )
    page.reload()
    expect(page.locator(".tmb-notice")).to_contain_text("This exercise has changed since you answered it.")
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)
    piece(page, "hci").click()
    entry = json.loads(page.evaluate("localStorage.getItem('timbang.work')"))["entries"][NAME]
    assert entry["older"]["orders"]["answer"]["tried"] == [["tii", "osi", "hci"]]


def test_orders_and_conclusion_are_taken_home(page: Page) -> None:
    walk(page, "tii", "osi", "hci")
    page.locator("textarea").fill(TEXT)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").click()
    lines = Path(caught.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0] == "part,answer,ranks"
    assert lines[1] == "order,Infrastructure > Online services > Human capital,3 → 2 → 1 → 1"
    assert lines[2] == f'"Your conclusion, in two or three sentences","{TEXT}",'


def test_python_and_javascript_walk_every_order_alike(page: Page) -> None:
    outcomes = decomposition.restored(data.table("egdi"), "KOR", 2014, 2016)
    paths = decomposition.rank_paths(outcomes)
    file = assets.entry("restore")[0]
    theirs = page.evaluate(
        """async ([file, orders]) => {
          const { walk } = await import(`./${file}`);
          return orders.map((order) => walk(models.w0.get("outcomes"), order));
        }""",
        [file, [list(order) for order in permutations(("osi", "tii", "hci"))]],
    )
    for order, stations in zip(permutations(("osi", "tii", "hci")), theirs, strict=True):
        assert tuple(rank for _, rank in stations) == paths[order]
        assert [score for score, _ in stations] == [
            outcomes[frozenset(order[:steps])].score for steps in range(4)
        ]
