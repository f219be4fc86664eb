"""Every widget in both themes, in a narrow page, and live without a server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from widget_host import Open

from accessibility import broken_but_for_colours, hard_to_read
from timbang import language, widgets
from timbang.widgets import assets
from timbang.widgets.base import CourseWidget

TARGETS = """.tmb :is(button, select, summary, a, textarea), .tmb-option label, .tmb-box, .tmb-track,
  .tmb :is(input[type=search], input[type=range], input[type=text])"""
TOO_SMALL = """targets => targets
  .filter((target) => target.checkVisibility())
  .map((target) => [target.outerHTML, target.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < 23.9)"""
OUTLINE = """() => {
  const focused = document.activeElement;
  const shown = [focused, focused.closest(".tmb-option, .tmb-box")].filter(Boolean).map(
    (one) => getComputedStyle(one));
  const width = ({ outlineStyle, outlineWidth }) => outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
  return Math.max(...shown.map(width));
}"""
AS_ANYWIDGET_DOES = """async ([esm, state]) => {
  const module = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  const model = { get: (key) => state[key], set() {}, save_changes() {}, on() {}, off() {} };
  module.default.render({ model, el: document.querySelector("#place") });
}"""
ANSWER = """questions => {
  for (const question of questions) {
    for (const slot of question.querySelectorAll("select")) {
      slot.selectedIndex = 1;
      slot.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const choices = [...question.querySelectorAll("input")];
    for (const choice of new Set([choices.at(0), choices.at(-1)])) choice?.click();
    question.querySelector(".tmb-check button")?.click();  // a test is handed in as a whole
  }
}"""

ONE_OF_EACH: dict[str, Callable[[], CourseWidget]] = {
    "quiz": lambda: widgets.quiz("sample-check"),
    "ordering": lambda: widgets.ordering("03-turning-points"),
    "events": lambda: widgets.events("korea_timeline"),
    "restore": lambda: widgets.restore("06-korea-2016"),
    "egdi_whatif": lambda: widgets.egdi_whatif("01-move-the-index"),
    "matching": lambda: widgets.matching("04-evidence"),
    "balance": lambda: widgets.balance("04-balance"),
    "sentence": lambda: widgets.sentence("05-what-the-evidence-bears"),
    "scales": lambda: widgets.scales("02-claims"),
    "agency": lambda: widgets.agency("07-find-your-agency"),
    "gap": lambda: widgets.gap("08-gap"),
    "register": lambda: widgets.register("08-register"),
    "assessment": lambda: widgets.assessment("post-test"),
    "my_work": lambda: widgets.my_work(),
    "record": lambda: widgets.record(),
    "roadmap": lambda: widgets.roadmap("09-roadmap"),
}


def all_widgets() -> list[CourseWidget]:
    return [made() for made in ONE_OF_EACH.values()]


def test_one_of_each_is_tried() -> None:
    assert set(ONE_OF_EACH) == set(assets.NAMES)


def work_through(page: Page) -> None:
    """Bring out all that a learner may see: feedback of each kind, marks, an open event."""
    page.eval_on_selector_all(".tmb-question", ANSWER)
    page.locator(".tmb-ordering .tmb-main").click()
    page.locator(".tmb-events summary").nth(2).click()
    for piece in page.locator(".tmb-restore .tmb-piece").all():
        piece.click()
    page.locator(".tmb-restore [aria-expanded]").click()
    page.locator(".tmb-restore textarea").fill("All three components fell, and half of it is infrastructure.")
    page.locator(".tmb-conclusion .tmb-main").click()
    page.locator(".tmb-egdi_whatif input[type=range]").last.press("End")
    page.locator(".tmb-egdi_whatif input[type=text]").first.fill("2")
    page.locator(".tmb-egdi_whatif input[type=text]").first.press("Enter")
    page.locator(".tmb-egdi_whatif summary").click()
    page.locator(".tmb-agency input[type=text]").press_sequentially("kab nias barat")
    page.locator(".tmb-agency input[type=text]").press("Enter")
    page.locator(".tmb-agency input[type=checkbox]").last.check()
    page.locator(".tmb-agency input[type=text]").press_sequentially("bandung")
    for number, piece in enumerate(page.locator(".tmb-matching .tmb-piece").all()):
        piece.locator("select").select_option("S2")
        piece.locator("input").nth(number % 2).check()
    page.locator(".tmb-matching .tmb-main").click()
    for piece in page.locator(".tmb-balance .tmb-panel").first.locator(".tmb-piece").all():
        piece.locator("input").last.check()
    page.locator(".tmb-balance .tmb-main").click()
    for choice in (".tmb-scales .tmb-choices", ".tmb-scales .tmb-levels"):
        page.locator(choice).first.get_by_role("radio").first.check()
    page.get_by_role("button", name=re.compile("^(Weigh|Timbang)$")).click()
    for kind in ("gap", "register"):
        opener = re.compile("^(Add a closing action|Tambah tindakan penutup|Add a risk|Tambah risiko)$")
        page.locator(f".tmb-{kind}").get_by_role("button", name=opener).click()
        page.locator(f".tmb-{kind} .tmb-form .tmb-main").click()
    page.locator(".tmb-histogram").wait_for()
    page.locator(".tmb-roadmap .tmb-row-name").nth(3).click()
    page.locator(".tmb-roadmap .tmb-form textarea").last.fill("")
    page.locator(".tmb-roadmap .tmb-form input[inputmode]").fill("much")
    page.locator(".tmb-fault").first.wait_for()


@pytest.mark.parametrize(("theme", "code"), [("light", "en"), ("dark", "id")])
def test_axe_finds_nothing_and_a_phone_shows_it_all(sample: Path, show: Open, theme: str, code: str) -> None:
    """As the widgets come, in one language, and with all that a learner may bring out."""
    language.use(code)
    page = show(*all_widgets(), theme=theme)
    if theme == "light":
        assert broken_but_for_colours(page) + hard_to_read(page) == []
    work_through(page)
    assert page.locator(".tmb-feedback:visible").count() > 5
    assert broken_but_for_colours(page) + hard_to_read(page) == []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        page.wait_for_function("width => innerWidth === width", arg=width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.eval_on_selector_all(TARGETS, TOO_SMALL) == []


def test_focus_is_seen(sample: Path, show: Open) -> None:
    page = show(*all_widgets())
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE) >= 2, page.evaluate("document.activeElement.outerHTML")


def test_jupyterlab_leaves_the_keys_to_the_element_in_focus(sample: Path, show: Open) -> None:
    page = show(widgets.ordering("03-turning-points"))
    handle = page.locator(".tmb-handle").first
    handle.focus()
    expect(handle).to_have_attribute("data-lm-suppress-shortcuts", "true")


@pytest.mark.parametrize("name", assets.NAMES)
def test_a_live_widget_needs_no_server(sample: Path, context: BrowserContext, name: str) -> None:
    widget = ONE_OF_EACH[name]()
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content("<main id=place></main>")
    page.evaluate(AS_ANYWIDGET_DOES, [widget._esm, widget.page_state()])
    expect(page.get_by_role("group", name=widget.title, exact=True)).to_be_visible()


def test_a_stub_says_what_to_do(sample: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("<main id=place></main>")
    page.evaluate(AS_ANYWIDGET_DOES, [assets.stub("quiz"), widgets.quiz("sample-check").page_state()])
    expect(page.locator("#place")).to_have_text("Run this notebook to use the exercise.")
