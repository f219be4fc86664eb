"""A small server for the built site on this machine: files, compressed, and word of changes."""

from __future__ import annotations

import functools
import gzip
import json
import mimetypes
import re
import threading
import urllib.parse
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from timbang.site import assets

HOST = "127.0.0.1"
CHANGES = "/-/changes"
"""Address under which an open page waits for word; no file of the site has it."""

HEARTBEAT = 15.0
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml", "application/x-ipynb+json")
HASHED = re.compile(r"-[0-9a-f]{10,12}\.\w+$")


class Changes:
    """What open pages are told: that the site is new, or what is wrong with it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0
        self.fault = ""

    def tell(self, fault: str = "") -> None:
        """Wake every open page: to reload, or with a fault to show it."""
        with self._condition:
            self.fault = fault
            self._count += 1
            self._condition.notify_all()

    def count(self) -> int:
        """Return how often there was something to tell."""
        return self._count

    def wait(self, seen: int, seconds: float) -> int:
        """Wait until there is more than what was seen, or the time is over; return the count."""
        with self._condition:
            self._condition.wait_for(lambda: self._count > seen, seconds)
            return self._count


class SiteServer(ThreadingHTTPServer):
    """Serves one folder; with `changes` its pages reload when told."""

    daemon_threads = True

    def __init__(self, port: int, site: Path, changes: Changes | None = None, under: str = "/") -> None:
        self.site = site
        self.changes = changes
        self.under = under
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Return where a browser finds the site."""
        return f"http://{HOST}:{self.server_port}{self.under}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over browsers that hang up early; anything else is shown."""
        import sys

        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        if path == CHANGES and self.server.changes:
            self._stream(self.server.changes)
        elif self._below(path).is_dir() and not path.endswith("/"):
            self._redirect(f"{path}/")
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815

    def _below(self, path: str) -> Path:
        parts = [
            part for part in path.removeprefix(self.server.under).split("/") if part not in {"", ".", ".."}
        ]
        return self.server.site.joinpath(*parts)

    def _file(self, path: str) -> None:
        file = self._below(path)
        file = file / "index.html" if file.is_dir() else file
        status = HTTPStatus.OK
        if not file.is_file() or not path.startswith(self.server.under):
            file, status = self.server.site / "404.html", HTTPStatus.NOT_FOUND
        kind = "application/json" if file.suffix == ".ipynb" else mimetypes.guess_type(file.name)[0]
        kind = kind or "application/octet-stream"
        try:
            body = file.read_bytes()
        except OSError:
            body = _without_site(self.server.changes).encode("utf-8")
            kind = "text/html"
        if kind == "text/html" and self.server.changes:
            script = _listener(self.server.changes.count(), self.server.changes.fault)
            body = body.replace(b"</body>", f"{script}</body>".encode(), 1)
        self._send(status, kind, body, lasting=bool(HASHED.search(file.name)))

    def _send(self, status: HTTPStatus, kind: str, body: bytes, lasting: bool) -> None:
        self.send_response(status)
        if kind.startswith(TEXTS):
            kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body = _compressed(body)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", urllib.parse.quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _stream(self, changes: Changes) -> None:
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        seen = int(query.get("seen", ["0"])[0])
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        while True:
            count = changes.wait(seen, HEARTBEAT)
            said = f"data: {json.dumps({'fault': changes.fault})}\n\n" if count > seen else ": still here\n\n"
            self.wfile.write(said.encode("utf-8"))
            self.wfile.flush()
            seen = count

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is the author's."""


@functools.lru_cache(maxsize=256)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _listener(seen: int, fault: str) -> str:
    """Return the script that a served page gets, and a built one never has."""
    code = (assets.STATIC / "reload.js").read_text("utf-8")
    where = json.dumps({"address": f"{CHANGES}?seen={seen}", "fault": fault}).replace("</", "<\\/")
    return f'<script type="module">const given = {where};\n{code}</script>'


def _without_site(changes: Changes | None) -> str:
    return "<!doctype html><html lang=en><meta charset=utf-8><title>Timbang</title><body></body></html>"


def listen(port: int, site: Path, changes: Changes | None = None, *, tries: int = 100) -> SiteServer:
    """Return a server on `port`, or on the next port that nobody else has."""
    for number in range(port, port + tries):
        try:
            return SiteServer(number, site, changes)
        except OSError:
            if number == port + tries - 1:
                raise
    raise AssertionError("unreachable: the last try raises")
