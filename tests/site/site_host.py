"""What the tests of the site share: the names of pages, a record of faults, and ways to use a page."""

from __future__ import annotations

import json
import re
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
ENGLISH = re.compile(
    r"\b(search|contents|previous|next|page|toggle|copyright|link to|skip to|show|hide|download|dark|home|"
    r"navigation|breadcrumb|announcement|close|back|by the|source code|loading|language|table of)\b",
    re.IGNORECASE,
)


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
            await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
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


def english_around(page: Page) -> list[str]:
    """Return what is English in the frame of an Indonesian page."""
    return [words for words in _frame_words(page) if ENGLISH.search(words)]


def _frame_words(page: Page) -> list[str]:
    """Return what stands around the article, and every label and title on the page."""
    words: list[str] = page.evaluate(
        """() => {
          const passed = "article, script, style, noscript, [lang=en], a.internal, p.context, ul.search a";
          const names = ["title", "aria-label", "placeholder"];
          const said = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const { parentElement } = walk.currentNode;
            if (parentElement.closest(passed)) continue;
            said.push(walk.currentNode.textContent.trim());
          }
          for (const element of document.querySelectorAll("[title], [aria-label], [placeholder], summary")) {
            if (element.closest("[lang=en], svg, a.internal")) continue;
            said.push(...names.map((name) => element.getAttribute(name) ?? ""));
            if (element.localName === "summary") said.push(element.textContent.trim());
          }
          return [...new Set(said)].filter(Boolean);
        }"""
    )
    return [line for line in words if line not in {"Timbang"}]
