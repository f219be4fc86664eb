"""Sentences that the evidence bears: read from YAML, checked, and named by their ids.

`exercises/sentences/NAME.yml` holds one exercise, both languages side by side: questions for which a measure
is chosen, and sentences that are built from parts.

    id: 05-what-the-evidence-bears            # widgets.sentence("05-what-the-evidence-bears")
    objective: sentence
    title: {en: ..., id: ...}
    prompt: {en: ..., id: ...}
    questions:
      - id: 05-which-notices
        prompt: {en: a question that someone asks, id: ...}
        sources: [seo2015]
        options:                              # measures; at least one fits
          - {fits: well, text: {en: ..., id: ...}, feedback: {en: ..., id: ...}}     # well, partly or not
    sentences:
      - id: 05-say-the-share
        task: {en: ..., id: ...}
        sources: [seo2015]
        template: {en: "{source} {hedge} {figure} {measure} {year}.", id: ...}      # each slot once
        parts:                                # for each of the five slots at least two parts
          source:
            - id: operator
              text: {en: ..., id: ...}
              note: {en: what there is to know about it, id: ...}
            - id: audit
              claims: too-much                # or too-little: it says more, or less, than anything bears out
              text: ...
              note: ...
          hedge: ...
        facts:                                # the sentences that hold; each names a part for every slot
          - {source: operator, hedge: own-count, figure: p63, measure: value, year: y2014}
        beside:                               # true, but no answer to the task; may be left out
          - {source: operator, hedge: own-count, figure: p100, measure: notices, year: y2014}

Ids are unique over all files. Texts are plain text.
"""

from __future__ import annotations

import functools
import string
from dataclasses import dataclass
from pathlib import Path

from timbang import data, exercises, language
from timbang.exercise_files import Entry, fault, file_name, read
from timbang.exercises import Words
from timbang.models.sentences import FITS, SLOTS

CLAIMS = ("too-much", "too-little")

text = language.catalogue("widgets")


@dataclass(frozen=True)
class Measure:
    """A measure offered for a question."""

    fits: str
    """One of `FITS`."""
    text: Words
    feedback: Words


@dataclass(frozen=True)
class Asked:
    """A question for which a measure is to be chosen."""

    id: str
    prompt: Words
    sources: tuple[str, ...]
    options: tuple[Measure, ...]


@dataclass(frozen=True)
class Part:
    """Words that may stand in a slot of a sentence."""

    id: str
    text: Words
    note: Words
    claims: str | None
    """`too-much` or `too-little` where nothing bears it out, whatever stands beside it."""


@dataclass(frozen=True)
class Task:
    """A sentence to build."""

    id: str
    task: Words
    sources: tuple[str, ...]
    template: Words
    parts: dict[str, tuple[Part, ...]]
    """Parts by slot."""
    facts: tuple[dict[str, str], ...]
    """Sentences that hold and answer the task: slot to the id of its part."""
    beside: tuple[dict[str, str], ...]
    """Sentences that hold and answer another question."""


@dataclass(frozen=True)
class SentenceExercise:
    """Questions for which a measure is chosen, then sentences to build."""

    id: str
    objective: str
    title: Words
    prompt: Words
    questions: tuple[Asked, ...]
    tasks: tuple[Task, ...]
    file: str


def sentence(name: str) -> SentenceExercise:
    """Return an exercise by its id.

    Raises
    ------
    UnknownExercise
        With the known ids, the nearest first.
    BadExercise
        When a file of sentences has a fault; with file, line and mend.
    """
    return exercises._named(name, sentences(), "exercises/sentences")


def sentences() -> dict[str, SentenceExercise]:
    """Return all exercises of this kind by id.

    Raises
    ------
    BadExercise
        For the first fault found.
    """
    found: dict[str, SentenceExercise] = {}
    parts: dict[str, str] = {}
    for file in sorted((data.exercises() / "sentences").glob("*.yml")):
        exercise = _file(*exercises._version(file))
        exercises._once(exercise.id, found, file)
        found[exercise.id] = exercise
        for part in (*(asked.id for asked in exercise.questions), *(task.id for task in exercise.tasks)):
            exercises._once(part, parts, file)
            parts[part] = exercise.id
    return found


@functools.lru_cache(maxsize=64)
def _file(file: Path, _changed: int, _size: int) -> SentenceExercise:
    whole = read(file)
    whole.only("id", "objective", "title", "prompt", "questions", "sentences")
    return SentenceExercise(
        id=whole.name(),
        objective=whole.string("objective"),
        title=exercises._words(whole, "title"),
        prompt=exercises._words(whole, "prompt"),
        questions=tuple(_asked(one) for one in whole.entries("questions", least=1)),
        tasks=tuple(_task(one) for one in whole.entries("sentences", least=1)),
        file=file_name(file),
    )


def _asked(entry: Entry) -> Asked:
    entry.only("id", "prompt", "sources", "options")
    options = tuple(_measure(one) for one in entry.entries("options", least=2))
    if all(option.fits != "well" for option in options):
        raise fault(entry, text("no option fits; set fits: well on one"))
    return Asked(
        entry.name(), exercises._words(entry, "prompt"), exercises._sources(entry, "sources"), options
    )


def _measure(entry: Entry) -> Measure:
    entry.only("fits", "text", "feedback")
    fits = entry.string("fits")
    if fits not in FITS:
        raise fault(
            entry, text("fits {fits!r} is unknown; write one of {known}", fits=fits, known=", ".join(FITS))
        )
    return Measure(fits, exercises._words(entry, "text"), exercises._words(entry, "feedback"))


def _task(entry: Entry) -> Task:
    entry.only("id", "task", "sources", "template", "parts", "facts", "beside")
    name = entry.name()
    by_slot = entry.entry("parts")
    by_slot.only(*SLOTS)
    parts = {slot: _parts(by_slot, slot) for slot in SLOTS}
    return Task(
        id=name,
        task=exercises._words(entry, "task"),
        sources=exercises._sources(entry, "sources"),
        template=_template(entry),
        parts=parts,
        facts=tuple(_fact(one, parts) for one in entry.entries("facts", least=1)),
        beside=tuple(_fact(one, parts) for one in entry.entries("beside", least=1))
        if entry.has("beside")
        else (),
    )


def _template(entry: Entry) -> Words:
    template = exercises._words(entry, "template")
    for code in language.LANGUAGES:
        try:
            slots = [name for _, name, _, _ in string.Formatter().parse(getattr(template, code)) if name]
        except ValueError:
            slots = []
        if sorted(slots) != sorted(SLOTS):
            raise fault(
                entry,
                text(
                    "the template in {code!r} must name each of these once in braces: {slots}",
                    code=code,
                    slots=", ".join(SLOTS),
                ),
            )
    return template


def _parts(entry: Entry, slot: str) -> tuple[Part, ...]:
    parts = tuple(_part(one) for one in entry.entries(slot, least=2))
    names = [part.id for part in parts]
    for name in names:
        if names.count(name) > 1:
            raise fault(
                entry, text("part {name!r} is given twice; give one of the two another id", name=name)
            )
    return parts


def _part(entry: Entry) -> Part:
    entry.only("id", "text", "note", "claims")
    claims = entry.string("claims") if entry.has("claims") else None
    if claims is not None and claims not in CLAIMS:
        raise fault(
            entry,
            text(
                "claims {claims!r} is unknown; write one of {known}", claims=claims, known=", ".join(CLAIMS)
            ),
        )
    return Part(entry.name(), exercises._words(entry, "text"), exercises._words(entry, "note"), claims)


def _fact(entry: Entry, parts: dict[str, tuple[Part, ...]]) -> dict[str, str]:
    entry.only(*SLOTS)
    fact = {slot: entry.string(slot) for slot in SLOTS}
    for slot, name in fact.items():
        known = {part.id: part for part in parts[slot]}
        if name not in known:
            nearest = ", ".join(data.nearest_first(name, known))
            raise fault(
                entry,
                text(
                    "{slot} has no part {name!r}; there are: {nearest}", slot=slot, name=name, nearest=nearest
                ),
            )
        if known[name].claims:
            raise fault(
                entry,
                text("part {name!r} claims too much or too little, so no fact can hold it", name=name),
            )
    return fact
