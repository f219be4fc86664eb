"""Every page of a language, as a reader meets it; a file for each language takes these tests over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from site_host import PAGES, Faults, scroll_through

from accessibility import broken_but_for_colours, hard_to_read

__all__ = [
    "read",
    "test_a_page_breaks_no_rule_of_wcag",
    "test_a_page_fits_a_phone_and_breaks_no_rule_of_wcag_there",
    "test_a_page_keeps_a_clean_console_and_asks_no_other_host",
    "test_a_page_loads_without_a_fault",
    "test_a_page_says_its_language_title_and_description",
]

WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 800}
SCROLLED_BY_KEYS = """[...document.querySelectorAll("pre")].every(
  (code) => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)"""
"""What the theme sees to a moment after a change of the width."""

Scheme = Literal["light", "dark"]
WIDE_IN: dict[str, Scheme] = {"en": "light", "id": "dark"}
PHONE_IN: dict[str, Scheme] = {"en": "dark", "id": "light"}


@dataclass(frozen=True)
class Read:
    """A page that was opened once and scrolled through; the tests of it only look, or change its size."""

    code: str
    page: Page
    faults: Faults


@pytest.fixture(scope="module", params=PAGES)
def read(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Read]:
    code = request.module.LANGUAGE
    context = chromium.new_context(viewport=WIDE, color_scheme="light", reduced_motion="reduce")
    page, faults = context.new_page(), Faults()
    faults.watch(page)
    page.goto(f"{address}{code}/{request.param}.html")
    scroll_through(page)
    page.wait_for_load_state("networkidle")
    yield Read(code, page, faults)
    context.close()


def show(page: Page, viewport: ViewportSize, scheme: Scheme) -> None:
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    page.wait_for_function(SCROLLED_BY_KEYS)


def test_a_page_loads_without_a_fault(read: Read) -> None:
    assert read.page.locator("h1").count() == 1
    assert read.page.locator(".timbang-widget:not([data-ready])").count() == 0


def test_a_page_says_its_language_title_and_description(read: Read) -> None:
    page = read.page
    assert page.locator("html").get_attribute("lang") == read.code
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
    """Wide in one scheme, on a phone in the other; the other language the other way round.

    What is not of colours is looked for once a page: the elements are the same in both languages, and
    Indonesian, with the longer words, is read on the phone.
    """
    scheme = WIDE_IN[read.code]
    show(read.page, WIDE, scheme)
    assert hard_to_read(read.page) == []
    if scheme == "light":
        assert broken_but_for_colours(read.page) == []


def test_a_page_fits_a_phone_and_breaks_no_rule_of_wcag_there(read: Read) -> None:
    scheme = PHONE_IN[read.code]
    show(read.page, PHONE, scheme)
    assert read.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert hard_to_read(read.page) == []
    if scheme == "light":
        assert broken_but_for_colours(read.page) == []


def test_a_page_keeps_a_clean_console_and_asks_no_other_host(read: Read, address: str) -> None:
    """Through all that the tests above did with it."""
    assert read.faults.said == []
    assert read.faults.hosts() == {address.split("/")[2]}
