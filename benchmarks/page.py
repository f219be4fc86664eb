"""What a reader waits for: bytes, requests, first paint and shifts of the chapter on a phone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import vl_convert
from figures import Figure, ratio, side_by_side, told, upper
from playwright.sync_api import Browser, Page, Route, sync_playwright

from timbang.site import browser
from timbang.site.server import SiteServer

CHAPTER = "03-the-korean-timeline.html"
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWDOWN = 4

OBSERVE = """() => {
  window.shifts = 0;
  const add = (entry) => { if (!entry.hadRecentInput) window.shifts += entry.value; };
  new PerformanceObserver((list) => list.getEntries().forEach(add))
    .observe({ type: "layout-shift", buffered: true });
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def figures(site: Path, plain_site: Path) -> list[Figure]:
    """Measure the English and the Indonesian chapter, and the first paint beside the plain book's."""
    with served(site) as ours, served(plain_site) as theirs, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.path(), args=browser.arguments())
        paint, plain_paint = side_by_side(
            [
                partial(_first_paint, chromium, f"{ours}/en/{CHAPTER}"),
                partial(_first_paint, chromium, f"{theirs}/{CHAPTER}"),
            ],
            rounds=5,
        )
        lines = [
            ratio(
                "first contentful paint against plain Jupyter Book",
                paint,
                plain_paint,
                at_most=0.5,
                unit="ms",
            )
        ]
        for code in ("en", "id"):
            weight, requests = _weight(chromium, f"{ours}/{code}/{CHAPTER}")
            lines.append(upper(f"chapter in {code}: transferred with gzip", weight / 1000, 200, "kB"))
            lines.append(upper(f"chapter in {code}: requests", requests, 25, ""))
            lines.append(
                upper(
                    f"chapter in {code}: layout shift", _shift(chromium, f"{ours}/{code}/{CHAPTER}"), 0.05, ""
                )
            )
        plain_weight, plain_requests = _weight(chromium, f"{theirs}/{CHAPTER}")
        chromium.close()
    lines.append(
        told(
            "plain Jupyter Book, without what it loads from elsewhere",
            f"{plain_weight / 1000:.0f} kB, {plain_requests} requests",
        )
    )
    return lines


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, with gzip as a web host does."""
    server = SiteServer(0, folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.address.rstrip("/")
    server.shutdown()
    server.server_close()


@contextmanager
def _opened(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    # What a plain book takes from a CDN answers at once and from here: an advantage for the yardstick.
    context.route(lambda url: "127.0.0.1" not in url, _from_here)
    yield page
    context.close()


def _from_here(route: Route) -> None:
    is_vega = "vega" in route.request.url
    route.fulfill(
        status=200, content_type="text/javascript", body=vl_convert.javascript_bundle() if is_vega else ""
    )


def _first_paint(chromium: Browser, url: str) -> float:
    with _opened(chromium) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.goto(url, wait_until="load", timeout=120_000)
        page.wait_for_function(PAINTED, polling=50)
        return float(page.evaluate(PAINTED))


def _weight(chromium: Browser, url: str) -> tuple[int, int]:
    with _opened(chromium) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        asked: dict[str, str] = {}
        sizes: list[int] = []
        session.on(
            "Network.requestWillBeSent",
            lambda event: asked.update({event["requestId"]: event["request"]["url"]}),
        )
        session.on("Network.loadingFinished", lambda event: _add(sizes, asked, event))
        page.goto(url, wait_until="networkidle")
        return sum(sizes), len(sizes)


def _add(sizes: list[int], asked: dict[str, str], event: dict[str, Any]) -> None:
    # an image that is written into a style sheet as data: is told as a request, yet nothing is asked
    if not asked[event["requestId"]].startswith("data:"):
        sizes.append(event["encodedDataLength"])


def _shift(chromium: Browser, url: str) -> float:
    """Sum the shifts while the page loads and while a reader scrolls to its end."""
    with _opened(chromium) as page:
        page.add_init_script(f"({OBSERVE})()")
        page.goto(url, wait_until="networkidle")
        for _ in range(40):
            page.mouse.wheel(0, 600)
            page.wait_for_timeout(30)
        return float(page.evaluate("() => window.shifts"))
