"""The worked examples of a design-reality gap and of a risk register: read from YAML, checked by the models.

`exercises/gaps/NAME.yml` holds one gap, `exercises/registers/NAME.yml` one register, each in both languages:

    id: 08-gap                              # widgets.gap("08-gap")
    objective: rate
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    agency: {en: who this might be, said to be made up, id: ...}
    dimensions:                             # all seven, in their order
      - {id: information, rating: 4, note: {en: ..., id: ...}}
    actions:
      - {dimension: processes, way: design, after: 4, text: {en: ..., id: ...}}
    sources: [egov4dev_model]               # of the method; keys of book/references.bib

    id: 08-register                         # widgets.register("08-register")
    horizon: 24                             # months
    risks:                                  # likelihood and impact in whole percent
      - name: {en: ..., id: ...}
        thread: law
        kind: incomplete
        likelihood: {low: 20, mode: 40, high: 60}
        impact: {low: 20, mode: 40, high: 70}
        owner: {en: ..., id: ...}
        response: {en: ..., id: ...}

Texts are plain text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from timbang import data, language
from timbang.errors import BadExercise, BadRating, BadRisk, UnknownExercise
from timbang.exercise_files import Entry, fault, file_name, read
from timbang.exercises import Words
from timbang.models import gap, risk

LONGEST = 2000
"""Characters of a text in a plan."""
MOST_RISKS, MOST_ACTIONS = 300, 500
LONGEST_HORIZON = 600
"""Months."""

text = language.catalogue("widgets")


@dataclass(frozen=True)
class GapExercise:
    """A gap to rate, with a worked example."""

    id: str
    objective: str
    title: Words
    prompt: Words
    agency: Words
    ratings: dict[str, int]
    notes: dict[str, Words]
    actions: tuple[tuple[gap.Action, Words], ...]
    sources: tuple[str, ...]
    file: str

    def example(self) -> dict[str, Any]:
        """Return the example as an answer, in the language in use."""
        return {
            "agency": str(self.agency),
            "ratings": dict(self.ratings),
            "notes": {dimension: str(note) for dimension, note in self.notes.items()},
            "actions": [
                {
                    "id": f"a{number}",
                    "dimension": action.dimension,
                    "way": action.way,
                    "text": str(words),
                    "after": action.after,
                }
                for number, (action, words) in enumerate(self.actions, start=1)
            ],
        }


@dataclass(frozen=True)
class ExampleRisk:
    """A risk of a worked example."""

    name: Words
    thread: str
    kind: str
    likelihood: tuple[float, ...]
    impact: tuple[float, ...]
    owner: Words
    response: Words


@dataclass(frozen=True)
class RegisterExercise:
    """A register to fill, with a worked example."""

    id: str
    objective: str
    title: Words
    prompt: Words
    horizon: int
    risks: tuple[ExampleRisk, ...]
    sources: tuple[str, ...]
    file: str

    def example(self) -> dict[str, Any]:
        """Return the example as an answer, in the language in use."""
        return {
            "horizon": self.horizon,
            "risks": [
                {
                    "id": f"r{number}",
                    "name": str(one.name),
                    "thread": one.thread,
                    "kind": one.kind,
                    "likelihood": list(one.likelihood),
                    "impact": list(one.impact),
                    "owner": str(one.owner),
                    "response": str(one.response),
                }
                for number, one in enumerate(self.risks, start=1)
            ],
        }


Found = TypeVar("Found", GapExercise, RegisterExercise)


def gap_exercise(name: str) -> GapExercise:
    """Return an exercise on the gap by its id.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file has a fault; with file, line and mend.
    """
    return _named(name, gap_exercises(), "exercises/gaps")


def gap_exercises() -> dict[str, GapExercise]:
    """Return all exercises on the gap by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    return _all("gaps", _gap)


def register_exercise(name: str) -> RegisterExercise:
    """Return an exercise with a register by its id.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file has a fault; with file, line and mend.
    """
    return _named(name, register_exercises(), "exercises/registers")


def register_exercises() -> dict[str, RegisterExercise]:
    """Return all exercises with a register by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    return _all("registers", _register)


def _named(name: str, known: dict[str, Found], folder: str) -> Found:
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


def _all(folder: str, read_one: Callable[[Path, int, int], Found]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for file in sorted((data.exercises() / folder).glob("*.yml")):
        stat = file.stat()
        exercise = read_one(file, stat.st_mtime_ns, stat.st_size)
        if exercise.id in found:
            raise BadExercise(
                text(
                    "{file}, {name}: this id is used before; give one of the two another",
                    file=exercise.file,
                    name=exercise.id,
                )
            )
        found[exercise.id] = exercise
    return found


@functools.lru_cache(maxsize=16)
def _gap(file: Path, _changed: int, _size: int) -> GapExercise:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "agency", "dimensions", "actions", "sources")
    rated = whole.entries("dimensions", least=len(gap.DIMENSIONS))
    for one in rated:
        one.only("id", "rating", "note")
    if [one.string("id") for one in rated] != list(gap.DIMENSIONS):
        raise fault(
            whole, text("'dimensions' must be these, in this order: {known}", known=", ".join(gap.DIMENSIONS))
        )
    actions = whole.entries("actions", least=1)
    exercise = GapExercise(
        id=whole.name(),
        objective=whole.string("objective"),
        title=_words(whole, "title"),
        prompt=_words(whole, "prompt"),
        agency=_words(whole, "agency"),
        ratings={one.string("id"): one.whole("rating", 0, gap.MOST) for one in rated},
        notes={one.string("id"): _words(one, "note") for one in rated},
        actions=tuple((_action(one), _words(one, "text")) for one in actions),
        sources=_sources(whole),
        file=file_name(file),
    )
    try:
        gap.closing(exercise.ratings, [action for action, _ in exercise.actions])
    except BadRating as error:
        raise fault(whole, str(error)) from error
    return exercise


def _action(entry: Entry) -> gap.Action:
    entry.only("dimension", "way", "after", "text")
    return gap.Action(entry.string("dimension"), entry.string("way"), entry.whole("after", 0, gap.MOST))


@functools.lru_cache(maxsize=16)
def _register(file: Path, _changed: int, _size: int) -> RegisterExercise:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "horizon", "risks", "sources")
    exercise = RegisterExercise(
        id=whole.name(),
        objective=whole.string("objective"),
        title=_words(whole, "title"),
        prompt=_words(whole, "prompt"),
        horizon=whole.whole("horizon", 1, LONGEST_HORIZON),
        risks=tuple(_risk(one) for one in whole.entries("risks", least=1)),
        sources=_sources(whole),
        file=file_name(file),
    )
    missing = set(risk.THREADS) - {one.thread for one in exercise.risks}
    if missing:
        raise fault(
            whole, text("'risks' has none for {missing}; add one", missing=", ".join(sorted(missing)))
        )
    return exercise


def _risk(entry: Entry) -> ExampleRisk:
    entry.only("name", "thread", "kind", "likelihood", "impact", "owner", "response")
    found = ExampleRisk(
        name=_words(entry, "name"),
        thread=entry.string("thread"),
        kind=entry.string("kind"),
        likelihood=_span(entry, "likelihood"),
        impact=_span(entry, "impact"),
        owner=_words(entry, "owner"),
        response=_words(entry, "response"),
    )
    try:
        risk.read_register({"risks": [vars(found) | {"name": found.name.en}]})
    except BadRisk as error:
        raise fault(entry, str(error)) from error
    return found


def _span(entry: Entry, key: str) -> tuple[float, ...]:
    span = entry.entry(key)
    span.only("low", "mode", "high")
    return tuple(span.whole(one, 0, 100) / 100 for one in ("low", "mode", "high"))


def _words(entry: Entry, key: str) -> Words:
    both = entry.entry(key)
    both.only(*language.LANGUAGES)
    words = Words(**{code: both.string(code) for code in language.LANGUAGES})
    if max(len(words.en), len(words.id)) > LONGEST:
        raise fault(entry, text("{key!r} has more than {most} characters; shorten it", key=key, most=LONGEST))
    return words


def _sources(entry: Entry) -> tuple[str, ...]:
    keys = tuple(entry.strings("sources"))
    known = frozenset(data.table("references")["key"])
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
