"""What a page costs a reader on a weak connection, before anything is touched."""

from __future__ import annotations

import urllib.request

import pytest
from site_host import CHAPTER, LANGUAGES, Faults, Open, scroll_through

MOST_BYTES = 200_000
MOST_REQUESTS = 25
MOST_SHIFT = 0.05

OBSERVE_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_chapter_is_light(code: str, open_page: Open, faults: Faults) -> None:
    page = open_page(f"{code}/{CHAPTER}.html")
    page.wait_for_load_state("networkidle")
    addresses = [request.url for request in faults.requests if request.url.startswith("http")]
    assert len(addresses) <= MOST_REQUESTS
    assert sum(_weight(address) for address in addresses) <= MOST_BYTES


def _weight(address: str) -> int:
    """Return the bytes of a file as a host sends it, compressed."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as reply:
        return len(reply.read())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_under_the_reader(code: str, width: int, open_page: Open) -> None:
    page = open_page(f"{code}/index.html", width=width)
    page.add_init_script(OBSERVE_SHIFTS)
    page.goto(page.url.replace("index.html", f"{CHAPTER}.html"))
    page.wait_for_load_state("networkidle")
    scroll_through(page)
    assert page.evaluate("window.shifted") < MOST_SHIFT
