"""Gap: the seven dimensions of a design-reality gap, rated, ordered and closed by the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import exercises, language
from timbang.errors import BadRating
from timbang.exercises.transfers import LONGEST, MOST_ACTIONS
from timbang.models import gap as model
from timbang.plans import wording
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

PART = "gap"
FORM = (
    '{"agency": "…", "ratings": {"information": 4, …}, "notes": {"information": "…", …}, '
    '"actions": [{"id": "a1", "dimension": "staffing", "way": "design" or "reality", "text": "…", '
    '"after": 3}]}'
)


def gap(name: str) -> Gap:
    """Return the exercise on the gap with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When its file has a fault.
    """
    exercise = exercises.gap_exercise(name)
    return Gap(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        example=exercise.example(),
        sources=source_links(exercise.sources),
        # The answer means the same whatever the example says: it is the learner's own.
        fingerprints={PART: fingerprint(PART, 1)},
    )


class Gap(Exercise):
    """Ratings, notes and closing actions; kept at once, by form as in a plan, and never marked.

    `answer` is empty until the learner changes the example, then
    `{"gap": {"agency": …, "ratings": …, "notes": …, "actions": […]}}`; a rating not given is None.
    """

    kind = traitlets.Unicode("gap").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    dimensions: traitlets.List[str] = traitlets.List(list(model.DIMENSIONS)).tag(sync=True)
    example = traitlets.Dict().tag(sync=True)
    """A worked example, as an answer."""
    agency_from = traitlets.Unicode("07-find-your-agency").tag(sync=True)
    """The exercise in which a learner found the agency that an empty profile begins with."""
    sources: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    longest = traitlets.Int(LONGEST).tag(sync=True)
    most_actions = traitlets.Int(MOST_ACTIONS).tag(sync=True)

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        shared = plan_texts() | wording.dimensions()
        return shared | {
            "kicker": text("Exercise"),
            "information-asks": text("What does the design need to know, and is it kept like that here?"),
            "technology-asks": text("Which machines, lines and programs does it assume?"),
            "processes-asks": text("How would the work run, step by step, and how does it run now?"),
            "objectives-asks": text("What does it aim at, and what do those who must use it want?"),
            "staffing-asks": text("How many people, with which skills, does it reckon with?"),
            "management-asks": text("Who would have to decide and to answer for it?"),
            "other-asks": text("What does it cost to build and to run, and by when?"),
            "agency": text("Agency, and what it would borrow"),
            "rating": text("Gap"),
            "rating-of": text("Gap in {dimension}, 0 to 10"),
            "unrated": text("not rated"),
            "scale": text("0 no change, 5 some change, 10 complete and radical change"),
            "note": text("What the rating rests on"),
            "note-of": text("What the rating of {dimension} rests on"),
            "rated": text("{dimension}: {rating}. The sum is {total} of 70."),
            "profile": text("The profile, from the largest gap down"),
            "column-dimension": text("dimension"),
            "column-now": text("now"),
            "column-after": text("after the actions"),
            "nothing-rated": text("Nothing is rated yet."),
            "sum": text("Sum of the ratings: {before} of 70 now, {after} after the actions."),
            "ways": text("Lowered by changing the design: {design}; by changing reality: {reality}."),
            "missing": text("Still without a rating: {names}. The sum can only grow."),
            "over": text(
                "The sum lies above 20. The author of the method says: above about 20 there may be cause "
                "for concern."
            ),
            "over-left": text("Even after your actions it does."),
            "over-closed": text("After your actions it no longer does."),
            "under": text(
                "The sum does not lie above 20, from where on, about, there may be cause for concern. "
                "That is no all-clear: see the single dimensions."
            ),
            "open": text(
                "The sum so far does not lie above 20, from where on, about, there may be cause for "
                "concern. It says little while ratings are missing."
            ),
            "single": text("Above about 5, where a single gap may give cause for concern: {names}."),
            "no-single": text("No single dimension lies above 5."),
            "rough": text(
                'How rough this is: the thresholds are stated with "about", what is significant is a '
                "matter of "
                "judgement, and adding the ratings is called the simplest and crudest use. The ratings "
                "are yours. "
                "The profile guides action better than the sum."
            ),
            "actions": text("Closing the gaps"),
            "no-actions": text("No action yet."),
            "action-told": text("{dimension}: {before} → {after}. {way}."),
            "action-idle": text("{dimension}: does nothing as long as the gap is {before}. {way}."),
            "action-unrated": text("{dimension}: counts once the dimension is rated. {way}."),
            "add-action": text("Add a closing action"),
            "edit-action": text("Edit the action: {text}"),
            "delete-action": text("Delete the action: {text}"),
            "dimension": text("Dimension"),
            "way": text("What changes?"),
            "design": text("The design is changed to fit reality"),
            "reality": text("Reality is changed to fit the design"),
            "what": text("What is done"),
            "after": text("Gap that is left"),
            "choose": text("choose"),
            "need-dimension": text("Choose the dimension first."),
            "need-rating": text("{dimension} has no rating yet. Rate it above, then add the action."),
            "need-text": text("Write what is done."),
            "need-after": text("Choose the gap that is left."),
            "need-less": text(
                "{dimension} is rated {rating}. An action that closes the gap must leave less."
            ),
            "too-many": text("There are {most} already. Delete one first."),
            "action-kept": text("The action is kept. The sum is now {after} after the actions."),
            "action-deleted": text("The action is deleted. Undo brings it back."),
            "column-kind": text("kind"),
            "column-value": text("value"),
            "column-text": text("text"),
            "column-way": text("what changes"),
            "row-rating": text("rating"),
            "row-action": text("action"),
            "row-sum": text("sum"),
        }

    def points(self, part: str) -> float:
        """Return 0: nothing here is marked."""
        return 0.0

    def most(self) -> int:
        """Return 0: nothing here is marked."""
        return 0

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be kept."""
        if not _is_gap(answer):
            return text("give {form}", form=FORM)
        try:
            model.closing(answer["ratings"], _actions(answer))
        except BadRating as error:
            return str(error)
        return None

    def results(self) -> pd.DataFrame:
        """Return the dimensions, the largest gap first, those without a rating last.

        Columns: `dimension`, `rating`, `after` (what the actions leave), `note`; without an answer no rows.
        """
        import pandas as pd

        rows = []
        answer = self.answer.get(PART)
        if answer:
            after = model.closed(answer["ratings"], _actions(answer))
            order = [dimension for dimension, _ in model.profile(answer["ratings"])]
            rows = [
                (one, answer["ratings"].get(one), after[one], answer["notes"].get(one, ""))
                for one in [*order, *model.missing(answer["ratings"])]
            ]
        return pd.DataFrame(rows, columns=["dimension", "rating", "after", "note"])


def plan_texts() -> dict[str, str]:
    """Return the words of exercises that begin as a worked example and grow into a plan."""
    return {
        "example": text(
            "A worked example, made up to show how it is done. It is no agency and no forecast. "
            "Overwrite it, or start with an empty one."
        ),
        "example-left": text("{count} of {all} entries are still those of the worked example."),
        "empty": text("Start with an empty one"),
        "emptied": text("It is empty now. Undo brings back what was there."),
        "undo": text("Undo"),
        "undone": text("The last change is undone."),
        "nothing-to-undo": text("There is nothing to undo."),
        "save": text("Keep it"),
        "cancel": text("Cancel"),
        "cancelled": text("Nothing was changed."),
        "form-open": text("A form is open. Keep it or cancel it first."),
        "edit": text("Edit"),
        "delete": text("Delete"),
    }


def _actions(answer: dict[str, Any]) -> list[model.Action]:
    return [model.Action(one["dimension"], one["way"], one["after"]) for one in answer["actions"]]


def _is_gap(answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and set(answer) == {"agency", "ratings", "notes", "actions"}
        and is_text(answer["agency"])
        and isinstance(answer["ratings"], dict)
        and isinstance(answer["notes"], dict)
        and set(answer["notes"]) <= set(model.DIMENSIONS)
        and all(map(is_text, answer["notes"].values()))
        and isinstance(answer["actions"], list)
        and len(answer["actions"]) <= MOST_ACTIONS
        and all(
            isinstance(one, dict)
            and set(one) == {"id", "dimension", "way", "text", "after"}
            and is_text(one["id"])
            and is_text(one["text"])
            for one in answer["actions"]
        )
    )


def is_text(value: Any) -> bool:
    """Tell whether a value may stand in a plan as a text."""
    return isinstance(value, str) and len(value) <= LONGEST
