"""The test before the course and the test after it, in parallel forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from timbang import language
from timbang.exercises import assessments
from timbang.models.scoring import choice_points
from timbang.widgets.base import Exercise, fingerprint, source_links

if TYPE_CHECKING:
    import pandas as pd

text = language.catalogue("widgets")

BEFORE = "pre-test"
"""The form whose answers the other is set against."""


def assessment(name: str) -> Assessment:
    """Return a form of the test, `pre-test` or `post-test`, in the language in use.

    Raises
    ------
    UnknownExercise
        With the known forms.
    BadExercise
        When a file of the test has a fault.
    """
    side = assessments.FORMS[assessments.form(name).id]
    chapters = assessments.chapters()
    pairs = [(tested.chapter, pair) for tested in chapters for pair in tested.pairs]
    earlier = {} if name == BEFORE else {pair.id: _key(pair, pair.before) for _, pair in pairs}
    title, prompt = _about(name)
    return Assessment(
        name=name,
        title=title,
        prompt=prompt,
        chapters=[[tested.chapter, str(tested.title), tested.page] for tested in chapters],
        questions=[
            _question(chapter, pair, getattr(pair, side), told=name != BEFORE) for chapter, pair in pairs
        ],
        earlier={"name": BEFORE, "keys": earlier},
        fingerprints={pair.id: _fingerprint(pair, getattr(pair, side)) for _, pair in pairs},
    )


class Assessment(Exercise):
    """Questions that are handed in together; each is one part of the exercise and earns up to one point.

    An answer is a list of the indexes of the options chosen, empty where the question was left open.
    """

    kind = traitlets.Unicode("assessment").tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    chapters: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    """Number, title and page of each chapter, in their order."""
    questions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    earlier = traitlets.Dict().tag(sync=True)
    """The form taken before: its name, and for each question its fingerprint and which options are right."""

    @staticmethod
    def own_texts() -> dict[str, str]:
        """Return the words that only this kind of widget uses."""
        return _asking() | _telling()

    def points(self, part: str) -> float:
        """Return the points for the answer to a question."""
        right = [option["right"] for option in self._questions()[part]["options"]]
        return choice_points(right, self.answer[part])

    def most(self) -> int:
        """Return the number of questions."""
        return len(self.questions)

    def refuse(self, part: str, answer: Any) -> str | None:
        """Return what is wrong with the form of an answer, or None if it can be marked."""
        question = self._questions()[part]
        count = len(question["options"])
        if not isinstance(answer, list):
            return text("give {form}", form="[0]")
        if any(type(index) is not int or not 0 <= index < count for index in answer):
            return text("options are numbered from 0 to {last}", last=count - 1)
        if len(set(answer)) < len(answer) or (question["kind"] == "choose-one" and len(answer) > 1):
            return text("an option is given twice, or two where one is asked for")
        return None

    def results(self) -> pd.DataFrame:
        """Return one row per question.

        Columns: `question`, `chapter`, `objectives`, `answer`, `points`, `max`. `answer` is None and
        `points` 0 where nothing was handed in.
        """
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "question": part,
                    "chapter": question["chapter"],
                    "objectives": question["objectives"],
                    "answer": self.answer.get(part),
                    "points": self.points(part) if part in self.answer else 0.0,
                    "max": 1,
                }
                for part, question in self._questions().items()
            ]
        )

    def _questions(self) -> dict[str, dict[str, Any]]:
        return {question["id"]: question for question in self.questions}


def _question(chapter: str, pair: assessments.Pair, side: assessments.Side, *, told: bool) -> dict[str, Any]:
    return {
        "id": pair.id,
        "chapter": chapter,
        "objectives": list(pair.objectives),
        "kind": pair.kind,
        "prompt": str(side.prompt),
        "sources": source_links(side.sources) if told else [],
        "options": [
            {"right": option.right, "text": str(option.text), "feedback": str(option.feedback)}
            for option in side.options
        ],
    }


def _key(pair: assessments.Pair, side: assessments.Side) -> dict[str, Any]:
    return {"made": _fingerprint(pair, side), "right": [option.right for option in side.options]}


def _fingerprint(pair: assessments.Pair, side: assessments.Side) -> str:
    # By the English options, so that a change of language keeps the answers.
    return fingerprint(pair.kind, side.prompt.en, [[option.right, option.text.en] for option in side.options])


def _about(name: str) -> tuple[str, str]:
    if name == BEFORE:
        return text("Before the course: what do you know already?"), text(
            "Answer what you know and leave the rest open: guessing only blurs your own picture. "
            "When you hand in, you see how much was right in each chapter and where to begin. "
            "Which answers are right stays open, since the same is asked again at the end with other cases."
        )
    return text("After the course: what do you know now?"), text(
        "The same objectives as before the course, with other cases. When you hand in, you see each answer "
        "with its reason, and what you gained in each chapter."
    )


def _asking() -> dict[str, str]:
    return {
        "kicker": text("Test"),
        "number": text("Question {number} of {count}"),
        "choose-one": text("Choose one answer."),
        "choose-several": text("Choose all that apply."),
        "hand-in": text("Hand in"),
        "progress": text("{done} of {all} answered"),
        "nothing": text("Answer at least one question first."),
        "open": text("Still open: {numbers}. Press once more to hand in as it is."),
        "handed-in": text("Handed in. Your results stand below."),
        "sure": text("This takes your test back, all answers included. Press once more to start again."),
        "column-question": text("question"),
        "column-chapter": text("chapter"),
        "column-answer": text("answer"),
        "column-points": text("points"),
    }


def _telling() -> dict[str, str]:
    return {
        "results": text("Your results"),
        "result": text("{points} of {most} points"),
        "by-chapter": text("By chapter"),
        "chapter": text("Chapter"),
        "before": text("Before"),
        "after": text("After"),
        "gain": text("Gain"),
        "all": text("All chapters"),
        "of": text("{points} of {most}"),
        "read-first": text("Read these chapters first:"),
        "read-many": text(
            "Much of this is new to you. Begin with these chapters, then take the others in their order:"
        ),
        "read-any": text("You reached more than half in every chapter. Begin with whichever you like."),
        "read-again": text("Worth another look:"),
        "read-many-again": text("Much is worth another look. Begin with these chapters:"),
        "not-before": text(
            "There is no test from before the course in this browser, so no gain can be shown. "
            "If you took it in another one, bring your work over on the page “My work”."
        ),
        "changed": text("{count} questions changed since you answered them and are not counted."),
        "caution": text(
            "One or two questions a chapter are a hint and no measure: "
            "a difference of one question may be chance."
        ),
        "right": text("Right."),
        "partly": text("Partly right: {points} of 1 point."),
        "wrong": text("Not right."),
        "left-open": text("Left open."),
        "chosen-right": text("Right"),
        "chosen-wrong": text("Wrong"),
        "missed": text("You missed this one."),
    }
