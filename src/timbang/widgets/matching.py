"""Matching: pieces of evidence to place under a factor and on the side on which they bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import data, exercises, language
from timbang.exercises.evidence import FACTORS, SIDES, Piece
from timbang.models.evidence import match_points
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")


def matching(name: str) -> Matching:
    """Return the matching exercise with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of matchings has a fault.
    """
    exercise = exercises.matching(name)
    return Matching(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        factors=[[factor, title] for factor, title in factor_titles().items()],
        pieces=[_piece(piece) for piece in exercise.pieces],
        # By the English words, so that a change of language keeps the answers.
        fingerprints={
            piece.evidence.id: fingerprint(piece.evidence.factor, piece.evidence.side, piece.text.en)
            for piece in exercise.pieces
        },
    )


class Matching(Exercise):
    """Pieces of evidence; each is one part of the exercise and earns up to one point.

    An answer is `{"factor": "S2", "side": "against"}`.
    """

    kind = traitlets.Unicode("matching").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    factors: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    """Id and title of each factor."""
    pieces: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Id, text, factor, side, why, hint, near (a factor and why, or None), sources."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Exercise"),
            "number": text("Piece {number} of {count}"),
            "factor": text("It bears on"),
            "choose": text("choose a factor"),
            "side": text("and speaks"),
            "for": text("for the factor"),
            "against": text("against the factor"),
            "check": text("Check the pieces placed"),
            "nothing": text("Choose a factor and a side for at least one piece first."),
            "checked": text("{right} of {placed} pieces placed are right."),
            "left": text("{count} still to place."),
            "again": text("Look again at:"),
            "right": text("Right."),
            "partly": text("Partly right: {points} of 1 point."),
            "wrong": text("Not yet."),
            "near": text("It touches this factor too, but bears first on another."),
            "factor-right": text("The factor is right, the side is not."),
            "column-piece": text("piece"),
            "column-factor": text("factor"),
            "column-side": text("side"),
            "column-points": text("points"),
            "column-tries": text("tries"),
        }

    def points(self, part: str) -> float:
        """Return the points for the place of a piece."""
        piece = next(one for one in self.pieces if one["id"] == part)
        near = piece["near"] and piece["near"]["factor"]
        answer = self.answer[part]
        return match_points(piece["factor"], near, piece["side"], answer["factor"], answer["side"])

    def most(self) -> int:
        """Return the number of pieces."""
        return len(self.pieces)

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be marked."""
        form = '{"factor": "S1", "side": "for"}'
        if not isinstance(answer, dict) or set(answer) != {"factor", "side"}:
            return text("give {form}", form=form)
        if answer["factor"] not in FACTORS or answer["side"] not in SIDES:
            return text(
                "the factors are {factors}, the sides {sides}",
                factors=", ".join(FACTORS),
                sides=", ".join(SIDES),
            )
        return None

    def results(self) -> pd.DataFrame:
        """Return one row per piece.

        Columns: `piece`, `factor`, `side`, `points`, `max`, `tries`, `first`. `factor` and `side` are
        those of the learner, None where nothing was handed in; `first`, whether the first try was right, is
        then None.
        """
        import pandas as pd

        rows = []
        for piece in self.pieces:
            part = piece["id"]
            answer, attempt = self.answer.get(part, {}), self.attempts.get(part, {})
            rows.append(
                {
                    "piece": part,
                    "factor": answer.get("factor"),
                    "side": answer.get("side"),
                    "points": self.points(part) if answer else 0.0,
                    "max": 1,
                    "tries": attempt.get("tries", 0),
                    "first": attempt.get("first"),
                }
            )
        return pd.DataFrame(rows)


def factor_titles() -> dict[str, str]:
    """Return the titles of the four factors by their ids, in the language in use."""
    rows = data.localised(data.table("factors"))
    rows = rows[rows["id"].isin(FACTORS)]
    return dict(zip(rows["id"], rows["title"], strict=True))


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "id": piece.evidence.id,
        "text": str(piece.text),
        "factor": piece.evidence.factor,
        "side": piece.evidence.side,
        "why": str(piece.why),
        "hint": str(piece.hint),
        "near": piece.near and {"factor": piece.near.factor, "why": str(piece.near.why)},
        "sources": source_links(piece.evidence.sources),
    }
