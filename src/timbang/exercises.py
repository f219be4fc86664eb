"""The exercises of the course: read from YAML, checked, and named by their ids.

`exercises/quizzes/CHAPTER-*.yml` holds the self-checks of a chapter, both languages side by side:

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

`exercises/orderings/NAME.yml` holds one set of events to put in order:

    id: 03-turning-points                   # widgets.ordering("03-turning-points")
    objective: order
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    items:                                  # dates and sources come from the fact base, by the event's id
      - event: K4
        label: {en: ..., id: ...}           # without its date
        why: {en: what it made possible, id: ...}
        also: [turner2022]                  # sources of the "why" besides those of the event; may be left out

`exercises/scales/NAME.yml` holds claims to weigh; the claims themselves stand in `data/facts/claims.csv`:

    id: 02-claims                           # widgets.scales("02-claims")
    objective: weigh
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    first: [A6, A8]                         # the claims that the exercise asks for; the others are open too
    reasons:                                # in place of notes that are missing or speak to editors
      - {claim: A4, reason: {en: ..., id: ...}}

Ids are unique over all files. Texts are plain text.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from timbang import data, language
from timbang.errors import BadExercise, UnknownExercise
from timbang.exercise_files import Entry, fault, file_name, read

KINDS = ("choose-one", "choose-several", "true-false")
TIMELINES = {"K": "korea_timeline", "I": "indonesia_timeline"}
"""The table that holds an event, by the first letter of its id."""

text = language.catalogue("widgets")
Named = TypeVar("Named")


@dataclass(frozen=True)
class Words:
    """A text in each language of the course."""

    en: str
    id: str

    def __str__(self) -> str:
        """Return the text in the language in use."""
        return str(getattr(self, language.current()))


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


@dataclass(frozen=True)
class Turn:
    """An event to put in order."""

    event: str
    date: str
    date_precision: str
    label: Words
    why: Words
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Ordering:
    """Events to put in order; `items` are in the order of their dates."""

    id: str
    objective: str
    title: Words
    prompt: Words
    items: tuple[Turn, ...]
    file: str


@dataclass(frozen=True)
class Scales:
    """Claims to weigh; `first` are those that the exercise asks for."""

    id: str
    objective: str
    title: Words
    prompt: Words
    first: tuple[str, ...]
    reasons: dict[str, Words]
    """Why the sources say what they say, for the claims whose note does not tell it."""
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
    return _named(name, quizzes(), "exercises/quizzes")


def ordering(name: str) -> Ordering:
    """Return an ordering exercise by its id.

    Raises
    ------
    UnknownExercise, BadExercise
        As `quiz`.
    """
    return _named(name, orderings(), "exercises/orderings")


def scales(name: str) -> Scales:
    """Return an exercise of weighing claims by its id.

    Raises
    ------
    UnknownExercise, BadExercise
        As `quiz`.
    """
    return _named(name, all_scales(), "exercises/scales")


def quizzes() -> dict[str, SelfCheck]:
    """Return all self-checks by id, file by file.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    checks: dict[str, SelfCheck] = {}
    questions: dict[str, str] = {}
    for file in sorted((data.exercises() / "quizzes").glob("*.yml")):
        for check in _quiz_file(*_version(file)):
            _once(check.id, checks, file)
            checks[check.id] = check
            for question in check.questions:
                _once(question.id, questions, file)
                questions[question.id] = check.id
    return checks


def orderings() -> dict[str, Ordering]:
    """Return all ordering exercises by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    found: dict[str, Ordering] = {}
    for file in sorted((data.exercises() / "orderings").glob("*.yml")):
        exercise = _ordering_file(*_version(file))
        _once(exercise.id, found, file)
        found[exercise.id] = exercise
    return found


def all_scales() -> dict[str, Scales]:
    """Return all exercises of weighing claims by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    found: dict[str, Scales] = {}
    for file in sorted((data.exercises() / "scales").glob("*.yml")):
        exercise = _scales_file(*_version(file))
        _once(exercise.id, found, file)
        found[exercise.id] = exercise
    return found


def _named(name: str, known: dict[str, Named], folder: str) -> Named:
    if name not in known:
        nearest = ", ".join(data.nearest_first(name, known)[:5]) or text("none yet")
        raise UnknownExercise(
            text(
                "{folder}: no exercise {name!r}; the nearest are: {nearest}",
                folder=folder,
                name=name,
                nearest=nearest,
            )
        )
    return known[name]


def _version(file: Path) -> tuple[Path, int, int]:
    stat = file.stat()
    return file, stat.st_mtime_ns, stat.st_size


def _once(name: str, seen: dict[str, Any], file: Path) -> None:
    if name in seen:
        raise BadExercise(
            text(
                "{file}, {name}: this id is used before; give one of the two another",
                file=file_name(file),
                name=name,
            )
        )


@functools.lru_cache(maxsize=64)
def _quiz_file(file: Path, _changed: int, _size: int) -> tuple[SelfCheck, ...]:
    whole = read(file)
    chapter = whole.string("chapter")
    return tuple(_self_check(entry, chapter) for entry in whole.entries("checks", least=1))


def _self_check(entry: Entry, chapter: str) -> SelfCheck:
    entry.only("id", "title", "questions")
    return SelfCheck(
        id=entry.name(),
        chapter=chapter,
        title=_words(entry, "title"),
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
    _right_ones(entry, kind, options)
    question = Question(
        id=name,
        objective=entry.string("objective"),
        kind=kind,
        prompt=_words(entry, "prompt"),
        sources=_sources(entry, "sources") if entry.has("sources") else (),
        options=options,
    )
    if kind != "true-false":
        return question
    feedback = entry.entry("feedback")
    verdicts = (_words(feedback, False), _words(feedback, True))
    return Question(**{**vars(question), "truth": entry.truth("answer"), "verdicts": verdicts})


def _option(entry: Entry) -> Option:
    entry.only("right", "text", "feedback")
    return Option(entry.truth("right"), _words(entry, "text"), _words(entry, "feedback"))


def _right_ones(entry: Entry, kind: str, options: tuple[Option, ...]) -> None:
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


def _words(entry: Entry, key: str | bool) -> Words:
    both = entry.entry(key)
    both.only(*language.LANGUAGES)
    return Words(**{code: both.string(code) for code in language.LANGUAGES})


def _sources(entry: Entry, under: str) -> tuple[str, ...]:
    keys = tuple(entry.strings(under))
    known = _reference_keys()
    for key in keys:
        if key not in known:
            nearest = ", ".join(data.nearest_first(key, known)[:3])
            raise fault(
                entry,
                text(
                    "source {key!r} is not in book/references.bib; the nearest are: {nearest}",
                    key=key,
                    nearest=nearest,
                ),
            )
    return keys


def _reference_keys() -> frozenset[str]:
    return frozenset(data.table("references")["key"])


@functools.lru_cache(maxsize=64)
def _ordering_file(file: Path, _changed: int, _size: int) -> Ordering:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "items")
    turns = [_turn(one) for one in whole.entries("items", least=3)]
    items = sorted(turns, key=lambda turn: _start(turn.date))
    for earlier, later in itertools.pairwise(items):
        if earlier.event == later.event:
            raise fault(whole, text("event {event} is given twice; leave one out", event=later.event))
        if _start(later.date).startswith(_start(earlier.date)):
            raise fault(
                whole,
                text(
                    "{first} ({first_date}) and {second} ({second_date}): the dates do not say which came "
                    "first; take another event",
                    first=earlier.event,
                    first_date=earlier.date,
                    second=later.event,
                    second_date=later.date,
                ),
            )
    return Ordering(
        id=whole.name(),
        objective=whole.string("objective"),
        title=_words(whole, "title"),
        prompt=_words(whole, "prompt"),
        items=tuple(items),
        file=file_name(file),
    )


def _start(date: str) -> str:
    return date.split("/")[0]


def _turn(entry: Entry) -> Turn:
    entry.only("event", "label", "why", "also")
    event = entry.string("event")
    table = TIMELINES.get(event[:1])
    rows = data.table(table).set_index("id") if table else None
    if rows is None or event not in rows.index:
        raise fault(
            entry, text("event {event!r} is in no timeline of data/facts; correct the id", event=event)
        )
    row = rows.loc[event]
    if row["status"] != "verified-in-stored-source" or not row["source_keys"]:
        raise fault(entry, text("event {event} has no verified source; take another", event=event))
    also = _sources(entry, "also") if entry.has("also") else ()
    return Turn(
        event=event,
        date=str(row["date"]),
        date_precision=str(row["date_precision"]),
        label=_words(entry, "label"),
        why=_words(entry, "why"),
        sources=tuple(dict.fromkeys([*str(row["source_keys"]).split(";"), *also])),
    )


@functools.lru_cache(maxsize=64)
def _scales_file(file: Path, _changed: int, _size: int) -> Scales:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "first", "reasons")
    notes = data.table("claims").set_index("id")["note_en"]
    reasons: dict[str, Words] = {}
    for entry in whole.entries("reasons", least=1):
        entry.only("claim", "reason")
        reasons[_claim(entry, entry.string("claim"), notes.index)] = _words(entry, "reason")
    for claim, note in notes.items():
        if not note and claim not in reasons:
            raise fault(whole, text("claim {claim} has no note; give it a reason", claim=claim))
    return Scales(
        id=whole.name(),
        objective=whole.string("objective"),
        title=_words(whole, "title"),
        prompt=_words(whole, "prompt"),
        first=tuple(_claim(whole, claim, notes.index) for claim in whole.strings("first")),
        reasons=reasons,
        file=file_name(file),
    )


def _claim(entry: Entry, claim: str, known: Iterable[str]) -> str:
    if claim not in known:
        raise fault(entry, text("claim {claim!r} is not in data/facts/claims.csv; correct it", claim=claim))
    return claim
