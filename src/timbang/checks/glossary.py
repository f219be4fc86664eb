"""A link to a term leads to an entry of the glossary, and a page has it where the term is first used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timbang import glossary
from timbang.checks.finding import Course, Finding
from timbang.notebooks import markdown

_TERM = re.compile(r"#g\d+", re.IGNORECASE)


def findings(course: Course) -> Iterator[Finding]:
    """Yield links to no entry, and terms linked again in a page; `parity` compares the languages."""
    known = {f"#{entry.anchor}" for entry in glossary.entries()}
    for page in course.pages.values():
        linked: set[str] = set()
        for cell in page.cells("markdown"):
            for address in filter(_TERM.fullmatch, markdown.links(cell["source"])):
                if address not in known:
                    yield page.finding(
                        cell["id"],
                        f"links {address}, which is no entry of the glossary",
                        "take the id, in small letters, of a row of data/facts/glossary.csv with a source",
                    )
                elif address in linked:
                    yield page.finding(
                        cell["id"], f"links {address} again", "link a term only where it is first used"
                    )
                linked.add(address)
