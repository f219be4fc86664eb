"""Exercise files are valid, pages use what they define, and every objective of a chapter is tested."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from timbang import exercises, plans
from timbang.checks.finding import WHOLE, Course, Finding, Page
from timbang.exercises import assessments
from timbang.notebooks import pairing

Shown = exercises.SelfCheck | exercises.Exercise | assessments.Form

KINDS = {
    "quiz": "quizzes",
    "ordering": "orderings",
    "restore": "restorations",
    "matching": "matchings",
    "balance": "balances",
    "sentence": "sentences",
    "scales": "scales",
    "gap": "gaps",
    "register": "registers",
    "assessment": "tests",
    "roadmap": "roadmaps",
}
"""The functions of `timbang.widgets` that show an exercise, and the folder each reads."""


def findings(course: Course) -> Iterator[Finding]:
    """Yield exercises without a page, pages without an exercise, and objectives without a question."""
    defined: dict[str, dict[str, Shown]] = {
        "quiz": dict(exercises.quizzes()),
        "ordering": dict(exercises.orderings()),
        "restore": dict(exercises.restorations()),
        "matching": dict(exercises.matchings()),
        "balance": dict(exercises.balances()),
        "sentence": dict(exercises.sentences()),
        "scales": dict(exercises.all_scales()),
        "gap": dict(exercises.gap_exercises()),
        "register": dict(exercises.register_exercises()),
        "assessment": dict(assessments.forms()),
        "roadmap": dict(plans.worked_plans()),
    }
    shown: set[tuple[str, str]] = set()
    for page in course.pages_in(pairing.ORIGINAL):
        used = list(_used(page))
        for place, kind, name in used:
            if name not in defined[kind]:
                there = ", ".join(defined[kind]) or "none"
                yield page.finding(
                    place, f"{kind} {name} is in no file of exercises/{KINDS[kind]}", f"there are {there}"
                )
        shown |= {(kind, name) for _, kind, name in used}
        yield from _objectives(page, [defined[kind][name] for _, kind, name in used if name in defined[kind]])
    for kind, found in defined.items():
        for name, exercise in found.items():
            if (kind, name) not in shown:
                yield Finding(
                    exercise.file, name, "no page shows it", f'use widgets.{kind}("{name}") or delete it'
                )


def _used(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield cell, kind and id of the exercises that a page shows."""
    for cell in page.cells("code"):
        try:
            tree = ast.parse(cell["source"])
        except SyntaxError:
            continue  # such a cell cannot have run, which is a finding of `outputs`
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not call.args or not isinstance(call.args[0], ast.Constant):
                continue
            module, _, kind = ast.unparse(call.func).rpartition(".")
            if module == "widgets" and kind in KINDS:
                yield cell["id"], kind, str(call.args[0].value)


def _objectives(page: Page, used: list[Shown]) -> Iterator[Finding]:
    wanted = page.notebook["metadata"].get("timbang", {}).get("objectives", [])
    if page.is_chapter and not wanted:
        yield page.finding(
            WHOLE,
            "names no objectives",
            'list their ids in the notebook\'s metadata: "timbang": {"objectives": [...]}',
        )
    tested: dict[str, str] = {}
    for exercise in used:
        if isinstance(exercise, assessments.Form):
            continue  # it tests all chapters at once, so it is no chapter's
        parts = exercise.questions if isinstance(exercise, exercises.SelfCheck) else (exercise,)
        tested |= {part.objective: f"{exercise.file}, {part.id}" for part in parts}
    for objective in wanted:
        if objective not in tested:
            yield page.finding(
                WHOLE, f"no question tests the objective {objective}", "write one in exercises/quizzes"
            )
    for objective, place in tested.items():
        if page.is_chapter and objective not in wanted:
            yield page.finding(
                WHOLE, f"{place} tests {objective}, which is no objective here", "correct one of the two"
            )
