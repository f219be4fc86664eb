"""The self-checks of a chapter.

`exercises/quizzes/CHAPTER-*.yml` holds those of one chapter:

    chapter: "03"
    checks:
      - id: 03-before-the-crisis            # widgets.quiz("03-before-the-crisis")
        title: {en: Before the crisis, id: Sebelum krisis}
        questions:
          - id: 03-first-plan
            objective: order                # id of an objective of the chapter
            kind: choose-one                # or choose-several: then at least one option is right
            prompt: {en: ..., id: ...}
            sources: [archives_adp]         # keys of book/references.bib; left out for an invented case
            options:                        # at least two; each with feedback that says why
              - {right: true, text: {en: ..., id: ...}, feedback: {en: ..., id: ...}}
              - {right: false, text: {en: ..., id: ...}, feedback: {en: ..., id: ...}}
          - id: 03-before-kim
            objective: order
            kind: true-false                # a verdict, and a reason among the options
            answer: false
            prompt: {en: a statement, id: sebuah pernyataan}
            feedback: {true: {en: ..., id: ...}, false: {en: ..., id: ...}}
            sources: [hankook1996]
            options: ...                    # the reasons; one is right
"""

from __future__ import annotations

from dataclasses import dataclass

from timbang import language
from timbang.exercises.files import Entry, fault, file_name
from timbang.exercises.parts import Words, each_file, named, once, sources, words

FOLDER = "quizzes"
KINDS = ("choose-one", "choose-several", "true-false")

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Option:
    """An answer to choose, or a reason for a verdict."""

    right: bool
    text: Words
    feedback: Words


@dataclass(frozen=True)
class Question:
    """A question of a self-check."""

    id: str
    objective: str
    kind: str
    """One of `KINDS`."""
    prompt: Words
    sources: tuple[str, ...]
    options: tuple[Option, ...]
    truth: bool | None = None
    """Of a true-false question: whether its statement is true."""
    verdicts: tuple[Words, Words] | None = None
    """Of a true-false question: the feedback for "false" and for "true"."""


@dataclass(frozen=True)
class SelfCheck:
    """The questions that close a step of a chapter."""

    id: str
    chapter: str
    title: Words
    questions: tuple[Question, ...]
    file: str


def quiz(name: str) -> SelfCheck:
    """Return a self-check by its id.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of quizzes has a fault; with file, line and mend.
    """
    return named(name, quizzes(), FOLDER)


def quizzes() -> dict[str, SelfCheck]:
    """Return all self-checks by id, file by file.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    checks: dict[str, SelfCheck] = {}
    questions: dict[str, str] = {}
    for chapter in each_file(FOLDER, _chapter):
        for check in chapter:
            once(check.id, checks, check.file)
            checks[check.id] = check
            for question in check.questions:
                once(question.id, questions, check.file)
                questions[question.id] = check.id
    return checks


def _chapter(whole: Entry) -> tuple[SelfCheck, ...]:
    chapter = whole.string("chapter")
    return tuple(_self_check(entry, chapter) for entry in whole.entries("checks", least=1))


def _self_check(entry: Entry, chapter: str) -> SelfCheck:
    entry.only("id", "title", "questions")
    return SelfCheck(
        id=entry.name(),
        chapter=chapter,
        title=words(entry, "title"),
        questions=tuple(_question(one) for one in entry.entries("questions", least=1)),
        file=file_name(entry.file),
    )


def _question(entry: Entry) -> Question:
    name, kind = entry.name(), entry.string("kind")
    if kind not in KINDS:
        raise fault(
            entry, text("kind {kind!r} is unknown; write one of {kinds}", kind=kind, kinds=", ".join(KINDS))
        )
    own = ("answer", "feedback") if kind == "true-false" else ()
    entry.only("id", "objective", "kind", "prompt", "sources", "options", *own)
    options = tuple(_option(one) for one in entry.entries("options", least=2))
    right_ones(entry, kind, options)
    question = Question(
        id=name,
        objective=entry.string("objective"),
        kind=kind,
        prompt=words(entry, "prompt"),
        sources=sources(entry) if entry.has("sources") else (),
        options=options,
    )
    if kind != "true-false":
        return question
    feedback = entry.entry("feedback")
    verdicts = (words(feedback, False), words(feedback, True))
    return Question(**{**vars(question), "truth": entry.truth("answer"), "verdicts": verdicts})


def _option(entry: Entry) -> Option:
    entry.only("right", "text", "feedback")
    return Option(entry.truth("right"), words(entry, "text"), words(entry, "feedback"))


def right_ones(entry: Entry, kind: str, options: tuple[Option, ...]) -> None:
    """Refuse options of which none is right, or too many for the kind of question.

    Raises
    ------
    BadExercise
        With what to change.
    """
    right = sum(option.right for option in options)
    if right == 0:
        raise fault(entry, text("no option is right; set right: true on one"))
    if right > 1 and kind != "choose-several":
        raise fault(
            entry, text("{right} options are right; leave one, or make it kind: choose-several", right=right)
        )
    for language_code in language.LANGUAGES:
        texts = [getattr(option.text, language_code) for option in options]
        if len(set(texts)) < len(texts):
            raise fault(
                entry, text("two options have the same text in {code!r}; reword one", code=language_code)
            )
