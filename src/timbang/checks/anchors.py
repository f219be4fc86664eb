"""Every heading has an address of its own that is the same in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from timbang.checks.finding import Course, Finding
from timbang.notebooks import markdown


def findings(course: Course) -> Iterator[Finding]:
    """Yield headings without a target, and targets given twice in a page; `parity` compares the languages."""
    for page in course.pages.values():
        given: set[str] = set()
        for cell in page.cells("markdown"):
            for heading in markdown.bare_headings(cell["source"]):
                yield page.finding(
                    cell["id"], f"“{heading}” has no target before it", "write (short-english-name)= above it"
                )
            for target in markdown.targets(cell["source"]):
                if target in given:
                    yield page.finding(cell["id"], f"the target ({target})= is given twice", "rename one")
                given.add(target)
