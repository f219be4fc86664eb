"""What all tests share: the one browser of a process, and folders that are made once for all processes."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from timbang.site import browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Playwright's synchronous API may be started only once in a thread."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser.path(), args=browser.arguments())
        yield started
        started.close()


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Make a folder that tests only read; of several processes the first makes it, and the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, whole = shared / name, shared / f"{name}.whole"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                whole.touch()
        return folder

    return made
