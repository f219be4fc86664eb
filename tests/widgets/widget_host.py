"""A page that shows widgets as the course's site does: no kernel, hashed files, a model of plain values."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from playwright.sync_api import Page

from timbang.widgets import assets
from timbang.widgets.base import CourseWidget

Open = Callable[..., Page]

MODEL = """
export function model(state) {
  const listeners = {};
  return {
    get: (key) => state[key],
    set(key, value) { state[key] = value; for (const run of listeners[`change:${key}`] ?? []) run(); },
    save_changes() {},
    on(type, run) { (listeners[type] ??= []).push(run); },
    off(type, run) { listeners[type] = (listeners[type] ?? []).filter((other) => other !== run); },
  };
}
"""

PAGE = """<!doctype html>
<html lang="{language}" data-theme="{theme}" data-mode="{theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Widgets</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="{css}"></head>
<body><main style="width: 100%; max-width: 46rem; margin: 0 auto; padding: 1rem"><h1>Page</h1>{places}</main>
<script type="module">
import {{ model }} from "./model.js";
window.models = {{}};
window.cleanups = [];
for (const place of document.querySelectorAll(".timbang-widget")) {{
  const state = JSON.parse(place.firstElementChild.textContent);
  const widget = (await import(place.dataset.src)).default;
  const el = document.createElement("div");
  place.append(el);
  window.models[place.id] = model(state);
  window.cleanups.push(await widget.render({{ model: window.models[place.id], el }}));
}}
document.documentElement.dataset.ready = "";
</script></body></html>
"""


def write_page(folder: Path, name: str, *widgets: CourseWidget, theme: str = "light") -> None:
    """Write a page and all that it loads into a folder; the widgets get the ids w0, w1, …"""
    for file, content in assets.site_files().items():
        (folder / file).write_bytes(content)
    (folder / "model.js").write_text(MODEL)
    styles = "theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css"
    (folder / "theme.css").write_bytes((resources.files("pydata_sphinx_theme") / styles).read_bytes())
    places = ""
    for number, widget in enumerate(widgets):
        script, css = assets.entry(widget.kind)
        state = json.dumps(widget.page_state()).replace("</", "<\\/")
        places += (
            f'<div class="timbang-widget" id="w{number}" data-src="./{script}">'
            f'<script type="application/json">{state}</script></div>'
        )
    page = PAGE.format(language=widgets[0].language, theme=theme, css=css, places=places)
    (folder / name).write_text(page)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass
