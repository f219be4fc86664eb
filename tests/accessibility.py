"""What axe-core finds in a page: every rule of WCAG 2.2 A and AA, or the two of colours alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
LEAN = {"resultTypes": ["violations"], "preload": False}
"""Ask for what is broken alone: to describe what is not takes as long as the rules."""

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_RUN = """options => axe.run(document, options).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)))"""
_ONE_OF_EACH_LOOK = """options => {
  const behind = new Map();
  function backgrounds(element) {
    if (!element) return "";
    if (!behind.has(element)) {
      const { backgroundColor, backgroundImage, opacity, mixBlendMode } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, mixBlendMode].join(" ");
      const plain = own === "rgba(0, 0, 0, 0) none 1 normal";
      behind.set(element, backgrounds(element.parentElement) + (plain ? "" : `| ${own}`));
    }
    return behind.get(element);
  }
  function letters(element) {
    const style = getComputedStyle(element);
    const { color, fontSize, fontWeight, textShadow, textDecorationLine, borderBottom } = style;
    const own = [color, fontSize, fontWeight, textShadow].join(" ");
    // a link has to differ from the text around it
    return element.matches("a")
      ? [own, textDecorationLine, borderBottom, letters(element.parentElement)].join(" ") : own;
  }
  const looks = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const written = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!(written || element.matches("input, textarea, select")) || !element.checkVisibility()) continue;
    const look = `${letters(element)}; ${backgrounds(element)}`;
    if (!looks.has(look)) looks.set(look, element);
  }
  return axe.run({ include: [...looks.values()] }, options).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)));
}"""


def broken(page: Page) -> list[str]:
    """Return the rules that a page breaks, and where."""
    return _ask(page, _RUN, LEAN | {"runOnly": WCAG})


def broken_but_for_colours(page: Page) -> list[str]:
    """Return the same without the rules of colours, which take most of the time."""
    rules = {rule: {"enabled": False} for rule in COLOURS}
    return _ask(page, _RUN, LEAN | {"runOnly": WCAG, "rules": rules})


def hard_to_read(page: Page) -> list[str]:
    """Return text whose contrast is too low, and links that are like the text around them.

    Of each look (colours, size, weight, background; of a link also what is around it) the first is tried.
    """
    return _ask(page, _ONE_OF_EACH_LOOK, LEAN | {"runOnly": COLOURS})


def _ask(page: Page, script: str, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[str] = page.evaluate(script, options)
    return found
