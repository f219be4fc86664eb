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

from dataclasses import dataclass
from typing import Any

from timbang import language
from timbang.errors import BadRating, BadRisk
from timbang.exercises import parts
from timbang.exercises.files import Entry, fault
from timbang.exercises.parts import Exercise, Folder, Words, head, sources
from timbang.models import gap, risk

LONGEST = 2000
"""Characters of a text in a plan."""
MOST_RISKS, MOST_ACTIONS = 300, 500
LONGEST_HORIZON = 600
"""Months."""

text = language.catalogue("widgets")


@dataclass(frozen=True)
class GapExercise(Exercise):
    """A gap to rate, with a worked example."""

    agency: Words
    ratings: dict[str, int]
    notes: dict[str, Words]
    actions: tuple[tuple[gap.Action, Words], ...]
    sources: tuple[str, ...]

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
class RegisterExercise(Exercise):
    """A register to fill, with a worked example."""

    horizon: int
    risks: tuple[ExampleRisk, ...]
    sources: tuple[str, ...]

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


def _gap(whole: Entry) -> GapExercise:
    fields = head(whole, "agency", "dimensions", "actions", "sources")
    rated = whole.entries("dimensions", least=len(gap.DIMENSIONS))
    for one in rated:
        one.only("id", "rating", "note")
    if [one.string("id") for one in rated] != list(gap.DIMENSIONS):
        raise fault(
            whole, text("'dimensions' must be these, in this order: {known}", known=", ".join(gap.DIMENSIONS))
        )
    actions = whole.entries("actions", least=1)
    exercise = GapExercise(
        **fields,
        agency=_words(whole, "agency"),
        ratings={one.string("id"): one.whole("rating", 0, gap.MOST) for one in rated},
        notes={one.string("id"): _words(one, "note") for one in rated},
        actions=tuple((_action(one), _words(one, "text")) for one in actions),
        sources=sources(whole),
    )
    try:
        gap.closing(exercise.ratings, [action for action, _ in exercise.actions])
    except BadRating as error:
        raise fault(whole, str(error)) from error
    return exercise


def _action(entry: Entry) -> gap.Action:
    entry.only("dimension", "way", "after", "text")
    return gap.Action(entry.string("dimension"), entry.string("way"), entry.whole("after", 0, gap.MOST))


def _register(whole: Entry) -> RegisterExercise:
    fields = head(whole, "horizon", "risks", "sources")
    exercise = RegisterExercise(
        **fields,
        horizon=whole.whole("horizon", 1, LONGEST_HORIZON),
        risks=tuple(_risk(one) for one in whole.entries("risks", least=1)),
        sources=sources(whole),
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
    found = parts.words(entry, key)
    if max(len(found.en), len(found.id)) > LONGEST:
        raise fault(entry, text("{key!r} has more than {most} characters; shorten it", key=key, most=LONGEST))
    return found


_gaps, _registers = Folder("gaps", _gap), Folder("registers", _register)
gap_exercise, gap_exercises = _gaps.one, _gaps.all
register_exercise, register_exercises = _registers.one, _registers.all
