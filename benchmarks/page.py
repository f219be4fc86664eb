"""What a reader waits for: bytes, requests, first paint and shifts of the chapter on a phone."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import vl_convert
from figures import Figure, ratio, side_by_side, told, upper
from playwright.sync_api import Browser, Page, Route, sync_playwright

from timbang.site import browser

CHAPTER = "03-the-korean-timeline.html"
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWDOWN = 4
PACKED = {".html", ".js", ".css", ".svg", ".json"}

OBSERVE = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) shifts += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def figures(site: Path, plain_site: Path) -> list[Figure]:
    """Measure the English and the Indonesian chapter, and the first paint beside the plain book's."""
    with served(site) as ours, served(plain_site) as theirs, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser.path()), args=browser.ARGUMENTS)
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


class _Packing(SimpleHTTPRequestHandler):
    """Serves a folder as a web host does: with gzip, silently."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        packed = file.suffix in PACKED
        body = gzip.compress(body) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the report free of requests."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
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
        page.wait_for_function(PAINTED)
        return float(page.evaluate(PAINTED))


def _weight(chromium: Browser, url: str) -> tuple[int, int]:
    with _opened(chromium) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(url, wait_until="networkidle")
        return sum(sizes), len(sizes)


def _shift(chromium: Browser, url: str) -> float:
    """Sum the shifts while the page loads and while a reader scrolls to its end."""
    with _opened(chromium) as page:
        page.add_init_script(f"({OBSERVE})()")
        page.goto(url, wait_until="networkidle")
        for _ in range(40):
            page.mouse.wheel(0, 600)
            page.wait_for_timeout(30)
        return float(page.evaluate("() => window.shifts"))
