"""`timbang serve` on a copy of the course: the address, the reload, faults, the end."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from site_host import write_page

from timbang.site import server

START = """
import pathlib
import sys

from timbang.site import serve

if __name__ == "__main__":
    serve.serve(int(sys.argv[2]), root=pathlib.Path(sys.argv[1]))
"""


class Serving:
    """A server in a process of its own, as an author runs it."""

    def __init__(self, root: Path, port: int) -> None:
        script = root / "start.py"
        script.write_text(START)
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(root), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def wait_for(self, words: str, after: int = 0, seconds: float = 60) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := next((line for line in self.lines[after:] if words in line), None):
                return found.strip()
            time.sleep(0.05)
        raise AssertionError(f"{words!r} was not said; said was: {self.lines}")


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def serving(small_course: Path, busy_port: int) -> Iterator[Serving]:
    started = Serving(small_course, busy_port)
    yield started
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()


def test_an_author_sees_a_change_and_a_fault_in_the_open_page(
    serving: Serving, small_course: Path, busy_port: int, chromium: Browser
) -> None:
    address = serving.wait_for("http://127.0.0.1:")
    assert int(address.rsplit(":", 1)[1].strip("/")) > busy_port
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(f"{address}en/second.html")
    serving.wait_for("Ctrl-C ends")
    time.sleep(0.5)

    write_page(small_course / "book/en/second.ipynb", "(top)=\n# Second\n\nFresh words.")
    page.get_by_text("Fresh words.").wait_for()
    english = (small_course / "build/site/en/second.html").read_text("utf-8")
    assert "EventSource" not in english

    write_page(small_course / "book/en/second.ipynb", "(top)=\n# Second\n\n{cite:p}`nobody1900`")
    page.locator("#timbang-fault").get_by_text("nobody1900").wait_for()
    serving.wait_for("nobody1900")
    assert page.get_by_text("Fresh words.").is_visible()

    write_page(small_course / "book/en/second.ipynb", "(top)=\n# Second\n\nMended words.")
    page.get_by_text("Mended words.").wait_for()
    assert page.locator("#timbang-fault").count() == 0
    page.close()

    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(timeout=60) == 0
    assert "Traceback" not in "\n".join(serving.lines)


@pytest.fixture
def small_site(tmp_path: Path) -> Iterator[server.SiteServer]:
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    (site / "en/index.html").write_text("<body>hello</body>" * 50)
    (site / "404.html").write_text("not here")
    (site / "a-0123456789ab.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    started = server.SiteServer(0, site, under="/course/")
    threading.Thread(target=started.serve_forever, args=[0.02], daemon=True).start()
    yield started
    started.shutdown()
    started.server_close()


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_a_file_comes_compressed_to_who_can_read_that(small_site: server.SiteServer) -> None:
    status, headers, body = get(f"{small_site.address}en/", accept_encoding="gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert len(body) < 200
    assert get(f"{small_site.address}en/")[2].startswith(b"<body>hello")


def test_hashed_files_are_kept_by_browsers_and_pages_are_not(small_site: server.SiteServer) -> None:
    assert "immutable" in get(f"{small_site.address}a-0123456789ab.js")[1]["Cache-Control"]
    assert get(f"{small_site.address}en/index.html")[1]["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["nothing.html", "../secret.txt", "%2e%2e/secret.txt", "en/..%2f..%2fsecret.txt"]
)
def test_what_is_not_in_the_site_is_not_found(path: str, small_site: server.SiteServer) -> None:
    status, _, body = get(small_site.address + path)
    assert (status, body) == (404, b"not here")


def test_a_folder_without_its_slash_is_sent_on(small_site: server.SiteServer) -> None:
    assert get(f"{small_site.address}en")[2].startswith(b"<body>hello")
