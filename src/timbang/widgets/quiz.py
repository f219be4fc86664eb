"""Self-check: a few questions that close a step of a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import exercises, language
from timbang.exercises.questions import Question
from timbang.models.scoring import choice_points, verdict_points
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")


def quiz(name: str) -> Quiz:
    """Return the self-check with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of quizzes has a fault.
    """
    check = exercises.quiz(name)
    return Quiz(
        name=check.id,
        title=str(check.title),
        questions=[_question(question) for question in check.questions],
        fingerprints={question.id: _fingerprint(question) for question in check.questions},
    )


class Quiz(Exercise):
    """Questions of three kinds; each is one part of the exercise and earns up to one point.

    An answer is a list of the indexes of the options chosen; for a true-false question it is
    `{"truth": bool, "reason": index or None}`.
    """

    kind = traitlets.Unicode("quiz").tag(sync=True)
    questions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Self-check"),
            "number": text("Question {number} of {count}"),
            "choose-one": text("Choose one answer."),
            "choose-several": text("Choose all that apply."),
            "true-false": text("True or false? Then say why."),
            "true": text("True"),
            "false": text("False"),
            "verdict": text("The statement is"),
            "reason": text("because"),
            "check": text("Check"),
            "right": text("Right."),
            "partly": text("Partly right: {points} of 1 point."),
            "wrong": text("Not yet."),
            "improve": text("Read why, change your answer and check again."),
            "choose": text("Choose an answer first."),
            "choose-both": text("Choose true or false, and a reason."),
            "missed": text("You missed this one."),
            "chosen-right": text("Right"),
            "chosen-wrong": text("Wrong"),
            "column-question": text("question"),
            "column-answer": text("answer"),
            "column-points": text("points"),
            "column-tries": text("tries"),
            "column-first": text("right at first try"),
            "yes": text("yes"),
            "no": text("no"),
        }

    def points(self, part: str) -> float:
        """Return the points for the answer to a question."""
        question = self._questions()[part]
        right = [option["right"] for option in question["options"]]
        answer = self.answer[part]
        if question["kind"] == "true-false":
            return verdict_points(question["truth"], right, answer["truth"], answer["reason"])
        return choice_points(right, answer)

    def most(self) -> int:
        """Return the number of questions."""
        return len(self.questions)

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be marked."""
        question = self._questions()[part]
        count = len(question["options"])
        if question["kind"] == "true-false":
            if not (isinstance(answer, dict) and set(answer) == {"truth", "reason"}):
                return text("give {form}", form='{"truth": True, "reason": 0}')
            if not isinstance(answer["truth"], bool):
                return text("give {form}", form='{"truth": True, "reason": 0}')
            chosen = [] if answer["reason"] is None else [answer["reason"]]
        else:
            if not isinstance(answer, list) or not answer:
                return text("give {form}", form="[0]")
            chosen = answer
        if any(type(index) is not int or not 0 <= index < count for index in chosen):
            return text("options are numbered from 0 to {last}", last=count - 1)
        if len(set(chosen)) < len(chosen) or (question["kind"] == "choose-one" and len(chosen) > 1):
            return text("an option is given twice, or two where one is asked for")
        return None

    def results(self) -> pd.DataFrame:
        """Return one row per question.

        Columns: `question`, `objective`, `kind`, `answer`, `points`, `max`, `tries`, `first`.
        `answer` is None and `points` 0 where nothing was handed in; `first`, whether the first try was right,
        is then None.
        """
        import pandas as pd

        rows = []
        for part, question in self._questions().items():
            attempt = self.attempts.get(part, {})
            rows.append(
                {
                    "question": part,
                    "objective": question["objective"],
                    "kind": question["kind"],
                    "answer": self.answer.get(part),
                    "points": self.points(part) if part in self.answer else 0.0,
                    "max": 1,
                    "tries": attempt.get("tries", 0),
                    "first": attempt.get("first"),
                }
            )
        return pd.DataFrame(rows)

    def _questions(self) -> dict[str, dict[str, Any]]:
        return {question["id"]: question for question in self.questions}


def _question(question: Question) -> dict[str, Any]:
    content: dict[str, Any] = {
        "id": question.id,
        "objective": question.objective,
        "kind": question.kind,
        "prompt": str(question.prompt),
        "sources": source_links(question.sources),
        "options": [
            {"right": option.right, "text": str(option.text), "feedback": str(option.feedback)}
            for option in question.options
        ],
    }
    if question.verdicts is not None:
        content |= {"truth": question.truth, "verdicts": [str(words) for words in question.verdicts]}
    return content


def _fingerprint(question: Question) -> str:
    # By the English options, so that a change of language keeps the answers.
    options = [[option.right, option.text.en] for option in question.options]
    return fingerprint(question.kind, question.prompt.en, question.truth, options)
