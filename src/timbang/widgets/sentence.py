"""Sentence: choose the measure that fits a question, then build a sentence that the evidence bears."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import exercises, language
from timbang.exercises.sentences import Asked, Task
from timbang.models.sentences import FITS, SLOTS, sentence_points, slot_marks
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")


def sentence(name: str) -> Sentence:
    """Return the exercise with this id, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of sentences has a fault.
    """
    exercise = exercises.sentence(name)
    return Sentence(
        name=exercise.id,
        title=str(exercise.title),
        prompt=str(exercise.prompt),
        questions=[_question(asked) for asked in exercise.questions],
        tasks=[_task(task) for task in exercise.tasks],
        fingerprints={
            **{asked.id: _fingerprint_of_question(asked) for asked in exercise.questions},
            **{task.id: _fingerprint_of_task(task) for task in exercise.tasks},
        },
    )


class Sentence(Exercise):
    """Questions with measures to choose from, and sentences to build; each is a part worth up to one point.

    The answer to a question is the index of a measure; that to a task is a part for every slot:
    `{"source": id, "hedge": id, "figure": id, "measure": id, "year": id}`.
    """

    kind = traitlets.Unicode("sentence").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    questions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    tasks: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return {
            "kicker": text("Exercise"),
            "first-half": text("First choose what to measure"),
            "second-half": text("Then build the sentence"),
            "number": text("{number} of {count}"),
            "choose-measure": text("Which measure fits the question?"),
            "choose": text("Choose a measure first."),
            "fits-well": text("It fits."),
            "fits-partly": text("It fits in part."),
            "fits-not": text("It does not fit."),
            "improve": text("Read why, change your answer and check again."),
            "check": text("Check"),
            "check-sentence": text("Check the sentence"),
            "slot-source": text("Who says so?"),
            "slot-hedge": text("How firmly?"),
            "slot-figure": text("How much?"),
            "slot-measure": text("Of what?"),
            "slot-year": text("When?"),
            "pick": text("Choose …"),
            "yours": text("Your sentence"),
            "incomplete": text("Choose words for: {slots}"),
            "bears": text("The evidence bears this sentence."),
            "beside": text("This is true, but it answers another question."),
            "not-yet": text("{right} of {count} parts hold together."),
            "over": text("It claims more than the evidence bears: {parts}."),
            "under": text("It says less than is known: {parts}."),
            "holds": text("Holds"),
            "apart": text("Does not hold here"),
            "too-much": text("Claims too much"),
            "too-little": text("Says too little"),
            "column-part": text("question or task"),
            "column-answer": text("answer"),
            "column-points": text("points"),
            "column-tries": text("tries"),
        }

    def points(self, part: str) -> float:
        """Return the points, from 0 to 1, for the answer to a question or a task."""
        answer = self.answer[part]
        question = self._questions().get(part)
        if question:
            return FITS[question["options"][answer]["fits"]]
        return sentence_points(self._tasks()[part]["facts"], answer)

    def most(self) -> int:
        """Return the number of questions and tasks."""
        return len(self.questions) + len(self.tasks)

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be marked."""
        question = self._questions().get(part)
        if question:
            count = len(question["options"])
            if type(answer) is not int or not 0 <= answer < count:
                return text("give the number of a measure, from 0 to {last}", last=count - 1)
            return None
        if not isinstance(answer, dict) or set(answer) != set(SLOTS):
            return text("give a part for each of these: {slots}", slots=", ".join(SLOTS))
        for slot, parts in self._tasks()[part]["parts"].items():
            known = [one["id"] for one in parts]
            if answer[slot] not in known:
                return text("{slot} is one of: {known}", slot=slot, known=", ".join(known))
        return None

    def built(self, part: str) -> str:
        """Return the sentence that was handed in for a task; empty while there is none."""
        if part not in self.answer:
            return ""
        task = self._tasks()[part]
        words = {
            slot: next(one["text"] for one in parts if one["id"] == self.answer[part][slot])
            for slot, parts in task["parts"].items()
        }
        return str(task["template"].format(**words))

    def results(self) -> pd.DataFrame:
        """Return one row per question and task.

        Columns: `part`, `answer`, `wrong`, `points`, `max`, `tries`, `first`. `answer` is the text of the
        measure or the sentence, empty where nothing was handed in; `wrong` lists the slots of a sentence that
        do not hold; `first`, whether the first try was right, is None where there was none.
        """
        import pandas as pd

        rows = []
        for part in self.fingerprints:
            attempt = self.attempts.get(part, {})
            answered = part in self.answer
            rows.append(
                {
                    "part": part,
                    "answer": self._said(part) if answered else "",
                    "wrong": self._wrong(part) if answered else [],
                    "points": self.points(part) if answered else 0.0,
                    "max": 1,
                    "tries": attempt.get("tries", 0),
                    "first": attempt.get("first"),
                }
            )
        return pd.DataFrame(rows)

    def _said(self, part: str) -> str:
        question = self._questions().get(part)
        return str(question["options"][self.answer[part]]["text"]) if question else self.built(part)

    def _wrong(self, part: str) -> list[str]:
        task = self._tasks().get(part)
        if task is None:
            return []
        return [slot for slot, holds in slot_marks(task["facts"], self.answer[part]).items() if not holds]

    def _questions(self) -> dict[str, dict[str, Any]]:
        return {question["id"]: question for question in self.questions}

    def _tasks(self) -> dict[str, dict[str, Any]]:
        return {task["id"]: task for task in self.tasks}


def _question(asked: Asked) -> dict[str, Any]:
    return {
        "id": asked.id,
        "prompt": str(asked.prompt),
        "sources": source_links(asked.sources),
        "options": [
            {"fits": option.fits, "text": str(option.text), "feedback": str(option.feedback)}
            for option in asked.options
        ],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "task": str(task.task),
        "sources": source_links(task.sources),
        "template": str(task.template),
        "parts": {
            slot: [
                {"id": part.id, "text": str(part.text), "note": str(part.note), "claims": part.claims}
                for part in parts
            ]
            for slot, parts in task.parts.items()
        },
        "facts": list(task.facts),
        "beside": list(task.beside),
    }


def _fingerprint_of_question(asked: Asked) -> str:
    # By the English options, so that a change of language keeps the answers.
    return fingerprint(asked.prompt.en, [[option.fits, option.text.en] for option in asked.options])


def _fingerprint_of_task(task: Task) -> str:
    parts = {slot: [[part.id, part.text.en] for part in parts] for slot, parts in task.parts.items()}
    return fingerprint(task.task.en, parts, task.facts)
