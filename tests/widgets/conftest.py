from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from widget_host import Open, served, write_page

from timbang import data, language
from timbang.widgets.base import CourseWidget

SAMPLE = Path(__file__).parents[1] / "exercises" / "sample"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of exercises: the sample quiz, and the other exercises of the course."""
    folder = tmp_path / "exercises"
    shutil.copytree(data.exercises(), folder, ignore=shutil.ignore_patterns("quizzes"))
    shutil.copytree(SAMPLE / "quizzes", folder / "quizzes")
    monkeypatch.setattr(data, "exercises", lambda: folder)
    return folder


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Without motion: to scroll smoothly takes longer than most tests."""
    context = chromium.new_context(viewport={"width": 1000, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def show(context: BrowserContext, tmp_path: Path) -> Iterator[Open]:
    """Open a page with some widgets; a second call opens another page of the same origin."""
    folder = tmp_path / "page"
    folder.mkdir()
    with served(folder) as address:

        def open_page(*widgets: CourseWidget, theme: str = "light", tab: Page | None = None) -> Page:
            write_page(folder, "page.html", *widgets, theme=theme)
            tab = tab or context.new_page()
            errors: list[str] = []
            tab.on("pageerror", lambda error: errors.append(str(error)))
            tab.goto(f"{address}/page.html")
            try:
                tab.wait_for_selector("html[data-ready]", state="attached")
            finally:
                assert errors == []
            return tab

        yield open_page
