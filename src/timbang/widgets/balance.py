"""Balance: the evidence for and against each factor, weighed by the learner and compared with our weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import exercises, language
from timbang.exercises.evidence import Factor
from timbang.models.evidence import MOST, leaning
from timbang.widgets.base import Exercise, fingerprint, source_links
from timbang.widgets.matching import factor_titles

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")


def balance(name: str) -> Balance:
    """Return the balance with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of balances has a fault.
    """
    exercise = exercises.balance(name)
    titles = factor_titles()
    return Balance(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        factors=[_factor(factor, titles[factor.id]) for factor in exercise.factors],
        # Another set of pieces is another balance; a change of words or of our weights is not.
        fingerprints={
            factor.id: fingerprint(sorted(weight.evidence.id for weight in factor.weights))
            for factor in exercise.factors
        },
    )


class Balance(Exercise):
    """Factors, each a part with pieces of evidence to weigh; kept at once and never marked: there is no key.

    An answer is `{"weights": {"S1.1": 2, …}, "compared": bool}`, with weights from 0 to 3 for the pieces that
    were weighed.
    """

    kind = traitlets.Unicode("balance").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    most_weight = traitlets.Int(MOST).tag(sync=True)
    factors: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Id, title, claims, reading, and pieces: id, side, text, weight (ours), why, sources."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Exercise"),
            "which": text("Which factor do you weigh?"),
            "factor": text("Factor {number}"),
            "for": text("For the factor"),
            "against": text("Against the factor"),
            "pan-for": text("for"),
            "pan-against": text("against"),
            "weight-0": text("none"),
            "weight-1": text("little"),
            "weight-2": text("some"),
            "weight-3": text("much"),
            "weighs": text("How much does it weigh?"),
            "yours": text("Your weights: {for} for, {against} against."),
            "ours": text("Our weights: {for} for, {against} against."),
            "level": text("The balance is level."),
            "slightly-for": text("The balance leans slightly to “for”."),
            "clearly-for": text("The balance leans clearly to “for”."),
            "slightly-against": text("The balance leans slightly to “against”."),
            "clearly-against": text("The balance leans clearly to “against”."),
            "empty": text("Nothing weighed yet."),
            "compare": text("Compare with our weights"),
            "unweighed": text("Weigh all pieces of this factor first; 0 counts too. Still open: {count}."),
            "compared": text("Same weight on {same} of {count} pieces."),
            "judgement": text(
                "Our weights are a judgement, not a measurement. If you have a better reason, keep yours."
            ),
            "differs": text("You and we differ most on: {piece}"),
            "ours-piece": text("Ours: {weight}."),
            "done": text("compared"),
            "column-factor": text("factor"),
            "column-piece": text("piece"),
            "column-side": text("side"),
            "column-yours": text("your weight"),
            "column-ours": text("our weight"),
        }

    def points(self, part: str) -> float:
        """Return 0: weights are compared, not marked."""
        return 0.0

    def most(self) -> int:
        """Return 0, as `points`."""
        return 0

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be kept."""
        pieces = [
            piece["id"] for factor in self.factors if factor["id"] == part for piece in factor["pieces"]
        ]
        form = f'{{"weights": {{"{pieces[0]}": 2}}, "compared": False}}'
        if not isinstance(answer, dict) or set(answer) != {"weights", "compared"}:
            return text("give {form}", form=form)
        weights = answer["weights"]
        if not isinstance(weights, dict) or not isinstance(answer["compared"], bool):
            return text("give {form}", form=form)
        if not set(weights) <= set(pieces):
            return text("the pieces are {pieces}", pieces=", ".join(pieces))
        if any(type(weight) is not int or not 0 <= weight <= MOST for weight in weights.values()):
            return text("weights are whole numbers from 0 to {most}", most=MOST)
        return None

    def results(self) -> pd.DataFrame:
        """Return one row per piece of evidence.

        Columns: `factor`, `piece`, `side`, `weight` (the learner's, whole or missing), `ours`.
        """
        import pandas as pd

        rows = [
            (
                factor["id"],
                piece["id"],
                piece["side"],
                self.answer.get(factor["id"], {}).get("weights", {}).get(piece["id"]),
                piece["weight"],
            )
            for factor in self.factors
            for piece in factor["pieces"]
        ]
        frame = pd.DataFrame(rows, columns=["factor", "piece", "side", "weight", "ours"])
        return frame.astype({"weight": "Int64"})

    def leanings(self) -> pd.DataFrame:
        """Return one row per factor: the sums for and against and the leaning, the learner's and ours.

        Columns: `factor`, `for`, `against`, `leaning`, `our_for`, `our_against`, `our_leaning`.
        """
        import pandas as pd

        results = self.results()
        rows = []
        for factor, pieces in results.groupby("factor", sort=False):
            row: dict[str, Any] = {"factor": factor}
            for prefix, column in (("", "weight"), ("our_", "ours")):
                sums = pieces.groupby("side")[column].sum()
                supporting, opposing = int(sums.get("for", 0)), int(sums.get("against", 0))
                row |= {
                    f"{prefix}for": supporting,
                    f"{prefix}against": opposing,
                    f"{prefix}leaning": leaning(supporting, opposing),
                }
            rows.append(row)
        return pd.DataFrame(rows)


def _factor(factor: Factor, title: str) -> dict[str, Any]:
    return {
        "id": factor.id,
        "title": title,
        "claims": list(factor.claims),
        "reading": str(factor.reading),
        "pieces": [
            {
                "id": weight.evidence.id,
                "side": weight.evidence.side,
                "text": str(weight.evidence.statement),
                "weight": weight.weight,
                "why": str(weight.why),
                "sources": source_links(weight.evidence.sources),
            }
            for weight in factor.weights
        ],
    }
