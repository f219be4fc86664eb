"""All checks in one run, and a line that says what was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timbang import language
from timbang.checks import (
    alternatives,
    anchors,
    citations,
    claims,
    exercise_numbers,
    exercises,
    glossary,
    numbers,
    outputs,
    pairs,
    parity,
    tables,
    wording,
)
from timbang.checks.finding import WHOLE, Course, Finding
from timbang.errors import TimbangError
from timbang.notebooks import markdown

CHECKS: dict[str, Callable[[Course], Iterator[Finding]]] = {
    "pairs": pairs.findings,
    "parity": parity.findings,
    "anchors": anchors.findings,
    "numbers": numbers.findings,
    "exercise numbers": exercise_numbers.findings,
    "citations": citations.findings,
    "claims": claims.findings,
    "glossary": glossary.findings,
    "outputs": outputs.findings,
    "exercises": exercises.findings,
    "alternatives": alternatives.findings,
    "wording": wording.findings,
    "tables": tables.findings,
}
"""Each check by name, in the order in which their findings are shown."""


@dataclass(frozen=True)
class Report:
    """What a run of all checks found."""

    findings: list[Finding]
    summary: str


def run(course: Course | None = None) -> Report:
    """Run every check on a course, this checkout without one."""
    course = course or Course()
    found = list(course.unreadable)
    for name, check in CHECKS.items():
        found += _run(name, check, course)
    mend = f"{len(found)} to mend" if found else "nothing to mend"
    return Report(found, f"{_looked_at(course)}; {mend}")


def _run(name: str, check: Callable[[Course], Iterator[Finding]], course: Course) -> Iterator[Finding]:
    """Yield the findings of a check; what stops it is the last of them, so that the others still run."""
    try:
        yield from check(course)
    except TimbangError as error:
        fault, _, mend = str(error).rpartition("; ")
        file, _, rest = fault.partition(": ")
        yield Finding(file, WHOLE, rest or f"stopped the check {name}", mend or "mend it and check again")


def _looked_at(course: Course) -> str:
    cells = [cell for page in course.pages.values() for cell in page.notebook["cells"]]
    texts = [cell for cell in cells if cell["cell_type"] == "markdown"]
    bound = sum(len(numbers.bindings(cell)) for cell in texts) + exercise_numbers.bindings()
    cited = sum(len(markdown.citations(cell["source"])) for cell in texts)
    names = {name for name, _ in course.pages}
    return (
        f"{len(CHECKS)} checks on {len(names)} pages in {len(language.LANGUAGES)} languages: "
        f"{len(cells)} cells, {bound} bound numbers and {cited} citations"
    )
