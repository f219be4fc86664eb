"""Every page of both languages, as a reader meets it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from site_host import COLOURS, LANGUAGES, PAGES, Faults, Open, broken, scroll_through

EVERY_PAGE = [f"{code}/{name}.html" for code in LANGUAGES for name in PAGES]

both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@dataclass(frozen=True)
class Read:
    """A page that was opened once and scrolled through; the tests of it only look, or change its size."""

    path: str
    page: Page
    faults: Faults


@pytest.fixture(scope="module", params=EVERY_PAGE)
def read(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Read]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    page, faults = context.new_page(), Faults()
    faults.watch(page)
    page.goto(address + request.param)
    scroll_through(page)
    page.wait_for_load_state("networkidle")
    yield Read(request.param, page, faults)
    context.close()


@pytest.fixture
def on_a_phone(read: Read) -> Iterator[Page]:
    read.page.set_viewport_size({"width": 360, "height": 800})
    scroll_through(read.page)
    yield read.page
    read.page.set_viewport_size({"width": 1280, "height": 800})


@contextmanager
def dark(page: Page) -> Iterator[None]:
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    yield
    page.emulate_media(color_scheme="light")
    page.wait_for_function("document.documentElement.dataset.theme === 'light'")


def test_a_page_loads_without_a_fault(read: Read) -> None:
    assert read.page.locator("h1").count() == 1
    assert read.page.locator(".timbang-widget:not([data-ready])").count() == 0


def test_a_page_says_its_language_title_and_description(read: Read) -> None:
    page = read.page
    assert page.locator("html").get_attribute("lang") == read.path[:2]
    heading = page.locator("h1").evaluate(
        "h1 => [...h1.childNodes].filter((one) => one.className !== 'headerlink')"
        ".map((one) => one.textContent).join('')"
    )
    assert page.title().startswith(heading)
    said = page.locator("meta[name=description]").get_attribute("content")
    assert said and 20 < len(said) <= 160
    alternates = page.locator("link[rel=alternate]").evaluate_all(
        "links => links.map((link) => link.hreflang)"
    )
    assert sorted(alternates) == ["en", "id", "x-default"]


def test_a_page_breaks_no_rule_of_wcag(read: Read) -> None:
    assert broken(read.page) == []
    with dark(read.page):
        assert broken(read.page, COLOURS) == []


def test_a_page_on_a_phone_fits_and_breaks_no_rule_of_wcag(on_a_phone: Page) -> None:
    width = "document.documentElement.scrollWidth"
    assert on_a_phone.evaluate(width) == 360
    assert broken(on_a_phone) == []
    with dark(on_a_phone):
        assert on_a_phone.evaluate(width) == 360
        assert broken(on_a_phone, COLOURS) == []


def test_a_page_keeps_a_clean_console_and_asks_no_other_host(read: Read, address: str) -> None:
    """Through all that the tests above did with it."""
    assert read.faults.said == []
    assert read.faults.hosts() == {address.split("/")[2]}


@both_schemes
def test_the_opened_page_breaks_no_rule_of_wcag(scheme: str, open_page: Open) -> None:
    """With every table and code cell unfolded and a chart made live."""
    page = open_page("id/03-the-korean-timeline.html", scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.locator(".timbang-chart").first.hover()
    page.wait_for_selector(".timbang-drawing[data-live=done]")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert broken(page) == []


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
    assert not drawer.is_visible()


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
