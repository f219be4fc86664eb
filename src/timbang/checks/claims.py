"""Every claim of the article is weighed in a chapter, or it is said why not.

A chapter weighs a claim where the title of an admonition of class `weighing` names it: "Weighing claims A28
to A31". That a text mentions a claim does not count, nor that it is a card of the exercise in chapter 02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from timbang import data, language
from timbang.checks.finding import Course, Finding, Page
from timbang.notebooks import markdown

LEFT_OUT: dict[str, str] = {}
"""The claims that no chapter weighs, each with the reason."""

_HERE = "src/timbang/checks/claims.py"
_TABLE = "data/facts/claims.csv"
_CLAIMS = re.compile(r"\bA(\d+)\b(?:\s*(?:to|sampai|hingga|[-–])\s*A(\d+)\b)?")
"""A claim, or the first and last of several, in either language."""


def findings(course: Course, left_out: Mapping[str, str] = LEFT_OUT) -> Iterator[Finding]:
    """Yield claims that no chapter weighs, claims weighed though left out, and ids of no claim."""
    known = list(data.table("claims")["id"])
    for code in language.LANGUAGES:
        weighed: set[str] = set()
        for page in course.pages_in(code):
            for cell, claim in _weighed(page) if page.is_chapter else ():
                weighed.add(claim)
                if claim not in known:
                    yield page.finding(
                        cell, f"weighs {claim}, which is no claim", f"take the id of a row of {_TABLE}"
                    )
                elif claim in left_out:
                    yield page.finding(
                        cell, f"weighs {claim}, which is listed as left out", f"delete its line in {_HERE}"
                    )
        if course.unreadable:
            continue  # what they weigh is not known
        for claim in known:
            if claim not in weighed and claim not in left_out:
                yield Finding(
                    _TABLE,
                    claim,
                    f"no chapter in {code!r} weighs it",
                    f"name it in the title of a weighing, or give a reason in {_HERE}",
                )
    for claim, reason in left_out.items():
        if claim not in known:
            yield Finding(_HERE, claim, "is left out, and is no claim", f"take the id of a row of {_TABLE}")
        if not reason.strip():
            yield Finding(_HERE, claim, "is left out without a reason", "say why no chapter weighs it")


def _weighed(page: Page) -> Iterator[tuple[str, str]]:
    """Yield cell and claim as the titles of a page's weighings name them."""
    for cell in page.cells("markdown"):
        for title in markdown.admonitions(cell["source"], "weighing"):
            for first, last in _CLAIMS.findall(title):
                for number in range(int(first), int(last or first) + 1):
                    yield cell["id"], f"A{number}"
