"""The one browser of a test process: Playwright's synchronous API may be started only once in a thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from timbang.site import browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser.path(), args=browser.arguments())
        yield started
        started.close()
