"""The two languages beside each other: switch, anchors, first page, words of the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page
from site_host import CHAPTER, LANGUAGES, PAGES, Open

ENGLISH = re.compile(
    r"\b(search|contents|previous|next|page|toggle|copyright|link to|skip to|show|hide|download|dark|home|"
    r"navigation|breadcrumb|announcement|close|back|by the|source code|loading|language|table of)\b",
    re.IGNORECASE,
)


def test_the_switch_keeps_the_page_and_the_anchor(open_page: Open) -> None:
    page = open_page(f"en/{CHAPTER}.html#the-crisis")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    page.wait_for_url(f"**/id/{CHAPTER}.html#the-crisis")
    assert page.locator(":target h3, :target").first.is_visible()
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/en/{CHAPTER}.html#the-crisis")


@pytest.mark.parametrize("name", PAGES)
def test_the_switch_is_a_real_link_on_every_page(name: str, open_page: Open) -> None:
    page = open_page(f"en/{name}.html", javascript=False)
    link = page.locator("a[data-language=id]")
    assert link.is_visible()
    assert (link.get_attribute("lang"), link.get_attribute("hreflang")) == ("id", "id")
    assert page.locator("a[data-language=en]").get_attribute("aria-current") == "true"
    page.set_viewport_size({"width": 360, "height": 800})
    link.click()
    page.wait_for_url(f"**/id/{name}.html", wait_until="commit")


@pytest.mark.parametrize("name", PAGES)
def test_headings_have_the_same_addresses_in_both_languages(name: str, site: Path) -> None:
    def anchors(code: str) -> list[str]:
        page = BeautifulSoup((site / code / f"{name}.html").read_text("utf-8"), "html.parser")
        return [str(link["href"]) for link in page.select("nav.page-toc a")]

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


@pytest.mark.parametrize(
    "path", [f"{name}.html" for name in PAGES] + ["search.html?q=krisis", "search.html?q=zzzz"]
)
def test_nothing_around_the_indonesian_text_is_english(path: str, open_page: Open) -> None:
    page = open_page(f"id/{path}")
    page.wait_for_load_state("networkidle")
    found = [words for words in frame_words(page) if ENGLISH.search(words)]
    assert found == []


def frame_words(page: Page) -> list[str]:
    """Return what stands around the article, and every label and title on the page."""
    words: list[str] = page.evaluate(
        """() => {
          const passed = "article, script, style, noscript, [lang=en], a.internal, p.context, ul.search a";
          const names = ["title", "aria-label", "placeholder"];
          const said = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const { parentElement } = walk.currentNode;
            if (parentElement.closest(passed)) continue;
            said.push(walk.currentNode.textContent.trim());
          }
          for (const element of document.querySelectorAll("[title], [aria-label], [placeholder], summary")) {
            if (element.closest("[lang=en], svg, a.internal")) continue;
            said.push(...names.map((name) => element.getAttribute(name) ?? ""));
            if (element.localName === "summary") said.push(element.textContent.trim());
          }
          return [...new Set(said)].filter(Boolean);
        }"""
    )
    return [line for line in words if line not in {"Timbang"}]


def test_links_between_pages_stay_inside_the_site(site: Path) -> None:
    """No address on any page starts at the host's root, so the site works in any folder of it."""
    for page in site.rglob("*.html"):
        if page.name != "404.html":
            assert not re.findall(r'(?:href|src)="(/[^"]*)"', page.read_text("utf-8")), page
