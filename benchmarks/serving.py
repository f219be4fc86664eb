"""What an author waits for between saving a notebook and seeing the page again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from building import copy_course
from figures import Figure, told
from playwright.sync_api import sync_playwright

from timbang.site import browser


def figures() -> list[Figure]:
    """Edit a paragraph under `timbang serve` and wait for the open page to show it."""
    with tempfile.TemporaryDirectory() as temporary:
        root = copy_course(Path(temporary) / "course")
        environment = {**os.environ, "PYTHONPATH": str(root / "src")}  # the copy serves itself
        server = subprocess.Popen(
            [Path(sys.executable).with_name("timbang"), "serve"],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            address = _address(server)
            waits = _edits(root / "book/en/index.ipynb", address)
        finally:
            server.terminate()
            server.wait(20)
    return [
        told("page edited to page reloaded in timbang serve", ", ".join(f"{wait:.1f} s" for wait in waits))
    ]


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout
    for line in server.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found.group()
    raise RuntimeError("timbang serve ended without an address")


def _edits(notebook: Path, address: str) -> list[float]:
    waits = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.path(), args=browser.arguments())
        page = chromium.new_page()
        page.goto(f"{address}/en/index.html")
        for word in ("first", "second", "third"):
            text = notebook.read_text("utf-8")
            notebook.write_text(text.replace("## For whom", f"## For whom {word}", 1), "utf-8")
            start = time.perf_counter()
            page.get_by_text(f"For whom {word}").first.wait_for(timeout=60_000)
            waits.append(time.perf_counter() - start)
            notebook.write_text(text, "utf-8")
            page.get_by_text(f"For whom {word}").first.wait_for(state="detached", timeout=60_000)
        chromium.close()
    return waits
