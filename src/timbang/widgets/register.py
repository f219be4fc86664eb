"""Register: transfer risks written down by the learner, and what they may cost together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import exercises, language
from timbang.errors import BadRisk
from timbang.exercises.transfers import LONGEST, LONGEST_HORIZON, MOST_RISKS
from timbang.models import risk as model
from timbang.plans import wording
from timbang.widgets.base import Exercise, fingerprint, source_links
from timbang.widgets.gap import is_text, plan_texts

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

PART = "register"
FORM = (
    '{"horizon": months, "risks": [{"id": "r1", "name": "…", "thread": "law", "kind": "incomplete", '
    '"likelihood": [0.1, 0.2, 0.4], "impact": [0.1, 0.3, 0.5], "owner": "…", "response": "…"}]}'
)


def register(name: str) -> Register:
    """Return the register with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When its file has a fault.
    """
    exercise = exercises.register_exercise(name)
    return Register(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        example=exercise.example(),
        sources=source_links(exercise.sources),
        # The answer means the same whatever the example says: it is the learner's own.
        fingerprints={PART: fingerprint(PART, 1)},
    )


class Register(Exercise):
    """Risks with likelihood and impact; kept at once, by form as in a plan, and never marked.

    `answer` is empty until the learner changes the example, then
    `{"register": {"horizon": months, "risks": […]}}`.
    """

    kind = traitlets.Unicode("register").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    example = traitlets.Dict().tag(sync=True)
    """A worked example, as an answer."""
    sources: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    threads: traitlets.List[str] = traitlets.List(list(model.THREADS)).tag(sync=True)
    kinds: traitlets.List[str] = traitlets.List(list(model.KINDS)).tag(sync=True)
    likelihood_bands: traitlets.List[float] = traitlets.List(list(model.LIKELIHOOD_BANDS)).tag(sync=True)
    impact_bands: traitlets.List[float] = traitlets.List(list(model.IMPACT_BANDS)).tag(sync=True)
    draws = traitlets.Int(model.DRAWS).tag(sync=True)
    seed = traitlets.Int(model.SEED).tag(sync=True)
    longest = traitlets.Int(LONGEST).tag(sync=True)
    longest_horizon = traitlets.Int(LONGEST_HORIZON).tag(sync=True)
    most_risks = traitlets.Int(MOST_RISKS).tag(sync=True)

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        shared = plan_texts() | wording.threads()
        return shared | {
            "kicker": text("Exercise"),
            "horizon": text("Time of the plan, in months"),
            "bad-horizon": text("{typed}: give whole months from 1 to {most}."),
            "risks": text("The risks"),
            "no-risks": text("No risk yet. Add the first one."),
            "uninformed": text("uninformed"),
            "incomplete": text("incomplete"),
            "inappropriate": text("inappropriate"),
            "risk-told": text("{thread}, {kind}. Likelihood {likelihood}, impact {impact}."),
            "span": text("{mode} ({low} to {high})"),
            "owned": text("Owner: {owner}"),
            "unowned": text("No owner yet"),
            "answered": text("Response: {response}"),
            "add-risk": text("Add a risk"),
            "edit-risk": text("Edit risk {number}"),
            "delete-risk": text("Delete risk {number}"),
            "risk-number": text("Risk {number}"),
            "name": text("What may happen"),
            "thread": text("Thread"),
            "kind": text("Kind of transfer failure"),
            "likelihood": text("Likelihood: that it happens within the time of the plan"),
            "impact": text("Impact: share of the planned benefit that is then lost"),
            "low": text("low"),
            "mode": text("most likely"),
            "high": text("high"),
            "percent-hint": text(
                "In percent, such as 35 or 35%, or as a share such as 0.35; a decimal comma is fine too."
            ),
            "owner": text("Owner"),
            "response": text("Response"),
            "need-name": text("Write what may happen."),
            "need-thread": text("Choose a thread."),
            "need-kind": text("Choose a kind of transfer failure."),
            "bad-number": text("{field}, {part}: {typed} is no number. Write percent, such as 35."),
            "bad-empty": text("{field}, {part}: the number is missing. Write percent, such as 35."),
            "bad-either": text("{field}, {part}: 1 could be 1% or all of it. Write 1% or 100%."),
            "bad-outside": text("{field}, {part}: {typed} is more than 100 percent."),
            "bad-order": text(
                "{field}: {low}, {mode}, {high} do not rise. Write low, most likely and high in that order."
            ),
            "word-likelihood": text("Likelihood"),
            "word-impact": text("Impact"),
            "too-many": text("There are {most} already. Delete one first."),
            "risk-kept": text("The risk is kept."),
            "risk-deleted": text("Risk {number} is deleted. Undo brings it back."),
            "mean-told": text("{done} The mean loss is now {mean}."),
            "matrix": text("The matrix: likelihood upwards, impact to the right, most likely values"),
            "matrix-hint": text(
                "Each number is a risk of the list; choose it to go there. The bands are our choice, and "
                "not of equal width."
            ),
            "band-first": text("up to {to}"),
            "band": text("{from} to {to}"),
            "band-last": text("over {from}"),
            "together": text("What they may cost together"),
            "counting": text("Counting …"),
            "together-told": text(
                "In {draws} draws the risks together cost {mean} of the planned benefit on average. In "
                "half of the draws "
                "it is {median} or less; in nine of ten it lies between {low} and {high}."
            ),
            "together-hint": text(
                "In each draw a risk occurs or not, independently of the others; losses join as shares "
                "of what is left. "
                "Real risks often come together, which makes bad cases worse than here. The result is "
                "only as good as "
                "your numbers."
            ),
            "histogram": text("How often which total loss came up"),
            "histogram-said": text(
                "Histogram of the total loss: most draws, {share}, lie between {from} and {to}."
            ),
            "histogram-axis": text("share of the planned benefit that is lost"),
            "quantiles": text("Total loss in numbers"),
            "quantile": text("In {share} of the draws the loss is at most"),
            "mean": text("Mean"),
            "column-risk": text("risk"),
            "largest": text("Chance to be among the three largest losses of a draw"),
            "tornado": text("Which risk moves the total: rank correlation of its loss with the total"),
            "column-chance": text("chance"),
            "column-correlation": text("rank correlation"),
            "more": text("{count} smaller ones are in the file that you can download."),
            "column-number": text("number"),
            "column-thread": text("thread"),
            "column-kind": text("kind"),
            "column-likelihood": text("likelihood ({part})"),
            "column-impact": text("impact ({part})"),
            "column-owner": text("owner"),
            "column-response": text("response"),
        }

    def points(self, part: str) -> float:
        """Return 0: nothing here is marked."""
        return 0.0

    def most(self) -> int:
        """Return 0: nothing here is marked."""
        return 0

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be kept."""
        if not _is_register(answer):
            return text("give {form}", form=FORM)
        try:
            model.read_register(answer)
        except BadRisk as error:
            return str(error)
        return None

    def simulation(self) -> model.Simulation:
        """Return what the risks of the answer may cost together, as the page shows it.

        Raises
        ------
        BadRisk
            When there is no answer or it holds no risk.
        """
        return model.simulate(
            model.read_register(self.answer.get(PART, {"risks": []})), self.draws, self.seed
        )

    def results(self) -> pd.DataFrame:
        """Return the risks with what the simulation says of each; without an answer no rows.

        Columns: `risk`, `thread`, `kind`, `likelihood` and `impact` (low, most likely, high; from 0 to 1),
        `owner`, `response`, `among_largest` (share of draws), `correlation` (of ranks, with the total).
        """
        import pandas as pd

        fields = ["thread", "kind", "likelihood", "impact", "owner", "response"]
        rows = []
        if self.answer.get(PART, {}).get("risks"):
            found = self.simulation()
            rows = [
                (one["name"], *(one[field] for field in fields), among, correlation)
                for one, among, correlation in zip(
                    self.answer[PART]["risks"], found.among_largest, found.correlations, strict=True
                )
            ]
        return pd.DataFrame(rows, columns=["risk", *fields, "among_largest", "correlation"])


def _is_register(answer: Any) -> bool:
    fields = {"id", "name", "thread", "kind", "likelihood", "impact", "owner", "response"}
    return (
        isinstance(answer, dict)
        and set(answer) == {"horizon", "risks"}
        and type(answer["horizon"]) is int
        and 1 <= answer["horizon"] <= LONGEST_HORIZON
        and isinstance(answer["risks"], list)
        and len(answer["risks"]) <= MOST_RISKS
        and all(
            isinstance(one, dict)
            and set(one) == fields
            and all(is_text(one[field]) for field in ("id", "name", "owner", "response"))
            for one in answer["risks"]
        )
    )
