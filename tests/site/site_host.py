"""What the tests of the site share: the names of pages, a record of faults, and ways to use a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Request

PAGES = (
    "index",
    "01-what-is-e-government",
    "02-weighing-an-article",
    "03-the-korean-timeline",
    "04-success-factors",
    "05-what-did-it-yield",
    "06-why-did-korea-fall",
    "07-indonesia-today",
    "08-transfer-risks",
    "09-a-roadmap",
    "wrap-up",
    "glossary",
    "references",
    "data-and-sources",
    "my-work",
    "trainers-guide",
    "for-lecturers",
)
CHAPTER = "03-the-korean-timeline"
LANGUAGES = ("en", "id")


@dataclass
class Faults:
    """What went wrong in a page, and what it asked for."""

    said: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("requestfailed", lambda request: self._fail(request))
        page.on("response", lambda reply: self._fail(reply.request) if reply.status >= 400 else None)
        page.on("request", lambda request: self.requests.append(request))

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.said.append(f"{kind}: {text}")

    def _fail(self, request: Request) -> None:
        # a page that is left while it loads gives its requests up
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"failed: {request.url}")

    def hosts(self) -> set[str]:
        return {request.url.split("/")[2] for request in self.requests if request.url.startswith("http")}


Open = Callable[..., Page]


def scroll_through(page: Page) -> None:
    """Scroll down as a reader does, so that everything that waits to be seen is drawn."""
    page.evaluate(
        """async () => {
          for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
            scrollTo(0, top);
            await new Promise((next) => setTimeout(next, 30));
          }
          scrollTo(0, 0);
        }"""
    )


def write_page(path: Path, *cells: str) -> None:
    """Write a notebook of Markdown cells."""
    notebook = {
        "cells": [
            {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": cell}
            for number, cell in enumerate(cells, 1)
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook))
