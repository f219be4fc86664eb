"""The two languages beside each other: switch, anchors, first page, words of the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from site_host import CHAPTER, LANGUAGES, PAGES, Open, english_around


def parsed(site: Path, code: str, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / code / f"{name}.html").read_text("utf-8"), "html.parser")


def test_the_switch_keeps_the_page_and_the_anchor(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html#the-crisis")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    page.wait_for_url(f"**/id/{CHAPTER}.html#the-crisis")
    assert page.locator(":target h3, :target").first.is_visible()
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/en/{CHAPTER}.html#the-crisis")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("place", ["the-crisis", "03-before-1998", "exercise"])
def test_the_switch_keeps_the_place_that_was_scrolled_to(place: str, width: int, open_page: Open) -> None:
    """A section or an exercise, to which no link has led."""
    page = open_page(f"en/{CHAPTER}.html", width=width)
    page.wait_for_function("!document.querySelector('.timbang-widget:not([data-ready])')")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", place)
    page.locator("a[data-language=id]").dispatch_event("click")  # a real one would scroll first
    page.wait_for_url(f"**/id/{CHAPTER}.html#{place}")


def test_the_switch_at_the_top_leads_to_the_top(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html")
    page.locator("a[data-language=id]").click()
    page.wait_for_url(f"**/id/{CHAPTER}.html")


def test_the_switch_works_without_javascript(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html", javascript=False)
    link = page.locator("a[data-language=id]")
    assert link.is_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    link.click()
    page.wait_for_url(f"**/id/{CHAPTER}.html", wait_until="commit")


@pytest.mark.parametrize("name", PAGES)
def test_the_switch_is_a_real_link_on_every_page(name: str, site: Path) -> None:
    page = parsed(site, "en", name)
    (link,) = page.select("a[data-language=id]")
    assert (link["lang"], link["hreflang"]) == ("id", "id")
    assert (site / "en" / str(link["href"])).resolve() == (site / "id" / f"{name}.html").resolve()
    (here,) = page.select("a[data-language=en]")
    assert here["aria-current"] == "true"


@pytest.mark.parametrize("name", PAGES)
def test_headings_have_the_same_addresses_in_both_languages(name: str, site: Path) -> None:
    def anchors(code: str) -> list[str]:
        return [str(link["href"]) for link in parsed(site, code, name).select("nav.page-toc a")]

    assert anchors("en") == anchors("id")
    assert anchors("en") or not name[0].isdigit()


@pytest.mark.parametrize("width", [1280, 360])
def test_an_address_with_an_anchor_ends_at_its_heading(width: int, open_page: Open) -> None:
    """Although exercises above it grow while the page loads."""
    page = open_page(f"en/{CHAPTER}.html#the-crisis", width=width)
    page.wait_for_function("!document.querySelector('.timbang-widget:not([data-ready])')")
    page.wait_for_function(
        "() => { const { top } = document.getElementById('the-crisis').getBoundingClientRect();"
        " return top >= 0 && top < innerHeight / 3; }"
    )


def test_every_address_in_the_contents_is_on_the_page(open_page: Open) -> None:
    page = open_page(f"id/{CHAPTER}.html")
    missing = page.locator("nav.page-toc a").evaluate_all(
        "links => links.map((link) => link.hash.slice(1)).filter((id) => !document.getElementById(id))"
    )
    assert missing == []


@pytest.mark.parametrize(("locale", "expected"), [("id-ID", "id"), ("en-GB", "en"), ("ko-KR", "en")])
def test_the_first_page_sends_a_reader_to_the_language_of_the_browser(
    locale: str, expected: str, open_page: Open
) -> None:
    page = open_page("", locale=locale)
    page.wait_for_url(f"**/course/{expected}/index.html")


def test_the_first_page_remembers_the_language_that_was_chosen(open_page: Open, address: str) -> None:
    page = open_page("en/index.html", locale="en-GB")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    page.wait_for_url("**/id/index.html")
    page.goto(address)
    page.wait_for_url("**/course/id/index.html")


def test_the_first_page_has_plain_links_without_javascript(open_page: Open) -> None:
    page = open_page("", javascript=False)
    assert page.get_by_role("link").count() == len(LANGUAGES)
    page.get_by_role("link", name="Bahasa Indonesia").click()
    page.wait_for_url("**/course/id/index.html")


@pytest.mark.parametrize("word", ["krisis", "zzzz"])
def test_nothing_around_the_results_of_a_search_is_english(word: str, open_page: Open) -> None:
    page = open_page(f"id/search.html?q={word}")
    page.wait_for_load_state("networkidle")
    assert english_around(page) == []


def test_links_between_pages_stay_inside_the_site(site: Path) -> None:
    """No address on any page starts at the host's root, so the site works in any folder of it."""
    for page in site.rglob("*.html"):
        if page.name != "404.html":
            assert not re.findall(r'(?:href|src)="(/[^"]*)"', page.read_text("utf-8")), page
