"""The built site of the whole course, served under a sub-path, and a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from site_host import Faults, Open, write_page

from timbang.notebooks import book
from timbang.site import builder
from timbang.site.server import SiteServer

pytest.register_assert_rewrite("every_page")


@pytest.fixture(scope="session")
def site(once: Callable[..., Path]) -> Path:
    return once("site", lambda folder: builder.build(out=folder))


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[SiteServer]:
    yield from _serving(SiteServer(0, site, under="/course/"))


@pytest.fixture(scope="session")
def address(server: SiteServer) -> str:
    """Where the site is: in a folder of its host, as most are published."""
    return server.address


def _serving(server: SiteServer) -> Iterator[SiteServer]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def faults(address: str) -> Iterator[Faults]:
    """Every test ends with a clean console, no failed request, and nothing asked of another host."""
    found = Faults()
    yield found
    assert found.said == []
    assert found.hosts() <= {address.split("/")[2]}


@pytest.fixture
def open_page(chromium: Browser, address: str, faults: Faults) -> Iterator[Open]:
    """Without motion, unless a test asks for it: to scroll smoothly takes longer than most tests."""
    contexts = []

    def opened(
        path: str, width: int = 1280, scheme: str = "light", javascript: bool = True, **options: Any
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            **{"reduced_motion": "reduce"} | options,
        )
        contexts.append(context)
        page = context.new_page()
        faults.watch(page)
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    """A course of two short pages, with the settings of the real one: it builds in a second or two."""
    return _small_course(tmp_path / "course")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = _small_course(tmp_path_factory.mktemp("built") / "course")
    builder.build(root=root)
    return root, Path(shutil.copytree(root, root.parent / "as-built"))


@pytest.fixture
def built_course(built_once: tuple[Path, Path]) -> Path:
    """The small course with its site, as it was when it was built: always in the same place."""
    root, kept = built_once
    shutil.rmtree(root)
    return Path(shutil.copytree(kept, root))


def _small_course(root: Path) -> Path:
    for code, words in {"en": "A short page.", "id": "Halaman pendek."}.items():
        folder = root / "book" / code
        folder.mkdir(parents=True)
        write_page(folder / "index.ipynb", f"(top)=\n# Start\n\n{words}")
        write_page(
            folder / "second.ipynb",
            f"(top)=\n# Second\n\n{words}\n\n(the-crisis)=\n## Crisis {code}\n\nMore.",
        )
    (root / "book" / "references.bib").write_text(
        "@book{sen1999,\n author = {Sen, Amartya},\n title = {Development as Freedom},\n year = {1999},\n}\n"
    )
    shutil.copy(book.root() / "_config.yml", root)
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/en/index\nchapters:\n  - file: book/en/second\n"
    )
    return root
