"""Roadmap: a plan with owner, law, money, measure and dates, checked while it grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import language, plans
from timbang.errors import BadPlan
from timbang.models.roadmap import THREADS
from timbang.plans import form as shape
from timbang.plans import wording
from timbang.plans.overview import COLUMNS
from timbang.widgets.base import Exercise, fingerprint

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

ROADMAP, BESIDE = "roadmap", "beside"
"""The roadmap itself; and agency, gap and register that lie beside it."""

NEIGHBOURS = {"gap": "08-gap", "register": "08-register"}
"""The exercises whose work is read, by the part of a plan that they hold."""


def roadmap(name: str) -> Roadmap:
    """Return the exercise with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When its file has a fault.
    """
    exercise = plans.worked(name)
    example = plans.example(name)
    return Roadmap(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        example={part: example[part] for part in ("gap", "register", "roadmap")},
        neighbours={kind: _neighbour(kind, other) for kind, other in NEIGHBOURS.items()},
        fingerprints={part: fingerprint(exercise.id, part, shape.VERSION) for part in (ROADMAP, BESIDE)},
    )


class Roadmap(Exercise):
    """A plan that is written and checked, not marked.

    `answer` is `{"roadmap": as in timbang.models.roadmap, "beside": {"agency": "", "gap": ... or None,
    "register": ... or None}}`; `plan()` gives both as one plan.
    """

    kind = traitlets.Unicode("roadmap").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    example = traitlets.Dict().tag(sync=True)
    """Gap, register and roadmap to start from."""
    neighbours = traitlets.Dict().tag(sync=True)
    """Gap and register: exercise, title and fingerprints of its parts."""
    threads: traitlets.List[str] = traitlets.List(list(THREADS)).tag(sync=True)
    dimensions: traitlets.List[str] = traitlets.List(list(shape.DIMENSIONS)).tag(sync=True)
    form = traitlets.Dict(
        {"format": shape.FORMAT, "version": shape.VERSION, "work": shape.WORK, "form": shape.FORM}
    ).tag(sync=True)
    """What a file must be to be opened."""
    characters = traitlets.Int(shape.TEXT).tag(sync=True)
    most_actions = traitlets.Int(shape.ACTIONS).tag(sync=True)
    most_bytes = traitlets.Int(shape.BYTES).tag(sync=True)

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return _texts() | _shared_texts()

    def points(self, part: str) -> float:
        """Return 0: nothing here is marked."""
        return 0.0

    def most(self) -> int:
        """Return 0: nothing here is marked."""
        return 0

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be kept."""
        try:
            if part == ROADMAP:
                plans.assemble(roadmap=answer)
            elif isinstance(answer, dict):
                plans.assemble(gap=answer.get("gap"), register=answer.get("register"))
            else:
                return text("give {form}", form='{"agency": "", "gap": None, "register": None}')
        except BadPlan as fault:
            return str(fault)
        return None

    def plan(self) -> dict[str, Any]:
        """Return the learner's plan, whole: what `timbang.plans` writes to files.

        Before anything is kept it is the worked example.
        """
        beside = self.answer.get(BESIDE, {})
        if ROADMAP not in self.answer:
            return plans.example(self.name)
        return plans.assemble(
            self.answer[ROADMAP], beside.get("gap"), beside.get("register"), beside.get("agency", "")
        )

    def results(self) -> pd.DataFrame:
        """Return the actions of the plan, one row each, with slack and the critical path.

        Columns: those of `timbang.plans.overview.COLUMNS`; dates are the first day of a month.
        """
        import pandas as pd

        columns = COLUMNS
        rows = [[getattr(row, one) for one in columns] for row in plans.Overview(self.plan()).rows()]
        return pd.DataFrame(rows, columns=list(columns))


def _neighbour(kind: str, name: str) -> dict[str, Any]:
    """Return where another exercise keeps its work: nothing is known of one that the course does not hold."""
    from timbang import widgets

    make = getattr(widgets, kind, None)
    other = make(name) if make else None
    return {
        "exercise": name,
        "title": other.title if other else name,
        "parts": dict(other.fingerprints) if other else {},
    }


def _shared_texts() -> dict[str, str]:
    """Return the words that the exercise shares with the files that Python writes."""
    named = {"label": wording.labels(), "fault": wording.fault_sentences(), "misfit": wording.misfits()}
    named["refused"] = wording.refusals()
    return {f"{stem}-{key}": words for stem, texts in named.items() for key, words in texts.items()}


def _texts() -> dict[str, str]:
    return {
        "kicker": text("Exercise"),
        "save": text("Save the plan"),
        "open": text("Open a plan"),
        "table": text("Actions as a table"),
        "print": text("Print"),
        "add": text("Add an action"),
        "undo": text("Undo"),
        "sort": text("Order by start"),
        "clear": text("Empty the plan"),
        "chart-name": text("Actions in time"),
        "chart-hint": text(
            "Choose a name to open its form. Drag a bar, or use the arrow keys, to move it; drag its end, or "
            "hold Shift, to lengthen it. Up and down lead to the next action, Delete takes one out."
        ),
        "no-actions": text("There are no actions yet. Add the first."),
        "no-name": text("Action without a name"),
        "no-title": text("without a title"),
        "bar-dates": text("{start} to {end}, {length} months"),
        "is-critical": text("critical path"),
        "has-slack": text("slack {slack} months"),
        "has-faults": text("to mend: {count}"),
        "stands-before": text("must end first"),
        "stands-after": text("waits for it"),
        "may-start": text("Earliest start {first}, latest {last} if the plan is to take no longer"),
        "earlier": text("Earlier"),
        "later": text("Later"),
        "shorter": text("Shorter"),
        "longer": text("Longer"),
        "up": text("Up in the list"),
        "down": text("Down in the list"),
        "delete": text("Delete"),
        "close": text("Close"),
        "none": text("none"),
        "missing": text("missing"),
        "pick-one": text("Choose one to add"),
        "take-out": text("Take out: {name}"),
        "bad-budget": text("Write digits only, such as 250000000. The last amount is kept: {kept}."),
        "bad-month": text("Write year and month, such as 2027-01. The last one is kept: {kept}."),
        "checks-open": text("Checks: {count} to mend"),
        "checks-none": text(
            "The checks find nothing to mend. Whether the plan is wise, they cannot say: "
            "ask someone who will do it."
        ),
        "checks-wait": text("The checks begin with the first action."),
        "more-faults": text("Show {count} more"),
        "fewer-faults": text("Show fewer"),
        "rest-faults": text("and {count} more"),
        "drawn": text("{count} actions, {months} months as drawn."),
        "path": text("The shortest possible time is {months} months, along the critical path: {path}."),
        "no-path": text("Actions wait for each other, so there is no critical path."),
        "no-gap": text(
            "There is no gap from chapter 08 in this browser, so the example's stands in. Rate your own "
            "there, or open a plan; the checks then ask about yours."
        ),
        "large-gaps": text("Your gap from chapter 08: large in {names}."),
        "no-large-gap": text("Your gap from chapter 08: no dimension with a large gap."),
        "own-risks": text("Risks in your register from chapter 08: {count}."),
        "no-register": text(
            "There is no risk register from chapter 08 in this browser, so the example's stands in. "
            "Write your own there, or open a plan."
        ),
        "links-out": text("The risks are now those of your register; links to the example's were taken out."),
        "added": text("An action was added. Give it a name."),
        "removed": text("{name} was taken out. Undo brings it back."),
        "shifted": text("{name}: place {place} of {count}."),
        "sorted": text("The actions stand in the order of their start."),
        "cleared": text("The plan is empty. Undo brings it back."),
        "undone": text("Undone."),
        "taken": text("The plan is open. Undo brings the earlier one back."),
        "too-many": text("A plan holds at most {count} actions."),
        "opened-plan": text(
            "{file}: “{title}”. Actions: {actions}; dimensions rated: {ratings}; risks: {risks}. "
            "Put it in the place of your present plan, and of what it holds of chapter 08?"
        ),
        "take-plan": text("Put it in place"),
        "leave-plan": text("Leave mine"),
        "the-file": text("the file"),
        "paper-short": text("{count} actions, {start} to {end}, {months} months. Budget: Rp{budget}."),
        "paper-path": text("The shortest possible time is {months} months. The critical path: {path}."),
        "paper-key": text("Dark bars: the critical path."),
        "paper-range": text(
            "Likelihood and impact: the most likely value, and in brackets the lowest and the highest."
        ),
        "closing": text("What closes it"),
        "way": text("Way"),
        "after": text("Gap after"),
        "time": text("Time"),
        "dimension": text("Dimension"),
        "gap-scale": text("Gap (0 to 10)"),
        "note": text("Note"),
        "risk": text("Risk"),
        "likelihood": text("Likelihood"),
        "impact": text("Impact"),
        "response": text("Response"),
    }
