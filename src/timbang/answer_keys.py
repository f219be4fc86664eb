"""Answers to the exercises of a chapter, for the trainer's guide; taken from the exercises' own files."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from timbang import data, evidence_exercises, exercises, language, restorations, sentences
from timbang.errors import UnknownExercise

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Answer:
    """What is asked, and what is right."""

    asked: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """The answers to one exercise, in the language in use."""

    title: str
    answers: tuple[Answer, ...]


class Keys:
    """The answers to the exercises of a chapter, each exercise to be opened."""

    def __init__(self, chapter: str, keys: list[Key]) -> None:
        self.chapter = chapter
        self.keys = keys

    def __repr__(self) -> str:
        """Say of how many exercises there are answers."""
        return f"Keys({self.chapter!r}, {len(self.keys)} exercises)"

    def _repr_html_(self) -> str:
        return f'<div class="timbang-keys">\n{"".join(map(_html, self.keys))}</div>'


def answers(chapter: str) -> Keys:
    """Return the answers to the exercises of a chapter, such as `03`, in the language in use.

    Raises
    ------
    UnknownExercise
        For a chapter without exercises.
    BadExercise
        When a file of exercises has a fault.
    """
    keys = [
        *(_quiz(one) for one in exercises.quizzes().values() if one.chapter == chapter),
        *(_ordering(one) for one in exercises.orderings().values() if one.id.startswith(chapter)),
        *(_scales(one) for one in exercises.all_scales().values() if one.id.startswith(chapter)),
        *(_matching(one) for one in evidence_exercises.matchings().values() if one.id.startswith(chapter)),
        *(_balance(one) for one in evidence_exercises.balances().values() if one.id.startswith(chapter)),
        *(_sentence(one) for one in sentences.sentences().values() if one.id.startswith(chapter)),
        *(_restoration(one) for one in restorations.restorations().values() if one.id.startswith(chapter)),
    ]
    if not keys:
        raise UnknownExercise(
            text("chapter {chapter!r} has no exercises; write two digits, such as '03'", chapter=chapter)
        )
    return Keys(chapter, keys)


def _quiz(check: exercises.SelfCheck) -> Key:
    return Key(str(check.title), tuple(_question(question) for question in check.questions))


def _question(question: exercises.Question) -> Answer:
    right = [str(option.text) for option in question.options if option.right]
    if question.truth is not None:
        right = [f"{text('True') if question.truth else text('False')}: {reason}" for reason in right]
    return Answer(str(question.prompt), tuple(right))


def _ordering(ordering: exercises.Ordering) -> Key:
    items = tuple(f"{language.date(item.date, item.date_precision)}: {item.label}" for item in ordering.items)
    return Key(str(ordering.title), (Answer(str(ordering.prompt), items),))


def _scales(scales: exercises.Scales) -> Key:
    claims = data.table("claims").set_index("id")
    asked, verdict = f"statement_{language.current()}", f"check_{language.current()}"
    answers_ = (
        Answer(". ".join([claim, str(claims.at[claim, asked])]), (str(claims.at[claim, verdict]),))
        for claim in scales.first
    )
    return Key(str(scales.title), tuple(answers_))


def _matching(matching: evidence_exercises.Matching) -> Key:
    return Key(
        str(matching.title),
        tuple(
            Answer(str(piece.text), (f"{_factor(piece.evidence.factor)}; {_side(piece.evidence.side)}",))
            for piece in matching.pieces
        ),
    )


def _balance(balance: evidence_exercises.Balance) -> Key:
    return Key(
        str(balance.title), tuple(Answer(_factor(one.id), (str(one.reading),)) for one in balance.factors)
    )


def _factor(factor: str) -> str:
    return text("Factor {number}", number=factor.removeprefix("S"))


def _side(side: str) -> str:
    return text("for the factor") if side == "for" else text("against the factor")


def _sentence(exercise: sentences.SentenceExercise) -> Key:
    asked = (
        Answer(str(one.prompt), tuple(str(option.text) for option in one.options if option.fits == "well"))
        for one in exercise.questions
    )
    tasks = (
        Answer(str(task.task), tuple(_built(task, fact) for fact in task.facts)) for task in exercise.tasks
    )
    return Key(str(exercise.title), (*asked, *tasks))


def _built(task: sentences.Task, fact: dict[str, str]) -> str:
    words = {
        slot: next(str(part.text) for part in parts if part.id == fact[slot])
        for slot, parts in task.parts.items()
    }
    return str(task.template).format(**words)


def _restoration(exercise: restorations.Restoration) -> Key:
    return Key(str(exercise.title), (Answer(str(exercise.question), (str(exercise.answers[-1].text),)),))


def _html(key: Key) -> str:
    questions = "".join(f"<li>{escape(one.asked)}<ul>{_items(one.right)}</ul></li>\n" for one in key.answers)
    return f"<details><summary>{escape(key.title)}</summary>\n<ol>\n{questions}</ol></details>\n"


def _items(texts: tuple[str, ...]) -> str:
    return "".join(f"<li>{escape(one)}</li>" for one in texts)
