"""Restore: give an economy back what it lost, piece by piece, and draw a conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import data, exercises, language
from timbang.exercises.restorations import STRENGTHS
from timbang.models import decomposition
from timbang.models.egdi import COMPONENTS, components
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

ORDERS, CONCLUSION = "orders", "conclusion"
"""The two parts of the exercise."""

LEAST = 40
"""Characters of a conclusion that can be compared: fewer say nothing yet."""


def restore(name: str) -> Restore:
    """Return the exercise with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When its file has a fault.
    """
    exercise = exercises.restoration(name)
    table = data.table("egdi")
    economy, start, end = exercise.economy, exercise.start, exercise.end
    outcomes = decomposition.restored(table, economy, start, end)
    return Restore(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        question=str(exercise.question),
        editions=[start, end],
        count=int(((table["year"] == end) & ~table["zero_filled"]).sum()),
        pieces=_pieces(table, economy, start, end),
        outcomes={key(pieces): [outcome.score, outcome.rank] for pieces, outcome in outcomes.items()},
        rivals=_rivals(table, economy, end),
        orders=[[list(order), list(ranks)] for order, ranks in decomposition.rank_paths(outcomes).items()],
        shares=_shares(table, economy, start, end, outcomes),
        answers=[
            {
                "strength": one.strength,
                "text": str(one.text),
                "why": str(one.why),
                "sources": source_links(one.sources),
            }
            for one in exercise.answers
        ],
        # The same question on the same numbers is the same exercise, whatever its wording.
        fingerprints={
            ORDERS: fingerprint(economy, start, end),
            CONCLUSION: fingerprint(exercise.id, economy, start, end),
        },
    )


class Restore(Exercise):
    """Components to give back in any order, and a conclusion to write; kept and not marked.

    `answer` is `{"orders": {"path": [components given back], "tried": [orders walked to the end], "shown":
    whether all orders are shown}, "conclusion": {"text": what the learner wrote, "closest": "weak",
    "middling", "strong" or None}}`.
    """

    kind = traitlets.Unicode("restore").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    editions: traitlets.List[int] = traitlets.List().tag(sync=True)
    """The edition whose components are given back, and the one in which they are."""
    count = traitlets.Int().tag(sync=True)
    """Economies that were ranked."""
    pieces: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Id, name, score in both editions, and points that giving it back adds to the index."""
    outcomes = traitlets.Dict().tag(sync=True)
    """Pieces given back, by `key`, to score and rank."""
    rivals: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    """Name and score of those ahead with nothing given back."""
    orders: traitlets.List[list[Any]] = traitlets.List().tag(sync=True)
    """All orders, each with its ranks: before the first piece and after every one."""
    shares: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Of each piece: share of the score, places on average over the orders, share of the places."""
    answers: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    """Three conclusions to compare with, the weakest first."""
    least = traitlets.Int(LEAST).tag(sync=True)

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Exercise"),
            "score-word": text("Score"),
            "rank-word": text("Rank"),
            "rank-of": text("{rank} of {count}"),
            "ahead": text("Ahead: {names}"),
            "nobody": text("Nobody is ahead."),
            "here": text("now"),
            "give": text("Give back, in the order that you choose"),
            "adds": text("{end}: {after}, {start}: {before}. Adds {gain} to the index."),
            "given": text("{piece} given back. Score {score}, rank {rank} of {count}."),
            "taken": text("{piece} taken back. Score {score}, rank {rank} of {count}."),
            "complete": text("This order is complete. Try another: what stays the same?"),
            "path": text("Your order"),
            "path-empty": text("Nothing given back yet."),
            "step": text("{piece}: {gain} points, score {score}, rank {before} → {after}"),
            "new-order": text("Begin a new order"),
            "new-order-said": text("Nothing is given back. Score {score}, rank {rank} of {count}."),
            "show-orders": text("Show all {count} orders"),
            "hide-orders": text("Hide the orders"),
            "walk-first": text("Walk one order to its end first, then compare it with the others."),
            "orders-title": text("All orders, and the rank on the way"),
            "orders-shown": text("All {count} orders are shown below."),
            "column-order": text("order"),
            "column-ranks": text("ranks"),
            "walked": text("walked by you"),
            "shares-title": text("Shared out: the score, and the rank over all orders"),
            "column-piece": text("component"),
            "column-score-share": text("share of the score"),
            "column-places": text("places regained, on average (share)"),
            "write": text("Your conclusion, in two or three sentences"),
            "compare": text("Compare with three answers"),
            "too-short": text("Write a little more first: at least {least} characters, you have {now}."),
            "compared": text("Three answers stand below, from the weakest to the strongest."),
            "weak": text("A weak answer"),
            "middling": text("A middling answer"),
            "strong": text("A strong answer"),
            "closest": text("Which of the three is yours closest to?"),
            "closest-hint": text(
                "You judge; nothing is marked. Change your text if you like, and compare again."
            ),
            "column-part": text("part"),
            "column-answer": text("answer"),
        }

    def points(self, part: str) -> float:
        """Return 0: nothing here is marked."""
        return 0.0

    def most(self) -> int:
        """Return 0: nothing here is marked."""
        return 0

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be kept."""
        if part == ORDERS:
            return None if _is_walk(answer) else text("give {form}", form=_FORMS[ORDERS])
        return None if _is_conclusion(answer) else text("give {form}", form=_FORMS[CONCLUSION])

    def results(self) -> pd.DataFrame:
        """Return one row for each order that was walked to its end, and one for the conclusion.

        Columns: `part`, `answer` (components in their order, joined by `>`; or the text), `ranks` (of an
        order), `closest` (of the conclusion).
        """
        import pandas as pd

        ranks = {tuple(order): ranks for order, ranks in self.orders}
        rows = [
            (ORDERS, " > ".join(order), ranks[tuple(order)], None)
            for order in self.answer.get(ORDERS, {}).get("tried", [])
        ]
        if CONCLUSION in self.answer:
            conclusion = self.answer[CONCLUSION]
            rows.append((CONCLUSION, conclusion["text"], None, conclusion["closest"]))
        return pd.DataFrame(rows, columns=["part", "answer", "ranks", "closest"])


_FORMS = {
    ORDERS: '{"path": ["tii"], "tried": [["tii", "osi", "hci"]], "shown": False}',
    CONCLUSION: '{"text": "...", "closest": None}',
}


def key(pieces: frozenset[str] | list[str]) -> str:
    """Return the name under which `outcomes` holds the outcome of these pieces, in whatever order."""
    return "+".join(sorted(pieces))


def _is_walk(answer: Any) -> bool:
    if not isinstance(answer, dict) or set(answer) != {"path", "tried", "shown"}:
        return False
    path, tried = answer["path"], answer["tried"]
    return (
        isinstance(path, list)
        and isinstance(tried, list)
        and isinstance(answer["shown"], bool)
        and len(set(map(str, path))) == len(path)
        and set(map(str, path)) <= set(COMPONENTS)
        and all(isinstance(one, list) and sorted(map(str, one)) == sorted(COMPONENTS) for one in tried)
    )


def _is_conclusion(answer: Any) -> bool:
    return (
        isinstance(answer, dict)
        and set(answer) == {"text", "closest"}
        and isinstance(answer["text"], str)
        and answer["closest"] in (None, *STRENGTHS)
    )


def _pieces(table: pd.DataFrame, economy: str, start: int, end: int) -> list[dict[str, Any]]:
    names = {"osi": text("Online services"), "tii": text("Infrastructure"), "hci": text("Human capital")}
    before, after = components(table, economy, start), components(table, economy, end)
    parts = decomposition.contributions(table, economy, start, end)
    return [
        {
            "id": one,
            "name": names[one],
            "before": before[one],
            "after": after[one],
            "gain": round(-parts[one], 6),
        }
        for one in COMPONENTS
    ]


def _rivals(table: pd.DataFrame, economy: str, end: int) -> list[list[Any]]:
    rows = table[(table["year"] == end) & ~table["zero_filled"]]
    own = rows.loc[rows["iso3"] == economy, "egdi"].iloc[0]
    ahead = rows[rows["egdi"] > own].sort_values("egdi", ascending=False)
    return [
        [language.economy(str(row["iso3"]), str(row["country"])), float(row["egdi"])]
        for row in ahead.to_dict("records")
    ]


def _shares(
    table: pd.DataFrame,
    economy: str,
    start: int,
    end: int,
    outcomes: dict[decomposition.Pieces, decomposition.Outcome],
) -> list[dict[str, Any]]:
    of_score = decomposition.shares(decomposition.contributions(table, economy, start, end))
    places = decomposition.places_regained(outcomes)
    regained = sum(places.values())
    return [
        {
            "id": one,
            "score": round(of_score[one], 4),
            "places": round(places[one], 4),
            "rank": round(places[one] / regained, 4) if regained else None,
        }
        for one in COMPONENTS
    ]
