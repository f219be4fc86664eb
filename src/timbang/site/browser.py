"""The browser of the tests: found on this machine, or installed by `python -m timbang.site.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from timbang.errors import BrowserMissing

SHELL = "chromium-headless-shell"
"""Chromium without windows: the same pages, sooner."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = ("apt-get", "install", "--yes", "--no-install-recommends", "fonts-dejavu-core")

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What keeps a browser from talking to anyone but the site."""


_ASK = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def path() -> Path:
    """Return the browser that is there.

    Raises
    ------
    BrowserMissing
        With the command that installs one.
    """
    found = next((program for name in NAMES if (program := shutil.which(name))), None) or _playwrights()
    if found is None:
        raise BrowserMissing("no Chromium here; run `python -m timbang.site.browser`, which installs one")
    return Path(found)


def arguments() -> list[str]:
    """Return the arguments to start it with; as root it has no sandbox."""
    return [*ARGUMENTS, *(["--no-sandbox"] if _is_root() else [])]


def install() -> Path:
    """Return the browser, installed first if there is none; where there is one, a quicker one is tried for.

    Raises
    ------
    BrowserMissing
        When it cannot be: the message says what an administrator must run.
    """
    try:
        found = path()
        if found.name != SHELL and _has_apt() and _run(*DEBIAN, SHELL, loud=False):
            found = path()
    except BrowserMissing:
        found = _installed()
    _try_out(found)
    return found


def _installed() -> Path:
    if _has_apt():
        updated = _run("apt-get", "update", "--quiet")
        if updated and (_run(*DEBIAN, SHELL) or _run(*DEBIAN, "chromium")):
            return path()
    if _run(sys.executable, "-m", "playwright", "install", "chromium"):
        return path()
    raise BrowserMissing("no browser could be installed; an administrator must run: apt-get install chromium")


def _has_apt() -> bool:
    return _is_root() and shutil.which("apt-get") is not None


def _run(*command: str, loud: bool = True) -> bool:
    """Run a command and return whether it did its work; what it says goes where errors go, or nowhere."""
    if loud:
        print(" ".join(command), file=sys.stderr)
    to = sys.stderr if loud else subprocess.DEVNULL
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdout=to, stderr=to, check=False).returncode == 0


def _try_out(browser: Path) -> None:
    """Start it once: Playwright's own needs libraries that it does not bring."""
    command = [str(browser), *arguments(), "--headless", "--dump-dom", "about:blank"]
    try:
        tried = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        raise BrowserMissing(
            f"{browser} does not start within a minute; remove it, or install another"
        ) from None
    if tried.returncode:
        said = next(
            (line for line in tried.stderr.splitlines() if "error while loading" in line), "it does not start"
        )
        mend = f"an administrator must run: {sys.executable} -m playwright install-deps chromium"
        raise BrowserMissing(f"{browser}: {said.strip()}; {mend}")


def _playwrights() -> str | None:
    # asked in a process of its own: Playwright answers only once a process
    asked = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=False)
    own = asked.stdout.strip()
    return own if own and Path(own).is_file() else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> None:
    """Make sure that there is a browser; one line and status 2 where there cannot be."""
    try:
        print(install())
    except BrowserMissing as error:
        print(f"timbang: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
