"""The balance in a real browser."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import language, widgets
from timbang.models.evidence import leaning
from timbang.widgets import assets

OURS = {"S3.1": 2, "S3.2": 2, "S3.3": 1, "S3.4": 3, "S3.5": 1, "S3.6": 1}


@pytest.fixture
def page(show: Open) -> Page:
    return show(widgets.balance("04-balance"))


def choose(page: Page, number: int) -> None:
    page.get_by_role("group", name="Which factor do you weigh?").get_by_role("radio").nth(number - 1).check()


def weigh(page: Page, **weights: int) -> None:
    for name, weight in weights.items():
        page.locator(f'[data-id="{name.replace("_", ".")}"] input').nth(weight).check()


def weigh_as_we_do(page: Page, but: int = 0) -> None:
    for name, weight in OURS.items():
        page.locator(f'[data-id="{name}"] input').nth((weight + but) % 4).check()


def sums(page: Page) -> Page:
    return page.locator(".tmb-panel:not([hidden]) .tmb-sums")  # type: ignore[return-value]


def compare(page: Page) -> None:
    page.get_by_role("button", name="Compare with our weights").click()


def tilt(page: Page) -> str:
    return str(page.locator(".tmb-panel:not([hidden]) .tmb-beam").evaluate("beam => beam.style.transform"))


def test_a_piece_is_weighed_and_the_balance_read_out_by_keyboard_alone(page: Page) -> None:
    expect(sums(page)).to_have_text("Nothing weighed yet.")
    assert tilt(page) in ("rotate(0deg)", "rotate(-0deg)")
    page.locator('[data-id="S1.2"] input').first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-id="S1.2"]').get_by_role("radio", name="2 some")).to_be_checked()
    expect(sums(page)).to_have_text("Your weights: 2 for, 0 against. The balance leans clearly to “for”.")
    assert tilt(page) == "rotate(-16deg)"
    weigh(page, S1_6=2)
    expect(sums(page)).to_have_text("Your weights: 2 for, 2 against. The balance is level.")
    weigh(page, S1_7=1)
    expect(sums(page)).to_have_text(
        "Your weights: 2 for, 3 against. The balance leans slightly to “against”."
    )
    expect(page.locator(".tmb-panel:not([hidden]) .tmb-sum")).to_have_text(["2", "3"])
    assert page.evaluate("models.w0.get('answer')") == {
        "S1": {"weights": {"S1.2": 2, "S1.6": 2, "S1.7": 1}, "compared": False}
    }


def test_our_weights_are_shown_only_when_all_pieces_have_one(page: Page) -> None:
    choose(page, 3)
    weigh(page, S3_1=0)
    compare(page)
    expect(page.locator(".tmb-panel:not([hidden]) .tmb-result")).to_have_text(
        "Weigh all pieces of this factor first; 0 counts too. Still open: 5."
    )
    expect(page.locator('[data-id="S3.2"] input').first).to_be_focused()
    expect(page.locator(".tmb-told p")).to_have_count(0)
    weigh_as_we_do(page)
    compare(page)
    panel = page.locator(".tmb-panel:not([hidden])")
    expect(panel.locator(".tmb-result")).to_have_text("Same weight on 6 of 6 pieces.")
    expect(panel.locator(".tmb-ours")).to_contain_text("Our weights: 5 for, 5 against. The balance is level.")
    expect(panel.locator(".tmb-ours")).to_contain_text("Our weights are a judgement, not a measurement.")
    expect(page.locator('[data-id="S3.4"] .tmb-told')).to_contain_text("Ours: 3. Organised citizens against")
    expect(page.locator('[data-id="S3.4"]').get_by_role("link")).to_have_count(2)
    expect(page.locator(".tmb-which")).to_contain_text("Factor 3 ✓ compared")


def test_the_largest_difference_is_named(page: Page) -> None:
    choose(page, 3)
    weigh_as_we_do(page, but=1)
    compare(page)
    expect(page.locator(".tmb-panel:not([hidden]) .tmb-ours")).to_contain_text(
        "You and we differ most on: 24 groups took NEIS"
    )


def test_a_comparison_once_made_follows_second_thoughts(page: Page) -> None:
    choose(page, 3)
    weigh_as_we_do(page)
    compare(page)
    weigh(page, S3_4=1)
    expect(page.locator(".tmb-panel:not([hidden]) .tmb-result")).to_have_text("Same weight on 5 of 6 pieces.")
    expect(sums(page)).to_contain_text("Your weights: 5 for, 3 against.")


def test_each_factor_keeps_its_own_weights(page: Page) -> None:
    weigh(page, S1_1=3)
    choose(page, 2)
    expect(sums(page)).to_have_text("Nothing weighed yet.")
    choose(page, 1)
    expect(sums(page)).to_contain_text("Your weights: 3 for, 0 against.")


def test_work_is_there_after_a_reload_and_gone_after_a_fresh_start(page: Page) -> None:
    choose(page, 3)
    weigh_as_we_do(page)
    compare(page)
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator(".tmb-status")).to_have_text("Your earlier answers have been filled in.")
    choose(page, 3)
    expect(sums(page)).to_contain_text("Your weights: 5 for, 5 against.")
    expect(page.locator('[data-id="S3.4"] .tmb-told')).to_contain_text("Ours: 3.")
    page.get_by_role("button", name="Start again").click()
    expect(sums(page)).to_have_text("Nothing weighed yet.")
    expect(page.locator('[data-id="S3.4"] input:checked')).to_have_count(0)
    assert page.evaluate("models.w0.get('answer')") == {}


def test_weights_from_python_are_shown(page: Page) -> None:
    page.evaluate("models.w0.set('answer', {S1: {weights: {'S1.2': 3}, compared: false}})")
    expect(page.locator('[data-id="S1.2"]').get_by_role("radio", name="3 much")).to_be_checked()
    expect(sums(page)).to_contain_text("Your weights: 3 for")


def test_the_weights_are_taken_home_as_a_table_ours_only_once_compared(page: Page) -> None:
    choose(page, 3)
    weigh_as_we_do(page)
    compare(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").click()
    lines = caught.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0] == "factor,piece,side,your weight,our weight" and len(lines) == 28
    assert lines[1].endswith(",for,,") and any(line.endswith(",against,3,3") for line in lines)


SEEN_BELOW = """scales => {
  const { bottom } = document.querySelector(scales).getBoundingClientRect();
  const focused = document.activeElement.getBoundingClientRect();
  return focused.top >= bottom - 1 && focused.bottom <= innerHeight;
}"""


def test_what_has_the_focus_is_not_hidden_by_the_scales(show: Open) -> None:
    language.use("id")
    page = show(widgets.balance("04-balance"))
    page.set_viewport_size({"width": 360, "height": 640})
    for piece in page.locator(".tmb-panel:not([hidden]) .tmb-piece").all():
        piece.locator("input").first.focus()
        page.keyboard.press("Space")
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        page.wait_for_function(SEEN_BELOW, arg=".tmb-panel:not([hidden]) .tmb-poise")


def test_python_and_javascript_read_every_balance_alike(page: Page) -> None:
    cases = list(product(range(13), repeat=2))
    file = next(name for name in assets.site_files() if name.startswith("balance-"))
    theirs = page.evaluate(
        """async ([file, cases]) => {
          const { leaning } = await import(`./${file}`);
          return cases.map(([supporting, opposing]) => leaning(supporting, opposing));
        }""",
        [file, cases],
    )
    assert theirs == [leaning(*case) for case in cases]
