"""Charts on the page: seen without a script, live when touched, bound to the list of events."""

from __future__ import annotations

import pytest
from site_host import CHAPTER, Faults, Open

NAMES = ["timeline", "growth", "internet-users", "democracy", "rank-over-time"]


@pytest.mark.parametrize("code", ["en", "id"])
@pytest.mark.parametrize(("width", "shown", "hidden"), [(1280, "wide", "narrow"), (360, "narrow", "wide")])
def test_every_chart_is_seen_without_javascript(
    code: str, width: int, shown: str, hidden: str, open_page: Open
) -> None:
    page = open_page(f"{code}/{CHAPTER}.html", width=width, javascript=False)
    for chart in page.locator(".timbang-chart").all():
        drawing = chart.locator(f".timbang-{shown} svg")
        assert drawing.is_visible()
        assert len(drawing.get_attribute("aria-label") or "") > 40
        assert drawing.locator("path").count() > 3
        assert not chart.locator(f".timbang-{hidden}").is_visible()
    assert page.locator(".timbang-chart").count() == 5


def test_vega_is_loaded_only_when_a_chart_is_touched(open_page: Open, faults: Faults) -> None:
    page = open_page(f"en/{CHAPTER}.html")
    page.wait_for_load_state("networkidle")
    assert not [request for request in faults.requests if "vega-" in request.url]
    page.locator(".timbang-chart").first.hover()
    page.wait_for_selector(".timbang-drawing[data-live=done]")
    assert len([request for request in faults.requests if "vega-" in request.url]) == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_a_live_chart_takes_the_place_of_the_still_one_to_the_pixel(width: int, open_page: Open) -> None:
    page = open_page(f"id/{CHAPTER}.html", width=width)
    page.wait_for_load_state("networkidle")
    for index in range(5):
        chart = page.locator(".timbang-chart").nth(index)
        drawing = chart.locator(".timbang-drawing:visible")
        chart.scroll_into_view_if_needed()
        before, label = drawing.bounding_box(), drawing.locator("svg").get_attribute("aria-label")
        drawing.locator("svg").dispatch_event("touchstart")
        chart.locator("[data-live=done]").wait_for()
        after = drawing.bounding_box()
        assert before and after
        assert (after["width"], after["height"]) == pytest.approx((before["width"], before["height"]), abs=1)
        assert drawing.locator("svg").get_attribute("aria-label") == label


def test_a_live_chart_says_more_about_the_mark_under_the_pointer(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html")
    page.wait_for_load_state("networkidle")
    chart = page.locator(".timbang-chart[data-chart=timeline]")
    chart.hover()
    chart.locator("[data-live=done]").first.wait_for()
    chart.locator(".timbang-wide svg [aria-label^='K30 ']").first.hover()
    tooltip = page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    assert len(tooltip.inner_text()) > 20


def test_the_filters_of_the_list_dim_the_marks_of_the_drawing(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html")
    page.wait_for_selector(".timbang-widget[data-widget=events][data-ready]")
    marks = page.locator(".timbang-chart[data-chart=timeline] .timbang-wide svg [aria-label]:not(svg)")
    dimmed = page.locator(".timbang-chart[data-chart=timeline] .timbang-wide svg .timbang-dim")
    assert dimmed.count() == 0
    page.locator("[data-widget=events]").get_by_label("crisis").uncheck()
    assert 0 < dimmed.count() < marks.count()
    names = dimmed.evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))")
    page.locator(".timbang-chart[data-chart=timeline]").hover()
    page.wait_for_selector(".timbang-wide[data-live=done]")
    assert dimmed.evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))") == names
    page.locator("[data-widget=events]").get_by_label("crisis").check()
    assert dimmed.count() == 0


def test_a_mark_that_is_pressed_opens_its_event_in_the_list(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html")
    page.wait_for_selector(".timbang-widget[data-widget=events][data-ready]")
    page.locator(".timbang-chart[data-chart=timeline] .timbang-wide svg [aria-label^='K30 ']").first.click()
    page.locator("[data-widget=events] details[data-id=K30][open]").wait_for()


def test_a_mark_is_pressed_although_the_live_drawing_comes_meanwhile(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html")
    page.wait_for_selector(".timbang-widget[data-widget=events][data-ready]")
    drawing = ".timbang-chart[data-chart=timeline] .timbang-wide"
    page.route("**/vega-*.js", lambda route: (page.wait_for_timeout(500), route.continue_()))
    page.locator(f"{drawing} svg [aria-label^='K30 ']").first.hover()
    page.mouse.down()
    page.wait_for_selector(f"{drawing}[data-live=done]")
    page.mouse.up()
    page.locator("[data-widget=events] details[data-id=K30][open]").wait_for()


def test_a_chart_stays_as_it_was_when_vega_cannot_be_loaded(open_page: Open, faults: Faults) -> None:
    page = open_page(f"en/{CHAPTER}.html")
    page.route("**/vega-*.js", lambda route: route.abort())
    page.wait_for_load_state("networkidle")
    page.locator(".timbang-chart").first.hover()
    page.wait_for_selector(".timbang-drawing[data-live=failed]")
    assert page.locator(".timbang-chart").first.locator(".timbang-wide svg").is_visible()
    assert all("vega-" in said or "ERR_FAILED" in said for said in faults.said)
    faults.said.clear()
