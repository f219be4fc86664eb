"""Every citation names a reference, and every dated or counted statement of a chapter has a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from timbang import numbers as values
from timbang.checks import prose_numbers
from timbang.checks.finding import Course, Finding, Page, settings
from timbang.checks.numbers import bindings
from timbang.errors import BadNumber
from timbang.notebooks import markdown
from timbang.notebooks.files import Cell

# How many rows the course's own tables have is no statement about the world.
_OWN = re.compile(r"\bcount\(")
_ENTRY = re.compile(r"^\s*@(?!comment|preamble|string)\w+\s*\{\s*([^,\s]+)\s*,", re.MULTILINE | re.IGNORECASE)


def findings(course: Course) -> Iterator[Finding]:
    """Yield citations of nothing, and statements of chapters without one."""
    known = references(course.root / "book" / "references.bib")
    for page in course.pages.values():
        for cell in page.cells("markdown"):
            for key in dict.fromkeys(markdown.citations(cell["source"])):
                if key not in known:
                    yield page.finding(
                        cell["id"], f"cites {key or 'an empty key'}", "add it to book/references.bib"
                    )
            yield from _from_memory(page, cell)
            if page.is_chapter:
                yield from _uncited(page, cell)


def references(bibliography: Path) -> set[str]:
    """Return the keys of a BibTeX file, none where there is no file."""
    return set(_ENTRY.findall(bibliography.read_text("utf-8"))) if bibliography.is_file() else set()


def _facts(cell: Cell) -> Iterator[tuple[str, str, str, set[str]]]:
    """Yield the numbers that a cell binds to facts: number, id, status and the keys of its sources."""
    from timbang.number_functions import fact_rows

    for typed, source in bindings(cell).items():
        if not values.is_fact(source):
            continue
        try:
            rows = fact_rows(source)
        except BadNumber:
            continue  # a finding of `numbers`
        for row in rows:
            keys = {key.strip() for key in str(row.get("source_keys") or "").split(";")} - {""}
            yield typed, source, str(row.get("status") or ""), keys


def _from_memory(page: Page, cell: Cell) -> Iterator[Finding]:
    for typed, fact, status, _ in _facts(cell):
        if status == "cited-from-memory":
            yield page.finding(
                cell["id"], f"{typed} is bound to {fact}, which is cited from memory", "leave the number out"
            )


def _uncited(page: Page, cell: Cell) -> Iterator[Finding]:
    uncited = settings(cell).get("uncited")
    if uncited is not None:
        if not str(uncited).strip():
            yield page.finding(
                cell["id"], "is uncited without a reason", "write the reason in timbang.uncited"
            )
        return
    bound = bindings(cell)
    sources = {(typed, fact): keys for typed, fact, _, keys in _facts(cell)}
    blocks = [*markdown.blocks(cell["source"]), ""]
    for block, following in pairwise(blocks):
        # A sentence that only opens a list ("Three things of the 1990s:") rests on what the list cites.
        cited = set(markdown.citations(f"{block} {following}" if block.endswith(":") else block))
        numbers = {
            form
            for number in prose_numbers.numbers(block, page.code)
            for form in (number.typed, number.signed)
            if form in bound and not _OWN.search(bound[form])
        }
        holds = sorted(numbers) + prose_numbers.years(block, page.code)
        start = " ".join(markdown.prose(block).split()[:6])
        if holds and not cited:
            yield page.finding(
                cell["id"],
                f"“{start} …” states {', '.join(dict.fromkeys(holds))} without a source",
                "cite one in the paragraph, or say in timbang.uncited why the cell needs none",
            )
        for (typed, fact), keys in sources.items():
            if typed in numbers and cited and keys and not keys & cited:
                yield page.finding(
                    cell["id"],
                    f"{typed} is from {fact} but not cited so",
                    f"cite {' or '.join(sorted(keys))}",
                )
