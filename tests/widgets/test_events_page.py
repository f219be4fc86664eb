"""The list of events in a real browser, with a chart on the page that listens and speaks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from widget_host import Open

from timbang import language, widgets


@pytest.fixture
def page(show: Open) -> Page:
    page = show(widgets.events("korea_timeline"))
    page.evaluate("addEventListener('timbang:filter', ({ detail }) => { window.heard = detail; })")
    return page


def count(page: Page) -> Page:
    return page.locator(".tmb-count")  # type: ignore[return-value]


def test_all_events_are_there_the_first_ones_shown(page: Page) -> None:
    expect(count(page)).to_have_text("88 of 88 events")
    expect(page.locator("details")).to_have_count(8)
    page.get_by_role("button", name="Show the other 80").click()
    expect(page.locator("details")).to_have_count(88)
    expect(page.locator("summary").nth(8)).to_be_focused()


def test_a_kind_of_event_is_filtered_and_the_chart_hears_of_it(page: Page) -> None:
    for kind in ("system", "plan", "institution", "law", "politics", "ranking"):
        page.get_by_role("checkbox", name=kind).uncheck()
    expect(count(page)).to_have_text("6 of 88 events")
    crisis = ["K21", "K22", "K40", "K60", "K87", "K90"]
    assert page.evaluate("heard") == {"chart": "timeline", "ids": crisis}
    assert page.evaluate("models.w0.get('shown')") == crisis


def test_a_presidency_is_chosen(page: Page) -> None:
    page.get_by_label("Presidency").select_option("Kim Dae-jung, from January 2001")
    expect(page.locator("[data-id=K34]")).to_be_visible()
    expect(page.locator("[data-id=K24]")).to_have_count(0)


def test_search_finds_all_words_in_any_case(page: Page) -> None:
    page.get_by_label("Search in the events").fill("IMF agreement")
    expect(count(page)).to_have_text("1 of 88 events")
    expect(page.locator("[data-id=K22]")).to_be_visible()
    page.get_by_label("Search in the events").fill("nothing like it")
    expect(count(page)).to_have_text("No event fits. Widen the filters.")
    page.get_by_role("button", name="Clear the filters").click()
    expect(count(page)).to_have_text("88 of 88 events")
    assert len(page.evaluate("heard.ids")) == 88


def test_an_event_opens_by_keyboard_with_its_sources(page: Page) -> None:
    page.locator("[data-id=K4] summary").focus()
    page.keyboard.press("Enter")
    source = page.locator("[data-id=K4]").get_by_role("link").first
    expect(source).to_be_visible()
    assert source.get_attribute("rel") == "external noreferrer"


def test_the_event_chosen_in_the_chart_opens_whatever_the_filters_hide(page: Page) -> None:
    page.get_by_label("Presidency").select_option("Park Geun-hye")
    expect(page.locator("[data-id=K87]")).to_have_count(0)
    select(page, "timeline", "K87")
    expect(page.locator("[data-id=K87] summary")).to_be_focused()
    expect(page.locator("[data-id=K87]")).to_have_attribute("open", "")
    expect(count(page)).to_have_text("88 of 88 events")


def test_other_charts_and_a_removed_widget_are_left_alone(page: Page) -> None:
    select(page, "rank_over_time", "K21")
    expect(page.locator("details[open]")).to_have_count(0)
    page.evaluate("cleanups[0]()")
    select(page, "timeline", "K4")
    expect(page.locator("details[open]")).to_have_count(0)


def select(page: Page, chart: str, event: str) -> None:
    page.evaluate(
        "detail => document.dispatchEvent(new CustomEvent('timbang:select', { detail }))",
        {"chart": chart, "id": event},
    )


def test_the_list_is_indonesian_on_an_indonesian_page(show: Open) -> None:
    language.use("id")
    page = show(widgets.events("korea_timeline"))
    expect(count(page)).to_have_text("88 dari 88 peristiwa")
    page.get_by_role("checkbox", name="hukum").uncheck()
    expect(count(page)).to_have_text("78 dari 88 peristiwa")
    assert "undefined" not in page.inner_text("main")


def test_a_timeline_without_presidencies_has_no_such_filter(show: Open) -> None:
    page = show(widgets.events("indonesia_timeline"))
    assert page.get_by_label("Presidency").count() == 0
    page.get_by_label("Search in the events").fill("ransomware")
    assert page.evaluate("models.w0.get('shown')") == ["I47"]
