"""Worked examples of plans: read from YAML, checked against the form, and named by their ids.

`exercises/roadmaps/NAME.yml` holds one. Where a text is wanted, both languages stand side by side:

    id: 09-roadmap                            # widgets.roadmap("09-roadmap")
    objective: draft
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    agency: {en: ..., id: ...}                # illustrative, as all that follows
    gap: {ratings: {information: 6, ...}}     # as in a plan, see timbang/plans/form.py
    register:
      horizon: 24
      risks:
        - {id: r1, name: {en: ..., id: ...}, thread: law, likelihood: [0.2, 0.4, 0.6], ...}
    roadmap:
      title: {en: ..., id: ...}
      start: "2027-01"
      actions:
        - {id: t1, name: {en: ..., id: ...}, start: 0, length: 4, ...}

Texts are plain text. An example holds no fault that the checks find.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from timbang import language
from timbang.exercises.files import Entry, fault
from timbang.exercises.parts import Exercise, Folder, head
from timbang.models import roadmap as model
from timbang.plans import wording
from timbang.plans.files import Plan
from timbang.plans.form import FORM, FORMAT, VERSION, Misfit, fitted

text = language.catalogue("plans")


@dataclass(frozen=True)
class WorkedPlan(Exercise):
    """A plan to start from and to overwrite."""

    plans: dict[str, Plan]
    """The plan by language."""


def example(name: str) -> Plan:
    """Return the plan of a worked example, in the language in use; the copy is the caller's own.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file has a fault; with file, line and mend.
    """
    plan: Plan = fitted(FORM, worked(name).plans[language.current()])
    return {"format": FORMAT, "version": VERSION, **plan}


def _worked(whole: Entry) -> WorkedPlan:
    fields = head(whole, "agency", "gap", "register", "roadmap")
    return WorkedPlan(**fields, plans={code: _plan(whole, code) for code in language.LANGUAGES})


_folder = Folder("roadmaps", _worked)
worked, worked_plans = _folder.one, _folder.all


def _plan(whole: Entry, code: str) -> Plan:
    parts = {part: _spoken(whole.raw(part), code) for part in ("agency", "gap", "register", "roadmap")}
    try:
        plan: Plan = fitted(FORM, {"language": code, **parts})
    except Misfit as misfit:
        raise fault(whole, wording.misfit(misfit)) from misfit
    found = model.faults(plan["roadmap"], plan["gap"], plan["register"])
    if found:
        told = ", ".join((found[0].kind, *found[0].actions, *found[0].about))
        raise fault(whole, text("the plan has a fault that its own checks find ({fault})", fault=told))
    return plan


def _spoken(value: Any, code: str) -> Any:
    """Return a value with each text in one language."""
    if isinstance(value, list):
        return [_spoken(one, code) for one in value]
    if isinstance(value, dict):
        if set(value) == set(language.LANGUAGES):
            return value[code]
        return {key: _spoken(one, code) for key, one in value.items()}
    return value
