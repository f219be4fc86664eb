"""What a reader does with a page, and the pages that no author writes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from site_host import Open

from accessibility import broken, broken_but_for_colours, hard_to_read

both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
REFUSED = """Object.defineProperty(window, "localStorage", { configurable: true,
  get() { throw new DOMException("denied", "SecurityError"); } });"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


@both_schemes
def test_the_opened_page_breaks_no_rule_of_wcag(scheme: str, open_page: Open) -> None:
    """With every table and code cell unfolded and a chart made live."""
    page = open_page("id/03-the-korean-timeline.html", scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.locator(".timbang-chart").first.hover()
    page.wait_for_selector(".timbang-drawing[data-live=done]")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert broken_but_for_colours(page) + hard_to_read(page) == []


@pytest.mark.parametrize("path", ["en/search.html?q=crisis", "id/search.html?q=krisis"])
@both_schemes
def test_the_search_page_breaks_no_rule_of_wcag(path: str, scheme: str, open_page: Open) -> None:
    page = open_page(path, scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert broken(page) == []


@both_schemes
def test_the_page_that_is_not_there_breaks_no_rule_of_wcag(scheme: str, open_page: Open) -> None:
    assert broken(open_page("404.html", scheme=scheme)) == []


def test_the_skip_link_leads_to_the_text(open_page: Open) -> None:
    page = open_page("en/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main-content"
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")


def test_a_phone_opens_the_pages_in_a_drawer_and_closes_it_by_escape(open_page: Open) -> None:
    page = open_page("en/index.html", width=360)
    page.get_by_role("button", name="Pages").click()
    drawer = page.locator("#pst-primary-sidebar-modal")
    assert drawer.get_by_role("link", name="03 · The Korean timeline").is_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()  # the browser closes a dialog when it gets to it


def test_the_drawer_of_a_phone_names_the_search_in_it(open_page: Open) -> None:
    page = open_page("id/index.html", width=360)
    page.get_by_role("button", name="Daftar halaman").click()
    button = page.locator("#pst-primary-sidebar-modal").get_by_role("button", name="Cari di kursus ini")
    assert button.bounding_box()["height"] >= 24  # type: ignore[index]


@pytest.mark.parametrize("store", [REFUSED, FULL], ids=["refused", "full"])
def test_menus_search_and_colours_work_where_the_browser_stores_nothing(store: str, open_page: Open) -> None:
    page = open_page("en/index.html", width=360)
    page.add_init_script(store)
    page.reload()
    page.get_by_role("button", name="Light or dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Pages").click()
    drawer = page.locator("#pst-primary-sidebar-modal")
    expect(drawer.get_by_role("link", name="03 · The Korean timeline")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search the course", exact=True).last.click()
    expect(page.locator("#pst-search-dialog")).to_be_visible()


def test_an_exercise_still_says_that_the_browser_stores_nothing(open_page: Open) -> None:
    page = open_page("en/02-weighing-an-article.html")
    page.add_init_script(REFUSED)
    page.reload()
    expect(page.locator(".tmb-notice").first).to_contain_text("does not let the page store anything")


def test_the_reader_chooses_the_colours_and_the_next_page_keeps_them(open_page: Open) -> None:
    page = open_page("en/index.html", scheme="light")
    page.get_by_role("button", name="Light or dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("link", name="References").first.click()
    page.wait_for_url("**/references.html")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_notebook_of_a_page_can_be_downloaded(open_page: Open) -> None:
    page = open_page("id/03-the-korean-timeline.html")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh halaman ini sebagai notebook").click()
    assert waiting.value.suggested_filename == "03-the-korean-timeline.ipynb"


def test_the_contents_mark_the_section_in_view(open_page: Open) -> None:
    page = open_page("en/03-the-korean-timeline.html#the-crisis")
    page.wait_for_selector("nav.page-toc a.active[href='#the-crisis']")


def test_the_contents_keep_the_section_in_view_in_sight(open_page: Open) -> None:
    """Where they are longer than the window, and the reader comes to the end of the page."""
    page = open_page("en/01-what-is-e-government.html")
    link = page.locator("nav.page-toc a[href='#summary']")
    expect(link).not_to_be_in_viewport()
    page.wait_for_function("!document.querySelector('.timbang-widget:not([data-ready])')")
    page.evaluate("document.getElementById('summary').scrollIntoView()")
    expect(link).to_have_class(re.compile("active"))
    expect(link).to_be_in_viewport(ratio=1)
